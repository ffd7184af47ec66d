package stancedetect

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/synthetic"
	"github.com/undertone-project/undertone/internal/text"
)

var benchTargets = []stance.Target{{Name: "NATO"}, {Name: "Norland"}, {Name: "Sudland"}, {Name: "Russia"}, {Name: "the bridge"}}

// benchThread makes a thread of comments, each an answer to another.
func benchThread(comments []string, r *rand.Rand) ([]stance.Text, []stance.Reply) {
	n := len(comments)
	texts, rs := make([]stance.Text, n), make([]stance.Reply, n)
	for i, s := range comments {
		texts[i] = stance.Text{Text: s, Language: "en"}
		rs[i] = stance.Reply{Text: s, ParentText: comments[r.IntN(n)], Language: "en"}
	}
	return texts, rs
}

// BenchmarkDetect scores comments of 60 words toward five targets and toward
// a parent of the same length, both kinds together. Comments name one of the
// targets on average, or, where the name says so, all five. Each thread is as
// long as what analysis gives to an engine at a time, and comes again only
// after so many others that nothing of it is kept. Beside them, as what is
// least to do: cutting the comments into tokens.
func BenchmarkDetect(b *testing.B) {
	trained, err := Default()
	if err != nil {
		b.Fatal(err)
	}
	const n, threads = 256, 16
	for _, bb := range []struct {
		name  string
		d     *Detector
		named float64
	}{{"default", trained, 1}, {"default-all-named", trained, 5}, {"rules", New(), 1}, {"tokens", nil, 1}} {
		write := synthetic.Comments{Words: 60, Mentions: bb.named}
		for _, t := range benchTargets {
			write.Names = append(write.Names, t.Name)
		}
		comments, r, size := write.Write(n*threads), rand.New(rand.NewPCG(6, 5)), 0
		var texts [threads][]stance.Text
		var rs [threads][]stance.Reply
		for k := range threads {
			texts[k], rs[k] = benchThread(comments[k*n:(k+1)*n], r)
			for _, t := range texts[k] {
				size += len(t.Text)
			}
		}
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(size / threads))
			done, stances := 0, 0
			var toks []text.Token
			for b.Loop() {
				texts, rs := texts[done/n%threads], rs[done/n%threads]
				done += n
				if bb.d == nil {
					for i := range texts {
						toks = text.Tokens(toks[:0], texts[i].Text)
					}
					continue
				}
				got, err := bb.d.Detect(context.Background(), texts, benchTargets)
				if err != nil {
					b.Fatal(err)
				}
				for _, s := range got {
					stances += len(s)
				}
				if _, err := bb.d.DetectReplies(context.Background(), rs); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(done)/b.Elapsed().Seconds(), "comments/s")
			if bb.d != nil {
				b.ReportMetric(float64(stances)/float64(done), "stances/comment")
				if stances < int(0.9*bb.named)*done {
					b.Fatalf("%d stances in %d comments", stances, done)
				}
			}
		})
	}
}
