package chart

import (
	"math"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
)

const forestRow vg.Length = 34

func (b *forestBody) height(_ *typeface, _ vg.Length) vg.Length {
	return 2*stLabel.lineHeight() + 14 + forestRow*vg.Length(len(b.rows))
}

func (b *forestBody) columns(r vg.Rectangle) forestColumns {
	var va, vb, vd vg.Length = 20, 20, b.face.width("difference", stLabel.strong())
	for i := range b.rows {
		c := &b.rows[i]
		va = max(va, b.face.width(contrastValue(c, c.EstimateA.Value), stLabel))
		vb = max(vb, b.face.width(contrastValue(c, c.EstimateB.Value), stLabel))
		vd = max(vd, b.face.width(diffText(c), stValue), b.face.width(diffRange(c), stLabel))
	}
	const gap = 12
	var cols forestColumns
	cols.adjusted = r.Max.X
	cols.diff = cols.adjusted - b.face.width("p (adj.)", stLabel.strong()) - gap
	cols.b = cols.diff - vd - gap
	cols.a = cols.b - vb - gap
	rest := r
	rest.Max.X = cols.a - va - gap - 4
	cols.label, cols.plot = cutLeft(rest, width(rest)*0.46)
	cols.plot.Min.X += 10
	return cols
}

func diffText(c *analysis.Contrast) string {
	if math.IsNaN(c.Difference.Value) {
		return "–"
	}
	if isShare(c) {
		return contrastDiff(c, c.Difference.Value) + " points"
	}
	return contrastDiff(c, c.Difference.Value)
}

func diffRange(c *analysis.Contrast) string {
	if !c.Difference.HasInterval() {
		return "no interval"
	}
	return contrastDiff(c, c.Difference.Lo) + " to " + contrastDiff(c, c.Difference.Hi)
}

func (b *forestBody) draw(p *pen, r vg.Rectangle) {
	cols := b.columns(r)
	lh := stLabel.lineHeight()
	row := min(forestRow+8, (height(r)-2*lh-14)/vg.Length(len(b.rows)))
	if width(cols.plot) < 60 || row < 2*lh {
		return
	}
	x := scale{-b.reach, b.reach, cols.plot.Min.X, cols.plot.Max.X}
	top := r.Max.Y - lh - 8
	bottom := top - row*vg.Length(len(b.rows))
	b.drawHeads(p, cols, r.Max.Y-stLabel.size*ascentPart)
	decimals := 1
	base := bottom - 4 - stLabel.size*ascentPart
	for _, part := range []float64{-1, 0, 1} {
		p.text(signedTo(part*b.reach, decimals), stLabel.in(colMuted), x.of(part*b.reach), base, align((part+1)/2))
		p.vline(x.of(part*b.reach), bottom, top, 0.6, colGrid)
	}
	p.vline(x.of(0), bottom, top, 1, colRule)
	for i := range b.rows {
		y := top - row*(vg.Length(i)+0.5)
		if i > 0 {
			p.hline(r.Min.X, r.Max.X, y+row/2, 0.5, colGrid)
		}
		b.drawRow(p, cols, x, i, y)
	}
}

func (b *forestBody) drawHeads(p *pen, cols forestColumns, y vg.Length) {
	st := stLabel.strong().in(colMuted)
	if width(cols.plot) > b.face.width("more in A", st)+b.face.width("more in B", st)+8 {
		p.text("more in A", st, cols.plot.Min.X, y, left)
		p.text("more in B", st, cols.plot.Max.X, y, right)
	}
	p.text("A", st, cols.a, y, right)
	p.text("B", st, cols.b, y, right)
	p.text("difference", st, cols.diff, y, right)
	p.text("p (adj.)", st, cols.adjusted, y, right)
}

func (b *forestBody) drawRow(p *pen, cols forestColumns, x scale, i int, y vg.Length) {
	c := &b.rows[i]
	st := stLabel
	ink := colMuted
	if c.Supported {
		st, ink = stValue, colInk
	}
	lines := b.face.wrap(b.label[i], st, width(cols.label), 2)
	box := cols.label
	box.Max.Y = y + st.lineHeight()*vg.Length(len(lines))/2
	p.block(lines, st, box, left)
	if e := c.Effect.Estimate; c.Effect.Name != "" && !math.IsNaN(e.Value) {
		if e.HasInterval() {
			p.whisker(x.of(e.Lo), x.of(e.Hi), y, 3.5, 1.5, ink)
		}
		at := x.of(e.Value)
		if c.Supported {
			p.rect(at-4.2, y-4.2, at+4.2, y+4.2, ink)
		} else {
			p.rect(at-4.2, y-4.2, at+4.2, y+4.2, ink)
			p.rect(at-2.9, y-2.9, at+2.9, y+2.9, colWhite)
		}
	}
	p.textMid(contrastValue(c, c.EstimateA.Value), stLabel, cols.a, y, right)
	p.textMid(contrastValue(c, c.EstimateB.Value), stLabel, cols.b, y, right)
	lh := stLabel.lineHeight()
	p.textMid(diffText(c), st, cols.diff, y+lh/2, right)
	p.textMid(diffRange(c), stLabel.in(colMuted), cols.diff, y-lh/2, right)
	p.textMid(pText(c.PAdjusted), st, cols.adjusted, y, right)
}
