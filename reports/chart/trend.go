package chart

import (
	"fmt"
	"math"
	"time"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// Trend draws sentiment over time, or over position where there are no times:
// each item as a faint dot, the means of the bins as a line with their
// intervals as a band, broken where there are too few for an interval, and
// beneath it how many items each bin holds.
//
// The error wraps ErrNoData where fewer than two items were scored.
func Trend(s *analysis.Summary, m Meta) (Figure, error) {
	t := &s.Trend
	if len(t.Bins) == 0 || len(t.Points) < 2 {
		return nil, fmt.Errorf("trend: fewer than two scored %s: %w", numeral.Nouns(noun(s)), ErrNoData)
	}
	face := newTypeface(m.Fonts)
	b := &trendBody{t: t, events: shownEvents(s), noun: noun(s), level: levelText(s.Level), face: face, reach: trendReach(t), days: wholeDays(t)}
	f := &figure{name: "trend", face: face, body: b, title: trendFinding(s)}
	along := "by time of writing"
	if t.Axis == analysis.AxisPosition {
		along = "in the order of the page, which gives no times"
	}
	if oneAfterAnother(s) {
		along = "in the order of the input, thread after thread, as there are no times"
	}
	f.subtitle = fmt.Sprintf("Sentiment of each %s (dots) and %s (line), %s", b.noun, b.meanName(), along)
	if b.smooth() {
		f.subtitle = fmt.Sprintf("Sentiment of each %s (dots), %s (bars) and smoothed (line), %s", b.noun, b.meanName(), along)
	}
	if !b.hasLine() {
		f.subtitle = fmt.Sprintf("Sentiment of each %s (dots), %s", b.noun, along)
	}
	f.notes = append(f.notes, sampleNote(s), "Overall mean "+meanText(s.Distribution.Mean))
	if t.Change.N > 0 {
		f.notes = append(f.notes, "Last third minus first third "+meanText(t.Change))
	}
	f.notes = append(f.notes, changeNotes(s)...)
	f.notes = append(f.notes, eventNotes(s)...)
	if b.smooth() {
		f.notes = append(f.notes, fmt.Sprintf("Line: local regression, each place resting on %s of the %s", percent(t.Span), numeral.Nouns(b.noun)))
	}
	if b.hasLine() {
		f.notes = append(f.notes, intervalNote(s, "Band"))
	}
	f.notes = append(f.notes, warningNotes(m, 2, t.Warnings)...)
	f.notes = append(f.notes, methodNote(m.Method, m))
	f.alt = fmt.Sprintf("Chart of sentiment over %s, %s in %s. %s. Overall mean %s.",
		t.Axis, numeral.Plural(len(t.Points), b.noun), numeral.Plural(len(t.Bins), "bin"), f.title, meanText(s.Distribution.Mean))
	return f, nil
}

// trendReach is how far the sentiment axis goes to either side of 0.
func trendReach(t *analysis.Trend) float64 {
	var vs []float64
	for _, p := range t.Points {
		vs = append(vs, p.Sentiment)
	}
	for _, b := range t.Bins {
		vs = append(vs, b.Sentiment.Value, b.Sentiment.Lo, b.Sentiment.Hi)
	}
	for _, c := range t.Curve {
		vs = append(vs, c.Value, c.Lo, c.Hi)
	}
	return symmetric(vs...)
}

type trendBody struct {
	t      *analysis.Trend
	events []analysis.EventSummary
	noun   string
	level  string
	reach  float64
	days   bool // times are whole days: drawn at noon
	face   *typeface
}

// trendBin is a bin on the canvas.
type trendBin struct {
	x0, x1 vg.Length
	e      analysis.Estimate
	items  int // scored or not
}

func (b trendBin) mid() vg.Length { return (b.x0 + b.x1) / 2 }

// hasLine reports whether some bin has an interval; hasGaps, whether some mean
// is drawn as a ring for want of one.
func (b *trendBody) hasLine() bool {
	for _, bin := range b.t.Bins {
		if bin.Sentiment.HasInterval() {
			return true
		}
	}
	return false
}

func (b *trendBody) hasGaps() bool {
	for _, bin := range b.t.Bins {
		if bin.Sentiment.N > 1 && !bin.Sentiment.HasInterval() {
			return true
		}
	}
	return false
}

// meanName names what the line shows.
func (b *trendBody) meanName() string {
	if len(b.t.Bins) == 1 {
		return "mean of all"
	}
	return "mean per " + b.t.Unit
}

func (b *trendBody) height(_ *typeface, w vg.Length) vg.Length {
	h := vg.Length(330)
	if w < 450 {
		h = 270
	}
	if len(b.t.Bins) == 1 {
		h -= histHeight
	}
	gutter, side := b.sides(w)
	return h + b.changeStrip() + eventStrip(b.placeEvents(b.xScale(gutter, w-side)))
}

// sides is the room to the left and right of the plot.
func (b *trendBody) sides(w vg.Length) (gutter, side vg.Length) {
	return b.face.width("negative", stLabel.strong()) + 8, min(92, max(62, w*0.14))
}

const histHeight = 46

func (b *trendBody) draw(p *pen, r vg.Rectangle) {
	axisHeight := 2*stLabel.lineHeight() + 9
	if b.t.Axis == analysis.AxisTime {
		axisHeight += stLabel.lineHeight() // for the year or the day
	}
	gutter, side := b.sides(width(r))
	plot := r
	plot.Min.X += gutter
	plot.Max.X -= side
	axis, plot := cutBottom(plot, axisHeight)
	hist, plot := cutBottom(plot, 6)
	if len(b.t.Bins) > 1 {
		var more vg.Rectangle
		more, plot = cutBottom(plot, histHeight-6)
		hist.Max.Y = more.Max.Y
		_, plot = cutBottom(plot, stLabel.lineHeight()+8) // the caption of the histogram
	}
	plot.Max.Y -= 6
	plot.Max.Y -= b.changeStrip()
	if height(plot) < 20 || width(plot) < 40 {
		return
	}
	x := b.xScale(plot.Min.X, plot.Max.X)
	events := b.placeEvents(x)
	_, plot = cutBottom(plot, eventStrip(events))
	if height(plot) < 20 {
		return
	}
	y := scale{-b.reach, b.reach, plot.Min.Y, plot.Max.Y}
	bins := b.bins(x)
	b.drawAxis(p, axis, plot, hist, x)
	b.drawTones(p, plot, y)
	drawEvents(p, events, plot)
	b.drawChanges(p, plot, x)
	b.drawPoints(p, x, y)
	if b.smooth() {
		b.drawCurve(p, bins, x, y)
	} else {
		b.drawMeans(p, bins, y)
	}
	if len(bins) > 1 {
		b.drawCounts(p, bins, hist, r.Min.X+gutter)
	}
	b.drawSideLabel(p, bins, y, plot, side)
}

// xScale spans the bins, without the parts of the first and last ones that go
// far beyond the items.
func (b *trendBody) xScale(at, until vg.Length) scale {
	lo, _ := b.edges(b.t.Bins[0])
	_, hi := b.edges(b.t.Bins[len(b.t.Bins)-1])
	first, last := math.Inf(1), math.Inf(-1)
	for _, pt := range b.t.Points {
		v := b.pointAt(pt)
		first, last = math.Min(first, v), math.Max(last, v)
	}
	if span := last - first; span > 0 {
		if first-lo > span/8 || first < lo {
			lo = first - span/40
		}
		if hi-last > span/8 || last > hi {
			hi = last + span/40
		}
	}
	if hi-lo <= 0 {
		lo, hi = lo-0.5, hi+0.5
	}
	return scale{lo, hi, at, until}
}

// wholeDays reports whether no time is finer than a day.
func wholeDays(t *analysis.Trend) bool {
	for _, p := range t.Points {
		if h, m, s := p.Time.Clock(); h != 0 || m != 0 || s != 0 {
			return false
		}
	}
	return t.Axis == analysis.AxisTime
}

func (b *trendBody) edges(bin analysis.TrendBin) (from, to float64) {
	if b.t.Axis == analysis.AxisTime {
		return seconds(bin.From), seconds(bin.To)
	}
	return float64(bin.FirstPosition) - 0.5, float64(bin.LastPosition) + 0.5
}

func (b *trendBody) pointAt(pt analysis.TrendPoint) float64 {
	if b.t.Axis == analysis.AxisTime {
		return b.timeAt(pt.Time)
	}
	return float64(pt.Position)
}

// timeAt is the place of a time on the axis.
func (b *trendBody) timeAt(t time.Time) float64 {
	if b.days {
		t = t.Add(12 * time.Hour)
	}
	return seconds(t)
}

func (b *trendBody) bins(x scale) []trendBin {
	out := make([]trendBin, len(b.t.Bins))
	for i, bin := range b.t.Bins {
		from, to := b.edges(bin)
		out[i] = trendBin{x.of(from), x.of(to), bin.Sentiment, max(bin.Items, bin.Sentiment.N)}
	}
	return out
}

// drawTones draws the grid and the names of the sentiment axis.
func (b *trendBody) drawTones(p *pen, plot vg.Rectangle, y scale) {
	for _, part := range []float64{-1, -0.5, 0.5, 1} {
		p.hline(plot.Min.X, plot.Max.X, y.of(part*b.reach), 0.6, colGrid)
	}
	p.hline(plot.Min.X, plot.Max.X, y.of(0), 1, colRule)
	decimals := 1
	if b.reach < 1 {
		decimals = 2
	}
	x := plot.Min.X - 6
	for _, part := range []float64{-0.5, 0, 0.5} {
		p.textMid(signedTo(part*b.reach, decimals), stLabel, x, y.of(part*b.reach), right)
	}
	lh := stLabel.lineHeight()
	p.textMid(signedTo(b.reach, decimals), stLabel, x, y.of(b.reach), right)
	p.textMid("positive", stLabel.strong().in(inkPositive), x, y.of(b.reach)-lh, right)
	p.textMid(signedTo(-b.reach, decimals), stLabel, x, y.of(-b.reach), right)
	p.textMid("negative", stLabel.strong().in(inkNegative), x, y.of(-b.reach)+lh, right)
}

// drawSideLabel names line, band and rings beside the end of the line.
func (b *trendBody) drawSideLabel(p *pen, bins []trendBin, y scale, plot vg.Rectangle, side vg.Length) {
	at := 0.0
	for _, bin := range bins {
		if bin.e.HasInterval() {
			at = bin.e.Value
		}
	}
	if b.smooth() {
		for _, c := range b.t.Curve {
			if !math.IsNaN(c.Value) && !math.IsNaN(c.Lo) {
				at = c.Value
			}
		}
	}
	var bold, plain, muted []string
	w := side - 8
	switch {
	case b.smooth():
		bold = b.face.wrap("smoothed", stValue, w, 2)
		plain = b.face.wrap("with "+b.level+" band", stLabel, w, 2)
		muted = b.face.wrap("bars: "+b.meanName(), stLabel, w, 4)
	case b.hasLine():
		bold = b.face.wrap(b.meanName(), stValue, w, 3)
		plain = b.face.wrap("with "+b.level+" interval", stLabel, w, 2)
		if b.hasGaps() {
			muted = b.face.wrap("rings: too few for an interval", stLabel, w, 3)
		}
	case b.hasGaps():
		muted = b.face.wrap("rings: "+b.meanName()+", too few for an interval", stLabel, w, 6)
	}
	h := stLabel.lineHeight() * vg.Length(len(bold)+len(plain)+len(muted))
	top := min(plot.Max.Y, max(plot.Min.Y+h, y.of(at)+h/2))
	box := vg.Rectangle{Min: vg.Point{X: plot.Max.X + 8, Y: top - h}, Max: vg.Point{X: plot.Max.X + side, Y: top}}
	box = p.block(bold, stValue, box, left)
	box = p.block(plain, stLabel, box, left)
	p.block(muted, stLabel.in(colMuted), box, left)
}
