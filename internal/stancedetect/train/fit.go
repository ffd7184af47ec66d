package train

import (
	"context"
	"hash/fnv"
	"runtime"
	"sync"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/stancedetect"
	"github.com/undertone-project/undertone/internal/stancedetect/linear"
)

// rows computes the features of examples.
func rows(task stancedetect.Task, examples []Example, extractor func() *stancedetect.Extractor) []linear.Row {
	out := make([]linear.Row, len(examples))
	var wg sync.WaitGroup
	n := runtime.GOMAXPROCS(0)
	for w := range n {
		wg.Go(func() {
			x := extractor()
			for i := w; i < len(examples); i += n {
				e := &examples[i]
				out[i] = linear.Row{Label: e.Label, Weight: e.Weight, Never: e.Never}
				if task == stancedetect.ReplyStance {
					out[i].Features = x.Reply(e.Reply)
				} else {
					out[i].Features = x.Target(e.Text, append([]stance.Target{e.Target}, e.Rivals...))
				}
			}
		})
	}
	wg.Wait()
	return out
}

// Folds assigns examples to k folds by the hash of their set and group, so
// that a group never stands on both sides.
func Folds(examples []Example, k int) []int {
	out := make([]int, len(examples))
	for i, e := range examples {
		h := fnv.New32a()
		_, _ = h.Write([]byte(e.Set + "\x00" + e.Group))
		out[i] = int(mix32(h.Sum32()) % uint32(k))
	}
	return out
}

// mix32 spreads the bits of a hash (the finaliser of MurmurHash3).
func mix32(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}

// CrossValidate gives each row the probabilities of a model fitted on the
// rows of the other folds.
func CrossValidate(ctx context.Context, rows []linear.Row, folds []int, k, features, classes int, o linear.Options) ([][]float64, error) {
	out := make([][]float64, len(rows))
	for f := range k {
		var part []linear.Row
		for i, r := range rows {
			if folds[i] != f {
				part = append(part, r)
			}
		}
		m, err := fit(ctx, part, features, classes, o)
		if err != nil {
			return nil, err
		}
		for i, r := range rows {
			if folds[i] == f {
				out[i] = Predict(m, r)
			}
		}
	}
	return out, nil
}

// never is the weight of the prior of a class that no row could have.
const never = -10

// fit trains a model; a class that no row's coders could choose is all but
// ruled out, rather than left where it started.
func fit(ctx context.Context, rows []linear.Row, features, classes int, o linear.Options) (*linear.Model, error) {
	m, err := linear.Train(ctx, rows, features, classes, o)
	if err != nil {
		return nil, err
	}
	impossible := ^uint32(0)
	for _, r := range rows {
		impossible &= r.Never
	}
	for c := range classes {
		if impossible>>c&1 == 1 {
			m.W[o.Prior*classes+c] = never
		}
	}
	return m, nil
}

// Predict gives a row's class probabilities.
func Predict(m *linear.Model, r linear.Row) []float64 {
	z := make([]float64, m.Classes)
	m.Scores(r.Features, z)
	linear.Softmax(z)
	return z
}
