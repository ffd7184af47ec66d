package readertest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/klauspost/compress/zstd"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/jsonstream"
	"github.com/undertone-project/undertone/internal/markup"
	"github.com/undertone-project/undertone/internal/structure"
)

// gold is a comment as it should be read.
type gold struct {
	ID      string            `json:"id"`
	Root    string            `json:"root_id"`
	Parent  *string           `json:"parent_id"`
	Author  *string           `json:"author"`
	Created jsonstream.Scalar `json:"created_at"`
	Text    *string           `json:"text"`
}

// found is a post or comment as it was read.
type found struct {
	parent, author, text string
	top                  bool
	at                   time.Time
}

// Figures count what agrees with the gold.
type Figures struct{ Gold, Found, Authors, Times, Parents, Texts int }

// Perfect reports whether all agree.
func (f Figures) Perfect() bool {
	return f.Found == f.Gold && f.Authors == f.Gold && f.Times == f.Gold && f.Parents == f.Gold && f.Texts == f.Gold
}

// Gold reads the exports that match pattern below ../shared/data/threads/exports
// with f and compares them with the gold beside them, id by id; all of them
// must agree. It skips where the data are absent.
func Gold(t *testing.T, f format.Format, pattern string) {
	list, err := filepath.Glob(filepath.Join("../../../../shared/data/threads/exports", pattern+".gold.jsonl"))
	if err != nil || len(list) == 0 {
		t.Skipf("no gold for %s in ../shared", pattern)
	}
	for _, path := range list {
		input := strings.TrimSuffix(path, ".gold.jsonl")
		t.Run(filepath.Base(input), func(t *testing.T) { Compare(t, f, path, read(t, input)) })
	}
}

// Compare reads the documents of one discussion and compares with one gold
// file.
func Compare(t *testing.T, f format.Format, path string, documents ...[]byte) {
	for i, data := range documents {
		documents[i] = unpack(t, data)
		head := documents[i][:min(len(documents[i]), format.HeadSize)]
		if m := f.Match(format.Probe{Name: "-", Head: head}); m.Score < 95 {
			t.Errorf("score %d", m.Score)
		}
	}
	got := collect(t, all(t.Context(), f, documents))
	var fig Figures
	for _, g := range goldOf(t, path) {
		fig.add(t, g, got)
	}
	t.Logf("%+v, rows read: %d", fig, len(got))
	if !fig.Perfect() {
		t.Errorf("not all agree: %+v", fig)
	}
}

// all is the records of several documents.
func all(ctx context.Context, f format.Format, documents [][]byte) iter.Seq2[format.Record, error] {
	return func(yield func(format.Record, error) bool) {
		for _, data := range documents {
			for rec, err := range f.Read(ctx, format.Source{Name: "x", Reader: bytes.NewReader(data)}) {
				if !yield(rec, err) {
					return
				}
			}
		}
	}
}

func collect(t *testing.T, records iter.Seq2[format.Record, error]) map[string]found {
	into := map[string]found{}
	for th, err := range structure.Threads(records, structure.Options{Source: "x"}) {
		if err != nil {
			t.Error(err)
			continue
		}
		p := th.Post
		into[p.ID] = found{author: p.Author, text: p.Text, top: true, at: p.Created.At}
		for _, c := range th.Comments {
			if c.AuthorSource != thread.AuthorStated {
				c.Author = "" // inferred, not read
			}
			f := found{author: c.Author, text: c.Text + " " + c.Quoted, parent: c.Reply.Parent, top: c.Depth == 1, at: c.Created.At}
			into[c.ID] = f
			into[th.ID+"\n"+c.Author] = f // for gold whose ids are its maker's own
		}
	}
	return into
}

func (fig *Figures) add(t *testing.T, g gold, got map[string]found) {
	author, text := "", ""
	if g.Author != nil && *g.Author != "[deleted]" {
		author = *g.Author
	}
	if g.Text != nil && *g.Text != "[deleted]" && *g.Text != "[removed]" {
		text = *g.Text
	}
	fig.Gold++
	f, ok := got[g.ID]
	if !ok {
		f, ok = got[g.Root+"\n"+author]
	}
	if !ok {
		t.Errorf("%s is missing", g.ID)
		return
	}
	fig.Found++
	want := g.Created.Time(format.Source{}, false)
	fig.count(t, &fig.Authors, f.author == author, g.ID, "author", f.author, author)
	fig.count(t, &fig.Times, f.at.Equal(want.At), g.ID, "time", f.at.String(), want.At.String())
	fig.count(t, &fig.Texts, overlap(f.text, text) >= 0.9, g.ID, "text", f.text, text)
	if g.Parent == nil {
		fig.count(t, &fig.Parents, f.top, g.ID, "parent", f.parent, "none")
	} else {
		fig.count(t, &fig.Parents, f.parent == *g.Parent, g.ID, "parent", f.parent, *g.Parent)
	}
}

func (*Figures) count(t *testing.T, n *int, ok bool, id, what, got, want string) {
	if ok {
		*n++
		return
	}
	t.Logf("%s: %s %.200q, not %.200q", id, what, got, want)
}

func goldOf(t *testing.T, path string) (out []gold) {
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var g gold
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		out = append(out, g)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// unpack undoes Zstandard.
func unpack(t testing.TB, data []byte) []byte {
	if !bytes.HasPrefix(data, []byte{0x28, 0xb5, 0x2f, 0xfd}) {
		return data
	}
	d, err := zstd.NewReader(nil, zstd.WithDecoderMaxWindow(1<<31))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	out, err := d.DecodeAll(data, nil)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// overlap is the Dice coefficient of the words of two texts. Mark-up in the
// gold is dropped: some of it is what the API returned.
func overlap(a, b string) float64 {
	wa, na := words(a)
	wb, nb := words(b)
	if na+nb == 0 {
		return 1
	}
	both := 0
	for w, n := range wa {
		both += min(n, wb[w])
	}
	return 2 * float64(both) / float64(na+nb)
}

func words(s string) (map[string]int, int) {
	out, n := map[string]int{}, 0
	if own, quoted := markup.Text(s); own+quoted != "" {
		s = own + " " + quoted
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		out[w]++
		n++
	}
	return out, n
}
