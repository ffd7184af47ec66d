package segment

import (
	"math"
	"slices"
)

// view is the part of a page after its article.
type view struct {
	x        *Context
	first, n int
	odds, p  []float64
	said     []float64 // log odds of a start by the wording alone
	rankSaid []float64
	length   []float64 // log(1+words) of each line
	short    []bool    // few words and no stop at the end
	named    []bool    // may be nothing but a name
	class    []int     // of its form: length and whether it is closed
	rankOdds []float64 // place among all lines, from 0 to 1
	rankLen  []float64
	byClass  [2 * lengths][2]float64 // sums of p and numbers of lines
	byEnd    [256][2]float64         // of lines after one that ends so
	last     []float64               // lines since the last probable start
	run      []float64               // words since then
	page     []float32
	mean     float64
}

// lengths are the classes of length.
const lengths = 4

func (v *view) info(i int) *info { return &v.x.info[v.first+i] }

// measure fills in what single lines are like.
func (v *view) measure() {
	for i := range v.n {
		in := v.info(i)
		v.p = append(v.p, 1/(1+math.Exp(-v.odds[i])))
		v.length = append(v.length, math.Log1p(float64(in.words)))
		open := in.end == 'a' || in.end == '1' || in.end == '#'
		v.short = append(v.short, in.words <= 12 && open)
		v.named = append(v.named, in.name && open)
		c := 0
		for _, bound := range [lengths - 1]int{6, 15, 40} {
			if in.words > bound {
				c++
			}
		}
		if open {
			c += lengths
		}
		v.class = append(v.class, c)
		v.byClass[c][0] += v.p[i]
		v.byClass[c][1]++
		if i > 0 {
			end := v.info(i - 1).end
			v.byEnd[end][0] += v.p[i]
			v.byEnd[end][1]++
		}
	}
	v.rankOdds, v.rankLen, v.rankSaid = ranks(v.odds), ranks(v.length), ranks(v.said)
	lines, words := 0.0, 0.0
	for i := range v.n {
		v.last, v.run = append(v.last, lines), append(v.run, math.Log1p(words))
		if lines++; v.p[i] >= 0.4 {
			lines, words = 0, 0
		}
		words += float64(v.info(i).words)
	}
}

// ranks are the places of values among all, from 0 to 1.
func ranks(values []float64) []float64 {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	out := make([]float64, len(values))
	for i, x := range values {
		k, _ := slices.BinarySearch(sorted, x)
		out[i] = float64(k) / float64(max(1, len(values)-1))
	}
	return out
}

// sumUp fills in what the page as a whole is like.
func (v *view) sumUp() {
	n := float64(v.n)
	var odds, p2, sure, length, length2, short, named, open, lower, stops, over, steps, closing, voc, stop, alike float64
	lens := make([]float64, v.n)
	for i := range v.n {
		in := v.info(i)
		lens[i] = float64(in.words)
		odds += v.p[i]
		p2 += v.p[i] * v.p[i]
		sure += one(v.p[i] > 0.5)
		length += v.length[i]
		length2 += v.length[i] * v.length[i]
		short += one(v.short[i])
		named += one(v.named[i])
		open += one(v.class[i] >= lengths)
		lower += one(in.first == 'l')
		stops += float64(in.stops)
		over += in.over1
		closing += one(in.closing)
		voc += one(in.voc)
		stop += one(in.end == '.')
		if i+1 < v.n {
			steps += one(v.short[i] && v.info(i+1).words > 12)
			alike += v.length[i] * v.length[i+1]
		}
	}
	slices.Sort(lens)
	v.mean = odds / n
	spread := math.Sqrt(max(0, length2/n-length*length/n/n))
	follow := 0.0
	if v.n > 3 && spread > 0.01 {
		follow = (alike/(n-1) - length*length/n/n) / (spread * spread)
	}
	for _, f := range []float64{math.Log(n), v.mean, length / n, spread, short / n, named / n, open / n, lower / n,
		math.Log1p(lens[v.n/2]), math.Log1p(lens[v.n*9/10]), follow, over / n, math.Sqrt(max(0, p2/n-v.mean*v.mean)), sure / n,
		steps / n, stop / n, stops / n, closing / n, voc / n} {
		v.page = append(v.page, float32(f))
	}
}
