// Package exporttest holds what the tests of the readers of exports share:
// golden files of the project's own fixtures, and the comparison with the
// normalised comments that stand beside real exports.
package exporttest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/format"
)

// Result is what a reader made of an input.
type Result struct {
	Records []format.Record
	Bad     []string // messages of records that were skipped
	Notes   []format.Note
	Err     error // what ended the reading
}

// Read reads an input to its end.
func Read(f format.Format, src format.Source) Result {
	var res Result
	if src.Name == "" {
		src.Name = "in"
	}
	src.Audit = func(n format.Note) { res.Notes = append(res.Notes, n) }
	for rec, err := range f.Read(context.Background(), src) {
		var syntax *format.SyntaxError
		switch {
		case errors.As(err, &syntax):
			res.Bad = append(res.Bad, err.Error())
		case err != nil:
			res.Err = err
			return res
		default:
			res.Records = append(res.Records, rec)
		}
	}
	return res
}

// row is a record as golden files write it.
type row struct {
	Thread  string `json:"thread"`
	Kind    string `json:"kind"`
	ID      string `json:"id"`
	ReplyTo string `json:"reply_to,omitempty"`
	Known   bool   `json:"parent_known,omitempty"`
	Author  string `json:"author,omitempty"`
	Title   string `json:"title,omitempty"`
	URL     string `json:"url,omitempty"`
	Created string `json:"created,omitempty"`
	Zone    string `json:"zone,omitempty"`
	Lines   [2]int `json:"lines"`
	Text    string `json:"text,omitempty"`
	Quoted  string `json:"quoted,omitempty"`
	Likes   *int   `json:"likes,omitempty"`
	Deleted bool   `json:"deleted,omitempty"`
	Stated  *int   `json:"stated,omitempty"`
	Bad     string `json:"bad,omitempty"`
	Note    string `json:"note,omitempty"`
}

// Golden reads every fixture of dir that f recognises with the best score of
// formats and compares the records, the skipped records and the audit notes
// with NAME.want.jsonl beside it; update writes it.
func Golden(t *testing.T, f format.Format, dir string, update bool) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no fixtures in %s: %v", dir, err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, ".want.jsonl") {
			continue
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if m := f.Match(format.Probe{Name: "-", Head: data[:min(len(data), format.HeadSize)]}); m.Score < 60 {
				t.Errorf("not recognised by its content: %+v", m)
			}
			got := encode(t, Read(f, format.Source{Name: filepath.Base(name), Reader: bytes.NewReader(data)}))
			want := name + ".want.jsonl"
			if update {
				if err := os.WriteFile(want, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			expected, err := os.ReadFile(want)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(strings.Split(string(expected), "\n"), strings.Split(string(got), "\n")); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func encode(t *testing.T, res Result) []byte {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	put := func(r row) {
		if err := enc.Encode(r); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range res.Records {
		out := row{
			Thread: r.Thread, Kind: string(r.Kind), ID: r.ID, ReplyTo: r.ReplyTo, Known: r.ParentKnown, Author: r.Author, Title: r.Title,
			URL: r.URL, Created: r.Created.String(), Zone: string(r.Created.Zone), Lines: [2]int{r.Lines.Start, r.Lines.End},
			Text: r.Text, Quoted: r.Quoted, Deleted: r.Deleted,
		}
		if r.Likes.Known {
			out.Likes = &r.Likes.N
		}
		if r.StatedKnown {
			out.Stated = &r.StatedComments
		}
		put(out)
	}
	for _, b := range res.Bad {
		put(row{Bad: b})
	}
	for _, n := range res.Notes {
		put(row{Note: n.Role + ": " + n.Reason, Lines: [2]int{n.Lines.Start, n.Lines.End}, Text: n.Text})
	}
	if res.Err != nil {
		put(row{Bad: "END: " + res.Err.Error()})
	}
	return b.Bytes()
}
