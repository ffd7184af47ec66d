package stats

import "math"

// Wilson is the score interval for k successes in n independent trials (Wilson
// 1927) at the given level. n need not be whole: an effective sample size
// serves. NaN where n is not positive.
func Wilson(k, n, level float64) (lo, hi float64) {
	return wilson(k, n, normQuantile((1+level)/2))
}

func wilson(k, n, z float64) (lo, hi float64) {
	if !(n > 0) {
		return math.NaN(), math.NaN()
	}
	p, z2 := k/n, z*z
	mid := (p + z2/(2*n)) / (1 + z2/n)
	half := z / (1 + z2/n) * math.Sqrt(p*(1-p)/n+z2/(4*n*n))
	return max(mid-half, 0), min(mid+half, 1)
}

// Share estimates a share with Wilson's interval at the effective sample size
// n/deff, where deff is the design effect of the clusters: the linearised
// variance over that of as many independent observations, never below 1. With
// clusters of one observation each it is Wilson's interval itself; otherwise
// the normal quantile gives way to Student's t with (effective clusters - 1)
// degrees of freedom (Dean & Pagano 2015; Franco et al. 2019 find this form
// the best of those they compare). Where the share is 0 or 1, no variance shows
// the design effect and the clusters count as one observation each, the most
// cautious assumption. Each Sum must be in [0, N].
func Share(cs []Cluster, opt Options) Interval {
	o := opt.withDefaults()
	cs = filled(cs)
	iv, ok := start(cs, o)
	if !ok {
		return iv
	}
	iv.Method = WilsonScore
	n, single := 0.0, true
	for _, c := range cs {
		n += c.N
		single = single && c.N == 1
	}
	p := iv.Value
	if single {
		iv.Lo, iv.Hi = Wilson(p*n, n, o.Level)
		return iv
	}
	neff := iv.Effective
	if p > 0 && p < 1 {
		neff = n / max(iv.SE*iv.SE*(n-1)/(p*(1-p)), 1)
	}
	iv.Lo, iv.Hi = wilson(p*neff, neff, tQuantile((1+o.Level)/2, iv.Effective-1))
	return iv
}

// ShareMixture is [Share] for uncertain data, as [Mixture] is Mean: chosen gives
// the value, sets are possible data. The variance adds that between the sets to
// that within them (Rubin 1987), and the Wilson interval is taken at the sets'
// mean share and at the sample size that this variance amounts to. It always
// holds the value.
func ShareMixture(chosen []Cluster, sets [][]Cluster, opt Options) Interval {
	iv := Share(chosen, opt)
	if len(sets) == 0 || !iv.OK() {
		return iv
	}
	o := opt.withDefaults()
	var used, mean, square, within float64
	for _, cs := range sets {
		cs = filled(cs)
		if len(cs) < 2 {
			continue
		}
		p := Ratio(cs)
		used++
		mean += p
		square += p * p
		within += sq(StandardError(cs))
	}
	if 2*used < float64(len(sets)) || used < 2 {
		return iv.missing(Unstable)
	}
	mean /= used
	between := max(square-used*mean*mean, 0) / (used - 1)
	variance := within/used + (1+1/used)*between
	neff := iv.Effective
	if mean > 0 && mean < 1 && variance > 0 {
		n := 0.0
		for _, c := range chosen {
			n += c.N
		}
		neff = min(mean*(1-mean)/variance, n)
	}
	lo, hi := wilson(mean*neff, neff, tQuantile((1+o.Level)/2, max(iv.Effective-1, 1)))
	iv.Lo, iv.Hi = min(lo, iv.Value), max(hi, iv.Value)
	return iv
}
