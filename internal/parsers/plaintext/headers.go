package plaintext

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/page"
)

// Headers of two lines, a name and a date, and of a name by itself.

// namedAbove joins each date with the line of a name above it. It is nil where
// many dates have none: such lines date something else.
func (d *document) namedAbove(dated []signed) []signed {
	var out []signed
	words, clocks := 0, 0
	for _, s := range dated {
		i := s.from - 1
		for i >= 0 && d.why[i] != "" {
			i--
		}
		if i < 0 || !page.NameLike(d.text(i)) || page.Words(d.text(i)) > maxName || page.Closed(d.text(i)) && page.Words(d.text(i)) > 2 {
			continue
		}
		if s.Date.Hour >= 0 || s.Date.Relative() {
			clocks++
		}
		words += page.Words(d.text(i))
		s.Name, s.from = d.text(i), i
		out = append(out, s)
	}
	// Titles of posts are longer than names, and posts seldom tell the hour.
	if 10*len(out) < 7*len(dated) || words > 3*len(out) || 2*clocks < len(out) && !d.standsAbove(out) {
		return nil
	}
	return d.unlikeNames(out, dated)
}

// datedBelow joins each date with the line of a name above its comment: the
// one after the date before.
func (d *document) datedBelow(dated []signed) []signed {
	if len(dated) < leastBylines || d.content(dated[len(dated)-1].to, d.end) < d.end {
		return nil
	}
	var out []signed
	from, long := 0, 0
	for _, s := range dated {
		i := d.content(from, s.from)
		from = s.to
		if i+1 >= s.from || s.Date.Hour < 0 || page.Words(d.text(i)) > longName || !d.lines[i+1].Gap {
			return nil
		}
		if page.Words(d.text(i)) > maxName {
			if long++; page.Closed(d.text(i)) || 3*long > len(dated) {
				return nil
			}
		}
		s.Name, s.from, s.to, s.date = d.text(i), i, i+1, s.from
		out = append(out, s)
	}
	return out
}

// withNamesAbove adds to bylines with name and date those in two lines, as some
// pages have for members and the page's own author.
func (d *document) withNamesAbove(found, dated []signed) []signed {
	if len(found) == 0 || !hasPart(found[0].Shape, "D") {
		return found
	}
	taken := map[int]bool{}
	for _, s := range found {
		for i := s.from; i < s.to; i++ {
			taken[i] = true
		}
	}
	for _, s := range dated {
		i := s.from - 1
		if i < 0 || taken[i] || taken[s.from] || !d.lines[i].Gap || s.to == d.end || !d.lines[s.to].Gap || page.Closed(d.text(i)) {
			continue
		}
		name := numbered.ReplaceAllString(d.text(i), "")
		if counted := name != d.text(i); counted && page.Words(name) > longName || !counted && (!page.NameLike(name) || page.Words(name) > 4) {
			continue
		}
		s.Name, s.from = name, i
		found = append(found, s)
	}
	slices.SortFunc(found, func(a, b signed) int { return cmp.Compare(a.from, b.from) })
	return found
}

// numbered is the number of a comment before its author's name.
var numbered = regexp.MustCompile(`^#?\d{1,4}[.)]?\s+`)

// unlikeNames adds to the headers found those whose line above the date is no
// name by its form (a nickname, the title of a page that links here), but stands
// as the names do: where blank lines are.
func (d *document) unlikeNames(found, dated []signed) []signed {
	gaps := 0
	taken := map[int]bool{}
	for _, s := range found {
		taken[s.date] = true
		if d.lines[s.from].Gap {
			gaps++
		}
	}
	for _, s := range dated {
		i := s.from - 1
		if taken[s.date] || i < 0 || d.why[i] != "" || d.isMeta[i] || page.Words(d.text(i)) > longName || page.Closed(d.text(i)) ||
			d.lines[s.from].Gap || d.lines[i].Gap != (2*gaps > len(found)) || s.to < d.end && !d.lines[s.to].Gap {
			continue
		}
		s.Name, s.from = d.text(i), i
		found = append(found, s)
	}
	slices.SortFunc(found, func(a, b signed) int { return cmp.Compare(a.from, b.from) })
	return found
}

