package train

import (
	"context"
	"testing"

	"github.com/undertone-project/undertone/internal/linear"
)

// TestExpert checks that rows of a style are judged by rows like them where
// the others say the opposite, and that other rows are judged as before.
func TestExpert(t *testing.T) {
	var rows []linear.Row
	for i := range 90 {
		sign := float32(i%2*2 - 1)
		r := linear.Row{Features: []linear.Feature{{ID: 0, X: 1}, {ID: 1, X: sign}}, Label: i % 2, Weight: 1}
		if i >= 60 { // of the style, in which the sign means the opposite
			r.Features = append(r.Features, linear.Feature{ID: 2, X: 1}, linear.Feature{ID: 3, X: sign})
			r.Label = 1 - r.Label
		}
		rows = append(rows, r)
	}
	o := Options{Options: linear.Options{L2: 1e-2, Iterations: 50}}
	plain, err := fit(context.Background(), rows, 4, 2, o)
	if err != nil {
		t.Fatal(err)
	}
	o.Expert, o.ExpertL2 = func(id uint32) bool { return id >= 2 }, 1e-2
	mixed, err := fit(context.Background(), rows, 4, 2, o)
	if err != nil {
		t.Fatal(err)
	}
	other, own := rows[0], rows[60]
	if a, b := Predict(plain, other), Predict(mixed, other); a[0] != b[0] {
		t.Errorf("a row of no style: %v, %v with the expert", a, b)
	}
	if a, b := Predict(plain, own), Predict(mixed, own); b[own.Label] <= a[own.Label] || b[own.Label] < 0.9 {
		t.Errorf("a row of the style: %v, %v with the expert", a, b)
	}
}

// TestApart checks that a row set apart teaches the expert, and the model of
// all rows by its free features alone.
func TestApart(t *testing.T) {
	rows := []linear.Row{{Features: []linear.Feature{{ID: 0, X: 1}, {ID: 1, X: 1}, {ID: 2, X: 1}}, Weight: 1, Apart: true}}
	o := Options{Options: linear.Options{L2: 1e-2, Free: 1, Iterations: 50}, Expert: func(id uint32) bool { return id == 2 }, ExpertL2: 1e-2}
	for apart, want := range map[bool][]bool{true: {true, false, true}, false: {true, true, true}} {
		rows[0].Apart = apart
		m, err := fit(context.Background(), rows, 3, 2, o)
		if err != nil {
			t.Fatal(err)
		}
		for f, learned := range want {
			if got := m.W[2*f] > 0.01; got != learned {
				t.Errorf("apart %v: feature %d has the weight %v, learned: want %v", apart, f, m.W[2*f], learned)
			}
		}
	}
	o.Expert = nil
	rows[0].Apart = true
	if m, err := fit(context.Background(), rows, 3, 2, o); err != nil || m.W[2] < 0.01 {
		t.Errorf("without an expert, rows set apart are rows like others: %v, %v", m, err)
	}
}
