package reports

import (
	"errors"
	"io"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/reports/export"
)

// tableWriter writes one table in the given style.
type tableWriter func(io.Writer, export.Style) error

// table writes rows.
func table[T any](rows []T) tableWriter {
	return func(w io.Writer, style export.Style) error {
		t, err := export.NewWriter[T](w, style)
		if err != nil {
			return err
		}
		return errors.Join(t.Write(rows), t.Close())
	}
}

// perResult writes rows that are made one result at a time.
func perResult[T any](results []analysis.Result, rows func(*analysis.Result) []T) tableWriter {
	return func(w io.Writer, style export.Style) error {
		t, err := export.NewWriter[T](w, style)
		if err != nil {
			return err
		}
		for i := range results {
			if err := t.Write(rows(&results[i])); err != nil {
				return err
			}
		}
		return t.Close()
	}
}

// addCSV adds a table as CSV: the figures behind a chart.
func (b *bundle) addCSV(name string, write tableWriter) {
	b.files = append(b.files, file{name, func(w io.Writer) error { return write(w, b.style) }})
}

// addTable adds a full table as CSV and in the other encodings asked for.
func (b *bundle) addTable(name string, write tableWriter) {
	b.addCSV(name+".csv", write)
	for _, encoding := range b.encodings {
		if encoding == "csv" {
			continue
		}
		b.files = append(b.files, file{name + "." + encoding, func(w io.Writer) error {
			return write(w, export.Style{Encoding: encoding})
		}})
	}
}
