package plaintext

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/page"
)

// signed is a byline of a comment: the lines [from, to), one of them with the
// name, one with the date, or both in one.
type signed struct {
	page.Byline
	from, to int
	date     int // the line with the date, -1 for none
}

// pasted reads the comments of a page by themselves, as people copy them from
// it: bylines that are built alike stand above the comments from the first line
// on, or below them to the last one. Where replies are indented, that says whom
// they answer.
func pasted(d *document) bool {
	if found := d.headers(); len(found) > 0 {
		if d.startsWith(found) {
			d.pastedPost(found[0].from)
		} else { // the first byline was not copied, or not all of it
			d.records = append(d.records, newPost())
			found = slices.Insert(found, 0, d.unsigned(found[0].from))
		}
		parts := make([]part, len(found))
		for n, s := range found {
			parts[n] = part{s, s.to, d.end}
			if n+1 < len(found) {
				parts[n].to = found[n+1].from
			}
		}
		d.pastedComments(parts, d.indented(found))
		return true
	}
	found := d.footers()
	if len(found) == 0 {
		return false
	}
	d.pastedPost(0)
	from := 0
	parts := make([]part, 0, len(found)+1)
	for _, s := range found {
		parts = append(parts, part{s, from, s.from})
		from = s.to
	}
	if d.content(from, d.end) < d.end {
		parts = append(parts, part{signed{from: from, to: from, date: -1}, from, d.end})
	}
	d.pastedComments(parts, nil)
	return true
}

// pastedComments reads comments. parents are as indented gives them.
func (d *document) pastedComments(parts []part, parents []int) {
	d.signatures(parts)
	for n, p := range parts {
		d.pastedComment(p.by, p.from, p.to, n, parents)
	}
}

// indented gives, for each header, the number of the one that it stands
// indented under, -1 for none; nil where all stand alike.
func (d *document) indented(found []signed) []int {
	at := make([]int, len(found))
	for n, s := range found {
		at[n] = d.lines[s.from].Indent
	}
	// What is copied often begins in the middle of its first line.
	if rest := slices.Min(at[1:]); at[0] < rest {
		at[0] = rest
	}
	if slices.Min(at) == slices.Max(at) {
		return nil
	}
	parents := make([]int, len(found))
	var open []int
	for n := range found {
		for len(open) > 0 && at[open[len(open)-1]] >= at[n] {
			open = open[:len(open)-1]
		}
		parents[n] = -1
		if len(open) > 0 {
			parents[n] = open[len(open)-1]
		}
		open = append(open, n)
	}
	return parents
}

// pastedPost is the post of the comments, of which the text holds a title at
// most.
func (d *document) pastedPost(to int) {
	post := newPost()
	for i := range to {
		switch m := d.metas[i]; {
		case d.why[i] != "":
			d.mark(i, roleOmitted, d.why[i])
		case d.isMeta[i] && m.HasCount:
			d.stated(&post, i)
			d.mark(i, roleStated, "number of comments")
		default:
			post.Title = d.text(i)
			d.mark(i, roleTitle, "")
		}
	}
	d.records = append(d.records, post)
}

// likes is a line with nothing but a number, which counts likes.
var likes = regexp.MustCompile(`^[+-]?\d{1,5}$`)

// pastedComment reads comment n, signed by s, from the lines [from, to).
func (d *document) pastedComment(s signed, from, to, n int, parents []int) {
	c := format.Record{Kind: thread.KindComment, ID: pastedID(n), Author: s.Name}
	if c.Author != "" {
		c.AuthorSource = thread.AuthorStated
	}
	for i := s.from; i < s.to; i++ {
		d.mark(i, roleByline, "byline of a comment")
	}
	// A picture's caption or a profile's link repeats the name beside the byline.
	for _, i := range []int{d.content(from, to), d.last(from, to)} {
		if i >= from && i < to && d.repeats(i, s.Name) {
			d.why[i] = "repeats the author's name"
		}
	}
	for _, i := range []int{d.last(from, to), d.content(from, to)} {
		if s.date < 0 && i >= from && i < to && d.dateOnly(i) {
			s.date = i
			d.why[i] = "date of the comment"
		}
	}
	for i := from; i < to; i++ {
		switch {
		case d.why[i] != "":
		case d.text(i)[0] == '+' && d.content(from, to) == i && d.last(from, to) == i: // "+1" is all that the comment says
		case likes.MatchString(d.text(i)):
			d.why[i] = "a number by itself"
		case page.Key(d.text(i)) == "replies":
			d.why[i] = "label"
		}
	}
	if s.date >= 0 {
		if s.date >= from && s.date < to {
			d.why[s.date] = "date of the comment"
		}
		b := s.Byline
		if !b.HasDate {
			b, _ = page.ParseByline(d.text(s.date))
		}
		c.Created = b.Date.Time(d.opt)
		c.Created.Raw = d.text(s.date)[b.DateFrom:b.DateTo]
	}
	if parents != nil {
		c.ParentKnown, c.ReplySource = true, thread.ParentIndent
		if p := parents[n]; p >= 0 {
			c.ReplyTo = pastedID(p)
		}
	}
	if c.Text, c.Quoted, c.Lines = d.comment(from, to); c.Text != "" { // else it was a picture
		d.records = append(d.records, c)
	}
}

func pastedID(n int) string { return "c" + strconv.Itoa(n+1) }

// last is the last line in [from, to) that is not furniture, from-1 for none.
func (d *document) last(from, to int) int {
	for to--; to >= from && d.why[to] != ""; to-- {
	}
	return to
}

// repeats reports whether line i is the name, alone or with "'s picture".
func (d *document) repeats(i int, name string) bool {
	line, key := page.Key(d.text(i)), page.Key(name)
	return key != "" && (line == key || line == key+"s picture" || cmp.Compare(line, key+" s picture") == 0)
}
