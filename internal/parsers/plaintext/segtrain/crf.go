// Package segtrain fits the weights of package segment: a linear-chain
// conditional random field, by stochastic gradient descent on the penalised
// log-likelihood. It is deterministic: the same documents and options give the
// same weights.
package segtrain

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

// Document is a page with the label of each line.
type Document struct {
	ID    string
	Site  string // what cross-validation keeps together
	Lines []segment.Line
	Gold  []segment.Label
	// Weight is how much the document counts; 0 means 1.
	Weight float64
}

// Options of training.
type Options struct {
	Epochs   int     // passes over the documents
	Rate     float64 // step size of AdaGrad
	L2       float64 // penalty, per document
	MinCount int     // features of fewer sites are left out
	Seed     uint64
}

// DefaultOptions are what the shipped weights are made with.
func DefaultOptions() Options {
	return Options{Epochs: 20, Rate: 0.1, L2: 0.02, MinCount: 4, Seed: 1}
}

const labels = int(segment.NumLabels)

// instance is a document with its features as numbers.
type instance struct {
	features [][]int32
	gold     []segment.Label
	style    segment.Style
	weight   float64
}

// trainer holds the parameters: labels values a feature, then a table of
// transitions for each style.
type trainer struct {
	names []string
	w, g2 []float64 // weights and sums of squared gradients
	trans int       // offset of the transitions in w
	opt   Options
	grad  map[int]float64
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
			t.step(&data[d], float64(len(data)))
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

// countDocuments counts in how many sites each feature occurs: what one site
// alone has says nothing about others.
func (t *trainer) countDocuments(docs []Document) map[string]int {
	count, last := make(map[string]int), make(map[string]int)
	bySite := slices.Clone(docs)
	slices.SortStableFunc(bySite, func(a, b Document) int { return strings.Compare(a.Site, b.Site) })
	site := 0
	for n, d := range bySite {
		if n == 0 || d.Site != bySite[n-1].Site {
			site++
		}
		x := segment.NewContext(d.Lines)
		for i := range d.Lines {
			x.Features(i, func(name []byte) {
				if last[string(name)] != site {
					last[string(name)] = site
					count[string(name)]++
				}
			})
		}
	}
	return count
}

// prepare numbers the features that occur often enough.
func (t *trainer) prepare(docs []Document) []instance {
	count := t.countDocuments(docs)
	ids := make(map[string]int32)
	data := make([]instance, len(docs))
	for n, d := range docs {
		x := segment.NewContext(d.Lines)
		inst := instance{features: make([][]int32, len(d.Lines)), gold: d.Gold, style: x.Style(), weight: d.Weight}
		if inst.weight == 0 {
			inst.weight = 1
		}
		for i := range d.Lines {
			x.Features(i, func(name []byte) {
				if count[string(name)] < t.opt.MinCount {
					return
				}
				id, ok := ids[string(name)]
				if !ok {
					id = int32(len(t.names))
					ids[string(name)] = id
					t.names = append(t.names, string(name))
				}
				inst.features[i] = append(inst.features[i], id)
			})
		}
		data[n] = inst
	}
	t.trans = len(t.names) * labels
	t.w = make([]float64, t.trans+3*labels*labels)
	t.g2 = make([]float64, len(t.w))
	return data
}

// step follows the gradient of one document.
func (t *trainer) step(d *instance, n float64) {
	if len(d.features) == 0 {
		return
	}
	emit := t.emissions(d)
	trans := t.trans + int(d.style)*labels*labels
	alpha, beta, logZ := t.forwardBackward(d, emit, trans)
	t.grad = make(map[int]float64, len(t.grad))
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
				t.grad[int(f)*labels+l] += g
			}
		}
		if i == 0 {
			continue
		}
		t.grad[trans+int(d.gold[i-1])*labels+int(d.gold[i])]++
		for a := range labels {
			for b := range labels {
				k := trans + a*labels + b
				p := math.Exp(alpha[i-1][a] + t.w[k] + emit[i][b] + beta[i][b] - logZ)
				if ok(segment.Label(a), segment.Label(b)) {
					t.grad[k] -= p
				}
			}
		}
	}
	for k, g := range t.grad {
		g = g*d.weight - t.opt.L2*t.w[k]
		t.g2[k] += g * g
		t.w[k] += t.opt.Rate * g / (math.Sqrt(t.g2[k]) + 1e-8)
	}
	_ = n
}

// emissions are the scores of the labels at each line.
func (t *trainer) emissions(d *instance) [][labels]float64 {
	emit := make([][labels]float64, len(d.features))
	for i, fs := range d.features {
		for _, f := range fs {
			for l := range labels {
				emit[i][l] += t.w[int(f)*labels+l]
			}
		}
	}
	return emit
}

// forwardBackward runs the sums of the chain in logarithms.
func (t *trainer) forwardBackward(d *instance, emit [][labels]float64, trans int) (alpha, beta [][labels]float64, logZ float64) {
	n := len(emit)
	alpha, beta = make([][labels]float64, n), make([][labels]float64, n)
	var terms [labels]float64
	for b := range labels {
		alpha[0][b] = emit[0][b]
		if segment.Label(b) == segment.Continue {
			alpha[0][b] = math.Inf(-1)
		}
	}
	for i := 1; i < n; i++ {
		for b := range labels {
			for a := range labels {
				terms[a] = math.Inf(-1)
				if ok(segment.Label(a), segment.Label(b)) {
					terms[a] = alpha[i-1][a] + t.w[trans+a*labels+b]
				}
			}
			alpha[i][b] = logSum(terms) + emit[i][b]
		}
	}
	for i := n - 2; i >= 0; i-- {
		for a := range labels {
			for b := range labels {
				terms[b] = math.Inf(-1)
				if ok(segment.Label(a), segment.Label(b)) {
					terms[b] = t.w[trans+a*labels+b] + emit[i+1][b] + beta[i+1][b]
				}
			}
			beta[i][a] = logSum(terms)
		}
	}
	return alpha, beta, logSum(alpha[n-1])
}

// ok reports whether b may follow a.
func ok(a, b segment.Label) bool { return segment.Allowed(a, b) }

func logSum(v [labels]float64) float64 {
	top := math.Inf(-1)
	for _, x := range v {
		top = math.Max(top, x)
	}
	if math.IsInf(top, -1) {
		return top
	}
	sum := 0.0
	for _, x := range v {
		sum += math.Exp(x - top)
	}
	return top + math.Log(sum)
}

// model turns parameters into a model.
func (t *trainer) model() *segment.Model {
	m := &segment.Model{Weights: make(map[string]segment.Scores, len(t.names))}
	for f, name := range t.names {
		var row segment.Scores
		copy(row[:], t.w[f*labels:(f+1)*labels])
		m.Weights[name] = row
	}
	for s := range m.Trans {
		for a := range labels {
			copy(m.Trans[s][a][:], t.w[t.trans+s*labels*labels+a*labels:])
		}
	}
	return m
}
