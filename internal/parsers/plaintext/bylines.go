package plaintext

import (
	"cmp"
	"slices"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/page"
)

// leastBylines is how many bylines of one shape tell a page of comments.
const leastBylines = 3

// bylines finds the bylines of the shape that most lines have, and of those
// that differ from it in no more than an added sign or word. with are what a
// shape must hold.
func (d *document) bylines(with func(shape string) bool) []signed {
	all := make([]signed, 0, 16)
	count := map[string]int{}
	for i := range d.lines[:d.end] {
		b, ok := page.ParseByline(d.text(i))
		if !ok || !with(b.Shape) {
			continue
		}
		s := signed{Byline: b, from: i, to: i + 1, date: -1}
		if b.HasDate {
			s.date = i
		}
		all = append(all, s)
		count[b.Shape]++
	}
	best := ""
	for shape, n := range count {
		if n > count[best] || n == count[best] && shape < best {
			best = shape
		}
	}
	if count[best] < leastBylines && !(count[best] == leastBylines-1 && (hasPart(best, "posted") || hasPart(best, "says") || hasPart(best, "said"))) {
		return nil
	}
	all = slices.DeleteFunc(all, func(s signed) bool {
		return !alike(s.Shape, best) || s.Shape == "by N" && page.Words(s.Name) > 3
	})
	return d.longBylines(all, best)
}

// longBylines adds to the bylines found, of the shape best, those whose name is
// too long for one: pages that link to this one leave their titles.
func (d *document) longBylines(found []signed, best string) []signed {
	taken := map[int]bool{}
	for _, s := range found {
		taken[s.from] = true
	}
	for i := range d.lines[:d.end] {
		if taken[i] {
			continue
		}
		if b, ok := page.ParseBylineAs(d.text(i), best); ok {
			found = append(found, signed{Byline: b, from: i, to: i + 1, date: i})
		}
	}
	slices.SortFunc(found, func(a, b signed) int { return cmp.Compare(a.from, b.from) })
	return found
}

// alike reports whether two shapes have the same name and date in the same
// order and differ in one word or sign at most. Replies on some pages lack the
// date that "by" and the name have elsewhere.
func alike(a, b string) bool {
	a, b = strings.TrimSuffix(a, " x"), strings.TrimSuffix(b, " x")
	if a == b || a == "by N" && strings.HasPrefix(b, "by N") || b == "by N" && strings.HasPrefix(a, "by N") {
		return true
	}
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) < len(y) {
		x, y = y, x
	}
	if len(x) != len(y)+1 {
		return false
	}
	for i := range x {
		if x[i] != "N" && x[i] != "D" && slices.Equal(slices.Delete(slices.Clone(x), i, i+1), y) {
			return true
		}
	}
	return false
}

// parts of a shape.
func hasPart(shape, part string) bool { return slices.Contains(strings.Fields(shape), part) }

// headers finds what may stand above the comments: lines with a name and a
// date or a "says", else a name and a date on two lines.
func (d *document) headers() []signed {
	named := d.bylines(func(shape string) bool { return hasPart(shape, "N") })
	dated := d.bylines(func(shape string) bool {
		return shape == "D" || shape == "on D" || shape == "posted D" || shape == "posted on D"
	})
	named = d.withNamesAbove(d.withDates(named), dated)
	if 5*len(dated) <= 6*len(named) && (d.startsWith(named) || d.standsAbove(named)) {
		return named
	}
	if both := d.namedAbove(dated); d.startsWith(both) && d.blankBelow(both) {
		return both
	}
	if both := d.datedBelow(dated); d.startsWith(both) {
		return both
	}
	if both := d.namedBelow(dated); d.startsWith(both) && d.blankBelow(both) {
		return both
	}
	if alone := d.namedAlone(); d.startsWith(alone) {
		return alone
	}
	return nil
}

// blankBelow reports whether blank lines follow the headers, which those of a
// scraped page do not have.
func (d *document) blankBelow(found []signed) bool {
	n := 0
	for _, s := range found {
		if s.to < d.end && d.lines[s.to].Gap {
			n++
		}
	}
	return 10*n >= 8*len(found)
}

// standsAbove tells headers by the blank lines: one follows each, and none
// comes before it, the beginning of the page apart.
func (d *document) standsAbove(found []signed) bool {
	before := 0
	for _, s := range found {
		if s.from > 0 && d.lines[s.from].Gap {
			before++
		}
	}
	return len(found) >= leastBylines && d.blankBelow(found) && 10*before <= 2*len(found)
}

// unsigned is the byline of a first comment that has none, before line to: its
// first line where that can be a name and stands apart.
func (d *document) unsigned(to int) signed {
	s := signed{date: -1}
	i := d.content(0, to)
	if s.from, s.to = i, i; i+1 < to && page.Words(d.text(i)) <= 6 && !page.Closed(d.text(i)) && d.lines[i+1].Gap {
		s.Name, s.to = d.text(i), i+1
	}
	return s
}

