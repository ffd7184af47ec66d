package analysis

import (
	"math/rand/v2"

	"github.com/undertone-project/undertone/analysis/thread"
)

// forest is the reply structure of one thread by index: what Reply.Parent says
// by id, made safe for whatever the result holds.
type forest struct {
	parent []int32 // of each comment; -1 for the post
	depth  []int32 // 1 for a top-level comment
	// rests says that the depth rests on an inferred edge: the comment's own
	// or one on its path to the post.
	rests []bool
	// choices are the comments whose parent can be redrawn.
	choices []choice
}

// choice is a comment whose edge is uncertain, with the parents it may have.
type choice struct {
	comment int32
	parents []int32   // earlier comments, or -1 for the post
	upTo    []float64 // cumulated probabilities, the last one 1
}

// inferred reports whether an edge was inferred rather than given. A top-level
// comment counts where other parents were considered or its place is in doubt.
func inferred(e *thread.ReplyEdge) bool {
	switch {
	case e.Source.Certain():
		return false
	case e.Source == thread.ParentNone || e.Source == "":
		return len(e.Candidates) > 1 || (e.Confidence > 0 && e.Confidence < 1)
	}
	return true
}

func newForest(t *thread.Thread) forest {
	n := len(t.Comments)
	f := forest{parent: make([]int32, n), depth: make([]int32, n), rests: make([]bool, n)}
	index := make(map[string]int32, n)
	for i := n - 1; i >= 0; i-- { // the first of equal ids wins
		index[t.Comments[i].ID] = int32(i)
	}
	find := func(id string) (int32, bool) {
		if id == "" || id == t.Post.ID {
			return -1, true
		}
		i, ok := index[id]
		return i, ok
	}
	for i := range t.Comments {
		p, ok := find(t.Comments[i].Reply.Parent)
		if !ok || p == int32(i) {
			p = -1
		}
		f.parent[i] = p
	}
	breakCycles(f.parent)
	resolveDepths(f.parent, nil, f.depth)
	for i := range t.Comments {
		f.rests[i] = inferred(&t.Comments[i].Reply)
		if ch, ok := newChoice(int32(i), &t.Comments[i].Reply, find); ok {
			f.choices = append(f.choices, ch)
		}
	}
	f.spreadRests()
	return f
}

// breakCycles makes one comment of every cycle top-level.
func breakCycles(parent []int32) {
	mark := make([]int32, len(parent)) // 0 unseen, else the walk it was seen in
	for i := range parent {
		walk := int32(i) + 1
		for j := int32(i); j >= 0 && mark[j] != walk; j = parent[j] {
			if mark[j] != 0 {
				break
			}
			mark[j] = walk
			if p := parent[j]; p >= 0 && mark[p] == walk {
				parent[j] = -1
			}
		}
	}
}

// resolveDepths fills depth from parent. Where redrawn edges close a cycle with
// given ones, the comment at which it is found has its depth in fallback.
func resolveDepths(parent, fallback, depth []int32) {
	const open = -1
	clear(depth)
	var path []int32
	for i := range parent {
		j := int32(i)
		path = path[:0]
		for j >= 0 && depth[j] == 0 {
			depth[j] = open
			path = append(path, j)
			j = parent[j]
		}
		d, closes := int32(0), int32(-1)
		if j >= 0 {
			if d = depth[j]; d == open {
				d, closes = fallback[j], j
			}
		}
		for k := len(path) - 1; k >= 0; k-- {
			d++
			if path[k] == closes {
				d = fallback[closes]
			}
			depth[path[k]] = d
		}
	}
}

// spreadRests carries rests from parents to the comments below them.
func (f *forest) spreadRests() {
	done := make([]bool, len(f.parent))
	var path []int32
	for i := range f.parent {
		j := int32(i)
		path = path[:0]
		for j >= 0 && !done[j] {
			path = append(path, j)
			j = f.parent[j]
		}
		above := j >= 0 && f.rests[j]
		for k := len(path) - 1; k >= 0; k-- {
			above = above || f.rests[path[k]]
			f.rests[path[k]], done[path[k]] = above, true
		}
	}
}

// newChoice lists the parents that comment i may have. Candidates that come
// later in the source are left out, so that independent draws close no cycle
// among themselves.
func newChoice(i int32, e *thread.ReplyEdge, find func(string) (int32, bool)) (choice, bool) {
	ch := choice{comment: i}
	if e.Source.Certain() || len(e.Candidates) < 2 {
		return ch, false
	}
	sum := 0.0
	for _, c := range e.Candidates {
		p, ok := find(c.Parent)
		if !ok || p >= i || !(c.Probability > 0) {
			continue
		}
		sum += c.Probability
		ch.parents = append(ch.parents, p)
		ch.upTo = append(ch.upTo, sum)
	}
	if len(ch.parents) < 2 {
		return ch, false
	}
	for k := range ch.upTo {
		ch.upTo[k] /= sum
	}
	return ch, true
}

// pick is the parent for a uniform draw u in [0, 1).
func (ch *choice) pick(u float64) int32 {
	for k, c := range ch.upTo {
		if u < c {
			return ch.parents[k]
		}
	}
	return ch.parents[len(ch.parents)-1]
}

// draw sets the parents of the uncertain comments at random.
func (f *forest) draw(rng *rand.Rand, parent []int32) {
	for k := range f.choices {
		parent[f.choices[k].comment] = f.choices[k].pick(rng.Float64())
	}
}
