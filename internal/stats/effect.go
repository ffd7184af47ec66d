package stats

import (
	"cmp"
	"math"
	"slices"
)

// Observation is one value, the unit that it belongs to and the side that it
// is on: A, or B.
type Observation struct {
	Value   float64
	Cluster int // any number that tells units apart
	B       bool
}

// CliffDelta estimates P(b > a) - P(b < a) for values b of side B and a of side
// A (Cliff 1993), in [-1, 1]: above 0 where B tends to be larger. The interval
// rests on the variance of clustered Mann-Whitney statistics (Obuchowski 1997,
// Biometrics 53:567, for the area (delta+1)/2), on the scale of atanh, which
// keeps it inside [-1, 1], with Satterthwaite's degrees of freedom. The order
// of the observations does not matter beyond rounding.
func CliffDelta(obs []Observation, opt Options) Interval {
	o := opt.withDefaults()
	iv, at := cliffDelta(obs, o)
	if !iv.OK() {
		return iv
	}
	half := tQuantile((1+o.Level)/2, at.df) * at.scale
	iv.Lo, iv.Hi, iv.Method = math.Tanh(at.z-half), math.Tanh(at.z+half), Linearised
	return iv.clip(o)
}

// DeltaMixture is [CliffDelta] where the values are themselves uncertain, such
// as depths under several draws of the reply edges: redraw sets the values of
// one draw, in the order of obs, whose own values are the most probable ones
// and give the estimate. The interval holds the middle of the mixture of the
// draws' distributions, so that it allows both for the sampling of clusters and
// for the doubt about the values. Draws whose delta has no error of its own are
// left out; where more than half are, there is no interval (Unstable).
func DeltaMixture(obs []Observation, draws int, redraw func(draw int, into []Observation), opt Options) Interval {
	if draws <= 0 {
		return CliffDelta(obs, opt)
	}
	o := opt.withDefaults()
	iv, _ := cliffDelta(obs, o)
	if iv.Missing != None && iv.Missing != NoVariation {
		return iv
	}
	var parts []onAtanh
	into := slices.Clone(obs)
	for m := range draws {
		redraw(m, into)
		if d, at := cliffDelta(into, o); d.OK() {
			parts = append(parts, at)
		}
	}
	if 2*len(parts) < draws {
		return iv.missing(Unstable)
	}
	tail := (1 - o.Level) / 2
	iv.Missing, iv.Method = None, Linearised
	iv.Lo, iv.Hi = math.Tanh(mixtureQuantile(parts, tail)), math.Tanh(mixtureQuantile(parts, 1-tail))
	return iv.clip(o)
}

// onAtanh is the distribution of a delta on the scale of atanh: Student's t
// with df degrees of freedom around z, stretched by scale.
type onAtanh struct{ z, scale, df float64 }

// mixtureQuantile is the p-quantile of the even mixture of parts, by bisection.
func mixtureQuantile(parts []onAtanh, p float64) float64 {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, c := range parts {
		q := c.z + c.scale*tQuantile(p, c.df)
		lo, hi = min(lo, q), max(hi, q)
	}
	for range 60 {
		mid, below := (lo+hi)/2, 0.0
		for _, c := range parts {
			below += tCDF((mid-c.z)/c.scale, c.df)
		}
		if below < p*float64(len(parts)) {
			lo = mid
		} else {
			hi = mid
		}
	}
	return (lo + hi) / 2
}

// cliffDelta gives the delta with its standard error and its distribution on
// the scale of atanh, the bounds left open.
func cliffDelta(obs []Observation, o Options) (Interval, onAtanh) {
	o.Min, o.Max = -1, 1
	placed := placements(obs)
	delta := 0.0
	var na, nb float64
	for _, p := range placed {
		if p.b {
			delta += p.value
			nb++
		} else {
			na++
		}
	}
	pairs := pairsOf(placed)
	iv, df := startDifference(pairs, o)
	iv.Value = math.NaN()
	if na > 0 && nb > 0 {
		iv.Value = delta / nb
	}
	if !iv.OK() {
		return iv, onAtanh{}
	}
	// Side A's placements are how far B lies above it, so that both sides'
	// means are delta.
	iv.SE = deltaSE(pairs, iv.Value, na, nb)
	if !(iv.SE > 1e-12) || math.Abs(iv.Value) >= 1 {
		return iv.missing(NoVariation), onAtanh{}
	}
	return iv, onAtanh{math.Atanh(iv.Value), iv.SE / (1 - iv.Value*iv.Value), df}
}

