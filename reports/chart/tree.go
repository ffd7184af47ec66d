package chart

import (
	"fmt"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
)

// MaxTreeNodes is the most comments that Tree draws: the first in the order of
// the tree.
const MaxTreeNodes = 20000

// Tree draws the reply tree of thread i of s.Trees: one row for each comment,
// indented under what it answers, coloured and shaped by sentiment; edges that
// are inferred are dashed, uncertain ones pale, those left open marked. Large
// trees run over several columns and lose first their names, then their edges.
//
// The error wraps ErrNoData where there is no such tree or it has no comments.
func Tree(s *analysis.Summary, m Meta, i int) (Figure, error) {
	if i < 0 || i >= len(s.Trees) || len(s.Trees[i].Nodes) < 2 {
		return nil, fmt.Errorf("tree %d: no comments under a post: %w", i, ErrNoData)
	}
	t := &s.Trees[i]
	face := newTypeface(m.Fonts)
	facts := treeFactsOf(t)
	nodes := t.Nodes[:min(len(t.Nodes), MaxTreeNodes+1)]
	b := newTreeBody(nodes, face)
	name := "tree"
	if i > 0 {
		name = fmt.Sprintf("tree-%d", i+1)
	}
	f := &figure{name: name, face: face, body: b, title: treeFinding(facts)}
	f.subtitle = "Who answers whom; colour and shape show the tone of each comment"
	if title, _ := face.legible(t.Title); title != "" {
		f.subtitle = fmt.Sprintf("Who answers whom under “%s”; colour and shape show the tone of each comment",
			face.fit(title, stSubtitle, 480))
	}
	f.notes = treeNotes(t, facts, len(nodes)-1)
	f.notes = append(f.notes, methodNote(m.Method, m))
	f.alt = fmt.Sprintf("Reply tree of %s. %s.", plural(facts.comments, "comment"), f.title)
	return f, nil
}

func treeNotes(t *analysis.Tree, f treeFacts, drawn int) []string {
	notes := []string{plural(f.comments, "comment")}
	if drawn < f.comments {
		notes[0] += fmt.Sprintf(", the first %s drawn", count(drawn))
	}
	switch {
	case f.inferred+f.open == 0:
		notes = append(notes, "All replies as the source gives them")
	default:
		notes = append(notes, fmt.Sprintf("%s of %s replies inferred from wording and order, %s of them with a confidence below %s",
			count(f.inferred+f.open), count(f.comments), count(f.unsure+f.open), percent(unsureBelow)))
	}
	if f.open > 0 {
		notes = append(notes, fmt.Sprintf("%s left under the post because no parent was probable enough", plural(f.open, "comment")))
	}
	if f.unscored > 0 {
		notes = append(notes, plural(f.unscored, "comment")+" not scored")
	}
	return notes
}

// tone is how a node is drawn.
type tone int

const (
	tonePositive tone = iota
	toneNegative
	toneNeutral
	toneUnscored
	toneDeleted
)

// treeRow is a node ready to draw.
type treeRow struct {
	depth  int
	parent int // row of the parent, -1 for the first
	before int // row of the sibling before, or of the parent
	tone   tone
	value  float64
	edge   edgeKind
	label  string
	score  string
}

type treeBody struct {
	rows    []treeRow
	deepest int
	key     []keyEntry
	face    *typeface
}

func newTreeBody(nodes []analysis.TreeNode, face *typeface) *treeBody {
	b := &treeBody{face: face, rows: make([]treeRow, len(nodes))}
	var path []int        // the open rows from the root down
	last := map[int]int{} // the latest child of a row
	for i, n := range nodes {
		for len(path) > 0 && nodes[path[len(path)-1]].Depth >= n.Depth {
			path = path[:len(path)-1]
		}
		r := treeRow{depth: len(path), parent: -1, before: -1, tone: toneOf(n), value: n.Sentiment, edge: edgeKindOf(n)}
		if len(path) > 0 {
			r.parent = path[len(path)-1]
			r.before = r.parent
			if s, ok := last[r.parent]; ok {
				r.before = s
			}
			last[r.parent] = i
		}
		path = append(path, i)
		b.deepest = max(b.deepest, r.depth)
		if len(nodes) <= labelledRows {
			r.label = nodeLabel(face, n)
			if n.Scored && !n.Deleted && n.Depth > 0 {
				r.score = signed(n.Sentiment)
			}
		}
		b.rows[i] = r
	}
	b.key = treeKey(b.rows)
	return b
}

