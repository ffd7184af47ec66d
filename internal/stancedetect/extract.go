package stancedetect

import (
	"slices"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/stancedetect/linear"
	"github.com/undertone-project/undertone/internal/targets"
)

// Extractor computes feature vectors for training. It is not safe for
// concurrent use.
type Extractor struct {
	sc scratch
}

// NewExtractor returns an extractor.
func NewExtractor() *Extractor { return new(Extractor) }

// Target gives the features of the stance of s toward list[0]; the other
// targets of the list are those it may oppose.
func (x *Extractor) Target(s string, list []stance.Target) []linear.Feature {
	x.sc.look(s, aboutTargets(list), targets.NewFinder(list))
	x.sc.features(0)
	return slices.Clone(x.sc.vec.features)
}

// Reply gives the features of a reply.
func (x *Extractor) Reply(r stance.Reply) []linear.Feature {
	x.sc.lookReply(r)
	return slices.Clone(x.sc.vec.features)
}

// Silent reports whether s names the target without saying anything of it
// that the engine's tables know.
func (x *Extractor) Silent(s string, t stance.Target) bool {
	list := []stance.Target{t}
	x.sc.look(s, aboutTargets(list), targets.NewFinder(list))
	return x.sc.views[0].silent
}
