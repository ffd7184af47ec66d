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

// reliability is the calibration of a labelled table.
func (o *evaluateOptions) reliability(p *eval.Predictions, report *eval.Report) *chart.Reliability {
	ece := noEstimate(report.Level)
	for _, f := range report.Figures {
		if f.Name == eval.CalibrationName {
			ece.Value, ece.Lo, ece.Hi = f.Value, f.Lo, f.Hi
		}
	}
	c := reliabilityOf(p.Answers(), p.Clusters, ece, o.seed)
	c.Gold, c.Clusters = report.Gold, o.cluster
	return c
}

// reliability is the calibration of the edges given.
func (r *structureReport) reliability(rows []goldEdge) *chart.Reliability {
	answers, threads := edgeAnswers(rows)
	ece := noEstimate(r.Level)
	ece.Value = eval.CalibrationError(eval.Reliability(answers, eval.CalibrationBins))
	c := reliabilityOf(answers, threads, ece, r.Seed)
	c.Answer, c.Gold, c.Clusters = "reply", r.Gold, "thread"
	return c
}

func noEstimate(level float64) analysis.Estimate {
	nan := math.NaN()
	return analysis.Estimate{Value: nan, Lo: nan, Hi: nan, Level: level}
}

// reliabilityOf sorts answers by their confidence; clusters names what each
// depends on, nil for nothing. The calibration error comes from the report, so
// that both say the same.
func reliabilityOf(answers []eval.Answer, clusters []string, ece analysis.Estimate, seed uint64) *chart.Reliability {
	c := &chart.Reliability{Answer: "answer", Error: ece}
	var all []int
	sum, weight := 0.0, 0.0
	for i, b := range eval.Reliability(answers, eval.CalibrationBins) {
		bin := chart.ReliabilityBin{Lo: b.Lo, Hi: b.Hi, Confidence: math.NaN()}
		if b.Weight > 0 {
			bin.Confidence = b.Confidence
		}
		bin.Right = shareRight(answers, clusters, b.Rows, fmt.Sprint("bin ", i), ece.Level, seed)
		c.Bins = append(c.Bins, bin)
		all = append(all, b.Rows...)
		sum += b.Weight * b.Confidence
		weight += b.Weight
	}
	slices.Sort(all)
	c.Right, c.Confidence = shareRight(answers, clusters, all, "all", ece.Level, seed), sum/weight
	c.Error.N, c.Unanswered = len(all), len(answers)-len(all)
	return c
}

// shareRight is the share of right answers among those of the given rows, by
// cluster where there are any.
func shareRight(answers []eval.Answer, clusters []string, rows []int, label string, level float64, seed uint64) analysis.Estimate {
	var cs []stats.Cluster
	at := map[string]int{}
	for _, r := range rows {
		k, ok := len(cs), false
		if clusters != nil {
			if k, ok = at[clusters[r]]; !ok {
				k = len(cs)
				at[clusters[r]] = k
			}
		}
		if !ok {
			cs = append(cs, stats.Cluster{})
		}
		cs[k].N += answers[r].Weight
		if answers[r].Right {
			cs[k].Sum += answers[r].Weight
		}
	}
	iv := stats.Share(cs, stats.Options{Level: level, Seed: seed, Label: label, Max: 1})
	e := analysis.Estimate{Value: iv.Value, Lo: iv.Lo, Hi: iv.Hi, Level: level, N: len(rows)}
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
