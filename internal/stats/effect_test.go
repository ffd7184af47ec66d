package stats

import (
	"math"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// sidesOf makes observations of two samples, each value a cluster of its own.
func sidesOf(a, b []float64) []Observation {
	var obs []Observation
	for _, v := range a {
		obs = append(obs, Observation{Value: v, Cluster: len(obs)})
	}
	for _, v := range b {
		obs = append(obs, Observation{Value: v, Cluster: len(obs), B: true})
	}
	return obs
}

// The example of R's effsize::cliff.delta: -0.25 [-0.727, 0.389] by Cliff's own
// interval with normal quantiles, which is narrower than one with Student's.
func TestCliffDeltaPublished(t *testing.T) {
	treatment := []float64{10, 10, 20, 20, 20, 30, 30, 30, 40, 50}
	control := []float64{10, 20, 30, 40, 40, 50}
	iv := CliffDelta(sidesOf(control, treatment), Options{})
	if !near(iv.Value, -0.25, 1e-12) || !iv.OK() || !near(iv.Lo, -0.727, 0.06) || !near(iv.Hi, 0.389, 0.06) {
		t.Errorf("%+v", iv)
	}
}

func TestCliffDeltaIsTheMeanSign(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		gen := rapid.Custom(func(t *rapid.T) Observation {
			return Observation{
				Value:   float64(rapid.IntRange(-3, 3).Draw(t, "value")),
				Cluster: rapid.IntRange(0, 9).Draw(t, "cluster"), B: rapid.Bool().Draw(t, "b"),
			}
		})
		obs := rapid.SliceOfN(gen, 0, 40).Draw(t, "observations")
		sum, n := 0.0, 0.0
		for _, x := range obs {
			for _, y := range obs {
				if !x.B && y.B {
					n++
					switch {
					case y.Value > x.Value:
						sum++
					case y.Value < x.Value:
						sum--
					}
				}
			}
		}
		iv := CliffDelta(obs, Options{})
		if n == 0 {
			if !math.IsNaN(iv.Value) || iv.OK() {
				t.Fatalf("one side empty: %+v", iv)
			}
			return
		}
		if !near(iv.Value, sum/n, 1e-12) {
			t.Fatalf("delta %v, want %v", iv.Value, sum/n)
		}
		if iv.OK() && !(-1 <= iv.Lo && iv.Lo <= iv.Value && iv.Value <= iv.Hi && iv.Hi <= 1) {
			t.Fatalf("%+v", iv)
		}
	})
}

// Both sides normal, B half a standard deviation up: delta is
// 2*Phi(0.5/sqrt2)-1 = 0.2763; what one author writes is correlated.
func TestCliffDeltaCoverage(t *testing.T) {
	const truth = 0.27633
	for _, g := range []int{12, 40} {
		rng := rand.New(rand.NewPCG(uint64(g), 11))
		hit, given := 0.0, 0.0
		for range 500 {
			var obs []Observation
			for c := range 2 * g {
				own := rng.NormFloat64() * 0.6
				for range int(comments(rng)) {
					v := own + 0.8*rng.NormFloat64()
					if c >= g {
						v += 0.5
					}
					obs = append(obs, Observation{Value: v, Cluster: c, B: c >= g})
				}
			}
			if iv := CliffDelta(obs, Options{}); iv.OK() {
				given++
				if iv.Lo <= truth && truth <= iv.Hi {
					hit++
				}
			}
		}
		t.Logf("%d authors a side: coverage %.3f", g, hit/given)
		if cov := hit / given; cov < 0.92 {
			t.Errorf("%d authors a side: coverage %.3f", g, cov)
		}
	}
}

