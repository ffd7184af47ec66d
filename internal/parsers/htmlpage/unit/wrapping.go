package unit

import "golang.org/x/net/html"

// wrapping takes the parents from elements around comments where the comments
// themselves do not nest: <li><div comment/><ul><li><div reply/></li></ul></li>.
// What lies deeper in the tree than the first comment of the innermost element
// around it and others answers the last comment before it in that element that
// is less deep. It holds only where all replies lie the same number of
// levels below what they answer, and where not everything answers one comment.
// It reports whether there are replies.
func (s *set) wrapping(out []Comment, linked []bool) bool {
	depth := make([]int, len(out))
	first := map[*html.Node]int{}
	for i := range out {
		for n := s.views[i].unit.Roots[0].Parent; n != nil; n = n.Parent {
			depth[i]++
			if _, ok := first[n]; !ok {
				first[n] = i
			}
		}
	}
	parents := make([]int, len(out))
	steps, parentOf, replies := map[int]int{}, map[int]int{}, 0
	for i := range out {
		parents[i] = -1
		for n := s.views[i].unit.Roots[0].Parent; n != nil; n = n.Parent {
			if j := first[n]; j != i && depth[j] < depth[i] {
				j = lessDeep(depth, i, j)
				parents[i] = j
				steps[depth[i]-depth[j]]++
				parentOf[j]++
				replies++
				break
			}
		}
	}
	most := 0
	for _, n := range steps {
		most = max(most, n)
	}
	if replies == 0 || most*10 < replies*9 || replies == len(out)-1 && len(parentOf) == 1 {
		return false
	}
	for i := range out {
		if parents[i] >= 0 && !linked[i] {
			out[i].Parent = parents[i]
		}
	}
	return true
}

// lessDeep is the last before i that is less deep, no earlier than first.
func lessDeep(depth []int, i, first int) int {
	for j := i - 1; j > first && i-j < maxBack; j-- {
		if depth[j] < depth[i] {
			return j
		}
	}
	return first
}

// maxBack bounds the comments that are looked at.
const maxBack = 2000
