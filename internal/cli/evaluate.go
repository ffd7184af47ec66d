package cli

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/undertone-project/undertone/internal/eval"
)

// minGroup is how many rows a value of --by needs for figures of its own.
const minGroup = 10

type evaluateOptions struct {
	streams           streams
	task              string
	sentiment, stance string
	against           string
	by, cluster       string
	predictions       string
	to                string
	seed              uint64
	replicates        int
}

func newEvaluate(s streams) *cobra.Command {
	o := &evaluateOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "evaluate --task TASK GOLD.csv",
		Short: "Measure an engine against a hand-coded sample",
		Long: `Evaluate compares an engine's answers with the labels of a gold table and prints
the confusion matrix, precision, recall and F1 by class, macro-F1, macro-recall,
accuracy and calibration error, each with a bootstrap interval.

A gold table is CSV with a header row:
  sentiment      id, text, label (negative, neutral, positive)
  target-stance  id, text, target, label (FAVOR, AGAINST, NONE)
  reply-stance   id, text, parent_text, label (agree, disagree, query, neutral)`,
		Example: `  undertone evaluate --task sentiment gold.csv
  undertone evaluate --task sentiment gold.csv --sentiment cdipaolo --against lexicon
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
	f.StringVar(&o.task, "task", "", "sentiment, target-stance or reply-stance")
	f.StringVar(&o.sentiment, "sentiment", "", "sentiment engine to measure")
	f.StringVar(&o.stance, "stance", "", "stance engine to measure")
	f.StringVar(&o.against, "against", "", "second engine, compared on the same rows by a paired bootstrap")
	f.StringVar(&o.by, "by", "", "column to break the figures down by")
	f.StringVar(&o.cluster, "cluster", "", "column of what rows depend on, such as page or author: the bootstrap draws whole clusters")
	f.StringVar(&o.predictions, "predictions", "", "CSV file to write: id, label, predicted and the class probabilities")
	f.StringVar(&o.to, "to", "text", "output: text or json")
	f.Uint64Var(&o.seed, "seed", 1, "seed of the bootstrap")
	f.IntVar(&o.replicates, "replicates", 2000, "replicates of the bootstrap")
	return cmd
}

// evaluation is what evaluate prints.
type evaluation struct {
	Task       string                       `json:"task"`
	Engine     string                       `json:"engine"`
	Rows       int                          `json:"rows"`
	Unscored   int                          `json:"unscored"`
	Clusters   string                       `json:"clusters,omitempty"`
	Classes    []string                     `json:"classes"`
	Confusion  [][]int                      `json:"confusion"`
	ByClass    map[string]eval.ClassMetrics `json:"by_class"`
	Figures    []figure                     `json:"figures"`
	Against    string                       `json:"against,omitempty"`
	Difference []difference                 `json:"differences,omitempty"`
	By         []group                      `json:"by,omitempty"`
}

type figure struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Lo    float64 `json:"lo"`
	Hi    float64 `json:"hi"`
}

type difference struct {
	figure
	A float64 `json:"engine"`
	B float64 `json:"against"`
	P float64 `json:"p"`
}

type group struct {
	Value   string   `json:"value"`
	Rows    int      `json:"rows"`
	Figures []figure `json:"figures"`
}

func (o *evaluateOptions) run(ctx context.Context, path string) error {
	t, err := findTask(o.task)
	if err != nil {
		return err
	}
	if o.to != "text" && o.to != "json" {
		return usagef("--to %q is neither text nor json", o.to)
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
	e, err := o.evaluate(ctx, t, engine, gold, p)
	if err != nil {
		return err
	}
	if o.predictions != "" {
		err := writeTo(o.predictions, nil, func(w io.Writer) error { return writePredictions(w, gold, p) })
		if err != nil {
			return err
		}
	}
	if o.to == "json" {
		enc := json.NewEncoder(o.streams.out)
		enc.SetIndent("", "  ")
		return enc.Encode(e)
	}
	return e.print(o.streams.out)
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

func (o *evaluateOptions) evaluate(ctx context.Context, t task, engine string, gold *eval.Gold, p *eval.Predictions) (*evaluation, error) {
	r := eval.Resampling{Replicates: o.replicates, Seed: o.seed}
	c := p.Confusion()
	e := &evaluation{
		Task: t.name, Engine: engine, Rows: len(p.Gold), Clusters: o.cluster, Classes: t.classes, Confusion: c.Count,
		ByClass: map[string]eval.ClassMetrics{},
	}
	for k, name := range t.classes {
		e.ByClass[name] = c.Class(k)
		e.Unscored += c.Unscored[k]
	}
	e.Figures = figures(eval.Measure(p, r, t.extra...))
	if o.by != "" {
		e.By = groups(p, gold.Strings(o.by), r, t.extra)
	}
	if o.against == "" {
		return e, nil
	}
	e.Against = o.against
	b, err := o.predict(ctx, t, o.against, gold)
	if err != nil {
		return nil, fmt.Errorf("second engine: %w", err)
	}
	for _, m := range append(eval.Metrics(), t.extra...) {
		d := eval.Compare(p, b, m, r)
		e.Difference = append(e.Difference, difference{figure{m.Name, finite(d.Value), finite(d.Lo), finite(d.Hi)}, finite(d.A), finite(d.B), finite(d.P)})
	}
	return e, nil
}

func figures(list []eval.Figure) []figure {
	out := make([]figure, len(list))
	for i, f := range list {
		out[i] = figure{f.Name, finite(f.Value), finite(f.Lo), finite(f.Hi)}
	}
	return out
}

// finite rounds for output; what cannot be computed is 0, since JSON has no
// NaN, and its interval says as much.
func finite(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return math.Round(v*1e4) / 1e4
}

// groups measures each value of a column that has enough rows.
func groups(p *eval.Predictions, values []string, r eval.Resampling, extra []eval.Metric) []group {
	rows := map[string][]int{}
	for i, v := range values {
		rows[v] = append(rows[v], i)
	}
	var out []group
	for _, v := range sortedKeys(rows) {
		if len(rows[v]) < minGroup {
			continue
		}
		out = append(out, group{v, len(rows[v]), figures(eval.Measure(p.Rows(rows[v]), r, extra...))})
	}
	return out
}

func writePredictions(w io.Writer, gold *eval.Gold, p *eval.Predictions) error {
	out := csv.NewWriter(w)
	header := []string{"id", "label", "predicted"}
	for _, c := range p.Classes {
		header = append(header, "p_"+strings.ToLower(c))
	}
	err := out.Write(header)
	for i, id := range gold.Strings("id") {
		predicted := ""
		if p.Predicted[i] >= 0 {
			predicted = p.Classes[p.Predicted[i]]
		}
		row := []string{id, p.Classes[p.Gold[i]], predicted}
		for _, v := range p.Probabilities[i] {
			row = append(row, strconv.FormatFloat(v, 'f', 6, 64))
		}
		err = errors.Join(err, out.Write(row))
	}
	out.Flush()
	return errors.Join(err, out.Error())
}

func (e *evaluation) print(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 8, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "%s, engine %s: %d rows", e.Task, e.Engine, e.Rows)
	if e.Unscored > 0 {
		fmt.Fprintf(w, ", %d of them not scored (counted as wrong)", e.Unscored)
	}
	fmt.Fprintf(w, "\n\ngold by row, predicted by column\n")
	fmt.Fprintf(tw, "\t%s\t\n", strings.Join(e.Classes, "\t"))
	for k, name := range e.Classes {
		fmt.Fprintf(tw, "%s\t", name)
		for _, n := range e.Confusion[k] {
			fmt.Fprintf(tw, "%d\t", n)
		}
		fmt.Fprintln(tw)
	}
	fmt.Fprintln(tw)
	fmt.Fprintf(tw, "class\tprecision\trecall\tF1\trows\t\n")
	for _, name := range e.Classes {
		m := e.ByClass[name]
		fmt.Fprintf(tw, "%s\t%.3f\t%.3f\t%.3f\t%d\t\n", name, m.Precision, m.Recall, m.F1, m.Support)
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(w, "\n")
	printFigures(w, e.Figures)
	if e.Clusters != "" {
		fmt.Fprintf(w, "intervals: 95%%, resampled by %s\n", e.Clusters)
	} else {
		fmt.Fprintf(w, "intervals: 95%%, rows taken as independent\n")
	}
	for _, g := range e.By {
		fmt.Fprintf(w, "\n%s (%d rows)\n", g.Value, g.Rows)
		printFigures(w, g.Figures)
	}
	if e.Against != "" {
		fmt.Fprintf(w, "\n%s minus %s, paired bootstrap\n", e.Engine, e.Against)
		for _, d := range e.Difference {
			fmt.Fprintf(w, "  %s: %.3f - %.3f = %+.3f (%+.3f to %+.3f), p = %.3f\n", d.Name, d.A, d.B, d.Value, d.Lo, d.Hi, d.P)
		}
	}
	return nil
}

func printFigures(w io.Writer, list []figure) {
	for _, f := range list {
		fmt.Fprintf(w, "  %s: %.3f (%.3f to %.3f)\n", f.Name, f.Value, f.Lo, f.Hi)
	}
}
