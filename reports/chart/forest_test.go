package chart

import (
	"errors"
	"math"
	"testing"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/thread"
)

// comparison is a made-up comparison of the groups named, each pair with the
// same contrasts.
func comparison(names ...string) *analysis.Comparison {
	c := &analysis.Comparison{Unit: thread.KindComment, Level: 0.95, Family: 8, Warnings: []string{"A: 1 thread; what differs may be the thread"}}
	for i, n := range names {
		c.Groups = append(c.Groups, analysis.GroupSummary{Name: n, Items: 120 + i, Authors: 60, AuthorsKnown: 120})
	}
	nan := math.NaN()
	for i, a := range names {
		for _, b := range names[i+1:] {
			add := func(m analysis.Measure, label, effect string, va, vb float64, d, e analysis.Estimate, p float64) {
				c.Contrasts = append(c.Contrasts, analysis.Contrast{
					Measure: m, Label: label, A: a, B: b, EstimateA: bare(va), EstimateB: bare(vb), Difference: d,
					Effect: analysis.Effect{Name: effect, Estimate: e}, P: p, PAdjusted: p * 4, Supported: p*4 < 0.05,
				})
			}
			add(analysis.MeasureSentiment, "mean sentiment", "Cliff's delta", -0.12, 0.2, est(0.32, 0.2, 0.44), est(0.4, 0.22, 0.55), 0.0001)
			add(analysis.MeasureNegative, "share of negative comments", "risk difference", 0.48, 0.21, est(-0.27, -0.4, -0.15), est(-0.27, -0.4, -0.15), 0.002)
			add(analysis.MeasurePositive, "share of positive comments", "risk difference", 0.2, 0.24, est(0.04, -0.08, 0.15), est(0.04, -0.08, 0.15), 0.3)
			add(analysis.MeasureUptake, "share of comments on the Regional Development and Infrastructure Commission of the North", "risk difference", 0.1, 0.12, est(0.02, -0.1, 0.1), est(0.02, -0.1, 0.1), 0.7)
			add(analysis.MeasureNetStance, "net stance toward Mayor Ellery", "Cliff's delta", -0.5, nan, bare(nan), bare(nan), nan)
			add(analysis.MeasureWords, "mean length in words", "Cliff's delta", 41.2, 1038.9, est(997.7, 900, 1100), est(0.9, 0.8, 0.97), 0.0001)
			add(analysis.MeasureGini, "concentration of authors (Gini)", "", 0.31, 0.42, est(0.11, -0.02, 0.2), bare(nan), 0.04)
			add(analysis.MeasureVolume, "comments in a thread", "", 60, 61, bare(1), bare(nan), nan)
		}
	}
	return c
}

func TestForest(t *testing.T) {
	c := comparison("The harbour", "王小明 "+longTitle, "The library")
	want := []string{
		"The harbour and [CJK] The extraordinarily… differ clearly in mean sentiment, share of negative comments and mean length in words",
		"The harbour and The library differ clearly in mean sentiment, share of negative comments and mean length in words",
	}
	for i := range 3 {
		f, err := Forest(c, testMeta(), i)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.(*figure).title; i < len(want) && got != want[i] {
			t.Errorf("pair %d: title %q, want %q", i, got, want[i])
		}
		w, h := f.Size()
		checkGeometry(t, paintLog(f, w, h))
	}
	for _, i := range []int{-1, 3} {
		if _, err := Forest(c, testMeta(), i); !errors.Is(err, ErrNoData) {
			t.Errorf("pair %d: got %v, want ErrNoData", i, err)
		}
	}
	for i := range c.Contrasts {
		c.Contrasts[i].Supported = false
	}
	f, _ := Forest(c, testMeta(), 1)
	if got, want := f.(*figure).title, "No clear difference between The harbour and The library in any of 6 measures"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPText(t *testing.T) {
	for p, want := range map[float64]string{0.00001: "<0.001", 0.0123: "0.012", 0.25: "0.25", 1: "1.00"} {
		if got := pText(p); got != want {
			t.Errorf("pText(%v) = %q, want %q", p, got, want)
		}
	}
}
