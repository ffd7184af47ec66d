package classifier

import (
	"math"
	"slices"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/lexicon"
)

// maxEvidence is the number of words that are listed; the rest is summed up.
const maxEvidence = 24

// minWeight is the smallest contribution of a word that is listed.
const minWeight = 0.02

// explain divides the log odds of positive against negative among the words:
// a pair's or triple's weight is shared equally by its words, and what the
// rules say by the hits that they rest on. The weights add up to z[1] - z[0].
func (r *reader) explain(a *lexicon.Analysis, z [2]float64) []thread.Evidence {
	v := r.x.extract(r.w, a)
	byToken := make([]float64, len(a.Tokens))
	for _, f := range v.Sparse {
		c := r.m.cells[2*f.Bucket:]
		w := float64(f.Value) * r.m.scale * float64(int(c[1])-int(c[0])) / float64(f.Last-f.First+1)
		for i := f.First; i <= f.Last; i++ {
			byToken[i] += w
		}
	}
	notes := r.rules(a, v, byToken)
	out, listed := evidence(a, byToken, notes), 0.0
	for _, e := range out {
		listed += e.Weight
	}
	manner := r.manner(v)
	bias := r.m.bias[1] - r.m.bias[0]
	rest := z[1] - z[0] - listed - manner - bias
	for _, e := range []thread.Evidence{
		{Rule: "manner", Weight: manner, Note: "questions, exclamations, capitals, address, negation and the like"},
		{Rule: "other words", Weight: rest},
		{Rule: "baseline", Weight: bias, Note: "a text of which nothing else is known"},
	} {
		if e.Weight != 0 {
			out = append(out, e)
		}
	}
	return out
}

// isOpinion tells the numbers that come from the lexicon's hits from those
// that describe the manner of writing.
func isOpinion(j int) bool {
	return j <= denseFirst || j >= denseStrongest && j != denseBadQuestion
}

// rules shares what the lexicon's rules contribute among their hits, by the
// size of the hits' valences, and gives the hits' notes by first token.
func (r *reader) rules(a *lexicon.Analysis, v *Vector, byToken []float64) map[int]string {
	total := 0.0
	for j, d := range v.Dense {
		if isOpinion(j) {
			total += (r.m.dense[j][1] - r.m.dense[j][0]) * float64(d)
		}
	}
	// Good hits share the pull to the positive side and bad ones the pull to
	// the negative side as far as they go; the rule scores say how far.
	size := a.Positive + a.Negative
	notes := map[int]string{}
	for i := range a.Hits {
		h := &a.Hits[i]
		if h.Mods != 0 {
			notes[h.First] = h.Mods.String()
		}
		if size > 0 {
			share := total * math.Abs(h.Valence) / size
			if balance := a.Positive - a.Negative; math.Abs(balance) > 1e-6*size && balance*total > 0 {
				share = total * h.Valence / balance
			}
			for k := h.First; k <= h.Last; k++ {
				byToken[k] += share / float64(h.Last-h.First+1)
			}
		}
	}
	return notes
}

// manner is what the numbers that are no opinions contribute.
func (r *reader) manner(v *Vector) float64 {
	sum := 0.0
	for j, d := range v.Dense {
		if !isOpinion(j) {
			sum += (r.m.dense[j][1] - r.m.dense[j][0]) * float64(d)
		}
	}
	return sum
}

// evidence lists the words with the largest contributions in the order of the
// text.
func evidence(a *lexicon.Analysis, byToken []float64, notes map[int]string) []thread.Evidence {
	var order []int
	for i, w := range byToken {
		if math.Abs(w) >= minWeight {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch d := math.Abs(byToken[j]) - math.Abs(byToken[i]); {
		case d > 0:
			return 1
		case d < 0:
			return -1
		}
		return 0
	})
	order = order[:min(len(order), maxEvidence)]
	slices.Sort(order)
	out := make([]thread.Evidence, 0, len(order)+3)
	for _, i := range order {
		t := a.Tokens[i]
		out = append(out, thread.Evidence{Rule: "word", Weight: byToken[i], Span: thread.Span{Start: t.Start, End: t.End}, Note: notes[i]})
	}
	return out
}
