package stats

import (
	"math"
	"slices"
)

// Cluster is the sum and the count (or weight) of the observations of one
// independent unit, such as one author.
type Cluster struct {
	Sum float64
	N   float64 // at least 0; clusters with 0 are ignored
}

// Observations makes each value a cluster of its own.
func Observations(values []float64) []Cluster {
	cs := make([]Cluster, len(values))
	for i, v := range values {
		cs[i] = Cluster{Sum: v, N: 1}
	}
	return cs
}

// Ratio is the sum over the clusters divided by their count; NaN without any.
func Ratio(cs []Cluster) float64 {
	var s, n float64
	for _, c := range cs {
		s += c.Sum
		n += c.N
	}
	if n == 0 {
		return math.NaN()
	}
	return s / n
}

// EffectiveClusters is Kish's number of equally large clusters that would
// weigh as evenly: (sum n)^2 / sum n^2. It is far below the number of clusters
// where a few of them hold most observations. 0 without observations.
func EffectiveClusters(cs []Cluster) float64 {
	var n, nn float64
	for _, c := range cs {
		n += c.N
		nn += c.N * c.N
	}
	if nn == 0 {
		return 0
	}
	return n * n / nn
}

// residual holds the deviations of one cluster that a ratio's variance needs:
// e = sum - ratio*n.
type residual struct{ e, n float64 }

// residuals gives the clusters' deviations from ratio r.
func residuals(cs []Cluster, r float64) []residual {
	out := make([]residual, len(cs))
	for i, c := range cs {
		out[i] = residual{e: c.Sum - r*c.N, n: c.N}
	}
	return out
}

// StandardError is the linearised (Taylor) standard error of [Ratio] under
// sampling of clusters, with the factor G/(G-1): Cochran 1977, section 6.3.
// NaN for fewer than two clusters.
func StandardError(cs []Cluster) float64 {
	g := float64(len(cs))
	if g < 2 {
		return math.NaN()
	}
	var ee, n float64
	for _, r := range residuals(cs, Ratio(cs)) {
		ee += r.e * r.e
		n += r.n
	}
	return math.Sqrt(g/(g-1)*ee) / n
}

// filled drops clusters without observations; cs itself is left alone.
func filled(cs []Cluster) []Cluster {
	if !slices.ContainsFunc(cs, func(c Cluster) bool { return !(c.N > 0) }) {
		return cs
	}
	out := make([]Cluster, 0, len(cs))
	for _, c := range cs {
		if c.N > 0 {
			out = append(out, c)
		}
	}
	return out
}

// group deals more than limit clusters at random into limit groups and adds
// each group up: the random-groups method (Wolter 2007, chapter 2). Groups are
// as independent as clusters are, and keep the variance and the skewness of
// the total, so resampling them costs limit draws instead of len(cs).
func group(cs []Cluster, limit int, seed uint64, label string) []Cluster {
	if len(cs) <= limit {
		return cs
	}
	out := make([]Cluster, limit)
	rng := NewRand(seed, label+"/groups", 0)
	order := rng.Perm(len(cs))
	for i, j := range order {
		out[i%limit].Sum += cs[j].Sum
		out[i%limit].N += cs[j].N
	}
	return out
}
