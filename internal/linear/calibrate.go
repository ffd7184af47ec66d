package linear

import (
	"context"
	"math"
)

// Calibration turns margins into probabilities: the softmax of
// Scale*margin + Shift, class by class.
type Calibration struct {
	Scale float64
	Shift []float64
}

// Calibrate fits a calibration to margins of rows that their model did not
// see, by maximum likelihood: Platt's method (1999) for several classes, with
// one scale. Rows count by their weight; a class in a row's Never is left out.
// Shifts are kept small by a weak penalty, so that a class that is hardly ever
// seen keeps a finite one.
func Calibrate(ctx context.Context, margins [][]float64, rows []Row, classes int) (Calibration, error) {
	total := 0.0
	for _, r := range rows {
		total += r.Weight
	}
	w := make([]float64, 1+classes) // log scale, shifts
	z := make([]float64, classes)
	err := lbfgs(ctx, func(w, g []float64) float64 {
		clear(g)
		a, loss := math.Exp(w[0]), 0.0
		for i, r := range rows {
			for c := range z {
				z[c] = a*margins[i][c] + w[1+c]
				if r.Never>>c&1 == 1 {
					z[c] = math.Inf(-1)
				}
			}
			Softmax(z)
			loss -= r.Weight * math.Log(math.Max(z[r.Label], 1e-300))
			z[r.Label]--
			for c := range z {
				g[0] += r.Weight * z[c] * a * margins[i][c]
				g[1+c] += r.Weight * z[c]
			}
		}
		for k := range g {
			g[k] /= total
			if k > 0 {
				g[k] += 1e-3 * w[k]
				loss += total * 1e-3 * w[k] * w[k] / 2
			}
		}
		return loss / total
	}, w, 100)
	return Calibration{Scale: math.Exp(w[0]), Shift: w[1:]}, err
}

// Probabilities gives the class probabilities of one row's margins.
func (c Calibration) Probabilities(margins []float64) []float64 {
	z := make([]float64, len(margins))
	for k, m := range margins {
		z[k] = c.Scale*m + c.Shift[k]
	}
	Softmax(z)
	return z
}

// Apply builds the calibration into a model; prior is the feature that is 1 in
// every row.
func (c Calibration) Apply(m *Model, prior int) {
	for i := range m.W {
		m.W[i] *= float32(c.Scale)
	}
	for k, s := range c.Shift {
		m.W[prior*m.Classes+k] += float32(s)
	}
}
