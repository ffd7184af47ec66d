package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func near(a, b, tol float64) bool { return math.Abs(a-b) <= tol }

// Newcombe 1998 (Statistics in Medicine 17:857), table I, method 3 (score
// without continuity correction), level 0.95.
func TestWilsonPublished(t *testing.T) {
	for _, tt := range []struct{ k, n, lo, hi float64 }{
		{81, 263, 0.2553, 0.3662},
		{15, 148, 0.0624, 0.1605},
		{0, 20, 0, 0.1611},
		{1, 29, 0.0061, 0.1718},
	} {
		lo, hi := Wilson(tt.k, tt.n, 0.95)
		if !near(lo, tt.lo, 5e-5) || !near(hi, tt.hi, 5e-5) {
			t.Errorf("Wilson(%v, %v) = %.4f, %.4f, want %.4f, %.4f", tt.k, tt.n, lo, hi, tt.lo, tt.hi)
		}
	}
	if lo, hi := Wilson(1, 0, 0.95); !math.IsNaN(lo) || !math.IsNaN(hi) {
		t.Errorf("Wilson(1, 0) = %v, %v, want NaN", lo, hi)
	}
}

func TestShareOfSingletonsIsWilson(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.SampledFrom([]float64{0, 1}), MinClusters, 60).Draw(t, "values")
		iv := Share(Observations(values), Options{})
		sum := 0.0
		for _, v := range values {
			sum += v
		}
		lo, hi := Wilson(sum, float64(len(values)), 0.95)
		if iv.Lo != lo || iv.Hi != hi {
			t.Fatalf("Share = [%v, %v], Wilson = [%v, %v]", iv.Lo, iv.Hi, lo, hi)
		}
	})
}

// What one author repeats tells less than what as many authors say.
func TestShareWidensWithDependence(t *testing.T) {
	var same, mixed []Cluster
	for i := range 12 {
		same = append(same, Cluster{Sum: float64(4 * (i % 2)), N: 4})
		mixed = append(mixed, Cluster{Sum: 2, N: 4})
	}
	a, b := Share(same, Options{}), Share(mixed, Options{})
	if a.Value != 0.5 || b.Value != 0.5 || a.Hi-a.Lo < 1.5*(b.Hi-b.Lo) {
		t.Errorf("dependent [%.3f, %.3f], independent [%.3f, %.3f]", a.Lo, a.Hi, b.Lo, b.Hi)
	}
	none := Share([]Cluster{{0, 4}, {0, 4}, {0, 4}, {0, 4}, {0, 4}, {0, 4}, {0, 4}}, Options{})
	if _, hi := Wilson(0, 7, 0.95); none.Lo != 0 || none.Hi < hi {
		t.Errorf("share of 0 from 7 clusters: [%v, %v], want at least as wide as 0 of 7", none.Lo, none.Hi)
	}
}

func TestShareStaysInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cs := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Cluster {
			n := rapid.IntRange(0, 9).Draw(t, "n")
			return Cluster{Sum: float64(rapid.IntRange(0, n).Draw(t, "k")), N: float64(n)}
		}), 0, 40).Draw(t, "clusters")
		iv := Share(cs, Options{})
		if !iv.OK() {
			return
		}
		if !(0 <= iv.Lo && iv.Lo <= iv.Value+1e-12 && iv.Value <= iv.Hi+1e-12 && iv.Hi <= 1) {
			t.Fatalf("%+v", iv)
		}
	})
}

func TestShareMixture(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	var chosen []Cluster
	for range 40 {
		chosen = append(chosen, follower(0.3)(rng))
	}
	var same, doubtful [][]Cluster
	for i := range 64 {
		same = append(same, chosen)
		moved := slices.Clone(chosen)
		for j := range moved { // one in ten shares is shifted either way
			moved[j].Sum = min(max(moved[j].Sum+float64(i%3-1), 0), moved[j].N)
		}
		doubtful = append(doubtful, moved)
	}
	sure, unsure := Share(chosen, Options{}), ShareMixture(chosen, doubtful, Options{})
	if got := ShareMixture(chosen, nil, Options{}); got != sure {
		t.Errorf("without sets %+v, want %+v", got, sure)
	}
	if got := ShareMixture(chosen, same, Options{}); !near(got.Lo, sure.Lo, 0.01) || !near(got.Hi, sure.Hi, 0.01) {
		t.Errorf("without doubt [%.3f, %.3f], want about [%.3f, %.3f]", got.Lo, got.Hi, sure.Lo, sure.Hi)
	}
	if unsure.Value != sure.Value || unsure.Hi-unsure.Lo < 1.3*(sure.Hi-sure.Lo) || unsure.Lo > unsure.Value || unsure.Hi < unsure.Value {
		t.Errorf("sure [%.3f, %.3f], unsure [%.3f, %.3f]", sure.Lo, sure.Hi, unsure.Lo, unsure.Hi)
	}
	if got := ShareMixture(chosen, make([][]Cluster, 64), Options{}); got.Missing != Unstable {
		t.Errorf("empty sets: %+v", got)
	}
}
