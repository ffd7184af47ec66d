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
		x := r.Min.X + l.col*vg.Length(col) + 6 + l.indent*vg.Length(row.depth-1)
		from := r.Max.Y
		if row.before/l.perCol == col {
			from = at[row.before].Y
			if row.before == row.parent {
				from -= min(4.6, l.row*0.36) // below the parent's mark
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
func (p *pen) glyph(t tone, v float64, x, y, r vg.Length) {
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

func (b *treeBody) drawLabel(p *pen, l treeLayout, row treeRow, at vg.Point, r vg.Rectangle, i int) {
	x := at.X + 10
	end := r.Min.X + l.col*vg.Length(i/l.perCol+1) - 10
	name, st := row.label, stLabel
	if i == 0 {
		st = stValue
	}
	if row.edge == edgeOpen {
		name = "? " + name
	}
	score := ""
	if row.score != "" {
		score = " " + row.score
	}
	w := b.face.width(score, stLabel)
	name = b.face.fit(name, st, end-x-w)
	p.textMid(name, st, x, at.Y, left)
	p.textMid(row.score, stLabel.in(toneTextOf(row.tone)), x+b.face.width(name+" ", st), at.Y, left)
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

// drawBars draws nodes as thin bars, their left ends indented by level.
func (b *treeBody) drawBars(p *pen, l treeLayout, at []vg.Point, r vg.Rectangle) {
	half := l.row * 0.4
	for i, row := range b.rows {
		end := r.Min.X + l.col*vg.Length(i/l.perCol+1) - 4
		x := at[i].X
		c := barColor(row)
		if i == 0 {
			c = colInk
		}
		p.rect(x, at[i].Y-half, max(end, x+2), at[i].Y+half, c)
	}
}

func barColor(row treeRow) color.NRGBA {
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
		c = mix(c, colWhite, 0.5)
	}
	return c
}

// keyEntry explains a mark.
type keyEntry struct {
	text string
	draw func(p *pen, x, y vg.Length) // within keyMark points to the right of x
}

const (
	keyMark vg.Length = 24
	keyRow  vg.Length = 17
)

// treeKey explains the marks that occur.
func treeKey(rows []treeRow) []keyEntry {
	tones, edges := map[tone]bool{}, map[edgeKind]bool{}
	for i, r := range rows {
		if i > 0 {
			tones[r.tone] = true
			edges[r.edge] = true
		}
	}
	var out []keyEntry
	for _, t := range []struct {
		tone tone
		text string
	}{{tonePositive, "positive"}, {toneNegative, "negative"}, {toneNeutral, "neutral"}, {toneUnscored, "not scored"}, {toneDeleted, "deleted"}} {
		if tones[t.tone] {
			out = append(out, keyEntry{t.text, func(p *pen, x, y vg.Length) { p.glyph(t.tone, 0, x+keyMark-10, y, 4.6) }})
		}
	}
	for _, e := range []struct {
		kind edgeKind
		text string
	}{{edgeGiven, "reply as stated"}, {edgeInferred, "inferred"}, {edgeUnsure, "inferred, uncertain"}, {edgeOpen, "? parent unknown"}} {
		if edges[e.kind] {
			out = append(out, keyEntry{e.text, func(p *pen, x, y vg.Length) {
				c, dash := edgeStroke(e.kind)
				p.hline(x, x+keyMark-4, y, 1.2, c, dash...)
			}})
		}
	}
	return out
}

// keyLines breaks the entries into lines of at most w.
func keyLines(face *typeface, key []keyEntry, w vg.Length) [][]keyEntry {
	var lines [][]keyEntry
	at := vg.Length(0)
	for _, k := range key {
		need := keyWidth(face, k)
		if len(lines) == 0 || at+need > w {
			lines = append(lines, nil)
			at = 0
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], k)
		at += need
	}
	return lines
}

func keyWidth(face *typeface, k keyEntry) vg.Length {
	return keyMark + face.width(k.text, stLabel) + 12
}

func drawKey(p *pen, lines [][]keyEntry, r vg.Rectangle) {
	for i, line := range lines {
		x, y := r.Min.X, r.Max.Y-keyRow*(vg.Length(i)+0.5)
		for _, k := range line {
			k.draw(p, x, y)
			p.textMid(k.text, stLabel, x+keyMark, y, left)
			x += keyWidth(p.face, k)
		}
	}
}
