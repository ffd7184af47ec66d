package analysis

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
)

// makeThread invents a scored thread of n comments by about authors writers,
// every other edge uncertain where uncertain is set.
func makeThread(id string, n, authors int, seed uint64, uncertain bool) Result {
	rng := rand.New(rand.NewPCG(seed, 1))
	start := time.Date(2024, 3, 1, 8, 0, 0, 0, time.UTC)
	t := &thread.Thread{ID: id, Source: id + ".txt", Post: thread.Post{ID: id + "-post", Title: "On " + id, Author: "Editor"}}
	r := Result{Thread: t, PostSentiment: tone(0.1), PostWords: 100}
	for i := range n {
		c := thread.Comment{ID: fmt.Sprint(id, "-", i), Text: "words"}
		if authors > 0 {
			c.Author = fmt.Sprint("writer ", rng.IntN(authors))
		}
		c.Created = thread.Time{At: start.Add(time.Duration(i) * 7 * time.Minute), Precision: thread.PrecisionMinute, Zone: thread.ZoneStated}
		c.Reply = thread.ReplyEdge{Parent: t.Post.ID, Source: thread.ParentNone, Confidence: 1}
		if i > 0 && rng.IntN(3) > 0 {
			c.Reply = thread.ReplyEdge{Parent: fmt.Sprint(id, "-", rng.IntN(i)), Source: thread.ParentMarkup, Confidence: 1}
			if uncertain && i%2 == 0 {
				c.Reply.Source, c.Reply.Confidence = thread.ParentInferred, 0.6
				c.Reply.Candidates = []thread.Candidate{
					{Parent: c.Reply.Parent, Probability: 0.6},
					{Parent: t.Post.ID, Probability: 0.3},
					{Parent: fmt.Sprint(id, "-", rng.IntN(i)), Probability: 0.1},
				}
			}
		}
		t.Comments = append(t.Comments, c)
		r.Sentiment = append(r.Sentiment, tone(rng.Float64()*1.6-0.9))
		r.Words = append(r.Words, 1)
		var st []stance.Stance
		if rng.IntN(2) == 0 {
			st = append(st, position("the plan", rng.Float64()*2-1))
		}
		r.Stances = append(r.Stances, st)
	}
	return r
}

// tone is a score of polarity p.
func tone(p float64) sentiment.Score {
	s := sentiment.Score{Scored: true, Neutral: 0.2}
	s.Positive = (0.8 + p) / 2
	s.Negative = 0.8 - s.Positive
	return s
}

// position is a stance of score p.
func position(target string, p float64) stance.Stance {
	s := stance.Stance{Target: target, Mentioned: true, None: 0.3}
	s.Favor = (0.7 + p*0.7) / 2
	s.Against = 0.7 - s.Favor
	return s
}

func BenchmarkSummarize(b *testing.B) {
	for _, c := range []struct {
		name             string
		threads, n, auth int
		uncertain        bool
	}{
		{"1x200", 1, 200, 80, true},
		{"1x20000", 1, 20000, 4000, false},
		{"500x200", 500, 200, 90, false},
		{"500x200/uncertain", 500, 200, 90, true},
	} {
		var rs []Result
		for i := range c.threads {
			rs = append(rs, makeThread(fmt.Sprint("t", i), c.n, c.auth, uint64(i), c.uncertain))
		}
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if s := Summarize(rs, SummaryOptions{}); s.Items != c.threads*c.n {
					b.Fatalf("Items = %d, want %d", s.Items, c.threads*c.n)
				}
			}
			b.ReportMetric(float64(c.threads*c.n)*float64(b.N)/b.Elapsed().Seconds(), "comments/s")
		})
	}
}
