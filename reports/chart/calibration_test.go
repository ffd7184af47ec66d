package chart

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
)

// reliability is a diagram of n answers, spread over bins from the given one
// on, which are right by as much more often than they should as bias says.
func reliability(n, first int, bias float64) *Reliability {
	share := func(v float64, n int) analysis.Estimate {
		half := 1 / math.Sqrt(float64(n+1))
		e := analysis.Estimate{Value: v, Lo: max(v-half, 0), Hi: min(v+half, 1), Level: 0.95, N: n}
		if n < 6 {
			e.Lo, e.Hi = math.NaN(), math.NaN()
		}
		return e
	}
	c := &Reliability{Answer: "answer", Gold: "a table with a rather long name " + longTitle + ".csv", Clusters: "page", Unanswered: 3}
	for b := range 10 {
		bin := ReliabilityBin{Lo: float64(b) / 10, Hi: float64(b+1) / 10, Confidence: math.NaN(), Right: analysis.Estimate{Value: math.NaN(), Lo: math.NaN(), Hi: math.NaN()}}
		if k := n * (b - first + 1) / 10; b >= first && k > 0 {
			bin.Confidence = bin.Lo + 0.05
			bin.Right = share(max(0, min(1, bin.Confidence+bias)), k)
		}
		c.Bins = append(c.Bins, bin)
	}
	c.Confidence = 0.7
	c.Right = share(max(0, min(1, 0.7+bias)), n)
	c.Error = analysis.Estimate{Value: math.Abs(bias), Lo: math.NaN(), Hi: math.NaN(), Level: 0.95, N: n}
	return c
}

func TestCalibration(t *testing.T) {
	for _, tt := range []struct {
		n, first int
		bias     float64
		want     string
	}{
		{1, 9, 0, "70% right at a mean confidence of 70%"},
		{2000, 3, 0.01, "About as often right as expected: 71% right at a mean confidence of 70%"},
		{2000, 3, -0.2, "Too sure: 50% right at a mean confidence of 70%"},
		{2000, 0, 0.2, "Not sure enough: 90% right at a mean confidence of 70%"},
		{123456, 3, -0.7, "Too sure: 0% right at a mean confidence of 70%"},
	} {
		f, err := Calibration(reliability(tt.n, tt.first, tt.bias), testMeta())
		if err != nil {
			t.Fatal(err)
		}
		if got := f.(*figure).title; got != tt.want {
			t.Errorf("title %q, want %q", got, tt.want)
		}
		for _, w := range []vg.Length{figureWidth, 372} {
			t.Run(fmt.Sprint(tt.n, "/", w), func(t *testing.T) { checkGeometry(t, paintLog(f, w, f.Height(w))) })
		}
	}
	if _, err := Calibration(&Reliability{Answer: "answer"}, testMeta()); !errors.Is(err, ErrNoData) {
		t.Errorf("got %v, want ErrNoData", err)
	}
}
