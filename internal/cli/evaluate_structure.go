package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/eval"
	"github.com/undertone-project/undertone/internal/numeral"
	"github.com/undertone-project/undertone/internal/stats"
	"github.com/undertone-project/undertone/internal/structure"
)

// structureTask is the task of evaluate that is about threads, not rows: its
// gold is any input whose parents are declared.
const structureTask = "structure"

// hideable is what --hide can keep from the model beside the parents.
var hideable = []string{"authors", "times", "quotes"}

// edgeRow is one comment of the gold: its parent and what was inferred.
type edgeRow struct {
	ThreadID     string   `json:"thread_id" doc:"Thread"`
	ID           string   `json:"id" doc:"Comment"`
	Label        string   `json:"label" doc:"Parent in the gold: a comment's id, or the post's"`
	Predicted    string   `json:"predicted" doc:"Parent inferred; the post's id where the edge abstains"`
	Confidence   *float64 `json:"confidence" doc:"Probability that predicted is right"`
	ParentSource string   `json:"parent_source" doc:"How the parent was inferred"`
	Abstained    *bool    `json:"abstained" doc:"true where no parent was probable enough"`
}

// goldEdge is an edge of the gold beside the inferred one.
type goldEdge struct {
	edgeRow
	thread        int // number of its thread
	confidence    float64
	given         bool // not abstained
	top, previous bool // the baselines are right
}

func (e *goldEdge) right() bool { return e.Label == e.Predicted }

// structureFigure is a share of edges with its interval over threads.
type structureFigure struct {
	Name  string   `json:"name"`
	N     int      `json:"n"`
	Value *float64 `json:"value"`
	Lo    *float64 `json:"lo"`
	Hi    *float64 `json:"hi"`
}

// structureReport is what evaluate prints of the structure task.
type structureReport struct {
	Task    string            `json:"task"`
	Gold    string            `json:"gold"`
	Hidden  []string          `json:"hidden"`
	Threads int               `json:"threads"`
	N       int               `json:"n"`
	Level   float64           `json:"level"`
	Seed    uint64            `json:"seed"`
	Figures []structureFigure `json:"figures"`
}

func (o *evaluateOptions) structure(ctx context.Context, path string) error {
	for _, h := range o.hide {
		if !slices.Contains(hideable, h) {
			return usagef("--hide %q is none of %s", h, strings.Join(hideable, ", "))
		}
	}
	if o.against != "" || o.by != "" || o.cluster != "" || o.corpus != "" {
		return usagef("--against, --by, --cluster and --corpus do not go with --task %s", structureTask)
	}
	rows, err := o.edges(ctx, path)
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return fmt.Errorf("%s: no comment with a declared parent to evaluate", path)
	}
	if o.predictions != "" {
		err := writeTo(o.predictions, nil, func(w io.Writer) error {
			edges := make([]edgeRow, len(rows))
			for i := range rows {
				edges[i] = rows[i].edgeRow
			}
			return writeRows(w, edges)
		})
		if err != nil {
			return err
		}
	}
	r := o.structureReport(path, rows)
	if o.chart != "" {
		if err := o.drawChart(r.reliability(rows), "reply structure"); err != nil {
			return err
		}
	}
	if o.to == "json" {
		e := json.NewEncoder(o.streams.out)
		e.SetIndent("", "  ")
		return e.Encode(r)
	}
	return r.writeText(o.streams.out)
}

// edges infers the parents of every thread of the gold anew.
func (o *evaluateOptions) edges(ctx context.Context, path string) ([]goldEdge, error) {
	a, err := analysis.New(analysis.Options{})
	if err != nil {
		return nil, err
	}
	files, err := expand([]string{path})
	if err != nil {
		return nil, err
	}
	w := newWarner(o.streams, false)
	defer w.close()
	r := &reader{analyzer: a, streams: o.streams, warner: w}
	var rows []goldEdge
	n := 0
	for gold, err := range r.threads(ctx, files) {
		if err != nil {
			return nil, err
		}
		for t, err := range structure.Threads(o.blind(&gold), structure.Options{Source: gold.Source, MinConfidence: o.minConfidence}) {
			if err != nil {
				return nil, fmt.Errorf("%s: thread %s: %w", path, gold.ID, err)
			}
			rows = append(rows, compareEdges(&gold, &t, n)...)
		}
		n++
	}
	return rows, nil
}