// Newcombe 1998 (Statistics in Medicine 17:873), table II, method 10.
func TestShareDifferencePublished(t *testing.T) {
	for _, tt := range []struct {
		ka, na, kb, nb int
		lo, hi         float64
	}{
		{48, 80, 56, 70, 0.0524, 0.3339},
		{3, 10, 9, 10, 0.1705, 0.8090},
		{2, 7, 6, 7, 0.0582, 0.8062},
		{0, 29, 5, 56, -0.0381, 0.1926},
	} {
		var pairs []Pair
		for i := range tt.na {
			pairs = append(pairs, Pair{A: Cluster{Sum: b2f(i < tt.ka), N: 1}})
		}
		for i := range tt.nb {
			pairs = append(pairs, Pair{B: Cluster{Sum: b2f(i < tt.kb), N: 1}})
		}
		iv := ShareDifference(pairs, Options{})
		if !near(iv.Lo, tt.lo, 5e-5) || !near(iv.Hi, tt.hi, 5e-5) {
			t.Errorf("%d/%d - %d/%d: [%.4f, %.4f], want [%.4f, %.4f]", tt.kb, tt.nb, tt.ka, tt.na, iv.Lo, iv.Hi, tt.lo, tt.hi)
		}
	}
}

func b2f(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// Draws that agree change nothing; draws that differ widen the interval toward
// what they say.
func TestDeltaMixture(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	obs := make([]Observation, 120)
	for i := range obs {
		obs[i] = Observation{Value: rng.NormFloat64(), Cluster: i / 2, B: i%4 > 1}
		if obs[i].B {
			obs[i].Value += 1.2
		}
	}
	plain := CliffDelta(obs, Options{})
	same := DeltaMixture(obs, 16, func(int, []Observation) {}, Options{})
	if diff := cmp.Diff(plain, same, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
		t.Errorf("draws that agree:\n%s", diff)
	}
	doubted := DeltaMixture(obs, 16, func(draw int, into []Observation) {
		for i, x := range obs {
			into[i].Value = x.Value
			if x.B && draw%2 == 1 {
				into[i].Value -= 1.2
			}
		}
	}, Options{})
	if doubted.Value != plain.Value || !(plain.Lo > 0.2) || !(doubted.Lo < 0) || !near(doubted.Hi, plain.Hi, 0.06) {
		t.Errorf("half of the draws without a difference: %+v, against %+v", doubted, plain)
	}
	if iv := DeltaMixture(obs[:4], 16, func(int, []Observation) {}, Options{}); iv.OK() || iv.Missing != FewClusters {
		t.Errorf("two units: %+v", iv)
	}
}

// The example of R's p.adjust and of most textbooks.
func TestHolm(t *testing.T) {
	nan := math.NaN()
	for _, tt := range []struct{ in, want []float64 }{
		{[]float64{0.01, 0.04, 0.03, 0.005}, []float64{0.03, 0.06, 0.06, 0.02}},
		{[]float64{0.01, nan, 0.04, 0.03, 0.005}, []float64{0.03, nan, 0.06, 0.06, 0.02}},
		{[]float64{0.6, 0.5}, []float64{1, 1}},
		{nil, []float64{}},
	} {
		if diff := cmp.Diff(tt.want, Holm(tt.in), cmpopts.EquateApprox(0, 1e-12), cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("Holm(%v):\n%s", tt.in, diff)
		}
	}
}

// Student's sleep data (Cushny & Peebles 1905), as two samples: Welch's t test
// gives p = 0.0794, and a permutation test should be near.
func TestPermutePublished(t *testing.T) {
	one := []float64{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0}
	two := []float64{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4}
	var apart, same []Pair
	for i := range one {
		apart = append(apart, Pair{A: Cluster{one[i], 1}}, Pair{B: Cluster{two[i], 1}})
		same = append(same, Pair{A: Cluster{one[i], 1}, B: Cluster{two[i], 1}})
	}
	if p := Permute(apart, 20000, Options{Seed: 1}); !near(p.P, 0.0794, 0.006) || p.Permutations != 20000 {
		t.Errorf("two samples: %+v, want about 0.0794", p)
	}
	// Paired: 2 of the 2^10 sign changes are as extreme, one pair is 0: 4/1024.
	if p := Permute(same, 20000, Options{Seed: 1}); !near(p.P, 4.0/1024, 0.0015) {
		t.Errorf("paired: %+v, want about 0.0039", p)
	}
}

// Without a difference p is at most 0.05 about once in twenty, also where one
// side has fewer authors of wider spread.
func TestPermutationSize(t *testing.T) {
	const reps = 600
	rng := rand.New(rand.NewPCG(8, 8))
	low := 0.0
	for r := range reps {
		var pairs []Pair
		for range 40 {
			c := author(rng)
			c.Sum -= authorMean * c.N
			pairs = append(pairs, Pair{A: c})
		}
		for range 14 {
			c := author(rng)
			c.Sum = (c.Sum - authorMean*c.N) * 2
			pairs = append(pairs, Pair{B: c})
		}
		if Permute(pairs, 299, Options{Seed: uint64(r)}).P <= 0.05 {
			low++
		}
	}
	t.Logf("size %.3f at 0.05", low/reps)
	if size := low / reps; size > 0.085 || size < 0.02 {
		t.Errorf("size %.3f at 0.05", size)
	}
}

func TestPermuteEdges(t *testing.T) {
	one := Pair{A: Cluster{1, 1}}
	if p := Permute([]Pair{one, one, one}, 99, Options{}); !math.IsNaN(p.P) {
		t.Errorf("one side: %+v", p)
	}
	flat := []Pair{one, one, {B: Cluster{1, 1}}, {B: Cluster{2, 2}}}
	if p := Permute(flat, 99, Options{}); !math.IsNaN(p.P) {
		t.Errorf("no variation: %+v", p)
	}
	apart := []Pair{one, one, one, {B: Cluster{2, 1}}, {B: Cluster{2, 1}}, {B: Cluster{2, 1}}}
	if p := Permute(apart, 9999, Options{}); !near(p.P, 0.1, 0.02) { // 2 of 20 ways
		t.Errorf("complete separation: %+v, want about 0.1", p)
	}
}

func TestPermuteOnAnyNumberOfProcessors(t *testing.T) {
	var pairs []Pair
	for i, c := range authors(60, 1) {
		switch i % 3 {
		case 0:
			pairs = append(pairs, Pair{A: c})
		case 1:
			pairs = append(pairs, Pair{B: c})
		default:
			pairs = append(pairs, Pair{A: c, B: Cluster{c.Sum * 0.9, c.N}})
		}
	}
	run := func(procs int) Permutation {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		return Permute(pairs, 3000, Options{Seed: 3, Label: "x"})
	}
	if a, b := run(1), run(5); a != b {
		t.Errorf("%+v on one processor, %+v on five", a, b)
	}
}

// A share of 0.15 against one of 0.4, a third of the authors on both sides and
// alike there.
func TestShareDifferenceCoverage(t *testing.T) {
	for _, g := range []int{18, 60} {
		rng := rand.New(rand.NewPCG(uint64(g), 13))
		hit, given := 0.0, 0.0
		for range 500 {
			pairs := make([]Pair, g)
			for i := range pairs {
				level := rng.Float64() // an author who is high on one side is so on the other
				draw := func(p float64) Cluster {
					c := Cluster{N: comments(rng)}
					for range int(c.N) {
						if 0.5*level+0.5*rng.Float64() < triangular(p) {
							c.Sum++
						}
					}
					return c
				}
				if i%3 != 1 {
					pairs[i].A = draw(0.15)
				}
				if i%3 != 2 {
					pairs[i].B = draw(0.4)
				}
			}
			if iv := ShareDifference(pairs, Options{}); iv.OK() {
				given++
				if iv.Lo <= 0.25 && 0.25 <= iv.Hi {
					hit++
				}
			}
		}
		t.Logf("%d pairs: coverage %.3f of %v", g, hit/given, given)
		if cov := hit / given; cov < 0.92 {
			t.Errorf("%d pairs: coverage %.3f", g, cov)
		}
	}
}

// triangular is the p-quantile, below 0.5, of the mean of two uniform numbers.
func triangular(p float64) float64 { return math.Sqrt(p / 2) }
