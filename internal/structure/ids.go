package structure

import (
	"strconv"
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
)

// names holds the ids in use, each with the number to try next as the suffix
// of a duplicate.
type names map[string]int

// claim marks id as used and returns it; a duplicate becomes the first of
// "id~2", "id~3"... that is free.
func (n names) claim(id string) string {
	next, taken := n[id]
	if !taken {
		n[id] = 2
		return id
	}
	for {
		out := id + "~" + strconv.Itoa(next)
		next++
		if _, taken := n[out]; !taken {
			n[id], n[out] = next, 2
			return out
		}
	}
}

// Parents that are not comments.
const (
	toPost    = -1 // the comment answers the post
	toUnknown = -2 // the source does not say
)

// node is a comment on its way into a thread.
type node struct {
	rec         format.Record
	id          string
	placeholder bool
	parent      int  // index of the parent, toPost or toUnknown
	given       bool // the source declares parent
	broken      bool // the declared parent led into a cycle
}

// missing is the declared parents that the source does not hold.
type missing struct {
	order []string
	first map[string]int // the first child's index among the records
}

// tree is a thread's nodes in source order with declared parents resolved.
type tree struct {
	g        *group
	postID   string
	nodes    []node
	warnings []string
}

// warn adds a warning, with at most three ids and the number of the rest.
func (t *tree) warn(what string, ids []string) {
	if len(ids) == 0 {
		return
	}
	list := ids
	if len(list) > 3 {
		list = list[:3]
	}
	w := what + ": " + strings.Join(list, ", ")
	if more := len(ids) - len(list); more > 0 {
		w += " and " + strconv.Itoa(more) + " more"
	}
	t.warnings = append(t.warnings, w)
}

// plant gives every record its id, adds placeholders for missing parents, and
// resolves the declared parents.
func plant(g *group) *tree {
	t := &tree{g: g, warnings: g.warnings}
	used := names{}
	t.postID = g.post.ID
	if t.postID == "" {
		t.postID = guessPostID(g)
	}
	used.claim(t.postID)
	ids := t.assign(used)
	known := make(map[string]bool, len(ids))
	for i, r := range g.comments {
		if r.ID != "" {
			known[r.ID] = true
		} else {
			known[ids[i]] = true
		}
	}
	gone := t.findMissing(known)
	t.layOut(ids, gone, used)
	t.resolve()
	t.breakCycles()
	return t
}

// assign gives each comment record its id: its own, or "c1", "c2"... by its
// place among the comments.
func (t *tree) assign(used names) []string {
	ids := make([]string, len(t.g.comments))
	var twice []string
	for i, r := range t.g.comments {
		if r.ID == "" {
			continue
		}
		ids[i] = used.claim(r.ID)
		if ids[i] != r.ID {
			twice = append(twice, r.ID)
		}
	}
	for i := range ids {
		if ids[i] == "" {
			ids[i] = used.claim("c" + strconv.Itoa(i+1))
		}
	}
	t.warn("ids that occur more than once got a suffix (~2, ~3...)", twice)
	return ids
}

// guessPostID names a post that the source does not hold. A table of comments
// often points its top-level comments at a post that has no row: when all
// parents without a row are one and the same id, and no comment is declared to
// be top-level, that id is the post's.
func guessPostID(g *group) string {
	const fallback = "post"
	if g.hasPost {
		return fallback
	}
	held := make(map[string]bool, len(g.comments))
	for _, r := range g.comments {
		held[r.ID] = true
	}
	id := ""
	for _, r := range g.comments {
		if r.ParentKnown && r.ReplyTo == "" {
			return fallback
		}
		if !r.ParentKnown || held[r.ReplyTo] {
			continue
		}
		if id != "" && id != r.ReplyTo {
			return fallback
		}
		id = r.ReplyTo
	}
	if id == "" {
		return fallback
	}
	return id
}

// isPost reports whether a declared parent means the post: its id, or the
// thread's key where no comment has that id.
func (t *tree) isPost(ref string, known map[string]bool) bool {
	return ref == "" || ref == t.postID || (ref == t.g.key && !known[ref])
}

func (t *tree) findMissing(known map[string]bool) missing {
	m := missing{first: map[string]int{}}
	for i, r := range t.g.comments {
		if !r.ParentKnown || t.isPost(r.ReplyTo, known) || known[r.ReplyTo] {
			continue
		}
		if _, seen := m.first[r.ReplyTo]; !seen {
			m.first[r.ReplyTo] = i
			m.order = append(m.order, r.ReplyTo)
		}
	}
	t.warn("parents that the source does not hold are shown as placeholders", m.order)
	return m
}

// layOut puts the comments and the placeholders in order.
func (t *tree) layOut(ids []string, gone missing, used names) {
	t.nodes = make([]node, 0, len(ids)+len(gone.order))
	at := 0
	for i, r := range t.g.comments {
		for at < len(gone.order) && gone.first[gone.order[at]] == i {
			ref := gone.order[at]
			rec := format.Record{Kind: r.Kind, ID: ref, Deleted: true}
			t.nodes = append(t.nodes, node{rec: rec, id: used.claim(ref), placeholder: true, parent: toPost})
			at++
		}
		t.nodes = append(t.nodes, node{rec: r, id: ids[i], parent: toUnknown})
	}
}