// blind gives the records of a thread without what evaluate is to find.
func (o *evaluateOptions) blind(t *thread.Thread) func(func(format.Record, error) bool) {
	authors, times, quotes := !slices.Contains(o.hide, "authors"), !slices.Contains(o.hide, "times"), !slices.Contains(o.hide, "quotes")
	return func(yield func(format.Record, error) bool) {
		post := format.Record{Kind: thread.KindPost, ID: t.Post.ID, Title: t.Post.Title, Text: t.Post.Text}
		if authors {
			post.Author = t.Post.Author
		}
		if times {
			post.Created = t.Post.Created
		}
		if !yield(post, nil) {
			return
		}
		for i := range t.Comments {
			c := &t.Comments[i]
			rec := format.Record{Kind: thread.KindComment, ID: c.ID, Title: c.Title, Text: c.Text, Deleted: c.Deleted}
			if authors {
				rec.Author, rec.AuthorSource = c.Author, c.AuthorSource
			}
			if times {
				rec.Created = c.Created
			}
			if quotes {
				rec.Quoted = c.Quoted
			}
			if !yield(rec, nil) {
				return
			}
		}
	}
}

// compareEdges pairs the gold's declared edges with the inferred ones.
func compareEdges(gold, inferred *thread.Thread, n int) []goldEdge {
	found := map[string]*thread.Comment{}
	for i := range inferred.Comments {
		found[inferred.Comments[i].ID] = &inferred.Comments[i]
	}
	var rows []goldEdge
	previous := ""
	for i := range gold.Comments {
		c := &gold.Comments[i]
		before := previous
		previous = c.ID
		got := found[c.ID]
		if c.Deleted || got == nil || !(c.Reply.Source.Certain() || c.Reply.Source == thread.ParentNone && c.Reply.Confidence == 1) {
			continue
		}
		abstained, confidence := got.Reply.Abstained(), math.Round(got.Reply.Confidence*1e4)/1e4
		rows = append(rows, goldEdge{
			edgeRow: edgeRow{
				ThreadID: gold.ID, ID: c.ID, Label: c.Reply.Parent, Predicted: got.Reply.Parent, Confidence: &confidence,
				ParentSource: string(got.Reply.Source), Abstained: &abstained,
			},
			thread: n, confidence: got.Reply.Confidence, given: !abstained,
			top:      c.Reply.Parent == gold.Post.ID,
			previous: before == "" && c.Reply.Parent == gold.Post.ID || before != "" && c.Reply.Parent == before,
		})
	}
	return rows
}

func (o *evaluateOptions) structureReport(path string, rows []goldEdge) *structureReport {
	r := &structureReport{
		Task: structureTask, Gold: filepath.Base(path), Hidden: slices.Concat(o.hide), N: len(rows),
		Level: stats.DefaultLevel, Seed: o.seed, Threads: rows[len(rows)-1].thread + 1,
	}
	every := func(*goldEdge) bool { return true }
	add := func(name string, of, right func(*goldEdge) bool) { r.add(name, rows, of, right) }
	add("parent right", every, (*goldEdge).right)
	add("baseline: all top-level", every, func(e *goldEdge) bool { return e.top })
	add("baseline: the comment before", every, func(e *goldEdge) bool { return e.previous })
	given := func(e *goldEdge) bool { return e.given }
	add("edges given, not abstained", every, given)
	for _, least := range []float64{0, 0.5, 0.7, 0.9} {
		add(fmt.Sprintf("right of those given with confidence >= %.1f", least),
			func(e *goldEdge) bool { return given(e) && e.confidence >= least }, (*goldEdge).right)
	}
	r.Figures = append(r.Figures, perThread(rows, o.seed), structureFigure{
		Name: "calibration error (ECE, 10 bins, of those given)", N: countRows(rows, given), Value: edgeCalibration(rows),
	})
	return r
}

