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

// NIST/SEMATECH e-Handbook of Statistical Methods, section 4.1.4.4 (pmd144),
// "Example of LOESS computations": local lines, 7 points each.
func TestLoessPublished(t *testing.T) {
	x := []float64{
		0.5578196, 2.0217271, 2.5773252, 3.4140288, 4.3014084, 4.7448394, 5.1073781, 6.5411662, 6.7216176, 7.2600583,
		8.1335874, 9.1224379, 11.9296663, 12.3797674, 13.2728619, 14.2767453, 15.3731026, 15.6476637, 18.5605355, 18.5866354, 18.7572812,
	}
	y := []float64{
		18.63654, 103.49646, 150.35391, 190.51031, 208.70115, 213.71135, 228.49353, 233.55387, 234.55054, 223.89225,
		227.68339, 223.91982, 168.01999, 164.95750, 152.61107, 160.78742, 168.55567, 152.42658, 221.70702, 222.69040, 243.18828,
	}
	want := []float64{
		20.59302, 107.1603, 139.7674, 174.2630, 207.2334, 216.6616, 220.5445, 229.8607, 229.8347, 229.4301,
		226.6045, 220.3904, 172.3480, 163.8417, 161.8490, 160.3351, 160.1920, 161.0556, 227.3400, 227.8985, 231.5586,
	}
	points := make([]Point, len(x))
	for i := range x {
		points[i] = Point{X: x[i], Y: y[i], Cluster: i}
	}
	got, span := Loess(points, x, SmoothOptions{Span: 7.0 / 21})
	if span != 7.0/21 {
		t.Errorf("span %v", span)
	}
	for i, p := range got {
		if !near(p.Y, want[i], 5e-4) {
			t.Errorf("at %v: %.4f, want %.4f", x[i], p.Y, want[i])
		}
	}
}

// wave draws g authors of correlated points around a sine wave on [0, 1].
func wave(rng *rand.Rand, g int) []Point {
	var points []Point
	for c := range g {
		own := 0.2 * rng.NormFloat64()
		for range int(comments(rng)) {
			x := rng.Float64()
			points = append(points, Point{X: x, Y: 0.4*math.Sin(4*x) + own + 0.4*rng.NormFloat64(), Cluster: c})
		}
	}
	return points
}

func TestLoessCoverage(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation of a second")
	}
	at := []float64{0, 0.1, 0.25, 0.5, 0.75, 0.9, 1}
	for _, g := range []int{30, 120} {
		rng := rand.New(rand.NewPCG(uint64(g), 2))
		hit, given := 0.0, 0.0
		for range 150 {
			curve, _ := Loess(wave(rng, g), at, SmoothOptions{})
			for _, p := range curve {
				if math.IsNaN(p.Lo) {
					continue
				}
				given++
				if truth := 0.4 * math.Sin(4*p.X); p.Lo <= truth && truth <= p.Hi {
					hit++
				}
			}
		}
		t.Logf("%d authors: pointwise coverage %.3f of %v", g, hit/given, given)
		if cov := hit / given; cov < 0.91 || given < 150*7*0.9 {
			t.Errorf("%d authors: pointwise coverage %.3f of %v", g, cov, given)
		}
	}
}

func TestLoessProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		gen := rapid.Custom(func(t *rapid.T) Point {
			return Point{
				X: float64(rapid.IntRange(0, 20).Draw(t, "x")), Y: rapid.Float64Range(-1, 1).Draw(t, "y"),
				Cluster: rapid.IntRange(0, 12).Draw(t, "cluster"),
			}
		})
		points := rapid.SliceOfN(gen, 0, 60).Draw(t, "points")
		for _, p := range first(Loess(points, []float64{-5, 0, 3.5, 10, 20, 30}, SmoothOptions{Min: -1, Max: 1})) {
			if len(points) == 0 && !math.IsNaN(p.Y) {
				t.Fatalf("no points: %+v", p)
			}
			if len(points) > 0 && !(p.Y >= -1 && p.Y <= 1) {
				t.Fatalf("%+v", p)
			}
			if p.Lo == p.Lo && !(p.Lo <= p.Y && p.Y <= p.Hi) {
				t.Fatalf("%+v", p)
			}
		}
	})
}

func first[A, B any](a A, _ B) A { return a }

// A line is fitted exactly, whatever the span.
func TestLoessOfALine(t *testing.T) {
	var points []Point
	for i := range 50 {
		points = append(points, Point{X: float64(i), Y: 2 - 0.5*float64(i), Cluster: i})
	}
	for _, span := range Spans() {
		for _, p := range first(Loess(points, []float64{0, 7.3, 25, 49}, SmoothOptions{Span: span})) {
			if !near(p.Y, 2-0.5*p.X, 1e-9) {
				t.Errorf("span %v at %v: %v", span, p.X, p.Y)
			}
		}
	}
}

func TestLoessOnAnyNumberOfProcessors(t *testing.T) {
	points := wave(rand.New(rand.NewPCG(1, 1)), 200)
	at := make([]float64, 90)
	for i := range at {
		at[i] = float64(i) / 90
	}
	run := func(procs int) []SmoothPoint {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		return first(Loess(points, at, SmoothOptions{}))
	}
	if diff := cmp.Diff(run(1), run(5), cmpopts.EquateNaNs()); diff != "" {
		t.Error(diff)
	}
}

func BenchmarkLoess(b *testing.B) {
	points := wave(rand.New(rand.NewPCG(1, 1)), 40000)
	at := make([]float64, 96)
	for i := range at {
		at[i] = float64(i) / 96
	}
	b.ReportMetric(float64(len(points)), "points")
	for b.Loop() {
		if curve, _ := Loess(points, at, SmoothOptions{}); math.IsNaN(curve[40].Lo) {
			b.Fatal("no band")
		}
	}
}
