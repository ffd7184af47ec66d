package stats

import (
	"math"
	"math/rand/v2"
)

// Pair is what one independent unit, such as an author, contributes to two
// sides that are compared; either may be empty.
type Pair struct{ A, B Cluster }

// sides splits pairs into the clusters of each side that have observations.
func sides(pairs []Pair) (a, b []Cluster) {
	for _, p := range pairs {
		if p.A.N > 0 {
			a = append(a, p.A)
		}
		if p.B.N > 0 {
			b = append(b, p.B)
		}
	}
	return a, b
}

// Difference estimates the ratio of side B minus that of side A. Whole pairs
// are resampled, so that units on both sides count as what they are: the same
// people. The interval is an expanded percentile interval with Satterthwaite's
// degrees of freedom over the sides' effective clusters. Each side needs
// Options.MinClusters clusters; Clusters and Effective are those of the side
// that has less to say.
func Difference(pairs []Pair, opt Options) Interval {
	return MixtureDifference(pairs, nil, opt)
}

// MixtureDifference is [Difference] for uncertain data, as [Mixture] is Mean:
// chosen gives the value, the resamples are spread over sets.
func MixtureDifference(chosen []Pair, sets [][]Pair, opt Options) Interval {
	o := opt.withDefaults()
	iv, df := startDifference(chosen, o)
	if !iv.OK() {
		return iv
	}
	if len(sets) == 0 {
		sets = [][]Pair{chosen}
	}
	seed := DeriveSeed(o.Seed, o.Label)
	each := max((o.Resamples+len(sets)-1)/len(sets), 1)
	draws := make([]draw, 0, each*len(sets))
	for m, pairs := range sets {
		pairs = groupPairs(pairs, MaxClusters, o.Seed, o.Label)
		src := newPCG(mix(seed+uint64(m)), 0)
		for range each {
			if d := resamplePairs(pairs, src); !math.IsNaN(d) {
				draws = append(draws, draw{delta: d - iv.Value})
			}
		}
	}
	if 2*len(draws) < each*len(sets) {
		return iv.missing(Unstable)
	}
	tail := expandedTail((1-o.Level)/2, df+1, min(len(chosen), MaxClusters))
	iv.Lo, iv.Hi = percentile(draws, iv.Value, tail, 1-tail)
	if !(iv.Hi-iv.Lo > 1e-12*(1+math.Abs(iv.Value))) {
		return iv.missing(NoVariation)
	}
	iv.Method = Expanded
	return iv.clip(o)
}

// startDifference fills everything but the interval, with Satterthwaite's
// degrees of freedom.
func startDifference(pairs []Pair, o Options) (Interval, float64) {
	a, b := sides(pairs)
	iv, ok := start(a, o)
	if ivB, okB := start(b, o); ok && !okB || ok == okB && ivB.Effective < iv.Effective {
		iv = ivB
	}
	ra, rb := Ratio(a), Ratio(b)
	iv.Value = rb - ra
	iv.SE = differenceSE(pairs, ra, rb)
	va, vb := sq(StandardError(a)), sq(StandardError(b))
	df := sq(va+vb) / (va*va/(EffectiveClusters(a)-1) + vb*vb/(EffectiveClusters(b)-1))
	if math.IsNaN(df) {
		df = max(iv.Effective-1, 1)
	}
	return iv, df
}

// differenceSE is the linearised standard error of the difference.
func differenceSE(pairs []Pair, ra, rb float64) float64 {
	var na, nb float64
	for _, p := range pairs {
		na += p.A.N
		nb += p.B.N
	}
	if len(pairs) < 2 || na == 0 || nb == 0 {
		return math.NaN()
	}
	sum := 0.0
	for _, p := range pairs {
		sum += sq((p.B.Sum-rb*p.B.N)/nb - (p.A.Sum-ra*p.A.N)/na)
	}
	g := float64(len(pairs))
	return math.Sqrt(g / (g - 1) * sum)
}

// resamplePairs draws as many pairs as there are; NaN where a side is empty.
func resamplePairs(pairs []Pair, src *rand.PCG) float64 {
	g := uint64(len(pairs))
	var as, an, bs, bn float64
	for range len(pairs) {
		p := &pairs[uint64(uint32(src.Uint64()))*g>>32]
		as += p.A.Sum
		an += p.A.N
		bs += p.B.Sum
		bn += p.B.N
	}
	if an == 0 || bn == 0 {
		return math.NaN()
	}
	return bs/bn - as/an
}

// groupPairs is group for pairs.
func groupPairs(pairs []Pair, limit int, seed uint64, label string) []Pair {
	if len(pairs) <= limit {
		return pairs
	}
	out := make([]Pair, limit)
	for i, j := range NewRand(seed, label+"/groups", 0).Perm(len(pairs)) {
		g, p := &out[i%limit], &pairs[j]
		g.A.Sum += p.A.Sum
		g.A.N += p.A.N
		g.B.Sum += p.B.Sum
		g.B.N += p.B.N
	}
	return out
}

func sq(x float64) float64 { return x * x }
