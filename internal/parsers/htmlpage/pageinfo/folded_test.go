package pageinfo

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestFindFolded(t *testing.T) {
	tests := []struct {
		page             string
		places, comments int
	}{
		{`<button>Show 12 more replies</button><button>View 3 replies</button>`, 2, 15},
		{`<a href="#">load more comments (41 replies)</a>`, 1, 41},
		{`<a href="/r/x/comments/1/t/abc/">continue this thread →</a>`, 1, 0},
		{`<a href="javascript:;">Weitere Kommentare laden</a><a href="#c">Voir plus de commentaires</a>`, 2, 0},
		{`<button>Показать ещё 5 ответов</button>`, 1, 5},
		{`<div class="load-more"><a href="#">Load more comments</a></div>`, 1, 0},
		{`<a href="/other-story">12 comments</a><a href="/more">Read more</a><button>Reply</button><button>Show more</button>`, 0, 0},
	}
	for _, tt := range tests {
		root, err := html.Parse(strings.NewReader(tt.page))
		if err != nil {
			t.Fatal(err)
		}
		if f := FindFolded(root); f.Places != tt.places || f.Comments != tt.comments {
			t.Errorf("%s: %+v", tt.page, f)
		}
	}
}
