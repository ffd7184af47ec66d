package edgetrain

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/structure/edge"
)

const tree = `{"id":"r","parent_id":null,"root_id":"r","author":"Ann","created_at":"2024-01-01T10:00:00Z","text":"How I bake","title":"Bread"}
{"id":"a","parent_id":"r","root_id":"r","author":"Ben","created_at":"2024-01-01T11:00:00Z","text":"Which flour?"}
{"id":"b","parent_id":"r","root_id":"r","author":"Cem","created_at":"2024-01-01T12:00:00Z","text":"Lovely."}
{"id":"c","parent_id":"a","root_id":"r","author":"Ann","created_at":"2024-01-01T13:00:00Z","text":"Rye, Ben."}
{"id":"d","parent_id":"gone","root_id":"r","author":"Dora","created_at":"2024-01-01T14:00:00Z","text":"Nice."}
`

func TestLoadTrees(t *testing.T) {
	name := filepath.Join(t.TempDir(), "t.jsonl")
	if err := os.WriteFile(name, []byte(tree), 0o600); err != nil {
		t.Fatal(err)
	}
	docs, err := LoadTrees(name, "forum")
	if err != nil || len(docs) != 1 {
		t.Fatalf("%d documents, error %v", len(docs), err)
	}
	var texts []string
	for _, c := range docs[0].Comments {
		texts = append(texts, c.Text)
	}
	if d := cmp.Diff([]string{"Which flour?", "Rye, Ben.", "Lovely.", "Nice."}, texts); d != "" {
		t.Errorf("depth-first order (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]int{edge.Post, 0, edge.Post, edge.Post}, docs[0].Parents); d != "" {
		t.Errorf("parents (-want +got):\n%s", d)
	}
	timed, ok := InTime(docs[0])
	if d := cmp.Diff([]int{edge.Post, edge.Post, 0, edge.Post}, timed.Parents); !ok || d != "" {
		t.Errorf("parents in time order, %v (-want +got):\n%s", ok, d)
	}
	if _, err := LoadTrees(filepath.Join(t.TempDir(), "none"), ""); err == nil {
		t.Error("no error for a missing file")
	}
}

func TestLoadFlat(t *testing.T) {
	dir := t.TempDir()
	write := func(name, s string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("x-1.meta.txt", "How I bake\nBen says:\nMarch 3, 2024 at 10:15 am\nWhich flour?\nReply\nAnn\nRye.\nWholemeal.")
	write("x-1.meta.gold.json", `{"post":{"lines":[1,1]},"comments":[{"id":"a","lines":[4,4],"parent":null,"author":"Ben"},{"id":"b","lines":[7,8],"parent":"a","author":"Ann"}]}`)
	docs, err := LoadFlat(dir, "meta", map[string]string{"x-1": "example.org"})
	if err != nil || len(docs) != 1 {
		t.Fatalf("%d documents, error %v", len(docs), err)
	}
	d := docs[0]
	if d.Site != "example.org" || d.Comments[1].Text != "Rye.\nWholemeal." || d.Comments[0].Author != "Ben" || d.Parents[1] != 0 {
		t.Errorf("read %+v", d)
	}
	if got := d.Comments[0].Created.String(); got != "2024-03-03T10:15:00Z" {
		t.Errorf("date %q", got)
	}
	write("x-2.meta.gold.json", `{"comments":[{"id":"a","lines":[1,1],"parent":"z"}]}`)
	write("x-2.meta.txt", "x")
	if _, err := LoadFlat(dir, "meta", nil); err == nil {
		t.Error("no error for an unknown parent")
	}
}

// Training learns a plain rule from a few threads, and gives the same weights
// twice.
func TestFit(t *testing.T) {
	var docs []Doc
	for k := range 12 {
		d := Doc{Name: "d", Domain: "pages", Post: format.Record{Title: "Bread"}}
		for i := range 8 {
			rec := format.Record{Kind: thread.KindComment, Text: "Great post, thanks for sharing this with us"}
			parent := edge.Post
			if (i+k)%3 == 1 && i > 0 {
				rec.Text, parent = "No, you are wrong about that.", i-1
			}
			d.Comments, d.Parents = append(d.Comments, rec), append(d.Parents, parent)
		}
		docs = append(docs, d)
	}
	set := prepare(docs, true, 1)
	for i, v := range set.Views {
		set.Examples = append(set.Examples, v.Examples(docs[i].Parents, true, nil))
	}
	opt := FitOptions{L2: 0.001, WordL2: 0.005, Epochs: 20, Rate: 0.02, Seed: 1}
	w := Fit(gather([]*Set{set}, -1), 0, opt)
	if d := cmp.Diff(w, Fit(gather([]*Set{set}, -1), 0, opt)); d != "" {
		t.Error("two runs differ")
	}
	m := Model(w, nil)
	s := Summarise(Measure(&docs[0], set.Views[0], m))
	if s.Right < 1 {
		t.Errorf("right %.2f, want 1", s.Right)
	}
}

func TestSummarise(t *testing.T) {
	out := []Outcome{
		{Doc: "a", Right: true, P: 0.95, Post: true, Top: true},
		{Doc: "a", Right: false, P: 0.95, Previous: true},
		{Doc: "b", Right: true, P: 0.55, Previous: true},
		{Doc: "b", Right: true, P: 0.45, Top: true, Post: true},
	}
	s := Summarise(out)
	want := Summary{Comments: 4, Pages: 2, Right: 0.75, Previous: 0.5, Top: 0.5, PageRight: 0.75, PagePrev: 0.5, PageTop: 0.5,
		Whole: 0.5, ECE: 0.475, Sure: 2, SureRight: 0.5, SureEdges: 1}
	if d := cmp.Diff(want, s, cmp.Comparer(func(a, b float64) bool { return a-b < 1e-9 && b-a < 1e-9 })); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if got := AtCoverage(out, 0.5); got != 0.5 {
		t.Errorf("right among the surest half: %v", got)
	}
	if right, kept := Abstaining(out, 0.6); right != 0.5 || kept != 0.5 {
		t.Errorf("abstaining: right %v, kept %v", right, kept)
	}
}

func TestCreated(t *testing.T) {
	if got := created(row{Created: "2024-05-01T00:00:00Z"}); !got.At.Equal(time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("created %v", got)
	}
	if got := created(row{TimeRaw: "3 hours ago"}); got.Known() || got.Raw != "3 hours ago" {
		t.Errorf("relative: %+v", got)
	}
}

// The shipped weights must stay clearly better than both naive baselines. They
// have seen these pages: the command "measure structure" cross-validates.
func TestShipped(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "..", "shared", "data", "threads", "flat")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("needs ../shared beside the repository: ", err)
	}
	for style, gain := range map[string]float64{"bare": 0.05, "meta": 0.08} {
		docs, err := LoadFlat(dir, style, nil)
		if err != nil {
			t.Fatal(err)
		}
		var out []Outcome
		for i := range docs {
			out = append(out, Measure(&docs[i], View(&docs[i], true), edge.Default())...)
		}
		s := Summarise(out)
		t.Log(style, s)
		if s.Right < max(s.Top, s.Previous)+gain || s.PageRight < max(s.PageTop, s.PagePrev)+gain || s.ECE > 0.06 || s.SureRight < 0.88 {
			t.Errorf("%s: %s", style, s)
		}
	}
}
