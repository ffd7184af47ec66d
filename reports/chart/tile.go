package chart

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// tile is one key number.
type tile struct {
	label, value, note string
	ink                style
}

var stNumber = style{size: 19, bold: true, col: colInk}

// tiles are the key numbers of a summary; none where nothing was read.
func tiles(s *analysis.Summary) []tile {
	if s.Items == 0 {
		return nil
	}
	out := []tile{{label: numeral.Nouns(noun(s)), value: numeral.Count(s.Items), ink: stNumber}}
	switch s.AuthorsKnown {
	case s.Items:
		out[0].note = "by " + numeral.Plural(s.Authors, "author")
	case 0:
		out[0].note = "authors unknown"
	default:
		out[0].note = numeral.Plural(s.Authors, "author") + " known for " + numeral.Count(s.AuthorsKnown)
	}
	d := &s.Distribution
	if d.Scored == 0 {
		return out
	}
	mean := tile{label: "mean tone, " + minus + "1 to +1", value: signed(d.Mean.Value), ink: stNumber, note: "too few " + few(s, d.Mean) + " for an interval"}
	if dir, known := lean(d.Mean); known {
		mean.note = levelText(d.Mean.Level) + ": " + signedRange(d.Mean)
		mean.ink = stNumber.in(toneInk(float64(dir)))
	}
	return append(out, mean,
		share(s, "negative", d.Negative, stNumber.in(inkNegative)),
		share(s, "positive", d.Positive, stNumber.in(inkPositive)))
}

func share(s *analysis.Summary, label string, e analysis.Estimate, ink style) tile {
	t := tile{label: label, value: percent(e.Value), ink: ink, note: "too few " + few(s, e) + " for an interval"}
	if !e.HasInterval() {
		t.value = fmt.Sprintf("%d of %d", times(e.Value, s.Distribution.Scored), s.Distribution.Scored)
	}
	if e.HasInterval() {
		t.note = levelText(e.Level) + ": " + percentRange(e)
	}
	if math.IsNaN(e.Value) {
		t.note = ""
	}
	return t
}

func (t tile) paint(p *pen, r vg.Rectangle) {
	p.rect(r.Min.X, r.Min.Y, r.Max.X, r.Max.Y, colPanelBg)
	r = inset(r, 9)
	w := width(r)
	r = p.block([]string{p.face.fit(t.label, stLabel, w)}, stLabel, r, left)
	r = p.block([]string{p.face.fit(t.value, t.ink, w)}, t.ink, r, left)
	p.block([]string{p.face.fit(t.note, stLabel.in(colMuted), w)}, stLabel.in(colMuted), r, left)
}
