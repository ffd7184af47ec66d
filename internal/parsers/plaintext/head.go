package plaintext

import (
	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/page"
)

// head reads the head of a page in [from, to): its title and the meta lines
// around it. It returns the post so far and the index at which its body begins.
func (d *document) head(from, to int) (format.Record, int) {
	post := newPost()
	i := from
	if !d.opensComments(from, to) {
		i = d.takeMetas(&post, from, to)
	}
	if t := d.content(i, to); t < to && d.titleAt(t, to) && !d.opensComments(t, to) {
		d.omit(i, t, "before the title")
		post.Title = d.text(t)
		d.mark(t, roleTitle, "")
		i = d.takeMetas(&post, t+1, to)
	}
	return post, i
}

// opensComments reports whether a page begins with the header of a comment: a
// name and a clock time, in one line or two, as there are others on it.
func (d *document) opensComments(from, to int) bool {
	header := func(i int) bool {
		m := d.metas[i]
		if d.isMeta[i] {
			return m.Says || m.Name != "" && m.HasDate && m.Date.Hour >= 0
		}
		if i+1 == to || !page.NameLike(d.text(i)) || page.Words(d.text(i)) > 4 || !d.isMeta[i+1] {
			return false
		}
		next := d.metas[i+1]
		return next.Name == "" && next.HasDate && (next.Date.Hour >= 0 || next.Date.Relative())
	}
	first := d.content(from, to)
	if first == to || !header(first) {
		return false
	}
	others := 0
	for i := first + 1; i < to; i++ {
		if header(i) {
			others++
		}
	}
	return others >= 2
}

// takeMetas takes furniture and meta lines from the front of [from, to).
func (d *document) takeMetas(post *format.Record, from, to int) int {
	i := from
	for n := 0; i < to && n < 4; n++ {
		next := d.content(i, to)
		if next == to || !d.isMeta[next] || !d.describesPost(next) {
			break
		}
		d.omit(i, next, "before the text")
		d.meta(post, next)
		i = next + 1
	}
	return i
}

// describesPost tells a meta line about the whole page from a title that
// mentions a date and from the header of a comment.
func (d *document) describesPost(i int) bool {
	m := d.metas[i]
	if m.Says {
		return false
	}
	return m.HasCount || m.Name != "" || m.HasDate && 2*(m.DateTo-m.DateFrom) >= len(d.text(i))
}

// titleAt reports whether line t, the first of a page, is its title: it reads
// like one, and what follows is about the text or is longer than it.
func (d *document) titleAt(t, to int) bool {
	title := d.text(t)
	if !page.TitleLike(title) {
		return false
	}
	next := d.content(t+1, to)
	if next == to {
		return false
	}
	if d.isMeta[next] || !page.Closed(title) {
		return true
	}
	return len(d.text(next)) > 2*len(title)
}

// newPost is a post without anything.
func newPost() format.Record {
	return format.Record{Kind: "post"}
}
