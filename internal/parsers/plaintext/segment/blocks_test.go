package segment

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const blockPage = `The old bridge closes
The council closes the bridge on Monday. It will be shut for a year while the arches are repaired.
Bob Smith
March 3, 2024 at 10:15 am
This is a bad idea and I do not like it.
It really is.
Cara Jones says:
March 3, 2024 at 11:20 am
I agree with you, Bob.`

// Headers that are plain to see are headers on a page with two of them, too.
func TestHeadersPlainToSee(t *testing.T) {
	lines := prepare(blockPage)
	want := []Label{Article, Article, Header, Header, Start, Continue, Header, Header, Start}
	if diff := cmp.Diff(want, Decode(lines, 1)); diff != "" {
		t.Error(diff)
	}
	// An abbreviated name is one.
	if diff := cmp.Diff(want, Decode(prepare(strings.Replace(blockPage, "Bob Smith", "Bob S.", 1)), 1)); diff != "" {
		t.Error(diff)
	}
	// A model that sees no comments anywhere.
	m := &Model{Weights: map[string]Scores{BareBias: {5, 0, 0, 0}, "meta.bias=": {5, 0, 0, 0}}}
	if diff := cmp.Diff([]Label{Header, Header, Start}, m.Decode(lines)[2:5]); diff != "" {
		t.Error(diff)
	}
	// Lines that are known to be the article's stay so.
	if diff := cmp.Diff([]Label{Article, Article, Article}, m.DecodeAfter(lines, 6)[2:5]); diff != "" {
		t.Error(diff)
	}
}

// One header near the top may be the article's byline; below there are none but
// those of comments.
func TestBylineIsNoHeader(t *testing.T) {
	for text, want := range map[string][]int{
		"The old bridge closes\nAnn Lee\nMarch 3, 2024 at 10:15 am\nThe council closes the bridge on Monday. It will be shut for a year.":                                                    nil,
		"The old bridge closes\nA year without cars\nAnn Lee\nMarch 3, 2024 at 10:15 am\nThe council closes the bridge on Monday.\nIt will be shut.\nBob\nMarch 4, 2024 at 11:15 am\nOh no.": {6},
	} {
		x := NewContext(prepare(text))
		if diff := cmp.Diff(want, x.blocks(0)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
		most := len(x.lines)
		if want != nil {
			most = want[0]
		}
		if got := x.settleBlocks(0, len(x.lines)); got != most {
			t.Errorf("%q: an article of %d lines at most, want %d", text, got, most)
		}
	}
}

// A page that begins with such a header has no article, where the text below is
// as long as the comments are.
func TestPageOpensWithHeader(t *testing.T) {
	comments := `Bob Smith
March 3, 2024 at 10:15 am
This is a bad idea and I do not like it.
Cara Jones
March 3, 2024 at 11:20 am
I agree with you, Bob.
Dan Lee
March 3, 2024 at 11:40 am
So do I.`
	if diff := cmp.Diff([]int{0, 3, 6}, NewContext(prepare(comments)).blocks(0)); diff != "" {
		t.Error(diff)
	}
	long := strings.Repeat("The council closes the bridge on Monday, and for a year there will be none. ", 20)
	article := strings.Replace(comments, "This is a bad idea and I do not like it.", long, 1)
	if diff := cmp.Diff([]int{3, 6}, NewContext(prepare(article)).blocks(0)); diff != "" {
		t.Error(diff)
	}
	if found := NewContext(prepare(comments)).blocks(1); len(found) > 0 && found[0] == 0 {
		t.Errorf("the first line is known to be the article's: headers at %v", found)
	}
}
