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
	sc    scratch
	grams grams
	bits  uint
	own   bool
	names bool
	plain bool
}

// NewExtractor returns an extractor of the structural features and, where
// bits is above 0, of hashed ones in 2^bits buckets.
func NewExtractor(bits uint) *Extractor { return &Extractor{bits: bits} }

// OwnTargets makes the n-grams of a text count for the target at hand only: for
// models of targets that the training rows name.
func (x *Extractor) OwnTargets() *Extractor {
	x.own = true
	return x
}

// Names makes n-grams tell names apart: for models of a sample of one's own.
func (x *Extractor) Names() *Extractor {
	x.names = true
	return x
}

// Plain makes the extractor give what a plain regression has: words and pairs
// of words of the text, the words of the target's name or of the parent.
func (x *Extractor) Plain() *Extractor {
	x.plain, x.names = true, true
	return x
}

// Features is the number of features of a task.
func (x *Extractor) Features(task Task) int {
	if x.bits == 0 {
		return task.Structural()
	}
	return task.Structural() + 1<<x.bits
}

// Target gives the features of the stance of s toward list[0]; the other
// targets of the list are its context. A target whose name has no words
// gives structural features only.
func (x *Extractor) Target(s string, list []stance.Target) []linear.Feature {
	x.sc.look(s, aboutTargets(list), targets.NewFinder(list))
	if x.plain {
		x.sc.vec.reset()
		g := x.collect(TargetStance)
		x.sc.text.plainGrams(g)
		g.begin(gName)
		for _, h := range x.sc.views[0].words {
			g.add(h, -1)
		}
		g.end()
		return slices.Clone(x.sc.vec.features)
	}
	x.sc.features(0)
	if x.bits > 0 && len(x.sc.views[0].words) > 0 {
		g := x.collect(TargetStance)
		if x.own {
			g.key = x.sc.views[0].key
		}
		g.gain = x.sc.gain(0, x.names)
		x.sc.text.textGrams(g)
		g.key, g.gain = 0, 1
		x.sc.text.targetGrams(g, &x.sc.views[0], x.sc.tone)
	}
	return slices.Clone(x.sc.vec.features)
}

// Reply gives the features of a reply.
func (x *Extractor) Reply(r stance.Reply) []linear.Feature {
	x.sc.lookReply(r)
	if x.plain {
		x.sc.vec.reset()
		g := x.collect(ReplyStance)
		x.sc.text.plainGrams(g)
		x.sc.parentGrams(g)
		return slices.Clone(x.sc.vec.features)
	}
	if x.bits > 0 {
		x.sc.replyGrams(x.collect(ReplyStance))
	}
	return slices.Clone(x.sc.vec.features)
}

// collect returns grams that go to the feature vector.
func (x *Extractor) collect(task Task) *grams {
	x.grams.vec, x.grams.base, x.grams.mask = &x.sc.vec, uint32(task.Structural()), 1<<x.bits-1
	x.grams.key, x.grams.gain, x.grams.names = 0, 1, x.names
	x.grams.rich = x.names && task == TargetStance
	return &x.grams
}

// Silent reports whether s names the target without saying anything of it
// that the engine's tables know.
func (x *Extractor) Silent(s string, t stance.Target) bool {
	list := []stance.Target{t}
	x.sc.look(s, aboutTargets(list), targets.NewFinder(list))
	return x.sc.views[0].silent
}
