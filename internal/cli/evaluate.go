package cli

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/undertone-project/undertone/internal/eval"
)

type evaluateOptions struct {
	streams           streams
	task              string
	sentiment, stance string
	against           string
	by, cluster       string
	predictions       string
	chart             string
	corpus            string
	to                string
	seed              uint64
	replicates        int
	hide              []string
	minConfidence     float64
}

func newEvaluate(s streams) *cobra.Command {
	o := &evaluateOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "evaluate --task TASK GOLD.csv",
		Short: "Measure an engine against a hand-coded sample",
		Long: `Evaluate compares an engine's answers with the labels of a gold table and prints
the confusion matrix, precision, recall and F1 by class, macro-F1, macro-recall,
accuracy and calibration error, each with a bootstrap interval.

A gold table is CSV (commas, semicolons or tabs) with a header row:
  sentiment      id, text, label (negative, neutral, positive)
  target-stance  id, text, target, label (FAVOR, AGAINST, NONE)
  reply-stance   id, text, parent_text, label (agree, disagree, query, neutral)

Rows of reply-stance that answer each other (parent_id holds the id of another
row, or parent_text the text of another row of the same page) inform each other
as comments do in a report. A table with the column source_text is coded toward
that text, the post that began the thread, and not toward the parent: the engine
is asked for that, with the column depth or what parent_id and source_id say.

The gold of the task structure is any input that declares its parents, such as
an export or the JSON lines of 'undertone parse': they are taken away, inferred
anew and compared, beside two baselines.

A sheet of 'undertone sample' has the column p_sample, the probability with
which a row was drawn: figures are then weighted by its inverse, so that they
hold for the comments sampled from. With --corpus, the table that 'undertone
score' wrote of those comments with the same engine, the share of each class is
corrected by what the engine gets wrong on the sample.`,
		Example: `  undertone evaluate --task sentiment gold.csv
  undertone evaluate --task sentiment gold.csv --sentiment cdipaolo --against lexicon
  undertone evaluate --task sentiment sheet.csv --corpus scores.csv
  undertone evaluate --task sentiment gold.csv --chart calibration.png
  undertone evaluate --task structure threads.jsonl --hide authors,times
  undertone evaluate --task reply-stance gold.csv --by platform --cluster page --predictions out.csv`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("%s needs one gold table", cmd.CommandPath())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args[0]) },
	}
	f := cmd.Flags()
	f.StringVar(&o.task, "task", "", "sentiment, target-stance, reply-stance or structure")
	f.StringVar(&o.sentiment, "sentiment", "", "sentiment engine to measure")
	f.StringVar(&o.stance, "stance", "", "stance engine to measure")
	f.StringVar(&o.against, "against", "", "second engine, compared on the same rows by a paired bootstrap")
	f.StringVar(&o.by, "by", "", "column to break the figures down by")
	f.StringVar(&o.cluster, "cluster", "", "column of what rows depend on, such as page or author: the bootstrap draws whole clusters")
	f.StringVar(&o.predictions, "predictions", "", "CSV file to write: id, label, predicted and the class probabilities")
	f.StringVar(&o.chart, "chart", "", "picture to draw of how far confidences can be trusted (.png, .svg or .pdf), with its figures as .csv beside it")
	f.StringVar(&o.corpus, "corpus", "", "CSV table of 'undertone score' for all comments that the sample was drawn from: corrects the shares")
	f.StringVar(&o.to, "to", "text", "output: text or json")
	f.Uint64Var(&o.seed, "seed", 1, "seed of the bootstrap")
	f.StringSliceVar(&o.hide, "hide", nil, "with --task structure, what to keep from the model beside the parents: authors, times, quotes")
	f.Float64Var(&o.minConfidence, "min-confidence", 0, "with --task structure, probability below which an edge is not given (0 for the default)")
	f.IntVar(&o.replicates, "replicates", 2000, "replicates of the bootstrap")
	return cmd
}

func (o *evaluateOptions) run(ctx context.Context, path string) error {
	if o.to != "text" && o.to != "json" {
		return usagef("--to %q is neither text nor json", o.to)
	}
	if !(o.minConfidence >= 0 && o.minConfidence <= 1) {
		return usagef("--min-confidence %v is not between 0 and 1", o.minConfidence)
	}
	if err := o.checkChart(); err != nil {
		return err
	}
	if o.task == structureTask {
		return o.structure(ctx, path)
	}
	t, err := findTask(o.task)
	if err != nil {
		return fmt.Errorf("%w, nor %s", err, structureTask)
	}
	engine := o.sentiment
	if t.engine == "stance" {
		engine = o.stance
	}
	if engine == "" {
		engine = t.fallback
	}
	gold, err := o.gold(t, path)
	if err != nil {
		return err
	}
	p, err := o.predict(ctx, t, engine, gold)
	if err != nil {
		return err
	}
	r := eval.Resampling{Replicates: o.replicates, Seed: o.seed}
	report := eval.NewReport(p, r, t.extra...)
	report.Task, report.Gold, report.Engine = t.name, filepath.Base(path), engine
	if o.by != "" {
		report.AddGroups(o.by, gold.Strings(o.by), p, r)
	}
	if o.against != "" {
		second, err := o.predict(ctx, t, o.against, gold)
		if err != nil {
			return fmt.Errorf("second engine: %w", err)
		}
		report.AddComparison(o.against, p, second, r, t.extra...)
	}
	if o.corpus != "" {
		if report.Prevalence, err = correctedShares(t, gold, p, o.corpus, report.Level); err != nil {
			return err
		}
	}
	if o.predictions != "" {
		err := writeTo(o.predictions, nil, func(w io.Writer) error {
			return eval.WritePredictions(w, gold.Strings("id"), p, "p_")
		})
		if err != nil {
			return err
		}
	}
	if o.chart != "" {
		if err := o.drawChart(o.reliability(p, report), engine); err != nil {
			return err
		}
	}
	if o.to == "json" {
		return report.WriteJSON(o.streams.out)
	}
	return report.WriteText(o.streams.out)
}

// gold reads the table and checks the columns that the flags name.
func (o *evaluateOptions) gold(t task, path string) (*eval.Gold, error) {
	required := slices.Clone(t.required)
	for _, c := range []string{o.by, o.cluster} {
		if c != "" {
			required = append(required, c)
		}
	}
	gold, err := eval.ReadGoldFile(path, required...)
	if err == nil && len(gold.Rows) == 0 {
		err = fmt.Errorf("%s: no rows to evaluate", path)
	}
	return gold, err
}

func (o *evaluateOptions) predict(ctx context.Context, t task, engine string, gold *eval.Gold) (*eval.Predictions, error) {
	labels, err := gold.Labels(t.classes)
	if err != nil {
		return nil, err
	}
	probabilities, err := t.probabilities(ctx, engine, gold)
	if err != nil {
		return nil, err
	}
	p := &eval.Predictions{Classes: t.classes, Gold: labels, Probabilities: probabilities, Predicted: make([]int, len(labels))}
	for i, row := range probabilities {
		p.Predicted[i] = argmax(row)
	}
	if o.cluster != "" {
		p.Clusters = gold.Strings(o.cluster)
	}
	if p.Weights, err = sampleWeights(gold); err != nil {
		return nil, err
	}
	return p, nil
}

// argmax is the most probable class, -1 where the row was not scored.
func argmax(row []float64) int {
	best := -1
	for k, v := range row {
		if v > 0 && (best < 0 || v > row[best]) {
			best = k
		}
	}
	return best
}
