package plaintext

import (
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/page"
)

// liveBlog reads pages whose entries each close with a byline that has a clock
// time. Comments carry the same line in front: what tells the two apart is that
// a title follows the byline here, and that nothing but furniture follows the
// last one.
func liveBlog(d *document) bool {
	closers := d.closers()
	if len(closers) < 2 || !d.closeEntries(closers) {
		return false
	}
	start := d.lead(closers[0])
	for _, end := range closers {
		d.entry(start, end)
		start = end + 1
	}
	if d.content(start, d.end) < d.end {
		d.entry(start, d.end)
	}
	return true
}

// closers are the lines that name somebody and give a clock time.
func (d *document) closers() []int {
	var at []int
	for i := range d.lines[:d.end] {
		if m := d.metas[i]; d.isMeta[i] && m.Name != "" && m.HasDate && m.Date.Hour >= 0 && !m.Says {
			at = append(at, i)
		}
	}
	return at
}

// closeEntries decides whether bylines stand behind what they sign.
func (d *document) closeEntries(closers []int) bool {
	if d.content(0, d.end) >= closers[0] {
		return false
	}
	titles, followed, replies := 0, 0, 0
	for n, c := range closers {
		next := d.content(c+1, d.end)
		if next == d.end {
			continue
		}
		if n > 0 && c == closers[n-1]+1 {
			return false // two headers in a row
		}
		followed++
		if page.TitleLike(d.text(next)) && page.Words(d.text(next)) >= 3 {
			titles++
		}
	}
	for i := range d.lines[:d.end] {
		if page.IsReply(d.text(i)) {
			replies++
		}
	}
	last := d.content(closers[len(closers)-1]+1, d.end)
	if last == d.end {
		return replies == 0 && 2*titles >= followed
	}
	return replies == 0 && 10*titles >= 9*followed && followed >= 3 && page.Closed(d.text(closers[0]-1))
}

// lead reads what stands before the first entry, which ends at the byline
// first: a lead is a post of its own. It returns where the first entry begins.
func (d *document) lead(first int) int {
	from := d.content(0, first)
	var titles []int
	for i := from; i < first; i++ {
		if d.why[i] == "" && page.TitleLike(d.text(i)) && !page.Closed(d.text(i)) {
			titles = append(titles, i)
		}
	}
	d.omit(0, from, "before the text")
	start := from
	switch {
	case len(titles) >= 2 && titles[0] == from: // the page's title, then the entry's
		start = titles[1]
	case len(titles) >= 1:
		start = titles[0]
	}
	if start == from {
		return from
	}
	post := newPost()
	at := from
	if len(titles) > 0 && titles[0] == from {
		post, at = d.head(from, start)
	}
	post.Text, post.Lines = d.body(at, start, rolePost)
	d.records = append(d.records, post)
	return start
}

// entry reads the lines [from, end), title first, and the byline at end.
func (d *document) entry(from, end int) {
	post := newPost()
	if end < d.end {
		m := d.metas[end]
		post.Author, post.AuthorSource = m.Name, thread.AuthorStated
		post.Created = d.date(end)
		d.mark(end, roleByline, "closes the entry above")
	}
	t := d.content(from, end)
	d.omit(from, t, "between entries")
	if t < end && page.TitleLike(d.text(t)) && d.content(t+1, end) < end {
		post.Title = d.text(t)
		d.mark(t, roleTitle, "")
		t++
	}
	post.Text, post.Lines = d.body(t, end, rolePost)
	if post.Text != "" || post.Title != "" {
		d.records = append(d.records, post)
	}
}
