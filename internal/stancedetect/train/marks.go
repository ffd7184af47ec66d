package train

import (
	"context"
	"fmt"
	"io"

	"github.com/undertone-project/undertone/internal/stancedetect"
)

// mark is a measurement of models trained on one set alone, as a user's own
// sample would be: cross-validated on it, or tested on another.
type mark struct {
	task     stancedetect.Task
	source   Source
	apart    string // the set to test on; "" for cross-validation
	settings Settings
}

func marks() []mark {
	reply := Settings{Bits: 16, Names: true, L2: 1e-3, FreeL2: 0.1, Iterations: 40, Folds: 5}
	return []mark{
		{stancedetect.ReplyStance, Source{Name: "rumoureval2019_train", Weight: 1, Group: "source_id", Balance: 0.5}, "rumoureval2019_dev",
			Settings{Bits: 16, Names: true, L2: 5e-4, FreeL2: 0.1, Iterations: 40}},
		{stancedetect.ReplyStance, Source{Name: "debagreement_dev", Weight: 1, Group: "target"}, "", reply},
		{stancedetect.TargetStance, Source{Name: "newsmtsc_train", Weight: 1, Group: "id:3"}, "",
			Settings{Bits: 18, Names: true, L2: 6e-5, FreeL2: 0.2, Iterations: 50, Folds: 5}},
	}
}

// Marks measures models of single sets beside a plain regression on words and
// pairs of words with the same rows and folds, and writes the figures to log.
func Marks(ctx context.Context, dir string, log io.Writer) error {
	for _, m := range marks() {
		examples, err := Load(dir, m.task, []Source{m.source})
		if err != nil {
			return err
		}
		for _, plain := range []bool{true, false} {
			name := m.source.Name
			if plain {
				m.settings.Plain = true
				name += " (plain)"
			} else {
				m.settings.Plain = false
			}
			if err := m.measure(ctx, dir, name, examples, log); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m mark) measure(ctx context.Context, dir, name string, examples []Example, log io.Writer) error {
	var probs [][]float64
	var err error
	if m.apart == "" {
		_, probs, err = Fit(ctx, m.task, examples, m.settings, nil)
	} else {
		var test []Example
		if test, err = Load(dir, m.task, []Source{{Name: m.apart, Weight: 1}}); err != nil {
			return err
		}
		probs, err = m.settings.apart(ctx, m.task, examples, test)
		examples, name = test, name+" -> "+m.apart
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(log, Measure(m.task, name, examples, probs))
	return err
}
