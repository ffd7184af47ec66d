package analysis

import "slices"

// unnamed is the group of comments without a value.
const unnamed = "(none)"

// Divide makes groups of results for Compare. by names the group of comment i of
// a result, and, with i = -1, that of the post of a thread without comments; an
// empty name stands for no value. Groups come in the order of first
// appearance. A thread whose comments fall into several groups is in each of
// them, with the comments of the others as context: who answers whom stays
// known. Threads without comments and without a value are left out where others
// have comments.
func Divide(results []Result, by func(r *Result, i int) string) []Group {
	var groups []Group
	index := map[string]int{}
	group := func(name string) int {
		if name == "" {
			name = unnamed
		}
		g, ok := index[name]
		if !ok {
			g = len(groups)
			index[name] = g
			groups = append(groups, Group{Name: name})
		}
		return g
	}
	for _, r := range results {
		if r.Thread == nil {
			continue
		}
		of, parts := make([]int, len(r.Thread.Comments)), []int(nil)
		seen := map[int]bool{}
		for i := range r.Thread.Comments {
			of[i] = -1
			if r.Thread.Comments[i].Deleted || !r.member(i) {
				continue
			}
			of[i] = group(by(&r, i))
			if !seen[of[i]] {
				seen[of[i]] = true
				parts = append(parts, of[i])
			}
		}
		switch len(parts) {
		case 0:
			g := &groups[group(by(&r, -1))]
			g.Results = append(g.Results, r)
		case 1:
			groups[parts[0]].Results = append(groups[parts[0]].Results, r)
		default:
			for _, g := range parts {
				part := r
				part.Members = make([]bool, len(of))
				for i := range of {
					part.Members[i] = of[i] == g
				}
				groups[g].Results = append(groups[g].Results, part)
			}
		}
	}
	if !slices.ContainsFunc(groups, hasComments) {
		return groups
	}
	return slices.DeleteFunc(groups, func(g Group) bool { return g.Name == unnamed && !hasComments(g) })
}

// hasComments reports whether a group holds any comment.
func hasComments(g Group) bool {
	for i := range g.Results {
		for j := range g.Results[i].Thread.Comments {
			if g.Results[i].member(j) {
				return true
			}
		}
	}
	return false
}
