package linear

import (
	"context"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// exclusive-or with its product as a third feature is linear.
func xor() []Row {
	var rows []Row
	for i := range 40 {
		a, b := float32(i&1), float32(i>>1&1)
		rows = append(rows, Row{
			Features: []Feature{{0, 1}, {1, a}, {2, b}, {3, a * b}},
			Label:    int(a) ^ int(b), Weight: 1,
		})
	}
	return rows
}

func TestTrain(t *testing.T) {
	rows := xor()
	m, err := Train(context.Background(), rows, 4, 3, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Check(); err != nil {
		t.Fatal(err)
	}
	for _, r := range rows[:4] {
		z := make([]float64, 3)
		m.Scores(append(r.Features, Feature{ID: 99, X: 1}), z)
		Softmax(z)
		if z[r.Label] < 0.9 || math.Abs(z[0]+z[1]+z[2]-1) > 1e-9 {
			t.Errorf("features %v: probabilities %v, want class %d", r.Features, z, r.Label)
		}
	}
	again, err := Train(context.Background(), rows, 4, 3, Options{})
	if err != nil || cmp.Diff(m, again) != "" {
		t.Errorf("training twice differs: %v", err)
	}
}

func TestTrainRefuses(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	tests := []struct {
		name string
		ctx  context.Context
		rows []Row
		o    Options
	}{
		{"no rows", context.Background(), nil, Options{}},
		{"label out of range", context.Background(), []Row{{Label: 3, Weight: 1}}, Options{}},
		{"wrong start", context.Background(), xor(), Options{Start: New(2, 3)}},
		{"cancelled", ctx, xor(), Options{}},
	}
	for _, tt := range tests {
		if _, err := Train(tt.ctx, tt.rows, 4, 3, tt.o); err == nil {
			t.Errorf("%s: no error", tt.name)
		}
	}
}

func TestCheck(t *testing.T) {
	bad := New(2, 3)
	bad.W[1] = float32(math.NaN())
	for _, m := range []*Model{{}, {Classes: 3, Features: 2, W: make([]float32, 5)}, bad} {
		if m.Check() == nil {
			t.Errorf("%+v passes", m)
		}
	}
}
