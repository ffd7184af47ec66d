package synthetic

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/undertone-project/undertone/internal/eval"
)

// What is learned from must not be what is measured: no sentence is one of
// the behavioural cases.
func TestSentencesAreNotTheCases(t *testing.T) {
	got, err := Sentences(80, 1)
	if err != nil {
		t.Fatal(err)
	}
	g, err := eval.ReadGoldFile("../../../../testdata/behaviour/sentiment.csv", "text", "other")
	if err != nil {
		t.Fatal(err)
	}
	plain := func(s string) string { return strings.ToLower(strings.Trim(s, " .!?")) }
	cases := map[string]bool{}
	for _, s := range append(g.Strings("text"), g.Strings("other")...) {
		cases[plain(s)] = true
	}
	var labels [3]int
	for _, s := range got {
		labels[s.Label]++
		if cases[plain(s.Text)] {
			t.Errorf("%q is a behavioural case", s.Text)
		}
		if strings.ContainsAny(s.Text, "{}") {
			t.Errorf("%q has a slot left", s.Text)
		}
	}
	for k, n := range labels {
		if n < 500 {
			t.Errorf("label %d has %d sentences", k, n)
		}
	}
	again, _ := Sentences(80, 1)
	if d := cmp.Diff(got, again); d != "" {
		t.Errorf("the same seed gives other sentences: %s", d)
	}
}
