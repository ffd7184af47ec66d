package cli

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/eval"
	"github.com/undertone-project/undertone/internal/numeral"
)

type sampleOptions struct {
	common
	streams   streams
	task      string
	n         int
	by        string
	uncertain float64
	output    string
	seed      uint64
}

func newSample(s streams) *cobra.Command {
	o := &sampleOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "sample INPUT... --task TASK -n NUMBER -o SHEET.csv",
		Short: "Draw comments to code by hand",
		Long: `Sample draws comments at random and writes a sheet for coders: a gold table (see
'undertone evaluate --help') whose label column is empty. It holds no score of
any engine, and its rows are in random order. The column p_sample is the
probability with which a comment was to be drawn; keep it, and evaluate weighs
the rows by it and corrects the engine's shares for the whole corpus.

--by draws as many from each thread, input file or depth; --uncertain draws a
share of the sample by how unsure the engine is, where an engine errs most.`,
		Example: `  undertone sample pages/ --task sentiment -n 200 -o sheet.csv
  undertone sample pages/ --task sentiment -n 300 --by source --uncertain 0.3 -o sheet.csv
  undertone sample pages/ --task target-stance --target "Mayor Alden=Alden" -n 200 -o sheet.csv`,
		Args: needInput,
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args) },
	}
	o.reading(cmd)
	o.scoring(cmd)
	f := cmd.Flags()
	f.StringVar(&o.task, "task", "sentiment", "sentiment, target-stance or reply-stance")
	f.IntVarP(&o.n, "number", "n", 200, "comments to draw")
	f.StringVar(&o.by, "by", "", "draw as many from each "+strings.Join(sampleStrata, ", "))
	f.Float64Var(&o.uncertain, "uncertain", 0, "share of the sample, 0 to 0.9, drawn by how unsure the engine is")
	f.StringVarP(&o.output, "output", "o", "", "file to write instead of standard output")
	f.Uint64Var(&o.seed, "seed", 1, "seed of the draw")
	return cmd
}

// sampleStrata are the values of --by.
var sampleStrata = []string{"thread", "source", "depth"}

func (o *sampleOptions) run(ctx context.Context, args []string) error {
	t, err := findTask(o.task)
	if err != nil {
		return err
	}
	switch {
	case o.n < 1:
		return usagef("-n %d is less than 1", o.n)
	case !(o.uncertain >= 0 && o.uncertain <= 0.9):
		return usagef("--uncertain %v is not between 0 and 0.9: comments that the engine is sure of must have a chance, too", o.uncertain)
	case o.by != "" && !slices.Contains(sampleStrata, o.by):
		return usagef("--by %q is none of %s", o.by, strings.Join(sampleStrata, ", "))
	}
	opt, err := o.options()
	if err != nil {
		return err
	}
	if t.name == "target-stance" && len(opt.Targets) == 0 {
		return usagef("--task target-stance needs --target or --targets: what the stances are toward")
	}
	files, err := expand(args)
	if err != nil {
		return err
	}
	w := newWarner(o.streams, o.quiet)
	defer w.close()
	rows, err := o.population(ctx, opt, files, w)
	if err != nil {
		return err
	}
	units := make([]eval.Unit, len(rows))
	for i := range rows {
		units[i] = rows[i].unit
	}
	drawn, err := eval.Draw(units, o.n, o.uncertain, o.seed)
	if err != nil {
		return fmt.Errorf("--by %s: %w", o.by, err)
	}
	if len(drawn) < o.n {
		w.warn("only %s can be coded: all are in the sheet", numeral.Plural(len(drawn), "comment"))
	}
	return writeTo(o.output, o.streams.out, func(out io.Writer) error { return o.write(out, t, rows, drawn) })
}

// candidate is a comment, or a comment and a target, that can be drawn.
type candidate struct {
	unit                  eval.Unit
	threadID, id, text    string
	title, parent, target string
}

