package segtrain

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

// sections are the comments of threads by themselves, where headers show.
func sections(ts []Thread) []Document {
	rng := rand.New(rand.NewPCG(5, 6))
	var docs []Document
	for _, t := range ts {
		if d, ok := t.Document(t.Section(rng), rng); ok && segment.NewContext(d.Lines).Style() != segment.Bare {
			docs = append(docs, d)
		}
	}
	return docs
}

// Sections have no article, and teach pages without headers nothing.
func TestSections(t *testing.T) {
	all := threads(40)
	apart := sections(all)
	if len(apart) < 10 {
		t.Fatalf("%d sections", len(apart))
	}
	for _, d := range apart {
		counted := strings.Contains(d.Lines[0].Text, "omments") || strings.Contains(d.Lines[0].Text, "esponses")
		if d.Gold[0] != segment.Header && !counted || slices.Contains(d.Gold[1:], segment.Article) {
			t.Errorf("%s has an article: %v", d.ID, d.Gold)
		}
	}
	f := NewFitter(&Corpus{Pages: documents(all), Sections: apart}, Division{Folds: 5}, Options{Epochs: 4, Rate: 0.1, L2: 0.01, MinCount: 2, Seed: 1}, DefaultBoost())
	f.said = segment.Wording{}
	without := f.field(none, none)
	with := *without
	f.learnSections(&with, none)
	bare := func(m *segment.Model) map[string]segment.Scores {
		out := make(map[string]segment.Scores)
		for name, row := range m.Weights {
			if strings.HasPrefix(name, "bare.") {
				out[name] = row
			}
		}
		return out
	}
	if diff := cmp.Diff(bare(without), bare(&with)); diff != "" || without.Trans[segment.Bare] != with.Trans[segment.Bare] {
		t.Error(diff)
	}
	if cmp.Equal(without.Weights, with.Weights) || without.Trans[segment.Dated] == with.Trans[segment.Dated] {
		t.Error("sections teach nothing")
	}
}
