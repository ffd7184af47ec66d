package structure

import (
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/structure/edge"
)

// infer gives the edges of the comments whose parent the source does not
// state, and sets the nodes' parents to those chosen.
func infer(t *tree, seen *edge.Thread, opt Options) []thread.ReplyEdge {
	edges := make([]thread.ReplyEdge, len(t.nodes))
	open := false
	for i := range t.nodes {
		open = open || t.nodes[i].parent == toUnknown
	}
	if !open {
		return edges
	}
	model, err := edge.Default()
	if err != nil {
		// The embedded weights are tested to be readable.
		t.warnings = append(t.warnings, "replies were not inferred: "+err.Error())
		model = &edge.Model{TempDepthFirst: 1, TempTime: 1}
	}
	view := edge.Prepare(seen)
	var choices [][]edge.Choice
	if order(seen, opt.Order) == OrderTime {
		choices = view.DecodeTime(model)
	} else {
		choices = view.DecodeDepthFirst(model)
	}
	for i := range t.nodes {
		if t.nodes[i].parent != toUnknown {
			continue
		}
		edges[i] = t.edge(i, choices[i], opt.limit())
	}
	return edges
}

func order(_ *edge.Thread, o Order) Order { return o }

// edge makes the edge of comment i out of its candidates.
func (t *tree) edge(i int, choices []edge.Choice, limit float64) thread.ReplyEdge {
	e := thread.ReplyEdge{Parent: t.postID, Source: thread.ParentNone}
	best := choices[0]
	for _, c := range choices {
		e.Candidates = append(e.Candidates, thread.Candidate{Parent: t.name(c.Parent), Probability: c.P})
	}
	t.nodes[i].parent = toPost
	if best.Parent == edge.Post || best.P < limit {
		for _, c := range choices {
			if c.Parent == edge.Post {
				e.Confidence = c.P
			}
		}
		return e
	}
	t.nodes[i].parent = best.Parent
	e.Parent, e.Source, e.Confidence = t.name(best.Parent), thread.ParentInferred, best.P
	return e
}

// name is the id of a parent.
func (t *tree) name(parent int) string {
	if parent < 0 {
		return t.postID
	}
	return t.nodes[parent].id
}
