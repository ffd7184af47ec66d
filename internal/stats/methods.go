package stats

import (
	"math"
	"slices"
)

// studentised is the bootstrap-t interval. A resample without variance has no
// t; it counts as infinite, which widens the interval.
func studentised(draws []draw, value, se, tail float64) (lo, hi float64) {
	ts := make([]float64, len(draws))
	for i, d := range draws {
		ts[i] = studentT(d, se)
	}
	slices.Sort(ts)
	return value - sortedQuantile(ts, 1-tail)*se, value - sortedQuantile(ts, tail)*se
}

func studentT(d draw, se float64) float64 {
	if d.variance > 1e-18*se*se {
		return d.delta / math.Sqrt(d.variance)
	}
	switch {
	case d.delta > 0:
		return math.Inf(1)
	case d.delta < 0:
		return math.Inf(-1)
	}
	return 0
}

// percentile is the interval between two quantiles of the resampled ratios.
func percentile(draws []draw, value, pLo, pHi float64) (lo, hi float64) {
	rs := make([]float64, len(draws))
	for i, d := range draws {
		rs[i] = value + d.delta
	}
	slices.Sort(rs)
	return sortedQuantile(rs, pLo), sortedQuantile(rs, pHi)
}

// bca is the bias-corrected and accelerated interval (Efron 1987); the
// acceleration comes from the jackknife over clusters.
func bca(draws []draw, res []residual, value, tail float64) (lo, hi float64) {
	below := 0.0
	for _, d := range draws {
		switch {
		case d.delta < 0:
			below++
		case d.delta == 0:
			below += 0.5
		}
	}
	z0 := normQuantile(below / float64(len(draws)))
	a := acceleration(res)
	at := func(p float64) float64 {
		z := z0 + normQuantile(p)
		return normCDF(z0 + z/(1-a*z))
	}
	return percentile(draws, value, at(tail), at(1-tail))
}

// expandedTail is the tail probability that makes a percentile interval as wide
// as Student's t would: Hesterberg 2015, section 4, with the degrees of freedom
// of the effective clusters, because clusters of unequal size carry less
// information than their number says. Plain bootstrap intervals lack the factor
// sqrt(g/(g-1)) and the heavier tails of t.
func expandedTail(tail, effective float64, g int) float64 {
	q := tQuantile(tail, effective-1)
	return normCDF(q * math.Sqrt(float64(g)/float64(g-1)))
}

// acceleration is sum d^3 / (6 (sum d^2)^1.5) over the jackknife's deviations.
func acceleration(res []residual) float64 {
	var e, n float64
	for _, r := range res {
		e += r.e
		n += r.n
	}
	jack := make([]float64, len(res))
	mean := 0.0
	for i, r := range res {
		jack[i] = (e - r.e) / (n - r.n)
		mean += jack[i] / float64(len(res))
	}
	var s2, s3 float64
	for _, j := range jack {
		d := mean - j
		s2 += d * d
		s3 += d * d * d
	}
	if s2 == 0 {
		return 0
	}
	return s3 / (6 * math.Pow(s2, 1.5))
}
