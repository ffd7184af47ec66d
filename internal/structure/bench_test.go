package structure

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
)

// discussion makes a thread of n comments of about 40 words with openings,
// names and quotations, in depth-first order.
func discussion(n int, chain bool) []format.Record {
	rng := rand.New(rand.NewPCG(7, 7))
	openings := []string{"I agree, ", "No, ", "That is ", "@Petra: ", "Thanks Gregor! ", "What about ", "The ", "Well said. "}
	word := func() string { return fmt.Sprintf("word%d", int(rng.ExpFloat64()*200)) }
	recs := []format.Record{post("", "An article about bread and ovens.")}
	for i := range n {
		var b strings.Builder
		if i > 0 && rng.IntN(10) == 0 {
			b.WriteString("> " + recs[i].Text[:min(60, len(recs[i].Text))] + "\n")
		}
		b.WriteString(openings[rng.IntN(len(openings))])
		for range 20 + rng.IntN(40) {
			b.WriteString(word() + " ")
		}
		r := said(b.String())
		if chain && i > 0 && i < n-1 {
			r.ParentKnown, r.ReplyTo = true, fmt.Sprintf("c%d", i)
		}
		recs = append(recs, r)
	}
	return recs
}

func BenchmarkThreads(b *testing.B) {
	for _, n := range []int{20, 1000, 10000} {
		recs := discussion(n, false)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				var th thread.Thread
				for th = range Threads(seqOf(recs), Options{}) {
				}
				if len(th.Comments) != n {
					b.Fatalf("%d comments", len(th.Comments))
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "comments/s")
		})
	}
}

// A chain of replies as deep as the thread is long must cost no more than
// other threads.
func TestDeepChain(t *testing.T) {
	const n = 10000
	start := time.Now()
	th := only(t, discussion(n, true), Options{})
	if d := th.Comments[n-2].Depth; d != n-1 {
		t.Errorf("depth %d, want %d", d, n-1)
	}
	check(t, th)
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
}
