package eval

import (
	"cmp"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
)

// Predictions are one engine's answers to a gold table; the slices are
// parallel to its rows.
type Predictions struct {
	Classes       []string
	Gold          []int
	Predicted     []int       // -1 where not scored
	Probabilities [][]float64 // nil, or class probabilities; all 0 where not scored
	// Clusters names what the rows depend on, such as the page or the author;
	// nil for independent rows. The bootstrap draws whole clusters.
	Clusters []string
	// Weights are what the rows stand for, such as one by the probability
	// with which a row was drawn into the sample; nil where all count alike.
	// Figures are weighted, [Predictions.Confusion] counts rows.
	Weights []float64
}

// Resampling says how intervals are made.
type Resampling struct {
	Replicates int     // 0 means 2000
	Level      float64 // 0 means 0.95
	Seed       uint64
}

// CalibrationName names the only metric that needs probabilities.
const CalibrationName = "calibration error"

// CalibrationBins is the number of bins of the calibration error.
const CalibrationBins = 10

func (r Resampling) withDefaults() Resampling {
	if r.Replicates <= 0 {
		r.Replicates = 2000
	}
	if r.Level <= 0 || r.Level >= 1 {
		r.Level = 0.95
	}
	return r
}

// Figure is a measured value with its bootstrap interval.
type Figure struct {
	Name          string
	Value, Lo, Hi float64
}

// Metric is a figure computed from some of the rows of some predictions.
type Metric struct {
	Name string
	Of   func(p *Predictions, rows []int) float64
}

// Metrics lists the figures that [Measure] gives, besides those of each class.
func Metrics() []Metric {
	return []Metric{
		{"macro-F1", func(p *Predictions, rows []int) float64 { return p.Weighted(rows).MacroF1() }},
		{"macro-recall", func(p *Predictions, rows []int) float64 { return p.Weighted(rows).MacroRecall() }},
		{"accuracy", func(p *Predictions, rows []int) float64 { return p.Weighted(rows).Accuracy() }},
		{CalibrationName, calibrationOf},
	}
}

func calibrationOf(p *Predictions, rows []int) float64 {
	if p.Probabilities == nil {
		return math.NaN()
	}
	answers := make([]Answer, len(rows))
	for i, r := range rows {
		answers[i] = p.answer(r)
	}
	return CalibrationError(Reliability(answers, CalibrationBins))
}

// classMetrics are the figures of each class.
func (p *Predictions) classMetrics() []Metric {
	var out []Metric
	for k, name := range p.Classes {
		of := func(get func(ClassMetrics) float64) func(*Predictions, []int) float64 {
			return func(p *Predictions, rows []int) float64 { return get(p.Weighted(rows).Class(k)) }
		}
		out = append(out,
			Metric{"precision " + name, of(func(m ClassMetrics) float64 { return m.Precision })},
			Metric{"recall " + name, of(func(m ClassMetrics) float64 { return m.Recall })},
			Metric{"F1 " + name, of(func(m ClassMetrics) float64 { return m.F1 })})
	}
	return out
}

// Weighted adds up the weights of the given rows, which may repeat.
func (p *Predictions) Weighted(rows []int) *Counts[float64] {
	c := newCounts[float64](p.Classes)
	for _, r := range rows {
		c.add(p.Gold[r], p.Predicted[r], p.weight(r))
	}
	return c
}

func (p *Predictions) weight(row int) float64 {
	if p.Weights == nil {
		return 1
	}
	return p.Weights[row]
}

// Confusion counts all rows.
func (p *Predictions) Confusion() *Confusion { return NewConfusion(p.Classes, p.Gold, p.Predicted) }

// Measure computes every figure with its percentile bootstrap interval (Efron
// & Tibshirani 1993), over clusters where the predictions name them. The same
// seed gives the same intervals on any number of cores. extra metrics come
// last.
func Measure(p *Predictions, r Resampling, extra ...Metric) []Figure {
	r = r.withDefaults()
	metrics := slices.Concat(Metrics(), p.classMetrics(), extra)
	if p.Probabilities == nil {
		metrics = slices.DeleteFunc(metrics, func(m Metric) bool { return m.Name == CalibrationName })
	}
	return measure(p, r, metrics)
}

