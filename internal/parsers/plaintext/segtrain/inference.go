package segtrain

import (
	"math"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

// emissions are the scores of the labels at each line.
func (t *trainer) emissions(d *instance) [][labels]float64 {
	emit := make([][labels]float64, len(d.features))
	for i, fs := range d.features {
		for _, f := range fs {
			for l := range labels {
				emit[i][l] += t.w[int(f)*labels+l]
			}
		}
	}
	return emit
}

// forwardBackward runs the sums of the chain in logarithms.
func (t *trainer) forwardBackward(d *instance, emit [][labels]float64, trans int) (alpha, beta [][labels]float64, logZ float64) {
	n := len(emit)
	alpha, beta = make([][labels]float64, n), make([][labels]float64, n)
	var terms [labels]float64
	for b := range labels {
		alpha[0][b] = emit[0][b]
		if segment.Label(b) == segment.Continue {
			alpha[0][b] = math.Inf(-1)
		}
	}
	for i := 1; i < n; i++ {
		for b := range labels {
			for a := range labels {
				terms[a] = math.Inf(-1)
				if ok(segment.Label(a), segment.Label(b)) {
					terms[a] = alpha[i-1][a] + t.w[trans+a*labels+b]
				}
			}
			alpha[i][b] = logSum(terms) + emit[i][b]
		}
	}
	for i := n - 2; i >= 0; i-- {
		for a := range labels {
			for b := range labels {
				terms[b] = math.Inf(-1)
				if ok(segment.Label(a), segment.Label(b)) {
					terms[b] = t.w[trans+a*labels+b] + emit[i+1][b] + beta[i+1][b]
				}
			}
			beta[i][a] = logSum(terms)
		}
	}
	return alpha, beta, logSum(alpha[n-1])
}

// ok reports whether b may follow a.
func ok(a, b segment.Label) bool { return segment.Allowed(a, b) }

func logSum(v [labels]float64) float64 {
	top := math.Inf(-1)
	for _, x := range v {
		top = math.Max(top, x)
	}
	if math.IsInf(top, -1) {
		return top
	}
	sum := 0.0
	for _, x := range v {
		sum += math.Exp(x - top)
	}
	return top + math.Log(sum)
}
