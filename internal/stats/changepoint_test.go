package stats

import (
	"math"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// series makes each value a cluster of its own.
func series(values []float64) []Point {
	out := make([]Point, len(values))
	for i, v := range values {
		out[i] = Point{X: float64(i), Y: v, Cluster: i}
	}
	return out
}

// The flow of the Nile at Aswan, 1871-1970: one change after 1898, when the dam
// was begun (Cobb 1978; Balke 1993), from 1097.75 to 849.97.
func TestNilePublished(t *testing.T) {
	flow := []float64{
		1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
		1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
		831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759,
		781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890,
		744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
	}
	got := ChangePoints(series(flow), ChangeOptions{Seed: 1})
	if len(got) != 1 || got[0].Index != 28 || !near(got[0].Before, 1097.75, 0.005) || !near(got[0].After, 849.97, 0.005) {
		t.Fatalf("%+v", got)
	}
	// strucchange's 95% interval is 1895 to 1901.
	if c := got[0]; c.P > 0.005 || c.Lo < 20 || c.Hi > 36 || c.Lo > 28 || c.Hi < 28 {
		t.Errorf("%+v", c)
	}
}

func TestTwoChanges(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	var v []float64
	for i := range 180 {
		v = append(v, rng.NormFloat64()*0.3+map[bool]float64{true: 0.5}[i >= 60 && i < 120])
	}
	got := ChangePoints(series(v), ChangeOptions{Seed: 1})
	if len(got) != 2 || math.Abs(float64(got[0].Index-60)) > 6 || math.Abs(float64(got[1].Index-120)) > 6 {
		t.Errorf("%+v", got)
	}
}

// Without a change about one series in twenty is split, also where authors
// write in runs and each has a tone of their own.
func TestChangePointSize(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation of a second")
	}
	const reps = 400
	rng := rand.New(rand.NewPCG(5, 5))
	split := 0.0
	for r := range reps {
		var points []Point
		for c := range 40 {
			own := 0.3 * rng.NormFloat64()
			for range int(comments(rng)) { // in a row
				points = append(points, Point{X: float64(len(points)), Y: own + 0.3*rng.NormFloat64(), Cluster: c})
			}
		}
		if len(ChangePoints(points, ChangeOptions{Seed: uint64(r), Resamples: 199})) > 0 {
			split++
		}
	}
	t.Logf("split %.3f of series without a change", split/reps)
	if size := split / reps; size > 0.08 {
		t.Errorf("split %.3f of series without a change", size)
	}
}

// Threads one after the other, each with a tone of its own: no change, though
// their authors, who write in any of them, would not tell.
func TestChangePointsAmongThreads(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation of a second")
	}
	const reps = 100
	rng := rand.New(rand.NewPCG(5, 6))
	var one, two float64
	for r := range reps {
		var points []Point
		var threads []int
		for th := range 30 {
			own := 0.25 * rng.NormFloat64()
			for range 15 {
				points = append(points, Point{X: float64(len(points)), Y: own + 0.4*rng.NormFloat64(), Cluster: rng.IntN(200)})
				threads = append(threads, th)
			}
		}
		o := ChangeOptions{Seed: uint64(r), Resamples: 199}
		if len(ChangePoints(points, o)) > 0 {
			one++
		}
		o.Second = threads
		if len(ChangePoints(points, o)) > 0 {
			two++
		}
	}
	t.Logf("split by authors alone %.3f, with threads %.3f of series without a change", one/reps, two/reps)
	if two/reps > 0.1 || one/reps < 0.3 {
		t.Errorf("split by authors alone %.3f, with threads %.3f of series without a change", one/reps, two/reps)
	}
}

// Long series are looked at in cells; the place stays exact.
func TestLongSeries(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	points := make([]Point, 3*cellsFrom)
	for i := range points {
		points[i] = Point{X: float64(i), Y: rng.NormFloat64(), Cluster: rng.IntN(2000)}
		if i >= 7777 {
			points[i].Y += 0.7
		}
	}
	got := ChangePoints(points, ChangeOptions{Seed: 1})
	if len(got) != 1 || math.Abs(float64(got[0].Index-7777)) > 20 || got[0].Lo > 7777 || got[0].Hi < 7777 || got[0].Hi-got[0].Lo > 200 {
		t.Errorf("%+v", got)
	}
}

func BenchmarkChangePoints(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	points := make([]Point, 100_000)
	for i := range points {
		points[i] = Point{X: float64(i), Y: rng.NormFloat64() + float64(i/40_000), Cluster: rng.IntN(20_000)}
	}
	for b.Loop() {
		if len(ChangePoints(points, ChangeOptions{Seed: 1})) < 2 {
			b.Fatal("missed")
		}
	}
}

func TestChangePointsTakeAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var points []Point
		for range rapid.IntRange(0, 80).Draw(t, "n") {
			points = append(points, Point{X: float64(len(points) / 3), Y: float64(rapid.IntRange(0, 2).Draw(t, "y")), Cluster: rapid.IntRange(0, 20).Draw(t, "cluster")})
		}
		last := 0
		for _, c := range ChangePoints(points, ChangeOptions{Resamples: 49, Alpha: 0.5}) {
			if c.Index-last < 10 || len(points)-c.Index < 10 || c.Lo > c.Index || c.Hi < c.Index || c.P > 0.5 || c.P <= 0 {
				t.Fatalf("%+v after %d of %d", c, last, len(points))
			}
			if points[c.Index].X == points[c.Index-1].X {
				t.Fatalf("%+v splits points at the same place", c)
			}
			last = c.Index
		}
	})
}

func TestChangePointsOnAnyNumberOfProcessors(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	var points []Point
	for i := range 300 {
		points = append(points, Point{X: float64(i), Y: rng.NormFloat64() + float64(i/100), Cluster: rng.IntN(80)})
	}
	run := func(procs int) []ChangePoint {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		return ChangePoints(points, ChangeOptions{Seed: 2})
	}
	want := run(1)
	if diff := cmp.Diff(want, run(5)); diff != "" || len(want) == 0 {
		t.Errorf("%d changes\n%s", len(want), diff)
	}
}
