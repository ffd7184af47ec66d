package cli

import (
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/eval"
	"github.com/undertone-project/undertone/internal/stats"
	"github.com/undertone-project/undertone/reports/chart"
	"github.com/undertone-project/undertone/reports/export"
)

// answer is one answer of an engine that was checked against gold.
type answer struct {
	confidence float64
	right      bool
	cluster    string // what it depends on; empty for nothing
	weight     float64
}

// answersOf are the rows that an engine answered.
func answersOf(p *eval.Predictions) (answers []answer, unanswered int) {
	for i, k := range p.Predicted {
		if k < 0 {
			unanswered++
			continue
		}
		a := answer{confidence: p.Probabilities[i][k], right: p.Gold[i] == k, weight: 1}
		if p.Clusters != nil {
			a.cluster = p.Clusters[i]
		}
		if p.Weights != nil {
			a.weight = p.Weights[i]
		}
		answers = append(answers, a)
	}
	return answers, unanswered
}

// answersOfEdges are the reply edges that were given.
func answersOfEdges(rows []goldEdge) (answers []answer, unanswered int) {
	for i := range rows {
		e := &rows[i]
		if !e.given {
			unanswered++
			continue
		}
		answers = append(answers, answer{confidence: e.confidence, right: e.right(), cluster: e.ThreadID, weight: 1})
	}
	return answers, unanswered
}

// reliability is the calibration of a labelled table.
func (o *evaluateOptions) reliability(p *eval.Predictions, report *eval.Report) *chart.Reliability {
	answers, unanswered := answersOf(p)
	ece := analysis.Estimate{Value: math.NaN(), Lo: math.NaN(), Hi: math.NaN(), Level: report.Level, N: len(answers)}
	for _, f := range report.Figures {
		if f.Name == eval.CalibrationName {
			ece.Value, ece.Lo, ece.Hi = f.Value, f.Lo, f.Hi
		}
	}
	c := reliabilityOf(answers, ece, report.Level, o.seed)
	c.Gold, c.Clusters, c.Unanswered = report.Gold, o.cluster, unanswered
	return c
}

// reliability is the calibration of the edges given.
func (r *structureReport) reliability(rows []goldEdge) *chart.Reliability {
	answers, unanswered := answersOfEdges(rows)
	ece := analysis.Estimate{Value: math.NaN(), Lo: math.NaN(), Hi: math.NaN(), Level: r.Level, N: len(answers)}
	if v := edgeCalibration(rows); v != nil {
		ece.Value = *v
	}
	c := reliabilityOf(answers, ece, r.Level, r.Seed)
	c.Answer, c.Gold, c.Clusters, c.Unanswered = "reply", r.Gold, "thread", unanswered
	return c
}

const reliabilityBins = 10

// reliabilityOf sorts answers by their confidence. The calibration error comes
// from the report, so that both say the same.
func reliabilityOf(answers []answer, ece analysis.Estimate, level float64, seed uint64) *chart.Reliability {
	c := &chart.Reliability{Answer: "answer", Error: ece}
	bins := make([][]answer, reliabilityBins)
	sum, weight := 0.0, 0.0
	for _, a := range answers {
		b := min(max(int(math.Ceil(a.confidence*reliabilityBins))-1, 0), reliabilityBins-1)
		bins[b] = append(bins[b], a)
		sum += a.weight * a.confidence
		weight += a.weight
	}
	c.Right, c.Confidence = shareRight(answers, "all", level, seed), sum/weight
	for b, in := range bins {
		bin := chart.ReliabilityBin{Lo: float64(b) / reliabilityBins, Hi: float64(b+1) / reliabilityBins, Confidence: math.NaN()}
		sum, weight := 0.0, 0.0
		for _, a := range in {
			sum += a.weight * a.confidence
			weight += a.weight
		}
		if weight > 0 {
			bin.Confidence = sum / weight
		}
		bin.Right = shareRight(in, fmt.Sprint("bin ", b), level, seed)
		c.Bins = append(c.Bins, bin)
	}
	return c
}

