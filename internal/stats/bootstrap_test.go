package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func authors(g int, seed uint64) []Cluster {
	rng := rand.New(rand.NewPCG(seed, 5))
	cs := make([]Cluster, g)
	for i := range cs {
		cs[i] = author(rng)
	}
	return cs
}

// With one observation a cluster the estimate is the mean and its usual
// standard error.
func TestMeanOfObservations(t *testing.T) {
	iv := Mean(Observations([]float64{1, 2, 3, 4, 5, 6, 7, 8}), Options{Seed: 1})
	if iv.Value != 4.5 || !near(iv.SE, math.Sqrt(6.0/8), 1e-12) || iv.Clusters != 8 || iv.Effective != 8 {
		t.Errorf("%+v", iv)
	}
	// Student's t gives [2.452, 6.548].
	if !iv.OK() || !near(iv.Lo, 2.452, 0.25) || !near(iv.Hi, 6.548, 0.25) {
		t.Errorf("interval [%v, %v], want near [2.452, 6.548]", iv.Lo, iv.Hi)
	}
}

// Efron & Tibshirani 1993, table 2.1 (treated mice: 94 197 16 38 99 141 23):
// mean 86.86, standard error 25.24; the bootstrap's, which lacks the factor
// sqrt(n/(n-1)), is 23.36 in the limit (section 6.2 has 23.36 too).
func TestMousePublished(t *testing.T) {
	cs := Observations([]float64{94, 197, 16, 38, 99, 141, 23})
	iv := Mean(cs, Options{Seed: 4, Resamples: 20000, Method: Percentile})
	if !near(iv.Value, 86.86, 0.005) || !near(iv.SE, 25.24, 0.005) {
		t.Errorf("mean %.3f, standard error %.3f", iv.Value, iv.SE)
	}
	var s2 float64
	for _, d := range resample(residuals(cs, iv.Value), 20000, 4, false) {
		s2 += d.delta * d.delta
	}
	if se := math.Sqrt(s2 / 20000); !near(se, 23.36, 0.4) {
		t.Errorf("bootstrap standard error %.2f, want about 23.36", se)
	}
}

func TestMissing(t *testing.T) {
	one := Cluster{Sum: 0.5, N: 1}
	for _, tt := range []struct {
		name string
		cs   []Cluster
		want Reason
		need int
	}{
		{"nothing", nil, NoData, MinClusters},
		{"empty clusters", make([]Cluster, 9), NoData, MinClusters},
		{"few", []Cluster{one, {1, 1}, {0, 1}}, FewClusters, MinClusters},
		{"one holds most", []Cluster{{50, 90}, one, one, one, one, {0, 1}, one}, FewEffective, MinEffective},
		{"all the same", []Cluster{one, one, one, one, one, one, one}, NoVariation, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			iv := Mean(tt.cs, Options{})
			if iv.Missing != tt.want || iv.Need != tt.need || !math.IsNaN(iv.Lo) || !math.IsNaN(iv.Hi) {
				t.Errorf("%+v", iv)
			}
		})
	}
}

func TestSameOnAnyNumberOfProcessors(t *testing.T) {
	cs := authors(900, 2)
	many := authors(5000, 3)
	run := func(procs int) []Interval {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		var out []Interval
		for _, m := range []Method{Default, Studentised, BCa, Percentile, Expanded} {
			out = append(out, Mean(cs, Options{Seed: 9, Label: "x", Method: m, Resamples: 6000}))
			out = append(out, Mean(many, Options{Seed: 9, Label: "x", Method: m, Resamples: 6000}))
		}
		return out
	}
	if diff := cmp.Diff(run(1), run(7)); diff != "" {
		t.Errorf("1 against 7 processors:\n%s", diff)
	}
}

func TestLabelsAndSeedsGiveStreamsOfTheirOwn(t *testing.T) {
	seen := map[uint64]string{}
	for seed := range uint64(20) {
		for i := range 50 {
			name := fmt.Sprint(seed, "/", i)
			d := DeriveSeed(seed, fmt.Sprint("label ", i))
			if other, ok := seen[d]; ok {
				t.Fatalf("%s and %s share a seed", name, other)
			}
			seen[d] = name
		}
	}
	a, b := NewRand(1, "a", 0), NewRand(1, "a", 1)
	if a.Uint64() == b.Uint64() {
		t.Error("streams 0 and 1 begin alike")
	}
}

