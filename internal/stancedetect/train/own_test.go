package train

import (
	"context"
	"testing"

	"github.com/undertone-project/undertone/internal/linear"
	"github.com/undertone-project/undertone/internal/stancedetect"
)

// What is stored must decide as what was trained and measured did.
func TestOwnModelDecidesAsTrained(t *testing.T) {
	for _, task := range []stancedetect.Task{stancedetect.TargetStance, stancedetect.ReplyStance} {
		examples := Templates(task)
		texts := make([]string, len(examples))
		for i, e := range examples {
			texts[i] = e.Text
		}
		const bits = 17
		sample := stancedetect.NewSample(bits, texts, nil)
		vectors, err := sampleRows(task, examples, bits, sample)
		if err != nil {
			t.Fatal(err)
		}
		features, classes := stancedetect.NewExtractor(bits).Features(task), len(task.Classes())
		m, err := linear.TrainSVM(context.Background(), vectors, features, classes, linear.Options{L2: 1.4, Free: task.Structural(), FreeL2: 1})
		if err != nil {
			t.Fatal(err)
		}
		model, err := stancedetect.NewSampleModel(task, bits, sample, m, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Predictions(context.Background(), model, task, examples)
		if err != nil {
			t.Fatal(err)
		}
		same := 0
		for i, r := range vectors {
			if best(Predict(m, r)) == best(got[i]) {
				same++
			}
		}
		if same < len(examples)*98/100 {
			t.Errorf("%s: %d of %d rows as trained", task, same, len(examples))
		}
	}
}

func best(p []float64) int {
	at := 0
	for c := range p {
		if p[c] > p[at] {
			at = c
		}
	}
	return at
}
