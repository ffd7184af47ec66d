package chart

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// Distribution draws how sentiment spreads over [-1, 1]: a histogram coloured
// by sign, the shares of the labels with their intervals, and the mean.
//
// The error wraps ErrNoData where no item was scored.
func Distribution(s *analysis.Summary, m Meta) (Figure, error) {
	d := &s.Distribution
	if d.Scored == 0 || len(d.Bins) == 0 {
		return nil, fmt.Errorf("distribution: no scored %s: %w", numeral.Nouns(noun(s)), ErrNoData)
	}
	face := newTypeface(m.Fonts)
	f := &figure{name: "distribution", face: face, title: distributionFinding(s)}
	f.body = &distributionBody{d: d, noun: noun(s), face: face}
	f.panelTitle = meanFinding(s)
	f.subtitle = fmt.Sprintf("Number of %s by sentiment, from %s1 (negative) to +1 (positive)", numeral.Nouns(noun(s)), minus)
	f.notes = append(f.notes, sampleNote(s), intervalNote(s, "Ranges and whisker"),
		"Shares are of the most probable label, so that a weakly positive score can count as neutral")
	f.notes = append(f.notes, warningNotes(m, 2, d.Mean.Warnings, d.Negative.Warnings)...)
	f.notes = append(f.notes, methodNote(m.Method, m))
	f.alt = fmt.Sprintf("Histogram of the sentiment of %s. %s. %s negative, %s neutral, %s positive; mean %s.",
		numeral.Plural(d.Scored, noun(s)), f.title, percent(d.Negative.Value), percent(d.Neutral.Value), percent(d.Positive.Value), meanText(d.Mean))
	return f, nil
}

type distributionBody struct {
	d    *analysis.Distribution
	noun string
	face *typeface
}

func (b *distributionBody) height(_ *typeface, w vg.Length) vg.Length {
	h := vg.Length(300)
	if w < 450 {
		h = 240
	}
	return h
}

func (b *distributionBody) draw(p *pen, r vg.Rectangle) {
	head, r := cutTop(r, 2*stLabel.lineHeight()+12)
	b.drawShares(p, head)
	foot, r := cutBottom(r, stLabel.lineHeight())
	b.drawUnscored(p, foot)
	most := 0
	for _, bin := range b.d.Bins {
		most = max(most, bin.N)
	}
	gutter := b.face.width(numeral.Count(most), stLabel) + 8
	axis, plot := cutBottom(r, stLabel.lineHeight()+8)
	plot.Min.X += gutter
	plot.Max.X -= 6
	mean, plot := cutTop(plot, 34)
	if height(plot) < 20 || width(plot) < 40 {
		return
	}
	x := scale{-1, 1, plot.Min.X, plot.Max.X}
	y := scale{0, float64(max(most, 1)), plot.Min.Y, plot.Max.Y}
	b.drawGrid(p, plot, y, most, gutter)
	for _, bin := range b.d.Bins {
		if bin.N == 0 {
			continue
		}
		x0, x1 := x.of(bin.Lo)+0.75, x.of(bin.Hi)-0.75
		p.bar(x0, plot.Min.Y, x1, max(y.of(float64(bin.N)), plot.Min.Y+0.75), toneColor((bin.Lo+bin.Hi)/2))
	}
	p.hline(plot.Min.X, plot.Max.X, plot.Min.Y, 0.8, colRule)
	b.drawAxis(p, axis, x)
	b.drawMean(p, mean, plot, x)
}

// drawShares writes the share of each label above its side of the axis.
func (b *distributionBody) drawShares(p *pen, r vg.Rectangle) {
	w := width(r) / 3
	for _, c := range []struct {
		a    align
		word string
		e    analysis.Estimate
		ink  style
	}{
		{left, "negative", b.d.Negative, stPanel.in(inkNegative)},
		{center, "neutral", b.d.Neutral, stPanel.in(colMuted)},
		{right, "positive", b.d.Positive, stPanel.in(inkPositive)},
	} {
		x := r.Min.X + width(r)*vg.Length(c.a)
		y := r.Max.Y - stPanel.size*ascentPart
		value := percent(c.e.Value)
		if !c.e.HasInterval() { // too few for a percentage to mean much
			value = numeral.Count(times(c.e.Value, b.d.Scored))
		}
		p.text(b.face.fit(value+" "+c.word, c.ink, w-4), c.ink, x, y, c.a)
		if c.e.HasInterval() {
			p.text(b.face.fit(percentRange(c.e), stLabel, w-4), stLabel, x, y-stPanel.size*descentPart-stLabel.size*ascentPart-1, c.a)
		}
	}
}