// add measures a share of the rows that of selects, resampling threads.
func (r *structureReport) add(name string, rows []goldEdge, of, right func(*goldEdge) bool) {
	var cs []stats.Cluster
	at := map[int]int{}
	n := 0
	for i := range rows {
		e := &rows[i]
		if !of(e) {
			continue
		}
		k, ok := at[e.thread]
		if !ok {
			k = len(cs)
			at[e.thread] = k
			cs = append(cs, stats.Cluster{})
		}
		cs[k].N++
		n++
		if right(e) {
			cs[k].Sum++
		}
	}
	f := structureFigure{Name: name, N: n}
	f.fill(stats.Share(cs, stats.Options{Level: r.Level, Seed: r.Seed, Label: name, Max: 1}))
	r.Figures = append(r.Figures, f)
}

func (f *structureFigure) fill(iv stats.Interval) {
	for _, v := range []struct {
		to *(*float64)
		v  float64
	}{{&f.Value, iv.Value}, {&f.Lo, iv.Lo}, {&f.Hi, iv.Hi}} {
		if !math.IsNaN(v.v) {
			*v.to = &v.v
		}
	}
}

// perThread is the mean over threads of the share of right parents.
func perThread(rows []goldEdge, seed uint64) structureFigure {
	n := rows[len(rows)-1].thread + 1
	right, all := make([]float64, n), make([]float64, n)
	for i := range rows {
		all[rows[i].thread]++
		if rows[i].right() {
			right[rows[i].thread]++
		}
	}
	var cs []stats.Cluster
	for i := range all {
		if all[i] > 0 {
			cs = append(cs, stats.Cluster{Sum: right[i] / all[i], N: 1})
		}
	}
	f := structureFigure{Name: "parent right, mean over threads", N: len(cs)}
	f.fill(stats.Mean(cs, stats.Options{Level: stats.DefaultLevel, Seed: seed, Label: "threads", Max: 1}))
	return f
}

func countRows(rows []goldEdge, of func(*goldEdge) bool) (n int) {
	for i := range rows {
		if of(&rows[i]) {
			n++
		}
	}
	return n
}

// edgeCalibration is the calibration error of the edges given; nil without any.
func edgeCalibration(rows []goldEdge) *float64 {
	answers, _ := edgeAnswers(rows)
	e := eval.CalibrationError(eval.Reliability(answers, eval.CalibrationBins))
	if math.IsNaN(e) {
		return nil
	}
	return &e
}

// edgeAnswers are the edges as answers, with their threads; those that abstain
// have no confidence.
func edgeAnswers(rows []goldEdge) (answers []eval.Answer, threads []string) {
	for i := range rows {
		e := &rows[i]
		a := eval.Answer{Right: e.right(), Weight: 1}
		if e.given {
			a.Confidence = e.confidence
		}
		answers, threads = append(answers, a), append(threads, e.ThreadID)
	}
	return answers, threads
}

func (r *structureReport) writeText(w io.Writer) error {
	fmt.Fprintf(w, "%s: %s with a declared parent in %s, inferred anew\n", r.Gold, numeral.Plural(r.N, "comment"), numeral.Plural(r.Threads, "thread"))
	if len(r.Hidden) > 0 {
		fmt.Fprintf(w, "hidden beside the parents: %s\n", strings.Join(r.Hidden, ", "))
	}
	tw := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintf(tw, "\tn\tvalue\t%.0f%% interval over threads\n", 100*r.Level)
	for _, f := range r.Figures {
		value, interval := "-", "-"
		if f.Value != nil {
			value = fmt.Sprintf("%.3f", *f.Value)
		}
		if f.Lo != nil && f.Hi != nil {
			interval = fmt.Sprintf("%.3f to %.3f", *f.Lo, *f.Hi)
		}
		fmt.Fprintf(tw, "%s\t%d\t%s\t%s\n", f.Name, f.N, value, interval)
	}
	return tw.Flush()
}
