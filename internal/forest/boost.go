package forest

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
)

// Row is something to learn from. A share of yes is two rows, weighted by it.
type Row struct {
	Values []float32
	Yes    bool
	Weight float64
	Group  int // rows of one group, such as a site, are drawn together
	Choice int // what the row is an answer to, for Choose
}

// Options are those of Boost.
type Options struct {
	Trees   int
	Leaves  int     // of a tree, at most
	Rate    float64 // by which a tree's answer shrinks
	MinRows float64 // weight of the rows in a leaf, at least
	L2      float64
	Groups  float64 // share of the groups that a tree is grown on
	Columns float64 // share of the numbers it may ask for
	Bins    int
	Seed    uint64
}

// booster grows trees on rows whose values are sorted into bins.
type booster struct {
	opt    Options
	rows   []Row
	cuts   [][]float32 // upper edges of the bins of each number
	bins   [][]uint8   // by number, then row
	odds   []float64
	g, h   []float64
	weight []float64
	rng    *rand.Rand
	groups int
}

// Boost fits a forest to rows by gradient boosting on the logistic loss, with
// second-order steps. The same rows and options give the same forest.
func Boost(rows []Row, opt Options) *Forest {
	b := newBooster(rows, opt)
	starts, all := 0.0, 0.0
	for _, r := range rows {
		all += r.Weight
		if r.Yes {
			starts += r.Weight
		}
	}
	return b.run(&Forest{Base: round(math.Log(starts / (all - starts)))}, func() {
		for i := range rows {
			b.slope(i, 1/(1+math.Exp(-b.odds[i])))
		}
	})
}

func newBooster(rows []Row, opt Options) *booster {
	n := len(rows)
	b := &booster{opt: opt, rows: rows, rng: rand.New(rand.NewPCG(opt.Seed, 1)), odds: make([]float64, n), g: make([]float64, n), h: make([]float64, n)}
	b.sort()
	for _, r := range rows {
		b.groups = max(b.groups, r.Group+1)
		b.weight = append(b.weight, r.Weight)
	}
	return b
}

// run grows the trees of f one after another. slopes calls slope for each row.
func (b *booster) run(f *Forest, slopes func()) *Forest {
	for i := range b.odds {
		b.odds[i] = f.Base
	}
	for range b.opt.Trees {
		slopes()
		t := b.grow()
		for i := range b.rows {
			b.odds[i] += float64(t.Value(b.rows[i].Values))
		}
		f.Trees = append(f.Trees, t)
	}
	return f
}

// slope takes the probability p that row i is yes into the gradient of the loss
// and its second derivative.
func (b *booster) slope(i int, p float64) {
	r := &b.rows[i]
	b.g[i], b.h[i] = -p*r.Weight, p*(1-p)*r.Weight
	if r.Yes {
		b.g[i] += r.Weight
	}
}

// round keeps four digits, which is what is written.
func round(v float64) float64 {
	r, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 4, 64), 64)
	return r
}

// sort finds the bins: quantiles of the values.
func (b *booster) sort() {
	width := len(b.rows[0].Values)
	values := make([]float32, len(b.rows))
	for n := range width {
		for i, r := range b.rows {
			values[i] = r.Values[n]
		}
		sorted := slices.Clone(values)
		slices.Sort(sorted)
		var cuts []float32
		for k := 1; k < b.opt.Bins; k++ {
			if c := float32(round(float64(sorted[k*len(sorted)/b.opt.Bins]))); len(cuts) == 0 || c > cuts[len(cuts)-1] {
				cuts = append(cuts, c)
			}
		}
		bins := make([]uint8, len(values))
		for i, v := range values {
			k, _ := slices.BinarySearch(cuts, v) // the first cut that is not below v
			bins[i] = uint8(k)
		}
		b.cuts, b.bins = append(b.cuts, cuts), append(b.bins, bins)
	}
}

// leaf is a leaf that may be divided.
type leaf struct {
	node   int
	rows   []int32
	gain   float64
	number int
	cut    int // bins up to this one go left
}

// grow grows a tree on a share of the groups and numbers, the leaf that gains
// most first.
func (b *booster) grow() Tree {
	in := make([]bool, b.groups)
	for k := range in {
		in[k] = b.rng.Float64() < b.opt.Groups
	}
	var numbers []int
	for n := range b.cuts {
		if b.rng.Float64() < b.opt.Columns {
			numbers = append(numbers, n)
		}
	}
	var rows []int32
	for i, r := range b.rows {
		if in[r.Group] {
			rows = append(rows, int32(i))
		}
	}
	t := Tree{{Cut: b.answer(rows)}}
	leaves := []leaf{b.divide(0, rows, numbers)}
	for len(leaves) < b.opt.Leaves {
		best := 0
		for k := range leaves {
			if leaves[k].gain > leaves[best].gain {
				best = k
			}
		}
		l := leaves[best]
		if l.gain <= 0 {
			break
		}
		var left, right []int32
		for _, i := range l.rows {
			if int(b.bins[l.number][i]) <= l.cut {
				left = append(left, i)
			} else {
				right = append(right, i)
			}
		}
		k := len(t)
		t = append(t, Node{Cut: b.answer(left)}, Node{Cut: b.answer(right)})
		t[l.node] = Node{Number: l.number, Left: k, Right: k + 1, Cut: b.cuts[l.number][l.cut]}
		leaves[best] = b.divide(k, left, numbers)
		leaves = append(leaves, b.divide(k+1, right, numbers))
	}
	return t
}

// answer is the step of a leaf with these rows.
func (b *booster) answer(rows []int32) float32 {
	var g, h float64
	for _, i := range rows {
		g, h = g+b.g[i], h+b.h[i]
	}
	return float32(round(b.opt.Rate * g / (h + b.opt.L2)))
}

// sums are those of some rows: of gradients, of their slopes and of weights.
type sums struct{ g, h, w float64 }

// divide finds the division of a leaf that gains most.
func (b *booster) divide(node int, rows []int32, numbers []int) leaf {
	out := leaf{node: node, rows: rows}
	var all sums
	own := make([]sums, len(rows)) // side by side: they are read once for each number
	for k, i := range rows {
		own[k] = sums{b.g[i], b.h[i], b.weight[i]}
		all.g, all.h, all.w = all.g+b.g[i], all.h+b.h[i], all.w+b.weight[i]
	}
	if all.w < 2*b.opt.MinRows {
		return out
	}
	score := func(s sums) float64 { return s.g * s.g / (s.h + b.opt.L2) }
	hist := make([]sums, b.opt.Bins)
	for _, n := range numbers {
		clear(hist)
		bins := b.bins[n]
		for k, i := range rows {
			s, r := &hist[bins[i]], &own[k]
			s.g, s.h, s.w = s.g+r.g, s.h+r.h, s.w+r.w
		}
		var left sums
		for k := range b.cuts[n] {
			left.g, left.h, left.w = left.g+hist[k].g, left.h+hist[k].h, left.w+hist[k].w
			right := sums{all.g - left.g, all.h - left.h, all.w - left.w}
			if left.w < b.opt.MinRows || right.w < b.opt.MinRows {
				continue
			}
			if gain := score(left) + score(right) - score(all); gain > out.gain {
				out.gain, out.number, out.cut = gain, n, k
			}
		}
	}
	return out
}
