package stats

import "math"

// Adjusted is one observation for [AdjustedDifference]: a value, what it is to
// be adjusted for, its unit and its side.
type Adjusted struct {
	Value, Covariate float64
	Cluster          int
	B                bool
}

// AdjustedDifference estimates the mean of side B minus that of side A with a
// covariate held equal: the coefficient of the side in a linear regression of
// the value on side and covariate, with the variance by clusters (CR1, Liang &
// Zeger 1986) and Student's t at Satterthwaite's degrees of freedom, as for
// [Difference]. It assumes that the covariate acts alike, and in a straight line,
// on both sides. Where the covariate does not vary it is the plain difference.
func AdjustedDifference(obs []Adjusted, opt Options) Interval {
	o := opt.withDefaults()
	placed := make([]placement, len(obs))
	for i, x := range obs {
		placed[i] = placement{x.Value, x.Cluster, x.B}
	}
	iv, df := startDifference(pairsOf(placed), o)
	if iv.Missing == NoData {
		return iv
	}
	f := newFit(obs)
	iv.Value = f.side
	iv.SE = f.standardError(obs)
	if !iv.OK() {
		return iv
	}
	if !(iv.SE > 1e-12*(1+math.Abs(iv.Value))) {
		return iv.missing(NoVariation)
	}
	half := tQuantile((1+o.Level)/2, df) * iv.SE
	iv.Lo, iv.Hi, iv.Method = iv.Value-half, iv.Value+half, Linearised
	return iv.clip(o)
}

// fit is a least-squares fit of value on side and covariate. The covariate is
// centred within sides, which splits the fit in two (Frisch & Waugh 1933): its
// slope, and the sides' means at an equal covariate.
type fit struct {
	slope, side    float64
	n, meanY, mean [2]float64 // by side: count, mean value, mean covariate
	spread         float64    // sum of squares of the centred covariate
}

func newFit(obs []Adjusted) fit {
	var f fit
	for _, x := range obs {
		s := side(x.B)
		f.n[s]++
		f.meanY[s] += x.Value
		f.mean[s] += x.Covariate
	}
	for s := range 2 {
		f.meanY[s] /= f.n[s]
		f.mean[s] /= f.n[s]
	}
	var cross, square float64
	for _, x := range obs {
		z := x.Covariate - f.mean[side(x.B)]
		f.spread += z * z
		cross += z * x.Value
		square += x.Covariate * x.Covariate
	}
	if f.spread > 1e-12*square {
		f.slope = cross / f.spread
	} else {
		f.spread = 0
	}
	f.side = f.meanY[1] - f.meanY[0] - f.slope*(f.mean[1]-f.mean[0])
	return f
}

// standardError adds up what each cluster moves the coefficient by.
func (f fit) standardError(obs []Adjusted) float64 {
	moved := map[int]int{}
	var by []float64
	gap := f.mean[1] - f.mean[0]
	for _, x := range obs {
		s := side(x.B)
		z := x.Covariate - f.mean[s]
		e := x.Value - f.meanY[s] - f.slope*z
		u := e / f.n[s]
		if s == 0 {
			u = -u
		}
		if f.spread > 0 {
			u -= gap * z * e / f.spread
		}
		k, ok := moved[x.Cluster]
		if !ok {
			k = len(by)
			moved[x.Cluster] = k
			by = append(by, 0)
		}
		by[k] += u
	}
	sum, g := 0.0, float64(len(by))
	for _, u := range by {
		sum += u * u
	}
	return math.Sqrt(g / (g - 1) * sum)
}

func side(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Influence is the range of a difference over leaving out each pair in turn.
type Influence struct {
	Lo, Hi float64
	// Most is the index of the pair whose absence moves the difference most;
	// Without is the difference then. -1 and NaN where no pair can be left out.
	Most    int
	Without float64
}

// LeaveOneOut computes the difference of ratios, side B minus side A, without
// each pair in turn.
func LeaveOneOut(pairs []Pair) Influence {
	nan := math.NaN()
	out := Influence{Lo: nan, Hi: nan, Most: -1, Without: nan}
	var all Pair
	for _, p := range pairs {
		all.A.Sum += p.A.Sum
		all.A.N += p.A.N
		all.B.Sum += p.B.Sum
		all.B.N += p.B.N
	}
	whole := all.B.Sum/all.B.N - all.A.Sum/all.A.N
	most := -1.0
	for i, p := range pairs {
		an, bn := all.A.N-p.A.N, all.B.N-p.B.N
		if !(an > 0 && bn > 0) {
			continue
		}
		d := (all.B.Sum-p.B.Sum)/bn - (all.A.Sum-p.A.Sum)/an
		if out.Most < 0 || d < out.Lo {
			out.Lo = d
		}
		if out.Most < 0 || d > out.Hi {
			out.Hi = d
		}
		if m := math.Abs(d - whole); m > most {
			most, out.Most, out.Without = m, i, d
		}
	}
	return out
}

// GiniDifference estimates the Gini coefficient of b minus that of a, with
// independent jackknife errors and Student's t.
func GiniDifference(a, b []float64, opt Options) (Interval, float64) {
	o := opt.withDefaults()
	ga, gb := Gini(a, opt), Gini(b, opt)
	iv := ga
	if ga.OK() && !gb.OK() || ga.OK() == gb.OK() && gb.Clusters < ga.Clusters {
		iv = gb
	}
	iv.Value, iv.Method = gb.Value-ga.Value, ""
	iv.SE = math.Sqrt(sq(ga.SE) + sq(gb.SE))
	if !iv.OK() {
		return iv, math.NaN()
	}
	va, vb := sq(ga.SE), sq(gb.SE)
	df := sq(va+vb) / (va*va/(ga.Effective-1) + vb*vb/(gb.Effective-1))
	half := tQuantile((1+o.Level)/2, df) * iv.SE
	iv.Lo, iv.Hi, iv.Method = iv.Value-half, iv.Value+half, Jackknife
	p := 2 * tCDF(-math.Abs(iv.Value)/iv.SE, df)
	o.Min, o.Max = -1, 1
	return iv.clip(o), p
}
