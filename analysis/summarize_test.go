package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

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

// equateNaN compares summaries whose missing bounds are NaN.
var equateNaN = cmpopts.EquateNaNs()

func TestSummarizeIsTheSameOnAnyNumberOfProcessors(t *testing.T) {
	rs := []Result{makeThread("a", 300, 60, 1, true), makeThread("b", 40, 0, 2, true), makeThread("c", 0, 0, 3, false)}
	run := func(procs int) Summary {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		return Summarize(rs, SummaryOptions{Seed: 5})
	}
	want := run(1)
	if diff := cmp.Diff(want, run(6), equateNaN); diff != "" {
		t.Errorf("1 against 6 processors:\n%s", diff)
	}
	if other := Summarize(rs, SummaryOptions{Seed: 6}); other.Distribution.Mean.Lo == want.Distribution.Mean.Lo {
		t.Error("another seed gives the same interval")
	}
}

func TestSummarizeCounts(t *testing.T) {
	r := makeThread("a", 60, 20, 1, false)
	r.Sentiment[3] = sentiment.Score{Reason: "no words"}
	r.Thread.Comments[7].Deleted = true
	s := Summarize([]Result{r}, SummaryOptions{Level: 0.9})
	if s.Unit != thread.KindComment || s.Items != 59 || s.AuthorsKnown != 59 || s.Level != 0.9 {
		t.Errorf("unit %s, %d items, %d with authors, level %v", s.Unit, s.Items, s.AuthorsKnown, s.Level)
	}
	d := s.Distribution
	sum := 0
	for _, b := range d.Bins {
		sum += b.N
	}
	if d.Scored != 58 || d.Unscored != 1 || sum != 58 || d.Mean.N != 58 || d.Mean.NAuthors != s.Authors {
		t.Errorf("scored %d, unscored %d, in bins %d, %+v", d.Scored, d.Unscored, sum, d.Mean)
	}
	if total := d.Negative.Value + d.Neutral.Value + d.Positive.Value; math.Abs(total-1) > 1e-12 {
		t.Errorf("shares add up to %v", total)
	}
	row := s.Threads[0]
	if row.Comments != 59 || row.Deleted != 1 || row.Scored != 58 || row.Authors != s.Authors || row.Sentiment.N != 58 {
		t.Errorf("%+v", row)
	}
	if !row.First.At.Equal(r.Thread.Comments[0].Created.At) || !row.Last.At.Equal(r.Thread.Comments[59].Created.At) {
		t.Errorf("first %v, last %v", row.First, row.Last)
	}
	if !d.Mean.HasInterval() || d.Mean.Level != 0.9 || d.Mean.Method == "" {
		t.Errorf("%+v", d.Mean)
	}
	at := 0
	for _, b := range s.Trend.Bins {
		at += b.Sentiment.N
	}
	if at != 58 || len(s.Trend.Points) != 58 {
		t.Errorf("trend has %d in bins, %d points", at, len(s.Trend.Points))
	}
}

func TestAuthorsAreClusters(t *testing.T) {
	r := makeThread("a", 120, 12, 1, false)
	for i := range r.Sentiment { // what an author writes has the author's tone
		var who int
		fmt.Sscanf(r.Thread.Comments[i].Author, "writer %d", &who)
		r.Sentiment[i] = tone(float64(who)/8 - 0.7)
	}
	known := Summarize([]Result{r}, SummaryOptions{}).Distribution.Mean
	for i := range r.Thread.Comments {
		r.Thread.Comments[i].Author = []string{"", "Anonymous", "[deleted]"}[i%3]
	}
	s := Summarize([]Result{r}, SummaryOptions{})
	unknown := s.Distribution.Mean
	if known.NAuthors != 12 || unknown.NAuthors != 0 || s.Authors != 0 || math.Abs(known.Value-unknown.Value) > 1e-12 {
		t.Fatalf("known %+v, unknown %+v", known, unknown)
	}
	if known.Hi-known.Lo < 2*(unknown.Hi-unknown.Lo) {
		t.Errorf("12 authors [%.2f, %.2f], 120 independent comments [%.2f, %.2f]", known.Lo, known.Hi, unknown.Lo, unknown.Hi)
	}
	if !hasWarning(s.Warnings, "no comment has a known author: all 120 are treated") {
		t.Errorf("%q", s.Warnings)
	}
}

