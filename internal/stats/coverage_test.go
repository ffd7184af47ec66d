package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"testing"
)

// author draws one author's comments: 1 + geometric many, of skewed polarity
// around a tone of the author's own (intraclass correlation about 0.3).
func author(rng *rand.Rand) Cluster {
	n := 1.0
	for rng.Float64() < 0.5 {
		n++
	}
	if rng.Float64() < 0.05 {
		n *= 5 // the few who write much
	}
	own := rng.NormFloat64() * 0.25
	c := Cluster{N: n}
	for range int(n) {
		c.Sum += polarity(rng, own)
	}
	return c
}

func polarity(rng *rand.Rand, own float64) float64 {
	if rng.Float64() < 0.3 {
		return 0
	}
	return math.Tanh(own + 0.6*rng.ExpFloat64() - 0.7)
}

// shareAuthor draws one author's share-like counts with mean p.
func shareAuthor(rng *rand.Rand, p float64) Cluster {
	c := Cluster{N: 1}
	for rng.Float64() < 0.5 {
		c.N++
	}
	if rng.Float64() < 0.05 {
		c.N *= 5
	}
	own := rng.Float64() < 0.3 // all alike with probability 0.3
	hit := rng.Float64() < p
	for range int(c.N) {
		if !own {
			hit = rng.Float64() < p
		}
		if hit {
			c.Sum++
		}
	}
	return c
}

func cover(g, reps int, truth float64, draw func(*rand.Rand) Cluster, est func([]Cluster, Options) Interval, m Method) (cov, width float64, given int) {
	rng := rand.New(rand.NewPCG(uint64(g), 7))
	for r := range reps {
		cs := make([]Cluster, g)
		for i := range cs {
			cs[i] = draw(rng)
		}
		iv := est(cs, Options{Seed: uint64(r), Label: "cover", Method: m, Min: -1, Max: 1, Resamples: 1000})
		if !iv.OK() {
			continue
		}
		given++
		if iv.Lo <= truth && truth <= iv.Hi {
			cov++
		}
		width += iv.Hi - iv.Lo
	}
	return cov / float64(given), width / float64(given), given
}

func TestExplore(t *testing.T) {
	if os.Getenv("EXPLORE") == "" {
		t.Skip()
	}
	rng := rand.New(rand.NewPCG(1, 1))
	var big Cluster
	for range 3000000 {
		c := author(rng)
		big.Sum += c.Sum
		big.N += c.N
	}
	truth := big.Sum / big.N
	fmt.Println("truth", truth)
	for _, g := range []int{6, 8, 12, 20, 50, 200} {
		for _, m := range []Method{Studentised, BCa, Expanded, ExpandedBCa} {
			c, w, n := cover(g, 1500, truth, author, Mean, m)
			fmt.Printf("%4d %-12s cov %.3f width %.3f given %d\n", g, m, c, w, n)
		}
	}
	// skew
	skew := func(rng *rand.Rand) Cluster {
		n := 1.0
		for rng.Float64() < 0.3 {
			n++
		}
		c := Cluster{N: n}
		for range int(n) {
			if rng.Float64() < 0.25 {
				c.Sum -= rng.Float64()
			}
		}
		return c
	}
	for _, g := range []int{6, 8, 12, 20, 50, 200} {
		for _, m := range []Method{Studentised, BCa, Expanded, ExpandedBCa} {
			c, w, n := cover(g, 1500, -0.125, skew, Mean, m)
			fmt.Printf("skew %4d %-12s cov %.3f width %.3f given %d\n", g, m, c, w, n)
		}
	}
	for _, p := range []float64{0.03, 0.1, 0.3, 0.5} {
		for _, g := range []int{6, 8, 12, 20, 50, 200} {
			d := func(r *rand.Rand) Cluster { return shareAuthor(r, p) }
			c, w, n := cover(g, 1500, p, d, Share, "")
			fmt.Printf("share %.2f %4d wilson cov %.3f width %.3f given %d\n", p, g, c, w, n)
			if g >= 12 {
				c, w, n := cover(g, 300, p, d, Mean, Studentised)
				fmt.Printf("share %.2f %4d boot-t cov %.3f width %.3f given %d\n", p, g, c, w, n)
			}
		}
	}
}
