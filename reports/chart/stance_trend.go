package chart

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// MaxStanceTrends is the most targets that StanceTrend draws: the most taken
// up.
const MaxStanceTrends = 6

// StanceTrend draws the net stance toward each target along the trend's axis,
// a small chart for each target with shared axes.
//
// The error wraps ErrNoData where no target has two bins with a mean.
func StanceTrend(s *analysis.Summary, m Meta) (Figure, error) {
	t := &s.Trend
	face := newTypeface(m.Fonts)
	b := &stanceTrendBody{axis: &trendBody{t: t, events: shownEvents(s), noun: noun(s), face: face, days: wholeDays(t)}, face: face}
	for _, target := range s.Targets {
		if len(target.NetTrend) == len(t.Bins) && len(t.Points) > 1 && known(target.NetTrend) > 1 && len(b.targets) < MaxStanceTrends {
			b.targets = append(b.targets, target)
		}
	}
	if len(b.targets) == 0 {
		return nil, fmt.Errorf("stance over time: no target is taken up in two bins: %w", ErrNoData)
	}
	b.names = targetNames(face, b.targets)
	f := &figure{name: "stance-trend", face: face, body: b, title: b.finding()}
	along := "over time"
	if t.Axis == analysis.AxisPosition {
		along = "in the order of the page"
	}
	f.subtitle = fmt.Sprintf("Net stance per %s %s: in favor minus against, from %s100 to +100 points", t.Unit, along, minus)
	f.notes = append(f.notes, sampleNote(s), intervalNote(s, "Whiskers"), "Rings: too few for an interval",
		"Coloured where the interval excludes zero; not adjusted for the number of bins and targets")
	if len(b.axis.events) > 0 {
		f.notes = append(f.notes, "Green, from left to right: "+eventList(b.axis.events))
	}
	f.notes = append(f.notes, methodNote(m.stanceMethod(), m))
	f.alt = fmt.Sprintf("Small charts of net stance toward %s. %s.", numeral.Plural(len(b.targets), "target"), f.title)
	return f, nil
}

// known counts estimates with a value.
func known(es []analysis.Estimate) int {
	n := 0
	for _, e := range es {
		if e.N > 0 && !math.IsNaN(e.Value) {
			n++
		}
	}
	return n
}

type stanceTrendBody struct {
	targets []analysis.TargetSummary
	names   []string
	axis    *trendBody
	face    *typeface
}

// finding names the targets whose first and last bins with intervals do not
// overlap.
func (b *stanceTrendBody) finding() string {
	var up, down []string
	compared := 0
	for i, t := range b.targets {
		var with []analysis.Estimate
		for _, e := range t.NetTrend {
			if e.HasInterval() {
				with = append(with, e)
			}
		}
		if len(with) < 2 {
			continue
		}
		compared++
		name := b.face.fit(b.names[i], stTitle, 230)
		switch dir, _ := apart(with[0], with[len(with)-1]); dir {
		case 1:
			up = append(up, name)
		case -1:
			down = append(down, name)
		}
	}
	switch {
	case compared == 0:
		return "Too little to tell whether stances change"
	case len(up) > 0 && len(down) > 0:
		return fmt.Sprintf("Stances move in favor of %s and against %s", listing(up, 2), listing(down, 2))
	case len(up) > 0:
		return "Stances move in favor of " + listing(up, 3)
	case len(down) > 0:
		return "Stances move against " + listing(down, 3)
	case compared == 1:
		return "No clear change of stance"
	}
	return fmt.Sprintf("No clear change of stance toward any of %d targets", compared)
}

// grid is how many small charts stand side by side, and how high each is.
func (b *stanceTrendBody) grid(w vg.Length) (cols, rows int) {
	cols = min(len(b.targets), max(1, int(w/200)))
	return cols, (len(b.targets) + cols - 1) / cols
}

const smallChart vg.Length = 120

func (b *stanceTrendBody) height(_ *typeface, w vg.Length) vg.Length {
	_, rows := b.grid(w)
	return smallChart*vg.Length(rows) + b.axisHeight()
}

