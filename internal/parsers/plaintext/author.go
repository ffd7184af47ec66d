package plaintext

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/page"
)

// What announces the items of one author. The first group is the name.
var authorLines = []*regexp.Regexp{
	regexp.MustCompile(`^For (.{2,60}?)['’]s? (?:latest|recent|other|previous|full) .*$`),
	regexp.MustCompile(`^(?i:latest|recent|all|more|the latest)?\s*(?i:articles|stories|posts|contributions|columns|pieces|work|entries) (?:by|from) (.{2,60}?):?$`),
	regexp.MustCompile(`^(.{2,60}?)['’]s? (?:latest|recent|most recent|other) (?:articles|stories|posts|contributions|columns|pieces|work)\b.*$`),
	regexp.MustCompile(`^(?i:author archives|author archive|posts tagged by|articles by|about the author|author)\s*: (.{2,60})$`),
}

// authorReach is how many lines may stand before the line that names the
// author: its items follow it, one of them at most comes first.
const authorReach = 8

// authorPage reads the page of one author: a line that announces the author's
// items, and items, dated or only teasers. A teaser that repeats an item's text
// is left out.
func authorPage(d *document) bool {
	at, name := d.authorLine()
	if at < 0 || d.end-at < 3 || !d.teasersOnly(at+1) {
		return false
	}
	items := d.items(at+1, d.end)
	dated := len(items) >= 2 && d.listsPosts(items)
	d.mark(at, roleByline, "author of the items")
	d.topItem(at, name)
	from := at + 1
	if dated {
		d.omit(from, items[0].start(), "before the first item")
		for _, it := range items {
			d.addItem(it, name)
		}
		return true
	}
	d.teasers(from, name)
	return true
}

// authorLine finds the line that names the author, -1 for none.
func (d *document) authorLine() (int, string) {
	for i := 0; i < min(d.end, authorReach); i++ {
		for _, re := range authorLines {
			if m := re.FindStringSubmatch(d.text(i)); m != nil && person(m[1]) {
				return i, m[1]
			}
		}
	}
	return -1, ""
}

// person tells a name from that of a blog, a newspaper or a category.
func person(s string) bool {
	words := strings.Fields(s)
	if !page.NameLike(s) || len(words) < 2 || strings.ToLower(words[0]) == "the" {
		return false
	}
	switch strings.ToLower(words[len(words)-1]) {
	case "blog", "blogs", "news", "times", "post", "journal", "magazine", "review", "herald", "team", "staff", "category",
		"archive", "archives", "section", "desk", "week", "month", "year", "today", "world", "site", "page":
		return false
	}
	return true
}

// teasersOnly reports whether nothing from index from on is spoken by readers:
// teasers are in the third person and have no headers of comments.
func (d *document) teasersOnly(from int) bool {
	for i := from; i < d.end; i++ {
		if page.IsReply(d.text(i)) || d.isMeta[i] && (d.metas[i].Says || d.metas[i].Name != "" && d.metas[i].HasDate && d.metas[i].Date.Hour >= 0) {
			return false
		}
	}
	return true
}

// topItem reads the item before the author line, where there is one.
func (d *document) topItem(at int, name string) {
	items := d.items(0, at)
	if len(items) == 0 {
		d.omit(0, at, "head of the page")
		return
	}
	items = items[:1]
	items[0].to = at
	d.omit(0, items[0].start(), "head of the page")
	d.addItem(items[0], name)
}

// teasers makes a post of each line from index from on; a line that reads like
// a title belongs to the line after it.
func (d *document) teasers(from int, name string) {
	seen := make(map[string]int)
	for _, r := range d.records {
		seen[page.Key(r.Text)] = r.Lines.Start
	}
	for i := from; i < d.end; i++ {
		if d.why[i] != "" {
			d.mark(i, roleOmitted, d.why[i])
			continue
		}
		post := newPost()
		post.Author, post.AuthorSource = name, thread.AuthorStated
		if page.TitleLike(d.text(i)) && !page.Closed(d.text(i)) && i+1 < d.end && page.Closed(d.text(i+1)) && d.why[i+1] == "" {
			post.Title = d.text(i)
			d.mark(i, roleTitle, "")
			i++
		}
		key := page.Key(d.text(i))
		if line, twice := seen[key]; twice {
			d.mark(i, roleOmitted, fmt.Sprintf("repeats line %d", line))
			continue
		}
		seen[key] = d.lines[i].No
		post.Text, post.Lines = d.body(i, i+1, rolePost)
		d.records = append(d.records, post)
	}
}
