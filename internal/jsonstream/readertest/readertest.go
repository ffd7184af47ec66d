// Package readertest holds the tests that all readers of JSON exports share:
// golden files of fixtures, measured gold of real exports, and survival of
// hostile input.
package readertest

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/structure"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Updating reports whether golden files are to be rewritten (-update), for
// tests beside those of this package.
func Updating() bool { return *update }

// row is a record, a note of the audit or an error in a golden file.
type row struct {
	Thread  string      `json:"thread,omitempty"`
	Kind    thread.Kind `json:"kind,omitempty"`
	ID      string      `json:"id,omitempty"`
	Known   bool        `json:"parent_known,omitempty"`
	Parent  string      `json:"parent,omitempty"`
	Author  string      `json:"author,omitempty"`
	At      string      `json:"created_at,omitempty"`
	Zone    string      `json:"zone,omitempty"`
	Raw     string      `json:"time_raw,omitempty"`
	Title   string      `json:"title,omitempty"`
	URL     string      `json:"url,omitempty"`
	Line    int         `json:"line,omitempty"`
	Stated  *int        `json:"stated_comments,omitempty"`
	Likes   *int        `json:"likes,omitempty"`
	Deleted bool        `json:"deleted,omitempty"`
	Quoted  string      `json:"quoted,omitempty"`
	Text    string      `json:"text,omitempty"`
	Audit   string      `json:"audit,omitempty"`
	Reason  string      `json:"reason,omitempty"`
	Error   string      `json:"error,omitempty"`
}

func newRow(r format.Record) row {
	out := row{Thread: r.Thread, Kind: r.Kind, ID: r.ID, Known: r.ParentKnown, Parent: r.ReplyTo, Author: r.Author,
		At: r.Created.String(), Zone: string(r.Created.Zone), Title: r.Title, URL: r.URL, Line: r.Lines.Start,
		Deleted: r.Deleted, Quoted: r.Quoted, Text: r.Text}
	if !r.Created.Known() {
		out.Raw = r.Created.Raw
	}
	if r.Likes.Known {
		out.Likes = &r.Likes.N
	}
	if r.StatedKnown {
		out.Stated = &r.StatedComments
	}
	return out
}

