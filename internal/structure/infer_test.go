package structure

import (
	"math"
	"testing"

	"github.com/undertone-project/undertone/analysis/format"
)

// What may be no comment of its own has no sure edge: its probabilities are
// those that it is one, and has that parent.
func TestDoubtfulStarts(t *testing.T) {
	recs := []format.Record{post("p", "How I bake bread at home."), said("Which flour do you use?"),
		said("Rye, as you said."), said("Lovely loaf, thank you for the recipe.")}
	sure := only(t, recs, Options{})
	recs[2].Doubt = 0.75
	unsure := only(t, recs, Options{})
	for i, c := range unsure.Comments {
		sum := 0.0
		for k, x := range c.Reply.Candidates {
			sum += x.Probability
			if x.Parent == c.Reply.Parent && x.Probability != c.Reply.Confidence {
				t.Errorf("comment %d: confidence %v, candidate %d %v", i, c.Reply.Confidence, k, x.Probability)
			}
		}
		if want := 1 - recs[i+1].Doubt; math.Abs(sum-want) > 0.01 {
			t.Errorf("comment %d: the candidates' probabilities sum to %.3f, want %.2f", i, sum, want)
		}
	}
	if a, b := sure.Comments[1].Reply, unsure.Comments[1].Reply; a.Parent != b.Parent || math.Abs(a.Confidence*0.25-b.Confidence) > 1e-9 {
		t.Errorf("in doubt the edge to %s with %v became one to %s with %v", a.Parent, a.Confidence, b.Parent, b.Confidence)
	}
}

// Nonsense from a reader does no harm, and what is declared is not in doubt.
func TestDoubtIsBounded(t *testing.T) {
	recs := []format.Record{post("p", "Bread"), reply("a", "p", "Which flour?"), said("Rye."), said("Wheat."), said("Oats.")}
	recs[1].Doubt, recs[2].Doubt, recs[3].Doubt, recs[4].Doubt = 1, 7, -1, math.NaN()
	th := only(t, recs, Options{})
	if c := th.Comments[0].Reply.Confidence; c != 1 {
		t.Errorf("declared: confidence %v", c)
	}
	for _, c := range th.Comments[1:] {
		if x := c.Reply.Confidence; !(x > 0 && x <= 1) {
			t.Errorf("%s: confidence %v", c.ID, x)
		}
	}
}

// A limit that is asked for holds for the confidence that is given; the default
// does not put replies at the top level for their being in doubt.
func TestLimitInDoubt(t *testing.T) {
	recs := []format.Record{post("p", "How I bake bread at home."), said("Which flour do you use for this loaf?"), said("No, you are wrong, rye is never used for that.")}
	recs[2].Doubt = 0.5
	if e := only(t, recs, Options{}).Comments[1].Reply; e.Parent != "c1" || e.Confidence > 0.5 {
		t.Errorf("by default: parent %s, %.2f", e.Parent, e.Confidence)
	}
	if e := only(t, recs, Options{MinConfidence: 0.5}).Comments[1].Reply; e.Parent != "p" || !e.Abstained() {
		t.Errorf("at 0.5: parent %s, %.2f", e.Parent, e.Confidence)
	}
}
