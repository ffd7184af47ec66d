package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/undertone-project/undertone/internal/classifier"
	"github.com/undertone-project/undertone/internal/eval"
	"github.com/undertone-project/undertone/internal/lexicon"
	"github.com/undertone-project/undertone/internal/stancedetect"
	stancetrain "github.com/undertone-project/undertone/internal/stancedetect/train"
)

type trainOptions struct {
	streams streams
	task    string
	output  string
	base    string
	cluster string
	seed    uint64
	folds   int
	// plain is what a baseline said of rows held out; nil for none.
	plain [][]float64
}

func newTrain(s streams) *cobra.Command {
	o := &trainOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "train --task TASK TRAIN.csv -o FILE.model",
		Short: "Fit an engine on your own hand-coded sample",
		Long: `Train fits the same kind of model as the built-in engines on a gold table (see
'undertone evaluate --help' for its columns), prints cross-validated figures,
and writes a model file for --sentiment FILE.model or --stance FILE.model. The
same table and options give the same bytes. --cluster names a column, such as
page or author, whose rows stay on one side of each split: without it the
figures are too good where rows depend on one another.

A stance model knows the words, the names and, where there are few of them, the
targets of your sample, and what the built-in engine says; its figures stand
beside those of a plain n-gram model. Stance needs 50 rows at least, better 500.`,
		Example: `  undertone train --task sentiment coded.csv -o my.model --cluster page
  undertone train --task sentiment coded.csv -o my.model --base default
  undertone train --task target-stance coded.csv -o targets.model
  undertone score thread.txt --sentiment my.model`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("%s needs one gold table", cmd.CommandPath())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if filepath.Ext(o.output) != ".model" {
				return usagef("train needs -o FILE.model, the file to write")
			}
			return o.run(cmd.Context(), args[0])
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.task, "task", "", "sentiment, target-stance or reply-stance")
	f.StringVarP(&o.output, "output", "o", "", "model file to write, FILE.model")
	f.StringVar(&o.base, "base", "", "sentiment model to start from: default, or a model file")
	f.StringVar(&o.cluster, "cluster", "", "column of what rows depend on, such as page or author")
	f.Uint64Var(&o.seed, "seed", 1, "seed of the training")
	f.IntVar(&o.folds, "folds", 5, "folds of the cross-validation")
	must(cmd.MarkFlagFilename("output", "model"))
	return cmd
}

func (o *trainOptions) run(ctx context.Context, path string) error {
	t, err := findTask(o.task)
	if err != nil {
		return err
	}
	switch {
	case o.folds < 2:
		return usagef("--folds %d is less than 2", o.folds)
	case o.base != "" && t.name != "sentiment":
		return usagef("--base is for sentiment models only")
	}
	required := t.required
	if o.cluster != "" {
		required = append(required[:len(required):len(required)], o.cluster)
	}
	gold, err := eval.ReadGoldFile(path, required...)
	if err != nil {
		return err
	}
	labels, err := gold.Labels(t.classes)
	if err != nil {
		return err
	}
	sum, err := fileSum(path)
	if err != nil {
		return err
	}
	var write func(io.Writer) error
	var heldOut [][]float64
	if t.name == "sentiment" {
		write, heldOut, err = o.sentiment(gold, labels, classifier.Source{Name: filepath.Base(path), Rows: len(gold.Rows), SHA256: sum})
	} else {
		write, heldOut, err = o.stance(ctx, t, path, stancedetect.Data{Name: filepath.Base(path), Rows: len(gold.Rows), SHA256: sum})
	}
	if err != nil {
		return fmt.Errorf("training on %s: %w", path, err)
	}
	if err := writeTo(o.output, nil, write); err != nil {
		return err
	}
	return o.print(t, gold, labels, heldOut)
}

func fileSum(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("reading %s: %w", path, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func (o *trainOptions) sentiment(gold *eval.Gold, labels []int, source classifier.Source) (func(io.Writer) error, [][]float64, error) {
	words, err := lexicon.Load()
	if err != nil {
		return nil, nil, err
	}
	opt := classifier.Options{Folds: o.folds, Seed: o.seed}
	switch o.base {
	case "":
	case classifier.Name:
		opt.Base, err = classifier.Default()
	default:
		opt.Base, err = classifier.OpenModel(o.base)
	}
	if err != nil {
		return nil, nil, err
	}
	texts, groups := gold.Strings("text"), gold.Strings(o.cluster)
	examples := make([]classifier.Example, len(texts))
	for i := range texts {
		examples[i] = classifier.Example{Text: texts[i], Label: labels[i], Set: source.Name}
		if groups != nil {
			examples[i].Group = groups[i]
		}
	}
	trained, err := classifier.Train(words, examples, opt)
	if err != nil {
		return nil, nil, err
	}
	trained.Model.Header.Data = []classifier.Source{source}
	return trained.Model.Write, trained.HeldOut, nil
}

func (o *trainOptions) stance(ctx context.Context, t task, path string, source stancedetect.Data) (func(io.Writer) error, [][]float64, error) {
	kind := stancedetect.TargetStance
	if t.name == "reply-stance" {
		kind = stancedetect.ReplyStance
	}
	examples, err := stancetrain.LoadFile(path, kind, stancetrain.Source{Name: source.Name, Weight: 1, Group: o.cluster})
	if err != nil {
		return nil, nil, err
	}
	m, held, err := stancetrain.Own(ctx, kind, examples, o.folds, []stancedetect.Data{source})
	if err != nil {
		return nil, nil, err
	}
	o.plain = held.Plain
	return m.Write, held.Probabilities, nil
}

// print shows what the model said of rows while they were held out.
func (o *trainOptions) print(t task, gold *eval.Gold, labels []int, heldOut [][]float64) error {
	if len(heldOut) != len(labels) {
		return errors.New("the cross-validation lost rows")
	}
	p := &eval.Predictions{Classes: t.classes, Gold: labels, Probabilities: heldOut, Predicted: make([]int, len(labels))}
	for i, row := range heldOut {
		p.Predicted[i] = argmax(row)
	}
	if o.cluster != "" {
		p.Clusters = gold.Strings(o.cluster)
	}
	fmt.Fprintf(o.streams.out, "wrote %s; %d-fold cross-validation:\n", o.output, o.folds)
	report := eval.NewReport(p, eval.Resampling{Replicates: 1000, Seed: o.seed}, t.extra...)
	report.Task, report.Gold, report.Engine = t.name, gold.Name, filepath.Base(o.output)+", rows held out,"
	if err := report.WriteText(o.streams.out); err != nil || o.plain == nil {
		return err
	}
	return o.compare(t, p)
}

// compare sets the model beside a plain one on the same folds.
func (o *trainOptions) compare(t task, p *eval.Predictions) error {
	plain := *p
	plain.Probabilities, plain.Predicted = o.plain, make([]int, len(p.Gold))
	all := make([]int, len(p.Gold))
	for i, row := range o.plain {
		plain.Predicted[i], all[i] = argmax(row), i
	}
	macro := func(p *eval.Predictions) float64 { return eval.NewConfusion(p.Classes, p.Gold, p.Predicted).MacroF1() }
	fmt.Fprintf(o.streams.out, "\nbeside a plain n-gram model on the same folds:\n  macro-F1 %.3f, plain %.3f\n", macro(p), macro(&plain))
	for _, m := range t.extra {
		fmt.Fprintf(o.streams.out, "  %s %.3f, plain %.3f\n", m.Name, m.Of(p, all), m.Of(&plain, all))
	}
	return nil
}
