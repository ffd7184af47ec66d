package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Goel et al. 2015, section 3: a star tends to 2, a chain of n nodes has (n+1)/3.
func TestStructuralViralityPublished(t *testing.T) {
	star, chain := make([]int32, 99), make([]int32, 99)
	for i := range star {
		star[i], chain[i] = -1, int32(i)-1
	}
	if got := StructuralVirality(star); !near(got, 2*99.0/100, 1e-12) {
		t.Errorf("star of 100: %v", got)
	}
	if got := StructuralVirality(chain); !near(got, 101.0/3, 1e-9) {
		t.Errorf("chain of 100: %v", got)
	}
	if got := StructuralVirality(nil); !math.IsNaN(got) {
		t.Errorf("nothing: %v", got)
	}
}

func TestStructuralViralityIsTheMeanDistance(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 50 {
		n := 1 + rng.IntN(30)
		parent := make([]int32, n)
		name := rng.Perm(n) // parents anywhere in the list
		for i := range n {
			parent[name[i]] = -1
			if i > 0 && rng.IntN(4) > 0 {
				parent[name[i]] = int32(name[rng.IntN(i)])
			}
		}
		sum, pairs := 0, 0
		for a := -1; a < n; a++ {
			for b := a + 1; b < n; b++ {
				sum += distance(parent, int32(a), int32(b))
				pairs++
			}
		}
		if got, want := StructuralVirality(parent), float64(sum)/float64(pairs); !near(got, want, 1e-9) {
			t.Fatalf("%v: %v, want %v", parent, got, want)
		}
	}
}

func distance(parent []int32, a, b int32) int {
	up := map[int32]int{}
	for d := 0; ; d++ {
		up[a] = d
		if a < 0 {
			break
		}
		a = parent[a]
	}
	for d := 0; ; d++ {
		if k, ok := up[b]; ok {
			return k + d
		}
		b = parent[b]
	}
}
