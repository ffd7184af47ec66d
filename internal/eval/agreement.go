package eval

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Scale is the level of measurement of coded values.
type Scale int

// The scales of Krippendorff's alpha.
const (
	Nominal Scale = iota
	Ordinal
	Interval
	Ratio
)

// Alpha is Krippendorff's alpha: agreement between coders corrected for
// chance, 1 for perfect agreement, 0 for what chance gives, below 0 for less.
// units holds, for each unit, the values that its coders gave, in any number
// and order; NaN is a missing value. NaN where nothing can be compared or all
// values are the same. After Krippendorff, "Computing Krippendorff's
// Alpha-Reliability" (2011).
func Alpha(units [][]float64, scale Scale) float64 {
	o := coincidences(units)
	if o.total == 0 {
		return math.NaN()
	}
	observed, expected := 0.0, 0.0
	for c := range o.values {
		for k := range o.values {
			d := o.distance(c, k, scale)
			observed += o.count[c][k] * d
			expected += o.margin[c] * o.margin[k] * d
		}
	}
	if expected == 0 {
		return math.NaN()
	}
	return 1 - (o.total-1)*observed/expected
}

// coincidence is the matrix of pairs of values given to the same unit.
type coincidence struct {
	values []float64 // sorted
	count  [][]float64
	margin []float64
	total  float64
}

func coincidences(units [][]float64) *coincidence {
	o := &coincidence{}
	var paired [][]float64
	for _, u := range units {
		u = slices.DeleteFunc(slices.Clone(u), math.IsNaN)
		if len(u) < 2 {
			continue
		}
		paired = append(paired, u)
		o.values = append(o.values, u...)
	}
	slices.Sort(o.values)
	o.values = slices.Compact(o.values)
	o.margin = make([]float64, len(o.values))
	o.count = make([][]float64, len(o.values))
	for i := range o.count {
		o.count[i] = make([]float64, len(o.values))
	}
	for _, u := range paired {
		for i, a := range u {
			ia, _ := slices.BinarySearch(o.values, a)
			o.margin[ia]++
			o.total++
			for j, b := range u {
				if i != j {
					ib, _ := slices.BinarySearch(o.values, b)
					o.count[ia][ib] += 1 / float64(len(u)-1)
				}
			}
		}
	}
	return o
}

// distance is the squared difference between two values on a scale.
func (o *coincidence) distance(c, k int, scale Scale) float64 {
	if c == k {
		return 0
	}
	a, b := o.values[c], o.values[k]
	d := 1.0
	switch scale {
	case Ordinal:
		lo, hi := min(c, k), max(c, k)
		d = -(o.margin[lo] + o.margin[hi]) / 2
		for g := lo; g <= hi; g++ {
			d += o.margin[g]
		}
	case Interval:
		d = a - b
	case Ratio:
		if a+b == 0 {
			return 0
		}
		d = (a - b) / (a + b)
	}
	return d * d
}

// AlphaInterval is alpha with the percentile interval of a bootstrap over
// units. Replicates without any variation are left out.
func AlphaInterval(units [][]float64, scale Scale, r Resampling) Figure {
	r = r.withDefaults()
	f := Figure{Name: "Krippendorff's alpha", Value: Alpha(units, scale), Lo: math.NaN(), Hi: math.NaN()}
	var draws [][]float64
	sample := make([][]float64, len(units))
	for i := range r.Replicates {
		rng := rand.New(rand.NewPCG(r.Seed, uint64(i)))
		for j := range sample {
			sample[j] = units[rng.IntN(len(units))]
		}
		if a := Alpha(sample, scale); !math.IsNaN(a) {
			draws = append(draws, []float64{a})
		}
	}
	if len(draws) > 0 {
		f.Lo, f.Hi = interval(draws, 0, r.Level)
	}
	return f
}

// Kappa is Cohen's kappa of two coders' class indices; pairs with a negative
// index are left out. NaN where there is nothing to compare.
func Kappa(a, b []int, classes int) float64 {
	n, same := 0.0, 0.0
	ma, mb := make([]float64, classes), make([]float64, classes)
	for i := range a {
		if a[i] < 0 || b[i] < 0 {
			continue
		}
		n++
		ma[a[i]]++
		mb[b[i]]++
		if a[i] == b[i] {
			same++
		}
	}
	chance := 0.0
	for k := range ma {
		chance += ma[k] / n * mb[k] / n
	}
	if n == 0 || chance == 1 {
		return math.NaN()
	}
	return (same/n - chance) / (1 - chance)
}
