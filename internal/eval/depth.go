package eval

import "strconv"

// Depths gives how many steps each row stands below the post of its thread: as
// the column depth says, else by climbing parent_id through the table. A row
// without a parent is the post itself, 0; one whose parent is not in the
// table answers the post where the parent is its source_id, or where it has
// the text of the post (source_text), and stands deeper otherwise.
func (g *Gold) Depths() []int {
	out := make([]int, len(g.Rows))
	if depths := g.Strings("depth"); depths != nil {
		for i, d := range depths {
			if n, err := strconv.Atoi(d); err == nil {
				out[i] = max(n, 0)
			}
		}
		return out
	}
	ids, parents, texts := g.Strings("id"), g.Strings("parent_id"), g.Strings("parent_text")
	posts, sources := g.Strings("source_id"), g.Strings("source_text")
	index := make(map[string]int, len(ids))
	for i, id := range ids {
		index[id] = i
	}
	for i := range out {
		at, steps := i, 0
		for ; steps < len(out); steps++ {
			if parents == nil || parents[at] == "" {
				break
			}
			up, ok := index[parents[at]]
			if !ok || up == at {
				break
			}
			at = up
		}
		switch {
		case texts == nil || texts[at] == "":
			out[i] = steps
		case parents != nil && posts != nil && parents[at] == posts[at], sources != nil && texts[at] == sources[at]:
			out[i] = steps + 1
		default:
			out[i] = steps + 2
		}
	}
	return out
}
