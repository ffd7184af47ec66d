package chart

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// Reliability is how often answers were right that an engine gave with some
// confidence, on rows whose true answer is known.
type Reliability struct {
	// Answer is what was answered, in the singular: "answer", "reply edge".
	Answer string
	// Gold names the coded rows, Clusters what their intervals are resampled
	// by where that is not the row, such as "page".
	Gold, Clusters string
	// Bins divide the confidences from 0 to 1.
	Bins []ReliabilityBin
	// Right is the share of all answers that are right, Confidence the mean
	// probability that the engine gave them, Error the expected calibration
	// error, all in [0, 1].
	Right      analysis.Estimate
	Confidence float64
	Error      analysis.Estimate
	// Unanswered counts the rows that the engine left without an answer.
	Unanswered int
}

// ReliabilityBin holds the answers with confidences in (Lo, Hi].
type ReliabilityBin struct {
	Lo, Hi     float64
	Confidence float64 // mean; NaN without answers
	Right      analysis.Estimate
}

// Calibration draws a reliability diagram (Murphy & Winkler 1977): the share
// of answers that are right by the confidence they were given with, beside the
// line on which both are equal, and how many answers there are at each
// confidence.
//
// The error wraps ErrNoData without answers.
func Calibration(c *Reliability, m Meta) (Figure, error) {
	if c.Right.N == 0 {
		return nil, fmt.Errorf("calibration: no answers: %w", ErrNoData)
	}
	b := &calibrationBody{c: c, face: newTypeface(m.Fonts)}
	f := &figure{name: "calibration", face: b.face, body: b, title: c.finding()}
	f.subtitle = fmt.Sprintf("Share of %s that are right (upward) by the probability that they were given with (to the right)", numeral.Nouns(c.Answer))
	gold, _ := b.face.legible(c.Gold)
	sample := numeral.Plural(c.Right.N, c.Answer) + " on " + b.face.fit(gold, stNote, 300)
	if c.Unanswered > 0 {
		sample += fmt.Sprintf(", %s rows left unanswered", numeral.Count(c.Unanswered))
	}
	by := "rows"
	if c.Clusters != "" {
		by = numeral.Nouns(c.Clusters)
	}
	f.notes = append(f.notes, sample,
		fmt.Sprintf("Whiskers: %s intervals over %s; pale: too few for one", levelText(c.Right.Level), by),
		"Calibration error: mean distance of the points from the line, weighted by their number; it is above 0 by chance alone where bins are small")
	if m.Method != "" {
		f.notes = append(f.notes, "Method: "+m.Method)
	}
	f.alt = fmt.Sprintf("Reliability diagram of %s. %s.", numeral.Plural(c.Right.N, c.Answer), f.title)
	return f, nil
}

// finding says which way confidence errs, as far as the interval carries it.
func (c *Reliability) finding() string {
	told := fmt.Sprintf("%s right at a mean confidence of %s", percent(c.Right.Value), percent(c.Confidence))
	switch r := c.Right; {
	case !r.HasInterval():
		return upperFirst(told)
	case c.Confidence > r.Hi:
		return "Too sure: " + told
	case c.Confidence < r.Lo:
		return "Not sure enough: " + told
	}
	return "About as often right as expected: " + told
}

type calibrationBody struct {
	c    *Reliability
	face *typeface
}

const (
	calibrationHeight vg.Length = 300
	calibrationBars   vg.Length = 56 // of the number of answers
)

func (b *calibrationBody) beside(w vg.Length) bool { return w >= 480 }

func (b *calibrationBody) factsHeight() vg.Length { return 3 * factRow }

func (b *calibrationBody) height(_ *typeface, w vg.Length) vg.Length {
	if b.beside(w) {
		return calibrationHeight + calibrationBars
	}
	return calibrationHeight + calibrationBars + b.factsHeight() + 12
}

func (b *calibrationBody) draw(p *pen, r vg.Rectangle) {
	var facts, plot vg.Rectangle
	if b.beside(width(r)) {
		facts, plot = cutRight(r, factsWide)
		plot.Max.X -= 28
	} else {
		facts, plot = cutBottom(r, b.factsHeight())
		plot.Min.Y += 12
	}
	b.drawPlot(p, plot)
	b.drawFacts(p, facts)
}

