package eval

import (
	"encoding/json"
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// fewCoded is the number of coded rows of a class below which the interval of
// its share is said to be rough.
const fewCoded = 10

// Prevalence is the mean of a quantity over a corpus, such as the share of a
// class, from an engine's predictions for the whole corpus and the coded
// labels of a sample.
type Prevalence struct {
	Name string
	// Engine is what the predictions alone say, Sample what the coded rows
	// alone say.
	Engine float64
	Sample Figure
	// Corrected is the difference estimator: the engine's mean, corrected by
	// how much it errs on the sample (DSL: Egami et al. 2023; PPI++:
	// Angelopoulos, Duchi & Zrnic 2023).
	Corrected Figure
	// Lambda, in [0, 1], is how far the predictions are relied on: 0 leaves the
	// sample alone.
	Lambda float64
	Notes  []string
}

// MarshalJSON writes the estimate under the tables' names.
func (p Prevalence) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Name      string   `json:"name"`
		Engine    *float64 `json:"engine"`
		Sample    Figure   `json:"sample"`
		Corrected Figure   `json:"corrected"`
		Lambda    *float64 `json:"lambda"`
		Notes     []string `json:"notes,omitempty"`
	}{p.Name, number(p.Engine), p.Sample, p.Corrected, number(p.Lambda), p.Notes})
}

// Coded is a coded row of a sample.
type Coded struct {
	Label     float64 // the coded value
	Predicted float64 // the engine's value of the same row
	P         float64 // the probability with which it was drawn
}

// Correct estimates a mean over the corpus that the sample was drawn from.
// corpus holds the engine's value of every row. The interval is Student's,
// with the variance of a ratio estimator for draws without replacement and
// unequal probabilities (Särndal, Swensson & Wretman 1992); it holds for this
// corpus, not for others like it.
func Correct(name string, corpus []float64, sample []Coded, level float64) Prevalence {
	out := Prevalence{Name: name, Engine: mean(corpus)}
	out.Lambda = tune(sample)
	out.Sample = estimate(sample, 0, 0, level)
	out.Corrected = estimate(sample, out.Lambda, out.Engine, level)
	out.Sample.Name, out.Corrected.Name = "sample alone", "corrected"
	return out
}

func mean(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	return sum / float64(len(v))
}

// spread is what a row adds to the variance for a residual of 1.
func spread(c Coded) float64 { return (1 - c.P) / (c.P * c.P) }

// tune is the weight of the predictions that makes the variance least.
func tune(sample []Coded) float64 {
	var w, y, f float64
	for _, c := range sample {
		w += 1 / c.P
		y += c.Label / c.P
		f += c.Predicted / c.P
	}
	y, f = y/w, f/w
	var joint, own float64
	for _, c := range sample {
		joint += spread(c) * (c.Label - y) * (c.Predicted - f)
		own += spread(c) * (c.Predicted - f) * (c.Predicted - f)
	}
	if own == 0 {
		return 0
	}
	return min(max(joint/own, 0), 1)
}

func estimate(sample []Coded, lambda, corpusMean, level float64) Figure {
	n := float64(len(sample))
	var w, e float64
	for _, c := range sample {
		w += 1 / c.P
		e += (c.Label - lambda*c.Predicted) / c.P
	}
	m := e / w
	variance := 0.0
	for _, c := range sample {
		d := c.Label - lambda*c.Predicted - m
		variance += spread(c) * d * d
	}
	variance *= n / (n - 1) / (w * w)
	value := lambda*corpusMean + m
	if n < 3 {
		return Figure{Value: value, Lo: math.NaN(), Hi: math.NaN()}
	}
	half := distuv.StudentsT{Sigma: 1, Nu: n - 1}.Quantile((1+level)/2) * math.Sqrt(variance)
	return Figure{Value: value, Lo: value - half, Hi: value + half}
}

// Shares corrects the share of each class. corpus and sampled hold an engine's
// class probabilities, all 0 for rows that it leaves unscored; gold and p are
// the sample's labels and probabilities.
func Shares(classes []string, corpus, sampled [][]float64, gold []int, p []float64, level float64) []Prevalence {
	out := make([]Prevalence, len(classes))
	for k, class := range classes {
		all := make([]float64, len(corpus))
		for i, row := range corpus {
			all[i] = row[k]
		}
		sample := make([]Coded, len(gold))
		coded := 0
		for i, g := range gold {
			sample[i] = Coded{Predicted: sampled[i][k], P: p[i]}
			if g == k {
				sample[i].Label = 1
				coded++
			}
		}
		out[k] = Correct("share "+class, all, sample, level)
		for _, f := range []*Figure{&out[k].Sample, &out[k].Corrected} {
			f.Value, f.Lo, f.Hi = clamp(f.Value), clamp(f.Lo), clamp(f.Hi)
		}
		if coded < fewCoded || len(gold)-coded < fewCoded {
			out[k].Notes = append(out[k].Notes, fmt.Sprintf("%d of %d coded rows are %s: too few for a trustworthy interval", coded, len(gold), class))
		}
	}
	return out
}

func clamp(v float64) float64 { return min(max(v, 0), 1) }
