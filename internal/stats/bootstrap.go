package stats

import (
	"math"
	"math/rand/v2"
)

// chunk is the number of resamples that share a stream.
const chunk = 250

// parallelFrom is the number of draws from which on an estimate is worth more
// than one goroutine.
const parallelFrom = 4 << 20

// draw is one bootstrap resample of a ratio: the ratio's deviation from the
// estimate and its linearised variance.
type draw struct{ delta, variance float64 }

// Mean estimates the ratio of sums over clusters with an interval, by default
// [ExpandedBCa]. It needs Options.MinClusters clusters.
func Mean(cs []Cluster, opt Options) Interval {
	o := opt.withDefaults()
	cs = filled(cs)
	iv, ok := start(cs, o)
	if !ok {
		return iv
	}
	cs = group(cs, MaxClusters, o.Seed, o.Label)
	se := StandardError(cs)
	if !(se > 1e-12*(1+math.Abs(iv.Value))) {
		return iv.missing(NoVariation)
	}
	res := residuals(cs, iv.Value)
	draws := resample(res, o.Resamples, DeriveSeed(o.Seed, o.Label), o.Method == Studentised)
	iv.Method = o.Method
	tail := (1 - o.Level) / 2
	switch o.Method {
	case Percentile:
		iv.Lo, iv.Hi = percentile(draws, iv.Value, tail, 1-tail)
	case Studentised:
		iv.Lo, iv.Hi = studentised(draws, iv.Value, se, tail)
	case Expanded:
		tail = expandedTail(tail, iv.Effective, len(cs))
		iv.Lo, iv.Hi = percentile(draws, iv.Value, tail, 1-tail)
	case BCa:
		iv.Lo, iv.Hi = bca(draws, res, iv.Value, tail)
	default:
		iv.Method = ExpandedBCa
		tail = expandedTail(tail, iv.Effective, len(cs))
		iv.Lo, iv.Hi = bca(draws, res, iv.Value, tail)
	}
	return iv.clip(o)
}

// clip keeps the interval inside the statistic's range.
func (i Interval) clip(o Options) Interval {
	i.Lo, i.Hi = max(i.Lo, o.Min), min(i.Hi, o.Max)
	if math.IsNaN(i.Lo) || math.IsNaN(i.Hi) || math.IsInf(i.Lo, 0) || math.IsInf(i.Hi, 0) {
		return i.missing(Unstable)
	}
	return i
}

// resample draws r bootstrap resamples, in parallel where that pays, with the
// same result on any number of processors.
func resample(res []residual, r int, seed uint64, variances bool) []draw {
	out := make([]draw, r)
	chunks := (r + chunk - 1) / chunk
	run := func(c int) {
		resampleChunk(res, out[c*chunk:min((c+1)*chunk, r)], newPCG(seed, c), variances)
	}
	if r*len(res) < parallelFrom {
		for c := range chunks {
			run(c)
		}
		return out
	}
	Parallel(chunks, run)
	return out
}

func resampleChunk(res []residual, out []draw, src *rand.PCG, variances bool) {
	once := resampleRatio
	if variances {
		once = resampleVariance
	}
	for i := range out {
		out[i] = once(res, src)
	}
}

// resampleRatio draws as many clusters as there are and gives the deviation of
// their ratio. Two indices come from each 64-bit word; the bias of the plain
// multiplication is below len(res)/2^32.
func resampleRatio(res []residual, src *rand.PCG) draw {
	g := uint64(len(res))
	var e, n float64
	var word uint64
	for i := range len(res) {
		if i&1 == 0 {
			word = src.Uint64()
		} else {
			word >>= 32
		}
		c := res[uint64(uint32(word))*g>>32]
		e += c.e
		n += c.n
	}
	return draw{delta: e / n}
}

// resampleVariance is resampleRatio with the resample's linearised variance.
func resampleVariance(res []residual, src *rand.PCG) draw {
	g := uint64(len(res))
	var e, n, ee, en, nn float64
	for range len(res) {
		c := res[uint64(uint32(src.Uint64()))*g>>32]
		e += c.e
		n += c.n
		ee += c.e * c.e
		en += c.e * c.n
		nn += c.n * c.n
	}
	d := e / n
	v := (ee - 2*d*en + d*d*nn) * float64(g) / float64(g-1) / (n * n)
	return draw{delta: d, variance: v}
}
