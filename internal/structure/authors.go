package structure

import (
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/address"
	"github.com/undertone-project/undertone/internal/structure/edge"
)

// readNames fills in authors from signatures and finds whom each comment
// addresses: all comments where the model of edges needs to know, else those
// that answer a comment without an author, which may be named by them.
func readNames(t *tree, model bool) [][]address.Mention {
	var known []string
	if t.g.post.Author != "" {
		known = append(known, t.g.post.Author)
	}
	for i := range t.nodes {
		r := &t.nodes[i].rec
		if r.Author == "" {
			if name, _, ok := address.Signature(r.Text); ok {
				r.Author, r.AuthorSource = name, thread.AuthorSigned
			}
		}
		if r.Author != "" {
			known = append(known, r.Author)
		}
		for _, m := range r.Mentions {
			known = append(known, m.Name)
		}
	}
	out := make([][]address.Mention, len(t.nodes))
	var names *address.Names
	for i := range t.nodes {
		r, parent := &t.nodes[i].rec, t.nodes[i].parent
		if !model && (parent < 0 || t.nodes[parent].rec.Author != "") {
			continue
		}
		if names == nil {
			names = address.NewNames(known)
		}
		for _, m := range names.Find(r.Text) {
			// A comment does not address who signs it.
			if r.Author == "" || address.Key(m.Name) != address.Key(r.Author) {
				out[i] = append(out[i], m)
			}
		}
	}
	return out
}

// addressedConfidence is the least probability of an edge at which the name
// that a reply addresses is given to the comment it answers, given that both are
// comments of their own: a passage has its comment's author.
const addressedConfidence = 0.5

// nameAddressed gives comments without an author the name by which a reply
// addresses them, where all such replies agree on it and nobody else is known
// to bear it.
func nameAddressed(t *tree, th *thread.Thread, names [][]address.Mention, parents []int) {
	borne := map[string]bool{address.Key(th.Post.Author): true}
	for i := range th.Comments {
		borne[address.Key(th.Comments[i].Author)] = true
	}
	found := map[int]string{}
	for i := range th.Comments {
		p := parents[i]
		if p < 0 || th.Comments[p].Author != "" || th.Comments[i].Reply.Confidence < addressedConfidence*t.bothOwn(i, p) {
			continue
		}
		for _, m := range names[i] {
			if m.Kind == address.Reference || borne[address.Key(m.Name)] {
				continue
			}
			if old, two := found[p]; two && address.Key(old) != address.Key(m.Name) {
				found[p] = ""
			} else if !two {
				found[p] = m.Name
			}
			break
		}
	}
	for i := range th.Comments {
		if name := found[i]; name != "" && !t.nodes[i].placeholder {
			th.Comments[i].Author, th.Comments[i].AuthorSource = name, thread.AuthorAddressed
		}
	}
	for i := range th.Comments {
		// The edge by which a comment got its name rests on that name.
		if r := &th.Comments[i].Reply; parents[i] >= 0 && found[parents[i]] != "" && r.Source == thread.ParentInferred && addresses(names[i], found[parents[i]]) {
			r.Source = thread.ParentMention
		}
	}
}

func addresses(names []address.Mention, name string) bool {
	for _, m := range names {
		if m.Kind != address.Reference && address.Key(m.Name) == address.Key(name) {
			return true
		}
	}
	return false
}

// see is what the model sees of a tree.
func see(t *tree, names [][]address.Mention, hits [][]edge.Hit) *edge.Thread {
	p := t.g.post
	e := &edge.Thread{Title: p.Title, Text: p.Text, Author: p.Author, Comments: make([]edge.Comment, len(t.nodes))}
	when := times(t)
	for i := range t.nodes {
		n := &t.nodes[i]
		e.Comments[i] = edge.Comment{
			Text: n.rec.Text, Quoted: n.rec.Quoted, Author: n.rec.Author, When: when[i], Parent: n.parent,
			Names: names[i], Hits: hits[i], Signed: n.rec.AuthorSource == thread.AuthorSigned, Gone: n.placeholder, Doubt: n.doubt(),
		}
	}
	return e
}
