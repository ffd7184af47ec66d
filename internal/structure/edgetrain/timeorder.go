package edgetrain

import (
	"slices"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/structure/edge"
)

// InTime is a document with its comments in the order of writing, as flat
// forums list them. ok is false where a comment has no time, or an earlier one
// than its parent.
func InTime(d Doc) (out Doc, ok bool) {
	order := make([]int, len(d.Comments))
	for i := range order {
		order[i] = i
		if !d.Comments[i].Created.Known() {
			return Doc{}, false
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return d.Comments[a].Created.At.Compare(d.Comments[b].Created.At)
	})
	place := make([]int, len(order))
	for at, i := range order {
		place[i] = at
	}
	out = d
	out.ByTime = true
	out.Comments = make([]format.Record, len(order))
	out.Parents = make([]int, len(order))
	for at, i := range order {
		out.Comments[at], out.Parents[at] = d.Comments[i], edge.Post
		if p := d.Parents[i]; p >= 0 {
			out.Parents[at] = place[p]
			if place[p] >= at {
				return Doc{}, false
			}
		}
	}
	return out, true
}
