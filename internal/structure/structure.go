// Package structure turns the flat records of a reader into threads with reply
// edges. What the source declares is kept as it is; only where it says nothing
// about a comment's parent does inference run, with the declared edges as
// constraints. See docs/structure.md for the method and its limits.
//
// The steps, one file each:
//
//  1. collect records into threads (collect.go)
//  2. give every record an id and resolve declared parents (ids.go, declared.go)
//  3. take quoted passages out of the text (quote.go)
//  4. find who is addressed and who signs (authors.go)
//  5. score possible parents and decode the whole thread (infer.go and package
//     edge), and say what spoke for each (explain.go)
//  6. name those who are addressed, compute depths (authors.go, build.go)
package structure

import (
	"errors"
	"fmt"
	"iter"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/structure/edge"
)

// Options say how records become threads. The zero value works.
type Options struct {
	// Source is the name of the input: thread ids derive from its base name.
	// "" and "-" give "stdin".
	Source string
	// MinConfidence in [0, 1] is the least probability of an inferred edge.
	// Below it the edge abstains: the comment counts as top-level, its source
	// is none, and the candidates are kept. 0 means [DefaultMinConfidence], for
	// the probability given that both are comments where the reader had to guess
	// where comments begin; a negative value never abstains.
	MinConfidence float64
	// Order is the order in which the source lists comments. The zero value
	// decides from the evidence, thread by thread.
	Order Order
	// Contiguous promises that the records of one thread follow each other,
	// so that each thread can be given out as soon as the next begins.
	// Without it, records with a Thread key are held until the input ends,
	// because another record of the same thread may still come.
	Contiguous bool
	// Memory bounds the bytes of records so held; beyond it they go to a
	// temporary file. The threads and their order do not depend on it. 0 means
	// spill.DefaultMemory.
	Memory int64
	// Model scores the possible parents; nil means the shipped one.
	Model *edge.Model
}

// Order is the order in which a source lists the comments of a thread.
type Order uint8

// The orders.
const (
	// OrderAuto decides from the evidence.
	OrderAuto Order = iota
	// OrderDepthFirst lists replies under their parent, as pages do: only the
	// comment before, its ancestors and the post can be the parent.
	OrderDepthFirst
	// OrderTime lists comments as they were written: any earlier comment can
	// be the parent.
	OrderTime
)

// DefaultMinConfidence is the least probability at which an inferred edge is
// given. Below four in ten the alternatives together are clearly more probable
// than the best guess.
const DefaultMinConfidence = 0.4

// Threads yields the threads of a stream of records, in order of first
// appearance. Records without a Thread key belong to the post before them;
// comments before any post get an empty placeholder post.
//
// An error that is a *format.SyntaxError is passed on, with an empty thread,
// and the iteration goes on; any other error is passed on and ends it, and the
// threads that it left unfinished are not given out.
//
// Memory holds one thread, and up to Options.Memory of those that are not
// complete; what is beyond that waits in a temporary file, which is removed
// when the iteration ends, however it ends.
func Threads(records iter.Seq2[format.Record, error], opt Options) iter.Seq2[thread.Thread, error] {
	return func(yield func(thread.Thread, error) bool) {
		c := newCollector(opt)
		defer c.discard()
		give := func(t thread.Thread) bool { return yield(t, nil) }
		for rec, err := range records {
			var bad *format.SyntaxError
			var done *group
			if err == nil {
				done, err = c.add(&rec)
			}
			switch {
			case errors.As(err, &bad):
				if !yield(thread.Thread{}, err) {
					return
				}
			case err != nil:
				yield(thread.Thread{}, err)
				return
			case done != nil && !give(build(done, opt)):
				return
			}
		}
		if err := c.finish(give); err != nil {
			yield(thread.Thread{}, fmt.Errorf("%s: %w", opt.Source, err))
		}
	}
}
