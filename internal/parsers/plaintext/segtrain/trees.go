package segtrain

import (
	"bufio"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/page"
	"github.com/undertone-project/undertone/internal/posts"
)

// ReadTrees reads reply trees, one post a line, from a JSON lines file that may
// be compressed (.zst). Posts without text are left out, and so are threads
// with fewer than three comments; at most limit comments of a thread are kept.
// The threads are in the order of their first post.
func ReadTrees(name string, limit int) ([]Thread, error) {
	f, err := posts.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	at := make(map[string]int)
	var out []Thread
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 64<<20)
	for no := 1; sc.Scan(); no++ {
		var p struct {
			ID, Author, Text, Title string
			Root                    string  `json:"root_id"`
			Parent                  *string `json:"parent_id"`
			Created                 string  `json:"created_at"`
		}
		if err := json.Unmarshal(sc.Bytes(), &p); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, no, err)
		}
		n, ok := at[p.Root]
		if !ok {
			n = len(out)
			at[p.Root] = n
			out = append(out, Thread{ID: p.Root, Site: p.Root})
		}
		t := &out[n]
		lines := paragraphs(p.Text)
		switch {
		case len(lines) == 0 || strings.HasPrefix(p.Text, "[deleted]") || strings.HasPrefix(p.Text, "[removed]"):
		case p.Parent == nil:
			t.Title, t.Article = p.Title, lines
		case len(t.Comments) < limit:
			t.Comments = append(t.Comments, Comment{p.Author, p.Created, lines})
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	kept := out[:0]
	for _, t := range out {
		if len(t.Comments) >= 3 {
			kept = append(kept, t)
		}
	}
	return kept, nil
}

// paragraphs splits a text into its lines, furniture and white space left out.
func paragraphs(s string) []string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		if l = strings.Join(strings.Fields(l), " "); l != "" && page.Furniture(l) == "" {
			out = append(out, l)
		}
	}
	return out
}
