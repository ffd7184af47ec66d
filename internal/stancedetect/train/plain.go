package train

import (
	"context"
	"hash/fnv"
	"math"
	"slices"
	"strings"

	"github.com/undertone-project/undertone/internal/linear"
	"github.com/undertone-project/undertone/internal/stancedetect"
	"github.com/undertone-project/undertone/internal/text"
)

// plainBits is log2 of the buckets of the plain model.
const plainBits = 19

// plainHeld gives each row what a plain n-gram support vector machine of the
// other folds says, calibrated likewise: the baseline of SemEval-2016 task 6
// (Mohammad et al. 2016), runs of one to three words and of two to five
// letters, present or not, a model for each target where they are few; else
// with the words of the target or of the parent.
func plainHeld(ctx context.Context, task stancedetect.Task, examples []Example, byTarget bool, folds int) ([][]float64, error) {
	s := svm{examples: examples, task: task, features: 1 + 1<<plainBits, k: folds, folds: Folds(examples, folds)}
	for _, e := range examples {
		key, other := "", e.Target.Name
		if byTarget {
			key, other = e.Target.Name+"\x00", ""
		}
		if task == stancedetect.ReplyStance {
			other = e.Reply.ParentText
		}
		s.rows = append(s.rows, linear.Row{Features: plainFeatures(e.Text, key, other), Label: e.Label, Weight: e.Weight, Never: e.Never})
	}
	margins, err := s.margins(ctx, 1)
	if err != nil {
		return nil, err
	}
	out := make([][]float64, len(examples))
	for f := range folds {
		c, err := s.calibrate(ctx, margins, f)
		if err != nil {
			return nil, err
		}
		for i := range out {
			if s.folds[i] == f {
				out[i] = c.Probabilities(margins[i])
			}
		}
	}
	return out, nil
}

// plainFeatures are the n-grams of a text, of unit length together, and a
// prior.
func plainFeatures(s, key, other string) []linear.Feature {
	var ids []uint32
	add := func(kind, gram string) {
		h := fnv.New32a()
		_, _ = h.Write([]byte(key + kind + gram))
		ids = append(ids, 1+mix32(h.Sum32())%(1<<plainBits))
	}
	s = strings.ToLower(s)
	var words []string
	for _, t := range text.Tokens(nil, s) {
		words = append(words, t.In(s))
	}
	for i := range words {
		for n := 1; n <= 3 && i+n <= len(words); n++ {
			add("w", strings.Join(words[i:i+n], " "))
		}
	}
	for i := range s {
		for n := 2; n <= 5 && i+n <= len(s); n++ {
			add("c", s[i:i+n])
		}
	}
	for _, t := range text.Tokens(nil, strings.ToLower(other)) {
		add("o", t.In(strings.ToLower(other)))
	}
	add("prior", "")
	slices.Sort(ids)
	ids = slices.Compact(ids)
	out := []linear.Feature{{ID: 0, X: 0.5}}
	for _, id := range ids {
		out = append(out, linear.Feature{ID: id, X: float32(1 / math.Sqrt(float64(len(ids))))})
	}
	return out
}