func (b *distributionBody) drawUnscored(p *pen, r vg.Rectangle) {
	text := "All " + numeral.Plural(b.d.Scored, b.noun) + " scored"
	if b.d.Scored == 1 {
		text = "1 " + b.noun + " scored"
	}
	if b.d.Unscored > 0 {
		text = fmt.Sprintf("%s scored, %s not", numeral.Plural(b.d.Scored, b.noun), numeral.Count(b.d.Unscored))
	}
	p.text(b.face.fit(text, stLabel.in(colMuted), width(r)), stLabel.in(colMuted), r.Min.X, r.Min.Y+stLabel.size*descentPart, left)
}

// drawGrid draws round counts.
func (b *distributionBody) drawGrid(p *pen, plot vg.Rectangle, y scale, most int, gutter vg.Length) {
	room := func(ticks []tick) bool {
		gap := height(plot)
		for i := 1; i < len(ticks); i++ {
			gap = min(gap, y.of(ticks[i].at)-y.of(ticks[i-1].at))
		}
		return len(ticks) <= 4 && gap > 2*stLabel.lineHeight()
	}
	for _, t := range countTicks(0, most, room) {
		p.hline(plot.Min.X, plot.Max.X, y.of(t.at), 0.6, colGrid)
		p.textMid(t.label, stLabel, plot.Min.X-6, y.of(t.at), right)
	}
	p.textMid("0", stLabel, plot.Min.X-6, plot.Min.Y+1, right)
}

func (b *distributionBody) drawAxis(p *pen, r vg.Rectangle, x scale) {
	base := r.Max.Y - 4 - stLabel.size*ascentPart
	for _, v := range []float64{-1, -0.5, 0, 0.5, 1} {
		p.vline(x.of(v), r.Max.Y-3, r.Max.Y, 0.8, colRule)
	}
	p.text(minus+"1 negative", stLabel.in(inkNegative), x.of(-1), base, left)
	p.text("0", stLabel, x.of(0), base, center)
	p.text("positive +1", stLabel.in(inkPositive), x.of(1), base, right)
	for _, v := range []float64{-0.5, 0.5} {
		if width(r) > 330 {
			p.text(signedTo(v, 1), stLabel, x.of(v), base, center)
		}
	}
}

// drawMean draws mean and interval above the bars, labelled where there is
// room.
func (b *distributionBody) drawMean(p *pen, r, plot vg.Rectangle, x scale) {
	e := b.d.Mean
	if math.IsNaN(e.Value) {
		return
	}
	y := r.Min.Y + 14
	lo, hi := x.of(e.Value)-4, x.of(e.Value)+4
	p.vline(x.of(e.Value), plot.Min.Y, y, 0.8, colInk, 2, 2)
	if e.HasInterval() {
		lo, hi = min(lo, x.of(e.Lo)), max(hi, x.of(e.Hi))
		p.whisker(x.of(e.Lo), x.of(e.Hi), y, 3.5, 1.3, colInk)
	}
	p.fill(circle(x.of(e.Value), y, 3.6), colInk)
	text := "mean " + signed(e.Value)
	switch w := b.face.width(text, stValue); {
	case hi+8+w <= r.Max.X:
		p.textMid(text, stValue, hi+8, y, left)
	case lo-8-w >= r.Min.X:
		p.textMid(text, stValue, lo-8, y, right)
	default: // an interval over nearly the whole axis
		at := min(max(x.of(e.Value), r.Min.X+w/2), r.Max.X-w/2)
		p.textMid(text, stValue, at, y+11, center)
	}
}