// shareRight is the share of right answers, by cluster where there are any.
func shareRight(answers []answer, label string, level float64, seed uint64) analysis.Estimate {
	var cs []stats.Cluster
	at := map[string]int{}
	for _, a := range answers {
		k, ok := at[a.cluster]
		if !ok || a.cluster == "" {
			k = len(cs)
			at[a.cluster] = k
			cs = append(cs, stats.Cluster{})
		}
		cs[k].N += a.weight
		if a.right {
			cs[k].Sum += a.weight
		}
	}
	iv := stats.Share(cs, stats.Options{Level: level, Seed: seed, Label: label, Max: 1})
	e := analysis.Estimate{Value: iv.Value, Lo: iv.Lo, Hi: iv.Hi, Level: level, N: len(answers)}
	if iv.OK() {
		e.Method = string(iv.Method)
	}
	return e
}

// writeRows writes a small table as CSV.
func writeRows[T any](w io.Writer, rows []T) error {
	t, err := export.NewWriter[T](w, export.Style{Encoding: "csv"})
	if err != nil {
		return err
	}
	if err := t.Write(rows); err != nil {
		return err
	}
	return t.Close()
}

// calibrationRow is a bin of the calibration chart as a table has it.
type calibrationRow struct {
	From       float64  `json:"from" doc:"Lowest confidence of the bin, left out of it"`
	To         float64  `json:"to" doc:"Highest confidence of the bin"`
	N          int      `json:"n" doc:"Answers"`
	Confidence *float64 `json:"confidence" doc:"Mean confidence of the answers"`
	Mean       *float64 `json:"mean" doc:"Share of the answers that are right"`
	Lo         *float64 `json:"lo" doc:"Lower bound of the interval; empty where there are too few answers"`
	Hi         *float64 `json:"hi" doc:"Upper bound of the interval"`
	Level      float64  `json:"level" doc:"Level of the interval"`
}

func calibrationRows(c *chart.Reliability) []calibrationRow {
	known := func(v float64) *float64 {
		if math.IsNaN(v) {
			return nil
		}
		v = math.Round(v*1e4) / 1e4
		return &v
	}
	var out []calibrationRow
	for _, b := range c.Bins {
		out = append(out, calibrationRow{b.Lo, b.Hi, b.Right.N, known(b.Confidence), known(b.Right.Value), known(b.Right.Lo), known(b.Right.Hi), b.Right.Level})
	}
	return out
}

// checkChart finds a file name without a known ending before anything is
// scored.
func (o *evaluateOptions) checkChart() error {
	if o.chart == "" || slices.Contains(chart.Formats(), o.chartFormat()) {
		return nil
	}
	return usagef("--chart %q does not end in one of .%s", o.chart, strings.Join(chart.Formats(), ", ."))
}

func (o *evaluateOptions) chartFormat() string {
	return strings.TrimPrefix(strings.ToLower(filepath.Ext(o.chart)), ".")
}

// drawChart writes the calibration chart, with its figures as CSV and a
// description beside it.
func (o *evaluateOptions) drawChart(c *chart.Reliability, engine string) error {
	f, err := chart.Calibration(c, chart.Meta{Method: engine + " engine"})
	if errors.Is(err, chart.ErrNoData) {
		return fmt.Errorf("%s: no row was answered, so that there is no calibration to draw", c.Gold)
	}
	if err != nil {
		return err
	}
	stem := strings.TrimSuffix(o.chart, filepath.Ext(o.chart))
	files := []struct {
		name  string
		write func(io.Writer) error
	}{
		{o.chart, func(w io.Writer) error { return chart.Write(w, f, chart.Output{Format: o.chartFormat()}) }},
		{stem + ".csv", func(w io.Writer) error { return writeRows(w, calibrationRows(c)) }},
		{stem + ".txt", func(w io.Writer) error { _, err := io.WriteString(w, f.Alt()+"\n"); return err }},
	}
	for _, file := range files {
		if err := writeTo(file.name, nil, file.write); err != nil {
			return err
		}
	}
	return nil
}
