package stancedetect

import (
	"math"
	"slices"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/text"
)

// maxEvidence is how many observations an explanation lists one by one; the
// others are summed up in one line.
const maxEvidence = 8

// maxMentions is how many mentions an explanation lists.
const maxMentions = 3

// targetEvidence explains a stance: what contributes most to the log odds of
// favor over against, then the mentions.
func (d *Detector) targetEvidence(sc *scratch, v *targetView, gains [2]float64) []thread.Evidence {
	var parts [2]*grams
	if d.target.bits > 0 {
		parts = [2]*grams{&sc.whole, &sc.part}
	}
	out := sc.explain(d.target, &favorOverAgainst, parts, gains, targetRule)
	for _, m := range v.mentions[:min(len(v.mentions), maxMentions)] {
		out = append(out, thread.Evidence{Rule: "mention", Span: thread.Span(m.Span), Note: mentionNotes[m.kind]})
	}
	return out
}

var mentionNotes = [...]string{named: "", implied: "stands for the target", partial: "head word of its name", pronoun: "pronoun carried over"}

func targetRule(id uint32) string {
	switch {
	case id < uint32(2*relations):
		return relationNames[id/2]
	case id < targetDense:
		return targetNames[id]
	case id < 2*targetDense:
		return targetRule(id-targetDense) + ", in news style"
	case id < 3*targetDense:
		return targetRule(id-2*targetDense) + ", not named"
	}
	return "words"
}

// claim is a contribution to a score, by feature and words.
type claim struct {
	id uint32
	text.Span
	w float64
}

// ranking keeps the largest contributions in order and sums up the others.
type ranking struct {
	top  [maxEvidence]ranked
	n    int
	rest float64
}

// ranked is a contribution: claim number at or, below 0, word number ^at.
type ranked struct {
	w  float64
	at int
}

func (r *ranking) enter(w float64, at int) {
	if r.n == maxEvidence {
		if math.Abs(w) <= math.Abs(r.top[maxEvidence-1].w) {
			r.rest += w
			return
		}
		r.rest += r.top[maxEvidence-1].w
	} else {
		r.n++
	}
	k := r.n - 1
	for ; k > 0 && math.Abs(r.top[k-1].w) < math.Abs(w); k-- {
		r.top[k] = r.top[k-1]
	}
	r.top[k] = ranked{w, at}
}

// explain lists what contributed to the scores along a direction, the largest
// first: structural features by rule and words, hashed ones by the word they
// rest on, times the gain of its part. What is left over goes into one entry, so that the weights add up
// to the score.
func (sc *scratch) explain(w *weights, along *scores, parts [2]*grams, gains [2]float64, rule func(uint32) string) []thread.Evidence {
	sc.claim(w, along)
	r := &sc.ranking
	r.n, r.rest = 0, 0
	for i := range sc.claims {
		r.enter(sc.claims[i].w, i)
	}
	for i, g := range parts {
		if g != nil {
			r.rest += gains[i] * g.loose().dot(along)
		}
	}
	if parts[0] != nil {
		sc.enterWords(along, parts, gains)
	}
	out := sc.evidence(r.n + 1 + maxMentions)
	for _, e := range r.top[:r.n] {
		if e.at < 0 {
			out = append(out, thread.Evidence{Rule: "words", Weight: e.w, Span: thread.Span(sc.text.words[^e.at].Span)})
			continue
		}
		c := &sc.claims[e.at]
		out = append(out, thread.Evidence{Rule: rule(c.id), Weight: e.w, Span: thread.Span(c.Span)})
	}
	if r.rest != 0 {
		out = append(out, thread.Evidence{Rule: "other", Weight: r.rest, Note: "smaller contributions, summed"})
	}
	return out
}

// enterWords ranks what rests on each word.
func (sc *scratch) enterWords(along *scores, parts [2]*grams, gains [2]float64) {
	xs := slices.Grow(sc.byWord[:0], len(sc.text.words))[:len(sc.text.words)]
	sc.byWord = xs
	clear(xs)
	for i, g := range parts {
		if g != nil && gains[i] != 0 {
			addAlong(xs, g.words(), along, gains[i])
		}
	}
	r := &sc.ranking
	for i, x := range xs {
		if x != 0 {
			r.enter(x, ^i)
		}
	}
}

// addAlong adds to xs what words contribute along a direction, times the gain.
func addAlong(xs []float64, words []scores, along *scores, gain float64) {
	if *along == favorOverAgainst {
		for i := range words {
			if w := &words[i]; w[0] != w[1] {
				xs[i] += gain * float64(w[0]-w[1])
			}
		}
		return
	}
	for i := range words {
		xs[i] += gain * words[i].dot(along)
	}
}

// evidenceBlock is how many entries of evidence are allocated at once.
const evidenceBlock = 128

// evidence gives room for n entries, a part of a block that explanations share.
func (sc *scratch) evidence(n int) []thread.Evidence {
	if len(sc.block) < n {
		sc.block = make([]thread.Evidence, evidenceBlock)
	}
	out := sc.block[:0:n]
	sc.block = sc.block[n:]
	return out
}

// claim fills sc.claims with what the structural features contribute; one of
// the same feature and words is added to the one before.
func (sc *scratch) claim(w *weights, along *scores) {
	h := sc.claims[:0]
	if n := w.task.Structural(); len(sc.claimed) < n {
		sc.claimed = make([]int32, n)
	}
	for i, f := range sc.vec.features {
		x := w.of(f, along)
		if x == 0 {
			continue
		}
		at, sp := int(sc.claimed[f.ID])-1, sc.vec.spans[i]
		for ; at >= 0 && at < len(h) && (h[at].id != f.ID || h[at].Span != sp); at++ {
		}
		switch {
		case at < 0:
			sc.claimed[f.ID] = int32(len(h) + 1)
			fallthrough
		case at == len(h):
			h = append(h, claim{f.ID, sp, x})
		default:
			h[at].w += x
		}
	}
	for i := range h {
		sc.claimed[h[i].id] = 0
	}
	sc.claims = h
}
