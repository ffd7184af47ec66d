package plaintext

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/page"
	"github.com/undertone-project/undertone/internal/textenc"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// fixtures is the folder of pages written for this project.
const fixtures = "../../../testdata/formats/plaintext"

// row is a record in a golden file.
type row struct {
	Kind      thread.Kind      `json:"kind"`
	Author    string           `json:"author,omitempty"`
	Title     string           `json:"title,omitempty"`
	At        string           `json:"created_at,omitempty"`
	Until     string           `json:"until,omitempty"`
	Precision thread.Precision `json:"time_precision,omitempty"`
	Raw       string           `json:"time_raw,omitempty"`
	Stated    *int             `json:"stated_comments,omitempty"`
	Lines     [2]int           `json:"lines"`
	ReplyTo   string           `json:"reply_to,omitempty"`
	Reply     string           `json:"reply_source,omitempty"`
	Quoted    string           `json:"quoted,omitempty"`
	Text      string           `json:"text,omitempty"`
}

func newRow(r format.Record) row {
	out := row{Kind: r.Kind, Author: r.Author, Title: r.Title, At: r.Created.String(), Until: r.Created.UntilString(),
		Precision: r.Created.Precision, Raw: r.Created.Raw, Lines: [2]int{r.Lines.Start, r.Lines.End}, Quoted: r.Quoted, Text: r.Text}
	if r.ParentKnown {
		out.ReplyTo, out.Reply = r.ReplyTo, string(r.ReplySource)
	}
	if r.StatedKnown {
		out.Stated = &r.StatedComments
	}
	return out
}

