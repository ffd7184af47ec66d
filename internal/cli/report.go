package cli

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/reports"
	"github.com/undertone-project/undertone/reports/chart"
)

type reportOptions struct {
	common
	streams streams
	output  string
	force   bool
	seed    uint64
	level   float64
}

func newReport(s streams) *cobra.Command {
	o := &reportOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "report INPUT... -o DIR",
		Short: "Draw charts of the discussion, with the tables behind them",
		Long: `Report writes a directory: dashboard.png, each chart as its own PNG with a CSV of
its figures and a text description beside it, comments.csv, stances.csv,
threads.csv, datapackage.json and manifest.json. The directory is written
completely or not at all. The same input and options give the same bytes.`,
		Example: `  undertone report thread.txt -o report
  undertone report pages/ -o report --target NATO --target "Russia=Moscow,Kremlin"
  undertone report table.csv -o report --timezone Europe/London --seed 7`,
		Args: needInput,
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.output == "" {
				return usagef("report needs -o DIR, the directory to write")
			}
			if o.level <= 0 || o.level >= 1 {
				return usagef("--level %v is not between 0 and 1", o.level)
			}
			return o.run(cmd.Context(), args)
		},
	}
	o.reading(cmd)
	o.scoring(cmd)
	f := cmd.Flags()
	f.StringVarP(&o.output, "output", "o", "", "directory to write")
	f.BoolVar(&o.force, "force", false, "overwrite files in the directory that undertone did not write")
	f.Uint64Var(&o.seed, "seed", 1, "seed of the resampling behind the intervals")
	f.Float64Var(&o.level, "level", 0.95, "level of the intervals")
	must(cmd.MarkFlagDirname("output"))
	return cmd
}

func (o *reportOptions) run(ctx context.Context, args []string) error {
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
	a, err := analysis.New(opt)
	if err != nil {
		return err
	}
	threads, read, err := o.read(ctx, a, files, w)
	if err != nil {
		return err
	}
	if len(opt.Targets) == 0 {
		opt.Targets = mostDiscussed(threads, w)
		if a, err = analysis.New(opt); err != nil {
			return err
		}
	}
	results, err := o.score(ctx, a, threads)
	if err != nil {
		return err
	}
	r, err := reports.New(results, reports.Options{
		Summary:  analysis.SummaryOptions{Level: o.level, Seed: o.seed, Location: opt.Location},
		Meta:     o.meta(a, read),
		Inputs:   read,
		Settings: o.settings(a, opt.Targets),
	})
	if err != nil {
		return err
	}
	if err := r.Write(o.output, o.force); err != nil {
		return err
	}
	for _, warning := range r.Summary.Warnings {
		w.warn("%s", warning)
	}
	if !o.quiet {
		fmt.Fprintf(o.streams.err, "wrote %s\n", filepath.Join(o.output, "dashboard.png"))
	}
	return nil
}

// read reads all threads and notes the hash of each input.
func (o *reportOptions) read(ctx context.Context, a *analysis.Analyzer, files []input, w *warner) ([]thread.Thread, []reports.Input, error) {
	hashers := map[string]*reports.Hasher{}
	r := &reader{analyzer: a, streams: o.streams, warner: w, strict: o.strict}
	r.opened = func(in input, from io.Reader) io.Reader {
		h := reports.NewHasher(io.Discard)
		hashers[in.name] = h
		return io.TeeReader(from, h)
	}
	threads, err := r.all(ctx, files)
	if err != nil {
		return nil, nil, err
	}
	used := map[string]bool{}
	for i := range threads {
		used[threads[i].Source] = true
	}
	var read []reports.Input
	for _, f := range files {
		if h := hashers[f.name]; h != nil && used[f.name] {
			read = append(read, h.Input(f.name))
		}
	}
	return threads, read, nil
}

func (o *reportOptions) score(ctx context.Context, a *analysis.Analyzer, threads []thread.Thread) ([]analysis.Result, error) {
	bar := newProgress(o.streams, o.quiet, "comments scored")
	defer bar.close()
	results := make([]analysis.Result, 0, len(threads))
	for i := range threads {
		res, err := a.Analyze(ctx, &threads[i])
		if err != nil {
			return nil, err
		}
		results = append(results, *res)
		bar.add(len(threads[i].Comments))
	}
	return results, nil
}

func (o *reportOptions) meta(a *analysis.Analyzer, read []reports.Input) chart.Meta {
	source := fmt.Sprintf("%d files", len(read))
	if len(read) == 1 {
		source = read[0].Name
	}
	return chart.Meta{
		Method: a.SentimentEngine(), StanceMethod: a.StanceEngine(), Source: source, Generator: "undertone " + analysis.Version,
	}
}

// settings are the options that the output depends on, for the manifest. Jobs
// and paths are not among them.
func (o *reportOptions) settings(a *analysis.Analyzer, targets []stance.Target) map[string]string {
	var list []string
	for _, t := range targets {
		s := t.Name
		if len(t.Aliases) > 0 {
			s += "=" + strings.Join(t.Aliases, ",")
		}
		list = append(list, s)
	}
	settings := map[string]string{
		"sentiment": a.SentimentEngine(), "stance": a.StanceEngine(), "level": strconv.FormatFloat(o.level, 'g', -1, 64),
		"targets": strings.Join(list, "; "),
	}
	for name, value := range map[string]string{"format": o.format, "captured": o.captured, "timezone": o.timezone} {
		if value != "" {
			settings[name] = value
		}
	}
	if o.minConfidence > 0 {
		settings["min_confidence"] = strconv.FormatFloat(o.minConfidence, 'g', -1, 64)
	}
	for _, c := range sortedKeys(o.columns) {
		settings["column_"+c] = o.columns[c]
	}
	return settings
}