// Golden reads each testdata/formats/NAME/CASE/input.* with f and compares
// with want.jsonl. It makes sure that f recognises the input.
func Golden(t *testing.T, f format.Format, name string) {
	for _, input := range inputs(t, name) {
		dir := filepath.Dir(input)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			data := read(t, input)
			if m := f.Match(format.Probe{Name: "-", Head: data[:min(len(data), format.HeadSize)]}); m.Score < 95 {
				t.Errorf("%s: score %d", input, m.Score)
			}
			golden := filepath.Join(dir, "want.jsonl")
			got := rows(t, f, filepath.Base(input), data)
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(read(t, golden)), string(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func rows(t testing.TB, f format.Format, name string, data []byte) []byte {
	t.Helper()
	var got bytes.Buffer
	enc := json.NewEncoder(&got)
	enc.SetEscapeHTML(false)
	put := func(r row) {
		if err := enc.Encode(r); err != nil {
			t.Fatal(err)
		}
	}
	src := format.Source{Name: name, Reader: bytes.NewReader(data), Audit: func(n format.Note) {
		put(row{Audit: n.Role, Reason: n.Reason, Text: n.Text})
	}}
	for rec, err := range f.Read(context.Background(), src) {
		if err != nil {
			put(row{Error: err.Error()})
			continue
		}
		put(newRow(rec))
	}
	return got.Bytes()
}

func inputs(t testing.TB, name string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join("../../../testdata/formats", name, "*", "input.*"))
	if err != nil || len(list) == 0 {
		t.Fatalf("no fixtures of %s: %v", name, err)
	}
	return list
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Refused makes sure that f takes none of the inputs of the other formats, nor
// other text, for its own.
func Refused(t *testing.T, f format.Format, name string) {
	list, err := filepath.Glob("../../../testdata/formats/*/*/input.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, input := range list {
		if filepath.Base(filepath.Dir(filepath.Dir(input))) == name {
			continue
		}
		data := read(t, input)
		if m := f.Match(format.Probe{Name: "-", Head: data[:min(len(data), format.HeadSize)]}); m.Score >= 60 {
			t.Errorf("%s: score %d, %s", input, m.Score, m.Reason)
		}
	}
	for _, s := range []string{"", "{", "[", "[]", "{}", "id,text\n1,hello\n", `{"id":"1","text":"hello","author":"Ann"}`, "Some prose.\n", "\x00\x01"} {
		if m := f.Match(format.Probe{Name: "-", Head: []byte(s)}); m.Score != 0 {
			t.Errorf("%q: score %d, %s", s, m.Score, m.Reason)
		}
	}
}

// Survive feeds data to f with a small limit, stops early, and expects no panic
// and no more records than the data can hold.
func Survive(t testing.TB, f format.Format, data []byte) {
	t.Helper()
	f.Match(format.Probe{Name: "x.json", Head: data[:min(len(data), format.HeadSize)]})
	src := format.Source{Name: "fuzz", Reader: bytes.NewReader(data), MaxRecord: 4096}
	n := 0
	for range f.Read(context.Background(), src) {
		n++
	}
	if n > len(data)+1 {
		t.Fatalf("%d records from %d bytes", n, len(data))
	}
	src.Reader = bytes.NewReader(data)
	for range f.Read(context.Background(), src) {
		break
	}
}

// threads builds the threads of data: the circles, self-parents and double ids
// of the fixtures must not lose a comment.
func threads(t *testing.T, f format.Format, data []byte) {
	t.Helper()
	rows, placed := 0, 0
	for _, err := range f.Read(t.Context(), format.Source{Name: "x", Reader: bytes.NewReader(data)}) {
		if err == nil {
			rows++
		}
	}
	records := f.Read(t.Context(), format.Source{Name: "x", Reader: bytes.NewReader(data)})
	for th, err := range structure.Threads(records, structure.Options{Source: "x"}) {
		if err == nil {
			placed += 1 + len(th.Comments)
		}
		for _, c := range th.Comments {
			if c.Depth < 1 {
				t.Errorf("%s: depth %d", c.ID, c.Depth)
			}
		}
	}
	if placed < rows {
		t.Errorf("%d records became %d rows", rows, placed)
	}
}

// Fuzz fuzzes f, seeded from its fixtures.
func Fuzz(fz *testing.F, f format.Format, name string) {
	for _, input := range inputs(fz, name) {
		data := read(fz, input)
		fz.Add(data)
		fz.Add(data[:len(data)/2])
	}
	fz.Fuzz(func(t *testing.T, data []byte) { Survive(t, f, data) })
}

// Hostile feeds f variations of its fixtures and deep nesting.
func Hostile(t *testing.T, f format.Format, name string) {
	for _, input := range inputs(t, name) {
		data := read(t, input)
		threads(t, f, data)
		for cut := 0; cut < len(data); cut += 1 + len(data)/97 {
			Survive(t, f, data[:cut])
			Survive(t, f, append(bytes.Clone(data[:cut]), data[min(len(data), cut+3):]...))
		}
		Survive(t, f, append([]byte("\ufeff"), data...))
		Survive(t, f, bytes.ReplaceAll(data, []byte(`"`), []byte(`""`)))
	}
	start := time.Now()
	for _, open := range []string{"[", `{"data":`, `{"children":[`, `{"kind":"t1","data":{"id":"a","replies":`, `{"replies":[`, `{"comments":[`, `{"items":[`} {
		Survive(t, f, []byte(strings.Repeat(open, 100_000)))
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("deep nesting took %v", took)
	}
}