func TestSummarizeTargets(t *testing.T) {
	r := makeThread("a", 12, 0, 1, false)
	for i := range r.Stances {
		r.Stances[i] = []stance.Stance{position("bypass", 0.9), position("bypass", -0.9)}
		switch {
		case i < 4:
			r.Stances[i] = append(r.Stances[i], position("tram", -0.9))
		case i < 6:
			r.Stances[i] = append(r.Stances[i], stance.Stance{Target: "tram", None: 1, Mentioned: true})
		case i == 8: // unsure, and it counts all the same
			r.Stances[i] = append(r.Stances[i], stance.Stance{Target: "tram", Against: 0.4, Favor: 0.3, None: 0.3, Abstained: true})
		case i < 8: // neither mentioned nor taken up, and unknown
			r.Stances[i] = append(r.Stances[i], stance.Stance{Target: "tram", None: 1}, stance.Stance{Target: "bus", Mentioned: true})
		}
	}
	s := Summarize([]Result{r}, SummaryOptions{})
	type counts struct {
		Target                      string
		N, NFavor, NAgainst, NNone  int
		NAbstained                  int
		Favor, Against, None, Net   float64
		FavorOK, NetOK, SumOfShares bool
	}
	var got []counts
	for _, x := range s.Targets {
		got = append(got, counts{
			x.Target, x.N, x.NFavor, x.NAgainst, x.NNone, x.NAbstained, x.Favor.Value, x.Against.Value, x.None.Value, x.Net.Value,
			x.Favor.HasInterval(), x.Net.HasInterval(), math.Abs(x.Favor.Value+x.Against.Value+x.None.Value-1) < 1e-12,
		})
	}
	want := []counts{
		{"bypass", 12, 12, 0, 0, 0, 1, 0, 0, 1, true, true, true},
		{"tram", 7, 0, 4, 3, 1, 0, 4.0 / 7, 3.0 / 7, -4.0 / 7, true, true, true},
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
		t.Error(diff)
	}
	// That all twelve are for it leaves room for some who are not.
	if net := s.Targets[0].Net; !(net.Lo > 0.2 && net.Lo < 0.9 && net.Hi == 1) {
		t.Errorf("net of twelve in favor: %+v", net)
	}
	if got := Summarize([]Result{r}, SummaryOptions{MaxTargets: 1}); len(got.Targets) != 1 || got.Targets[0].Target != "bypass" {
		t.Errorf("MaxTargets: %+v", got.Targets)
	}
}

func TestSummarizePostsWhereThereAreNoComments(t *testing.T) {
	var rs []Result
	for i := range 9 {
		p := thread.Post{ID: fmt.Sprint("p", i), Author: "Ann", Created: thread.Time{
			At: time.Date(2022, 2, 1+i, 0, 0, 0, 0, time.UTC), Precision: thread.PrecisionDay, Zone: thread.ZoneUnknown}}
		rs = append(rs, Result{
			Thread: &thread.Thread{ID: fmt.Sprint("t", i), Post: p}, PostSentiment: tone(float64(i)/10 - 0.4),
			PostStances: []stance.Stance{position("treaty", 0.5)},
		})
	}
	s := Summarize(rs, SummaryOptions{})
	if s.Unit != thread.KindPost || s.Items != 9 || s.Authors != 1 || len(s.Trees) != 0 || len(s.Depths) != 0 || len(s.Threads) != 9 {
		t.Errorf("unit %s, %d items, %d authors, %d trees, %d depths, %d threads", s.Unit, s.Items, s.Authors, len(s.Trees), len(s.Depths), len(s.Threads))
	}
	if s.Trend.Axis != AxisTime || s.Trend.Zone != "clock time, zone not stated" || len(s.Trend.Points) != 9 || s.Trend.Points[0].ID != "p0" {
		t.Errorf("%+v", s.Trend)
	}
	if s.Targets[0].N != 9 || s.Distribution.Mean.HasInterval() || !hasWarning(s.Distribution.Mean.Warnings, "at least 6 different authors, and there is 1") {
		t.Errorf("%+v, %+v", s.Targets[0], s.Distribution.Mean)
	}
}

func TestSummarizeNothing(t *testing.T) {
	for _, rs := range [][]Result{nil, {{}}, {{Thread: &thread.Thread{}}}} {
		s := Summarize(rs, SummaryOptions{})
		if len(s.Warnings) == 0 || !math.IsNaN(s.Distribution.Mean.Value) || s.Distribution.Mean.HasInterval() || s.ReplyGap.N != 0 || s.Trend.Change.N != 0 {
			t.Errorf("%d results: %+v", len(rs), s)
		}
	}
}

func TestScoresThatAreNoNumbers(t *testing.T) {
	r := makeThread("a", 30, 0, 1, false)
	r.Sentiment[2] = sentiment.Score{Scored: true, Positive: math.NaN()}
	r.Sentiment[5] = sentiment.Score{Scored: true, Positive: 7}
	s := Summarize([]Result{r}, SummaryOptions{})
	if d := s.Distribution; d.Scored != 28 || d.Unscored != 2 || math.IsNaN(d.Mean.Lo) {
		t.Errorf("%+v", d)
	}
}

