package edgetrain

import (
	"math"
	"math/rand/v2"

	"github.com/undertone-project/undertone/internal/structure/edge"
)

// FitOptions are the settings of [Fit].
type FitOptions struct {
	L2     float64 // strength of the pull of all weights to 0, per example weight
	WordL2 float64 // the same for the weights of words
	Epochs int
	Rate   float64 // step of Adam
	Seed   uint64
}

// Model makes a model of the weights that [Fit] found.
func Model(w []float64, lexicon map[string]int32) *edge.Model {
	m := &edge.Model{Words: map[string]float64{}, TempDepthFirst: 1, TempTime: 1}
	copy(m.DepthFirst[:], w)
	for name, id := range lexicon {
		m.Words[name] = w[edge.Dim+int(id)]
	}
	return m
}

// Fit finds the weights that make the true parents of the examples most
// probable, with an L2 penalty, by Adam on small batches. The result depends
// on the examples, their order and the seed only.
func Fit(examples []edge.Example, words int, opt FitOptions) []float64 {
	n := edge.Dim + words
	w, m, s, grad := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	rng := rand.New(rand.NewPCG(opt.Seed, 1))
	order := make([]int, len(examples))
	total := 0.0
	for i := range order {
		order[i] = i
		total += examples[i].Gain
	}
	const batch = 128
	step := 0
	for epoch := range opt.Epochs {
		rng.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		rate := opt.Rate * (1 - float64(epoch)/float64(opt.Epochs))
		for at := 0; at < len(order); at += batch {
			end := min(at+batch, len(order))
			clear(grad)
			gain := 0.0
			for _, i := range order[at:end] {
				gradient(&examples[i], w, grad)
				gain += examples[i].Gain
			}
			step++
			c1, c2 := 1-math.Pow(0.9, float64(step)), 1-math.Pow(0.999, float64(step))
			for k := range w {
				l2 := opt.L2
				if k >= edge.Dim {
					l2 = opt.WordL2
				}
				g := grad[k]/gain + l2*w[k]
				m[k] = 0.9*m[k] + 0.1*g
				s[k] = 0.999*s[k] + 0.001*g*g
				w[k] -= rate * (m[k] / c1) / (math.Sqrt(s[k]/c2) + 1e-8)
			}
		}
	}
	return w
}

// gradient adds the gradient of an example's loss.
func gradient(ex *edge.Example, w, grad []float64) {
	base := [3]float64{0, ex.Offset, ex.Offset}
	for _, f := range ex.Cues {
		for s := range base {
			base[s] += float64(f.Value) * w[edge.CueWeight(f.Index, s)]
		}
	}
	for _, f := range ex.Words {
		base[1] += w[edge.Dim+int(f)]
		base[2] += w[edge.Dim+int(f)]
	}
	scores := make([]float64, len(ex.Cands))
	top := math.Inf(-1)
	for k, c := range ex.Cands {
		scores[k] = base[c.Slot]
		for _, f := range c.Pairs {
			scores[k] += float64(f.Value) * w[edge.PairWeight(f.Index, c.Slot)]
		}
		top = max(top, scores[k])
	}
	sum := 0.0
	for k := range scores {
		scores[k] = math.Exp(scores[k] - top)
		sum += scores[k]
	}
	var slots [3]float64
	for k, c := range ex.Cands {
		d := scores[k] / sum
		if k == ex.Label {
			d--
		}
		d *= ex.Gain
		slots[c.Slot] += d
		for _, f := range c.Pairs {
			grad[edge.PairWeight(f.Index, c.Slot)] += d * float64(f.Value)
		}
	}
	for _, f := range ex.Words {
		grad[edge.Dim+int(f)] += slots[1] + slots[2]
	}
	for _, f := range ex.Cues {
		for s, d := range slots {
			grad[edge.CueWeight(f.Index, s)] += d * float64(f.Value)
		}
	}
}
