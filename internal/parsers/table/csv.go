package table

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/formula"
	"github.com/undertone-project/undertone/internal/textenc"
)

// Delimited reads tables of delimited text after RFC 4180.
type Delimited struct {
	name, describe string
	commas         []rune // accepted delimiters, the preferred one first
	extension      string
}

var _ format.Format = (*Delimited)(nil)

// CSV reads comma-separated tables; a semicolon, as spreadsheets write it in
// many countries, is accepted too.
func CSV() *Delimited {
	return &Delimited{"csv", "comma-separated table, one comment a row (id, parent_id, thread_id, author, created_at, text)", []rune{',', ';'}, ".csv"}
}

// TSV reads tab-separated tables.
func TSV() *Delimited {
	return &Delimited{"tsv", "tab-separated table with the same columns", []rune{'\t'}, ".tsv"}
}

// Name is the name used with --format.
func (d *Delimited) Name() string { return d.name }

// Describe says what the format is.
func (d *Delimited) Describe() string { return d.describe }

// Match looks for a header row with a text column.
func (d *Delimited) Match(p format.Probe) format.Match {
	byName := strings.EqualFold(path.Ext(p.Name), d.extension)
	head, end := bytes.TrimPrefix(p.Head, []byte("\ufeff")), []byte("\n")
	if textenc.ReturnsOnly(head) {
		end = []byte("\r")
	}
	line, rest, _ := bytes.Cut(head, end)
	if separator.Match(bytes.TrimRight(line, "\r")) {
		line, _, _ = bytes.Cut(rest, end)
	}
	if header, _ := d.header(string(line)); len(header) > 1 || (len(header) == 1 && byName) {
		if hasText(header) {
			score := 60
			if byName {
				score = 90
			}
			return format.Match{Score: score, Reason: "header row with a text column"}
		}
	}
	if byName {
		return format.Match{Score: 50, Reason: "file name ends in " + d.extension}
	}
	return format.Match{}
}

// separator is the first line by which spreadsheets are told the delimiter.
var separator = regexp.MustCompile(`^"?sep=(.)"?$`)

// header splits a header line with the delimiter that gives most columns.
func (d *Delimited) header(line string) (header []string, comma rune) {
	comma = d.commas[0]
	for _, c := range d.commas {
		r := csv.NewReader(strings.NewReader(line))
		r.Comma = c
		if h, err := r.Read(); err == nil && len(h) > len(header) {
			header, comma = h, c
		}
	}
	return header, comma
}

// Read yields a record for each row. A row that cannot be read is a
// *format.SyntaxError and is skipped.
func (d *Delimited) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	return func(yield func(format.Record, error) bool) {
		if err := d.read(ctx, src, yield); err != nil {
			yield(format.Record{}, err)
		}
	}
}

// opened is a table whose header is read.
type opened struct {
	src     format.Source
	limited *limitReader
	csv     *csv.Reader
	header  []string
	columns map[string]string // undertone's column names, and how the header calls them
	index   map[string]int    // where a name of the header stands
	rows    *rows
}

// read returns an error that ends the input; yield has been told of the rest.
func (d *Delimited) read(ctx context.Context, src format.Source, yield func(format.Record, error) bool) error {
	t, err := d.open(src)
	if err != nil {
		return err
	}
	kept := keptNames(t.header, src.Keep)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		t.limited.allow(t.csv.InputOffset())
		cells, err := t.csv.Read()
		if err == io.EOF {
			return nil
		}
		rec, err := t.row(cells, err)
		for _, name := range kept {
			value := ""
			if at, ok := t.index[name]; name != "" && ok && at < len(cells) {
				value = formula.Unguard(cells[at])
			}
			rec.Kept = append(rec.Kept, value)
		}
		if bad := (*format.SyntaxError)(nil); err != nil && !errors.As(err, &bad) {
			return err
		}
		if !yield(rec, err) {
			return nil
		}
	}
}

// open reads the header and sets the csv reader up.
func (d *Delimited) open(src format.Source) (*opened, error) {
	decoded, _, err := textenc.NewReader(src.Reader)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", src.Name, err)
	}
	t := &opened{src: src, limited: &limitReader{r: decoded, limit: int64(src.RecordLimit())}, index: map[string]int{}}
	head := &peekLine{r: t.limited}
	line, err := head.line()
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", src.Name, err)
	}
	if separator.MatchString(line) {
		line = head.blankLine()
	}
	_, comma := d.header(line)
	beginning := newCSV(strings.NewReader(head.head), comma)
	t.csv = newCSV(head, comma)
	t.header, err = t.csv.Read()
	if err == io.EOF {
		return nil, fmt.Errorf("%s: empty: %w", src.Name, format.ErrUnrecognized)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the header of %s: %w", src.Name, err)
	}
	if t.columns, err = resolve(t.header, src.Columns); err != nil {
		return nil, fmt.Errorf("%s:1: %w", src.Name, err)
	}
	for i := len(t.header) - 1; i >= 0; i-- {
		t.index[t.header[i]] = i
	}
	t.rows = newRows(src)
	t.rows.look(t.sample(beginning))
	return t, nil
}

func newCSV(r io.Reader, comma rune) *csv.Reader {
	out := csv.NewReader(r)
	out.Comma = comma
	out.FieldsPerRecord = -1
	return out
}

// sample reads the rows that the beginning of the table holds; the last may be
// cut.
func (t *opened) sample(beginning *csv.Reader) []row {
	var out []row
	if _, err := beginning.Read(); err != nil {
		return nil
	}
	for {
		cells, err := beginning.Read()
		if err == io.EOF {
			return out
		}
		if err == nil {
			out = append(out, t.cells(cells))
		}
	}
}

// cells gives the cells of a row by undertone's column names.
func (t *opened) cells(cells []string) row {
	return func(c string) (string, bool) {
		h, ok := t.columns[c]
		if !ok || t.index[h] >= len(cells) {
			return "", ok
		}
		return formula.Unguard(cells[t.index[h]]), true
	}
}

// row turns cells, or the error in their place, into a record.
func (t *opened) row(cells []string, err error) (format.Record, error) {
	bad := func(line int, err error) (format.Record, error) {
		return format.Record{}, &format.SyntaxError{Source: t.src.Name, Line: line, Err: err}
	}
	if parse := (*csv.ParseError)(nil); errors.As(err, &parse) {
		if errors.Is(parse.Err, csv.ErrQuote) && parse.Line > parse.StartLine {
			return bad(parse.StartLine, fmt.Errorf("a quote opened in this record is not closed rightly: lines %d to %d are lost", parse.StartLine, parse.Line))
		}
		return bad(parse.StartLine, parse.Err)
	}
	if err != nil {
		return format.Record{}, fmt.Errorf("reading %s: %w", t.src.Name, err)
	}
	start, _ := t.csv.FieldPos(0)
	if at := t.index[t.columns[colText]]; at >= len(cells) {
		return bad(start, fmt.Errorf("row has %d cells, the text column is number %d", len(cells), at+1))
	}
	if n := len(t.header); len(cells) > n && slices.ContainsFunc(cells[n:], notBlank) {
		// Which cell was cut in two cannot be told, so neither can the text.
		return bad(start, fmt.Errorf("row has %d cells, the header %d: a %q in a cell needs quotes around the cell", len(cells), n, t.csv.Comma))
	}
	last, _ := t.csv.FieldPos(len(cells) - 1)
	last += strings.Count(cells[len(cells)-1], "\n")
	return t.rows.record(t.cells(cells), thread.Lines{Start: start, End: last}), nil
}

func notBlank(cell string) bool { return strings.TrimSpace(cell) != "" }
