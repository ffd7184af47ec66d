// Package eval measures predictions against hand-coded labels: F1, calibration,
// agreement, and the intervals that go with them. It knows tables of labels,
// not what the labels mean.
package eval

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/undertone-project/undertone/internal/textenc"
)

// maxField bounds one cell of a gold table, in bytes.
const maxField = 4 << 20

// Row is one row of a gold table.
type Row struct {
	Line   int // where it begins in the file, 1-based
	Fields []string
}

// Gold is a hand-coded table: CSV with a header row that names at least the
// columns asked for.
type Gold struct {
	Name   string // the file's name, for messages
	Header []string
	Rows   []Row
}

// ReadGoldFile reads the gold table in a file; see [ReadGold].
func ReadGoldFile(name string, required ...string) (*Gold, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return ReadGold(f, name, required...)
}

// ReadGold reads a gold table: CSV after RFC 4180 with a header row, delimited
// by commas, or by semicolons or tabs, as spreadsheet programs save a sheet in
// many countries, and in whatever encoding package textenc knows. An error
// names the file, the line and the column that is missing.
func ReadGold(r io.Reader, name string, required ...string) (*Gold, error) {
	decoded, _, err := textenc.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	br := bufio.NewReaderSize(decoded, headerSize)
	cr := csv.NewReader(br)
	cr.Comma = delimiter(br)
	header, err := cr.Read()
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: empty; a gold table begins with a header row (%s)", name, strings.Join(required, ","))
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	g := &Gold{Name: name, Header: header}
	for i := range header {
		header[i] = strings.TrimSpace(header[i])
	}
	for _, c := range required {
		if g.Column(c) < 0 {
			return nil, fmt.Errorf("%s: no column %q in the header (%s)", name, c, strings.Join(header, ","))
		}
	}
	for {
		fields, err := cr.Read()
		if errors.Is(err, io.EOF) {
			return g, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		line, _ := cr.FieldPos(0)
		for _, f := range fields {
			if len(f) > maxField {
				return nil, fmt.Errorf("%s: line %d: a cell of %d bytes; is a quotation mark missing?", name, line, len(f))
			}
		}
		g.Rows = append(g.Rows, Row{line, fields})
	}
}

// headerSize bounds the header row that the delimiter is told from, in bytes.
const headerSize = 64 << 10

// delimiter is what divides the header into most columns.
func delimiter(r *bufio.Reader) rune {
	head, _ := r.Peek(headerSize) // what is wrong with the rest, reading it will tell
	line, _, _ := strings.Cut(string(head), "\n")
	best, columns := ',', 0
	for _, comma := range []rune{',', ';', '\t'} {
		cr := csv.NewReader(strings.NewReader(line))
		cr.Comma = comma
		if h, err := cr.Read(); err == nil && len(h) > columns {
			best, columns = comma, len(h)
		}
	}
	return best
}

// Column is the index of a column, -1 where there is none.
func (g *Gold) Column(name string) int { return slices.Index(g.Header, name) }

// Strings is a column's cells, nil where there is no such column.
func (g *Gold) Strings(name string) []string {
	i := g.Column(name)
	if i < 0 {
		return nil
	}
	out := make([]string, len(g.Rows))
	for j, r := range g.Rows {
		out[j] = r.Fields[i]
	}
	return out
}

// Labels is the label column as indices into classes, matched without regard
// to case. An error names the first row whose label is none of them.
func (g *Gold) Labels(classes []string) ([]int, error) { return g.labels(classes, false) }

// OptionalLabels is Labels with -1 for rows whose label is empty: a sheet that
// is not coded to the end.
func (g *Gold) OptionalLabels(classes []string) ([]int, error) { return g.labels(classes, true) }

func (g *Gold) labels(classes []string, optional bool) ([]int, error) {
	col := g.Column("label")
	if col < 0 {
		return nil, fmt.Errorf("%s: no column %q", g.Name, "label")
	}
	out := make([]int, len(g.Rows))
	for i, r := range g.Rows {
		label := strings.TrimSpace(r.Fields[col])
		if optional && label == "" {
			out[i] = -1
			continue
		}
		k := slices.IndexFunc(classes, func(c string) bool { return strings.EqualFold(c, label) })
		if k < 0 && label == "" {
			return nil, fmt.Errorf("%s: line %d has no label: give it one of %s, or take the row out", g.Name, r.Line, strings.Join(classes, ", "))
		}
		if k < 0 {
			return nil, fmt.Errorf("%s: line %d: label %q is none of %s", g.Name, r.Line, label, strings.Join(classes, ", "))
		}
		out[i] = k
	}
	return out, nil
}
