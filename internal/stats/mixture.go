package stats

import "math"

// Mixture estimates a ratio whose clusters are themselves uncertain: sets are
// possible data, such as the comments at one depth under several draws of the
// reply edges, and chosen is the most probable one, which gives the value. The
// resamples are spread evenly over the sets, so that the interval (expanded
// percentile) holds both the sampling of clusters and the doubt about the data.
// Sets without observations are left out; where more than half are, there is
// no interval (Unstable). Without sets it is [Mean].
func Mixture(chosen []Cluster, sets [][]Cluster, opt Options) Interval {
	if len(sets) == 0 {
		return Mean(chosen, opt)
	}
	o := opt.withDefaults()
	chosen = filled(chosen)
	iv, ok := start(chosen, o)
	if !ok {
		return iv
	}
	var draws []draw
	used := 0
	seed := DeriveSeed(o.Seed, o.Label)
	each := max((o.Resamples+len(sets)-1)/len(sets), 1)
	for m, cs := range sets {
		cs = group(filled(cs), MaxClusters, o.Seed, o.Label)
		if len(cs) < 2 {
			continue
		}
		used++
		r := Ratio(cs)
		for _, d := range resample(residuals(cs, r), each, mix(seed+uint64(m)), false) {
			draws = append(draws, draw{delta: r + d.delta - iv.Value})
		}
	}
	if 2*used < len(sets) || used == 0 {
		return iv.missing(Unstable)
	}
	tail := expandedTail((1-o.Level)/2, iv.Effective, min(len(chosen), MaxClusters))
	iv.Lo, iv.Hi = percentile(draws, iv.Value, tail, 1-tail)
	if !(iv.Hi-iv.Lo > 1e-12*(1+math.Abs(iv.Value))) {
		return iv.missing(NoVariation)
	}
	iv.Method = Expanded
	return iv.clip(o)
}
