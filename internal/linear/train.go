package linear

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"
)

// Row is one labelled example.
type Row struct {
	Features []Feature
	Label    int     // 0 <= Label < classes
	Weight   float64 // how much the row counts; 1 is usual
	// Never has a bit for each class that the row's coders could not choose;
	// the row says nothing about its probability.
	Never uint32
	// Apart is set where the row's features beside the free ones teach a model
	// of its style alone, not the one of all rows.
	Apart bool
}

// Options of [Train]. The zero value of a field means its default.
type Options struct {
	// L2 is the penalty on squared weights, relative to the summed row
	// weights (default 1e-4).
	L2 float64
	// Free features (below this ID) are penalised FreeL2 times as much,
	// so that few strong features need not compete with many weak ones.
	Free   int
	FreeL2 float64
	// Prior is the feature that every row has.
	Prior int
	// Iterations of L-BFGS at most (default 60).
	Iterations int
	// Start is where to begin; nil means zero weights. Its shape must fit.
	Start *Model
}

// parts is the number of pieces in which gradients are summed; fixed, so that
// results do not depend on the number of cores.
const parts = 4

// Train fits a model with the given numbers of features and classes to rows.
func Train(ctx context.Context, rows []Row, features, classes int, o Options) (*Model, error) {
	if len(rows) == 0 {
		return nil, errors.New("training: no rows")
	}
	for i, r := range rows {
		if r.Label < 0 || r.Label >= classes || r.Never>>r.Label&1 == 1 {
			return nil, fmt.Errorf("training: row %d has label %d of %d classes", i, r.Label, classes)
		}
	}
	if o.L2 == 0 {
		o.L2 = 1e-4
	}
	if o.FreeL2 == 0 {
		o.FreeL2 = 1
	}
	if o.Iterations == 0 {
		o.Iterations = 60
	}
	p := newProblem(rows, features, classes, o)
	w := make([]float64, features*classes)
	if o.Start != nil {
		if len(o.Start.W) != len(w) {
			return nil, fmt.Errorf("training: start model has %d weights, want %d", len(o.Start.W), len(w))
		}
		for i, x := range o.Start.W {
			w[i] = float64(x)
		}
	}
	if err := lbfgs(ctx, p.value, w, o.Iterations); err != nil {
		return nil, err
	}
	m := New(features, classes)
	for i, x := range w {
		m.W[i] = float32(x)
	}
	return m, nil
}

// problem is the regularised negative log likelihood, per unit of row weight.
type problem struct {
	rows              []Row
	features, classes int
	o                 Options
	total             float64
	grads             [parts][]float64
	penalty           []float64 // by weight
}

func newProblem(rows []Row, features, classes int, o Options) *problem {
	p := &problem{rows: rows, features: features, classes: classes, o: o}
	for _, r := range rows {
		p.total += r.Weight
	}
	p.penalty = penalties(features, classes, o)
	for i := range p.grads {
		p.grads[i] = make([]float64, features*classes)
	}
	return p
}

// penalties gives each weight its share of L2.
func penalties(features, classes int, o Options) []float64 {
	out := make([]float64, features*classes)
	for i := range out {
		out[i] = o.L2
		if i < o.Free*classes {
			out[i] *= o.FreeL2
		}
	}
	return out
}

// value computes the loss at w and its gradient into g.
func (p *problem) value(w, g []float64) float64 {
	var wg sync.WaitGroup
	var losses [parts]float64
	for i := range parts {
		from, to := len(p.rows)*i/parts, len(p.rows)*(i+1)/parts
		wg.Go(func() {
			clear(p.grads[i])
			losses[i] = p.part(p.rows[from:to], w, p.grads[i])
		})
	}
	wg.Wait()
	loss := 0.0
	for _, l := range losses {
		loss += l
	}
	loss /= p.total
	for i, x := range w {
		sum := 0.0
		for j := range parts {
			sum += p.grads[j][i]
		}
		l2 := p.penalty[i]
		g[i] = sum/p.total + l2*x
		loss += l2 * x * x / 2
	}
	return loss
}

func (p *problem) part(rows []Row, w, g []float64) float64 {
	k := p.classes
	z := make([]float64, k)
	loss := 0.0
	for _, r := range rows {
		clear(z)
		for _, f := range r.Features {
			at := int(f.ID) * k
			x := float64(f.X)
			for c := range k {
				z[c] += w[at+c] * x
			}
		}
		for c := range z {
			if r.Never>>c&1 == 1 {
				z[c] = math.Inf(-1)
			}
		}
		Softmax(z)
		loss -= r.Weight * math.Log(math.Max(z[r.Label], 1e-300))
		z[r.Label]--
		for c := range z {
			z[c] *= r.Weight
		}
		for _, f := range r.Features {
			at := int(f.ID) * k
			x := float64(f.X)
			for c := range k {
				g[at+c] += z[c] * x
			}
		}
	}
	return loss
}