// Random groups keep value and standard error of many clusters.
func TestGroupsKeepTheStandardError(t *testing.T) {
	cs := authors(20000, 1)
	g := group(cs, MaxClusters, 1, "x")
	if len(g) != MaxClusters || !near(Ratio(g), Ratio(cs), 1e-12) {
		t.Fatalf("%d groups, ratio %v against %v", len(g), Ratio(g), Ratio(cs))
	}
	if r := StandardError(g) / StandardError(cs); !near(r, 1, 0.08) { // 2.2% standard deviation
		t.Errorf("standard error changes by %.3f", r)
	}
}

func TestMeanProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := rapid.IntRange(0, 60).Draw(t, "clusters")
		cs := authors(g, rapid.Uint64().Draw(t, "seed"))
		before := slices.Clone(cs)
		opt := Options{Resamples: 200, Min: -1, Max: 1, Seed: 3, Label: "p"}
		iv := Mean(cs, opt)
		if !slices.Equal(cs, before) {
			t.Fatal("Mean changed its input")
		}
		if !cmp.Equal(iv, Mean(cs, opt), cmp.Comparer(func(a, b float64) bool { return a == b || a != a && b != b })) {
			t.Fatal("same input, other result")
		}
		if iv.OK() != (iv.Lo == iv.Lo && iv.Hi == iv.Hi) {
			t.Fatalf("%+v", iv)
		}
		if iv.OK() && !(-1 <= iv.Lo && iv.Lo < iv.Hi && iv.Hi <= 1) {
			t.Fatalf("%+v", iv)
		}
	})
}

func TestMixture(t *testing.T) {
	cs := authors(30, 1)
	var sets [][]Cluster
	for i := range 64 {
		shifted := slices.Clone(cs)
		for j := range shifted {
			shifted[j].Sum += 0.2 * shifted[j].N * float64(i%3-1)
		}
		sets = append(sets, shifted)
	}
	opt := Options{Seed: 1, Label: "m"}
	sure, unsure := Mixture(cs, nil, opt), Mixture(cs, sets, opt)
	if !cmp.Equal(sure, Mean(cs, opt)) {
		t.Error("without sets Mixture is not Mean")
	}
	if unsure.Value != sure.Value || unsure.Hi-unsure.Lo < 1.3*(sure.Hi-sure.Lo) {
		t.Errorf("sure [%.2f, %.2f], unsure [%.2f, %.2f]", sure.Lo, sure.Hi, unsure.Lo, unsure.Hi)
	}
	if iv := Mixture(cs, make([][]Cluster, 64), opt); iv.Missing != Unstable {
		t.Errorf("empty sets: %+v", iv)
	}
}

func TestDifference(t *testing.T) {
	// The same people on both sides, one step apart: hardly any doubt.
	var same, apart []Pair
	for i, c := range authors(20, 4) {
		up := Cluster{Sum: c.Sum + c.N*(0.3+0.01*float64(i%2)), N: c.N}
		same = append(same, Pair{A: c, B: up})
		apart = append(apart, Pair{A: c}, Pair{B: up})
	}
	s, a := Difference(same, Options{Seed: 2}), Difference(apart, Options{Seed: 2})
	if !s.OK() || !a.OK() || !near(s.Value, 0.305, 0.005) || !near(s.Value, a.Value, 1e-12) {
		t.Fatalf("same %+v, apart %+v", s, a)
	}
	if s.Lo <= 0 || s.Hi-s.Lo > 0.2*(a.Hi-a.Lo) {
		t.Errorf("same people [%.3f, %.3f], others [%.3f, %.3f]", s.Lo, s.Hi, a.Lo, a.Hi)
	}
	if iv := Difference(apart[:8], Options{}); iv.Missing != FewClusters || iv.Need != MinClusters || iv.Clusters != 4 {
		t.Errorf("few: %+v", iv)
	}
	if iv := Difference(apart[:1], Options{}); iv.Missing != NoData {
		t.Errorf("one side only: %+v", iv)
	}
}

func BenchmarkMean(b *testing.B) {
	for _, g := range []int{20, 200, 1000, 20000} {
		b.Run(fmt.Sprint(g), func(b *testing.B) {
			cs := authors(g, 1)
			for b.Loop() {
				if iv := Mean(cs, Options{Seed: 1}); !iv.OK() {
					b.Fatal(iv)
				}
			}
		})
	}
}
