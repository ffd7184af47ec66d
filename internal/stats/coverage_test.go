package stats

import (
	"math"
	"math/rand/v2"
	"os"
	"testing"
)

// author draws one author's comments: 1 + geometric many, of skewed polarity
// around a tone of the author's own (intraclass correlation about 0.3).
func author(rng *rand.Rand) Cluster {
	c := Cluster{N: comments(rng)}
	own := rng.NormFloat64() * 0.25
	for range int(c.N) {
		if rng.Float64() >= 0.3 {
			c.Sum += math.Tanh(own + 0.6*rng.ExpFloat64() - 0.7)
		}
	}
	return c
}

// authorMean is the mean of author's comments, from 3 million authors.
const authorMean = -0.0843

// comments is how many comments one author writes: half write one, a few many.
func comments(rng *rand.Rand) float64 {
	n := 1.0
	for rng.Float64() < 0.5 {
		n++
	}
	if rng.Float64() < 0.05 {
		n *= 5
	}
	return n
}

// complainer draws values of which a quarter are negative and the rest 0.
func complainer(rng *rand.Rand) Cluster {
	c := Cluster{N: 1}
	for rng.Float64() < 0.3 {
		c.N++
	}
	for range int(c.N) {
		if rng.Float64() < 0.25 {
			c.Sum -= rng.Float64()
		}
	}
	return c
}

// follower draws counts of a share p; three in ten authors always say the same.
func follower(p float64) func(*rand.Rand) Cluster {
	return func(rng *rand.Rand) Cluster {
		c := Cluster{N: comments(rng)}
		same, hit := rng.Float64() < 0.3, rng.Float64() < p
		for range int(c.N) {
			if !same {
				hit = rng.Float64() < p
			}
			if hit {
				c.Sum++
			}
		}
		return c
	}
}

// coverage simulates reps samples of g clusters and gives the share of the
// intervals that hold truth, and their mean width.
func coverage(g, reps int, truth float64, draw func(*rand.Rand) Cluster, est func([]Cluster, Options) Interval, m Method) (cov, width float64) {
	rng := rand.New(rand.NewPCG(uint64(g), 7))
	given := 0.0
	for r := range reps {
		cs := make([]Cluster, g)
		for i := range cs {
			cs[i] = draw(rng)
		}
		iv := est(cs, Options{Seed: uint64(r), Label: "cover", Method: m, Min: -1, Max: 1, Resamples: 999})
		if !iv.OK() {
			continue
		}
		given++
		if iv.Lo <= truth && truth <= iv.Hi {
			cov++
		}
		width += iv.Hi - iv.Lo
	}
	return cov / given, width / given
}

// TestCoverage checks by simulation that the default intervals of level 0.95
// hold the truth about as often as they say. UNDERTONE_COVERAGE=1 prints the
// table of the package comment, with more repetitions.
func TestCoverage(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation of a second")
	}
	type study struct {
		name  string
		truth float64
		draw  func(*rand.Rand) Cluster
		est   func([]Cluster, Options) Interval
	}
	studies := []study{
		{"authors", authorMean, author, Mean},
		{"skewed", -0.125, complainer, Mean},
		{"share .03", 0.03, follower(0.03), Share},
		{"share .1", 0.1, follower(0.1), Share},
		{"share .5", 0.5, follower(0.5), Share},
	}
	if os.Getenv("UNDERTONE_COVERAGE") != "" {
		for _, s := range studies[:2] {
			for _, m := range []Method{Percentile, BCa, Studentised, Expanded, ExpandedBCa} {
				for _, g := range []int{6, 12, 20, 50, 200} {
					cov, width := coverage(g, 2000, s.truth, s.draw, s.est, m)
					t.Logf("%-10s %-32s %4d clusters: coverage %.3f width %.3f", s.name, m, g, cov, width)
				}
			}
		}
	}
	for _, s := range studies {
		for _, g := range []int{6, 20, 100} {
			cov, width := coverage(g, 400, s.truth, s.draw, s.est, Default)
			t.Logf("%-10s %4d clusters: coverage %.3f width %.3f", s.name, g, cov, width)
			// Three standard errors of 400 repetitions are 0.033.
			if cov < 0.95-0.033-0.03*6/float64(g) || width > 1 {
				t.Errorf("%s with %d clusters: coverage %.3f, mean width %.3f", s.name, g, cov, width)
			}
		}
	}
}

// TestCoverageOfHeavyTails draws the numbers of comments from a power law, so
// that few authors write most of them.
func TestCoverageOfHeavyTails(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation of a second")
	}
	heavy := func(rng *rand.Rand) Cluster {
		c := Cluster{N: min(max(math.Ceil(math.Pow(1-rng.Float64(), -1/1.2)-0.5), 1), 200)}
		own := 0.4 * rng.NormFloat64()
		for range int(c.N) {
			c.Sum += own + 0.9*rng.NormFloat64()
		}
		return c
	}
	rng := rand.New(rand.NewPCG(1, 7))
	var hit, given [2]float64 // below and from 6 effective clusters
	for r := range 1500 {
		cs := make([]Cluster, []int{8, 15, 30, 60}[r%4])
		for i := range cs {
			cs[i] = heavy(rng)
		}
		iv := Mean(cs, Options{Seed: uint64(r), Resamples: 599})
		if !iv.OK() {
			continue
		}
		band := 0
		if iv.Effective >= 6 {
			band = 1
		}
		given[band]++
		if iv.Lo <= 0 && 0 <= iv.Hi {
			hit[band]++
		}
	}
	for band, name := range []string{"3 to 6", "6 and more"} {
		cov := hit[band] / given[band]
		t.Logf("%s effective clusters: coverage %.3f of %v", name, cov, given[band])
		if cov < 0.91 {
			t.Errorf("%s effective clusters: coverage %.3f of %v", name, cov, given[band])
		}
	}
}

// TestDifferenceCoverage does the same for differences, with a third of the
// authors on both sides.
func TestDifferenceCoverage(t *testing.T) {
	for _, g := range []int{16, 60} {
		rng := rand.New(rand.NewPCG(uint64(g), 3))
		hit, given := 0.0, 0.0
		for r := range 400 {
			pairs := make([]Pair, g)
			for i := range pairs {
				a, b := author(rng), complainer(rng)
				if i%3 != 1 {
					pairs[i].A = a
				}
				if i%3 != 2 {
					pairs[i].B = b
				}
			}
			iv := Difference(pairs, Options{Seed: uint64(r), Resamples: 999})
			if !iv.OK() {
				continue
			}
			given++
			if truth := -0.125 - authorMean; iv.Lo <= truth && truth <= iv.Hi {
				hit++
			}
		}
		t.Logf("%d pairs: coverage %.3f of %v", g, hit/given, given)
		if cov := hit / given; cov < 0.95-0.04 {
			t.Errorf("%d pairs: coverage %.3f", g, cov)
		}
	}
}
