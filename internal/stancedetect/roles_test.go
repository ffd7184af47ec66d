package stancedetect

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/linear"
	"github.com/undertone-project/undertone/internal/targets"
)

// roleOf describes the part that Alden plays: the words left, right, pred and
// by, "-" for those that are missing, and what was noticed on the way.
func roleOf(t *testing.T, s string) string {
	t.Helper()
	list := []stance.Target{{Name: "Alden"}}
	var sc scratch
	sc.look(s, aboutTargets(list), targets.NewFinder(list))
	if len(sc.views[0].mentions) == 0 {
		t.Fatalf("%q: not mentioned", s)
	}
	p := sc.text
	r := p.role(sc.views[0].mentions[0])
	var out []string
	for _, k := range []int{r.left, r.right, r.pred, r.by} {
		if k < 0 {
			out = append(out, "-")
			continue
		}
		out = append(out, p.words[k].In(p.s))
	}
	if r.denied {
		out = append(out, "denied")
	}
	if r.apposed {
		out = append(out, "apposed")
	}
	return strings.Join(out, " ")
}

func TestRole(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"subject", "Alden praised the new bridge.", "- praised - -"},
		{"subject past an adverb", "Alden quickly praised the bridge.", "- praised - -"},
		{"subject past auxiliaries", "Alden has also praised the bridge.", "- praised - -"},
		{"denied", "Alden has never praised the bridge.", "- praised - - denied"},
		{"past a title and a first name", "Critics attacked the former mayor Rita Alden on Monday.", "attacked on - -"},
		{"apposition", "Alden, the mayor of Norbridge, praised the bridge.", "- praised - - apposed"},
		{"brackets", "Alden (67) praised the bridge.", "- praised - -"},
		{"brackets that stay open", "Alden (67 praised the bridge.", "- ( - -"},
		{"predicate", "Alden is a liar.", "- is liar -"},
		{"passive", "Alden was sharply criticised by the council.", "- was criticised -"},
		{"agent", "The council was criticised by Mayor Alden on Monday.", "by on - criticised"},
		{"first after by", "By Alden it was said.", "By it - -"},
		{"a list is no apposition", "Alden, Brill and Carr left.", "- , - -"},
		{"the sentence alone counts", "It rained. Alden left.", "- left - -"},
		{"nothing after it", "They praised Alden", "praised - - -"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, roleOf(t, c.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestPronounTarget checks that a target which is a pronoun, and so has no
// content words, has all features in training that it has in use: it did not,
// and what was measured in training was another model than the one in use.
func TestPronounTarget(t *testing.T) {
	p := somePlaces(t)
	m, whole := placedModel(t, p)
	x := NewExtractor(4).Brief(3).Places(p)
	for _, s := range []string{"He has not zambled us all. The mayor is here.", "“He was meebed by the mayor.”", "The mayor, whom I saw, is here. He was meebed by me."} {
		list := []stance.Target{{Name: "He"}}
		got, err := Only(m, nil).JudgeAmong(context.Background(), stance.Text{Text: s}, list)
		if err != nil {
			t.Fatal(err)
		}
		z := make([]float64, 3)
		whole.Scores(x.Target(s, list), z)
		for c := range z {
			z[c] /= 2 // the temperature
		}
		linear.Softmax(z)
		if math.Abs(z[0]-got.Favor) > 0.02 || math.Abs(z[1]-got.Against) > 0.02 {
			t.Errorf("%q: %.3f %.3f in training, %.3f %.3f in use", s, z[0], z[1], got.Favor, got.Against)
		}
	}
	structural := uint32(TargetStance.Structural())
	for _, f := range x.Target("The mayor is here.", []stance.Target{{Name: "?", Opposes: []string{"Norland"}}, {Name: "Norland"}}) {
		if f.ID >= structural {
			t.Errorf("a target known by what opposes it alone has the hashed feature %d", f.ID)
		}
	}
}
