package exporttest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"html"
	"mime"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/instant"
)

// gold is one normalised comment beside a real export.
type gold struct {
	ID      *string `json:"id"`
	Parent  *string `json:"parent_id"`
	Root    *string `json:"root_id"`
	Author  *string `json:"author"`
	Created *string `json:"created_at"`
	Text    *string `json:"text"`
	Deleted string  `json:"deleted"`
	Spam    string  `json:"spam"`
}

// Shared is the folder of real exports, or skips the test where it is absent.
// up is the way from the test's folder to the repository.
func Shared(t testing.TB, up, sub string) string {
	t.Helper()
	dir := filepath.Join(up, "..", "shared", "data", "threads", "exports", sub)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no real exports to compare with: %v", err)
	}
	return dir
}

// Figures counts what agrees with gold.
type Figures struct{ Gold, Found, Author, Time, Parent, Text, Extra int }

// Exact reports whether nothing differs.
func (f Figures) Exact() bool {
	n := f.Gold
	return f.Found == n && f.Author == n && f.Time == n && f.Parent == n && f.Text == n && f.Extra == 0
}

// Gold compares what f reads from path with path.gold.jsonl. Posts count where
// gold lists them as the first message of a thread.
func Gold(t *testing.T, f format.Format, path string) Figures {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	res := Read(f, format.Source{Name: filepath.Base(path), Reader: bytes.NewReader(data)})
	if res.Err != nil || len(res.Bad) > 0 {
		t.Errorf("%s: %v, skipped: %v", path, res.Err, res.Bad)
	}
	found, unnamed := map[string][]format.Record{}, map[string]format.Record{}
	fig := Figures{}
	comments := 0
	for _, r := range res.Records {
		found[r.ID] = append(found[r.ID], r)
		if r.Kind == thread.KindPost {
			continue
		}
		comments++
		if r.ID == "" {
			unnamed[r.Author] = r
		}
	}
	for _, g := range readGold(t, path+".gold.jsonl") {
		fig.Gold++
		rec, ok := unnamed[str(g.Author)]
		if same := found[str(g.ID)]; g.ID != nil {
			// Records of one id come in the order of gold.
			if ok = len(same) > 0; ok {
				rec, found[str(g.ID)] = same[0], same[1:]
			}
		}
		if !ok {
			t.Errorf("%s: no %s by %s", path, str(g.ID), str(g.Author))
			continue
		}
		fig.Found++
		if rec.Kind == thread.KindPost {
			comments++
		}
		fig.compare(t, g, rec)
	}
	fig.Extra = comments - fig.Gold
	return fig
}

func (fig *Figures) compare(t *testing.T, g gold, rec format.Record) {
	t.Helper()
	if a := plainName(str(g.Author)); a == rec.Author {
		fig.Author++
	} else {
		t.Errorf("%s: author %q, want %q", rec.ID, rec.Author, a)
	}
	if want, _ := instant.Parse(str(g.Created), format.Source{}); want.At.Equal(rec.Created.At) {
		fig.Time++
	} else {
		t.Errorf("%s: time %s, want %s", rec.ID, rec.Created, want)
	}
	if p := str(g.Parent); p == rec.ReplyTo || messageID.FindString(p) == rec.ReplyTo && p != "" {
		fig.Parent++
	} else {
		t.Errorf("%s: parent %q, want %q", rec.ID, rec.ReplyTo, p)
	}
	if rec.Deleted || overlap(words(plainText(str(g.Text))), words(rec.Text+" "+rec.Quoted)) {
		fig.Text++
	} else {
		t.Errorf("%s: text %.300q, want %.300q", rec.ID, rec.Text+" // "+rec.Quoted, str(g.Text))
	}
}

var (
	messageID = regexp.MustCompile(`<[^<>\s]+>`)
	replyLine = regexp.MustCompile(`^\s*<p>In reply to <a href="[^"]*#comment-\d+">[^<]*</a>\.</p>`)
	tags      = regexp.MustCompile(`<[^<>]*>`)
)

// plainName decodes what gold leaves encoded.
func plainName(s string) string {
	if d, err := new(mime.WordDecoder).DecodeHeader(s); err == nil {
		s = d
	}
	return strings.Join(strings.Fields(html.UnescapeString(s)), " ")
}

// plainText drops the elements of a text, and the line that feeds begin a
// reply with.
func plainText(s string) string {
	return html.UnescapeString(tags.ReplaceAllString(replyLine.ReplaceAllString(s, ""), " "))
}

// words counts the words of a text.
func words(s string) map[string]int {
	out := map[string]int{}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t\r\n.,;:!?()\"'>[]«»", r) || r == 0xa0 }) {
		out[strings.ToLower(w)]++
	}
	return out
}

// overlap reports whether two texts share nine tenths of their words.
func overlap(a, b map[string]int) bool {
	shared, na, nb := 0, 0, 0
	for w, n := range a {
		na += n
		shared += min(n, b[w])
	}
	for _, n := range b {
		nb += n
	}
	return 2*shared*10 >= 9*(na+nb) || na+nb-2*shared <= 5
}

func str(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func readGold(t *testing.T, path string) []gold {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []gold
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var g gold
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		out = append(out, g)
	}
	return out
}

// Folder compares every file of a folder of real exports that has gold, and
// logs the figures.
func Folder(t *testing.T, f format.Format, dir string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.gold.jsonl"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no gold in %s: %v", dir, err)
	}
	for _, p := range paths {
		p = strings.TrimSuffix(p, ".gold.jsonl")
		fig := Gold(t, f, p)
		right, of := Threads(t, f, p)
		t.Logf("%s: %+v, parents in the trees %d of %d", filepath.Base(p), fig, right, of)
		if !fig.Exact() {
			t.Errorf("%s: not exact: %+v", filepath.Base(p), fig)
		}
	}
}
