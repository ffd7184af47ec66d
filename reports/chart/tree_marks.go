package chart

import (
	"image/color"

	"gonum.org/v1/plot/vg"
)

var (
	colEdge = color.NRGBA{0x7C, 0x84, 0x8E, 0xFF}
	colPale = color.NRGBA{0xB9, 0xBF, 0xC7, 0xFF}
)

// edgeStroke is how an edge of a kind is stroked.
func edgeStroke(k edgeKind) (c color.NRGBA, dash []vg.Length) {
	switch k {
	case edgeInferred:
		return colEdge, []vg.Length{3, 2}
	case edgeUnsure:
		return colPale, []vg.Length{3, 2}
	case edgeOpen:
		return colPale, []vg.Length{1, 2.5}
	}
	return colEdge, nil
}

// drawEdges draws for each node an elbow from its parent, as far as its
// sibling before has not drawn it already. Where the parent stands in an
// earlier column, the elbow comes from the top of the node's own.
func (b *treeBody) drawEdges(p *pen, l treeLayout, at []vg.Point, r vg.Rectangle) {
	wide := min(1.1, l.row*0.12)
	for i, row := range b.rows {
		if row.parent < 0 {
			continue
		}
		col := i / l.perCol
		x := r.Min.X + l.col*vg.Length(col) + 5 + l.indent*vg.Length(row.depth-1)
		from := r.Max.Y
		if row.before/l.perCol == col {
			from = at[row.before].Y
			if row.before == row.parent {
				from -= l.radius() // below the parent's mark
			}
		}
		c, dash := edgeStroke(row.edge)
		var path vg.Path
		path.Move(vg.Point{X: x, Y: from})
		path.Line(vg.Point{X: x, Y: at[i].Y})
		path.Line(vg.Point{X: at[i].X, Y: at[i].Y})
		p.stroke(path, wide, c, dash...)
	}
}

// glyph draws a node: a triangle up for positive, down for negative, a disc
// for neutral, a ring for unscored, a cross for deleted.
func (p *pen) glyph(t tone, x, y, r vg.Length) {
	switch t {
	case tonePositive:
		p.fill(polygon(x-r*1.1, y-r*0.9, x+r*1.1, y-r*0.9, x, y+r*1.1), colPositive)
	case toneNegative:
		p.fill(polygon(x-r*1.1, y+r*0.9, x+r*1.1, y+r*0.9, x, y-r*1.1), colNegative)
	case toneNeutral:
		p.fill(circle(x, y, r*0.85), colNeutral)
	case toneUnscored:
		p.fill(circle(x, y, r*0.85), colWhite)
		p.stroke(circle(x, y, r*0.8), max(0.7, r*0.25), colNeutral)
	case toneDeleted:
		p.fill(circle(x, y, r), colWhite)
		p.line(vg.Point{X: x - r*0.7, Y: y - r*0.7}, vg.Point{X: x + r*0.7, Y: y + r*0.7}, max(0.7, r*0.3), colNeutral)
		p.line(vg.Point{X: x - r*0.7, Y: y + r*0.7}, vg.Point{X: x + r*0.7, Y: y - r*0.7}, max(0.7, r*0.3), colNeutral)
	}
}

func (b *treeBody) drawLabel(p *pen, l treeLayout, i int, at vg.Point, r vg.Rectangle) {
	row := b.rows[i]
	x, name, st := at.X+10, row.label, stLabel
	if i == 0 {
		st = stValue
	}
	if row.edge == edgeOpen {
		name = "? " + name
	}
	var w vg.Length
	if row.score != "" {
		w = b.face.width(" "+row.score, stLabel)
	}
	name = b.face.fit(name, st, l.end(i, r)-x-w)
	p.textMid(name, st, x, at.Y, left)
	p.textMid(row.score, stLabel.in(toneTextOf(row.tone)), x+b.face.width(name+" ", st), at.Y, left)
}

// drawScores draws the scores of a tree in one column on a common axis.
func (b *treeBody) drawScores(p *pen, l treeLayout, at []vg.Point, r vg.Rectangle) {
	x := l.scoreScale(r)
	bottom := at[len(at)-1].Y - l.row/2
	p.textMid("negative", stLabel.strong().in(inkNegative), x.at, at[0].Y, left)
	p.textMid("0", stLabel.in(colMuted), x.of(0), at[0].Y, center)
	p.textMid("positive", stLabel.strong().in(inkPositive), x.until, at[0].Y, right)
	for _, v := range []float64{-1, -0.5, 0.5, 1} {
		p.vline(x.of(v), bottom, at[0].Y-l.row/2, 0.6, colGrid)
	}
	p.vline(x.of(0), bottom, at[0].Y-l.row/2, 1, colRule)
	for i, row := range b.rows {
		if row.score == "" {
			continue
		}
		y := at[i].Y
		p.hline(x.of(0), x.of(row.value), y, 2, toneColor(row.value))
		p.glyph(row.tone, x.of(row.value), y, 4)
	}
}

func toneTextOf(t tone) color.NRGBA {
	switch t {
	case tonePositive:
		return inkPositive
	case toneNegative:
		return inkNegative
	}
	return colMuted
}

// drawIcicle draws each node as a cell at its level, as high as all rows below
// it. Levels past the main ones share the last.
func (b *treeBody) drawIcicle(p *pen, l treeLayout, r vg.Rectangle) {
	gap := min(0.5, l.row*0.15)
	for i, row := range b.rows {
		if i == 0 {
			continue
		}
		level := min(row.depth, b.main) - 1
		size := row.size
		if row.depth >= b.main {
			size = 1
		}
		c := cellColor(row)
		for from := i - 1; from < i-1+size; { // a stretch for each column
			col := from / l.perCol
			to := min(i-1+size, (col+1)*l.perCol)
			x := r.Min.X + l.col*vg.Length(col) + l.indent*vg.Length(level)
			y0 := r.Max.Y - l.row*vg.Length(from-col*l.perCol)
			y1 := r.Max.Y - l.row*vg.Length(to-col*l.perCol)
			p.rect(x, y1+gap, x+l.indent-min(0.6, l.indent*0.1), y0, c)
			from = to
		}
	}
}

func cellColor(row treeRow) color.NRGBA {
	c := colGrid
	switch row.tone {
	case tonePositive:
		c = colPositive
	case toneNegative:
		c = colNegative
	case toneNeutral:
		c = colNeutral
	}
	if row.edge == edgeUnsure || row.edge == edgeOpen {
		c = mix(c, colWhite, 0.55)
	}
	return c
}
