// Package synthetic writes large inputs for benchmarks and tests of limits: a
// dump of Reddit comments and long saved pages. What it writes is invented,
// depends on the seed alone, and is never held in memory.
package synthetic

import "math/rand/v2"

// source is the random source of a seed.
func source(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x756e646572746f6e)) }
