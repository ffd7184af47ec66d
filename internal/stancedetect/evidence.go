package stancedetect

import (
	"cmp"
	"math"
	"slices"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/stancedetect/linear"
	"github.com/undertone-project/undertone/internal/text"
)

// maxEvidence is how many observations an explanation lists one by one; the
// others are summed up in one line.
const maxEvidence = 8

// targetEvidence explains a stance: the mentions, then the features by the
// size of their contribution to the log odds of favor over against.
func (d *Detector) targetEvidence(sc *scratch, v *targetView) []thread.Evidence {
	var out []thread.Evidence
	for i, m := range v.mentions {
		if i == 3 {
			break
		}
		out = append(out, thread.Evidence{Rule: "mention", Span: thread.Span(m.Span), Note: mentionNotes[m.kind]})
	}
	return append(out, contributions(&sc.vec, func(i int) (string, float64, string) {
		f := sc.vec.features[i]
		w := weight(d.target, f, 0) - weight(d.target, f, 1)
		return targetRule(f.ID), w, ""
	})...)
}

var mentionNotes = [...]string{named: "", implied: "stands for the target", partial: "head word of its name", pronoun: "pronoun carried over"}

func weight(m *linear.Model, f linear.Feature, class int) float64 {
	if int(f.ID) >= m.Features {
		return 0
	}
	return float64(m.W[int(f.ID)*m.Classes+class] * f.X)
}

func targetRule(id uint32) string {
	switch {
	case id < uint32(2*relations):
		return relationNames[id/2]
	case id < targetDense:
		return targetNames[id]
	}
	return "words"
}

// contributions lists the features of a vector by rule and span, the largest
// first; what is left over goes into one entry, so that the weights add up.
func contributions(vec *vector, of func(i int) (rule string, w float64, note string)) []thread.Evidence {
	type key struct {
		rule string
		text.Span
	}
	var out []thread.Evidence
	index := map[key]int{}
	for i := range vec.features {
		rule, w, note := of(i)
		if w == 0 {
			continue
		}
		k := key{rule, vec.spans[i]}
		at, ok := index[k]
		if !ok {
			at = len(out)
			index[k] = at
			out = append(out, thread.Evidence{Rule: rule, Span: thread.Span(vec.spans[i]), Note: note})
		}
		out[at].Weight += w
	}
	slices.SortStableFunc(out, func(a, b thread.Evidence) int {
		return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight))
	})
	if len(out) > maxEvidence {
		rest := thread.Evidence{Rule: "other", Note: "smaller contributions, summed"}
		for _, e := range out[maxEvidence:] {
			rest.Weight += e.Weight
		}
		out = append(out[:maxEvidence:maxEvidence], rest)
	}
	return out
}
