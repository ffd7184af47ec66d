package stancedetect

import (
	"math"

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

// explain lists what contributed to the scores along a direction, the largest
// first: structural features by rule and words, hashed ones by the word they
// rest on, times the gain of its part. What is left over goes into one entry, so that the weights add up
// to the score.
func (sc *scratch) explain(w *weights, along *scores, parts [2]*grams, gains [2]float64, rule func(uint32) string) []thread.Evidence {
	h := sc.claims[:0]
	for i, f := range sc.vec.features {
		h = collect(h, f.ID, sc.vec.spans[i], w.of(f, along))
	}
	sc.claims = h
	var top [maxEvidence]claim
	n, rest := 0, 0.0
	enter := func(c claim) {
		if n == maxEvidence && magnitude(c.w) <= magnitude(top[n-1].w) {
			rest += c.w
			return
		}
		if n < maxEvidence {
			n++
		} else {
			rest += top[n-1].w
		}
		k := n - 1
		for ; k > 0 && magnitude(top[k-1].w) < magnitude(c.w); k-- {
			top[k] = top[k-1]
		}
		top[k] = c
	}
	for _, c := range h {
		enter(c)
	}
	for i, g := range parts {
		if g != nil {
			rest += gains[i] * g.loose.dot(along)
		}
	}
	if parts[0] != nil {
		for i := range sc.text.words {
			x := gains[0] * parts[0].words[i].dot(along)
			if parts[1] != nil {
				x += gains[1] * parts[1].words[i].dot(along)
			}
			if x != 0 {
				enter(claim{wordsID, sc.text.words[i].Span, x})
			}
		}
	}
	out := make([]thread.Evidence, 0, n+1+maxMentions)
	for _, c := range top[:n] {
		name := "words"
		if c.id != wordsID {
			name = rule(c.id)
		}
		out = append(out, thread.Evidence{Rule: name, Weight: c.w, Span: thread.Span(c.Span)})
	}
	if rest != 0 {
		out = append(out, thread.Evidence{Rule: "other", Weight: rest, Note: "smaller contributions, summed"})
	}
	return out
}

// wordsID stands for the hashed features that rest on a word.
const wordsID = math.MaxUint32

func magnitude(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}

// collect appends a claim or adds it to one of the same feature and words.
func collect(h []claim, id uint32, sp text.Span, w float64) []claim {
	if w == 0 {
		return h
	}
	for i := range h {
		if h[i].id == id && h[i].Span == sp {
			h[i].w += w
			return h
		}
	}
	return append(h, claim{id, sp, w})
}
