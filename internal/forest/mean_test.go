package forest

import (
	"math"
	"testing"
)

func TestMean(t *testing.T) {
	rows := either(400)
	opt := options()
	opt.Trees = 20
	a := Boost(rows, opt)
	opt.Seed = 2
	b := Boost(rows, opt)
	before := a.Odds(rows[0].Values)
	m := Mean(a, b)
	for i, r := range rows {
		want := (a.Odds(r.Values) + b.Odds(r.Values)) / 2
		if got := m.Odds(r.Values); math.Abs(got-want) > 0.001 {
			t.Fatalf("row %d: odds %v, want %v", i, got, want)
		}
	}
	if a.Odds(rows[0].Values) != before {
		t.Error("a forest was changed by taking its mean with another")
	}
	if got := Mean(a).Odds(rows[0].Values); got != before {
		t.Errorf("the mean of one forest gives %v, it gives %v", got, before)
	}
}
