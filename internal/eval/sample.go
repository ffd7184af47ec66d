package eval

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// Unit is a member of the population that a sample is drawn from.
type Unit struct {
	Stratum string
	// Doubt, in [0, 1], is how unsure an engine is of it.
	Doubt float64
}

// Sampled is a unit of a sample.
type Sampled struct {
	Index int // in the population
	// P is the probability with which it was to be drawn, in (0, 1].
	P float64
}

// Draw draws n units without replacement: as many from each stratum, as far as
// it has them, and within a stratum with probabilities of which the share
// uncertain, in [0, 1), goes by the units' doubt and the rest is the same for
// all. It is systematic sampling of a shuffled list with unequal probabilities
// (Madow 1949), so that the size is fixed and the probabilities are exact. The
// sample comes in random order, so that a coder who stops early has coded a
// random part. n above the population takes all.
func Draw(units []Unit, n int, uncertain float64, seed uint64) ([]Sampled, error) {
	rng := rand.New(rand.NewPCG(seed, 0x5a3e))
	strata := byStratum(units)
	if n < len(strata) {
		return nil, fmt.Errorf("a sample of %d leaves some of the %d strata without a row, and what is never drawn cannot be estimated: draw more, or from fewer strata", n, len(strata))
	}
	sizes := allocate(strata, n)
	var out []Sampled
	for h, members := range strata {
		rng.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
		p := inclusion(units, members, sizes[h], uncertain)
		out = append(out, systematic(members, p, rng.Float64())...)
	}
	rng.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out, nil
}

// byStratum gives the members of each stratum, in order of first appearance.
func byStratum(units []Unit) [][]int {
	var out [][]int
	at := map[string]int{}
	for i, u := range units {
		k, ok := at[u.Stratum]
		if !ok {
			k = len(out)
			at[u.Stratum] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out
}

// allocate shares n out one by one among the strata that have units left.
func allocate(strata [][]int, n int) []int {
	sizes := make([]int, len(strata))
	for given := true; n > 0 && given; {
		given = false
		for h, members := range strata {
			if n > 0 && sizes[h] < len(members) {
				sizes[h]++
				n--
				given = true
			}
		}
	}
	return sizes
}

// inclusion gives probabilities that add up to n: those that would be above 1
// are 1, and the rest is shared among the others.
func inclusion(units []Unit, members []int, n int, uncertain float64) []float64 {
	total := 0.0
	for _, i := range members {
		total += units[i].Doubt
	}
	size := make([]float64, len(members))
	for k, i := range members {
		size[k] = 1 / float64(len(members))
		if total > 0 {
			size[k] = (1-uncertain)*size[k] + uncertain*units[i].Doubt/total
		}
	}
	p := make([]float64, len(members))
	for {
		left, sum := float64(n), 0.0
		for k := range p {
			if p[k] == 1 {
				left--
			} else {
				sum += size[k]
			}
		}
		over := false
		for k := range p {
			if p[k] == 1 {
				continue
			}
			if p[k] = left * size[k] / sum; p[k] >= 1 {
				p[k], over = 1, true
			}
		}
		if !over {
			return p
		}
	}
}

// systematic takes the members at which the running sum of the probabilities
// passes start, start+1, start+2 and so on.
func systematic(members []int, p []float64, start float64) []Sampled {
	var out []Sampled
	sum := 0.0
	for k, i := range members {
		before := math.Floor(sum - start)
		sum += p[k]
		if k == len(members)-1 {
			sum = math.Round(sum) // what rounding has left must not cost a unit
		}
		if math.Floor(sum-start) > before {
			out = append(out, Sampled{i, p[k]})
		}
	}
	return out
}