// nodeLabel is the author as far as the fonts can show the name, with the id
// where there is none or it cannot be told from others.
func nodeLabel(face *typeface, n analysis.TreeNode) string {
	if n.Depth == 0 {
		return "Post"
	}
	id, _ := face.legible(n.ID)
	name, whole := face.legible(n.Author)
	switch {
	case name == "":
		return id
	case !whole:
		return name + " " + id
	}
	return name
}

// toneOf is a node's tone by its label, or by its score where it has none.
func toneOf(n analysis.TreeNode) tone {
	switch {
	case n.Deleted:
		return toneDeleted
	case !n.Scored:
		return toneUnscored
	case n.Label == "positive", n.Label == "" && n.Sentiment > 0.1:
		return tonePositive
	case n.Label == "negative", n.Label == "" && n.Sentiment < -0.1:
		return toneNegative
	}
	return toneNeutral
}

// labelledRows is the number of rows up to which names are written; the other
// bounds are on the height of a row in points.
const (
	labelledRows           = 130
	labelRow     vg.Length = 15
	glyphRow     vg.Length = 5
	finestRow    vg.Length = 1.4
)

// treeLayout is how rows are spread over columns.
type treeLayout struct {
	cols, perCol int
	row          vg.Length // height of a row
	col          vg.Length // width of a column, its gap included
	indent       vg.Length // for each level
	labels       bool
}

// layout finds the largest rows with which all fit into w by h.
func (b *treeBody) layout(w, h vg.Length) treeLayout {
	n := len(b.rows)
	try := func(row, narrowest vg.Length) (treeLayout, bool) {
		per := max(1, int(h/row))
		cols := (n + per - 1) / per
		per = (n + cols - 1) / cols
		l := treeLayout{cols: cols, perCol: per, row: row, col: w / vg.Length(cols)}
		return l, l.col >= narrowest
	}
	if n <= labelledRows {
		for row := labelRow + 3; row >= labelRow; row-- {
			if l, ok := try(row, 170); ok {
				l.labels = true
				l.indent = min(16, l.col*0.4/vg.Length(max(b.deepest, 1)))
				return l
			}
		}
	}
	for row := labelRow; row >= glyphRow; row -= 0.5 {
		if l, ok := try(row, min(90, 26+vg.Length(b.deepest)*5)); ok {
			l.indent = min(14, (l.col-14)/vg.Length(b.deepest+1))
			return l
		}
	}
	l, _ := try(finestRow, 0)
	for row := glyphRow - 0.5; row > finestRow; row -= 0.25 {
		if c, ok := try(row, 22); ok {
			l = c
			break
		}
	}
	l.indent = min(6, l.col*0.6/vg.Length(b.deepest+1))
	return l
}

func (b *treeBody) height(t *typeface, w vg.Length) vg.Length {
	key := vg.Length(len(keyLines(t, b.key, w)))*keyRow + 8
	limit := vg.Length(560)
	if w < 450 {
		limit = 330
	}
	return key + min(limit, vg.Length(len(b.rows))*(labelRow+3))
}

func (b *treeBody) draw(p *pen, r vg.Rectangle) {
	lines := keyLines(b.face, b.key, width(r))
	key, r := cutTop(r, vg.Length(len(lines))*keyRow+8)
	drawKey(p, lines, key)
	if height(r) < 10 || width(r) < 40 {
		return
	}
	l := b.layout(width(r), height(r))
	at := make([]vg.Point, len(b.rows))
	for i, row := range b.rows {
		at[i] = vg.Point{
			X: r.Min.X + l.col*vg.Length(i/l.perCol) + 6 + l.indent*vg.Length(row.depth),
			Y: r.Max.Y - l.row*(vg.Length(i%l.perCol)+0.5),
		}
	}
	if l.row < glyphRow {
		b.drawBars(p, l, at, r)
		return
	}
	b.drawEdges(p, l, at, r)
	radius := min(4.6, l.row*0.36)
	for i, row := range b.rows {
		if i == 0 {
			p.rect(at[i].X-radius, at[i].Y-radius, at[i].X+radius, at[i].Y+radius, colInk)
		} else {
			p.glyph(row.tone, row.value, at[i].X, at[i].Y, radius)
		}
		if l.labels {
			b.drawLabel(p, l, row, at[i], r, i)
		}
	}
}