func TestWarnings(t *testing.T) {
	r := makeThread("a", 40, 0, 1, true)
	for i := range r.Thread.Comments {
		r.Thread.Comments[i].Created = thread.Time{}
		if i%20 == 0 {
			r.Thread.Comments[i].Author = "Ann"
		}
		e := &r.Thread.Comments[i].Reply
		e.Source, e.Confidence = thread.ParentInferred, 0.5
		if i%3 == 0 {
			r.Sentiment[i] = sentiment.Score{}
		}
	}
	got := Summarize([]Result{r}, SummaryOptions{}).Warnings
	want := []string{
		"the author of 38 of 40 comments is unknown: they are treated as independent of one another, which makes intervals too narrow where one person wrote several; the other 2 have 1 author",
		"who answers whom is inferred for 40 of 40 comments (mean confidence 0.50)",
		"14 of 40 comments could not be scored (35%): the figures hold for the others",
		"no comment has a date: the trend runs over the order of the source",
		"not validated on this corpus: check the scores against a hand-coded sample before relying on them",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	full := makeThread("b", 400, 90, 2, false)
	if got := Summarize([]Result{full}, SummaryOptions{Validated: true}).Warnings; len(got) != 0 {
		t.Errorf("nothing to warn of, but %q", got)
	}
}

// Whatever a result holds, summing it up must neither panic nor lose items.
func TestSummarizeTakesAnything(t *testing.T) {
	ids := []string{"", "x", "y", "z", "post"}
	rapid.Check(t, func(t *rapid.T) {
		var rs []Result
		n := 0
		for range rapid.IntRange(0, 3).Draw(t, "threads") {
			th := &thread.Thread{ID: rapid.SampledFrom(ids).Draw(t, "thread"), Post: thread.Post{ID: "post"}}
			r := Result{Thread: th}
			for range rapid.IntRange(0, 12).Draw(t, "comments") {
				c := thread.Comment{
					ID: rapid.SampledFrom(ids).Draw(t, "id"), Author: rapid.SampledFrom(ids).Draw(t, "author"),
					Deleted: rapid.Bool().Draw(t, "deleted"),
				}
				c.Reply.Parent = rapid.SampledFrom(ids).Draw(t, "parent")
				c.Reply.Source = rapid.SampledFrom([]thread.ParentSource{"", thread.ParentNone, thread.ParentDeclared, thread.ParentInferred}).Draw(t, "source")
				for range rapid.IntRange(0, 3).Draw(t, "candidates") {
					c.Reply.Candidates = append(c.Reply.Candidates, thread.Candidate{
						Parent: rapid.SampledFrom(ids).Draw(t, "candidate"), Probability: rapid.Float64Range(-0.1, 1).Draw(t, "p")})
				}
				if rapid.Bool().Draw(t, "timed") {
					at := time.Unix(rapid.Int64Range(-1<<37, 1<<37).Draw(t, "at"), 0)
					c.Created = thread.Time{At: at, Precision: thread.PrecisionMinute, Zone: thread.ZoneUnknown}
				}
				th.Comments = append(th.Comments, c)
				if rapid.Bool().Draw(t, "has score") {
					r.Sentiment = append(r.Sentiment, tone(rapid.Float64Range(-1, 1).Draw(t, "tone")))
				}
				if !c.Deleted {
					n++
				}
			}
			rs = append(rs, r)
		}
		s := Summarize(rs, SummaryOptions{Resamples: 50})
		if s.Unit == thread.KindComment && s.Items != n {
			t.Fatalf("%d items of %d comments", s.Items, n)
		}
		if s.Distribution.Scored+s.Distribution.Unscored != s.Items {
			t.Fatalf("%+v", s.Distribution)
		}
		for _, tree := range s.Trees {
			checkTree(t, tree)
		}
		inDepths := 0
		for _, d := range s.Depths {
			inDepths += d.Sentiment.N
		}
		if s.Unit == thread.KindComment && inDepths != s.Distribution.Scored {
			t.Fatalf("%d in depths, %d scored", inDepths, s.Distribution.Scored)
		}
	})
}

// checkTree holds that parents come before children and depths fit.
func checkTree(t *rapid.T, tree Tree) {
	depth := -1
	for i, n := range tree.Nodes {
		if (i == 0) != (n.Depth == 0) || n.Depth > depth+1 {
			t.Fatalf("node %d has depth %d after %d", i, n.Depth, depth)
		}
		depth = n.Depth
	}
}

func hasWarning(warnings []string, part string) bool {
	return slices.ContainsFunc(warnings, func(w string) bool { return strings.Contains(w, part) })
}
