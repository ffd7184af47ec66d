package train

import (
	"context"
	"errors"
	"math/bits"
	"slices"

	"github.com/undertone-project/undertone/internal/linear"
	"github.com/undertone-project/undertone/internal/stancedetect"
)

// Limits under which every target of a sample gets n-grams of its own.
const (
	maxOwnTargets  = 30
	minOwnExamples = 40 // rows of each target, on average
)

// minRows is the least sample that a model is trained on.
const minRows = 50

// ownPenalties are the penalties that cross-validation chooses among.
var ownPenalties = []float64{0.7, 1.4, 2.8}

// Held is what is known of rows while they were held out, in the order of the
// examples.
type Held struct {
	// Probabilities are the calibrated class probabilities of the model.
	Probabilities [][]float64
	// Plain are those of a plain n-gram model on the same folds: words and
	// pairs of words, and, with few targets, runs of letters, a model for
	// each target: what the model is to be better than.
	Plain [][]float64
	// Penalty is the one that was chosen.
	Penalty float64
}

// Own trains a model on a user's coded sample: support vector machines, one
// for each class, on the features of [stancedetect.Extractor.Sample], with the
// penalty that cross-validation finds best, calibrated on rows held out. What
// a row is given while held out comes from models, a penalty and a calibration
// that were chosen without its fold. Where the sample takes up few targets,
// each gets n-grams of its own beside those that all share.
func Own(ctx context.Context, task stancedetect.Task, examples []Example, folds int, data []stancedetect.Data) (*stancedetect.Model, *Held, error) {
	if len(examples) < minRows {
		return nil, nil, errors.New("too few rows to train on: code 50 at least, better 500")
	}
	var few []string
	if names := targetNames(examples); task == stancedetect.TargetStance && len(names) <= maxOwnTargets && len(examples) >= minOwnExamples*len(names) {
		few = names
	}
	// Buckets in proportion to the sample: few rows fill few.
	size := uint(max(14, min(19, bits.Len(uint(len(examples)*200)))))
	texts := make([]string, len(examples))
	for i, e := range examples {
		texts[i] = e.Text
	}
	sample := stancedetect.NewSample(size, texts, few)
	vectors, err := sampleRows(task, examples, size, sample)
	if err != nil {
		return nil, nil, err
	}
	o := svm{rows: vectors, examples: examples, task: task, features: stancedetect.NewExtractor(size).Features(task), k: folds, folds: Folds(examples, folds)}
	held, calibration, err := o.choose(ctx)
	if err != nil {
		return nil, nil, err
	}
	if held.Plain, err = plainHeld(ctx, task, examples, few != nil, folds); err != nil {
		return nil, nil, err
	}
	m, err := linear.TrainSVM(ctx, vectors, o.features, len(task.Classes()), o.options(held.Penalty))
	if err != nil {
		return nil, nil, err
	}
	calibration.Apply(m, task.Prior())
	model, err := stancedetect.NewSampleModel(task, size, sample, m, data)
	return model, held, err
}

func targetNames(examples []Example) []string {
	var out []string
	for _, e := range examples {
		out = append(out, e.Target.Name)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// sampleRows computes the features of a sample.
func sampleRows(task stancedetect.Task, examples []Example, size uint, sample *stancedetect.Sample) ([]linear.Row, error) {
	if _, err := stancedetect.NewExtractor(size).Sample(sample); err != nil {
		return nil, err
	}
	return rows(task, examples, func() *stancedetect.Extractor {
		x, _ := stancedetect.NewExtractor(size).Sample(sample)
		return x
	}), nil
}

// svm is a cross-validation of support vector machines.
type svm struct {
	rows     []linear.Row
	examples []Example
	task     stancedetect.Task
	features int
	k        int
	folds    []int
}

func (s *svm) options(penalty float64) linear.Options {
	return linear.Options{L2: penalty, Free: s.task.Structural(), FreeL2: 1}
}

// margins gives each row the margins of a model of the other folds.
func (s *svm) margins(ctx context.Context, penalty float64) ([][]float64, error) {
	classes := len(s.task.Classes())
	out := make([][]float64, len(s.rows))
	for f := range s.k {
		var part []linear.Row
		for i, r := range s.rows {
			if s.folds[i] != f {
				part = append(part, r)
			}
		}
		m, err := linear.TrainSVM(ctx, part, s.features, classes, s.options(penalty))
		if err != nil {
			return nil, err
		}
		for i, r := range s.rows {
			if s.folds[i] == f {
				out[i] = make([]float64, classes)
				m.Scores(r.Features, out[i])
			}
		}
	}
	return out, nil
}

// evenness is how much the calibration evens out the classes, by the power of
// their share. The measures of both tasks are means of F1 over classes: to
// count each row alike would all but give up the rare ones; to even them out
// in full would say them too often.
const evenness = 0.5

// calibrate fits a calibration to the rows outside fold without, -1 for all.
func (s *svm) calibrate(ctx context.Context, margins [][]float64, without int) (linear.Calibration, error) {
	var ms [][]float64
	var rs []linear.Row
	var labels []int
	for i, r := range s.rows {
		if s.folds[i] != without {
			ms, rs, labels = append(ms, margins[i]), append(rs, r), append(labels, r.Label)
		}
	}
	even := balance(labels, len(s.task.Classes()), evenness)
	for i := range rs {
		rs[i].Weight *= even[rs[i].Label]
	}
	return linear.Calibrate(ctx, ms, rs, len(s.task.Classes()))
}

// choose cross-validates each penalty. The penalty and the calibration of all
// rows are for the final model; those by which a row is judged are chosen on
// the rows of the other folds.
func (s *svm) choose(ctx context.Context) (*Held, linear.Calibration, error) {
	margins := make([][][]float64, len(ownPenalties))
	for i, p := range ownPenalties {
		var err error
		if margins[i], err = s.margins(ctx, p); err != nil {
			return nil, linear.Calibration{}, err
		}
	}
	held := &Held{Probabilities: make([][]float64, len(s.rows))}
	var final linear.Calibration
	for f := -1; f < s.k; f++ {
		best := s.best(margins, f)
		c, err := s.calibrate(ctx, margins[best], f)
		if err != nil {
			return nil, final, err
		}
		if f < 0 {
			held.Penalty, final = ownPenalties[best], c
			continue
		}
		for i := range s.rows {
			if s.folds[i] == f {
				held.Probabilities[i] = c.Probabilities(margins[best][i])
			}
		}
	}
	return held, final, nil
}

// best is the index of the margins that score best on the rows outside a fold.
func (s *svm) best(margins [][][]float64, without int) int {
	best, top := 0, -1.0
	for i, ms := range margins {
		var es []Example
		var ps [][]float64
		for j := range s.rows {
			if s.folds[j] != without {
				es, ps = append(es, s.examples[j]), append(ps, ms[j])
			}
		}
		f := Measure(s.task, "", es, ps)
		score := f.MacroF1
		if s.task == stancedetect.TargetStance {
			score = f.PolarF1
		}
		if score > top {
			best, top = i, score
		}
	}
	return best
}
