package stats

import (
	"math"
	"slices"
)

// Gini estimates the inequality of counts, which must not be negative: 0 where
// all are equal, near 1 where one has everything. It is the plain coefficient,
// whose maximum for n counts is (n-1)/n. The interval rests on the jackknife
// (Karagiannis & Kovacevic 2000) with Student's t. Value is NaN without any
// count above 0.
func Gini(counts []float64, opt Options) Interval {
	o := opt.withDefaults()
	s := slices.Clone(counts)
	slices.Sort(s)
	n := float64(len(s))
	var sum, ranked float64
	for i, c := range s {
		sum += c
		ranked += (2*float64(i+1) - n - 1) * c
	}
	iv := Interval{
		Value: math.NaN(), Lo: math.NaN(), Hi: math.NaN(), SE: math.NaN(), Level: o.Level,
		Clusters: len(s), Effective: n, Need: o.MinClusters,
	}
	if !(sum > 0) {
		return iv.missing(NoData)
	}
	iv.Value = ranked / (n * sum)
	if len(s) < o.MinClusters {
		return iv.missing(FewClusters)
	}
	iv.Need = 0
	iv.SE = giniSE(s, sum, ranked)
	if !(iv.SE > 1e-12) {
		return iv.missing(NoVariation)
	}
	half := tQuantile((1+o.Level)/2, n-1) * iv.SE
	iv.Lo, iv.Hi, iv.Method = iv.Value-half, iv.Value+half, Jackknife
	o.Min, o.Max = 0, 1
	return iv.clip(o)
}

// giniSE leaves out each of the sorted counts in turn: the ranks above it go
// down by one.
func giniSE(s []float64, sum, ranked float64) float64 {
	n := float64(len(s))
	below, mean, ss := 0.0, 0.0, 0.0
	for i, c := range s {
		above := sum - below - c
		left := ranked + below - above - (2*float64(i+1)-n-1)*c
		g := 0.0
		if sum > c {
			g = left / ((n - 1) * (sum - c))
		}
		below += c
		// Welford's update.
		d := g - mean
		mean += d / float64(i+1)
		ss += d * (g - mean)
	}
	return math.Sqrt((n - 1) / n * ss)
}
