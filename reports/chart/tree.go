package chart

import (
	"fmt"
	"math"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// MaxTreeNodes is the most comments that Tree draws: the first in the order of
// the tree.
const MaxTreeNodes = 20000

// Tree draws the reply tree of thread i of s.Trees: one row for each comment,
// indented under what it answers, coloured and shaped by sentiment; edges that
// are inferred are dashed, uncertain ones pale, those left open marked. Large
// trees run over several columns and lose first their names, then their edges.
// With TreeRadial in m the comments stand on rings around the post instead.
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
	if m.Tree == TreeRadial {
		f.body = newRadialBody(b)
	}
	switch {
	case i > 0:
		f.title = fmt.Sprintf("Thread %d by size: %s", i+1, lowerFirst(f.title))
	case len(s.Trees) > 1:
		f.title = "In the largest thread, " + lowerFirst(f.title)
	}
	f.subtitle = "Who answers whom, coloured by the tone of each comment"
	if title, _ := face.legible(t.Title); title != "" {
		f.subtitle = fmt.Sprintf("Who answers whom under “%s”, coloured by the tone of each comment",
			face.fit(title, stSubtitle, 480))
	}
	f.notes = treeNotes(t, facts, len(nodes)-1)
	f.notes = append(f.notes, methodNote(m.Method, m))
	f.alt = fmt.Sprintf("Reply tree of %s. %s.", numeral.Plural(facts.comments, "comment"), f.title)
	return f, nil
}

func treeNotes(t *analysis.Tree, f treeFacts, drawn int) []string {
	notes := []string{numeral.Plural(f.comments, "comment")}
	if f.deleted > 0 {
		notes[0] += fmt.Sprintf(" and %d deleted", f.deleted)
	}
	if drawn < f.comments+f.deleted {
		notes[0] += fmt.Sprintf(", the first %s drawn", numeral.Count(drawn))
	}
	switch {
	case f.inferred+f.open == 0:
		notes = append(notes, "All replies as the source gives them")
	default:
		notes = append(notes, fmt.Sprintf("Whom %s of them answer is inferred from wording and order, for %s with a confidence below %s",
			numeral.Count(f.inferred+f.open), numeral.Count(f.unsure+f.open), percent(unsureBelow)))
	}
	if f.open > 0 {
		notes = append(notes, fmt.Sprintf("%s left under the post because no parent was probable enough", numeral.Plural(f.open, "comment")))
	}
	if f.unscored > 0 {
		notes = append(notes, numeral.Plural(f.unscored, "comment")+" not scored")
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
	size   int // rows of the node and all below it
	tone   tone
	value  float64
	edge   edgeKind
	label  string
	score  string
}

type treeBody struct {
	rows    []treeRow
	deepest int
	main    int // the level down to which nearly all rows are
	face    *typeface
}

func newTreeBody(nodes []analysis.TreeNode, face *typeface) *treeBody {
	b := &treeBody{face: face, rows: make([]treeRow, len(nodes))}
	var path []int        // the open rows from the root down
	last := map[int]int{} // the latest child of a row
	close := func(depth, at int) {
		for len(path) > 0 && nodes[path[len(path)-1]].Depth >= depth {
			b.rows[path[len(path)-1]].size = at - path[len(path)-1]
			path = path[:len(path)-1]
		}
	}
	levels := []int{}
	for i, n := range nodes {
		close(n.Depth, i)
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
		for len(levels) <= r.depth {
			levels = append(levels, 0)
		}
		levels[r.depth]++
		if len(nodes) <= labelledRows {
			r.label = nodeLabel(face, n)
			if n.Scored && !n.Deleted && n.Depth > 0 {
				r.score = signed(n.Sentiment)
			}
		}
		b.rows[i] = r
	}
	close(math.MinInt, len(nodes))
	for seen := 0; b.main < len(levels); b.main++ {
		if seen += levels[b.main]; seen >= len(nodes)-len(nodes)/50 {
			break
		}
	}
	b.main = max(b.main, 1)
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
