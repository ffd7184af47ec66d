package train

import (
	"context"
	"errors"
	"math/bits"
	"path/filepath"
	"slices"

	"github.com/undertone-project/undertone/internal/eval"
	"github.com/undertone-project/undertone/internal/stancedetect"
)

// Limits under which every target of a sample gets n-grams of its own.
const (
	maxOwnTargets  = 30
	minOwnExamples = 40 // rows of each target, on average
)

// minRows is the least sample that a model is trained on.
const minRows = 50

// Own trains a model on a user's coded sample, a gold table in a file, and
// gives the figures of its cross-validation. Rows with the same value in the
// first of the columns group, page and thread_id that the table has, or else
// rows of the same text, are kept together. Where the sample takes up few
// targets, each gets n-grams of its own: the model then knows what is said for
// and against these targets, and is of no use for others.
func Own(ctx context.Context, path string, task stancedetect.Task) (*stancedetect.Model, Figures, error) {
	g, err := eval.ReadGoldFile(path, "id", "text", "label")
	if err != nil {
		return nil, Figures{}, err
	}
	source := Source{Name: filepath.Base(path), Weight: 1}
	for _, c := range []string{"group", "page", "thread_id"} {
		if g.Column(c) >= 0 {
			source.Group = c
			break
		}
	}
	examples, err := LoadFile(path, task, source)
	if err != nil {
		return nil, Figures{}, err
	}
	if len(examples) < minRows {
		return nil, Figures{}, errors.New("too few rows to train on: code 50 at least, better 500")
	}
	s := OwnSettings
	names := targetNames(examples)
	s.OwnTargets = task == stancedetect.TargetStance && len(names) <= maxOwnTargets && len(examples) >= minOwnExamples*len(names)
	if !s.OwnTargets {
		s.L2, s.FreeL2 = 1e-3, 0.1
		if task == stancedetect.TargetStance {
			s.L2, s.FreeL2 = 6e-5, 0.2
		}
	}
	// Buckets in proportion to the sample: fewer cost less time, and few rows
	// fill few.
	s.Bits = uint(max(12, min(int(s.Bits), bits.Len(uint(len(examples)*64)))))
	d, err := describeFile(path)
	if err != nil {
		return nil, Figures{}, err
	}
	m, probs, err := Fit(ctx, task, examples, s, []stancedetect.Data{d})
	if err != nil {
		return nil, Figures{}, err
	}
	if s.OwnTargets {
		m.Targets = names
	}
	return m, Measure(task, source.Name, examples, probs), nil
}

func targetNames(examples []Example) []string {
	var out []string
	for _, e := range examples {
		out = append(out, e.Target.Name)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
