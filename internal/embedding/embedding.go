// Package embedding places words that occur in the same company near each
// other, as learned from unlabelled texts.
package embedding

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
)

// Embedding holds the places of words.
type Embedding struct {
	Dim   int
	index map[uint64]int32
	rows  []float32 // Dim for each word
}

// Options say how an embedding is learned.
type Options struct {
	Dim        int
	MinCount   int // words seen less often have no place
	Window     int // neighbours on each side
	Iterations int // of the subspace iteration
	Seed       uint64
}

// Vector is the place of a word's hash, nil where it has none.
func (e *Embedding) Vector(h uint64) []float32 {
	i, ok := e.index[h]
	if !ok {
		return nil
	}
	return e.rows[int(i)*e.Dim : (int(i)+1)*e.Dim]
}

// Words are the hashes of the words that have a place, in order.
func (e *Embedding) Words() []uint64 {
	out := make([]uint64, 0, len(e.index))
	for h := range e.index {
		out = append(out, h)
	}
	slices.Sort(out)
	return out
}

// Learn factorises the positive pointwise mutual information of neighbouring
// words (Levy & Goldberg 2014; Levy, Goldberg & Dagan 2015) by subspace
// iteration. Texts are the hashes of their words, 0 where neighbourhood ends.
// The result is the same on any number of cores.
func Learn(corpus [][]uint64, o Options) *Embedding {
	e := &Embedding{Dim: o.Dim, index: vocabulary(corpus, o.MinCount)}
	m := ppmi(corpus, e.index, o.Window)
	e.rows = factorise(m, o)
	return e
}

func vocabulary(corpus [][]uint64, minCount int) map[uint64]int32 {
	counts := map[uint64]int{}
	for _, c := range corpus {
		for _, h := range c {
			if h != 0 {
				counts[h]++
			}
		}
	}
	var words []uint64
	for h, n := range counts {
		if n >= minCount {
			words = append(words, h)
		}
	}
	slices.Sort(words)
	index := make(map[uint64]int32, len(words))
	for i, h := range words {
		index[h] = int32(i)
	}
	return index
}

// sparse is a square matrix in compressed rows.
type sparse struct {
	start []int
	col   []int32
	val   []float32
}

// smoothing of the context distribution, after Levy, Goldberg & Dagan (2015).
const smoothing = 0.75

func ppmi(corpus [][]uint64, index map[uint64]int32, window int) *sparse {
	pairs := map[uint64]float32{}
	n := len(index)
	for _, c := range corpus {
		for i, h := range c {
			a, ok := index[h]
			if h == 0 || !ok {
				continue
			}
			for d := 1; d <= window && i+d < len(c); d++ {
				if c[i+d] == 0 {
					continue
				}
				if b, ok := index[c[i+d]]; ok {
					weight := float32(window+1-d) / float32(window)
					pairs[uint64(a)<<32|uint64(b)] += weight
					pairs[uint64(b)<<32|uint64(a)] += weight
				}
			}
		}
	}
	keys := make([]uint64, 0, len(pairs))
	margin := make([]float64, n)
	for k, v := range pairs {
		if v > 0.5 {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	total := 0.0
	for _, k := range keys {
		margin[k>>32] += float64(pairs[k])
		total += float64(pairs[k])
	}
	smoothed := 0.0
	for _, m := range margin {
		smoothed += math.Pow(m, smoothing)
	}
	m := &sparse{start: make([]int, n+1)}
	for _, k := range keys {
		a, b := k>>32, k&math.MaxUint32
		v := math.Log(float64(pairs[k]) / margin[a] * smoothed / math.Pow(margin[b], smoothing))
		if v > 0 {
			m.col = append(m.col, int32(b))
			m.val = append(m.val, float32(v))
			m.start[a+1]++
		}
	}
	for i := range n {
		m.start[i+1] += m.start[i]
	}
	return m
}

// times computes out = m*in for dim columns, rows shared among workers.
func (m *sparse) times(out, in []float32, dim int) {
	n := len(m.start) - 1
	var wg sync.WaitGroup
	const workers = 2
	for w := range workers {
		wg.Go(func() {
			for i := w * n / workers; i < (w+1)*n/workers; i++ {
				row := out[i*dim : (i+1)*dim]
				clear(row)
				for k := m.start[i]; k < m.start[i+1]; k++ {
					v, src := m.val[k], in[int(m.col[k])*dim:][:dim]
					for j := range row {
						row[j] += float32(v * src[j])
					}
				}
			}
		})
	}
	wg.Wait()
}

// factorise finds the leading directions of m by subspace iteration and gives
// each word its place in them, directions weighted by the root of their size.
func factorise(m *sparse, o Options) []float32 {
	n := len(m.start) - 1
	q, z := make([]float32, n*o.Dim), make([]float32, n*o.Dim)
	rng := rand.New(rand.NewPCG(o.Seed, 7))
	for i := range q {
		q[i] = float32(rng.NormFloat64())
	}
	orthonormalise(q, n, o.Dim)
	var size []float64
	for range o.Iterations {
		m.times(z, q, o.Dim)
		q, z = z, q
		size = orthonormalise(q, n, o.Dim)
	}
	for i := range n {
		for j := range o.Dim {
			q[i*o.Dim+j] *= float32(math.Sqrt(size[j]))
		}
	}
	normaliseRows(q, n, o.Dim)
	return q
}

// orthonormalise applies the modified Gram-Schmidt process to the columns and
// gives their lengths before scaling.
func orthonormalise(q []float32, n, dim int) []float64 {
	size := make([]float64, dim)
	dots := make([]float64, dim)
	for j := range dim {
		sum := 0.0
		for i := range n {
			v := float64(q[i*dim+j])
			sum += float64(v * v)
		}
		size[j] = math.Sqrt(sum)
		inv := float32(1 / max(size[j], 1e-12))
		clear(dots)
		for i := range n {
			row := q[i*dim : (i+1)*dim]
			row[j] *= inv
			for k := j + 1; k < dim; k++ {
				dots[k] += float64(row[j]) * float64(row[k])
			}
		}
		for i := range n {
			row := q[i*dim : (i+1)*dim]
			for k := j + 1; k < dim; k++ {
				row[k] -= float32(dots[k]) * row[j]
			}
		}
	}
	return size
}

func normaliseRows(q []float32, n, dim int) {
	for i := range n {
		row := q[i*dim : (i+1)*dim]
		sum := 0.0
		for _, v := range row {
			sum += float64(v) * float64(v)
		}
		if sum == 0 {
			continue
		}
		inv := float32(1 / math.Sqrt(sum))
		for j := range row {
			row[j] *= inv
		}
	}
}
