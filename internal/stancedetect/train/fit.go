package train

import (
	"context"
	"hash/fnv"
	"runtime"
	"slices"
	"sync"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/linear"
	"github.com/undertone-project/undertone/internal/stancedetect"
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
					out[i].Apart = x.Nameless()
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
func CrossValidate(ctx context.Context, rows []linear.Row, folds []int, k, features, classes int, o Options) ([][]float64, error) {
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
func fit(ctx context.Context, rows []linear.Row, features, classes int, o Options) (*linear.Model, error) {
	m, err := linear.Train(ctx, o.common(rows), features, classes, o.Options)
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
	if o.Expert != nil {
		err = o.addExpert(ctx, m, rows)
	}
	return m, err
}

// Options say how a model is fitted.
type Options struct {
	linear.Options
	// Expert, where not nil, tells the features that the rows of one style
	// alone have. A second model is fitted to these rows on these features,
	// which are theirs alone, and its scores are added to those of the first:
	// half of what such a row is given comes from rows like it (a gated
	// mixture of experts, Jacobs et al. 1991, with a gate that is known).
	Expert   func(id uint32) bool
	ExpertL2 float64
	// Features from ExpertFrom on are the expert's alone; 0 for none.
	ExpertFrom uint32
}

// common gives the rows without the features that are the expert's alone. Of
// rows set apart, it leaves the free features.
func (o Options) common(rows []linear.Row) []linear.Row {
	if o.ExpertFrom > 0 {
		rows = pick(rows, func(_ linear.Row, id uint32) bool { return id < o.ExpertFrom })
	}
	if o.Expert == nil {
		return rows
	}
	return pick(rows, func(r linear.Row, id uint32) bool { return !r.Apart || int(id) < o.Free })
}

// pick gives the rows with the features that pass.
func pick(rows []linear.Row, pass func(r linear.Row, id uint32) bool) []linear.Row {
	out := slices.Clone(rows)
	for i, r := range rows {
		if !slices.ContainsFunc(r.Features, func(f linear.Feature) bool { return !pass(r, f.ID) }) {
			continue
		}
		out[i].Features = nil
		for _, f := range r.Features {
			if pass(r, f.ID) {
				out[i].Features = append(out[i].Features, f)
			}
		}
	}
	return out
}

// addExpert fits the expert and adds its weights to m.
func (o Options) addExpert(ctx context.Context, m *linear.Model, rows []linear.Row) error {
	var own []linear.Row
	for _, r := range pick(rows, func(_ linear.Row, id uint32) bool { return o.Expert(id) }) {
		if len(r.Features) > 0 {
			own = append(own, r)
		}
	}
	if len(own) == 0 {
		return nil
	}
	l := o.Options
	l.L2 = o.ExpertL2
	e, err := linear.Train(ctx, own, m.Features, m.Classes, l)
	if err != nil {
		return err
	}
	for i, x := range e.W {
		m.W[i] += x
	}
	return nil
}

// Predict gives a row's class probabilities.
func Predict(m *linear.Model, r linear.Row) []float64 {
	z := make([]float64, m.Classes)
	m.Scores(r.Features, z)
	linear.Softmax(z)
	return z
}
