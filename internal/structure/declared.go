package structure

import (
	"slices"

	"github.com/undertone-project/undertone/analysis/thread"
)

// resolve turns declared parents into indices. Of several comments with one
// id, the last one before the reply is meant, else the first one after it.
func (t *tree) resolve() {
	first := make(map[string]int, len(t.nodes))
	for i := len(t.nodes) - 1; i >= 0; i-- {
		first[t.key(i)] = i
	}
	known := make(map[string]bool, len(first))
	for id := range first {
		known[id] = true
	}
	latest := make(map[string]int, len(t.nodes))
	var self []string
	for i := range t.nodes {
		n := &t.nodes[i]
		if n.rec.ParentKnown && !n.placeholder {
			n.given = true
			ref := n.rec.ReplyTo
			at, before := latest[ref]
			switch {
			case t.isPost(ref, known):
				n.parent = toPost
			case before:
				n.parent = at
			default:
				n.parent = first[ref]
			}
			if n.parent == i {
				n.parent, n.broken = toPost, true
				self = append(self, n.id)
			}
		}
		latest[t.key(i)] = i
	}
	t.warn("comments that name themselves as parent count as top-level", self)
}

// key is the id under which replies refer to node i.
func (t *tree) key(i int) string {
	if id := t.nodes[i].rec.ID; id != "" {
		return id
	}
	return t.nodes[i].id
}

// breakCycles makes the earliest comment of every cycle of declared parents
// top-level.
func (t *tree) breakCycles() {
	var broken []string
	t.cycles(func(members []int) {
		least := slices.Min(members)
		t.nodes[least].parent, t.nodes[least].broken = toPost, true
		broken = append(broken, t.nodes[least].id)
	})
	t.warn("parents in a circle: these comments count as top-level", broken)
}

// cycles calls found with the members of each cycle of parents. A comment is
// in one cycle at most, and each is visited once, without recursion.
func (t *tree) cycles(found func(members []int)) {
	const (
		fresh = iota
		onPath
		done
	)
	state := make([]uint8, len(t.nodes))
	var path []int
	for i := range t.nodes {
		path = path[:0]
		at := i
		for at >= 0 && state[at] == fresh {
			state[at] = onPath
			path = append(path, at)
			at = t.nodes[at].parent
		}
		if at >= 0 && state[at] == onPath {
			found(path[slices.Index(path, at):])
		}
		for _, p := range path {
			state[p] = done
		}
	}
}

// declaredEdge is the edge of a node whose parent the source gives.
func (t *tree) declaredEdge(n *node) thread.ReplyEdge {
	if n.placeholder || n.broken || n.parent == toPost && n.rec.ReplyConfidence < 0 {
		// Nothing is known about the true parent.
		return thread.ReplyEdge{Parent: t.postID, Source: thread.ParentNone}
	}
	confidence := n.rec.ReplyConfidence
	if confidence <= 0 || confidence > 1 {
		confidence = 1
	}
	if n.parent == toPost {
		return thread.ReplyEdge{Parent: t.postID, Source: thread.ParentNone, Confidence: confidence}
	}
	source := n.rec.ReplySource
	if source == "" || source == thread.ParentNone {
		source = thread.ParentDeclared
	}
	return thread.ReplyEdge{Parent: t.nodes[n.parent].id, Source: source, Confidence: confidence}
}
