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
			d.Section = true
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
	opt := Options{Epochs: 4, Rate: 0.1, L2: 0.01, MinCount: 2, Seed: 1}
	without, with := Train(documents(all), opt), Train(append(documents(all), apart...), opt)
	bare := func(m *segment.Model) map[string]segment.Scores {
		out := make(map[string]segment.Scores)
		for name, row := range m.Weights {
			if strings.HasPrefix(name, "bare.") {
				out[name] = row
			}
		}
		return out
	}
	if diff := cmp.Diff(bare(without), bare(with)); diff != "" {
		t.Error(diff)
	}
	if cmp.Equal(without.Weights, with.Weights) {
		t.Error("sections teach nothing")
	}
}

func TestMix(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	a, b := []int{4, 2, 0, 6}, []int{3, 1, 5}
	out := mix(a, b, rng)
	even := slices.DeleteFunc(slices.Clone(out), func(i int) bool { return i%2 > 0 })
	odd := slices.DeleteFunc(slices.Clone(out), func(i int) bool { return i%2 == 0 })
	if !slices.Equal(even, a) || !slices.Equal(odd, b) {
		t.Errorf("%v of %v and %v", out, a, b)
	}
}
