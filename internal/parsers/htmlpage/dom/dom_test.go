package dom

import (
	"context"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func parse(t *testing.T, page string, limits Limits) *Page {
	t.Helper()
	p, err := Parse(context.Background(), strings.NewReader(page), limits)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestLines(t *testing.T) {
	tests := []struct{ page, want string }{
		{"<p>one <b>two</b>three</p>four", "one twothree\nfour"},
		{"one<br>two<br/><br>three", "one\ntwo\nthree"},
		{"<span class=n>Ann</span><span class=t>3 May</span>", "Ann 3 May"},
		{"<b>W</b>ord", "Word"},
		{"<p>a\u00a0 b\n c</p>", "a b c"},
		{"<script>x</script><style>y</style><textarea>z</textarea>text", "text"},
		{"<pre>one\ntwo</pre>", "one\ntwo"},
		{`<p>well <img class="wp-smiley" alt=":)"> done <img alt="photo" src="p.png"></p>`, "well :) done"},
		{"<ul><li>one<li>two</ul>", "one\ntwo"},
		{"<table><tr><td>one<td>two</table>", "one\ntwo"},
	}
	for _, tt := range tests {
		for _, plain := range []bool{false, true} {
			if got := Text(parse(t, "<body>"+tt.page, Limits{Plain: plain}).Root, nil); got != tt.want {
				t.Errorf("%s (plain %v): got %q, want %q", tt.page, plain, got, tt.want)
			}
		}
	}
}

func TestQuotes(t *testing.T) {
	lines := Lines([]*html.Node{parse(t, "<p>own<blockquote>quoted<blockquote>deep</blockquote></blockquote>own", Limits{}).Root}, nil)
	want := []int{0, 1, 2, 0}
	if len(lines) != len(want) {
		t.Fatalf("%d lines", len(lines))
	}
	for i, l := range lines {
		if l.Depth != want[i] || (l.Quote != nil) != (want[i] > 0) {
			t.Errorf("line %q: depth %d", l.Text(), l.Depth)
		}
	}
}

func TestExpandXML(t *testing.T) {
	xml := `<html><head><title/></head><body><div/><a name="x"/><span class="a>b"/><iframe src="y"/><p>text</p></body></html>`
	if got := Text(parse(t, xml, Limits{}).Root, nil); got != "text" {
		t.Errorf("got %q", got)
	}
	for _, page := range []string{`<div></div><span></span><a/><i/><p/>`, `<br/><img src=x/><input/><hr/>`} {
		if got := string(expandXML([]byte(page))); got != page {
			t.Errorf("%q became %q", page, got)
		}
	}
}

func TestBuild(t *testing.T) {
	deep := parse(t, strings.Repeat("<div>", 2000)+"text", Limits{Depth: 50})
	depth := 0
	for n := deep.Root; n != nil; n = n.FirstChild {
		depth++
	}
	if depth > 52 || len(deep.Warnings) == 0 {
		t.Errorf("depth %d, warnings %q", depth, deep.Warnings)
	}
	if got := Text(deep.Root, nil); got != "text" {
		t.Errorf("got %q", got)
	}
}

func TestShort(t *testing.T) {
	root := parse(t, "<body><p>one<p>two "+strings.Repeat("x", 100), Limits{}).Root
	if got := Short(root, 50); got != "" {
		t.Errorf("got %q", got)
	}
	if got := Short(root, 500); !strings.HasPrefix(got, "one two x") {
		t.Errorf("got %q", got)
	}
}
