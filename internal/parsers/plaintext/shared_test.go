package plaintext

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
)

// shared is the folder with the real pages, beside the repository.
const shared = "../../../../shared"

// sharedFile finds the one file that matches, or skips the test.
func sharedFile(t *testing.T, pattern string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(shared, pattern))
	if err != nil || len(found) != 1 {
		t.Skipf("no %s beside the repository", pattern)
	}
	return found[0]
}

// readFile reads a file as plain text and fails on any error.
func readFile(t *testing.T, name string) []format.Record {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []format.Record
	for r, err := range New().Read(context.Background(), format.Source{Name: filepath.Base(name), Reader: f}) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// goldPost is a post in the form that all gold files are brought to.
type goldPost struct {
	Title, Author, At, Until, Precision string
	Lines                               [2]int
}

type goldFile struct {
	Kind   string
	Posts  []goldItem
	Author string
	Author_line,
	Title_line, Byline_line int
	Published       string
	Stated_comments int
	Sections        []struct {
		Line       int
		Heading    string
		Body_lines [2]int
		From, To   string
	}
	Lead_lines [2]int
	Entries    []goldItem
	Post       struct{ Lines [2]int }
	Comments   []struct {
		ID     string
		Lines  [2]int
		Author string
	}
	Unscored_boundaries []int
}

type goldItem struct {
	Title_line, Byline_line   int
	Summary_lines, Body_lines [2]int
	Date, Author, Published   string
}

func readGold(t *testing.T, name string) goldFile {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var g goldFile
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	return g
}

func lines(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return append([]string{""}, strings.Split(string(data), "\n")...)
}

// trim takes blank lines off the ends of a gold range.
func trim(all []string, r [2]int) [2]int {
	for r[0] < r[1] && strings.TrimSpace(all[r[0]]) == "" {
		r[0]++
	}
	for r[1] > r[0] && strings.TrimSpace(all[r[1]]) == "" {
		r[1]--
	}
	return r
}

func TestSharedPosts(t *testing.T) {
	for _, stem := range []string{"000_", "002_", "003_", "004_"} {
		t.Run(stem, func(t *testing.T) {
			name := sharedFile(t, "seeds/"+stem+"*.txt")
			gold := readGold(t, sharedFile(t, "seeds/gold/"+stem+"*.json"))
			var got []goldPost
			records := readFile(t, name)
			for _, r := range records {
				if r.Kind != thread.KindPost {
					t.Errorf("a comment in lines %v", r.Lines)
				}
				got = append(got, goldPost{r.Title, r.Author, r.Created.String(), r.Created.UntilString(),
					string(r.Created.Precision), [2]int{r.Lines.Start, r.Lines.End}})
			}
			if diff := cmp.Diff(goldPosts(t, gold, lines(t, name)), got); diff != "" {
				t.Error(diff)
			}
			if r := records[0]; gold.Kind == "digest_post" && (!r.StatedKnown || r.StatedComments != gold.Stated_comments) {
				t.Errorf("stated comments %d, %v", r.StatedComments, r.StatedKnown)
			}
		})
	}
}

// goldPosts brings a gold file to posts.
func goldPosts(t *testing.T, g goldFile, all []string) []goldPost {
	var out []goldPost
	day := func(s string) string {
		if s == "" {
			return ""
		}
		for _, layout := range []string{"January 2, 2006", "2006-01-02", "2006-01-02T15:04"} {
			if at, err := time.Parse(layout, s); err == nil {
				return at.Format(time.RFC3339)
			}
		}
		t.Fatalf("gold date %q", s)
		return ""
	}
	precision := func(s string) string {
		switch {
		case s == "":
			return ""
		case strings.Contains(s, "T"):
			return "minute"
		}
		return "day"
	}
	for _, p := range g.Posts {
		out = append(out, goldPost{all[p.Title_line], g.Author, day(p.Date), "", precision(p.Date), trim(all, p.Summary_lines)})
	}
	if g.Lead_lines[0] > 0 {
		out = append(out, goldPost{Lines: g.Lead_lines})
	}
	for _, p := range g.Entries {
		out = append(out, goldPost{all[p.Title_line], p.Author, day(p.Published), "", precision(p.Published), trim(all, p.Body_lines)})
	}
	if g.Kind == "digest_post" {
		intro := trim(all, [2]int{g.Byline_line + 1, g.Sections[0].Line - 1})
		out = append(out, goldPost{all[g.Title_line], "", day(g.Published), "", "day", intro})
	}
	for _, s := range g.Sections {
		until := ""
		if s.To != s.From {
			until = day(s.To)
		}
		out = append(out, goldPost{s.Heading, "", day(s.From), until, "day", s.Body_lines})
	}
	return out
}

// The page is in no training: its starts are measured here, not fitted.
func TestSharedArticleWithComments(t *testing.T) {
	name := sharedFile(t, "seeds/001_*.txt")
	gold := readGold(t, sharedFile(t, "seeds/gold/001_*.json"))
	records := readFile(t, name)
	article := records[0].Lines
	if want := gold.Post.Lines; article.Start != want[0] || article.End < want[1] || article.End > want[1]+mostBeyond {
		t.Errorf("article in lines %v, want %v and at most %d more", article, want, mostBeyond)
	}
	due := make(map[int]bool)
	for _, c := range gold.Comments {
		due[c.Lines[0]] = true
	}
	var right, extra []int
	for _, r := range records[1:] {
		switch line := r.Lines.Start; {
		case r.ParentKnown:
			t.Errorf("line %d: a parent that the text does not state", line)
		case due[line]:
			right = append(right, line)
			delete(due, line)
		case !slices.Contains(gold.Unscored_boundaries, line):
			extra = append(extra, line)
		}
	}
	t.Logf("article %v, starts right %v, wrong %v, missed %v", article, right, extra, slices.Sorted(maps.Keys(due)))
	if f1 := 2 * float64(len(right)) / float64(2*len(right)+len(extra)+len(due)); f1 < leastF1 {
		t.Errorf("F1 of comment starts %.3f, want %v at least", f1, leastF1)
	}
}

// What a model that has never seen the page must reach, a little less than it
// does: F1 of comment starts, and how many lines of comments it may take for the
// article's.
const (
	leastF1    = 0.7
	mostBeyond = 2
)