// maxName is how many words a name has at most, and longName how many words may stand where a name is expected: a page that
// links to this one leaves its title there.
const maxName, longName = 6, 16

// namedBelow joins each date with the line of a name below it, with a blank
// line under that. It is nil where many dates have none.
func (d *document) namedBelow(dated []signed) []signed {
	var out []signed
	words, clocks, falls := 0, 0, 0
	for _, s := range dated {
		i := d.content(s.to, d.end)
		if i+1 >= d.end || !d.lines[i+1].Gap || !page.NameLike(d.text(i)) || clock.MatchString(d.text(i)) || page.Closed(d.text(i)) && page.Words(d.text(i)) > 2 {
			continue
		}
		if s.Date.Hour >= 0 || s.Date.Relative() {
			clocks++
		}
		if n := len(out); n > 0 && s.Date.Time(d.opt).At.Before(out[n-1].Date.Time(d.opt).At) {
			falls++
		}
		words += page.Words(d.text(i))
		s.Name, s.to = d.text(i), i+1
		out = append(out, s)
	}
	// What lists posts has titles, which are longer than names, and the latest first.
	if len(out) < leastBylines || 10*len(out) < 7*len(dated) || words > 3*len(out) || 2*clocks < len(out) && 5*falls > len(out) {
		return nil
	}
	return out
}

// address is the address of a page of one's own, before or after a name.
var address = regexp.MustCompile(`^https?://\S+\s+|\s+https?://\S+$`)

// clock is a line that is nothing but a time of day.
var clock = regexp.MustCompile(`^\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[AaPp]\.?[Mm]\.?)?$`)

// nickname is a name that no heading is: with a digit or a line in it, or in
// lower case.
var nickname = regexp.MustCompile(`^\p{Ll}|\pL\d|_`)

// leastAlone is how many names by themselves tell a page of comments.
const leastAlone = 3

// namedAlone finds names by themselves above the comments, without any date. The
// blank lines tell them: none before, as one stands before each paragraph, and
// one below. Or what is below is indented deeper.
func (d *document) namedAlone() []signed {
	for i := range d.lines[:d.end] {
		if d.isMeta[i] && d.metas[i].HasDate {
			return nil
		}
	}
	first := d.content(0, d.end)
	if out := d.namesWhere(func(i int) bool { return (i == first || !d.lines[i].Gap) && d.lines[i+1].Gap }); out != nil {
		return out
	}
	return d.namesWhere(func(i int) bool { return d.lines[i+1].Indent > d.lines[i].Indent })
}

// namesWhere are the lines at the places that hold, if most of the lines there
// may be names, and they are no headings: one comes twice, or is a link or a
// nickname.
func (d *document) namesWhere(place func(i int) bool) []signed {
	var out []signed
	likely, others, person := 0, 0, false
	seen := map[string]bool{}
	for i := 0; i+1 < d.end; i++ {
		if d.why[i] != "" || !place(i) {
			continue
		}
		text := address.ReplaceAllString(d.text(i), "")
		words := page.Words(text)
		if words == 0 || words > maxName || words > 2 && page.Closed(text) || strings.Contains(text, "://") || clock.MatchString(text) {
			others++
			continue
		}
		if page.NameLike(text) || words == 1 {
			likely++
		}
		person = person || seen[text] || text != d.text(i) || words == 1 && nickname.MatchString(text)
		seen[text] = true
		out = append(out, signed{Byline: page.Byline{Name: text, Shape: "N"}, from: i, to: i + 1, date: -1})
	}
	if len(out) < leastAlone || !person || 10*likely < 8*len(out) || 2*others > len(out) {
		return nil
	}
	return out
}
