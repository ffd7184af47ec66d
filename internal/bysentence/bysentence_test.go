package bysentence

import (
	"testing"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/internal/lexicon"
)

func TestScore(t *testing.T) {
	s, err := lexicon.New()
	if err != nil {
		t.Fatal(err)
	}
	in := "> I hate you all.\nI love the photos. The text is horrible! 12:31"
	got, err := Score(t.Context(), s, sentiment.Text{Text: in, Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	want := []sentiment.Label{sentiment.Unscored, sentiment.Positive, sentiment.Negative, sentiment.Unscored}
	if len(got) != len(want) {
		t.Fatalf("%d sentences", len(got))
	}
	for i, g := range got {
		if g.Score.Label() != want[i] {
			t.Errorf("%q: %+v, want %s", in[g.Span.Start:g.Span.End], g.Score, want[i])
		}
	}
	if e := got[2].Score.Evidence; len(e) != 1 || in[e[0].Span.Start:e[0].Span.End] != "horrible" {
		t.Errorf("evidence %+v", e)
	}
}
