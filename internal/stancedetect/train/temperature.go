package train

import (
	"maps"
	"math"
	"slices"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/stancedetect"
)

// Temperature is the number that scores are best divided by: it maximises the
// likelihood of the labels of the examples that pass, given probabilities of
// models that did not see them. It lies between least and 8; without rows it
// is 1 or least. With even set, tables that hold a tenth of the weight or more
// count alike: which of them a user's comments are like is not known.
func Temperature(examples []Example, probs [][]float64, least float64, even bool, pass func(i int) bool) float64 {
	rows := func(i int) bool { return pass(i) && probs[i] != nil && !examples[i].made() }
	share := map[string]float64{}
	for i, e := range examples {
		if rows(i) {
			share[e.Set] += e.Weight
		}
	}
	if len(share) == 0 {
		return math.Max(1, least)
	}
	all := 0.0
	for _, s := range slices.Sorted(maps.Values(share)) {
		all += s
	}
	for set, s := range share {
		if !even || s < all/10 {
			delete(share, set)
		}
	}
	loss := func(logT float64) float64 {
		t, sum := math.Exp(logT), 0.0
		for i, e := range examples {
			if !rows(i) {
				continue
			}
			z := 0.0
			for c, p := range probs[i] {
				if e.Never>>c&1 == 0 {
					z += math.Pow(math.Max(p, 1e-12), 1/t)
				}
			}
			weight := e.Weight
			if s := share[e.Set]; s > 0 {
				weight *= all / float64(len(share)) / s
			}
			sum -= weight * (math.Log(math.Max(probs[i][e.Label], 1e-12))/t - math.Log(z))
		}
		return sum
	}
	// Golden section search: the loss has one minimum in log T.
	lo, hi := math.Log(least), math.Log(8)
	const golden = 0.6180339887498949
	for range 40 {
		a, b := hi-golden*(hi-lo), lo+golden*(hi-lo)
		if loss(a) < loss(b) {
			hi = b
		} else {
			lo = a
		}
	}
	return math.Exp((lo + hi) / 2)
}

// made reports whether the row was made rather than coded.
func (e *Example) made() bool {
	return e.Set == silentSource || e.Set == rivalSource || e.Set == templateSource
}

// temperFolds calibrates the probabilities of each fold, situation by
// situation, with the temperatures of the other folds.
func temperFolds(examples []Example, probs [][]float64, folds []int, k int, at []int, least float64, even bool) [][]float64 {
	out := make([][]float64, len(probs))
	for f := range k {
		for situation := range slices.Max(at) + 1 {
			t := Temperature(examples, probs, least, even, func(i int) bool { return folds[i] != f && at[i] == situation })
			for i, p := range probs {
				if folds[i] == f && at[i] == situation && p != nil {
					out[i] = temper(p, t)
				}
			}
		}
	}
	return out
}

// situations gives each example the situation in which its text takes up its
// target.
func situations(examples []Example) []int {
	x := stancedetect.NewExtractor(0)
	out := make([]int, len(examples))
	for i, e := range examples {
		out[i] = x.Situation(e.Text, append([]stance.Target{e.Target}, e.Rivals...))
	}
	return out
}

// temper gives the probabilities of scores divided by t.
func temper(p []float64, t float64) []float64 {
	out := make([]float64, len(p))
	sum := 0.0
	for c, x := range p {
		out[c] = math.Pow(math.Max(x, 1e-12), 1/t)
		sum += out[c]
	}
	for c := range out {
		out[c] /= sum
	}
	return out
}
