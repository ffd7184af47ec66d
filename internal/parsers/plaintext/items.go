package plaintext

import (
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/page"
)

// item is a title, a date and a teaser on a page that lists posts.
type item struct {
	title int // index of the title, -1 where there is none
	date  int // index of the line with the date
	from  int // the lines [from, to) are the teaser
	to    int
}

// blogIndex reads pages that list posts: each with a title, a line with its
// date, and a teaser.
func blogIndex(d *document) bool {
	items := d.items(0, d.end)
	if len(items) < 2 || !d.listsPosts(items) {
		return false
	}
	d.omit(0, items[0].start(), "head of the page, before the first post")
	for _, it := range items {
		d.addItem(it, "")
	}
	return true
}

// start is the first line of an item.
func (it item) start() int {
	if it.title >= 0 {
		return min(it.title, it.date)
	}
	return it.date
}

// items finds the dated items in [from, to): those whose title stands before
// the date, or, where more of them are so, after it.
func (d *document) items(from, to int) []item {
	var anchors []int
	for i := from; i < to; i++ {
		if m := d.metas[i]; d.isMeta[i] && m.HasDate && !m.Says {
			anchors = append(anchors, i)
		}
	}
	before := d.itemsAt(anchors, to, func(a int) int { return d.titleBefore(a, from) })
	after := d.itemsAt(anchors, to, func(a int) int { return d.titleAfter(a, to) })
	if titled(after) > titled(before) {
		return after
	}
	return before
}

func titled(items []item) int {
	n := 0
	for _, it := range items {
		if it.title >= 0 {
			n++
		}
	}
	return n
}

// itemsAt makes items of the lines with dates, with the titles that title
// finds.
func (d *document) itemsAt(anchors []int, to int, title func(int) int) []item {
	var items []item
	for _, a := range anchors {
		items = append(items, item{title: title(a), date: a})
	}
	for i := range items {
		items[i].from, items[i].to = max(items[i].date, items[i].title)+1, to
		if i+1 < len(items) {
			items[i].to = items[i+1].start()
		}
	}
	return items
}

// titleBefore is the index of the title right before line a, -1 for none.
func (d *document) titleBefore(a, from int) int {
	for i := a - 1; i >= from; i-- {
		if d.why[i] != "" || d.isMeta[i] && !d.metas[i].HasDate {
			continue
		}
		if d.isMeta[i] || !page.TitleLike(d.text(i)) {
			return -1
		}
		return i
	}
	return -1
}

// titleAfter is the index of the title right after line a, -1 for none.
func (d *document) titleAfter(a, to int) int {
	i := d.content(a+1, to)
	if i == to || d.isMeta[i] || !page.TitleLike(d.text(i)) {
		return -1
	}
	return i
}

// listsPosts tells a list of posts from comments, which may have the same
// lines, a name in place of the title: titles are longer than names and are not
// repeated, posts are dated by the day rather than by the minute, and nothing
// on the page answers anything.
func (d *document) listsPosts(items []item) bool {
	names, words, clocks, long := 0, 0, 0, 0
	seen := make(map[string]bool)
	for _, it := range items {
		if it.title < 0 {
			return false
		}
		title := d.text(it.title)
		if n := page.Words(title); n <= 3 && page.NameLike(title) {
			names++
		} else {
			words += n
		}
		if key := page.Key(title); seen[key] {
			return false
		} else {
			seen[key] = true
		}
		if d.metas[it.date].Date.Hour >= 0 {
			clocks++
		}
		if it.to-it.from > 8 {
			long++
		}
	}
	for i := range d.lines[:d.end] {
		if page.IsReply(d.text(i)) || d.isMeta[i] && d.metas[i].Says {
			return false
		}
	}
	n := len(items)
	if 3*names > n || words < 3*(n-names) || 4*long > n {
		return false
	}
	return 2*clocks < n || words >= 5*n
}

// addItem makes a post of an item.
func (d *document) addItem(it item, author string) {
	post := newPost()
	if it.title >= 0 {
		post.Title = d.text(it.title)
		d.mark(it.title, roleTitle, "")
	}
	for i := it.start(); i < it.from; i++ {
		if d.isMeta[i] && i != it.title {
			d.meta(&post, i)
		} else if d.why[i] != "" {
			d.mark(i, roleOmitted, d.why[i])
		}
	}
	for it.from < it.to && d.isMeta[it.from] && d.describesPost(it.from) && d.why[it.from] == "" {
		d.meta(&post, it.from)
		it.from++
	}
	if author != "" { // the page's own word counts for more than a field of a line
		post.Author, post.AuthorSource = author, thread.AuthorStated
	}
	post.Text, post.Lines = d.body(it.from, it.to, rolePost)
	d.records = append(d.records, post)
}
