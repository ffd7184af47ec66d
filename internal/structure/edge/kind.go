package edge

import (
	"github.com/undertone-project/undertone/internal/forest"
)

// Kinds tell from a thread's other thread-wide cues which share of its
// comments answer the post, and which share the comment before: a quiet blog
// or a debate. The cues themselves add to the scores, too, but what one of them
// means depends on the others, which is what trees are good at.
type Kinds struct {
	Post, Previous *forest.Forest
}

// KindValues are what Kinds are read from, in a fixed order: the thread-wide
// cues, then the means of all cues of the comments.
func (v *View) KindValues() []float32 {
	out := make([]float32, kindValues)
	for k := range cuePriorPost - globalFirst {
		out[k] = float32(v.global[k])
	}
	var sums [globalFirst]float64
	for i := range v.seen {
		for k, x := range v.seen[i].cues {
			sums[k] += x
		}
	}
	for k, x := range sums {
		out[cuePriorPost-globalFirst+k] = float32(x / float64(max(len(v.seen), 1)))
	}
	return out
}

// kindValues is the number of values that Kinds are read from.
const kindValues = cuePriorPost

// halve brings log odds to the scale of the other cues.
const halve = 0.5

// Of gives the two cues of kind of a thread with these values.
func (k Kinds) Of(values []float32) (post, previous float64) {
	if k.Post != nil {
		post = halve * k.Post.Odds(values)
	}
	if k.Previous != nil {
		previous = halve * k.Previous.Odds(values)
	}
	return post, previous
}

// readKind sets the cues of the thread's kind, once for all its comments. They
// are read in depth-first order only.
func (v *View) readKind(k Kinds) {
	if v.kindRead && v.kinds == k {
		return
	}
	v.kinds, v.kindRead = k, true
	v.global[cuePriorPost-globalFirst], v.global[cuePriorPrev-globalFirst] = k.Of(v.KindValues())
}

// SetKind sets the cues of the kind of the example's thread.
func (e *Example) SetKind(post, previous float64) {
	cues := e.Cues[:0:0]
	for _, f := range e.Cues {
		if f.Index < cuePriorPost {
			cues = append(cues, f)
		}
	}
	e.Cues = append(cues, Feature{cuePriorPost, float32(post)}, Feature{cuePriorPrev, float32(previous)})
}
