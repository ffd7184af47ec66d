package plaintext

import (
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/dates"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/page"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

// The roles of the audit.
const (
	roleOmitted = "omitted"
	roleTitle   = "title"
	roleByline  = "byline"
	roleDate    = "date"
	roleStated  = "stated"
	rolePost    = "post"
	roleComment = "comment"
	roleQuoted  = "quoted"
)

// document is a page on its way to records. Indices are into lines.
type document struct {
	src     format.Source
	lines   []page.Line
	end     int // index of the first line of the footer
	opt     dates.Options
	metas   []page.Meta // of each line
	isMeta  []bool
	why     []string // why each line is furniture, "" where it is not
	roles   []role
	records []format.Record
	model   *segment.Model // that tells comments apart, nil for the built-in one
}

type role struct{ name, reason string }

func newDocument(src format.Source, lines []page.Line) *document {
	d := &document{
		src: src, lines: lines, end: page.Footer(lines), opt: options(src, lines),
		metas: make([]page.Meta, len(lines)), isMeta: make([]bool, len(lines)),
		why: make([]string, len(lines)), roles: make([]role, len(lines)),
	}
	for i, l := range lines {
		d.metas[i], d.isMeta[i] = page.ParseMeta(l.Text)
		d.why[i] = page.Furniture(l.Text)
		if i >= d.end {
			d.mark(i, roleOmitted, "footer of the page")
		}
	}
	return d
}

// text is line i.
func (d *document) text(i int) string { return d.lines[i].Text }

// mark says what line i is.
func (d *document) mark(i int, name, reason string) { d.roles[i] = role{name, reason} }

// omit marks the lines [from, to) as left out.
func (d *document) omit(from, to int, reason string) {
	for i := from; i < to; i++ {
		why := reason
		if d.why[i] != "" {
			why = d.why[i]
		}
		d.mark(i, roleOmitted, why)
	}
}

// body joins the lines [from, to) to a text, furniture left out, and says what
// lines of the source it was read from.
func (d *document) body(from, to int, as string) (string, thread.Lines) {
	var b strings.Builder
	var at thread.Lines
	for i := from; i < to; i++ {
		if d.why[i] != "" {
			d.mark(i, roleOmitted, d.why[i])
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		} else {
			at.Start = d.lines[i].No
		}
		at.End = d.lines[i].No
		b.WriteString(d.text(i))
		d.mark(i, as, "")
	}
	return b.String(), at
}

// date places the date of line i. Raw is as the line writes it.
func (d *document) date(i int) thread.Time {
	m := d.metas[i]
	if !d.isMeta[i] || !m.HasDate {
		return thread.Time{}
	}
	t := m.Date.Time(d.opt)
	t.Raw = d.text(i)[m.DateFrom:m.DateTo]
	return t
}

// content is the next index in [from, to) that is not furniture, or to.
func (d *document) content(from, to int) int {
	for from < to && d.why[from] != "" {
		from++
	}
	return from
}

// stated tells r how many comments line i claims.
func (d *document) stated(r *format.Record, i int) {
	if m := d.metas[i]; d.isMeta[i] && m.HasCount && !r.StatedKnown {
		r.StatedComments, r.StatedKnown = m.Comments, true
	}
}

// meta takes a meta line into the post r.
func (d *document) meta(r *format.Record, i int) {
	m := d.metas[i]
	if m.Name != "" && r.Author == "" {
		r.Author, r.AuthorSource = m.Name, thread.AuthorStated
	}
	if m.HasDate && r.Created.Raw == "" {
		r.Created = d.date(i)
	}
	d.stated(r, i)
	d.mark(i, metaRole(m), metaReason(m))
}

// metaRole is the most telling thing in a meta line.
func metaRole(m page.Meta) string {
	switch {
	case m.HasDate && m.Name == "":
		return roleDate
	case m.Name != "":
		return roleByline
	case m.HasCount:
		return roleStated
	}
	return roleByline
}

// metaReason lists everything a meta line states.
func metaReason(m page.Meta) string {
	var has []string
	if m.Name != "" {
		has = append(has, "author")
	}
	if m.HasDate {
		has = append(has, "date")
	}
	if m.HasCount {
		has = append(has, "number of comments")
	}
	if m.Label != "" {
		has = append(has, "label left out")
	}
	return strings.Join(has, ", ")
}

// report tells the audit what each line became.
func (d *document) report() {
	if d.src.Audit == nil {
		return
	}
	for i, l := range d.lines {
		r := d.roles[i]
		if r.name == "" {
			r = role{roleOmitted, "not part of any post"}
		}
		d.src.Report(format.Note{Lines: thread.Lines{Start: l.No, End: l.No}, Role: r.name, Reason: r.reason, Text: excerpt(l.Text)})
		if m := d.metas[i]; d.isMeta[i] && m.HasCount && r.name != roleStated && r.name != roleOmitted {
			d.src.Report(format.Note{Lines: thread.Lines{Start: l.No, End: l.No}, Role: roleStated, Reason: "number of comments", Text: excerpt(l.Text)})
		}
	}
}
