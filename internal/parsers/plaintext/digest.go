package plaintext

import (
	"strings"
	"time"

	"github.com/undertone-project/undertone/internal/dates"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/page"
)

// heading is a line that is nothing but a day or a range of days, a remark in
// brackets aside.
type heading struct {
	at    int
	parts dates.Parts
	raw   string
}

// digest reads a post whose sections are headed by dates. The page itself is
// the first post; each section is a post of its own. Headings mostly leave the
// year out: it follows from the date of the post, going back in time.
func digest(d *document) bool {
	heads := d.headings()
	yearless := 0
	for _, h := range heads {
		if h.parts.Year == 0 || h.parts.UntilDay > 0 {
			yearless++
		}
	}
	if len(heads) < 3 || 2*yearless < len(heads) || !d.haveSections(heads) {
		return false
	}
	post, body := d.head(0, heads[0].at)
	post.Text, post.Lines = d.body(body, heads[0].at, rolePost)
	d.records = append(d.records, post)
	ref := post.Created.At
	if ref.IsZero() {
		ref = d.src.Captured
	}
	placeYears(heads, ref)
	for n, h := range heads {
		end := d.end
		if n+1 < len(heads) {
			end = heads[n+1].at
		}
		d.section(h, end)
		if end < d.end {
			// A section runs to the heading of the next, blank lines
			// included: sections divide the page without gaps.
			d.records[len(d.records)-1].Lines.End = d.lines[end].No - 1
		}
	}
	return true
}

// headings finds the headings of the page.
func (d *document) headings() []heading {
	var out []heading
	for i := range d.lines[:d.end] {
		text := d.text(i)
		if len(text) > 80 {
			continue
		}
		p, from, to, ok := dates.FindParts(text)
		if !ok || from > 0 || p.Day == 0 || p.Hour >= 0 || p.Relative() {
			continue
		}
		rest := strings.TrimSpace(text[to:])
		if rest == "" || rest == ":" || strings.HasPrefix(rest, "(") && strings.HasSuffix(rest, ")") {
			out = append(out, heading{i, p, text[from:to]})
		}
	}
	return out
}

// haveSections reports whether text follows the headings, and no title stands
// right before them as in an index.
func (d *document) haveSections(heads []heading) bool {
	full, titled := 0, 0
	for _, h := range heads {
		if next := d.content(h.at+1, d.end); next < d.end && !d.isMeta[next] {
			full++
		}
		if h.at > 0 && !page.Closed(d.text(h.at-1)) && d.lines[h.at-1].Gap && page.TitleLike(d.text(h.at-1)) {
			titled++
		}
	}
	return 4*full >= 3*len(heads) && 2*titled < len(heads)
}

// section reads the section under a heading, up to end.
func (d *document) section(h heading, end int) {
	post := newPost()
	post.Title = d.text(h.at)
	post.Created = h.parts.Time(d.opt)
	post.Created.Raw = h.raw
	d.mark(h.at, roleTitle, "dated heading")
	post.Text, post.Lines = d.body(h.at+1, end, rolePost)
	d.records = append(d.records, post)
}

// outOfOrder is how far a heading may stand on the wrong side of the one
// before it: an entry added late or moved.
const outOfOrder = 45 * 24 * time.Hour

// placeYears completes headings without a year. Sections run from the newest
// to the oldest, or the other way round: the direction that spans less time is
// taken. No section is dated later than a day after ref. Without ref, headings
// keep to the years that other headings state, else stay without.
func placeYears(heads []heading, ref time.Time) {
	if ref.IsZero() {
		return
	}
	down, up := make([]int, len(heads)), make([]int, len(heads))
	spanDown := chainYears(heads, ref, down, func(i int) int { return i })
	spanUp := chainYears(heads, ref, up, func(i int) int { return len(heads) - 1 - i })
	years := down
	if spanUp < spanDown {
		years = up
	}
	for i := range heads {
		if heads[i].parts.Year == 0 {
			heads[i].parts = heads[i].parts.WithYear(years[i])
		}
	}
}

// chainYears goes through the headings in the order of at, from the newest
// back, and chooses for each the latest year that is neither after ref nor
// more than outOfOrder after the heading before. It returns the way covered.
func chainYears(heads []heading, ref time.Time, years []int, at func(int) int) time.Duration {
	limit := ref.AddDate(0, 0, 1)
	before, span := ref, time.Duration(0)
	for n := range heads {
		i := at(n)
		p := heads[i].parts
		year := p.Year
		if year == 0 {
			year = before.Year() + 1
			for day := dayOf(year, p); day.After(limit) || day.Sub(before) > outOfOrder; day = dayOf(year, p) {
				year--
			}
		}
		years[i] = year
		day := dayOf(year, p)
		span += before.Sub(day).Abs()
		before = day
	}
	return span
}

func dayOf(year int, p dates.Parts) time.Time {
	return time.Date(year, time.Month(p.Month), p.Day, 0, 0, 0, 0, time.UTC)
}
