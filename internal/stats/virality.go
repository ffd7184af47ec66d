package stats

import "math"

// StructuralVirality is the mean distance between all pairs of nodes of a tree
// (Goel, Anderson, Hofman & Watts 2015): near 2 for a star, (n+1)/3 for a chain.
// parent holds each node's parent by index, -1 for children of a root that is
// not listed itself but counts as a node. It takes linear time: an edge lies
// between size*(n-size) pairs, where size is that of the part below it. NaN
// without nodes. parent must be free of cycles.
func StructuralVirality(parent []int32) float64 {
	n := float64(len(parent) + 1)
	if n < 2 {
		return math.NaN()
	}
	sum := 0.0
	for _, size := range subtreeSizes(parent) {
		sum += size * (n - size)
	}
	return 2 * sum / (n * (n - 1))
}

// subtreeSizes counts each node and those below it.
func subtreeSizes(parent []int32) []float64 {
	children := make([]int32, len(parent))
	for _, p := range parent {
		if p >= 0 {
			children[p]++
		}
	}
	size := make([]float64, len(parent))
	for i := range size {
		size[i] = 1
	}
	// From the leaves up: a node is passed on when its last child was.
	for i := range parent {
		for j := int32(i); j >= 0 && children[j] == 0; {
			children[j] = -1
			p := parent[j]
			if p < 0 {
				break
			}
			size[p] += size[j]
			children[p]--
			j = p
		}
	}
	return size
}
