package structure

import (
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/structure/edge"
)

const (
	// reasons is how many observations are kept for a chosen parent, and
	// otherReasons for each of its alternatives.
	reasons      = 6
	otherReasons = 3
	// quoteSource is the share of a comment's quotations that must stand in
	// its parent for the edge to be put down to them.
	quoteSource = 0.5
)

// explain adds the evidence to inferred edges, and names their source.
func (t *tree) explain(view *edge.View, model *edge.Model, byTime bool, choices [][]edge.Choice, edges []thread.ReplyEdge) {
	parents := make([]int, len(t.nodes))
	for i := range t.nodes {
		parents[i] = t.nodes[i].parent
	}
	place := view.Place(parents)
	for i := range edges {
		e := &edges[i]
		if len(e.Candidates) == 0 {
			continue
		}
		if e.Source == thread.ParentInferred {
			e.Source = sourceOf(view, i, parents[i])
		}
		list := listed(choices[i])
		found := place.Explain(model, byTime, i, list, reasons)
		for k := range e.Candidates {
			ev := evidence(found[k])
			if e.Candidates[k].Parent == e.Parent {
				e.Evidence = ev
			}
			e.Candidates[k].Evidence = ev[:min(len(ev), otherReasons)]
		}
	}
}

// sourceOf says what an inferred edge rests on.
func sourceOf(view *edge.View, i, parent int) thread.ParentSource {
	switch {
	case view.Quotes(i, parent) >= quoteSource:
		return thread.ParentQuote
	case view.Addressed(i, parent):
		return thread.ParentMention
	}
	return thread.ParentInferred
}

func evidence(found []edge.Reason) []thread.Evidence {
	out := make([]thread.Evidence, len(found))
	for k, r := range found {
		out[k] = thread.Evidence{Rule: r.Rule, Weight: r.Weight, Span: thread.Span{Start: r.Span.Start, End: r.Span.End}, Note: edge.Note(r.Rule)}
	}
	return out
}
