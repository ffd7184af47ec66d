package structure

import (
	"math"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/structure/edge"
)

// infer gives the edges of the comments whose parent the source does not
// state, and sets the nodes' parents to those chosen.
func infer(t *tree, seen *edge.Thread, opt Options) []thread.ReplyEdge {
	edges := make([]thread.ReplyEdge, len(t.nodes))
	model := opt.Model
	if model == nil {
		model = edge.Default()
	}
	view := edge.Prepare(seen)
	var choices [][]edge.Choice
	byTime := opt.Order == OrderTime
	switch opt.Order {
	case OrderTime:
		choices = view.DecodeTime(model)
	case OrderAuto:
		choices, byTime = view.Decode(model)
	default:
		choices = view.DecodeDepthFirst(model)
	}
	for i := range t.nodes {
		if t.nodes[i].parent == toUnknown {
			edges[i] = t.edge(i, choices[i], opt)
		}
	}
	t.cycles(func(members []int) { t.open(members, edges) })
	t.explain(view, model, byTime, choices, edges)
	return edges
}

// open breaks a cycle that inferred edges close together with declared parents
// that come later in the source: its least sure inferred edge abstains.
func (t *tree) open(members []int, edges []thread.ReplyEdge) {
	at := -1
	for _, i := range members {
		if !t.nodes[i].given && (at < 0 || edges[i].Confidence < edges[at].Confidence) {
			at = i
		}
	}
	t.nodes[at].parent = toPost
	edges[at] = t.abstain(edges[at].Candidates)
}

// abstain is the edge of a comment that is left at the top level.
func (t *tree) abstain(candidates []thread.Candidate) thread.ReplyEdge {
	e := thread.ReplyEdge{Parent: t.postID, Source: thread.ParentNone, Candidates: candidates}
	for _, c := range candidates {
		if c.Parent == t.postID {
			e.Confidence = c.Probability
		}
	}
	return e
}

// maxCandidates bounds the candidates kept with an edge.
const maxCandidates = 8

// listed are the parents of the choices that are kept: the most probable ones,
// and always the post.
func listed(choices []edge.Choice) []int {
	var out []int
	for k, c := range choices {
		if c.Parent == edge.Post || (k < maxCandidates && c.P >= 0.001) {
			out = append(out, c.Parent)
		}
	}
	return out
}

// edge makes the edge of comment i out of its possible parents.
func (t *tree) edge(i int, choices []edge.Choice, opt Options) thread.ReplyEdge {
	p := make(map[int]float64, len(choices))
	for _, c := range choices {
		p[c.Parent] = c.P
	}
	own := 1 - t.nodes[i].doubt() // it has a parent only if it is a comment
	var list []thread.Candidate
	for _, parent := range listed(choices) {
		list = append(list, thread.Candidate{Parent: t.name(parent), Probability: own * p[parent]})
	}
	best := choices[0]
	if best.Parent == edge.Post || own*best.P < t.limit(i, best.Parent, opt) {
		t.nodes[i].parent = toPost
		return t.abstain(list)
	}
	t.nodes[i].parent = best.Parent
	return thread.ReplyEdge{Parent: t.name(best.Parent), Source: thread.ParentInferred, Confidence: own * best.P, Candidates: list}
}

// name is the id of a parent.
func (t *tree) name(parent int) string {
	if parent < 0 {
		return t.postID
	}
	return t.nodes[parent].id
}

// limit is the least probability at which comment i is given a parent. The
// default holds given that both are comments of their own: where that is in doubt
// a reply's probability is divided between a passage and the comment that it may
// belong to, and to leave the reply at the top level would be worse than either.
func (t *tree) limit(i, parent int, opt Options) float64 {
	if opt.MinConfidence != 0 {
		return opt.MinConfidence
	}
	return DefaultMinConfidence * t.bothOwn(i, parent)
}

// bothOwn is the probability that a comment and its parent are comments of their
// own.
func (t *tree) bothOwn(i, parent int) float64 {
	return (1 - t.nodes[i].doubt()) * (1 - t.nodes[parent].doubt())
}

// maxDoubt bounds the doubt whether a comment is one.
const maxDoubt = 0.95

// doubt is the probability that the node is no comment of its own.
func (n *node) doubt() float64 {
	if n.given || math.IsNaN(n.rec.Doubt) {
		return 0
	}
	return max(0, min(maxDoubt, n.rec.Doubt))
}
