// Package reports turns scored threads into a report: a directory of charts as
// PNG, the figures behind each as CSV, the full tables, and a manifest.
package reports

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/reports/chart"
	"github.com/undertone-project/undertone/reports/export"
)

// maxTrees is how many threads get a tree chart of their own: the largest.
const maxTrees = 6

// scale is how many pixels there are to a point of a chart's natural size at
// 72 points an inch: twice, for screens that people read on today.
const scale = 2

// Options choose what a report says about itself.
type Options struct {
	Summary analysis.SummaryOptions
	Meta    chart.Meta
	// Inputs and Settings go into the manifest.
	Inputs   []Input
	Settings map[string]string
}

// Report is a report ready to be written.
type Report struct {
	Summary analysis.Summary
	bundle
	results []analysis.Result
	opt     Options
	figures []chart.Figure
}

// New aggregates the results and composes the charts that they can carry.
// Results without any scored text give an error.
func New(results []analysis.Result, opt Options) (*Report, error) {
	r := &Report{results: results, opt: opt, Summary: analysis.Summarize(results, opt.Summary)}
	if r.Summary.Items == 0 {
		return nil, errors.New("the input holds no posts and no comments to report on")
	}
	if err := r.charts(); err != nil {
		return nil, err
	}
	r.tables()
	r.inputs, r.settings, r.seed, r.warnings = opt.Inputs, opt.Settings, opt.Summary.Seed, r.Summary.Warnings
	return r, nil
}

// Figures are the charts of the report, the dashboard first.
func (r *Report) Figures() []chart.Figure { return r.figures }

// charts composes every chart that the summary can carry, with the table of
// its figures beside it.
func (r *Report) charts() error {
	s, m := &r.Summary, r.opt.Meta
	var figures []chart.Figure
	add := func(f chart.Figure, err error, table file) error {
		if errors.Is(err, chart.ErrNoData) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("drawing: %w", err)
		}
		figures = append(figures, f)
		table.name = f.Name() + ".csv"
		r.files = append(r.files, table)
		return nil
	}
	trend, err := chart.Trend(s, m)
	errs := add(trend, err, table(export.Trend(s)))
	distribution, err := chart.Distribution(s, m)
	errs = errors.Join(errs, add(distribution, err, table(export.Distribution(s))))
	stance, err := chart.Stance(s, m)
	errs = errors.Join(errs, add(stance, err, table(export.Targets(s))))
	for i := range min(len(s.Trees), maxTrees) {
		tree, err := chart.Tree(s, m, i)
		errs = errors.Join(errs, add(tree, err, table(export.TreeNodes(&s.Trees[i]))))
	}
	depth, err := chart.Depth(s, m)
	errs = errors.Join(errs, add(depth, err, table(export.Depths(s))))
	if errs != nil {
		return errs
	}
	r.figures = append([]chart.Figure{chart.Dashboard(s, m, figures...)}, figures...)
	for _, f := range r.figures {
		r.files = append(r.files, pictures(f)...)
	}
	return nil
}

// pictures are the files of a figure: the picture, and what it shows in words.
func pictures(f chart.Figure) []file {
	return []file{
		{f.Name() + ".png", func(w io.Writer) error { return chart.WritePNG(w, f, scale) }},
		{f.Name() + ".txt", func(w io.Writer) error { _, err := io.WriteString(w, f.Alt()+"\n"); return err }},
	}
}

// table is a CSV file of rows, still without a name.
func table[T any](rows []T) file {
	return file{write: func(w io.Writer) error {
		t, err := export.NewWriter[T](w, "csv")
		if err != nil {
			return err
		}
		return errors.Join(t.Write(rows), t.Close())
	}}
}

// perResult is a CSV file whose rows are made one result at a time.
func perResult[T any](r *Report, name string, rows func(*analysis.Result) []T) file {
	return file{name, func(w io.Writer) error {
		t, err := export.NewWriter[T](w, "csv")
		if err != nil {
			return err
		}
		for i := range r.results {
			if err := t.Write(rows(&r.results[i])); err != nil {
				return err
			}
		}
		return t.Close()
	}}
}

// tables adds the full tables and the descriptor of all tables.
func (r *Report) tables() {
	threads := table(export.Threads(&r.Summary))
	threads.name = "threads.csv"
	resources := []export.Resource{
		export.NewResource[export.CommentRow]("comments", "comments.csv", "Posts and comments with their scores", "thread_id", "id"),
		export.NewResource[export.StanceRow]("stances", "stances.csv", "Stances toward targets", "thread_id", "id", "target"),
		export.NewResource[export.ThreadSummaryRow]("threads", "threads.csv", "Threads with their aggregates", "thread_id"),
	}
	for _, f := range r.files {
		if name, ok := strings.CutSuffix(f.name, ".csv"); ok {
			resources = append(resources, chartResource(name, f.name))
		}
	}
	r.files = append(r.files,
		perResult(r, "comments.csv", export.Comments), perResult(r, "stances.csv", export.Stances), threads,
		file{"datapackage.json", func(w io.Writer) error {
			return export.WriteDataPackage(w, "undertone-report", r.title(), resources)
		}})
}

func chartResource(name, path string) export.Resource {
	switch {
	case name == "trend":
		return export.NewResource[export.TrendRow](name, path, "Figures of the trend chart")
	case name == "distribution":
		return export.NewResource[export.DistributionRow](name, path, "Figures of the distribution chart")
	case name == "stance":
		return export.NewResource[export.TargetRow](name, path, "Figures of the stance chart", "target", "stance")
	case name == "depth":
		return export.NewResource[export.DepthRow](name, path, "Figures of the depth chart", "depth")
	}
	return export.NewResource[export.TreeRow](name, path, "Nodes of the tree chart", "thread_id", "id")
}

// title names the report after its thread, or after how much there is.
func (r *Report) title() string {
	if len(r.Summary.Threads) == 1 && r.Summary.Threads[0].Title != "" {
		return r.Summary.Threads[0].Title
	}
	unit := "comments"
	if r.Summary.Unit == thread.KindPost {
		unit = "posts"
	}
	return fmt.Sprintf("%d %s in %d threads", r.Summary.Items, unit, len(r.Summary.Threads))
}
