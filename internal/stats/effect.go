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
		return iv
	}
	// Side A's placements are how far B lies above it, so that both sides'
	// means are delta.
	iv.SE = deltaSE(pairs, iv.Value, na, nb)
	if !(iv.SE > 1e-12) || math.Abs(iv.Value) >= 1 {
		return iv.missing(NoVariation)
	}
	half := tQuantile((1+o.Level)/2, df) * iv.SE / (1 - iv.Value*iv.Value)
	z := math.Atanh(iv.Value)
	iv.Lo, iv.Hi, iv.Method = math.Tanh(z-half), math.Tanh(z+half), Linearised
	return iv.clip(o)
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
