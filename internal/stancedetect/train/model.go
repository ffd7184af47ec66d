package train

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"github.com/undertone-project/undertone/internal/linear"
	"github.com/undertone-project/undertone/internal/stancedetect"
)

// Settings of a trained model.
type Settings struct {
	// Bits is log2 of the buckets of hashed features.
	Bits uint
	// Names lets n-grams tell names apart.
	Names bool
	// Plain leaves all but words and pairs of words out: the baseline.
	Plain bool
	// L2 is the penalty on weights, FreeL2 how much of it structural features
	// bear.
	L2, FreeL2 float64
	// Least is the least temperature of the calibration (default 1/2). At 1
	// scores are never made surer than training made them, below only so much;
	// above, they are made less sure than the rows held out ask for, since other
	// communities differ from all training rows.
	Least float64
	// Places are those of words, for models of targets that have them.
	Places *stancedetect.Places
	// Brief is log2 of the buckets that texts written as news are have of
	// their own, with BriefL2 as the penalty of their expert; 0 for neither.
	Brief   uint
	BriefL2 float64
	// Iterations of the optimiser at most.
	Iterations int
	// Folds of the cross-validation; 0 for none.
	Folds int
}

// The settings of the shipped models, chosen by cross-validation.
var (
	TargetSettings = Settings{Bits: 17, Brief: 16, BriefL2: 1e-3, Least: 0.9, L2: 5e-4, FreeL2: 0.1, Iterations: 60, Folds: 4}
	ReplySettings  = Settings{Bits: 16, Least: 1, L2: 1e-3, FreeL2: 0.05, Iterations: 40, Folds: 4}
)

func (s Settings) options(task stancedetect.Task) Options {
	o := Options{Options: linear.Options{L2: s.L2, Free: task.Structural(), Prior: task.Prior(), FreeL2: s.FreeL2, Iterations: s.Iterations}}
	if s.Brief > 0 {
		o.Expert, o.ExpertL2 = s.extractor().IsBrief, s.BriefL2
		if s.Places != nil {
			o.ExpertFrom = s.extractor().BriefPlaces()
		}
	}
	return o
}

func (s Settings) rows(task stancedetect.Task, examples []Example) []linear.Row {
	return rows(task, examples, s.extractor)
}

func (s Settings) extractor() *stancedetect.Extractor {
	x := stancedetect.NewExtractor(s.Bits).Brief(s.Brief).Places(s.Places)
	if s.Names {
		x.Names()
	}
	if s.Plain {
		x.Plain()
	}
	return x
}

// Fit trains a model on examples. With folds it also gives, for each example,
// the probabilities of a model that was trained without its fold, and the
// model is calibrated: one temperature (Guo et al. 2017) is fitted on the
// probabilities of rows held out.
func Fit(ctx context.Context, task stancedetect.Task, examples []Example, s Settings, data []stancedetect.Data) (*stancedetect.Model, [][]float64, error) {
	vectors := s.rows(task, examples)
	features := s.extractor().Features(task)
	classes := len(task.Classes())
	var probs [][]float64
	temperature := 1.0
	var temperatures []float32
	if s.Folds > 0 {
		folds := Folds(examples, s.Folds)
		raw, err := CrossValidate(ctx, vectors, folds, s.Folds, features, classes, s.options(task))
		if err != nil {
			return nil, nil, err
		}
		least := s.Least
		if least == 0 {
			least = 0.5
		}
		if task == stancedetect.TargetStance {
			at := situations(examples)
			for k := range int(stancedetect.Situations) {
				temperatures = append(temperatures, float32(Temperature(examples, raw, least, true, func(i int) bool { return at[i] == k })))
			}
			probs = temperFolds(examples, raw, folds, s.Folds, at, least, true)
		} else {
			temperature = Temperature(examples, raw, least, false, func(int) bool { return true })
			probs = temperFolds(examples, raw, folds, s.Folds, make([]int, len(examples)), least, false)
		}
	}
	m, err := fit(ctx, vectors, features, classes, s.options(task))
	if err != nil {
		return nil, nil, err
	}
	for i := range m.W {
		m.W[i] /= float32(temperature)
	}
	n := features - s.Places.Features()
	own := &linear.Model{Classes: classes, Features: n, W: m.W[:n*classes]}
	model, err := stancedetect.NewModel(task, s.Bits, false, s.Names, own, data)
	if err == nil && s.Places != nil {
		model.SetPlaces(s.Places, m.W[n*classes:])
	}
	if err == nil && temperatures != nil {
		model.SetTemperatures(temperatures)
	}
	return model, probs, err
}

