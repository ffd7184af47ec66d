package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/reports/export"
)

// proposed is how many targets are sought where the user names none.
const proposed = 8

type scoreOptions struct {
	common
	streams streams
	to      string
	table   string
	output  string
}

func newScore(s streams) *cobra.Command {
	o := &scoreOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "score INPUT...",
		Short: "Score sentiment and stance of every comment",
		Long: `Score writes the comments table with sentiment and reply stance, or with
--table stances the table of stances toward targets, or with --table sentences
the tone of each sentence. A table row is written as soon as it is known.`,
		Example: `  undertone score thread.txt --to csv > comments.csv
  undertone score thread.txt --sentiment cdipaolo --to jsonl
  undertone score thread.txt --table stances --target NATO --target "Russia=Moscow,Kremlin"
  undertone score thread.txt --table sentences
  undertone score pages/ --to parquet -o comments.parquet`,
		Args: needInput,
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(export.Encodings(), o.to) {
				return usagef("--to %q is none of %s", o.to, strings.Join(export.Encodings(), ", "))
			}
			return o.run(cmd.Context(), args)
		},
	}
	o.reading(cmd)
	o.scoring(cmd)
	o.writing(cmd)
	o.privacy(cmd)
	f := cmd.Flags()
	f.StringVar(&o.to, "to", "csv", "output: "+strings.Join(export.Encodings(), ", "))
	f.StringVar(&o.table, "table", "comments", "table to write: "+strings.Join(scoreTables, ", "))
	f.StringVarP(&o.output, "output", "o", "", "file to write instead of standard output")
	must(cmd.RegisterFlagCompletionFunc("to", cobra.FixedCompletions(export.Encodings(), cobra.ShellCompDirectiveNoFileComp)))
	must(cmd.RegisterFlagCompletionFunc("table", cobra.FixedCompletions(scoreTables, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

// scoreTables are the values of --table.
var scoreTables = []string{"comments", "stances", "sentences"}

func (o *scoreOptions) run(ctx context.Context, args []string) error {
	if !slices.Contains(scoreTables, o.table) {
		return usagef("--table %q is none of %s", o.table, strings.Join(scoreTables, ", "))
	}
	opt, err := o.options()
	if err != nil {
		return err
	}
	files, err := expand(args)
	if err != nil {
		return err
	}
	w := newWarner(o.streams, o.quiet)
	defer w.close()
	return writeTo(o.output, o.streams.out, func(out io.Writer) error {
		if o.table == "stances" {
			return scoreTable(ctx, o, opt, files, w, out, analysed(o, export.Stances))
		}
		// Stances are not part of the other tables: none are sought.
		opt.Targets = nil
		if o.table == "sentences" {
			return scoreTable(ctx, o, opt, files, w, out, o.sentences)
		}
		return scoreTable(ctx, o, opt, files, w, out, analysed(o, export.Comments))
	})
}

// rowsOf scores a thread and gives its rows of a table.
type rowsOf[T any] func(context.Context, *analysis.Analyzer, *thread.Thread) ([]T, error)

// analysed gives the rows of a table made from a result.
func analysed[T any](o *scoreOptions, rows func(*analysis.Result) []T) rowsOf[T] {
	return func(ctx context.Context, a *analysis.Analyzer, t *thread.Thread) ([]T, error) {
		res, err := a.Analyze(ctx, t)
		if err != nil {
			return nil, err
		}
		o.strip(res.Thread)
		return rows(res), nil
	}
}

func (o *scoreOptions) sentences(ctx context.Context, a *analysis.Analyzer, t *thread.Thread) ([]export.SentenceRow, error) {
	scored, err := a.Sentences(ctx, t)
	if err != nil {
		return nil, err
	}
	o.strip(t)
	return export.Sentences(t, scored), nil
}

// scoreTable writes one table, a thread at a time.
func scoreTable[T any](ctx context.Context, o *scoreOptions, opt analysis.Options, files []input, w *warner, out io.Writer, rows rowsOf[T]) (err error) {
	a, err := analysis.New(opt)
	if err != nil {
		return err
	}
	table, err := export.NewWriter[T](out, o.style(o.to))
	if err != nil {
		return err
	}
	r := &reader{analyzer: a, streams: o.streams, warner: w, strict: o.strict}
	threads := r.threads(ctx, files)
	if o.table == "stances" && len(opt.Targets) == 0 {
		// What is most discussed is known only after everything was read.
		all, err := r.all(ctx, files)
		if err != nil {
			return err
		}
		opt.Targets = mostDiscussed(all, w)
		threads = func(yield func(thread.Thread, error) bool) {
			for _, t := range all {
				if !yield(t, nil) {
					return
				}
			}
		}
	}
	if a, err = analysis.New(opt); err != nil {
		return err
	}
	defer closing(a, &err)
	bar := newProgress(o.streams, o.quiet, "comments scored")
	defer bar.close()
	for t, err := range threads {
		if err != nil {
			return errors.Join(err, table.Close())
		}
		list, err := rows(ctx, a, &t)
		if err != nil {
			return err
		}
		if err := table.Write(list); err != nil {
			return fmt.Errorf("writing the %s table: %w", o.table, err)
		}
		bar.add(len(t.Comments))
	}
	return table.Close()
}

// worthAsking leaves out the names that hardly anybody takes up, about which no
// figure could say anything: fewer than three comments, or than a quarter of
// those on the most discussed name. The most discussed always stays.
func worthAsking(proposals []analysis.Proposal) []analysis.Proposal {
	return slices.DeleteFunc(proposals, func(p analysis.Proposal) bool {
		most := proposals[0].Comments
		return p.Comments < min(3, most) || 4*p.Comments < most
	})
}

// mostDiscussed gives the targets to take where the user names none.
func mostDiscussed(threads []thread.Thread, w *warner) []stance.Target {
	var list []stance.Target
	var names []string
	for _, p := range worthAsking(analysis.ProposeTargets(threads, proposed)) {
		list, names = append(list, p.Target), append(names, p.Name)
	}
	if len(names) > 0 {
		w.warn("no --target given: taking the most discussed names: %s", strings.Join(names, ", "))
	}
	return list
}
