package stancedetect

import (
	"slices"

	"github.com/undertone-project/undertone/internal/text"
)

// parentFeatures compares the reply with what it answers.
func (sc *scratch) parentFeatures(t tone) {
	p, q, v := sc.text, sc.parent, &sc.vec
	none := text.Span{}
	if len(q.words) == 0 {
		return
	}
	pt := q.textTone()
	v.add(rParentPositive, pt.positive, none)
	v.add(rParentNegative, pt.negative, none)
	mine, theirs := squash(t.positive-t.negative), squash(pt.positive-pt.negative)
	v.add(rSameTone, max(mine*theirs, 0), none)
	v.add(rOppositeTone, max(-mine*theirs, 0), none)
	v.flag(rLonger, p.content > q.content)
	asks := q.sentences[len(q.sentences)-1].question
	v.flag(rParentQuestion, asks)
	v.flag(rParentQuestionAnswer, asks && t.questions == 0)
	v.add(rParentDisagrees, pt.denying, none)
	v.add(rParentAgrees, pt.agreeing, none)
	v.add(rParentSecond, pt.second, none)
	sc.shared()
}

// signed is a word of the parent with its negation.
type signed struct {
	hash uint64
	sign float32
}

// signs finds words of the parent by hash: open addressing, an entry without a
// sign is empty.
type signs []signed

// reset makes room for n words.
func (t signs) reset(n int) signs {
	size := 64
	for size < 2*n {
		size *= 2
	}
	t = slices.Grow(t[:0], size)[:size]
	clear(t)
	return t
}

// find gives the entry of a word, or the empty one where it would go.
func (t signs) find(h uint64) *signed {
	mask := uint32(len(t) - 1)
	for at := start(h); ; at++ {
		if e := &t[at&mask]; e.hash == h || e.sign == 0 {
			return e
		}
	}
}

// topical reports whether a word may say what the text is about.
func (w *word) topical() bool {
	return w.kind == text.Word && w.class == 0 && w.lists&inFunction == 0
}

// shared compares the words that both texts hold, and their negation where
// each first stands in the parent.
func (sc *scratch) shared() {
	p, q := sc.text, sc.parent
	theirs := sc.signs.reset(len(q.words))
	sc.signs = theirs
	for i := range q.words {
		if w := &q.words[i]; w.topical() {
			if e := theirs.find(w.hash); e.sign == 0 {
				*e = signed{w.hash, w.sign}
			}
		}
	}
	var shared, same, flipped, own float32
	for i := range p.words {
		w := &p.words[i]
		if !w.topical() {
			continue
		}
		own++
		x := theirs.find(w.hash).sign
		if x == 0 {
			continue
		}
		shared++
		if (x > 0) == (w.sign > 0) {
			same++
		} else {
			flipped++
		}
	}
	none := text.Span{}
	if shared == 0 {
		return
	}
	sc.vec.add(rOverlap, shared/(own+2), none)
	sc.vec.add(rSharedSame, squash(same/2), none)
	sc.vec.add(rSharedFlipped, squash(flipped/2), none)
	sc.vec.flag(rRepeats, shared > 0.8*own && own > 4)
}
