package forest

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// highest makes choices among five rows: the one whose two numbers sum to most
// is taken. What is high differs from choice to choice.
func highest(n int, seed uint64) []Row {
	rng := rand.New(rand.NewPCG(seed, 8))
	var rows []Row
	for c := range n {
		level := rng.Float32()
		best := len(rows)
		for range 5 {
			v := []float32{level + rng.Float32(), rng.Float32(), rng.Float32()}
			rows = append(rows, Row{Values: v, Weight: 1, Group: c % 20, Choice: c})
			if top := rows[best].Values; v[0]+v[2] > top[0]+top[2] {
				best = len(rows) - 1
			}
		}
		rows[best].Yes = true
	}
	return rows
}

func TestChooseLearns(t *testing.T) {
	opt := options()
	opt.Columns, opt.MinRows = 1, 5
	f := Choose(highest(1500, 1), opt)
	rows, wrong := highest(300, 2), 0
	for i := 0; i < len(rows); i += 5 {
		best := i
		for k := range 5 {
			if f.Odds(rows[i+k].Values) > f.Odds(rows[best].Values) {
				best = i + k
			}
		}
		if !rows[best].Yes {
			wrong++
		}
	}
	if wrong > 45 {
		t.Errorf("%d of 300 choices are wrong", wrong)
	}
}

func TestChooseIsReproducible(t *testing.T) {
	opt := options()
	opt.Trees = 10
	var written [2]bytes.Buffer
	for i := range written {
		if err := Write(&written[i], Choose(highest(100, 1), opt)); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(written[0].Bytes(), written[1].Bytes()) {
		t.Error("two trainings differ")
	}
}
