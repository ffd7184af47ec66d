package stats

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// normQuantile is the standard normal quantile, finite for any p.
func normQuantile(p float64) float64 {
	return distuv.UnitNormal.Quantile(min(max(p, 1e-12), 1-1e-12))
}

func normCDF(z float64) float64 { return distuv.UnitNormal.CDF(z) }

// tQuantile is Student's t quantile with df degrees of freedom.
func tQuantile(p, df float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(p)
}

// tCDF is Student's t distribution function with df degrees of freedom.
func tCDF(t, df float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.CDF(t)
}

// sortedQuantile is the p-quantile of sorted values, interpolated linearly
// (Hyndman & Fan 1996, type 7); NaN without values.
func sortedQuantile(sorted []float64, p float64) float64 {
	n := len(sorted)
	if n == 0 {
		return math.NaN()
	}
	h := min(max(p, 0), 1) * float64(n-1)
	i := int(h)
	if i >= n-1 {
		return sorted[n-1]
	}
	a, b, f := sorted[i], sorted[i+1], h-float64(i)
	if f == 0 || a == b { // also keeps infinities from becoming NaN
		return a
	}
	return a + f*(b-a)
}

// Quantile is the p-quantile of values (Hyndman & Fan type 7), which may be
// in any order and are left alone; NaN without values.
func Quantile(values []float64, p float64) float64 {
	s := slices.Clone(values)
	slices.Sort(s)
	return sortedQuantile(s, p)
}

// Weighted is a value and its weight.
type Weighted struct{ Value, Weight float64 }