// startsWith reports whether the page begins with its first byline, a title or
// a stated number of comments apart.
func (d *document) startsWith(found []signed) bool {
	if len(found) < 2 {
		return false
	}
	if d.content(found[len(found)-1].to, d.end) == d.end {
		return false // the last one signs what is above it
	}
	lead := 0
	for i := d.content(0, d.end); i < found[0].from; i = d.content(i+1, d.end) {
		if lead++; page.Words(d.text(i)) > 12 || page.Closed(d.text(i)) {
			return false
		}
	}
	return lead <= 1 && d.even(len(found), func(n int) (int, int) {
		if n+1 < len(found) {
			return found[n].to, found[n+1].from
		}
		return found[n].to, d.end
	})
}

// withDates adds to bylines without a date the line of a date beside them: all
// have it above, or all below the comment.
func (d *document) withDates(found []signed) []signed {
	above := 0
	for _, s := range found {
		if s.date < 0 && s.from > 0 && d.dateOnly(s.from-1) {
			above++
		}
	}
	if len(found) == 0 || 2*above < len(found) || !d.dateOnly(d.content(0, d.end)) {
		return found
	}
	for n := range found {
		if s := &found[n]; s.date < 0 && s.from > 0 && d.dateOnly(s.from-1) {
			s.from--
			s.date = s.from
		}
	}
	return found
}

// dateOnly reports whether line i is nothing but a date.
func (d *document) dateOnly(i int) bool {
	if i >= d.end {
		return false
	}
	b, ok := page.ParseByline(d.text(i))
	return ok && b.HasDate && b.Name == ""
}

// manyNames are more than the reporters of a live blog.
const manyNames = 15

// footers finds bylines below the comments: the page ends with one, and hardly anybody signs twice, as the reporters of a live
// blog do, unless the byline says "posted by".
func (d *document) footers() []signed {
	found := d.bylines(func(shape string) bool { return hasPart(shape, "N") && hasPart(shape, "D") })
	if len(found) == 0 {
		return nil
	}
	first, last := found[0], found[len(found)-1]
	switch cut := d.content(last.to, d.end) < d.end; {
	case cut && !d.cutOff(found):
		return nil
	case !cut && d.content(0, d.end) == first.from:
		d.why[first.from] = "byline of a comment that was not copied"
		found = found[1:]
	}
	if len(found) == 0 || (last.to-first.from) > linesComment*len(found) || d.countBelowText(first.from) {
		return nil
	}
	names := map[string]bool{}
	posted, said, empty := 0, 0, 0
	for n, s := range found {
		if n > 0 && d.content(found[n-1].to, d.end) == s.from {
			empty++
		}
		names[page.Key(s.Name)] = true
		if page.SignsBelow(s.Shape) {
			posted++
		}
		if hasPart(s.Shape, "says") || hasPart(s.Shape, "said") {
			said++
		}
	}
	if said > 0 || 5*empty > len(found) || len(names) < manyNames && 10*len(names) < 3*len(found) || 2*posted < len(found) && (len(found) < 5 || 10*len(names) < 6*len(found)) {
		return nil
	}
	return found
}

// countBelowText reports whether a number of comments is stated before line to,
// below a paragraph: the article's, which has comments below it.
func (d *document) countBelowText(to int) bool {
	text := false
	for i := range to {
		if m := d.metas[i]; d.isMeta[i] && m.HasCount && text {
			return true
		}
		text = text || d.why[i] == "" && !d.isMeta[i] && page.Closed(d.text(i))
	}
	return false
}

// cutOff reports whether the last comment may have lost its byline, so that
// bylines stand below comments all the same: they say "posted by", and what is
// above the first is no longer than comments are; an article would be.
func (d *document) cutOff(found []signed) bool {
	if !strings.HasPrefix(found[0].Shape, "posted by") || d.content(0, d.end) == found[0].from {
		return false
	}
	from := make([]int, len(found))
	for n := range found[1:] {
		from[n+1] = found[n].to
	}
	return d.even(len(found), func(n int) (int, int) { return from[n], found[n].from })
}

// Comments of a page have about the same length, and few are essays.
const (
	longestLead  = 4  // times the median is the first
	shortMedian  = 40 // words; a shorter median counts as this
	linesComment = 25 // on average at most
)

// even reports whether the blocks of lines may be comments: the first, where an
// article would stand, is not much longer than the others, and they have few
// lines on average.
func (d *document) even(n int, block func(int) (from, to int)) bool {
	words, lines := make([]int, n), 0
	for k := range n {
		from, to := block(k)
		for i := from; i < to; i++ {
			words[k] += page.Words(d.text(i))
			lines++
		}
	}
	lead := words[0]
	slices.Sort(words)
	return lead <= longestLead*max(words[n/2], shortMedian) && lines <= linesComment*n
}
