package segment

import "sort"

// anchorLetters is how many letters a line has at least that is found again by
// itself. Shorter ones are sought between two such lines.
const anchorLetters = 20

// reach is how far below the line before such a line is sought.
const reach = 40

// align finds the lines from at on among those before, in the same order:
// where each stands there, -1 where it does not.
func align(keys []string, at int) []int {
	first := make(map[string]int, at)
	for i := at - 1; i >= 0; i-- {
		first[keys[i]] = i
	}
	out := make([]int, len(keys)-at)
	for i := range out {
		out[i] = -1
		if p, ok := first[keys[at+i]]; ok && len(keys[at+i]) >= anchorLetters {
			out[i] = p
		}
	}
	rising(out)
	fill(keys, at, out)
	return out
}

// rising keeps of the numbers that are not negative as many as rise, and makes
// the others -1.
func rising(of []int) {
	var tails []int // the last of the best row of each length, by its place
	back := make([]int, len(of))
	for i, p := range of {
		if p < 0 {
			continue
		}
		k := sort.Search(len(tails), func(k int) bool { return of[tails[k]] >= p })
		back[i] = -1
		if k > 0 {
			back[i] = tails[k-1]
		}
		if k == len(tails) {
			tails = append(tails, i)
		} else {
			tails[k] = i
		}
	}
	keep := make([]bool, len(of))
	if len(tails) > 0 {
		for i := tails[len(tails)-1]; i >= 0; i = back[i] {
			keep[i] = true
		}
	}
	for i := range of {
		if !keep[i] {
			of[i] = -1
		}
	}
}

// fill finds the lines that align left out, each between those that stand on
// either side of it.
func fill(keys []string, at int, out []int) {
	limit := make([]int, len(out)) // where the next line that was found stands
	next := at
	for i := len(out) - 1; i >= 0; i-- {
		limit[i] = next
		if out[i] >= 0 {
			next = out[i]
		}
	}
	last := -1
	for i := range out {
		for p := last + 1; out[i] < 0 && last >= 0 && keys[at+i] != "" && p < min(limit[i], last+reach); p++ {
			if keys[p] == keys[at+i] {
				out[i] = p
			}
		}
		last = max(last, out[i])
	}
}
