package structure

import (
	"github.com/undertone-project/undertone/analysis/thread"
)

// build makes a thread of a complete group.
func build(g *group, opt Options) thread.Thread {
	t := plant(g)
	open := t.undecided()
	hits := takeQuotes(t, open)
	names := readNames(t, open)
	th := thread.Thread{ID: g.id, Source: g.source, Post: t.post(), Warnings: t.warnings}
	th.Comments = make([]thread.Comment, len(t.nodes))
	for i := range t.nodes {
		th.Comments[i] = comment(&t.nodes[i])
	}
	edges := make([]thread.ReplyEdge, len(t.nodes))
	if open {
		edges = infer(t, see(t, names, hits), opt)
	}
	parents := make([]int, len(t.nodes))
	for i := range t.nodes {
		n := &t.nodes[i]
		parents[i] = n.parent
		if n.given || n.placeholder {
			th.Comments[i].Reply = t.declaredEdge(n)
		} else {
			th.Comments[i].Reply = edges[i]
		}
	}
	nameAddressed(t, &th, names, parents)
	setDepths(t, &th)
	return th
}

// undecided reports whether the source leaves the parent of any comment open.
func (t *tree) undecided() bool {
	for i := range t.nodes {
		if t.nodes[i].parent == toUnknown {
			return true
		}
	}
	return false
}

func (t *tree) post() thread.Post {
	r := t.g.post
	p := thread.Post{
		ID: t.postID, Author: r.Author, Title: r.Title, URL: r.URL, Created: r.Created,
		Lines: r.Lines, Text: r.Text, Likes: r.Likes, StatedComments: -1,
	}
	if r.StatedKnown {
		p.StatedComments = r.StatedComments
	}
	return p
}

// comment takes over what the record states.
func comment(n *node) thread.Comment {
	r := n.rec
	c := thread.Comment{
		ID: n.id, Author: r.Author, AuthorSource: r.AuthorSource, Title: r.Title, URL: r.URL, Created: r.Created,
		Lines: r.Lines, Text: r.Text, Quoted: r.Quoted, Likes: r.Likes, Kept: r.Kept, Deleted: r.Deleted,
	}
	if c.Author != "" && c.AuthorSource == "" {
		c.AuthorSource = thread.AuthorStated
	}
	return c
}

// setDepths computes every comment's distance to the post, each once, without
// recursion. It expects that there are no cycles.
func setDepths(t *tree, th *thread.Thread) {
	var path []int
	for i := range t.nodes {
		at := i
		path = path[:0]
		for at >= 0 && th.Comments[at].Depth == 0 {
			path = append(path, at)
			at = t.nodes[at].parent
		}
		depth := 0
		if at >= 0 {
			depth = th.Comments[at].Depth
		}
		for k := len(path) - 1; k >= 0; k-- {
			depth++
			th.Comments[path[k]].Depth = depth
		}
	}
}
