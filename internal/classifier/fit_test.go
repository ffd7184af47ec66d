package classifier

import (
	"math"
	"testing"
)

// A word that is but the mark of a set where most are angry: with an intercept
// for each set it is blamed less for the anger, and what is fitted is half way.
func TestFitIsMeanWithAndWithoutSets(t *testing.T) {
	o := Options{Bits: 4}.withDefaults()
	const mark = 3
	var data []*encoded
	for i := range 400 {
		e := &encoded{set: i % 2, weight: 1}
		switch {
		case e.set == 1:
			e.sparse = []Feature{{Bucket: mark, Value: 1}}
			if i%8 == 1 {
				e.label = 2
			}
		case i%8 != 0:
			e.label = 2
		}
		e.target[e.label] = 1
		data = append(data, e)
	}
	tone := func(w *weights) float64 { return float64(w.sparse[mark].w[2] - w.sparse[mark].w[0]) }
	with, without, both := tone(fitOnce(data, o, 2)), tone(fitOnce(data, o, 0)), tone(fit(data, o))
	if without >= -0.1 || with <= 0.8*without {
		t.Errorf("the mark's tone is %.3f with the sets' intercepts, %.3f without", with, without)
	}
	if d := both - (with+without)/2; math.Abs(d) > 1e-6 {
		t.Errorf("the fit is %g off the mean", d)
	}
	for _, e := range data {
		e.set = 0
	}
	if got := tone(fit(data, o)); got != without {
		t.Errorf("one set alone: %.3f, want %.3f", got, without)
	}
}
