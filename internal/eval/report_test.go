package eval

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReport(t *testing.T) {
	p := example()
	r := Resampling{Replicates: 100, Seed: 1}
	o := NewReport(p, r)
	o.Task, o.Gold, o.Engine = "sentiment", "gold.csv", "default"
	o.AddComparison("lexicon", p, p, r)
	o.AddGroups("platform", []string{"a", "a", "a", "a", "b", "b", "a", "a", "b", "b"}, p, r)
	var text, js bytes.Buffer
	if err := o.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"sentiment of default on gold.csv: n 10, unscored 1", "macro-F1", "0.607", "against lexicon", "by platform"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("no %q in\n%s", want, text.String())
		}
	}
	if err := o.WriteJSON(&js); err != nil {
		t.Fatal(err)
	}
	var back struct {
		N         int
		Confusion [][]int
		Groups    []struct{ N int }
	}
	if err := json.Unmarshal(js.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	if back.N != 10 || back.Confusion[0][0] != 2 || len(back.Groups) != 2 || back.Groups[0].N != 6 {
		t.Errorf("JSON %s", js.String())
	}
}

func TestWritePredictions(t *testing.T) {
	p := &Predictions{Classes: []string{"FAVOR", "AGAINST"}, Gold: []int{0, 1}, Predicted: []int{1, -1}, Probabilities: [][]float64{{0.25, 0.75}, {0, 0}}}
	var b bytes.Buffer
	if err := WritePredictions(&b, []string{"x", "y,z"}, p, "p_"); err != nil {
		t.Fatal(err)
	}
	want := "id,label,predicted,p_favor,p_against\nx,FAVOR,AGAINST,0.250000,0.750000\n\"y,z\",AGAINST,,,\n"
	if d := cmp.Diff(want, b.String()); d != "" {
		t.Error(d)
	}
}
