package classifier

import (
	"math"
	"math/rand/v2"
	"slices"
)

// cell is a bucket's weights with the sums of their squared gradients, side by
// side in memory.
type cell struct {
	w, g [numClasses]float32
	_    [2]float32
}

// weights of a model in training.
type weights struct {
	sparse []cell
	dense  [numDense][numClasses]float64
	place  [][numClasses]float64
	bias   [numClasses]float64
	// sets holds an intercept for each set, which is used in training only:
	// how common the classes are in a set, and where its coders drew the
	// lines, is not what its words mean.
	sets [][numClasses]float64
}

// newWeights are zeros, or what the base model has learned.
func newWeights(o Options, places, sets int) *weights {
	w := &weights{sparse: make([]cell, 1<<o.Bits), place: make([][numClasses]float64, places), sets: make([][numClasses]float64, sets)}
	if m := o.Base; m != nil {
		for i := range w.sparse {
			for k := range 2 {
				w.sparse[i].w[2*k] = float32(m.scale * float64(m.cells[2*i+k]))
			}
		}
		for k := range 2 {
			w.bias[2*k] = m.bias[k]
			for j := range w.dense {
				w.dense[j][2*k] = m.dense[j][k]
			}
		}
	}
	return w
}

// scores are the classes' log odds up to a constant.
func (w *weights) scores(e *encoded) (z [numClasses]float64) {
	var s [numClasses]float32
	for _, f := range e.sparse {
		row := &w.sparse[f.Bucket].w
		s[0] += float32(row[0] * f.Value)
		s[1] += float32(row[1] * f.Value)
		s[2] += float32(row[2] * f.Value)
	}
	for k := range z {
		z[k] = w.bias[k] + float64(s[k])
	}
	for j, v := range e.place {
		for k := range z {
			z[k] += float64(w.place[j][k] * float64(v))
		}
	}
	for j, v := range e.dense {
		for k := range z {
			z[k] += float64(w.dense[j][k] * float64(v))
		}
	}
	return z
}

func softmax(z [numClasses]float64) (p [numClasses]float64) {
	top := max(z[0], z[1], z[2])
	sum := 0.0
	for k := range z {
		p[k] = math.Exp(z[k] - top)
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

// fit is the mean of two fits to examples of several sets: one with an intercept
// for each set and one without. The first says more of sources that are unlike
// those of the examples, the second, which knows a source by its words, more of
// those that are like them.
func fit(data []*encoded, o Options) *weights {
	sets := 0
	for _, e := range data {
		sets = max(sets, e.set+1)
	}
	if sets < 2 {
		return fitOnce(data, o, 0) // the bias is its intercept
	}
	var both mean
	both.add(fitOnce(data, o, sets))
	both.add(fitOnce(data, o, 0))
	return both.weights()
}

// fitOnce trains a multinomial regression with AdaGrad (Duchi, Hazan & Singer
// 2011), the step falling from epoch to epoch; sets is the number of sets with
// an intercept.
func fitOnce(data []*encoded, o Options, sets int) *weights {
	places := 0
	if len(data) > 0 {
		places = len(data[0].place)
	}
	w := newWeights(o, places, sets)
	acc := &accumulators{place: make([][numClasses]float64, places), sets: make([][numClasses]float64, sets)}
	var avg mean
	order := make([]int, len(data))
	for i := range order {
		order[i] = i
	}
	rng := rand.New(rand.NewPCG(o.Seed, 1))
	for epoch := range o.Epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		decay := 1 - float64(epoch)/float64(o.Epochs+1)
		for _, i := range order {
			w.learn(data[i], acc, o, decay)
		}
		if 2*(epoch+1) > o.Epochs {
			avg.add(w)
		}
	}
	return avg.weights()
}

// mean sums up the weights after several epochs: their mean is steadier than
// the last (Polyak & Juditsky 1992).
type mean struct {
	sum *weights
	n   float64
}

func (m *mean) add(w *weights) {
	m.n++
	if m.sum == nil {
		m.sum = &weights{sparse: slices.Clone(w.sparse), dense: w.dense, place: slices.Clone(w.place), bias: w.bias}
		return
	}
	for i := range w.sparse {
		for k, v := range w.sparse[i].w {
			m.sum.sparse[i].w[k] += v
		}
	}
	plus(m.sum.dense[:], w.dense[:])
	plus(m.sum.place, w.place)
	for k, v := range w.bias {
		m.sum.bias[k] += v
	}
}

func plus(sum, rows [][numClasses]float64) {
	for j := range rows {
		for k, v := range rows[j] {
			sum[j][k] += v
		}
	}
}

// weights are the mean.
func (m *mean) weights() *weights {
	w := m.sum
	for i := range w.sparse {
		for k := range w.sparse[i].w {
			w.sparse[i].w[k] /= float32(m.n)
		}
	}
	for _, rows := range [][][numClasses]float64{w.dense[:], w.place} {
		for j := range rows {
			for k := range rows[j] {
				rows[j][k] /= m.n
			}
		}
	}
	for k := range w.bias {
		w.bias[k] /= m.n
	}
	return w
}

// accumulators are the sums of squared gradients of what is not a cell.
type accumulators struct {
	dense [numDense][numClasses]float64
	place [][numClasses]float64
	bias  [numClasses]float64
	sets  [][numClasses]float64
}

// learn takes one step for one example.
func (w *weights) learn(e *encoded, acc *accumulators, o Options, decay float64) {
	z := w.scores(e)
	several := e.set < len(w.sets)
	if several {
		for k, v := range w.sets[e.set] {
			z[k] += v
		}
	}
	p := softmax(z)
	for k := range p {
		p[k] = (p[k] - e.target[k]) * e.weight
	}
	rate := o.Rate * decay
	l2, d0, d1, d2 := float32(o.L2*e.weight), float32(p[0]), float32(p[1]), float32(p[2])
	for _, f := range e.sparse {
		c := &w.sparse[f.Bucket]
		c.step(0, float32(d0*f.Value)+float32(l2*c.w[0]), float32(rate))
		c.step(1, float32(d1*f.Value)+float32(l2*c.w[1]), float32(rate))
		c.step(2, float32(d2*f.Value)+float32(l2*c.w[2]), float32(rate))
	}
	for k := range p {
		for j, v := range e.place {
			d := float64(p[k]*float64(v)) + float64(o.PlaceL2*e.weight*w.place[j][k])
			step(&w.place[j][k], &acc.place[j][k], d, o.PlaceRate*decay)
		}
		for j, v := range e.dense {
			step(&w.dense[j][k], &acc.dense[j][k], p[k]*float64(v), rate)
		}
		step(&w.bias[k], &acc.bias[k], p[k], rate)
		if several {
			step(&w.sets[e.set][k], &acc.sets[e.set][k], p[k], rate)
		}
	}
}

// step moves one weight against its gradient d.
func (c *cell) step(k int, d, rate float32) {
	g := c.g[k] + float32(d*d)
	c.g[k] = g
	c.w[k] -= float32(rate * d / (float32(math.Sqrt(float64(g))) + 1e-3))
}

func step(w, acc *float64, d, rate float64) {
	*acc += float64(d * d)
	*w -= float64(rate * d / (math.Sqrt(*acc) + 1e-3))
}