func measure(p *Predictions, r Resampling, metrics []Metric) []Figure {
	all := allRows(len(p.Gold))
	draws := resample(p, r, func(rows []int) []float64 {
		out := make([]float64, len(metrics))
		for i, m := range metrics {
			out[i] = m.Of(p, rows)
		}
		return out
	})
	figures := make([]Figure, len(metrics))
	for i, m := range metrics {
		lo, hi := interval(draws, i, r.Level)
		figures[i] = Figure{m.Name, m.Of(p, all), lo, hi}
	}
	return figures
}

// Difference is how much one engine is better than another on the same rows.
type Difference struct {
	Figure
	A, B float64
	// P is the two-sided bootstrap p value of no difference: twice the share
	// of replicates in which the difference has the other sign.
	P float64
}

// Compare computes the paired bootstrap (Berg-Kirkpatrick et al. 2012) of a
// against b on the same gold rows for one metric.
func Compare(a, b *Predictions, m Metric, r Resampling) Difference {
	r = r.withDefaults()
	all := allRows(len(a.Gold))
	d := Difference{A: m.Of(a, all), B: m.Of(b, all)}
	d.Name, d.Value = m.Name, d.A-d.B
	draws := resample(a, r, func(rows []int) []float64 { return []float64{m.Of(a, rows) - m.Of(b, rows)} })
	d.Lo, d.Hi = interval(draws, 0, r.Level)
	below, above := 0, 0
	for _, v := range draws {
		if v[0] <= 0 {
			below++
		}
		if v[0] >= 0 {
			above++
		}
	}
	d.P = min(1, 2*float64(min(below, above)+1)/float64(len(draws)+1))
	return d
}

func allRows(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// resample draws replicates and gives what f makes of each. Every replicate
// has a generator of its own, so that the order of work does not matter.
func resample(p *Predictions, r Resampling, f func(rows []int) []float64) [][]float64 {
	clusters := clustersOf(p)
	out := make([][]float64, r.Replicates)
	var wg sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), r.Replicates)
	for w := range workers {
		wg.Go(func() {
			var rows []int
			for i := w; i < r.Replicates; i += workers {
				rng := rand.New(rand.NewPCG(r.Seed, uint64(i)))
				rows = rows[:0]
				for range clusters {
					rows = append(rows, clusters[rng.IntN(len(clusters))]...)
				}
				out[i] = f(rows)
			}
		})
	}
	wg.Wait()
	return out
}

// clustersOf groups the rows by cluster, in order of first appearance.
func clustersOf(p *Predictions) [][]int {
	var out [][]int
	index := map[string]int{}
	for i := range p.Gold {
		if p.Clusters == nil || p.Clusters[i] == "" {
			out = append(out, []int{i})
			continue
		}
		k, ok := index[p.Clusters[i]]
		if !ok {
			k = len(out)
			index[p.Clusters[i]] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out
}

// interval is the percentile interval of column i of the draws.
func interval(draws [][]float64, i int, level float64) (lo, hi float64) {
	if len(draws) == 0 {
		return math.NaN(), math.NaN()
	}
	v := make([]float64, len(draws))
	for j, d := range draws {
		v[j] = d[i]
	}
	slices.SortFunc(v, cmp.Compare)
	tail := (1 - level) / 2
	return Quantile(v, tail), Quantile(v, 1-tail)
}

// Quantile is the q-th quantile of sorted values by linear interpolation
// (Hyndman & Fan 1996, type 7); NaN for none.
func Quantile(sorted []float64, q float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

// Rows are the predictions of some of the rows.
func (p *Predictions) Rows(rows []int) *Predictions {
	out := &Predictions{Classes: p.Classes}
	for _, r := range rows {
		out.Gold = append(out.Gold, p.Gold[r])
		out.Predicted = append(out.Predicted, p.Predicted[r])
		if p.Probabilities != nil {
			out.Probabilities = append(out.Probabilities, p.Probabilities[r])
		}
		if p.Clusters != nil {
			out.Clusters = append(out.Clusters, p.Clusters[r])
		}
		if p.Weights != nil {
			out.Weights = append(out.Weights, p.Weights[r])
		}
	}
	return out
}
