package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestGini(t *testing.T) {
	for _, tt := range []struct {
		in   []float64
		want float64
	}{
		{[]float64{4, 4, 4}, 0},
		{[]float64{0, 0, 0, 9}, 0.75},
		{[]float64{1, 2, 3, 4}, 0.25},
		{[]float64{5}, 0},
		{nil, math.NaN()},
		{[]float64{0, 0}, math.NaN()},
	} {
		if got := Gini(tt.in, Options{}).Value; !cmp.Equal(got, tt.want, cmpopts.EquateApprox(0, 1e-12), cmpopts.EquateNaNs()) {
			t.Errorf("Gini(%v) = %v, want %v", tt.in, got, tt.want)
		}
	}
}

func TestGiniJackknife(t *testing.T) {
	counts := []float64{1, 1, 2, 3, 5, 8, 13, 2}
	iv := Gini(counts, Options{})
	var left []float64
	mean := 0.0
	for i := range counts {
		g := Gini(slices.Delete(slices.Clone(counts), i, i+1), Options{}).Value
		left = append(left, g)
		mean += g / 8
	}
	ss := 0.0
	for _, g := range left {
		ss += (g - mean) * (g - mean)
	}
	if want := math.Sqrt(7.0 / 8 * ss); !near(iv.SE, want, 1e-12) {
		t.Errorf("standard error %v, want %v", iv.SE, want)
	}
	if !iv.OK() || iv.Lo < 0 || iv.Hi > 1 {
		t.Errorf("%+v", iv)
	}
}

// Exponential amounts have a Gini coefficient of 1/2.
func TestGiniCoverage(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 9))
	hit := 0.0
	const reps = 600
	for range reps {
		x := make([]float64, 60)
		for i := range x {
			x[i] = rng.ExpFloat64()
		}
		if iv := Gini(x, Options{}); iv.Lo <= 0.5 && 0.5 <= iv.Hi {
			hit++
		}
	}
	t.Logf("coverage %.3f", hit/reps)
	if hit/reps < 0.92 {
		t.Errorf("coverage %.3f", hit/reps)
	}
}
