package forest

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func options() Options {
	return Options{Trees: 160, Leaves: 12, Rate: 0.05, MinRows: 30, L2: 10, Groups: 0.7, Columns: 0.5, Bins: 32, Seed: 1}
}

// either makes rows that are yes where exactly one of two numbers is high.
func either(n int) []Row {
	rng := rand.New(rand.NewPCG(5, 6))
	var rows []Row
	for i := range n {
		v := []float32{rng.Float32(), rng.Float32(), rng.Float32()}
		rows = append(rows, Row{Values: v, Yes: (v[0] > 0.5) != (v[2] > 0.5), Weight: 1, Group: i % 20})
	}
	return rows
}

func TestBoostLearns(t *testing.T) {
	opt := options()
	opt.Columns, opt.MinRows = 1, 5
	f := Boost(either(2000), opt)
	wrong := 0
	for _, r := range either(500) {
		if (f.Odds(r.Values) > 0) != r.Yes {
			wrong++
		}
	}
	if wrong > 15 {
		t.Errorf("%d of 500 rows are wrong", wrong)
	}
}

func TestBoostIsReproducible(t *testing.T) {
	opt := options()
	opt.Trees = 10
	var written [2]bytes.Buffer
	for i := range written {
		if err := Write(&written[i], Boost(either(400), opt)); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(written[0].Bytes(), written[1].Bytes()) {
		t.Error("two trainings differ")
	}
}

func TestForestReadsWhatItWrites(t *testing.T) {
	want := &Forest{Base: -0.5, Trees: []Tree{
		{{Number: 1, Left: 1, Right: 2, Cut: 0.25}, {Cut: -0.75}, {Cut: 1.5}},
		{{Cut: 0.125}},
	}}
	var b bytes.Buffer
	if err := Write(&b, want, "a comment"); err != nil {
		t.Fatal(err)
	}
	got, err := Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if a, b := got.Odds([]float32{9, 0.25}), got.Odds([]float32{9, 0.5}); a != -1.125 || b != 1.125 {
		t.Errorf("odds %v and %v", a, b)
	}
}

func TestForestRefusesWhatLeadsNowhere(t *testing.T) {
	for _, bad := range []string{"", "x\n", "0\n0,0,0\n", "0\n1,1,2,0.5\n", "0\n1,0,1,0.5\t0,0,0,1\n", "0\n-1,1,2,0\t0,0,0,1\t0,0,0,1\n", "0\n0,0,0,NaN\n"} {
		if _, err := Read(strings.NewReader(bad)); err == nil {
			t.Errorf("no error for %q", bad)
		}
	}
}
