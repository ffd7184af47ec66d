package classifier

import (
	"slices"

	"github.com/undertone-project/undertone/internal/lexicon"
)

// LeaveOut says what becomes of texts from a source of which nothing was seen
// in training: it gives the probabilities of each example by a model that was
// fitted, and calibrated, without its set's whole family. Families are numbered
// from 0. (The held-out scores that a calibration rests on are of models that
// have seen the family; it has but three numbers.)
func LeaveOut(l *lexicon.Lexicon, examples []Example, o Options, family func(set string) int) [][]float64 {
	o = o.withDefaults()
	data := encode(l, examples, o)
	prune(data, o.Bits, o.MinCount)
	families, n := make([]int, len(data)), 0
	for i, e := range examples {
		families[i] = -1
		if !e.Made {
			families[i] = family(e.Set)
			n = max(n, families[i]+1)
		}
	}
	_, held := fitAll(data, families, n, o)
	out := make([][]float64, len(data))
	for f := range n {
		others := slices.Clone(examples)
		for i := range others {
			others[i].Made = others[i].Made || families[i] == f
		}
		c := calibrate(held, data, others, o.Evenness)
		for i, z := range held {
			if families[i] == f {
				p := c.apply(z)
				out[i] = p[:]
			}
		}
	}
	return out
}