func (b *stanceTrendBody) axisHeight() vg.Length {
	if b.axis.t.Axis == analysis.AxisTime {
		return 2*stLabel.lineHeight() + 4
	}
	return stLabel.lineHeight() + 4
}

func (b *stanceTrendBody) draw(p *pen, r vg.Rectangle) {
	cols, rows := b.grid(width(r))
	gutter := b.face.width(minus+"100", stLabel) + 8
	_, area := cutBottom(r, b.axisHeight())
	area.Min.X += gutter
	w := (width(area) - 16*vg.Length(cols-1)) / vg.Length(cols)
	h := height(area) / vg.Length(rows)
	if w < 60 || h < 60 {
		return
	}
	for i := range b.targets {
		col, row := i%cols, i/cols
		box := vg.Rectangle{Min: vg.Point{X: area.Min.X + (w+16)*vg.Length(col)}}
		box.Max = vg.Point{X: box.Min.X + w, Y: area.Max.Y - h*vg.Length(row)}
		box.Min.Y = box.Max.Y - h + 8
		p.text(b.face.fit(b.names[i], stValue, w), stValue, box.Min.X, box.Max.Y-stValue.size*ascentPart, left)
		box.Max.Y -= stValue.lineHeight() + 8
		b.drawOne(p, b.targets[i], box, col == 0)
		if i+cols >= len(b.targets) { // nothing below it
			b.drawTicks(p, box)
		}
	}
}

func (b *stanceTrendBody) drawOne(p *pen, t analysis.TargetSummary, box vg.Rectangle, scaleLabels bool) {
	x := b.axis.xScale(box.Min.X, box.Max.X)
	y := scale{-1, 1, box.Min.Y, box.Max.Y}
	for _, v := range []float64{-1, 1} {
		p.hline(box.Min.X, box.Max.X, y.of(v), 0.6, colGrid)
	}
	p.hline(box.Min.X, box.Max.X, y.of(0), 1, colRule)
	if scaleLabels {
		for i, text := range []string{minus + "100", "0", "+100"} {
			p.textMid(text, stLabel.in(colMuted), box.Min.X-6, y.of(float64(i-1)), right)
		}
	}
	for _, l := range b.axis.placeEvents(x) {
		drawEvent(p, l, box)
	}
	bins := b.axis.bins(x)
	for i, e := range t.NetTrend {
		if e.N == 0 || math.IsNaN(e.Value) {
			continue
		}
		at := bins[i].mid()
		if !e.HasInterval() {
			p.stroke(circle(at, y.of(e.Value), 2.6), 1.1, colMuted)
			continue
		}
		c := colMuted
		switch dir, _ := lean(e); dir {
		case 1:
			c = colPositive
		case -1:
			c = colNegative
		}
		p.vline(at, y.of(e.Lo), y.of(e.Hi), 1.6, c)
		p.fill(circle(at, y.of(e.Value), 3.2), c)
	}
}

// drawTicks labels the axis under a small chart.
func (b *stanceTrendBody) drawTicks(p *pen, box vg.Rectangle) {
	x := b.axis.xScale(box.Min.X, box.Max.X)
	room := func(ticks []tick) bool { return len(ticks) <= 4 && b.axis.apart(ticks, x, 14) }
	var ticks []tick
	if b.axis.t.Axis == analysis.AxisTime {
		ticks = b.axis.timeTicks(x, room)
	} else {
		ticks = countTicks(int(x.from+0.5), int(x.to-0.5), room)
	}
	base := box.Min.Y - 4 - stLabel.size*ascentPart
	end := box.Min.X - 16
	for _, t := range ticks {
		at := x.of(t.at)
		p.vline(at, box.Min.Y-3, box.Min.Y, 0.8, colRule)
		for k, text := range []string{t.label, t.context} {
			w := b.face.width(text, stLabel)
			from := min(max(at-w/2, box.Min.X-6), box.Max.X-w)
			if k == 1 {
				if text == "" || from < end {
					continue
				}
				end = from + w + 8
			}
			p.text(text, stLabel.in(colMuted), from, base-stLabel.lineHeight()*vg.Length(k), left)
		}
	}
}