// population lists what can be drawn: every comment with a text.
func (o *sampleOptions) population(ctx context.Context, opt analysis.Options, files []input, w *warner) (_ []candidate, err error) {
	a, err := analysis.New(opt)
	if err != nil {
		return nil, err
	}
	defer closing(a, &err)
	r := &reader{analyzer: a, streams: o.streams, warner: w, strict: o.strict}
	bar := newProgress(o.streams, o.quiet, "comments read")
	defer bar.close()
	var out []candidate
	for t, err := range r.threads(ctx, files) {
		if err != nil {
			return nil, err
		}
		var res *analysis.Result
		if o.uncertain > 0 {
			if res, err = a.Analyze(ctx, &t); err != nil {
				return nil, err
			}
		}
		out = append(out, o.candidates(&t, res, opt.Targets)...)
		bar.add(len(t.Comments))
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no comment with a text to draw")
	}
	return out, nil
}

func (o *sampleOptions) candidates(t *thread.Thread, res *analysis.Result, targets []stance.Target) []candidate {
	texts := map[string]string{t.Post.ID: analysis.PostText(&t.Post)}
	for i := range t.Comments {
		texts[t.Comments[i].ID] = t.Comments[i].Text
	}
	var out []candidate
	for i := range t.Comments {
		c := &t.Comments[i]
		if c.Deleted || strings.TrimSpace(c.Text) == "" {
			continue
		}
		row := candidate{threadID: t.ID, id: c.ID, text: c.Text, title: t.Post.Title, parent: texts[c.Reply.Parent]}
		row.unit.Stratum = map[string]string{"thread": t.ID, "source": t.Source, "depth": strconv.Itoa(c.Depth)}[o.by]
		switch {
		case o.task != "target-stance":
			row.unit.Doubt = o.doubt(res, i)
			out = append(out, row)
		default:
			for _, target := range targets {
				row.target = target.Name
				row.unit.Doubt = targetDoubt(res, i, target.Name)
				out = append(out, row)
			}
		}
	}
	return out
}

// doubt is one less the largest probability; 0 where there is no result.
func (o *sampleOptions) doubt(res *analysis.Result, i int) float64 {
	switch {
	case res == nil:
		return 0
	case o.task == "reply-stance":
		r := &res.Replies[i]
		return least(r.Scored, r.Agree, r.Disagree, r.Query, r.Neutral)
	}
	s := &res.Sentiment[i]
	return least(s.Scored, s.Negative, s.Neutral, s.Positive)
}

// targetDoubt is that of a stance, which an engine gives for the targets that
// a comment takes up.
func targetDoubt(res *analysis.Result, i int, target string) float64 {
	if res == nil {
		return 0
	}
	for _, s := range res.Stances[i] {
		if s.Target == target {
			return least(true, s.Favor, s.Against, s.None)
		}
	}
	return 0
}

func least(scored bool, p ...float64) float64 {
	if !scored {
		return 0
	}
	return 1 - slices.Max(p)
}

// write writes the sheet: what a coder needs, and no scores.
func (o *sampleOptions) write(out io.Writer, t task, rows []candidate, drawn []eval.Sampled) error {
	header := []string{"id", "text", "label"}
	if o.task == "target-stance" {
		header = []string{"id", "text", "target", "label"}
	}
	header = append(header, "thread_id", "title", "parent_text", "p_sample")
	if o.by != "" {
		header = append(header, o.by)
	}
	cw := csv.NewWriter(out)
	if err := cw.Write(header); err != nil {
		return err
	}
	for _, d := range drawn {
		r := &rows[d.Index]
		cells := map[string]string{
			"id": r.id, "text": r.text, "target": r.target, "thread_id": r.threadID, "title": r.title, "parent_text": r.parent,
			"p_sample": strconv.FormatFloat(d.P, 'g', 8, 64), o.by: r.unit.Stratum,
		}
		row := make([]string, len(header))
		for k, name := range header {
			row[k] = cells[name]
		}
		if err := cw.Write(row); err != nil {
			return err
		}
	}
	cw.Flush()
	return cw.Error()
}
