package segment

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// joinedPage is a page of n lines of article and comments under bylines.
func joinedPage(article []string, bylines ...string) string {
	lines := slices.Clone(article)
	for i, b := range bylines {
		lines = append(lines, b, fmt.Sprintf("I would say that this is number %d of what one can say.", i))
	}
	return strings.Join(lines, "\n")
}

func TestBylinesInOneLine(t *testing.T) {
	article := []string{"The old bridge closes", "The council closes the bridge on Monday. It will be shut for a year while the arches are repaired."}
	five := []string{"ann_b • #1 • 8:11 AM Wednesday, Aug 18, 2010 • Reply", "Bo • #2 • 8:14 AM Wednesday, Aug 18, 2010 • Reply",
		"cleo • #3 • 8:14 AM Wednesday, Aug 18, 2010 • Reply", "Bo • #4 • 8:15 AM Wednesday, Aug 18, 2010 • Reply",
		"Dan Lee • #5 • 8:17 AM Wednesday, Aug 18, 2010 • Reply"}
	same := make([]string, 5)
	for i := range same {
		same[i] = fmt.Sprintf("Sent: Wednesday, July 11, 2012 11:0%d AM", i)
	}
	for _, tt := range []struct {
		name, text string
		want       []int
	}{
		{"below an article", joinedPage(article, five...), []int{2, 4, 6, 8, 10}},
		{"too few", joinedPage(article, five[:4]...), nil},
		{"one name", joinedPage(article, same...), nil},
		{"bylines below the comments", joinedPage(article, five...) + "\nEve • #6 • 8:20 AM Wednesday, Aug 18, 2010 • Reply", nil},
		{"the first is the article's", joinedPage(article[:1], append([]string{"Eve • #0 • 8:01 AM Wednesday, Aug 18, 2010 • Reply"}, five...)...),
			[]int{3, 5, 7, 9, 11}},
		{"without an article", joinedPage(nil, five[:2]...), []int{0, 2}},
		{"of one person", joinedPage(nil, five[1], five[3]), nil},
		{"under an article", joinedPage(nil, append([]string{"Eve • #0 • 8:01 AM Wednesday, Aug 18, 2010 • Reply\n" + strings.Repeat(article[1]+"\n", 20)}, five[:2]...)...), nil},
	} {
		got, below := NewContext(prepare(tt.text)).bylines(0)
		if below {
			t.Errorf("%s: below the comments", tt.name)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
	// A model that sees no comments anywhere.
	m := &Model{Weights: map[string]Scores{BareBias: {5, 0, 0, 0}, "meta.bias=": {5, 0, 0, 0}}}
	want := []Label{Article, Article, Header, Start, Header, Start, Header, Start, Header, Start, Header, Start}
	if diff := cmp.Diff(want, m.Decode(prepare(joinedPage(article, five...)))); diff != "" {
		t.Error(diff)
	}
	// What is signed below.
	signed := "The old bridge closes\nThe council closes the bridge on Monday.\n6 comments\nA bad idea.\nI do not like it.\n"
	for i, name := range []string{"Ann", "Bo", "Cleo", "Dan", "Bo"} {
		signed += fmt.Sprintf("Posted by: %s | May 0%d, 2021 at 04:48 PM\n", name, i+1)
		signed += [...]string{"No, it is not.\n", "It is.\nReally.\n", "Who says so?\n", "I do.\n", "Recent posts"}[i]
	}
	want = []Label{Article, Article, Article, Start, Continue, Header, Start, Header, Start, Continue, Header, Start, Header, Start, Header}
	m = &Model{Weights: map[string]Scores{BareBias: {5, 0, 0, 0}, "meta.bias=": {5, 0, 0, 1}}}
	if diff := cmp.Diff(want, m.Decode(prepare(signed))[:len(want)]); diff != "" {
		t.Error(diff)
	}
}
