package train

import "math"

// Temperature is the number that scores are best divided by: it maximises the
// likelihood of the labels of the examples that pass, given probabilities of
// models that did not see them. It lies between least and 4.
func Temperature(examples []Example, probs [][]float64, least float64, pass func(i int) bool) float64 {
	loss := func(logT float64) float64 {
		t, sum := math.Exp(logT), 0.0
		for i, e := range examples {
			if !pass(i) || probs[i] == nil || e.made() {
				continue
			}
			z := 0.0
			for c, p := range probs[i] {
				if e.Never>>c&1 == 0 {
					z += math.Pow(math.Max(p, 1e-12), 1/t)
				}
			}
			sum -= e.Weight * (math.Log(math.Max(probs[i][e.Label], 1e-12))/t - math.Log(z))
		}
		return sum
	}
	// Golden section search: the loss has one minimum in log T.
	lo, hi := math.Log(least), math.Log(4)
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

// temperFolds calibrates the probabilities of each fold with the temperature
// of the others.
func temperFolds(examples []Example, probs [][]float64, folds []int, k int, least float64) [][]float64 {
	out := make([][]float64, len(probs))
	for f := range k {
		t := Temperature(examples, probs, least, func(i int) bool { return folds[i] != f })
		for i, p := range probs {
			if folds[i] == f && p != nil {
				out[i] = temper(p, t)
			}
		}
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
