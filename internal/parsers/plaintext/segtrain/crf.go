// Package segtrain fits the weights of package segment: first a linear-chain
// conditional random field, by stochastic gradient descent on the penalised
// log-likelihood, then, for pages without headers, a regression on how posts of
// forums are worded and trees by gradient boosting on what fields and the
// regression say of pages that they have not seen. It is deterministic: the
// same documents and options give the same weights.
package segtrain

import (
	"math"
	"math/rand/v2"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

// Document is a page with the label of each line.
type Document struct {
	ID    string
	Site  string // what cross-validation keeps together
	Lines []segment.Line
	Gold  []segment.Label
	// Stated are the lines with which comments begin by the gold's own ranges,
	// which on some pages count a comment's header as its first line.
	Stated []int
	// Weight is how much the document counts; 0 means 1.
	Weight float64
	// Foreign documents are of another kind than the pages that the model is
	// for, such as the posts of a forum. What they share with pages is learned
	// from them too, what sets them apart is kept apart and dropped: each of
	// their features counts twice, once as everybody's and once as their own
	// (Daumé III, "Frustratingly Easy Domain Adaptation", ACL 2007).
	Foreign bool
}

// Options of training.
type Options struct {
	Epochs   int     // passes over the documents
	Rate     float64 // step size of AdaGrad
	L2       float64 // penalty, per document
	MinCount int     // features of fewer sites are left out
	Seed     uint64
	// Dropout is the share of features hidden from each step, so that no few
	// of them learn to explain everything (Sutton, Sindelar and McCallum,
	// "Reducing Weight Undertraining in Structured Discriminative Learning",
	// NAACL 2006).
	Dropout float64
	// Bonus is added to the score of a start on pages without headers, where
	// the most probable labels find too few: the article would run on into the
	// comments.
	Bonus float64
}

// DefaultOptions are what the shipped weights are made with.
func DefaultOptions() Options {
	return Options{Epochs: 12, Rate: 0.1, L2: 0.05, MinCount: 5, Seed: 1, Bonus: 0.8}
}

const labels = int(segment.NumLabels)

// tables of transitions: one for each style of page, one for foreign documents.
const tables = 4

// instance is a document with its features as numbers.
type instance struct {
	features [][]int32
	gold     []segment.Label
	table    int // which transitions
	weight   float64
}

// trainer holds the parameters: labels values a feature, then a table of
// transitions for each style.
type trainer struct {
	names []string
	w, g2 []float64 // weights and sums of squared gradients
	trans int       // offset of the transitions in w
	opt   Options
	grad  []float64 // of the document at hand, zero elsewhere
	hot   []int     // where grad may differ from zero
}

// Train fits a model to documents.
func Train(docs []Document, opt Options) *segment.Model {
	t := &trainer{opt: opt}
	data := t.prepare(docs)
	rng := rand.New(rand.NewPCG(opt.Seed, 0))
	order := make([]int, len(data))
	for i := range order {
		order[i] = i
	}
	sum := make([]float64, len(t.w))
	for epoch := range opt.Epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, d := range order {
			t.step(t.thin(&data[d], rng))
		}
		if 2*epoch >= opt.Epochs { // averaged over the second half
			for i, v := range t.w {
				sum[i] += v
			}
		}
	}
	n := float64(opt.Epochs - (opt.Epochs+1)/2)
	if n > 0 {
		for i := range sum {
			t.w[i] = sum[i] / n
		}
	}
	return t.model()
}

// thin hides features from an instance. What remains stands for what is hidden:
// weights are learned at the scale that they have together.
func (t *trainer) thin(d *instance, rng *rand.Rand) *instance {
	if t.opt.Dropout == 0 {
		return d
	}
	bound := uint32(t.opt.Dropout * math.MaxUint32)
	out := *d
	out.features = make([][]int32, len(d.features))
	for i, fs := range d.features {
		kept := make([]int32, 0, len(fs))
		for _, f := range fs {
			if rng.Uint32() >= bound {
				kept = append(kept, f)
			}
		}
		out.features[i] = kept
	}
	return &out
}

// step follows the gradient of one document.
func (t *trainer) step(d *instance) {
	if len(d.features) == 0 {
		return
	}
	emit := t.emissions(d)
	trans := t.trans + d.table*labels*labels
	alpha, beta, logZ := t.forwardBackward(d, emit, trans)
	for i := range d.features {
		for l := range labels {
			g := -math.Exp(alpha[i][l] + beta[i][l] - logZ)
			if int(d.gold[i]) == l {
				g++
			}
			if math.Abs(g) < 1e-6 {
				continue
			}
			for _, f := range d.features[i] {
				t.add(int(f)*labels+l, g)
			}
		}
		if i == 0 {
			continue
		}
		t.add(trans+int(d.gold[i-1])*labels+int(d.gold[i]), 1)
		for a := range labels {
			for b := range labels {
				k := trans + a*labels + b
				p := math.Exp(alpha[i-1][a] + t.w[k] + emit[i][b] + beta[i][b] - logZ)
				if ok(segment.Label(a), segment.Label(b)) {
					t.add(k, -p)
				}
			}
		}
	}
	for _, k := range t.hot {
		g := t.grad[k]
		if g == 0 {
			continue // seen before in hot
		}
		t.grad[k] = 0
		g = g*d.weight - t.opt.L2*t.w[k]
		t.g2[k] += g * g
		t.w[k] += t.opt.Rate * g / (math.Sqrt(t.g2[k]) + 1e-8)
	}
	t.hot = t.hot[:0]
}

// add adds to the gradient.
func (t *trainer) add(k int, g float64) {
	if t.grad[k] == 0 {
		t.hot = append(t.hot, k)
	}
	t.grad[k] += g
}

// model turns parameters into a model.
func (t *trainer) model() *segment.Model {
	m := &segment.Model{Weights: make(map[string]segment.Scores, len(t.names))}
	for f, name := range t.names {
		if strings.HasPrefix(name, foreign) {
			continue
		}
		var row segment.Scores
		copy(row[:], t.w[f*labels:(f+1)*labels])
		m.Weights[name] = row
	}
	if keep := 1 - t.opt.Dropout; keep < 1 { // all features speak now
		for name, row := range m.Weights {
			for l := range row {
				row[l] *= keep
			}
			m.Weights[name] = row
		}
	}
	if row, ok := m.Weights[segment.BareBias]; ok {
		row[segment.Start] += t.opt.Bonus
		m.Weights[segment.BareBias] = row
	}
	for s := range m.Trans {
		for a := range labels {
			copy(m.Trans[s][a][:], t.w[t.trans+s*labels*labels+a*labels:])
		}
	}
	return m
}
