package stats

import (
	"hash/fnv"
	"math/rand/v2"
)

// DeriveSeed mixes a run's seed with the label of one estimate, so that every
// estimate has a stream of its own.
func DeriveSeed(seed uint64, label string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(label)) // never fails
	return mix(seed ^ mix(h.Sum64()))
}

// NewRand is the generator (PCG) of one stream of one estimate.
func NewRand(seed uint64, label string, stream int) *rand.Rand {
	return rand.New(newPCG(DeriveSeed(seed, label), stream))
}

func newPCG(derived uint64, stream int) *rand.PCG {
	return rand.NewPCG(derived, mix(derived+uint64(stream)+1))
}

// mix is the finaliser of SplitMix64 (Steele, Lea & Flood 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
