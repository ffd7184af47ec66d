// Package reports turns scored threads into a report: a directory of charts as
// PNG, the figures behind each as CSV, the full tables, and a manifest.
package reports

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/reports/chart"
	"github.com/undertone-project/undertone/reports/export"
)

// Options choose what a report says about itself.
type Options struct {
	Summary analysis.SummaryOptions
	Meta    chart.Meta
	// Charts names the charts to draw, of ChartNames; empty for all that the
	// data can carry.
	Charts []string
	// Image says what files the pictures become; the zero value is PNG for
	// screens.
	Image chart.Output
	// NoPage leaves index.html out.
	NoPage bool
	// Inputs and Settings go into the manifest.
	Inputs   []Input
	Settings map[string]string
	// Style is how the tables are written as CSV, which they always are;
	// Encodings names others of export.Encodings to write the full tables in
	// beside it.
	Style     export.Style
	Encodings []string
}

// Report is a report ready to be written.
type Report struct {
	Summary analysis.Summary
	bundle
	results   []analysis.Result
	opt       Options
	figures   []chart.Figure
	resources []export.Resource // of the charts' tables
}

// New aggregates the results and composes the charts that they can carry.
// Results without any scored text give an error.
func New(results []analysis.Result, opt Options) (*Report, error) {
	if err := opt.Image.Check(); err != nil {
		return nil, err
	}
	r := &Report{results: results, opt: opt, Summary: analysis.Summarize(results, opt.Summary)}
	r.style, r.encodings = opt.Style, opt.Encodings
	if r.Summary.Items == 0 {
		return nil, errors.New("the input holds no posts and no comments to report on")
	}
	panels, err := r.charts()
	if err != nil {
		return nil, err
	}
	r.alongTrend()
	r.alongDepth()
	r.tables()
	r.page(panels)
	r.inputs, r.settings, r.seed, r.warnings = opt.Inputs, opt.Settings, opt.Summary.Seed, r.Summary.Warnings
	return r, nil
}

// Figures are the charts of the report, the dashboard first.
func (r *Report) Figures() []chart.Figure { return r.figures }

// charts composes the charts that were asked for and that the summary can
// carry, each with the table of its figures beside it. The panels are those of
// the page: all but the dashboard.
func (r *Report) charts() (panels []panel, err error) {
	var figures, dashboard []chart.Figure
	for _, k := range kinds() {
		if len(r.opt.Charts) > 0 && !slices.Contains(r.opt.Charts, k.name) {
			continue
		}
		for i := range k.count(&r.Summary) {
			f, err := k.draw(&r.Summary, r.opt.Meta, i)
			if errors.Is(err, chart.ErrNoData) {
				continue
			}
			if err != nil {
				return nil, fmt.Errorf("drawing %s: %w", k.name, err)
			}
			figures = append(figures, f)
			panels = append(panels, newPanel(f, r.opt.Image, sheetOf(k, &r.Summary)))
			if k.dashboard && i == 0 {
				dashboard = append(dashboard, f)
			}
			r.addCSV(f.Name()+".csv", k.table(&r.Summary, i))
			r.resources = append(r.resources, k.resource(f.Name(), f.Name()+".csv"))
		}
	}
	r.figures = append([]chart.Figure{chart.Dashboard(&r.Summary, r.opt.Meta, dashboard...)}, figures...)
	r.files = append(r.files, newPanel(r.figures[0], r.opt.Image, nil).files()...)
	for _, p := range panels {
		r.files = append(r.files, p.files()...)
	}
	return panels, nil
}

// sheetOf gives the figures of a chart for the page; nil where it has none.
func sheetOf(k kind, s *analysis.Summary) *export.Sheet {
	if k.sheet == nil {
		return nil
	}
	sheet := k.sheet(s)
	return &sheet
}

func (r *Report) draws(name string) bool {
	return slices.ContainsFunc(r.figures, func(f chart.Figure) bool { return f.Name() == name })
}

// alongDepth adds the steps of the depth chart.
func (r *Report) alongDepth() {
	if r.draws("depth") {
		r.addCSV("depth-bands.csv", table(export.DepthBands(&r.Summary)))
		r.resources = append(r.resources, export.NewResource[export.DepthBandRow]("depth-bands", "depth-bands.csv", "Figures of the depth chart", "depth"))
	}
}

// alongTrend adds what is known along the trend beyond its bins.
func (r *Report) alongTrend() {
	s := &r.Summary
	if !r.draws("trend") {
		return
	}
	if len(s.Events) > 0 {
		r.addCSV("events.csv", table(export.Events(s)))
		r.resources = append(r.resources, export.NewResource[export.EventRow]("events", "events.csv", "Events with the tone before and after"))
	}
	if len(s.Trend.Changes) > 0 {
		r.addCSV("changes.csv", table(export.Changes(s)))
		r.resources = append(r.resources, export.NewResource[export.ChangeRow]("changes", "changes.csv", "Changes along the trend", "change", "side"))
	}
	if len(s.Trend.Curve) > 0 {
		r.addCSV("trend-curve.csv", table(export.Curve(s)))
		r.resources = append(r.resources, export.NewResource[export.CurveRow]("trend-curve", "trend-curve.csv", "The smoothed trend"))
	}
}

// tables adds the full tables and the descriptor of all tables.
func (r *Report) tables() {
	resources := append([]export.Resource{
		export.NewResource[export.CommentRow]("comments", "comments.csv", "Posts and comments with their scores", "thread_id", "id"),
		export.NewResource[export.StanceRow]("stances", "stances.csv", "Stances toward targets", "thread_id", "id", "target").
			PointsTo("comments", "thread_id", "id"),
		export.NewResource[export.ThreadSummaryRow]("threads", "threads.csv", "Threads with their aggregates", "thread_id"),
		export.NewResource[export.TimelineRow]("timeline", "timeline.csv", "Tone over time, in all threads and in each"),
	}, r.resources...)
	r.addTable("comments", perResult(r.results, export.Comments))
	r.addTable("stances", perResult(r.results, export.Stances))
	r.addTable("threads", table(export.Threads(&r.Summary)))
	r.addTable("timeline", table(export.Timeline(&r.Summary)))
	r.files = append(r.files, file{"datapackage.json", func(w io.Writer) error {
		return export.WriteDataPackage(w, "undertone-report", r.title(), resources)
	}})
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
