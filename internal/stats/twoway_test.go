package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

// crossed draws two groups of threads; authors write in several threads of a
// group. Threads and authors both have a tone of their own.
func crossed(rng *rand.Rand, threads, authors int, ofThread, ofAuthor float64) (byAuthor, byThread, byBoth []Pair) {
	for g := range 2 {
		tone := make([]float64, authors)
		for a := range tone {
			tone[a] = ofAuthor * rng.NormFloat64()
		}
		add := func(p *Pair, v float64) {
			side := &p.A
			if g == 1 {
				side = &p.B
			}
			side.Sum += v
			side.N++
		}
		first := len(byAuthor)
		byAuthor = append(byAuthor, make([]Pair, authors)...)
		for range threads {
			own := ofThread * rng.NormFloat64()
			var thread Pair
			here := map[int]int{}
			for range 5 + rng.IntN(30) {
				a := rng.IntN(authors)
				v := own + tone[a] + 0.4*rng.NormFloat64()
				if _, ok := here[a]; !ok {
					here[a] = len(byBoth)
					byBoth = append(byBoth, Pair{})
				}
				add(&byBoth[here[a]], v)
				add(&byAuthor[first+a], v)
				add(&thread, v)
			}
			byThread = append(byThread, thread)
		}
	}
	return byAuthor, byThread, byBoth
}

// Where threads differ, intervals by author alone are far too narrow; two-way
// ones hold, whether threads or authors differ more.
func TestTwoWayCoverage(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation of a second")
	}
	for _, tt := range []struct {
		name               string
		ofThread, ofAuthor float64
		alone              float64 // at most, for intervals by author
	}{
		{"threads", 0.3, 0, 0.8},
		{"authors", 0, 0.3, 1},
		{"both", 0.2, 0.2, 0.95},
		{"neither", 0, 0, 1},
	} {
		rng := rand.New(rand.NewPCG(4, 4))
		var one, two, given float64
		for r := range 300 {
			a, th, both := crossed(rng, 12, 40, tt.ofThread, tt.ofAuthor)
			o := Options{Seed: uint64(r), Resamples: 499}
			iv := Difference(a, o)
			wide := TwoWay(iv, DifferenceError(th, o), DifferenceError(both, o), o)
			if !wide.OK() {
				continue
			}
			given++
			if iv.Lo <= 0 && 0 <= iv.Hi {
				one++
			}
			if wide.Lo <= 0 && 0 <= wide.Hi {
				two++
			}
		}
		t.Logf("%-8s coverage by author %.3f, two-way %.3f of %v", tt.name, one/given, two/given, given)
		if two/given < 0.915 || one/given > tt.alone {
			t.Errorf("%s: coverage by author %.3f, two-way %.3f", tt.name, one/given, two/given)
		}
	}
}

func TestTwoWayNeverNarrows(t *testing.T) {
	iv := Interval{Value: 1, Lo: 0.5, Hi: 2, SE: 0.3, Effective: 20}
	o := Options{}
	if got := TwoWay(iv, Interval{SE: 0.1, Effective: 30}, Interval{SE: 0.3}, o); got.Lo > iv.Lo || got.Hi < iv.Hi {
		t.Errorf("%+v", got)
	}
	if got := TwoWay(iv, Interval{SE: 0.6, Effective: 30}, Interval{SE: 0.3}, o); !near(got.SE, 0.6, 1e-12) || !near(got.Lo, 0, 1e-9) || !near(got.Hi, 3, 1e-9) {
		t.Errorf("%+v", got)
	}
	if got := TwoWay(iv, Interval{SE: math.NaN()}, Interval{SE: 0.3}, o); got != iv {
		t.Errorf("%+v", got)
	}
}
