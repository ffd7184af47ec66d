package htmlpage

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
)

var update = flag.Bool("update", false, "rewrite the golden files")

// fixtures is the folder of pages written for this project.
const fixtures = "../../../testdata/formats/html"

// captured is when the fixtures count as saved.
var captured = time.Date(2023, 9, 1, 12, 0, 0, 0, time.UTC)

// row is a record, or a note of the audit, in a golden file.
type row struct {
	Kind    thread.Kind         `json:"kind,omitempty"`
	ID      string              `json:"id,omitempty"`
	Known   bool                `json:"parent_known,omitempty"`
	Parent  string              `json:"parent,omitempty"`
	Source  thread.ParentSource `json:"parent_source,omitempty"`
	Author  string              `json:"author,omitempty"`
	At      string              `json:"created_at,omitempty"`
	Raw     string              `json:"time_raw,omitempty"`
	Title   string              `json:"title,omitempty"`
	URL     string              `json:"url,omitempty"`
	Stated  *int                `json:"stated_comments,omitempty"`
	Deleted bool                `json:"deleted,omitempty"`
	Quoted  string              `json:"quoted,omitempty"`
	Likes   *int                `json:"likes,omitempty"`
	Text    string              `json:"text,omitempty"`
	Audit   string              `json:"audit,omitempty"`
	Reason  string              `json:"reason,omitempty"`
}

func newRow(r format.Record) row {
	out := row{Kind: r.Kind, ID: r.ID, Known: r.ParentKnown, Parent: r.ReplyTo, Source: r.ReplySource, Author: r.Author, At: r.Created.String(),
		Raw: r.Created.Raw, Title: r.Title, URL: r.URL, Deleted: r.Deleted, Quoted: r.Quoted, Text: r.Text}
	if r.Likes.Known {
		out.Likes = &r.Likes.N
	}
	if r.StatedKnown {
		out.Stated = &r.StatedComments
	}
	return out
}

// read reads a page and returns its records and the notes of the audit.
func read(t testing.TB, reader Reader, name string, data []byte) ([]format.Record, []format.Note) {
	t.Helper()
	var notes []format.Note
	src := format.Source{Name: name, Reader: bytes.NewReader(data), Captured: captured, Audit: func(n format.Note) { notes = append(notes, n) }}
	var out []format.Record
	for r, err := range reader.Read(context.Background(), src) {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out = append(out, r)
	}
	return out, notes
}

func inputs(t testing.TB) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(fixtures, "*", "input.html"))
	if err != nil || len(list) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	return list
}

func TestGolden(t *testing.T) {
	for _, input := range inputs(t) {
		dir := filepath.Dir(input)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			data, err := os.ReadFile(input)
			if err != nil {
				t.Fatal(err)
			}
			records, notes := read(t, Reader{}, filepath.Base(input), data)
			var got bytes.Buffer
			enc := json.NewEncoder(&got)
			enc.SetEscapeHTML(false)
			for _, r := range records {
				if err := enc.Encode(newRow(r)); err != nil {
					t.Fatal(err)
				}
			}
			for _, n := range notes {
				if n.Role == "post" {
					continue
				}
				if err := enc.Encode(row{Audit: n.Role, Reason: n.Reason, Text: n.Text}); err != nil {
					t.Fatal(err)
				}
			}
			golden := filepath.Join(dir, "want.jsonl")
			if *update {
				if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestMatch makes sure that the fixtures are recognised and other text is not.
func TestMatch(t *testing.T) {
	for _, input := range inputs(t) {
		data, err := os.ReadFile(input)
		if err != nil {
			t.Fatal(err)
		}
		if m := New().Match(format.Probe{Name: "-", Head: data[:min(len(data), format.HeadSize)]}); m.Score < 60 {
			t.Errorf("%s: score %d", input, m.Score)
		}
	}
	for _, s := range []string{"", "id,text\n1,<b>hello</b>\n", `{"text":"<html>"}`, "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel></channel></rss>",
		"A line of prose with a <b>bold</b> word.\n", "\x00\x01\x02"} {
		if m := New().Match(format.Probe{Name: "x.txt", Head: []byte(s)}); m.Score != 0 {
			t.Errorf("%q: score %d (%s)", s, m.Score, m.Reason)
		}
	}
}

// TestEncodings reads one page in the encodings that pages come in.
func TestEncodings(t *testing.T) {
	page := func(head, name string) string {
		return "<html><head>" + head + "</head><body><h1>Post</h1><p>Some words of an article that is long enough.</p><ol class=\"commentlist\"><li class=\"comment\" id=\"comment-1\"><cite class=\"fn\">" +
			name + "</cite> <span class=\"says\">says:</span><p>Words enough for a comment.</p></li></ol></body></html>"
	}
	utf16 := []byte{0xff, 0xfe}
	for _, r := range page("", "Björn") {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	tests := map[string]string{
		"utf-8 without declaration":     page("", "Björn"),
		"utf-8 with mark":               "\xef\xbb\xbf" + page("", "Björn"),
		"utf-8 declared as latin-1":     page(`<meta charset="iso-8859-1">`, "Björn"),
		"latin-1 declared":              page(`<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">`, "Bj\xf6rn"),
		"latin-1 undeclared":            page("", "Bj\xf6rn"),
		"latin-1 declared as utf-8":     page(`<meta charset="utf-8">`, "Bj\xf6rn"),
		"utf-16 with mark":              string(utf16),
		"mac declared":                  page(`<meta charset="macintosh">`, "Bj\x9arn"),
		"declared encoding is no name":  page(`<meta charset="no-such">`, "Björn"),
		"latin-1 declared after a page": page(strings.Repeat("<meta name=x content=y>", 60)+`<meta charset="windows-1252">`, "Bj\xf6rn"),
	}
	for name, data := range tests {
		t.Run(name, func(t *testing.T) {
			records, _ := read(t, Reader{}, "page.html", []byte(data))
			if len(records) != 2 || records[1].Author != "Björn" {
				t.Errorf("got %+v", records)
			}
		})
	}
}
