package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/reports"
	"github.com/undertone-project/undertone/reports/chart"
)

type reportOptions struct {
	common
	directory
	streams streams
	charts  []string
	tree    string
	events  []string
}

func newReport(s streams) *cobra.Command {
	o := &reportOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "report INPUT... -o DIR",
		Short: "Draw charts of the discussion, with the tables behind them",
		Long: `Report writes a directory: index.html, the report as one web page that needs
no network; dashboard.png, each chart as its own PNG with a CSV of its figures
and a text description beside it, comments.csv, stances.csv,
threads.csv, datapackage.json and manifest.json. The directory is written
completely or not at all. The same input and options give the same bytes.`,
		Example: `  undertone report thread.txt -o report
  undertone report pages/ -o report --target NATO --target "Russia=Moscow,Kremlin"
  undertone report table.csv -o report --timezone Europe/London --seed 7`,
		Args: needInput,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := errors.Join(o.check("report"), o.checkEncodings()); err != nil {
				return err
			}
			if !slices.Contains(chart.TreeShapes(), chart.TreeShape(o.tree)) {
				return usagef("--tree %q is none of %s", o.tree, strings.Join(treeShapes(), ", "))
			}
			for _, name := range o.charts {
				if !slices.Contains(reports.ChartNames(), name) {
					return usagef("--charts: no chart is called %q; there are: %s", name, strings.Join(reports.ChartNames(), ", "))
				}
			}
			return o.run(cmd.Context(), args)
		},
	}
	o.reading(cmd)
	o.scoring(cmd)
	o.writing(cmd)
	o.privacy(cmd)
	o.encodings(cmd)
	o.register(cmd, "the resampling behind the intervals")
	f := cmd.Flags()
	f.StringArrayVar(&o.events, "event", nil, "mark an event along the trend, as TIME=NAME, such as 2022-01-21=\"Geneva talks\"; TIME is a day, a minute (2022-01-21T14:30) or a range with a slash; repeat for more")
	f.StringSliceVar(&o.charts, "charts", nil, "charts to draw, of "+strings.Join(reports.ChartNames(), ", ")+" (default: all that the data can carry)")
	f.StringVar(&o.tree, "tree", string(chart.TreeIndented), "shape of reply trees: "+strings.Join(treeShapes(), ", "))
	must(cmd.RegisterFlagCompletionFunc("tree", cobra.FixedCompletions(treeShapes(), cobra.ShellCompDirectiveNoFileComp)))
	must(cmd.RegisterFlagCompletionFunc("charts", cobra.FixedCompletions(reports.ChartNames(), cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

func treeShapes() []string {
	var names []string
	for _, s := range chart.TreeShapes() {
		names = append(names, string(s))
	}
	return names
}

// readEvents reads --event; times without an offset are in loc.
func (o *reportOptions) readEvents(loc *time.Location) ([]analysis.Event, error) {
	var events []analysis.Event
	for _, s := range o.events {
		e, err := analysis.ParseEvent(s, loc)
		if err != nil {
			return nil, usagef("--event: %w", err)
		}
		events = append(events, e)
	}
	return events, nil
}

// chartSettings adds to a manifest's settings what the charts depend on.
func (o *reportOptions) chartSettings(to map[string]string) map[string]string {
	if len(o.events) > 0 {
		to["events"] = strings.Join(o.events, "; ")
	}
	if o.tree != string(chart.TreeIndented) {
		to["tree"] = o.tree
	}
	return to
}

func (o *reportOptions) run(ctx context.Context, args []string) (err error) {
	opt, err := o.options()
	if err != nil {
		return err
	}
	events, err := o.readEvents(opt.Location)
	if err != nil {
		return err
	}
	fonts, err := o.images.readFonts()
	if err != nil {
		return err
	}
	if err := reports.CheckDir(o.output, o.force); err != nil {
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
	r := &reader{analyzer: a, streams: o.streams, warner: w, strict: o.strict}
	threads, read, err := readHashed(ctx, r, files)
	if err != nil {
		return err
	}
	given := opt.Targets
	if len(given) == 0 {
		opt.Targets = mostDiscussed(threads, w)
	}
	if a, err = analysis.New(opt); err != nil {
		return err
	}
	defer closing(a, &err)
	bar := newProgress(o.streams, o.quiet, "comments scored")
	results, err := o.scoreAll(ctx, a, threads, bar)
	bar.close()
	if err != nil {
		return err
	}
	m := meta(a, read)
	m.Fonts, m.Tree = fonts, chart.TreeShape(o.tree)
	rep, err := reports.New(results, reports.Options{
		Summary:   analysis.SummaryOptions{Level: o.level, Seed: o.seed, Location: opt.Location, Events: events, Skipped: r.skipped},
		Meta:      m,
		Image:     o.image,
		NoPage:    o.noPage,
		Charts:    o.charts,
		Inputs:    read,
		Style:     o.style("csv"),
		Encodings: o.tables,
		Settings:  o.settings(a, opt.Targets, o.images.settings(o.chartSettings(map[string]string{"level": strconv.FormatFloat(o.level, 'g', -1, 64)}))),
	})
	if err != nil {
		return err
	}
	if err := rep.Write(ctx, o.output, o.force); err != nil {
		return err
	}
	o.warnMissing(rep, given, w)
	for _, e := range rep.Summary.Events {
		if !e.Shown {
			w.warn("event %q is outside the time that the trend covers, or the input gives no times", e.Name)
		}
	}
	for _, warning := range rep.Summary.Warnings {
		w.warn("%s", warning)
	}
	if !o.quiet {
		fmt.Fprintf(o.streams.err, "wrote %s\n", filepath.Join(o.output, "dashboard"+o.image.Ext()))
	}
	return nil
}

// warnMissing tells of targets and charts that were asked for and are not there.
func (o *reportOptions) warnMissing(rep *reports.Report, given []stance.Target, w *warner) {
	for _, t := range given {
		if !slices.ContainsFunc(rep.Summary.Targets, func(s analysis.TargetSummary) bool { return s.Target == t.Name && s.N > 0 }) {
			w.warn("nobody takes up the target %q: is it written otherwise? --target NAME=ALIAS,ALIAS names other ways", t.Name)
		}
	}
	for _, name := range o.charts {
		if !slices.ContainsFunc(rep.Figures(), func(f chart.Figure) bool { return f.Name() == name }) {
			w.warn("no chart %q: the input has too little to draw it", name)
		}
	}
}