func (b *calibrationBody) drawPlot(p *pen, r vg.Rectangle) {
	lh := stLabel.lineHeight()
	most := 0
	for _, bin := range b.c.Bins {
		most = max(most, bin.Right.N)
	}
	side := max(b.face.width("100%", stLabel), b.face.width(numeral.Count(most), stLabel))
	r.Min.X += side + 8
	r.Max.X -= b.face.width("100%", stLabel) / 2
	r.Min.Y += lh + 8
	r.Max.Y -= 6
	bars, plot := cutBottom(r, calibrationBars)
	plot.Min.Y += 12
	bars.Max.Y -= lh
	if width(plot) < 60 || height(plot) < 60 {
		return
	}
	x := scale{0, 1, plot.Min.X, plot.Max.X}
	y := scale{0, 1, plot.Min.Y, plot.Max.Y}
	for i := range 5 {
		v := float64(i) / 4
		p.hline(plot.Min.X, plot.Max.X, y.of(v), 0.6, colGrid)
		p.vline(x.of(v), bars.Min.Y, plot.Max.Y, 0.6, colGrid)
		p.textMid(percent(v), stLabel, plot.Min.X-6, y.of(v), right)
		p.text(percent(v), stLabel, x.of(v), r.Min.Y-5-stLabel.size*ascentPart, center)
	}
	p.line(vg.Point{X: x.at, Y: y.at}, vg.Point{X: x.until, Y: y.until}, 1, colMuted, 4, 3)
	st := stLabel.in(colMuted)
	if note := "dashed: as sure as right"; width(plot) > 2.2*b.face.width(note, st) {
		p.text(note, st, plot.Max.X-5, plot.Min.Y+5, right)
	}
	for _, bin := range b.c.Bins {
		if bin.Right.N == 0 || math.IsNaN(bin.Right.Value) {
			continue
		}
		at, v := x.of(bin.Confidence), y.of(bin.Right.Value)
		c := colPositive
		if !bin.Right.HasInterval() {
			c = mix(colPositive, colWhite, 0.55)
		} else {
			p.vline(at, y.of(bin.Right.Lo), y.of(bin.Right.Hi), 1.4, colInk)
			for _, end := range []float64{bin.Right.Lo, bin.Right.Hi} {
				p.hline(at-3.5, at+3.5, y.of(end), 1.4, colInk)
			}
		}
		p.fill(circle(at, v, 4.2), c)
	}
	p.hline(bars.Min.X, bars.Max.X, bars.Min.Y, 0.8, colRule)
	p.textMid(numeral.Count(most), stLabel, plot.Min.X-6, bars.Max.Y-stLabel.size*capPart/2, right)
	p.text(upperFirst(numeral.Nouns(b.c.Answer)), st, bars.Min.X, bars.Max.Y+4, left)
	for _, bin := range b.c.Bins {
		if bin.Right.N > 0 {
			top := bars.Min.Y + height(bars)*vg.Length(float64(bin.Right.N)/float64(most))
			p.bar(x.of(bin.Lo)+0.8, bars.Min.Y, x.of(bin.Hi)-0.8, top, colVolume)
		}
	}
}

// drawFacts lists what the diagram amounts to.
func (b *calibrationBody) drawFacts(p *pen, r vg.Rectangle) {
	if width(r) < 120 {
		return
	}
	c := b.c
	interval := func(e analysis.Estimate) string {
		if !e.HasInterval() {
			return ""
		}
		return levelText(e.Level) + " interval " + percentRange(e)
	}
	lh, top := stLabel.lineHeight(), r.Max.Y
	for _, f := range []struct{ name, value, note string }{
		{"right", percent(c.Right.Value), interval(c.Right)},
		{"mean confidence", percent(c.Confidence), ""},
		{"calibration error", percent(c.Error.Value), interval(c.Error)},
	} {
		p.text(f.name, stLabel, r.Min.X, top-stLabel.size*ascentPart, left)
		base := top - lh - stLabel.size*ascentPart - 1
		p.text(f.value, stValue, r.Min.X, base, left)
		x := r.Min.X + b.face.width(f.value+"  ", stValue)
		st := stLabel.in(colMuted)
		p.text(b.face.fit(f.note, st, r.Max.X-x), st, x, base, left)
		top -= factRow
	}
}
