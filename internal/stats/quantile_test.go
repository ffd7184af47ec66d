package stats

import (
	"math"
	"testing"
)

// Values from R's quantile(x, p), type 7.
func TestQuantile(t *testing.T) {
	x := []float64{7, 1, 3, 15, 9}
	for p, want := range map[float64]float64{0: 1, 0.25: 3, 0.5: 7, 0.9: 12.6, 1: 15} {
		if got := Quantile(x, p); !near(got, want, 1e-12) {
			t.Errorf("Quantile(%v) = %v, want %v", p, got, want)
		}
	}
	if x[0] != 7 {
		t.Error("Quantile sorted its input")
	}
	if !math.IsNaN(Quantile(nil, 0.5)) {
		t.Error("no values: want NaN")
	}
	inf := math.Inf(1)
	if got := sortedQuantile([]float64{0, inf, inf}, 0.9); got != inf {
		t.Errorf("infinite quantile = %v", got)
	}
}
