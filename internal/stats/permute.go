package stats

import (
	"math"
	"math/rand/v2"
	"sync/atomic"
)

// Permutation is the outcome of a permutation test.
type Permutation struct {
	P            float64 // two-sided; NaN where the test cannot be done
	Permutations int
}

// DefaultPermutations is the default number of permutations.
const DefaultPermutations = 4999

// permuteWork bounds permutations times pairs; with more pairs there are fewer
// permutations, at least permuteLeast.
const (
	permuteWork  = 20_000_000
	permuteLeast = 999
)

// Permute tests whether the ratio on side B differs from that on side A. Units
// are permuted whole: those on one side exchange sides among themselves, those
// on both swap theirs at random. The statistic is the difference over its
// linearised standard error, which keeps the test's size also where the sides
// differ in spread and number (Janssen 1997; Chung & Romano 2013). p is
// (1 + at least as extreme) / (1 + permutations), so never 0 (Phipson & Smyth
// 2010). n permutations, 0 for the default; very many pairs have fewer. Each
// side needs two units.
func Permute(pairs []Pair, n int, opt Options) Permutation {
	o := opt.withDefaults()
	if n <= 0 {
		n = DefaultPermutations
	}
	ca, cb := sides(pairs)
	if len(ca) < 2 || len(cb) < 2 {
		return Permutation{P: math.NaN()}
	}
	n = min(n, max(permuteWork/len(pairs), permuteLeast))
	observed := math.Abs(tStatistic(pairs))
	if math.IsNaN(observed) { // no variation at all
		return Permutation{P: math.NaN()}
	}
	var extreme atomic.Int64
	seed := DeriveSeed(o.Seed, o.Label+"/permute")
	chunks := (n + chunk - 1) / chunk
	run := func(c int) {
		rng := rand.New(newPCG(seed, c))
		sh := newShuffler(pairs)
		k := 0
		for range min((c+1)*chunk, n) - c*chunk {
			// As extreme up to rounding: sums in another order differ a little.
			if t := math.Abs(tStatistic(sh.next(rng))); t >= observed*(1-1e-9) || math.IsNaN(t) {
				k++
			}
		}
		extreme.Add(int64(k))
	}
	Parallel(chunks, run)
	return Permutation{P: float64(1+extreme.Load()) / float64(1+n), Permutations: n}
}

// tStatistic is the difference over its standard error; NaN for 0/0.
func tStatistic(pairs []Pair) float64 {
	var as, an, bs, bn float64
	for i := range pairs {
		p := &pairs[i]
		as += p.A.Sum
		an += p.A.N
		bs += p.B.Sum
		bn += p.B.N
	}
	ra, rb := as/an, bs/bn
	sum := 0.0
	for i := range pairs {
		p := &pairs[i]
		sum += sq((p.B.Sum-rb*p.B.N)/bn - (p.A.Sum-ra*p.A.N)/an)
	}
	d := rb - ra
	if math.Abs(d) <= 1e-12*(math.Abs(ra)+math.Abs(rb)) {
		d = 0
	}
	if g := float64(len(pairs)); sum > 1e-24*d*d {
		return d / math.Sqrt(g/(g-1)*sum)
	}
	if d == 0 {
		return math.NaN()
	}
	return math.Inf(1)
}

// shuffler deals the sides of pairs anew.
type shuffler struct {
	onA  int       // units on side A only
	ones []Cluster // units on one side only, shuffled in place
	both []Pair
	out  []Pair
}

func newShuffler(pairs []Pair) *shuffler {
	s := &shuffler{out: make([]Pair, len(pairs))}
	for _, p := range pairs {
		switch {
		case p.A.N > 0 && p.B.N > 0:
			s.both = append(s.both, p)
		case p.A.N > 0:
			s.ones = append(s.ones, p.A)
			s.onA++
		case p.B.N > 0:
			s.ones = append(s.ones, p.B)
		}
	}
	s.out = s.out[:len(s.ones)+len(s.both)]
	return s
}

// next is valid until the next call.
func (s *shuffler) next(rng *rand.Rand) []Pair {
	// The first onA places of a partial Fisher-Yates shuffle are side A.
	for i := range s.onA {
		j := i + rng.IntN(len(s.ones)-i)
		s.ones[i], s.ones[j] = s.ones[j], s.ones[i]
	}
	for i, c := range s.ones {
		if i < s.onA {
			s.out[i] = Pair{A: c}
		} else {
			s.out[i] = Pair{B: c}
		}
	}
	var word uint64
	for i, p := range s.both {
		if i%64 == 0 {
			word = rng.Uint64()
		}
		if word>>(i%64)&1 == 1 {
			p.A, p.B = p.B, p.A
		}
		s.out[len(s.ones)+i] = p
	}
	return s.out
}
