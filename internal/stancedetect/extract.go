package stancedetect

import (
	"slices"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/linear"
	"github.com/undertone-project/undertone/internal/targets"
	"github.com/undertone-project/undertone/internal/text"
)

// Extractor computes feature vectors for training. It is not safe for
// concurrent use.
type Extractor struct {
	sc    scratch
	grams grams
	bits  uint
	names bool
	plain bool
	brief uint // log2 of the buckets of texts written as news are; 0: none of their own
	// places is set for models that have them.
	places *Places
	// sample and base are set for models of one's own sample.
	sample *Sample
	words  *company
	own    map[uint64]bool // targets that have n-grams of their own
	base   models
}

// NewExtractor returns an extractor of the structural features and, where
// bits is above 0, of hashed ones in 2^bits buckets.
func NewExtractor(bits uint) *Extractor { return &Extractor{bits: bits} }

// Sample makes the extractor give the features of models of one's own sample.
// A sample whose targets have n-grams of their own goes without the structural
// features, for which the model for everybody stands.
func (x *Extractor) Sample(s *Sample) (*Extractor, error) {
	base, err := defaultModels()
	if err != nil {
		return x, err
	}
	x.sample, x.own, x.base, x.names = s, targetKeys(s.Targets), base, true
	x.words, err = companyOfWords()
	return x, err
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

// Brief gives texts that are written as news are 2^bits buckets of their own,
// after the others.
func (x *Extractor) Brief(bits uint) *Extractor {
	x.brief = bits
	return x
}

// IsBrief tells which features of targets belong to texts written as news are
// alone; one of them is the prior, which all such texts have.
func (x *Extractor) IsBrief(id uint32) bool {
	if id < uint32(TargetStance.Structural()) {
		return id/targetDense == 1
	}
	id -= uint32(TargetStance.Structural()) + 1<<x.bits
	if x.brief == 0 || id >= 1<<31 {
		return false
	}
	if id < 1<<x.brief {
		return true
	}
	return x.places != nil && int(id-1<<x.brief) >= int(plainSlots)*x.places.dim
}

// BriefPlaces is the first of the features that are the places of words in such
// texts; none comes after them.
func (x *Extractor) BriefPlaces() uint32 {
	n := x.Features(TargetStance)
	if x.places != nil {
		n -= int(plainSlots) * x.places.dim
	}
	return uint32(n)
}

// Places makes the extractor of targets give features of places, too, after
// all others.
func (x *Extractor) Places(p *Places) *Extractor {
	x.places = p
	return x
}

// Features is the number of features of a task.
func (x *Extractor) Features(task Task) int {
	if x.bits == 0 {
		return task.Structural()
	}
	return task.Structural() + 1<<x.bits + buckets(x.brief) + x.places.Features()
}

// Target gives the features of the stance of s toward list[0]; the other
// targets of the list are its context. A target whose name has no words, and
// that the text does not mention either, gives structural features only: one
// that is known by what opposes it alone. "He" has no words of its own, but is
// mentioned.
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
	if v := &x.sc.views[0]; x.bits > 0 && (len(v.words) > 0 || len(v.mentions) > 0) {
		if x.sample != nil {
			return x.sampleTarget()
		}
		g := x.collect(TargetStance)
		g.gain, g.style = x.sc.gain(0, x.names), x.sc.style(0)
		x.sc.text.textGrams(g)
		if x.places != nil {
			x.sc.text.index(x.places.lexis)
			if g.gain > 0 {
				x.sc.text.textPlaces(g)
			}
		}
		g.gain = 1
		x.sc.text.targetGrams(g, &x.sc.views[0], x.sc.tone)
		if x.places != nil {
			x.sc.text.nearPlaces(g, x.sc.views[0].mentions)
		}
	}
	return slices.Clone(x.sc.vec.features)
}

// Nameless reports whether the target that was last asked for has no content
// words: most often it is a pronoun.
func (x *Extractor) Nameless() bool { return len(x.sc.views[0].words) == 0 }

// sampleTarget gives the features of target 0 of the text that x.sc looked at.
func (x *Extractor) sampleTarget() []linear.Feature {
	zero := x.sc.zeroShot(x.base.target, 0)
	own := x.sc.views[0].key
	if !x.own[own] {
		own = 0
	}
	if own != 0 {
		x.sc.vec.reset()
		x.sc.vec.add(tBias, 1, text.Span{})
	}
	x.sc.sampleGrams(x.collect(TargetStance), 0, x.sample.Rarity, x.words, own, zero)
	return slices.Clone(x.sc.vec.features)
}

// Calibrated tells which of the [Calibrations] the reply that was last asked
// for belongs to.
func (x *Extractor) Calibrated() int { return x.sc.calibrated() }

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
	if x.sample != nil {
		zero := x.sc.zeroShotReply(x.base.reply)
		x.sc.sampleReplyGrams(x.collect(ReplyStance), x.sample.Rarity, zero)
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
	x.grams.gain, x.grams.names, x.grams.style = 1, x.names, 0
	x.grams.rich = x.names && task == TargetStance
	x.grams.places, x.grams.brief = x.places, uint32(buckets(x.brief))
	return &x.grams
}

// Situation is the number, below [Situations], of the situation in which s
// takes up list[0].
func (x *Extractor) Situation(s string, list []stance.Target) int {
	x.sc.look(s, aboutTargets(list), targets.NewFinder(list))
	return int(x.sc.situation(0))
}

// Silent reports whether s names the target without saying anything of it
// that the engine's tables know.
func (x *Extractor) Silent(s string, t stance.Target) bool {
	list := []stance.Target{t}
	x.sc.look(s, aboutTargets(list), targets.NewFinder(list))
	return x.sc.views[0].silent
}
