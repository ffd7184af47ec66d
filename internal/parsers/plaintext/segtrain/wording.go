package segtrain

import (
	"math"
	"math/rand/v2"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

// WordingOptions are those of TrainWording.
type WordingOptions struct {
	Epochs   int
	Rate     float64 // step size of AdaGrad
	L2       float64 // penalty on a weight at each of its uses
	MinCount int     // features of fewer documents are left out
	Lines    int     // lines of a document after its article, at most
	Cutoff   float64 // smaller weights are left out
}

// DefaultWording are the options that the shipped weights are made with.
func DefaultWording() WordingOptions {
	return WordingOptions{Epochs: 4, Rate: 0.05, L2: 0.16, MinCount: 30, Lines: 400, Cutoff: 0.04}
}

// example is a line with its features as numbers.
type example struct {
	features []int32
	start    bool
}

// TrainWording fits a logistic regression on whether a line after the article
// begins a comment, by stochastic gradient descent (Duchi, Hazan and Singer,
// "Adaptive Subgradient Methods", JMLR 2011), averaged over the second half of
// the epochs. The weights are those that are written: of two decimals.
func TrainWording(docs []Document, opt WordingOptions) segment.Wording {
	names, data := examples(docs, opt)
	w, g2, sum := make([]float64, len(names)), make([]float64, len(names)), make([]float64, len(names))
	rng := rand.New(rand.NewPCG(1, 11))
	n := 0.0
	for epoch := range opt.Epochs {
		rng.Shuffle(len(data), func(i, j int) { data[i], data[j] = data[j], data[i] })
		for _, d := range data {
			d.step(w, g2, opt)
		}
		if 2*epoch >= opt.Epochs {
			n++
			for i, v := range w {
				sum[i] += v
			}
		}
	}
	out := make(segment.Wording)
	for i, name := range names {
		if v := math.Round(100*sum[i]/n) / 100; math.Abs(v) >= opt.Cutoff {
			out[name] = v
		}
	}
	return out
}

// step follows the gradient of one line.
func (d example) step(w, g2 []float64, opt WordingOptions) {
	odds := 0.0
	for _, f := range d.features {
		odds += w[f]
	}
	step := -1 / (1 + math.Exp(-odds))
	if d.start {
		step++
	}
	for _, f := range d.features {
		g := step - opt.L2*w[f]
		g2[f] += g * g
		w[f] += opt.Rate * g / (math.Sqrt(g2[f]) + 1e-8)
	}
}

// examples numbers the features of documents, those of few documents left out.
func examples(docs []Document, opt WordingOptions) (names []string, data []example) {
	ids := make(map[string]int32)
	var all []string
	var in, last []int32 // in how many documents a feature occurs, and the last of them
	for n, d := range docs {
		first := articleLines(d)
		end := min(len(d.Lines), first+opt.Lines)
		from := len(data)
		for i := first; i < end; i++ {
			data = append(data, example{start: d.Gold[i] == segment.Start})
		}
		segment.NewContext(d.Lines[:end]).Wordings(first, func(i int, name []byte) {
			id, ok := ids[string(name)]
			if !ok {
				id = int32(len(all))
				all = append(all, string(name))
				ids[all[id]] = id
				in, last = append(in, 0), append(last, -1)
			}
			if last[id] != int32(n) {
				last[id] = int32(n)
				in[id]++
			}
			e := &data[from+i-first]
			e.features = append(e.features, id)
		})
	}
	to := make([]int32, len(all))
	for id, name := range all {
		to[id] = -1
		if int(in[id]) >= opt.MinCount {
			to[id] = int32(len(names))
			names = append(names, name)
		}
	}
	for k := range data {
		kept := data[k].features[:0]
		for _, f := range data[k].features {
			if to[f] >= 0 {
				kept = append(kept, to[f])
			}
		}
		data[k].features = kept
	}
	return names, data
}

// articleLines is how many lines the article of a document has.
func articleLines(d Document) int {
	n := 0
	for n < len(d.Gold) && d.Gold[n] == segment.Article {
		n++
	}
	return n
}
