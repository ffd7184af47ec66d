package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Two sides of two straight lines: the gap at equal covariate is exact.
func TestAdjustedDifferenceExact(t *testing.T) {
	var obs []Adjusted
	for i := range 20 {
		z := float64(i)
		b := i >= 8
		y := 1 + 0.5*z
		if b {
			y += 2
		}
		y += 0.01 * float64(i%2)
		obs = append(obs, Adjusted{Value: y, Covariate: z, Cluster: i, B: b})
	}
	iv := AdjustedDifference(obs, Options{})
	if !near(iv.Value, 2, 0.005) || !iv.OK() || iv.Lo > 2 || iv.Hi < 2 || iv.Hi-iv.Lo > 0.05 {
		t.Errorf("%+v", iv)
	}
	for i := range obs {
		obs[i].Covariate = 7
	}
	plain := 0.0
	for i, x := range obs {
		if i >= 8 {
			plain += x.Value / 12
		} else {
			plain -= x.Value / 8
		}
	}
	if iv := AdjustedDifference(obs, Options{}); !near(iv.Value, plain, 1e-9) {
		t.Errorf("constant covariate: %v, want the plain difference %v", iv.Value, plain)
	}
	if iv := AdjustedDifference(obs[:8], Options{}); iv.Missing != NoData {
		t.Errorf("one side: %+v", iv)
	}
}

// The coefficient and its clustered error agree with the normal equations
// solved outright.
func TestAdjustedDifferenceSandwich(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var obs []Adjusted
	for i := range 60 {
		obs = append(obs, Adjusted{Value: rng.NormFloat64(), Covariate: rng.Float64() + float64(i%3), Cluster: i % 23, B: i%5 < 2})
	}
	var xx [3][3]float64
	var xy [3]float64
	row := func(x Adjusted) [3]float64 { return [3]float64{1, b2f(x.B), x.Covariate} }
	for _, x := range obs {
		for i, u := range row(x) {
			xy[i] += u * x.Value
			for j, v := range row(x) {
				xx[i][j] += u * v
			}
		}
	}
	inv := invert(xx)
	var beta [3]float64
	for i := range 3 {
		for j := range 3 {
			beta[i] += inv[i][j] * xy[j]
		}
	}
	var scores [23]float64
	for _, x := range obs {
		r := row(x)
		e := x.Value - beta[0]*r[0] - beta[1]*r[1] - beta[2]*r[2]
		for j := range 3 {
			scores[x.Cluster] += inv[1][j] * r[j] * e
		}
	}
	v := 0.0
	for _, s := range scores {
		v += s * s
	}
	iv := AdjustedDifference(obs, Options{})
	if want := math.Sqrt(23.0 / 22 * v); !near(iv.Value, beta[1], 1e-9) || !near(iv.SE, want, 1e-9) {
		t.Errorf("%v ± %v, want %v ± %v", iv.Value, iv.SE, beta[1], want)
	}
}

// invert is Gauss-Jordan elimination for the test above.
func invert(m [3][3]float64) [3][3]float64 {
	inv := [3][3]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}
	for i := range 3 {
		d := m[i][i]
		for j := range 3 {
			m[i][j] /= d
			inv[i][j] /= d
		}
		for k := range 3 {
			if k == i {
				continue
			}
			f := m[k][i]
			for j := range 3 {
				m[k][j] -= f * m[i][j]
				inv[k][j] -= f * inv[i][j]
			}
		}
	}
	return inv
}

func TestLeaveOneOut(t *testing.T) {
	pairs := []Pair{
		{A: Cluster{0, 4}}, {A: Cluster{2, 4}}, {B: Cluster{10, 10}}, {B: Cluster{0, 5}, A: Cluster{1, 2}},
	}
	got := LeaveOneOut(pairs)
	// Whole: 10/15 - 3/10. Without each: .1667, .5, -.3, .75.
	if !near(got.Lo, -0.3, 1e-12) || !near(got.Hi, 0.75, 1e-12) || got.Most != 2 || !near(got.Without, -0.3, 1e-12) {
		t.Errorf("%+v", got)
	}
	if none := LeaveOneOut([]Pair{{A: Cluster{1, 1}}, {B: Cluster{1, 1}}}); none.Most != -1 || !math.IsNaN(none.Lo) {
		t.Errorf("%+v", none)
	}
}

func TestGiniDifference(t *testing.T) {
	equal, uneven := make([]float64, 40), make([]float64, 40)
	for i := range equal {
		equal[i], uneven[i] = float64(3+i%2), float64(1+i*i/20)
	}
	iv, p := GiniDifference(equal, uneven, Options{})
	if !iv.OK() || iv.Lo <= 0 || iv.Value < 0.3 || p > 1e-6 {
		t.Errorf("%+v, p %v", iv, p)
	}
	if iv, p := GiniDifference(equal[:3], uneven, Options{}); iv.Missing != FewClusters || iv.Clusters != 3 || !math.IsNaN(p) {
		t.Errorf("%+v, p %v", iv, p)
	}
}