// placement is how a value stands against the other side: for one of B, the
// share of A below it minus the share above it; for one of A, the share of B
// above it minus the share below it.
type placement struct {
	value   float64
	cluster int
	b       bool
}

func placements(obs []Observation) []placement {
	s := slices.Clone(obs)
	slices.SortStableFunc(s, func(x, y Observation) int {
		return cmp.Or(cmp.Compare(x.Value, y.Value), cmp.Compare(x.Cluster, y.Cluster))
	})
	var na, nb float64
	for _, x := range s {
		if x.B {
			nb++
		} else {
			na++
		}
	}
	out := make([]placement, 0, len(s))
	var belowA, belowB float64
	for i := 0; i < len(s); {
		j := i
		var tiedA, tiedB float64
		for ; j < len(s) && s[j].Value == s[i].Value; j++ {
			if s[j].B {
				tiedB++
			} else {
				tiedA++
			}
		}
		overA := (2*belowA + tiedA - na) / na // share of A below minus above
		overB := (2*belowB + tiedB - nb) / nb
		for _, x := range s[i:max(j, i+1)] { // a NaN equals nothing
			v := overA
			if !x.B {
				v = -overB
			}
			out = append(out, placement{v, x.Cluster, x.B})
		}
		belowA, belowB = belowA+tiedA, belowB+tiedB
		i = max(j, i+1)
	}
	return out
}

// pairsOf adds placements up by cluster, clusters in order of their number.
func pairsOf(placed []placement) []Pair {
	s := slices.Clone(placed)
	slices.SortStableFunc(s, func(x, y placement) int { return cmp.Compare(x.cluster, y.cluster) })
	var out []Pair
	for i, p := range s {
		if i == 0 || p.cluster != s[i-1].cluster {
			out = append(out, Pair{})
		}
		side := &out[len(out)-1].A
		if p.b {
			side = &out[len(out)-1].B
		}
		side.Sum += p.value
		side.N++
	}
	return out
}

// deltaSE is the standard error of delta from the placements of both sides: a
// cluster moves delta by what its values on either side do.
func deltaSE(pairs []Pair, delta, na, nb float64) float64 {
	sum := 0.0
	for _, p := range pairs {
		sum += sq((p.B.Sum-delta*p.B.N)/nb + (p.A.Sum-delta*p.A.N)/na)
	}
	g := float64(len(pairs))
	return math.Sqrt(g / (g - 1) * sum)
}

// ShareDifference estimates the share on side B minus that on side A. The
// interval combines the two shares' Wilson intervals (Newcombe 1998b, method
// 10; Zou & Donner 2008 with a correlation where units are on both sides), each
// at its effective sample size as in [Share].
func ShareDifference(pairs []Pair, opt Options) Interval {
	o := opt.withDefaults()
	iv, _ := startDifference(pairs, o)
	if !iv.OK() {
		return iv
	}
	ca, cb := sides(pairs)
	a, b := Share(ca, o), Share(cb, o)
	rho := correlation(pairs, a, b)
	under := func(x, y float64) float64 { return math.Sqrt(max(x*x+y*y-2*rho*x*y, 0)) }
	iv.Lo = iv.Value - under(b.Value-b.Lo, a.Hi-a.Value)
	iv.Hi = iv.Value + under(b.Hi-b.Value, a.Value-a.Lo)
	iv.Method = WilsonScore
	o.Min, o.Max = -1, 1
	return iv.clip(o)
}

// correlation is that of the two sides' estimates through the units that are
// on both.
func correlation(pairs []Pair, a, b Interval) float64 {
	var na, nb, cov, va, vb float64
	for _, p := range pairs {
		na += p.A.N
		nb += p.B.N
	}
	for _, p := range pairs {
		ua, ub := (p.A.Sum-a.Value*p.A.N)/na, (p.B.Sum-b.Value*p.B.N)/nb
		cov += ua * ub
		va += ua * ua
		vb += ub * ub
	}
	if va == 0 || vb == 0 {
		return 0
	}
	return min(max(cov/math.Sqrt(va*vb), -1), 1)
}

// Holm adjusts p values for their number (Holm 1979): the family's chance of
// even one false finding stays at the level. NaN stays NaN and does not count.
func Holm(ps []float64) []float64 {
	out := make([]float64, len(ps))
	order := make([]int, 0, len(ps))
	for i, p := range ps {
		out[i] = p
		if !math.IsNaN(p) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(ps[i], ps[j]) })
	high := 0.0
	for k, i := range order {
		high = max(high, min(ps[i]*float64(len(order)-k), 1))
		out[i] = high
	}
	return out
}
