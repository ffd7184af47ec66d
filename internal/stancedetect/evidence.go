package stancedetect

import (
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/text"
)

// maxEvidence is how many observations an explanation lists one by one; the
// others are summed up in one line.
const maxEvidence = 8

// maxMentions is how many mentions an explanation lists.
const maxMentions = 3

// targetEvidence explains a stance: the mentions, then what contributes most
// to the log odds of favor over against.
func (d *Detector) targetEvidence(sc *scratch, v *targetView) []thread.Evidence {
	var parts [2]*grams
	if d.target.bits > 0 {
		parts = [2]*grams{&sc.whole, &sc.part}
	}
	n := min(len(v.mentions), maxMentions)
	rest := sc.explain(d.target, &favorOverAgainst, parts, targetRule)
	out := make([]thread.Evidence, 0, n+len(rest))
	for _, m := range v.mentions[:n] {
		out = append(out, thread.Evidence{Rule: "mention", Span: thread.Span(m.Span), Note: mentionNotes[m.kind]})
	}
	return append(out, rest...)
}

var mentionNotes = [...]string{named: "", implied: "stands for the target", partial: "head word of its name", pronoun: "pronoun carried over"}

func targetRule(id uint32) string {
	switch {
	case id < uint32(2*relations):
		return relationNames[id/2]
	case id < targetDense:
		return targetNames[id]
	}
	return "words"
}

// claim is a contribution to a score, by rule and words.
type claim struct {
	rule string
	text.Span
	w float64
}

// explain lists what contributed to the scores along a direction, the largest
// first: structural features by rule and words, hashed ones by the word they
// rest on. What is left over goes into one entry, so that the weights add up
// to the score.
func (sc *scratch) explain(w *weights, along *scores, parts [2]*grams, rule func(uint32) string) []thread.Evidence {
	h := sc.heap[:0]
	for i, f := range sc.vec.features {
		h = collect(h, claim{rule(f.ID), sc.vec.spans[i], w.of(f, along)})
	}
	rest := 0.0
	for _, g := range parts {
		if g != nil {
			rest += g.loose.dot(along)
		}
	}
	if parts[0] != nil {
		for i := range sc.text.words {
			x := parts[0].words[i].dot(along)
			if parts[1] != nil {
				x += parts[1].words[i].dot(along)
			}
			if x != 0 {
				h = append(h, claim{"words", sc.text.words[i].Span, x})
			}
		}
	}
	sc.heap = h
	n := min(maxEvidence, len(h))
	out := make([]thread.Evidence, 0, n+1)
	for k := range n {
		best := k
		for i := k + 1; i < len(h); i++ {
			if magnitude(h[i].w) > magnitude(h[best].w) {
				best = i
			}
		}
		// Keep the order of the others: move them up by one.
		c := h[best]
		copy(h[k+1:best+1], h[k:best])
		h[k] = c
		out = append(out, thread.Evidence{Rule: c.rule, Weight: c.w, Span: thread.Span(c.Span)})
	}
	for _, c := range h[n:] {
		rest += c.w
	}
	if rest != 0 {
		out = append(out, thread.Evidence{Rule: "other", Weight: rest, Note: "smaller contributions, summed"})
	}
	return out
}

func magnitude(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}

// collect appends a claim or adds it to one of the same rule and words.
func collect(h []claim, c claim) []claim {
	if c.w == 0 {
		return h
	}
	for i := range h {
		if h[i].Span == c.Span && h[i].rule == c.rule {
			h[i].w += c.w
			return h
		}
	}
	return append(h, c)
}
