package chart

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// Rows of the chart in points; in narrow panels the name stands above its bar.
const (
	stanceRow     vg.Length = 36
	stanceRowTall vg.Length = 42
	stanceNarrow  vg.Length = 480
)

func (b *stanceBody) height(_ *typeface, w vg.Length) vg.Length {
	row := stanceRow
	if w < stanceNarrow {
		row = stanceRowTall
	}
	return 2*stLabel.lineHeight() + 14 + row*vg.Length(len(b.targets))
}

// stanceColumns are the columns of the chart.
type stanceColumns struct {
	name, bars, none, net vg.Rectangle
	above                 bool // names above the bars, no net column
	x                     scale
}

func (b *stanceBody) columns(r vg.Rectangle) stanceColumns {
	c := stanceColumns{above: width(r) < stanceNarrow}
	if !c.above {
		var widest vg.Length
		for _, n := range b.names {
			widest = max(widest, b.face.width(n, stLabel.strong()))
		}
		c.name, r = cutLeft(r, min(widest+14, width(r)*0.27))
		c.net, r = cutRight(r, b.face.width(minus+"100 to +100", stLabel)+14)
	}
	var neither vg.Length = 58
	for _, t := range b.targets {
		neither = max(neither, b.face.width(shareLabel(t.None, t.NNone, t.N), stLabel))
	}
	c.none, r = cutRight(r, neither)
	c.bars = r
	c.bars.Max.X -= 14
	if c.above {
		c.name = c.bars
	}
	c.x = b.fitBars(c.bars)
	return c
}

// shareLabel writes a share and the count behind it; of too few for an
// interval only the counts.
func shareLabel(e analysis.Estimate, n, of int) string {
	if !e.HasInterval() {
		return fmt.Sprintf("%s of %s", numeral.Count(n), numeral.Count(of))
	}
	return fmt.Sprintf("%s (%s)", percent(e.Value), numeral.Count(n))
}

// labelGap is between the end of a bar or whisker and its label.
const labelGap vg.Length = 6

// fitBars is the largest scale, the same to both sides of zero, with which all
// bars, whiskers and the labels beyond them fit into r.
func (b *stanceBody) fitBars(r vg.Rectangle) scale {
	needs := func(unit vg.Length) (toLeft, toRight vg.Length) {
		toLeft = b.face.width("against", stLabel.strong()) + 8
		toRight = b.face.width("in favor", stLabel.strong()) + 8
		for _, t := range b.targets {
			toLeft = max(toLeft, unit*reachOf(t.Against)+labelGap+b.face.width(shareLabel(t.Against, t.NAgainst, t.N), stLabel))
			toRight = max(toRight, unit*reachOf(t.Favor)+labelGap+b.face.width(shareLabel(t.Favor, t.NFavor, t.N), stLabel))
		}
		return toLeft, toRight
	}
	lo, hi := vg.Length(0), width(r)
	for range 40 {
		mid := (lo + hi) / 2
		if l, f := needs(mid); l+f <= width(r) {
			lo = mid
		} else {
			hi = mid
		}
	}
	l, _ := needs(lo)
	zero := r.Min.X + l
	return scale{-1, 1, zero - lo, zero + lo}
}

// reachOf is how far a share and its interval extend.
func reachOf(e analysis.Estimate) vg.Length {
	return vg.Length(math.Max(zeroNaN(e.Value), zeroNaN(e.Hi)))
}

func (b *stanceBody) draw(p *pen, r vg.Rectangle) {
	c := b.columns(r)
	lh := stLabel.lineHeight()
	row := min(stanceRowTall+6, (height(r)-2*lh-14)/vg.Length(len(b.targets)))
	if c.x.until-c.x.at < 10 || row < 2*lh {
		return
	}
	top := r.Max.Y - lh - 8
	bottom := top - row*vg.Length(len(b.targets))
	b.drawHeads(p, c, r.Max.Y-stLabel.size*ascentPart)
	b.drawGrid(p, c, top, bottom)
	for i := range b.targets {
		b.drawRow(p, c, i, top-row*(vg.Length(i)+0.5), row)
	}
}

func (b *stanceBody) drawHeads(p *pen, c stanceColumns, y vg.Length) {
	zero := c.x.of(0)
	p.text("against", stLabel.strong().in(inkNegative), zero-8, y, right)
	p.text("in favor", stLabel.strong().in(inkPositive), zero+8, y, left)
	p.text("neither", stLabel.strong().in(colMuted), c.none.Min.X, y, left)
	if !c.above {
		p.text("net, points", stLabel.strong().in(colMuted), c.net.Max.X, y, right)
	}
}

