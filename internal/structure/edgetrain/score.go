package edgetrain

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/undertone-project/undertone/internal/structure/edge"
)

// Outcome is one comment's inferred parent beside the true one.
type Outcome struct {
	Doc, Style string
	Right      bool    // the most probable parent is right
	P          float64 // its probability
	PTrue      float64 // the probability given to the true parent
	Post       bool    // the most probable parent is the post
	Previous   bool    // "replies to the comment before" is right
	Top        bool    // "top-level" is right
}

// Measure decodes one prepared thread and compares it with its true parents.
func Measure(d *Doc, v *edge.View, m *edge.Model) []Outcome {
	choices := v.DecodeDepthFirst(m)
	if d.ByTime {
		choices = v.DecodeTime(m)
	}
	out := make([]Outcome, len(choices))
	for i, c := range choices {
		o := Outcome{Doc: d.Name, P: c[0].P, Post: c[0].Parent == edge.Post}
		o.Right = c[0].Parent == d.Parents[i]
		for _, k := range c {
			if k.Parent == d.Parents[i] {
				o.PTrue = k.P
			}
		}
		o.Top = d.Parents[i] == edge.Post
		o.Previous = d.Parents[i] == i-1 // for the first comment, -1 is the post
		out[i] = o
	}
	return out
}

// Summary is the figures of a set of outcomes.
type Summary struct {
	Comments, Pages              int
	Right, Previous, Top         float64 // shares of all comments
	PageRight, PagePrev, PageTop float64 // means of the shares over pages
	Whole, WholeTop              float64 // shares of pages without an error
	ECE                          float64 // expected calibration error, ten bins of equal width
	Sure                         int     // parents of probability 0.9 or more
	SureRight                    float64
	SureEdges                    int // those of them that are comments
	SureEdgesRight               float64
}

// tally counts one page.
type tally struct{ n, right, prev, top float64 }

// tallies counts each page, in order of first appearance.
func tallies(all []Outcome) []*tally {
	var out []*tally
	pages := map[string]*tally{}
	for _, o := range all {
		p := pages[o.Doc]
		if p == nil {
			p = &tally{}
			pages[o.Doc] = p
			out = append(out, p)
		}
		p.n++
		p.right += one(o.Right)
		p.prev += one(o.Previous)
		p.top += one(o.Top)
	}
	return out
}

// Summarise computes the figures of a set of outcomes.
func Summarise(all []Outcome) Summary {
	s := Summary{Comments: len(all)}
	pages := tallies(all)
	s.Pages = len(pages)
	n, k := float64(max(len(all), 1)), float64(max(len(pages), 1))
	for _, p := range pages {
		s.Right += p.right / n
		s.Previous += p.prev / n
		s.Top += p.top / n
		s.PageRight += p.right / p.n / k
		s.PagePrev += p.prev / p.n / k
		s.PageTop += p.top / p.n / k
		s.Whole += one(p.right == p.n) / k
		s.WholeTop += one(p.top == p.n) / k
	}
	s.confidence(all)
	return s
}

// confidence computes the figures of calibration.
func (s *Summary) confidence(all []Outcome) {
	var bins [10]struct{ p, right float64 }
	for _, o := range all {
		r := one(o.Right)
		b := &bins[min(int(o.P*10), 9)]
		b.p += o.P
		b.right += r
		if o.P < 0.9 {
			continue
		}
		s.Sure++
		s.SureRight += r
		if !o.Post {
			s.SureEdges++
			s.SureEdgesRight += r
		}
	}
	for _, b := range bins {
		s.ECE += math.Abs(b.p-b.right) / float64(max(len(all), 1))
	}
	s.SureRight /= float64(max(s.Sure, 1))
	s.SureEdgesRight /= float64(max(s.SureEdges, 1))
}

// Interval is the 95% bootstrap interval of the share of right parents, whole
// threads resampled, because the comments of one thread are not independent.
func Interval(all []Outcome) string {
	pages := tallies(all)
	rng := rand.New(rand.NewPCG(1, 1))
	shares := make([]float64, 1000)
	for k := range shares {
		n, right := 0.0, 0.0
		for range pages {
			p := pages[rng.IntN(len(pages))]
			n += p.n
			right += p.right
		}
		shares[k] = right / n
	}
	slices.Sort(shares)
	return fmt.Sprintf("%.3f to %.3f", shares[24], shares[974])
}

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// ByStyle computes the figures of each style of pages apart, in the order in
// which the styles appear, as lines for people.
func ByStyle(all []Outcome) []string {
	var styles []string
	by := map[string][]Outcome{}
	for _, o := range all {
		if by[o.Style] == nil {
			styles = append(styles, o.Style)
		}
		by[o.Style] = append(by[o.Style], o)
	}
	var out []string
	for _, s := range styles {
		out = append(out, s+": "+Summarise(by[s]).String())
	}
	return out
}

// String puts the figures on one line, beside the two naive baselines.
func (s Summary) String() string {
	return fmt.Sprintf("%d pages, %d comments: parents right %.3f (top-level %.3f, previous %.3f), by page %.3f (%.3f, %.3f), ECE %.3f, %d at 0.9 or more right %.3f",
		s.Pages, s.Comments, s.Right, s.Top, s.Previous, s.PageRight, s.PageTop, s.PagePrev, s.ECE, s.Sure, s.SureRight)
}
