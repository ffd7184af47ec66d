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
	line, rest, _ := bytes.Cut(bytes.TrimPrefix(p.Head, []byte("\ufeff")), []byte("\n"))
	if separator.Match(bytes.TrimRight(line, "\r")) {
		line, _, _ = bytes.Cut(rest, []byte("\n"))
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

// read returns an error that ends the input; yield has been told of the rest.
func (d *Delimited) read(ctx context.Context, src format.Source, yield func(format.Record, error) bool) error {
	limited, r, header, err := d.open(src)
	if err != nil {
		return err
	}
	columns, err := resolve(header, src.Columns)
	if err != nil {
		return fmt.Errorf("%s:1: %w", src.Name, err)
	}
	index := map[string]int{}
	for i := len(header) - 1; i >= 0; i-- {
		index[header[i]] = i
	}
	kept := keptNames(header, src.Keep)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		limited.allow(r.InputOffset())
		cells, err := r.Read()
		if err == io.EOF {
			return nil
		}
		rec, err := d.row(src, r, cells, columns, index, err)
		for _, name := range kept {
			value := ""
			if at, ok := index[name]; name != "" && ok && at < len(cells) {
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
func (d *Delimited) open(src format.Source) (*limitReader, *csv.Reader, []string, error) {
	decoded, _, err := textenc.NewReader(src.Reader)
	if err != nil {
		return nil, nil, nil, fmt.Errorf("reading %s: %w", src.Name, err)
	}
	limited := &limitReader{r: decoded, limit: int64(src.RecordLimit())}
	head := &peekLine{r: limited}
	line, err := head.line()
	if err != nil {
		return nil, nil, nil, fmt.Errorf("reading %s: %w", src.Name, err)
	}
	if separator.MatchString(line) {
		line = head.blankLine()
	}
	_, comma := d.header(line)
	r := csv.NewReader(head)
	r.Comma = comma
	r.FieldsPerRecord = -1
	header, err := r.Read()
	if err == io.EOF {
		return nil, nil, nil, fmt.Errorf("%s: empty: %w", src.Name, format.ErrUnrecognized)
	}
	if err != nil {
		return nil, nil, nil, fmt.Errorf("reading the header of %s: %w", src.Name, err)
	}
	return limited, r, header, nil
}

// row turns cells, or the error in their place, into a record.
func (d *Delimited) row(src format.Source, r *csv.Reader, cells []string, columns map[string]string, index map[string]int, err error) (format.Record, error) {
	if parse := (*csv.ParseError)(nil); errors.As(err, &parse) {
		return format.Record{}, &format.SyntaxError{Source: src.Name, Line: parse.StartLine, Err: parse.Err}
	}
	if err != nil {
		return format.Record{}, fmt.Errorf("reading %s: %w", src.Name, err)
	}
	start, _ := r.FieldPos(0)
	if at := index[columns[colText]]; at >= len(cells) {
		return format.Record{}, &format.SyntaxError{Source: src.Name, Line: start,
			Err: fmt.Errorf("row has %d cells, the text column is number %d", len(cells), at+1)}
	}
	get := func(c string) (string, bool) {
		h, ok := columns[c]
		if !ok || index[h] >= len(cells) {
			return "", ok
		}
		return formula.Unguard(cells[index[h]]), true
	}
	last, _ := r.FieldPos(len(cells) - 1)
	last += strings.Count(cells[len(cells)-1], "\n")
	return record(get, src, thread.Lines{Start: start, End: last}), nil
}
