package chart

import (
	"gonum.org/v1/plot/vg"
)

// treeMode is how much of each node a tree shows.
type treeMode int

const (
	modeNames  treeMode = iota // mark, edge, name and score on a line of its own
	modeMarks                  // mark and edge
	modeIcicle                 // a cell as high as all that is below it
)

// labelledRows is the number of rows up to which names are written; the others
// bound the height of a row in points.
const (
	labelledRows            = 130
	labelRow      vg.Length = 15
	labelRowMost  vg.Length = 19
	markRow       vg.Length = 6
	finestRow     vg.Length = 1.4
	narrowestName vg.Length = 170
)

// treeLayout is how rows are spread over columns.
type treeLayout struct {
	mode   treeMode
	perCol int       // rows in a column
	row    vg.Length // height of a row
	col    vg.Length // width of a column, its gap included
	indent vg.Length // for each level
	scores bool      // a panel of scores beside the names
	names  vg.Length // width of the names where there are scores
}

// nominal is the height that a large tree gets at width w.
func nominal(w vg.Length) vg.Length {
	if w < 450 {
		return 330
	}
	return 560
}

// layout finds the fullest mode and the largest rows with which all rows fit
// into w by h.
func (b *treeBody) layout(w, h vg.Length) treeLayout {
	n := len(b.rows)
	try := func(row, narrowest vg.Length) (treeLayout, bool) {
		per := max(1, int(h/row))
		cols := (n + per - 1) / per
		per = (n + cols - 1) / cols
		l := treeLayout{perCol: per, row: row, col: w / vg.Length(cols)}
		return l, l.col >= narrowest
	}
	if row := min(labelRowMost, h/vg.Length(n)); row >= labelRow && w >= narrowestName {
		l := treeLayout{perCol: n, row: row, col: w, scores: w >= 360}
		l.indent = min(16, w*0.28/vg.Length(max(b.deepest, 1)))
		for _, r := range b.rows {
			l.names = max(l.names, 27+l.indent*vg.Length(r.depth)+b.face.width("? "+r.label+" "+r.score, stLabel))
		}
		l.names = min(max(l.names, w*0.3), w*0.56)
		return l
	}
	for row := labelRowMost; n <= labelledRows && row >= labelRow; row-- {
		if l, ok := try(row, narrowestName); ok {
			l.indent = min(16, l.col*0.4/vg.Length(max(b.deepest, 1)))
			return l
		}
	}
	narrowest := min(80, 14+vg.Length(b.deepest)*5)
	for row := labelRow; row >= markRow; row -= 0.5 {
		if l, ok := try(row, narrowest); ok {
			l.mode = modeMarks
			l.row = min(h/vg.Length(l.perCol), row*1.2)
			l.indent = min(14, (l.col-12)/vg.Length(b.deepest+1))
			return l
		}
	}
	l, _ := try(finestRow, 0)
	for row := 2 * markRow; row > finestRow; row -= 0.25 {
		if c, ok := try(row, 6+max(4, 1.4*row)*vg.Length(b.main)); ok {
			l = c
			break
		}
	}
	l.mode = modeIcicle
	l.indent = min(24, (l.col-min(5, l.col*0.2))/vg.Length(b.main))
	return l
}

func (b *treeBody) height(t *typeface, w vg.Length) vg.Length {
	l := b.layout(w, nominal(w))
	key := vg.Length(len(keyLines(t, treeKey(b.rows, l.mode), w)))*keyRow + 8
	return key + vg.Length(l.perCol)*l.row
}

func (b *treeBody) draw(p *pen, r vg.Rectangle) {
	mode := b.layout(width(r), nominal(width(r))).mode
	lines := keyLines(b.face, treeKey(b.rows, mode), width(r))
	key, r := cutTop(r, vg.Length(len(lines))*keyRow+8)
	drawKey(p, lines, key)
	if height(r) < 10 || width(r) < 40 {
		return
	}
	l := b.layout(width(r), min(height(r), nominal(width(r))+60))
	if l.mode == modeIcicle {
		b.drawIcicle(p, l, r)
		return
	}
	at := make([]vg.Point, len(b.rows))
	for i, row := range b.rows {
		at[i] = vg.Point{
			X: r.Min.X + l.col*vg.Length(i/l.perCol) + 5 + l.indent*vg.Length(row.depth),
			Y: r.Max.Y - l.row*(vg.Length(i%l.perCol)+0.5),
		}
	}
	b.drawEdges(p, l, at, r)
	if l.scores {
		b.drawScores(p, l, at, r)
	}
	radius := l.radius()
	for i, row := range b.rows {
		if i == 0 {
			p.rect(at[i].X-radius, at[i].Y-radius, at[i].X+radius, at[i].Y+radius, colInk)
		} else {
			p.glyph(row.tone, at[i].X, at[i].Y, radius)
		}
		if l.mode == modeNames {
			b.drawLabel(p, l, i, at[i], r)
		}
	}
}

// radius is the size of a mark.
func (l treeLayout) radius() vg.Length { return min(4.8, l.row*0.36) }

// end is where the names of the column that holds row i end.
func (l treeLayout) end(i int, r vg.Rectangle) vg.Length {
	if l.scores {
		return r.Min.X + l.names - 8
	}
	return r.Min.X + l.col*vg.Length(i/l.perCol+1) - 10
}

// scoreScale is the axis of the scores beside the names.
func (l treeLayout) scoreScale(r vg.Rectangle) scale {
	return scale{-1, 1, r.Min.X + l.names, r.Max.X - 8}
}
