package linear

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"
)

// made gives rows whose class is the largest of their first three features.
func made(n int) []Row {
	r := rand.New(rand.NewPCG(3, 4))
	rows := make([]Row, n)
	for i := range rows {
		best, top := 0, float32(-9)
		f := []Feature{{ID: 3, X: 1}}
		for k := range 3 {
			x := float32(r.NormFloat64())
			f = append(f, Feature{ID: uint32(k), X: x})
			if x > top {
				best, top = k, x
			}
		}
		rows[i] = Row{Features: f, Label: best, Weight: 1}
	}
	return rows
}

func TestTrainSVM(t *testing.T) {
	ctx := context.Background()
	rows := made(400)
	m, err := TrainSVM(ctx, rows[:300], 4, 3, Options{L2: 0.1})
	if err != nil {
		t.Fatal(err)
	}
	again, err := TrainSVM(ctx, rows[:300], 4, 3, Options{L2: 0.1})
	if err != nil {
		t.Fatal(err)
	}
	for i := range m.W {
		if m.W[i] != again.W[i] {
			t.Fatal("training twice gives different weights")
		}
	}
	margins := make([][]float64, 100)
	right := 0
	for i, r := range rows[300:] {
		margins[i] = make([]float64, 3)
		m.Scores(r.Features, margins[i])
		best := 0
		for c := range margins[i] {
			if margins[i][c] > margins[i][best] {
				best = c
			}
		}
		if best == r.Label {
			right++
		}
	}
	if right < 85 {
		t.Errorf("%d of 100 right", right)
	}
	c, err := Calibrate(ctx, margins, rows[300:], 3)
	if err != nil {
		t.Fatal(err)
	}
	loss := 0.0
	for i, r := range rows[300:] {
		loss -= math.Log(c.Probabilities(margins[i])[r.Label]) / 100
	}
	if loss > 0.5 || c.Scale < 1 {
		t.Errorf("calibrated loss %.2f with scale %.2f", loss, c.Scale)
	}
	want := c.Probabilities(margins[0])
	c.Apply(m, 3)
	z := make([]float64, 3)
	m.Scores(rows[300].Features, z)
	Softmax(z)
	for k := range z {
		if math.Abs(z[k]-want[k]) > 1e-5 {
			t.Errorf("built in: %v, want %v", z, want)
		}
	}
}

func TestTrainSVMRefuses(t *testing.T) {
	for name, rows := range map[string][]Row{
		"no rows": nil,
		"label":   {{Label: 3, Weight: 1}},
		"feature": {{Features: []Feature{{ID: 9, X: 1}}, Weight: 1}},
	} {
		if _, err := TrainSVM(context.Background(), rows, 4, 3, Options{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
