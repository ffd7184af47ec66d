package chart

import (
	"image/color"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// matrixBody draws shares by row: each cell a bar of its column with the share
// and count above it and the interval beneath. The shares of a row add up
// to 1.
type matrixBody struct {
	rows, columns []string
	fills, inks   []color.NRGBA // of the columns
	unit          string        // what a row counts
	share         func(row, column int) analysis.Estimate
	n             func(row, column int) int
	face          *typeface
}

func toneFills() []color.NRGBA { return []color.NRGBA{colNegative, colNeutral, colPositive} }
func toneInks() []color.NRGBA  { return []color.NRGBA{inkNegative, colMuted, inkPositive} }

// rowN is how many the shares of a row are of.
func (b *matrixBody) rowN(row int) int {
	n := 0
	for k := range b.columns {
		n += b.n(row, k)
	}
	return n
}

func (b *matrixBody) total() int {
	n := 0
	for r := range b.rows {
		n += b.rowN(r)
	}
	return n
}

const (
	matrixRow    vg.Length = 54
	matrixColumn vg.Length = 74 // the least that a cell's figures need
)

// names is how wide the names of the rows are.
func (b *matrixBody) names() vg.Length {
	var w vg.Length
	for i, r := range b.rows {
		w = max(w, b.face.width(r, stValue), b.face.width(numeral.Plural(b.rowN(i), b.unit), stLabel))
	}
	return w + 12
}

// stacked reports whether the names stand above their rows for want of room.
func (b *matrixBody) stacked(w vg.Length) bool {
	return (w-b.names())/vg.Length(len(b.columns)) < matrixColumn
}

func (b *matrixBody) rowHeight(w vg.Length) vg.Length {
	if b.stacked(w) {
		return matrixRow + stLabel.lineHeight() + 4
	}
	return matrixRow
}

func (b *matrixBody) height(_ *typeface, w vg.Length) vg.Length {
	return stLabel.lineHeight() + 8 + b.rowHeight(w)*vg.Length(len(b.rows))
}

func (b *matrixBody) draw(p *pen, r vg.Rectangle) {
	lh := stLabel.lineHeight()
	stacked, least := b.stacked(width(r)), b.rowHeight(width(r))
	row := min(least+10, (height(r)-lh-8)/vg.Length(len(b.rows)))
	bars := r
	if !stacked {
		_, bars = cutLeft(r, b.names())
	}
	w := width(bars) / vg.Length(len(b.columns))
	if w < 40 || row < least-2 {
		return
	}
	head := r.Max.Y - stLabel.size*ascentPart
	for k, c := range b.columns {
		st := stLabel.strong().in(b.inks[k])
		p.text(b.face.fit(c, st, w-8), st, bars.Min.X+w*vg.Length(k), head, left)
	}
	for i, name := range b.rows {
		top := r.Max.Y - lh - 8 - row*vg.Length(i)
		if i > 0 {
			p.hline(r.Min.X, r.Max.X, top, 0.5, colGrid)
		}
		n := numeral.Plural(b.rowN(i), b.unit)
		y := top - row/2
		if stacked {
			y -= (lh + 4) / 2
			line := top - 3 - stLabel.size*ascentPart
			name = b.face.fit(name, stValue, width(r)-b.face.width("  "+n, stLabel))
			p.text(name, stValue, r.Min.X, line, left)
			p.text(n, stLabel.in(colMuted), r.Min.X+b.face.width(name, stValue)+6, line, left)
		} else {
			p.textMid(name, stValue, r.Min.X, y+lh/2, left)
			p.textMid(n, stLabel.in(colMuted), r.Min.X, y-lh/2, left)
		}
		if b.rowN(i) == 0 {
			continue
		}
		for k := range b.columns {
			x := bars.Min.X + w*vg.Length(k)
			b.drawCell(p, i, k, x, x+w-10, y)
		}
	}
}

func (b *matrixBody) drawCell(p *pen, row, column int, x0, x1, y vg.Length) {
	e := b.share(row, column)
	fill := b.fills[column]
	if !e.HasInterval() {
		fill = mix(fill, colWhite, 0.6)
	}
	x := scale{0, 1, x0, x1}
	p.rect(x0, y-5, x1, y+5, colGrid)
	p.bar(x0, y-5, x.of(zeroNaN(e.Value)), y+5, fill)
	st := stLabel.in(b.inks[column])
	p.textMid(b.face.fit(shareLabel(e, b.n(row, column), b.rowN(row)), st, x1-x0), st, x0, y+14, left)
	if e.HasInterval() {
		p.whisker(x.of(e.Lo), x.of(e.Hi), y, 3, 1.2, colInk)
		p.textMid(percentRange(e), stLabel.in(colMuted), x0, y-16, left)
	}
}
