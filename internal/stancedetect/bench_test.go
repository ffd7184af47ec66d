package stancedetect

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/text"
)

// wordsEach is the number of words of the comments that benchmarks are about.
const wordsEach = 60

var benchTargets = []stance.Target{{Name: "NATO"}, {Name: "Norland"}, {Name: "Sudland"}, {Name: "Russia"}, {Name: "the bridge"}}

var (
	frequentWords = strings.Fields(`the a to of and is in that it for you on this was with they are be not have but as so at what all we if do or
just about from would no who when will by there more an has can like one people how their because out up think don't it's than were he only
your them get know been some I my me his it why even should I'm that's which any other then into now very our much after those make`)
	opinionWords = strings.Fields(`good bad great terrible wrong right love hate stupid thanks agree support corrupt liar honest support fail
failed disaster happy angry trust fear best worst weak strong help hurt peace war crime ridiculous wonderful shame nonsense excellent problem`)
	syllables = strings.Fields("ba co de fa gri ho li ma no per qua re sta ti un ver wo ca ment tion er ing ly al ist ous ness ard en ow")
)

// writer makes comments of words as frequent as words are: half of them from
// a short list, the others from thousands, some of them seen once only.
type writer struct {
	*rand.Rand
	named  float64 // how many of the targets a comment names on average
	topics []string
}

func newWriter(named float64) *writer {
	w := &writer{Rand: rand.New(rand.NewPCG(6, 5)), named: named}
	for range 8000 {
		t := ""
		for range 1 + w.IntN(4) {
			t += syllables[w.IntN(len(syllables))]
		}
		w.topics = append(w.topics, t)
	}
	return w
}

func (w *writer) word() string {
	switch x := w.Float64(); {
	case x < 0.52:
		return frequentWords[int(math.Pow(w.Float64(), 2)*float64(len(frequentWords)))]
	case x < 0.60:
		return opinionWords[w.IntN(len(opinionWords))]
	case x < 0.63:
		t := w.topics[w.IntN(len(w.topics))]
		return strings.ToUpper(t[:1]) + t[1:]
	case x < 0.65:
		return fmt.Sprint(w.IntN(3000))
	}
	return w.topics[int(math.Pow(w.Float64(), 2.5)*float64(len(w.topics)))]
}

// comment writes one comment, in sentences.
func (w *writer) comment() string {
	words := make([]string, wordsEach)
	for i := range words {
		words[i] = w.word()
	}
	for _, t := range benchTargets {
		if w.Float64()*float64(len(benchTargets)) >= w.named {
			continue
		}
		at := w.IntN(wordsEach - 1)
		// The name of two words takes the place of two.
		name := strings.Fields(t.Name)
		copy(words[at:], name)
	}
	left := 5 + w.IntN(14)
	words[0] = strings.ToUpper(words[0][:1]) + words[0][1:]
	for i := range words {
		left--
		switch {
		case left == 0 || i == wordsEach-1:
			words[i] += []string{".", ".", ".", "!", "?", "..."}[w.IntN(6)]
			left = 5 + w.IntN(14)
			if i+1 < wordsEach {
				words[i+1] = strings.ToUpper(words[i+1][:1]) + words[i+1][1:]
			}
		case w.IntN(14) == 0:
			words[i] += ","
		case w.IntN(60) == 0:
			words[i] = "\"" + words[i] + "\""
		}
	}
	return strings.Join(words, " ")
}

// thread writes n comments, each an answer to another.
func (w *writer) thread(n int) ([]stance.Text, []stance.Reply) {
	texts, rs := make([]stance.Text, n), make([]stance.Reply, n)
	for i := range texts {
		texts[i] = stance.Text{Text: w.comment(), Language: "en"}
	}
	for i := range rs {
		rs[i] = stance.Reply{Text: texts[i].Text, ParentText: texts[w.IntN(n)].Text, Language: "en"}
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
		w, size := newWriter(bb.named), 0
		var texts [threads][]stance.Text
		var rs [threads][]stance.Reply
		for k := range threads {
			texts[k], rs[k] = w.thread(n)
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
