package linear

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
)

// svmPasses bounds the passes over the rows of [TrainSVM], and svmGap is the
// violation of the optimality conditions below which it stops.
const (
	svmPasses = 60
	svmGap    = 0.05
)

// TrainSVM fits one linear support vector machine for each class against the
// others, with the squared hinge loss: dual coordinate descent (Hsieh et al.
// 2008, the solver of LIBLINEAR). Time goes with the entries of the rows, not
// with the number of features, so it suits samples of some thousand rows. Of
// the options L2 (1/C, for a row of weight 1), Free and FreeL2 count. Scores
// are margins: they order rows, and need a calibration to be probabilities.
// A row whose Never has a class is left out for that class.
func TrainSVM(ctx context.Context, rows []Row, features, classes int, o Options) (*Model, error) {
	if len(rows) == 0 {
		return nil, errors.New("training: no rows")
	}
	if o.L2 == 0 {
		o.L2 = 1
	}
	for i, r := range rows {
		if r.Label < 0 || r.Label >= classes {
			return nil, fmt.Errorf("training: row %d has label %d of %d classes", i, r.Label, classes)
		}
		for _, f := range r.Features {
			if int(f.ID) >= features {
				return nil, fmt.Errorf("training: row %d has feature %d of %d", i, f.ID, features)
			}
		}
	}
	m := New(features, classes)
	s := newDual(rows, features, o)
	for c := range classes {
		if err := s.solve(ctx, c); err != nil {
			return nil, err
		}
		for i, x := range s.w {
			m.W[i*classes+c] = float32(x * s.stretch(i))
		}
	}
	return m, nil
}

// dual is the dual problem of one class against the others.
type dual struct {
	rows  []Row
	o     Options
	free  float64   // what free features are multiplied by
	w     []float64 // in the stretched space
	alpha []float64
	q     []float64 // squared length of each row and its share of the loss
}

func newDual(rows []Row, features int, o Options) *dual {
	d := &dual{rows: rows, o: o, free: 1, w: make([]float64, features), alpha: make([]float64, len(rows)), q: make([]float64, len(rows))}
	if o.FreeL2 > 0 {
		d.free = 1 / math.Sqrt(o.FreeL2)
	}
	for i, r := range rows {
		for _, f := range r.Features {
			x := float64(f.X) * d.stretch(int(f.ID))
			d.q[i] += x * x
		}
		d.q[i] += o.L2 / (2 * math.Max(r.Weight, 1e-9))
	}
	return d
}

func (d *dual) stretch(id int) float64 {
	if id < d.o.Free {
		return d.free
	}
	return 1
}

// solve fits class c against the others into d.w.
func (d *dual) solve(ctx context.Context, c int) error {
	clear(d.w)
	clear(d.alpha)
	order := make([]int, 0, len(d.rows))
	for i, r := range d.rows {
		if r.Never>>c&1 == 0 {
			order = append(order, i)
		}
	}
	rng := rand.New(rand.NewPCG(uint64(c), 1))
	for range svmPasses {
		if err := ctx.Err(); err != nil {
			return err
		}
		rng.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		worst := 0.0
		for _, i := range order {
			worst = math.Max(worst, d.step(i, c))
		}
		if worst < svmGap {
			break
		}
	}
	return nil
}

// step optimises the dual variable of one row and gives by how much it was off.
func (d *dual) step(i, c int) float64 {
	r := &d.rows[i]
	y := -1.0
	if r.Label == c {
		y = 1
	}
	z := 0.0
	for _, f := range r.Features {
		z += d.w[f.ID] * float64(f.X) * d.stretch(int(f.ID))
	}
	g := y*z - 1 + d.alpha[i]*d.o.L2/(2*math.Max(r.Weight, 1e-9))
	off := g
	if d.alpha[i] == 0 {
		off = math.Min(g, 0)
	}
	if math.Abs(off) < 1e-12 {
		return 0
	}
	old := d.alpha[i]
	d.alpha[i] = math.Max(0, old-g/d.q[i])
	if step := (d.alpha[i] - old) * y; step != 0 {
		for _, f := range r.Features {
			d.w[f.ID] += step * float64(f.X) * d.stretch(int(f.ID))
		}
	}
	return math.Abs(off)
}
