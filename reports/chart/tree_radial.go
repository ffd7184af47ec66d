package chart

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
)

// TreeShape is how reply trees are drawn.
type TreeShape string

// The shapes of a reply tree.
const (
	// TreeIndented is a row for each comment, indented under what it answers,
	// and for large trees a cell as high as all that is below it.
	TreeIndented TreeShape = "indented"
	// TreeRadial puts the post in the middle and each level of replies on a
	// ring around it (as in Gómez, Kaltenbrunner & López 2008). It shows how a
	// discussion branches, not who wrote what.
	TreeRadial TreeShape = "radial"
)

// TreeShapes lists the shapes, the default first.
func TreeShapes() []TreeShape { return []TreeShape{TreeIndented, TreeRadial} }

// radialBody draws the rows of a tree around its post.
type radialBody struct {
	*treeBody
	angle []float64 // of each row, clockwise from the top
}

func newRadialBody(b *treeBody) *radialBody {
	out := &radialBody{treeBody: b, angle: make([]float64, len(b.rows))}
	// Leaves share the circle evenly, and a comment stands in the middle of
	// the leaves below it.
	leaves := 0
	for i, r := range b.rows {
		if i > 0 && r.size == 1 {
			leaves++
		}
	}
	first, last := make([]int, len(b.rows)), make([]int, len(b.rows))
	at := 0
	for i, r := range b.rows {
		first[i] = at
		if i > 0 && r.size == 1 {
			at++
		}
	}
	for i, r := range slices.Backward(b.rows) {
		last[i] = first[i]
		if end := i + r.size; end < len(b.rows) {
			last[i] = first[end] - 1
		} else {
			last[i] = leaves - 1
		}
		out.angle[i] = (float64(first[i]) + float64(max(last[i], first[i])) + 1) / 2 / float64(max(leaves, 1)) * 2 * math.Pi
	}
	return out
}

func (b *radialBody) height(t *typeface, w vg.Length) vg.Length {
	return b.keyHeight(t, w) + min(w, 560)
}

func (b *radialBody) keyHeight(t *typeface, w vg.Length) vg.Length {
	return vg.Length(len(keyLines(t, b.key(), w)))*keyRow + 8
}

func (b *radialBody) key() []keyEntry {
	return append(treeKey(b.rows, modeMarks), keyEntry{text: "rings: levels of reply around the post"})
}

func (b *radialBody) draw(p *pen, r vg.Rectangle) {
	key, r := cutTop(r, b.keyHeight(b.face, width(r)))
	drawKey(p, keyLines(b.face, b.key(), width(r)), key)
	reach := min(width(r), height(r))/2 - 8
	if reach < 20 {
		return
	}
	mid := vg.Point{X: (r.Min.X + r.Max.X) / 2, Y: (r.Min.Y + r.Max.Y) / 2}
	ring := b.rings(reach)
	for level := 1; level <= b.deepest && b.deepest <= maxLevelRings; level++ {
		p.stroke(circle(mid.X, mid.Y, ring(level)), 0.6, colGrid)
	}
	at := make([]vg.Point, len(b.rows))
	for i, row := range b.rows {
		sin, cos := math.Sincos(b.angle[i])
		d := ring(row.depth)
		at[i] = vg.Point{X: mid.X + d*vg.Length(sin), Y: mid.Y + d*vg.Length(cos)}
	}
	radius := b.radius(reach, ring)
	for i, row := range b.rows {
		if row.parent >= 0 {
			c, dash := edgeStroke(row.edge)
			p.line(at[row.parent], at[i], min(1.1, radius*0.3), c, dash...)
		}
	}
	for i, row := range b.rows {
		if i > 0 {
			p.glyph(row.tone, at[i].X, at[i].Y, radius)
		}
	}
	root := max(radius, 3)
	p.rect(mid.X-root, mid.Y-root, mid.X+root, mid.Y+root, colInk)
}

// maxLevelRings is the deepest tree whose rings are drawn.
const maxLevelRings = 60

// levels counts the rows of each level.
func (b *radialBody) levels() []int {
	out := make([]int, b.deepest+1)
	for _, r := range b.rows {
		out[r.depth]++
	}
	return out
}

// rings gives the radius of each level's ring: at even distances, but that the
// first is as wide as its comments need, up to half of the reach.
func (b *radialBody) rings(reach vg.Length) func(level int) vg.Length {
	const room = 9 // for each comment on the first ring
	even := reach / vg.Length(max(b.deepest, 1))
	first := min(even, reach)
	if levels := b.levels(); len(levels) > 1 && b.deepest > 1 {
		first = max(even, min(room*vg.Length(levels[1])/(2*math.Pi), reach/2))
	}
	step := (reach - first) / vg.Length(max(b.deepest-1, 1))
	return func(level int) vg.Length {
		if level == 0 {
			return 0
		}
		return first + step*vg.Length(level-1)
	}
}

// radius is the largest mark with which neighbours on the fullest ring hardly
// touch.
func (b *radialBody) radius(reach vg.Length, ring func(int) vg.Length) vg.Length {
	out := min(5, (ring(b.deepest)-ring(b.deepest-1))*0.4)
	for level, n := range b.levels() {
		if level > 0 && n > 1 {
			out = min(out, ring(level)*2*math.Pi/vg.Length(n)*0.5)
		}
	}
	return max(out, min(1.1, reach/60))
}