// drawGrid draws the axis of the shares, as far as bars or labels reach.
func (b *stanceBody) drawGrid(p *pen, c stanceColumns, top, bottom vg.Length) {
	step := 0.25
	need := b.face.width("100%", stLabel) + 10
	if c.x.of(step)-c.x.of(0) < need {
		step = 0.5
	}
	if c.x.of(step)-c.x.of(0) < need {
		step = 1
	}
	y := bottom - 3 - stLabel.size*ascentPart
	for i := -4; i <= 4; i++ {
		v := step * float64(i)
		x := c.x.of(v)
		half := b.face.width(percent(math.Abs(v)), stLabel) / 2
		if math.Abs(v) > 1 || x-half < c.bars.Min.X || x+half > c.bars.Max.X {
			continue
		}
		if i != 0 && !c.above {
			p.vline(x, bottom, top, 0.6, colGrid)
		}
		p.text(percent(math.Abs(v)), stLabel.in(colMuted), x, y, center)
	}
}

func (b *stanceBody) drawRow(p *pen, c stanceColumns, i int, mid, row vg.Length) {
	t := b.targets[i]
	if i > 0 {
		p.hline(min(c.name.Min.X, c.bars.Min.X), max(c.none.Max.X, c.net.Max.X), mid+row/2, 0.5, colGrid)
	}
	y, half := mid, vg.Length(8)
	if c.above {
		y, half = mid-row/2+13, 6
		p.textMid(b.face.fit(b.names[i], stValue, width(c.name)), stValue, c.name.Min.X, mid+row/2-10, left)
	} else {
		b.drawName(p, c, i, y, row)
		b.drawNet(p, c.net, t, y)
	}
	b.drawBar(p, c.x, -1, t.Against, shareLabel(t.Against, t.NAgainst, t.N), y, half)
	b.drawBar(p, c.x, +1, t.Favor, shareLabel(t.Favor, t.NFavor, t.N), y, half)
	p.vline(c.x.of(0), y-half-3, y+half+3, 1, colInk)
	none := scale{0, 1, c.none.Min.X, c.none.Max.X}
	p.bar(none.at, y-9, none.until, y-6.5, colGrid)
	p.bar(none.at, y-9, none.of(zeroNaN(t.None.Value)), y-6.5, colNeutral)
	p.textMid(shareLabel(t.None, t.NNone, t.N), stLabel, c.none.Min.X, y+2, left)
}

func (b *stanceBody) drawName(p *pen, c stanceColumns, i int, y, row vg.Length) {
	most := 1
	if row >= 2*stValue.lineHeight() {
		most = 2
	}
	lines := b.face.wrap(b.names[i], stValue, width(c.name)-10, most)
	box := c.name
	box.Max.Y = y + stValue.lineHeight()*vg.Length(len(lines))/2
	p.block(lines, stValue, box, left)
}

// drawBar draws one side: the bar, its interval, and share and count beyond
// them.
func (b *stanceBody) drawBar(p *pen, x scale, side float64, e analysis.Estimate, label string, y, half vg.Length) {
	fill, ink, a := colPositive, inkPositive, left
	if side < 0 {
		fill, ink, a = colNegative, inkNegative, right
	}
	if !e.HasInterval() {
		fill = mix(fill, colWhite, 0.6)
	}
	end := x.of(side * zeroNaN(e.Value))
	p.bar(x.of(0), y-half, end, y+half, fill)
	if e.HasInterval() {
		p.whisker(min(x.of(side*e.Lo), x.of(side*e.Hi)), max(x.of(side*e.Lo), x.of(side*e.Hi)), y, 3, 1.2, colInk)
	}
	end = x.of(side * float64(reachOf(e)))
	p.textMid(label, stLabel.in(ink), end+vg.Length(side)*labelGap, y, a)
}

// drawNet writes favor minus against in percentage points with its interval.
func (b *stanceBody) drawNet(p *pen, r vg.Rectangle, t analysis.TargetSummary, y vg.Length) {
	value := signedTo(100*t.Net.Value, 0)
	st := stValue
	if dir, _ := lean(t.Net); dir != 0 {
		st = st.in(toneInk(float64(dir)))
	}
	if !t.Net.HasInterval() {
		p.textMid(value, st, r.Max.X, y, right)
		return
	}
	lh := stLabel.lineHeight()
	p.textMid(value, st, r.Max.X, y+lh/2, right)
	p.textMid(pointsRange(t.Net), stLabel.in(colMuted), r.Max.X, y-lh/2, right)
}
