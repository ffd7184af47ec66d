package embedding

import (
	"slices"
	"testing"
)

// TestLearn checks that words of the same company end up near each other, that
// rare words have no place, and that two runs agree.
func TestLearn(t *testing.T) {
	var corpus [][]uint64
	for i := range uint64(400) {
		corpus = append(corpus, []uint64{1, 2, 10 + i%2, 3, 4}, []uint64{5, 6, 20 + i%2, 7, 8}, []uint64{1, 0, 9})
	}
	corpus = append(corpus, []uint64{99})
	o := Options{Dim: 4, MinCount: 3, Window: 3, Iterations: 6, Seed: 1}
	e := Learn(corpus, o)
	near := func(a, b uint64) (s float32) {
		x, y := e.Vector(a), e.Vector(b)
		for j := range x {
			s += x[j] * y[j]
		}
		return s
	}
	if near(10, 11) < 0.8 || near(20, 21) < 0.8 || near(10, 20) > 0.5 {
		t.Errorf("likeness %v %v, unlikeness %v", near(10, 11), near(20, 21), near(10, 20))
	}
	if e.Vector(99) != nil || slices.Contains(e.Words(), 0) || !slices.IsSorted(e.Words()) || len(e.Words()) != 13 {
		t.Errorf("words %v", e.Words())
	}
	again := Learn(corpus, o)
	for _, h := range e.Words() {
		if !slices.Equal(e.Vector(h), again.Vector(h)) {
			t.Fatal("two runs give two embeddings")
		}
	}
}
