package chart

import (
	"math"
	"time"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// drawPoints draws each item as a faint dot. Dots that would fall on nearly
// the same place are merged into one of greater opacity, so that the cost is
// bounded by the area rather than by the number of items.
func (b *trendBody) drawPoints(p *pen, x, y scale) {
	const cell = 1.5 // points; two pixels
	type at struct{ col, row int }
	seen := map[at]int{}
	var order []at
	for _, pt := range b.t.Points {
		if math.IsNaN(pt.Sentiment) {
			continue
		}
		c := at{int(x.of(b.pointAt(pt)) / cell), int(y.of(pt.Sentiment) / cell)}
		if seen[c] == 0 {
			order = append(order, c)
		}
		seen[c]++
	}
	radius, opacity := dotStyle(len(b.t.Points))
	zero := y.of(0)
	for _, c := range order {
		cx, cy := (vg.Length(c.col)+0.5)*cell, (vg.Length(c.row)+0.5)*cell
		col := colNeutral
		switch {
		case cy > zero+cell:
			col = colPositive
		case cy < zero-cell:
			col = colNegative
		}
		solid := 1 - math.Pow(1-opacity, float64(seen[c]))
		p.fill(circle(cx, cy, radius), fade(col, solid))
	}
}

// dotStyle makes dots smaller and fainter the more there are.
func dotStyle(n int) (radius vg.Length, opacity float64) {
	switch {
	case n <= 60:
		return 3.2, 0.55
	case n <= 400:
		return 2.6, 0.4
	case n <= 3000:
		return 1.8, 0.28
	}
	return 1.1, 0.16
}

// stepBins is the number of bins up to which means are drawn as steps across
// their bins, which claims nothing between them.
const stepBins = 24

// drawMeans draws means and intervals, one piece for each unbroken stretch.
func (b *trendBody) drawMeans(p *pen, bins []trendBin, y scale) {
	for i := 0; i < len(bins); {
		j := i
		for j < len(bins) && bins[j].e.HasInterval() && (j == i || bins[j].x0-bins[j-1].x1 < 0.5) {
			j++
		}
		if j == i {
			if e := bins[i].e; e.N > 1 && !math.IsNaN(e.Value) {
				p.stroke(circle(bins[i].mid(), y.of(e.Value), 3), 1.1, colInk)
			}
			i++
			continue
		}
		if len(bins) <= stepBins || j-i == 1 {
			drawSteps(p, bins[i:j], y)
		} else {
			drawRibbon(p, bins[i:j], y)
		}
		i = j
	}
}

func drawSteps(p *pen, bins []trendBin, y scale) {
	for _, b := range bins {
		p.rect(b.x0, y.of(b.e.Lo), b.x1, y.of(b.e.Hi), colBand)
	}
	var path vg.Path
	for i, b := range bins {
		from, to := vg.Point{X: b.x0, Y: y.of(b.e.Value)}, vg.Point{X: b.x1, Y: y.of(b.e.Value)}
		if i == 0 {
			path.Move(from)
		} else {
			path.Line(from)
		}
		path.Line(to)
	}
	p.stroke(path, 2, colInk)
}

// chunk bounds the points of a stroked line and of a filled band: the
// rasteriser's cost grows faster than the number of points.
const (
	lineChunk = 60
	bandChunk = 200
)

func drawRibbon(p *pen, bins []trendBin, y scale) {
	for i := 0; i < len(bins)-1; i += bandChunk - 1 {
		part := bins[i:min(len(bins), i+bandChunk)]
		var band []vg.Length
		for _, b := range part {
			band = append(band, b.mid(), y.of(b.e.Hi))
		}
		for k := len(part) - 1; k >= 0; k-- {
			band = append(band, part[k].mid(), y.of(part[k].e.Lo))
		}
		p.fill(polygon(band...), colBand)
	}
	for i := 0; i < len(bins)-1; i += lineChunk - 1 {
		var path vg.Path
		for k, b := range bins[i:min(len(bins), i+lineChunk)] {
			pt := vg.Point{X: b.mid(), Y: y.of(b.e.Value)}
			if k == 0 {
				path.Move(pt)
			} else {
				path.Line(pt)
			}
		}
		p.stroke(path, 2, colInk)
	}
}

// drawCounts draws how many items each bin holds, the scored ones darker.
func (b *trendBody) drawCounts(p *pen, bins []trendBin, hist vg.Rectangle, gutter vg.Length) {
	most, unscored := 0, false
	for _, bin := range bins {
		most = max(most, bin.items)
		unscored = unscored || bin.items > bin.e.N
	}
	h := scale{0, float64(max(most, 1)), hist.Min.Y, hist.Max.Y - 4}
	gap := vg.Length(0)
	if len(bins) > 0 && bins[0].x1-bins[0].x0 > 5 {
		gap = 0.75
	}
	for _, bin := range bins {
		x0, x1 := bin.x0+gap, max(bin.x1-gap, bin.x0+gap+0.4)
		if bin.items > bin.e.N {
			p.bar(x0, hist.Min.Y, x1, max(h.of(float64(bin.items)), hist.Min.Y+0.75), colGrid)
		}
		if bin.e.N > 0 {
			p.bar(x0, hist.Min.Y, x1, max(h.of(float64(bin.e.N)), hist.Min.Y+0.75), colVolume)
		}
	}
	p.hline(hist.Min.X, hist.Max.X, hist.Min.Y, 0.8, colRule)
	caption := upperFirst(numeral.Nouns(b.noun)) + " per " + b.t.Unit
	if b.t.Axis == analysis.AxisPosition {
		caption = upperFirst(numeral.Nouns(b.noun)) + " in each bin"
	}
	if unscored {
		caption += "; dark: scored"
	}
	p.text(b.face.fit(caption, stLabel, width(hist)), stLabel, hist.Min.X, hist.Max.Y+4, left)
	p.textMid(numeral.Count(most), stLabel, gutter-6, h.of(float64(most)), right)
	p.textMid("0", stLabel, gutter-6, hist.Min.Y+2, right)
}

// drawAxis draws ticks and labels beneath the histogram and a faint line at
// each tick through both plots.
func (b *trendBody) drawAxis(p *pen, axis, plot, hist vg.Rectangle, x scale) {
	room := func(ticks []tick) bool { return len(ticks) <= 12 && b.apart(ticks, x, 10) }
	var ticks []tick
	caption := upperFirst(b.noun) + " number"
	if b.t.Axis == analysis.AxisTime {
		ticks = b.timeTicks(x, room)
		caption = "Time of writing (" + b.zone() + ")"
	} else {
		ticks = countTicks(int(x.from+0.5), int(x.to-0.5), room)
	}
	lh := stLabel.lineHeight()
	end := p.panel.Min.X
	for _, t := range ticks {
		at := x.of(t.at)
		p.vline(at, hist.Min.Y-3, hist.Min.Y, 0.8, colRule)
		p.vline(at, plot.Min.Y, plot.Max.Y, 0.5, colGrid)
		p.text(t.label, stLabel, at, hist.Min.Y-4-stLabel.size*ascentPart, center)
		w := b.face.width(t.context, stLabel)
		if from := at - w/2; t.context != "" && from >= end && at+w/2 <= p.panel.Max.X {
			p.text(t.context, stLabel, at, hist.Min.Y-4-lh-stLabel.size*ascentPart, center)
			end = at + w/2 + 8
		}
	}
	p.text(b.face.fit(caption, stLabel.in(colMuted), width(axis)), stLabel.in(colMuted), axis.Min.X, axis.Min.Y+3, left)
}

// apart reports whether the labels of ticks stand at least gap apart.
func (b *trendBody) apart(ticks []tick, x scale, gap vg.Length) bool {
	for i := 1; i < len(ticks); i++ {
		w := (b.face.width(ticks[i].label, stLabel) + b.face.width(ticks[i-1].label, stLabel)) / 2
		if x.of(ticks[i].at)-x.of(ticks[i-1].at) < w+gap {
			return false
		}
	}
	return true
}

func (b *trendBody) timeTicks(x scale, room func([]tick) bool) []tick {
	finest := time.Minute
	if b.days {
		finest = day
	}
	loc := b.t.Bins[0].From.Location()
	at := func(v float64) time.Time { return time.Unix(int64(math.Round(v)), 0).In(loc) }
	return timeTicks(at(x.from), at(x.to), finest, room)
}

// zone is the name of the zone that the axis is in.
func (b *trendBody) zone() string {
	if b.t.Zone != "" {
		return b.t.Zone
	}
	from := b.t.Bins[0].From
	if name := from.Location().String(); name != "" && name != "Local" {
		return name
	}
	return from.Format("UTC-07:00")
}
