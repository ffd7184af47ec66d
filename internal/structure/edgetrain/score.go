package edgetrain

import (
	"fmt"

	"github.com/undertone-project/undertone/internal/structure/edge"
)

// Outcome is one comment's inferred parent beside the true one.
type Outcome struct {
	Doc, Style string
	Right      bool    // the most probable parent is right
	P          float64 // its probability
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
		o := Outcome{Doc: d.Name, Style: style(d), P: c[0].P, Post: c[0].Parent == edge.Post}
		o.Right = c[0].Parent == d.Parents[i]
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
	ECE                          float64 // expected calibration error, ten bins of equal width
	Sure                         int     // edges to comments of probability 0.9 or more
	SureRight                    float64
}

// Summarise computes the figures of a set of outcomes.
func Summarise(all []Outcome) Summary {
	s := Summary{Comments: len(all)}
	type page struct{ n, right, prev, top float64 }
	pages := map[string]*page{}
	var bins [10]struct{ n, p, right float64 }
	for _, o := range all {
		p := pages[o.Doc]
		if p == nil {
			p = &page{}
			pages[o.Doc] = p
		}
		r := one(o.Right)
		p.n++
		p.right += r
		p.prev += one(o.Previous)
		p.top += one(o.Top)
		b := &bins[min(int(o.P*10), 9)]
		b.n++
		b.p += o.P
		b.right += r
		if o.P >= 0.9 {
			s.Sure++
			s.SureRight += r
		}
	}
	n := float64(len(all))
	for _, p := range pages {
		s.Right += p.right / n
		s.Previous += p.prev / n
		s.Top += p.top / n
		k := float64(len(pages))
		s.PageRight += p.right / p.n / k
		s.PagePrev += p.prev / p.n / k
		s.PageTop += p.top / p.n / k
	}
	for _, b := range bins {
		if b.n > 0 {
			d := b.p - b.right
			s.ECE += max(d, -d) / n
		}
	}
	if s.Sure > 0 {
		s.SureRight /= float64(s.Sure)
	}
	s.Pages = len(pages)
	return s
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

func style(d *Doc) string {
	if d.ByTime {
		return d.Domain + " in time order"
	}
	return d.Domain
}
