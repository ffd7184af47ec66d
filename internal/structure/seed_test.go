package structure

import (
	"encoding/json"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
)

// goldPage is an article with comments, marked by hand.
type goldPage struct {
	Post     struct{ Lines [2]int }
	Comments []struct {
		ID         string
		Lines      [2]int
		Parent     *string
		Author     string
		Acceptable []*string `json:"acceptable_parents"`
	}
}

// shared finds the project's shared data beside the repository, or skips.
func shared(t testing.TB, elem ...string) string {
	t.Helper()
	p := filepath.Join(append([]string{"..", "..", "..", "shared"}, elem...)...)
	if _, err := os.Stat(p); err != nil {
		t.Skip("needs ../shared beside the repository: ", err)
	}
	return p
}

// readGold makes records of a plain text with the gold starts of its comments.
func readGold(t testing.TB, text, gold string) (goldPage, []format.Record) {
	t.Helper()
	var g goldPage
	data, err := os.ReadFile(gold)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(text)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(body), "\n")
	pick := func(r [2]int) string { return strings.Join(lines[r[0]-1:r[1]], "\n") }
	recs := []format.Record{{Kind: thread.KindPost, Text: pick(g.Post.Lines)}}
	for _, c := range g.Comments {
		recs = append(recs, format.Record{Kind: thread.KindComment, ID: c.ID, Text: pick(c.Lines)})
	}
	return g, recs
}

func seqOf(recs []format.Record) iter.Seq2[format.Record, error] {
	return func(yield func(format.Record, error) bool) {
		for _, r := range recs {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func only(t testing.TB, recs []format.Record, opt Options) thread.Thread {
	t.Helper()
	var out []thread.Thread
	for th, err := range Threads(seqOf(recs), opt) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, th)
	}
	if len(out) != 1 {
		t.Fatalf("%d threads, want 1", len(out))
	}
	return out[0]
}

func TestArticleWithComments(t *testing.T) {
	g, recs := readGold(t, shared(t, "seeds", "001_23606430ace6b938.txt"), shared(t, "seeds", "gold", "001_23606430ace6b938.json"))
	th := only(t, recs, Options{Source: "page.txt"})
	right := 0
	for i, c := range th.Comments {
		accept := g.Comments[i].Acceptable
		if len(accept) == 0 {
			accept = append(accept, g.Comments[i].Parent)
		}
		ok := false
		for _, a := range accept {
			if (a == nil && c.Reply.Parent == "post") || (a != nil && c.Reply.Parent == *a) {
				ok = true
			}
		}
		if ok {
			right++
		}
		t.Logf("%v %-4s -> %-4s (%v %.2f) author %q (%s), gold author %q", ok, c.ID, c.Reply.Parent, c.Reply.Source, c.Reply.Confidence, c.Author, c.AuthorSource, g.Comments[i].Author)
	}
	// Signatures and vocatives name these; that Richard and FF write again is
	// beyond what the text says.
	for i, want := range map[int]string{0: "Richard", 7: "donna", 13: "FF", 14: "donna"} {
		if got := th.Comments[i].Author; got != want {
			t.Errorf("comment %d: author %q, want %q", i, got, want)
		}
	}
	if right < 16 {
		t.Errorf("%d of %d parents right, want 16", right, len(th.Comments))
	}
}
