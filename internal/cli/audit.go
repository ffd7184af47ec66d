package cli

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/atomicfile"
)

// audit collects what each stretch of the input was taken for. It prints to
// standard error, where it does not mix with the data, or fills a CSV file.
type audit struct {
	path string // "-" for standard error
	err  io.Writer
	file *atomicfile.File
	csv  *csv.Writer
	name string // the input being read
}

// newAudit returns nil for an empty path: no audit.
func newAudit(path string, stderr io.Writer) (*audit, error) {
	if path == "" {
		return nil, nil
	}
	a := &audit{path: path, err: stderr}
	if path == "-" {
		return a, nil
	}
	f, err := atomicfile.Create(path)
	if err != nil {
		return nil, err
	}
	a.file, a.csv = f, csv.NewWriter(f)
	return a, a.csv.Write([]string{"source_file", "line_start", "line_end", "record", "role", "reason", "text"})
}

// note is called by readers.
func (a *audit) note(n format.Note) {
	if n.Source == "" {
		n.Source = a.name
	}
	if a.csv != nil {
		// Errors stay with the writer and are reported by close.
		_ = a.csv.Write([]string{n.Source, number(n.Lines.Start), number(n.Lines.End), number(n.Record), n.Role, n.Reason, n.Text})
		return
	}
	place := n.Source
	switch {
	case n.Lines.Known() && n.Lines.End > n.Lines.Start:
		place += fmt.Sprintf(":%d-%d", n.Lines.Start, n.Lines.End)
	case n.Lines.Known():
		place += fmt.Sprintf(":%d", n.Lines.Start)
	case n.Record > 0:
		place += fmt.Sprintf(": record %d", n.Record)
	}
	fmt.Fprintf(a.err, "%s: %s", place, n.Role)
	if n.Reason != "" {
		fmt.Fprintf(a.err, " (%s)", n.Reason)
	}
	fmt.Fprintf(a.err, ": %s\n", shorten(n.Text, 80))
}

// close completes the file.
func (a *audit) close() error {
	if a == nil || a.csv == nil {
		return nil
	}
	a.csv.Flush()
	if err := a.csv.Error(); err != nil {
		a.file.Discard()
		return fmt.Errorf("writing %s: %w", a.path, err)
	}
	return a.file.Commit()
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// shorten cuts a text to one line of at most n characters.
func shorten(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return strings.TrimRight(string(runes[:n-1]), " ") + "…"
}