func TestGolden(t *testing.T) {
	inputs, err := filepath.Glob(filepath.Join(fixtures, "*", "input.txt"))
	if err != nil || len(inputs) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, input := range inputs {
		dir := filepath.Dir(input)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			var got bytes.Buffer
			enc := json.NewEncoder(&got)
			enc.SetEscapeHTML(false)
			for _, r := range readFile(t, input) {
				if err := enc.Encode(newRow(r)); err != nil {
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

// TestAuditCoversEveryLine checks that the audit says what each line became.
func TestAuditCoversEveryLine(t *testing.T) {
	inputs, _ := filepath.Glob(filepath.Join(fixtures, "*", "input.txt"))
	for _, input := range inputs {
		data, err := os.ReadFile(input)
		if err != nil {
			t.Fatal(err)
		}
		said := make(map[int]string)
		src := format.Source{Name: "input.txt", Reader: bytes.NewReader(data), Audit: func(n format.Note) {
			for i := n.Lines.Start; i <= n.Lines.End; i++ {
				said[i] = n.Role
			}
		}}
		for _, err := range New().Read(context.Background(), src) {
			if err != nil {
				t.Fatal(err)
			}
		}
		for i, l := range strings.Split(string(data), "\n") {
			if strings.TrimSpace(l) != "" && said[i+1] == "" {
				t.Errorf("%s:%d: nothing said of %q", input, i+1, l)
			}
		}
	}
}

func TestMatch(t *testing.T) {
	tests := []struct {
		name, head string
		want       int
	}{
		{"a.txt", "Some words.", 30},
		{"-", "Some words.", 10},
		{"-", "caf\xe9 noir", 10},
		{"a.txt", "", 0},
		{"a.txt", " \n\n ", 0},
		{"a.txt", "PK\x03\x04\x00\x00", 0},
		{"a.html", "<!DOCTYPE html><html>", 1},
		{"a.json", `{"id": 1}`, 1},
		{"a.txt", "[1] a footnote", 30},
	}
	for _, tt := range tests {
		if got := New().Match(format.Probe{Name: tt.name, Head: []byte(tt.head)}); got.Score != tt.want {
			t.Errorf("Match(%q, %q) = %d, want %d", tt.name, tt.head, got.Score, tt.want)
		}
	}
}

// zeros is an endless line.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestErrors(t *testing.T) {
	canceled, cancel := context.WithCancel(context.Background())
	cancel()
	tests := []struct {
		name string
		ctx  context.Context
		in   io.Reader
		is   error
		says string
	}{
		{"empty", nil, strings.NewReader(""), page.ErrEmpty, "it is empty"},
		{"blank", nil, strings.NewReader(" \n\t\n\ufeff"), page.ErrEmpty, "it is empty"},
		{"binary", nil, strings.NewReader("\x00\x01\x02\x03"), textenc.ErrNotText, "not text"},
		{"encoding", nil, strings.NewReader("\xcf\xf0\xe8\xe2\xe5\xf2, \xea\xe0\xea"), textenc.ErrUnknownEncoding, "iconv"},
		{"long line", nil, io.LimitReader(io.MultiReader(strings.NewReader("one\n"), endless{}), 100<<20), nil, "in:2: a line longer than"},
		{"cancelled", canceled, strings.NewReader(strings.Repeat("word\n", 9000)), context.Canceled, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ctx := tt.ctx
			if ctx == nil {
				ctx = context.Background()
			}
			var got error
			for r, err := range New().Read(ctx, format.Source{Name: "in", Reader: tt.in}) {
				if err == nil {
					t.Fatalf("read %+v", r)
				}
				got = err
			}
			if got == nil || tt.is != nil && !errors.Is(got, tt.is) || !strings.Contains(got.Error(), tt.says) {
				t.Errorf("error %v, want one that says %q", got, tt.says)
			}
			var syntax *format.SyntaxError
			if errors.As(got, &syntax) {
				t.Error("the error claims that reading goes on")
			}
		})
	}
}

func TestRelativeDates(t *testing.T) {
	page := "The bridge is closed for a month\n" +
		"The bridge over the mill stream will be closed from Monday, the town council said on Friday.\n" +
		"Two of its five arches are to be mended before the winter, and walkers are asked to use the ford.\n" +
		"The work will cost forty thousand, of which the county pays half.\n" +
		"Ann Lee says:\n3 hours ago\nI disagree with all of it.\nReply\nBen says:\n2 days ago\nI do not, as it happens.\nReply\n" +
		"Ann Lee says:\n1 day ago\nThen we are two.\nReply\n"
	for _, captured := range []time.Time{{}, time.Date(2020, 5, 5, 12, 30, 0, 0, time.UTC)} {
		var got []string
		for r, err := range New().Read(context.Background(), format.Source{Name: "in", Reader: strings.NewReader(page), Captured: captured}) {
			if err != nil {
				t.Fatal(err)
			}
			if r.Kind == thread.KindComment {
				got = append(got, r.Created.String())
			}
		}
		want := []string{"", "", ""}
		if !captured.IsZero() {
			want = []string{"2020-05-05T09:00:00Z", "2020-05-03T00:00:00Z", "2020-05-04T00:00:00Z"}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
}

func FuzzRead(f *testing.F) {
	inputs, _ := filepath.Glob(filepath.Join(fixtures, "*", "input.txt"))
	for _, input := range inputs {
		data, err := os.ReadFile(input)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		last := 0
		for r, err := range New().Read(context.Background(), format.Source{Name: "in", Reader: bytes.NewReader(data), MaxRecord: 1 << 16}) {
			if err != nil {
				return
			}
			if r.Lines.Known() && (r.Lines.Start <= last || r.Lines.End < r.Lines.Start) && r.Kind == thread.KindComment {
				t.Fatalf("comment in lines %v after line %d", r.Lines, last)
			}
			if r.Lines.Known() {
				last = r.Lines.End
			}
			if r.Kind == thread.KindComment && (r.Text == "" || !r.Lines.Known()) {
				t.Fatalf("comment without text: %+v", r)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile(filepath.Join(fixtures, "meta", "input.txt"))
	if err != nil {
		b.Fatal(err)
	}
	cut := bytes.Index(data, []byte("Tobias"))
	end := bytes.Index(data, []byte("Leave a Reply"))
	big := append(bytes.Clone(data[:cut]), bytes.Repeat(data[cut:end], 200)...)
	b.SetBytes(int64(len(big)))
	for b.Loop() {
		n := 0
		for _, err := range New().Read(context.Background(), format.Source{Name: "in", Reader: bytes.NewReader(big)}) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n < 100 {
			b.Fatalf("%d records", n)
		}
	}
}
