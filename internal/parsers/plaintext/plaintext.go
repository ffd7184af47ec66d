// Package plaintext reads what is left of a web page when it is saved, scraped
// or copied as text. A page has one of several shapes, which are tried in turn:
//
//   - a digest: a post whose sections are headed by dates ("25-27 January"),
//   - the comments of a page by themselves, as people copy them: bylines above
//     or below each, replies indented,
//   - a live blog: entries that close with a byline and a time,
//   - an author's page: one author's items, dated or not,
//   - a blog index: titles, dates and teasers,
//   - an article, with or without comments under it: the shape of everything
//     else, divided line by line by package segment.
//
// Posts carry what the page states of them; comments carry author and time
// where lines state them, and never a parent: text has lost it, and
// internal/structure alone infers it.
package plaintext

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"unicode/utf8"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/dates"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/page"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
	"github.com/undertone-project/undertone/internal/textenc"
)

// reader is the format. A nil model is the built-in one.
type reader struct{ model *segment.Model }

var _ format.Format = reader{}

// New returns the reader of plain text.
func New() format.Format { return reader{} }

// With is New with a model of its own, for measuring models that have not seen
// a page.
func With(model *segment.Model) format.Format { return reader{model} }

// Name implements format.Format.
func (reader) Name() string { return "text" }

// Describe implements format.Format.
func (reader) Describe() string {
	return "plain text of a web page: article with comments, copied comments, blog index, live blog, digest, author page"
}

// Match implements format.Format. Any text matches, modestly, so that formats
// with marks of their own win.
func (reader) Match(p format.Probe) format.Match {
	head := bytes.TrimLeft(bytes.TrimPrefix(p.Head, []byte("\xef\xbb\xbf")), " \t\r\n")
	switch {
	case len(head) == 0 || !textenc.IsText(p.Head):
		return format.Match{}
	case markup(head):
		return format.Match{Score: 1, Reason: "text, though it looks like markup or data"}
	case bytes.HasSuffix([]byte(p.Name), []byte(".txt")):
		return format.Match{Score: 30, Reason: "text, named .txt"}
	}
	return format.Match{Score: 10, Reason: "text"}
}

// markup reports whether head begins like HTML, XML or JSON.
func markup(head []byte) bool {
	for _, mark := range []string{"<!", "<?", "<html", "<HTML", "{", "[{", "[\n", "[["} {
		if bytes.HasPrefix(head, []byte(mark)) {
			return true
		}
	}
	return false
}

// Read implements format.Format.
func (rd reader) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	return func(yield func(format.Record, error) bool) {
		d, err := load(ctx, src)
		if err != nil {
			yield(format.Record{}, err)
			return
		}
		d.model = rd.model
		d.read()
		d.report()
		for _, r := range d.records {
			if ctx.Err() != nil {
				yield(format.Record{}, ctx.Err())
				return
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// load decodes and holds the page.
func load(ctx context.Context, src format.Source) (*document, error) {
	r, _, err := textenc.NewReader(src.Reader)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", src.Name, err)
	}
	lines, err := page.Read(ctx, src.Name, r, src.RecordLimit(), src.PageLimit())
	if err != nil {
		return nil, err
	}
	if r.Encoding() != textenc.UTF8 {
		src.Report(format.Note{Role: "encoding", Reason: "converted from " + r.Encoding()})
	}
	if n, line := r.Replaced(); n > 0 {
		src.Report(format.Note{Lines: thread.Lines{Start: line, End: line}, Role: "encoding",
			Reason: fmt.Sprintf("%d bytes that are not UTF-8 became U+FFFD, the first in this line", n)})
	}
	if lines = page.Clean(lines); len(lines) == 0 {
		return nil, fmt.Errorf("%s: %w", src.Name, page.ErrEmpty)
	}
	reportLost(src, lines)
	return newDocument(src, lines), nil
}

// reportLost tells the audit what page.Clean left out of lines.
func reportLost(src format.Source, lines []page.Line) {
	n, first := 0, 0
	for _, l := range lines {
		if n == 0 && l.Lost > 0 {
			first = l.No
		}
		n += l.Lost
	}
	if n > 0 {
		src.Report(format.Note{Lines: thread.Lines{Start: first, End: first}, Role: "encoding",
			Reason: fmt.Sprintf("%d control characters and signs between letters that stand for nothing were left out, the first in this line", n)})
	}
}

// read finds the shape and fills in records and roles.
func (d *document) read() {
	for _, shape := range []func(*document) bool{digest, pasted, liveBlog, authorPage, blogIndex} {
		if shape(d) {
			return
		}
	}
	article(d)
}

// options are the date options of the source.
func options(src format.Source, lines []page.Line) dates.Options {
	var short []string
	for _, l := range lines {
		if len(l.Text) < 160 {
			short = append(short, l.Text)
		}
	}
	return dates.Options{Captured: src.Captured, Location: src.Location, Reference: src.Captured, Order: dates.GuessOrder(short)}
}

// excerpt is the beginning of a line, for the audit.
func excerpt(s string) string {
	const limit = 60
	if len(s) <= limit {
		return s
	}
	cut := limit
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}
