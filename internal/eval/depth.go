package eval

import (
	"strconv"
	"strings"
)

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

// Links gives for each row the row that it answers, -1 where the table does
// not hold it: the one whose id is its parent_id or, without that column, the
// one on the same page whose text is its parent_text.
func (g *Gold) Links() []int {
	out := make([]int, len(g.Rows))
	keys, wanted := g.Strings("id"), g.Strings("parent_id")
	if pages, texts, parents := g.Strings("page"), g.Strings("text"), g.Strings("parent_text"); wanted == nil && pages != nil && texts != nil && parents != nil {
		keys, wanted = make([]string, len(out)), make([]string, len(out))
		for i, page := range pages {
			keys[i] = page + "\x00" + strings.TrimSpace(texts[i])
			if t := strings.TrimSpace(parents[i]); t != "" {
				wanted[i] = page + "\x00" + t
			}
		}
	}
	index := make(map[string]int, len(keys))
	for i, k := range keys {
		if _, ok := index[k]; !ok {
			index[k] = i
		}
	}
	for i := range out {
		out[i] = -1
		if wanted != nil && wanted[i] != "" {
			if at, ok := index[wanted[i]]; ok && at != i {
				out[i] = at
			}
		}
	}
	return out
}