// apart gives the probabilities of test examples after training on others.
func (s Settings) apart(ctx context.Context, task stancedetect.Task, examples, test []Example) ([][]float64, error) {
	features := s.extractor().Features(task)
	m, err := fit(ctx, s.rows(task, examples), features, len(task.Classes()), s.options(task))
	if err != nil {
		return nil, err
	}
	out := make([][]float64, len(test))
	for i, r := range s.rows(task, test) {
		out[i] = Predict(m, r)
	}
	return out, nil
}

// Ship trains the models that come with the program on the tables below dir,
// writes them to the folder models, and the figures of the cross-validation
// and of the sets apart to log.
func Ship(ctx context.Context, dir, models string, log io.Writer, tasks ...stancedetect.Task) error {
	for _, task := range tasks {
		examples, apart, s, err := shipped(dir, task)
		if err != nil {
			return err
		}
		data, err := describe(dir, task)
		if err != nil {
			return err
		}
		if task == stancedetect.TargetStance {
			var texts []stancedetect.Data
			if s.Places, texts, err = learnPlaces(dir); err != nil {
				return err
			}
			data = append(data, texts...)
			if err := saveFile(filepath.Join(models, "words.bin"), s.Places.WriteWords); err != nil {
				return err
			}
		}
		var model *stancedetect.Model
		var probs [][]float64
		var folds []int
		if task == stancedetect.ReplyStance {
			model, probs, folds, err = fitReplies(ctx, examples, s, data)
		} else {
			model, probs, err = Fit(ctx, task, examples, s, data)
		}
		if err != nil {
			return err
		}
		_, _ = fmt.Fprintf(log, "%s, %d-fold cross-validation by group:\n", task, s.Folds)
		for _, f := range BySet(task, examples, probs) {
			_, _ = fmt.Fprintln(log, f)
		}
		if task == stancedetect.ReplyStance {
			figures, potentials := Trees(examples, probs, folds, s.Folds)
			for _, f := range figures {
				_, _ = fmt.Fprintln(log, f)
			}
			if err := saveFile(filepath.Join(models, "..", "tree", "potentials.tsv"), potentials.Write); err != nil {
				return err
			}
		}
		_, _ = fmt.Fprintf(log, "%s, sets apart:\n", task)
		probs, err = Predictions(ctx, model, task, apart)
		if err != nil {
			return err
		}
		for _, f := range BySet(task, apart, probs) {
			_, _ = fmt.Fprintln(log, f)
		}
		name := "target.model"
		if task == stancedetect.ReplyStance {
			name = "reply.model"
		}
		if err := saveFile(filepath.Join(models, name), model.Write); err != nil {
			return err
		}
	}
	return nil
}

// shipped loads what trains a shipped model and what measures it.
func shipped(dir string, task stancedetect.Task) (examples, apart []Example, s Settings, err error) {
	if task == stancedetect.ReplyStance {
		if examples, err = ReplyExamples(dir); err != nil {
			return nil, nil, s, err
		}
		apart, err = Load(dir, task, []Source{{Name: "rumoureval2019_dev"}, {Name: "iac_quote_response"}})
		return examples, apart, ReplySettings, err
	}
	if examples, err = TargetExamples(dir); err != nil {
		return nil, nil, s, err
	}
	apart, err = Load(dir, task, []Source{{Name: "vast_dev"}, {Name: "ruw_dev"}, {Name: "semeval2016_train"}, {Name: "multitarget_dev"}})
	return examples, apart, TargetSettings, err
}
