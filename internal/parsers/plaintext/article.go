package plaintext

import (
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/page"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

// article reads a page that is an article, comments, or both.
func article(d *document) bool {
	prepared, index := segment.Prepare(d.lines[:d.end])
	labels, starts := d.decode(prepared, d.headLines(index))
	for i := range d.lines[:d.end] {
		if d.why[i] != "" {
			d.mark(i, roleOmitted, d.why[i])
		}
	}
	first := len(labels)
	for n, l := range labels {
		if l != segment.Article {
			first = n
			break
		}
	}
	if d.opensFirst(labels, index, first) {
		for n := range first {
			labels[n] = segment.Header
		}
		first = 0
	}
	above := d.leaveCopy(prepared, index, first)
	post := d.articlePost(boundary(index, first, d.end), first < len(labels))
	d.records = append(d.records, post)
	d.comments(labels, starts, index, first, above)
	return true
}

// opensFirst reports whether the first lines, taken for an article of that many,
// are the header of the first comment, which is the only one without a name:
// bylines without any text, or a name, above the comment's date or one that
// others have as well.
func (d *document) opensFirst(labels []segment.Label, index []int, first int) bool {
	if first == 0 || first == len(labels) {
		return false
	}
	comments, named, name := 0, 0, false
	top, again := d.text(index[0]), false
	for n := first; n < len(labels); n++ {
		switch i := index[n]; labels[n] {
		case segment.Header:
			again = again || d.text(i) == top
			name = name || d.metas[i].Name != "" || !d.isMeta[i] && page.NameLike(d.text(i))
		case segment.Start:
			if comments++; comments == 1 && name {
				return false
			}
			if name {
				named++
			}
			name = false
		}
	}
	if named == 0 || 2*named < comments-1 {
		return false
	}
	if first == 1 && !d.isMeta[index[0]] && page.NameLike(top) {
		return again || labels[first] == segment.Header
	}
	for _, i := range index[:first] {
		if m := d.metas[i]; !d.isMeta[i] || m.HasCount || m.Label != "" {
			return false
		}
	}
	return labels[first] == segment.Start
}

// decode labels lines of which the first head are the article's. starts are the
// probabilities that lines begin comments, nil where headers tell.
func (d *document) decode(lines []segment.Line, head int) (labels []segment.Label, starts []float64) {
	if d.model == nil {
		return segment.Divide(lines, head)
	}
	return d.model.Divide(lines, head)
}

// headLines is how many of the prepared lines are the head of the page.
func (d *document) headLines(index []int) int {
	probe := &document{lines: d.lines, metas: d.metas, isMeta: d.isMeta, why: d.why, roles: make([]role, len(d.lines))}
	post, body := probe.head(0, d.end)
	if post.Title == "" {
		return 0
	}
	n := 0
	for n < len(index) && index[n] < body {
		n++
	}
	return n
}

// boundary is the index of the first line that is not the article's.
func boundary(index []int, first, end int) int {
	if first == len(index) {
		return end
	}
	return index[first]
}

// articlePost reads the post from the lines before end. Where comments follow a
// single line, that line is a title.
func (d *document) articlePost(end int, comments bool) format.Record {
	post, body := d.head(0, end)
	if t := d.content(0, end); comments && post.Title == "" && t < end && d.content(t+1, end) == end &&
		!d.isMeta[t] && page.TitleLike(d.text(t)) {
		post.Title = d.text(t)
		d.mark(t, roleTitle, "the page has no article")
		return post
	}
	stated := -1
	for i := body; i < end; i++ {
		if m := d.metas[i]; d.isMeta[i] && m.HasCount && !m.HasDate && m.Name == "" {
			d.stated(&post, i)
			d.why[i] = "number of comments"
			stated = i
		}
	}
	post.Text, post.Lines = d.body(body, end, rolePost)
	if stated >= 0 {
		d.mark(stated, roleStated, "number of comments")
	}
	return post
}

// comments reads the comments from the labels from first on. starts are the
// probabilities of the starts, if there are any, and above lines elsewhere about
// the first comments.
func (d *document) comments(labels []segment.Label, starts []float64, index []int, first int, above [][]int) {
	trailing := d.trailing(labels, index, first)
	if trailing { // what is below the last of them is no comment
		end := len(labels)
		for end > first && labels[end-1] != segment.Header {
			end--
		}
		for n := end; n < len(labels); n++ {
			d.mark(index[n], roleOmitted, "below the last comment")
		}
		labels = labels[:end]
	}
	var about format.Record // what headers say of the comment to come
	for n := first; n < len(labels); {
		i := index[n]
		if labels[n] == segment.Header {
			to := &about
			if last := len(d.records) - 1; trailing && last > 0 {
				to = &d.records[last]
			} else if trailing { // of no comment
				to = &format.Record{}
			}
			d.header(to, i)
			n++
			continue
		}
		next := n + 1
		for next < len(labels) && labels[next] == segment.Continue {
			next++
		}
		c := about
		c.Kind = thread.KindComment
		if len(above) > 0 {
			for _, k := range above[0] {
				d.header(&c, k)
			}
			above = above[1:]
		}
		if starts != nil && (n == 0 || labels[n-1] != segment.Header) {
			c.Doubt = doubt(starts[n])
		}
		c.Text, c.Quoted, c.Lines = d.comment(i, index[next-1]+1)
		d.records = append(d.records, c)
		about = format.Record{}
		n = next
	}
}

// startOdds is how much more probable, in odds, lines that were taken for starts
// are to be one than the model says: of 6,100 such lines on pages of sites that
// models had not seen, in two divisions of the sites, it is 1.27 in both.
const startOdds = 1.27

// doubt is the probability that a line is no start though it was taken for one,
// where the model says that it is one with probability p.
func doubt(p float64) float64 { return (1 - p) / (1 - p + p*startOdds) }

// trailing reports whether the lines about a comment stand below it, as in
// "Posted by: Ann | 12 May 2012": the first comment has none above it, the last
// line of the page is one.
func (d *document) trailing(labels []segment.Label, index []int, first int) bool {
	last := len(labels) - 1
	if d.signedBelow(labels, index, first) {
		return true
	}
	if first >= last || labels[first] == segment.Header || labels[last] != segment.Header {
		return false
	}
	m := d.metas[index[last]]
	return d.isMeta[index[last]] && !m.Says && (m.Name != "" || m.HasDate)
}

// signedBelow reports whether most headers are bylines of a shape that stands
// below the comments.
func (d *document) signedBelow(labels []segment.Label, index []int, first int) bool {
	headers, below := 0, 0
	for n := first; n < len(labels); n++ {
		if labels[n] != segment.Header {
			continue
		}
		headers++
		if b, ok := page.ParseByline(d.text(index[n])); ok && b.HasDate && page.SignsBelow(b.Shape) {
			below++
		}
	}
	return headers >= leastBylines && 2*below > headers
}

// header takes line i into a comment's record.
func (d *document) header(c *format.Record, i int) {
	m := d.metas[i]
	name := m.Name
	b, signs := page.ParseByline(d.text(i))
	signs = signs && b.HasDate && b.Name != ""
	switch {
	case d.isMeta[i] && m.HasCount && name == "" && !m.HasDate:
		d.stated(&d.records[0], i)
		d.mark(i, roleStated, "number of comments")
		return
	case name == "" && signs:
		name = b.Name
	case !d.isMeta[i] && page.NameLike(d.text(i)):
		name = d.text(i)
	case !d.isMeta[i]:
		d.mark(i, roleOmitted, "header of a comment, not understood")
		return
	}
	if name != "" && c.Author == "" {
		c.Author, c.AuthorSource = name, thread.AuthorStated
	}
	switch {
	case c.Created.Raw != "":
	case d.isMeta[i] && m.HasDate:
		c.Created = d.date(i)
	case signs:
		c.Created = b.Date.Time(d.opt)
		c.Created.Raw = d.text(i)[b.DateFrom:b.DateTo]
	}
	as := roleByline
	if name == "" {
		as = roleDate
	}
	d.mark(i, as, "header of a comment")
}

// comment reads the text of a comment from the lines [from, to). Lines that
// are marked as quoted from others (">") are kept apart, unless there is
// nothing else.
func (d *document) comment(from, to int) (text, quoted string, at thread.Lines) {
	var quotes []string
	all := true
	for i := from; i < to; i++ {
		if d.why[i] == "" && !strings.HasPrefix(d.text(i), ">") {
			all = false
		}
	}
	for i := from; i < to && !all; i++ {
		if d.why[i] == "" && strings.HasPrefix(d.text(i), ">") {
			quotes = append(quotes, strings.TrimSpace(strings.TrimLeft(d.text(i), "> ")))
			d.why[i] = "quoted"
		}
	}
	text, at = d.body(from, to, roleComment)
	for i := from; i < to; i++ {
		if d.why[i] == "quoted" {
			d.mark(i, roleQuoted, "quoted by the comment")
			at.Start, at.End = min(at.Start, d.lines[i].No), max(at.End, d.lines[i].No)
		}
	}
	return text, strings.Join(quotes, "\n"), at
}
