package eval

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func population(n int) []Unit {
	units := make([]Unit, n)
	for i := range units {
		units[i] = Unit{Stratum: []string{"a", "b", "b", "b"}[i%4], Doubt: float64(i%10) / 10}
	}
	return units
}

// The probabilities that are recorded are those with which units are drawn.
func TestDrawProbabilities(t *testing.T) {
	units := population(80)
	drawn, stated := make([]float64, len(units)), make([]float64, len(units))
	const runs = 4000
	for seed := range uint64(runs) {
		got, err := Draw(units, 24, 0.5, seed)
		if err != nil || len(got) != 24 {
			t.Fatalf("%d units, %v", len(got), err)
		}
		for _, s := range got {
			drawn[s.Index]++
			stated[s.Index] = s.P
		}
	}
	for i := range units {
		if d := math.Abs(drawn[i]/runs - stated[i]); d > 0.035 {
			t.Errorf("unit %d: drawn %.3f, stated %.3f", i, drawn[i]/runs, stated[i])
		}
	}
}

func TestDraw(t *testing.T) {
	units := population(80)
	got, err := Draw(units, 20, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	seen, strata := map[int]bool{}, map[string]int{}
	for _, s := range got {
		seen[s.Index] = true
		strata[units[s.Index].Stratum]++
		if want := map[string]float64{"a": 10.0 / 20, "b": 10.0 / 60}[units[s.Index].Stratum]; math.Abs(s.P-want) > 1e-9 {
			t.Errorf("p %v, want %v", s.P, want)
		}
	}
	if len(seen) != 20 || strata["a"] != 10 {
		t.Errorf("%d units, strata %v", len(seen), strata)
	}
	again, _ := Draw(units, 20, 0, 1)
	if d := cmp.Diff(got, again); d != "" {
		t.Errorf("the same seed draws another sample: %s", d)
	}
	if all, err := Draw(units, 1000, 0.3, 1); err != nil || len(all) != 80 || all[0].P != 1 {
		t.Errorf("a sample of all: %d, %v", len(all), err)
	}
	if _, err := Draw(units, 1, 0, 1); err == nil || !strings.Contains(err.Error(), "2 strata") {
		t.Errorf("error %v", err)
	}
	if none, err := Draw(nil, 5, 0, 1); err != nil || len(none) != 0 {
		t.Errorf("a sample of nothing: %v, %v", none, err)
	}
}

// The corrected share is right on average where the engine's is wrong, its
// interval covers the truth as often as it says, and it is narrower than the
// sample's alone.
func TestSharesCorrect(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	const n = 3000
	units, corpus, labels := make([]Unit, n), make([][]float64, n), make([]int, n)
	truth := 0.0
	for i := range units {
		lean := rng.Float64()
		if rng.Float64() < 0.1+0.6*lean {
			labels[i] = 1
			truth += 1.0 / n
		}
		seen := min(1, 0.3+0.7*lean) // leans to class 1 more than it should
		corpus[i] = []float64{1 - seen, seen}
		units[i] = Unit{Doubt: 1 - max(seen, 1-seen)}
	}
	covered, sum, width, alone := 0, 0.0, 0.0, 0.0
	const runs = 300
	for seed := range uint64(runs) {
		drawn, err := Draw(units, 200, 0.4, seed)
		if err != nil {
			t.Fatal(err)
		}
		var sampled [][]float64
		var gold []int
		var p []float64
		for _, s := range drawn {
			sampled, gold, p = append(sampled, corpus[s.Index]), append(gold, labels[s.Index]), append(p, s.P)
		}
		e := Shares([]string{"no", "yes"}, corpus, sampled, gold, p, 0.95)[1]
		if e.Corrected.Lo <= truth && truth <= e.Corrected.Hi {
			covered++
		}
		sum += e.Corrected.Value / runs
		width += e.Corrected.Hi - e.Corrected.Lo
		alone += e.Sample.Hi - e.Sample.Lo
		if math.Abs(e.Engine-truth) < 0.1 {
			t.Fatalf("the engine is not wrong: %v, %v", e.Engine, truth)
		}
	}
	if math.Abs(sum-truth) > 0.01 {
		t.Errorf("mean estimate %.3f, truth %.3f", sum, truth)
	}
	if share := float64(covered) / runs; share < 0.91 || share > 0.985 {
		t.Errorf("95%% intervals cover the truth %.3f of the time", share)
	}
	if width >= alone {
		t.Errorf("corrected intervals are %.3f of the sample's", width/alone)
	}
}

func TestWeightedFigures(t *testing.T) {
	p := example()
	p.Weights = []float64{2, 2, 2, 2, 1, 1, 1, 1, 1, 1}
	got := Measure(p, Resampling{Replicates: 50, Seed: 1})
	// negative: recall 4/8; neutral 1/2; positive 3/4; accuracy (4+1+3)/14.
	if !near(got[2].Value, 8.0/14) || !near(got[1].Value, (0.5+0.5+0.75)/3) {
		t.Errorf("weighted accuracy %v, macro-recall %v", got[2].Value, got[1].Value)
	}
	if p.Confusion().Count[0][0] != 2 {
		t.Error("the confusion matrix does not count rows")
	}
}
