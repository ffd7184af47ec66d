package cli

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/reports/export"
)

type parseOptions struct {
	common
	streams streams
	to      string
	output  string
	audit   string
}

func newParse(s streams) *cobra.Command {
	o := &parseOptions{streams: s}
	encodings := []string{"tree", "jsonl", "csv", "parquet", "convokit"}
	cmd := &cobra.Command{
		Use:   "parse INPUT...",
		Short: "Read threads and show who replied to whom",
		Long: `Parse reads threads and prints them: as a tree on a terminal, as JSON lines
otherwise. INPUT is a file, a directory, a glob, or - for standard input.`,
		Example: `  undertone parse thread.txt
  undertone parse --to jsonl pages/ > comments.jsonl
  undertone parse --audit thread.txt > /dev/null
  undertone parse --columns text=Body,author=User table.csv`,
		Args: needInput,
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.to == "" {
				o.to = "jsonl"
				if s.outTerminal && o.output == "" {
					o.to = "tree"
				}
			}
			if !slices.Contains(encodings, o.to) {
				return usagef("--to %q is none of %s", o.to, strings.Join(encodings, ", "))
			}
			return o.run(cmd.Context(), args)
		},
	}
	o.reading(cmd)
	o.writing(cmd)
	o.privacy(cmd)
	f := cmd.Flags()
	f.StringVar(&o.to, "to", "", "output: tree, jsonl, csv, parquet or convokit (default: tree on a terminal, jsonl otherwise)")
	f.StringVarP(&o.output, "output", "o", "", "file to write instead of standard output")
	f.StringVar(&o.audit, "audit", "", "say what each line was taken for and what was left out, on standard error or, with --audit=FILE, as CSV")
	f.Lookup("audit").NoOptDefVal = "-"
	must(cmd.RegisterFlagCompletionFunc("to", cobra.FixedCompletions(encodings, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

func (o *parseOptions) run(ctx context.Context, args []string) error {
	opt, err := o.options()
	if err != nil {
		return err
	}
	log, err := newAudit(o.audit, o.streams.err)
	if err != nil {
		return err
	}
	if log != nil {
		opt.Audit = log.note
	}
	a, err := analysis.New(opt)
	if err != nil {
		return err
	}
	files, err := expand(args)
	if err != nil {
		return err
	}
	w := newWarner(o.streams, o.quiet)
	defer w.close()
	r := &reader{analyzer: a, streams: o.streams, warner: w, strict: o.strict}
	if log != nil {
		r.opened = func(in input, from io.Reader) io.Reader { log.name = in.name; return from }
	}
	err = writeTo(o.output, o.streams.out, func(out io.Writer) error { return o.write(ctx, out, r, files) })
	return errors.Join(err, log.close())
}

func (o *parseOptions) write(ctx context.Context, out io.Writer, r *reader, files []input) error {
	write, closeTable, err := o.writer(out)
	if err != nil {
		return err
	}
	for t, err := range r.threads(ctx, files) {
		if err != nil {
			return errors.Join(err, closeTable())
		}
		o.strip(&t)
		if err := write(&t); err != nil {
			return err
		}
	}
	return closeTable()
}

// writer returns what writes one thread and what completes the output.
func (o *parseOptions) writer(out io.Writer) (write func(*thread.Thread) error, done func() error, err error) {
	switch o.to {
	case "tree":
		return func(t *thread.Thread) error { return export.Tree(out, t) }, func() error { return nil }, nil
	case "convokit":
		w, err := export.NewWriter[export.Utterance](out, export.Style{Encoding: "jsonl"})
		if err != nil {
			return nil, nil, err
		}
		return func(t *thread.Thread) error { return w.Write(export.Utterances(t)) }, w.Close, nil
	}
	w, err := export.NewWriter[export.ParsedRow](out, o.style(o.to))
	if err != nil {
		return nil, nil, err
	}
	return func(t *thread.Thread) error { return w.Write(export.Posts(t)) }, w.Close, nil
}
