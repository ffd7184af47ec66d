package segtrain

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

// talk makes threads whose posts open with one word and go on with another.
func talk() []Thread {
	var out []Thread
	for i := range 20 {
		t := Thread{ID: fmt.Sprint(i), Article: []string{"the ferry stops"}}
		for k := range 10 {
			t.Comments = append(t.Comments, Comment{Lines: []string{fmt.Sprintf("well, ferry %d", k), fmt.Sprintf("besides, bus %d", i)}})
		}
		out = append(out, t)
	}
	return out
}

func TestFitWording(t *testing.T) {
	m := FitWording(talk())
	before := segment.Tokenize("a bridge")
	opens, goes := m.Odds(before, segment.Tokenize("well, a train")), m.Odds(before, segment.Tokenize("besides, a train"))
	if opens < 1 || goes > -1 {
		t.Errorf("log odds of an opening %.2f, of a further paragraph %.2f", opens, goes)
	}
	if !cmp.Equal(m, FitWording(talk())) {
		t.Error("the same threads give other weights")
	}
}

func TestLongPostsAreLeftOut(t *testing.T) {
	long := Thread{Article: make([]string, longestPost+1)}
	if got := paragraphsOf(long); len(got) != 0 {
		t.Errorf("%d paragraphs of a post of %d", len(got), longestPost+1)
	}
}
