package platform

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestTable parses every selector of the table and refuses those whose cost is
// not linear.
func TestTable(t *testing.T) {
	if len(table()) != len(entries) {
		t.Fatal("table and entries differ")
	}
	for _, e := range entries {
		if e.Name == "" || e.Items == "" {
			t.Errorf("entry %+v lacks a name or items", e)
		}
		for _, s := range []string{e.Detect, e.Items, e.Stop, e.With, e.Last, e.Not, e.Author, e.Time, e.Body, e.Title, e.Link, e.Omit, e.Gone, e.Likes, e.Dislikes, e.Parent, e.Post, e.ThreadedIf} {
			if strings.ContainsAny(s, "+") || strings.Contains(strings.ReplaceAll(s, "~=", ""), "~ ") || strings.Contains(s, ":has(") {
				if !strings.Contains(s, "#=(") {
					t.Errorf("%s: %q: sibling combinators and :has() are quadratic", e.Name, s)
				}
			}
		}
	}
}

func TestWrappers(t *testing.T) {
	tests := []struct {
		name, page string
		want       int
	}{
		{"one comment in two elements", `<li class="comment" id="li-comment-1"><div id="comment-1" class="comment">words</div></li>`, 1},
		{"an outer element without id", `<li class="comment"><div id="comment-1" class="comment">words</div></li>`, 1},
		{"a reply inside of a comment", `<li class="comment" id="comment-1">words<ul><li class="comment" id="comment-2">more</li></ul></li>`, 2},
		{"a trackback", `<li class="comment" id="comment-1">words</li><li class="pingback" id="comment-2">Pingback</li>`, 1},
	}
	for _, tt := range tests {
		root, err := html.Parse(strings.NewReader(`<ol class="commentlist">` + tt.page + `</ol>`))
		if err != nil {
			t.Fatal(err)
		}
		if f, ok := Find(root); !ok || len(f.Units) != tt.want {
			t.Errorf("%s: %d units, want %d", tt.name, len(f.Units), tt.want)
		}
	}
}
