package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync/atomic"
)

const (
	// cellsFrom is the number of points from which on they are taken together
	// in cells, and clusters in groups: the place of a change stays exact, its
	// p value and interval then rest on the cells.
	cellsFrom  = 4096
	cells      = 256
	cellGroups = 256
)

// stretch is a part of a series that is looked at for one change.
type stretch struct {
	e       []float64 // deviations from the mean
	tied    []bool    // the point stands at the same X as the one before
	lo, hi  int       // admissible places, inclusive
	ends    []int     // of the cells, exclusive
	entries []entry   // of all cells, in order
	upTo    []int     // of each cell, the end of its entries
	groups  int
}

// entry is what one group of clusters has in one cell.
type entry struct {
	group  int
	sum, n float64
}

func newStretch(points []Point, lo, hi int) *stretch {
	st := &stretch{e: make([]float64, len(points)), tied: make([]bool, len(points)), lo: lo, hi: hi}
	mean := meanY(points)
	for i, p := range points {
		st.e[i], st.tied[i] = p.Y-mean, i > 0 && p.X == points[i-1].X
	}
	size := 1
	if len(points) >= cellsFrom {
		size = (len(points) + cells - 1) / cells
	}
	number := numbered(points, size > 1)
	st.groups = slices.Max(number) + 1
	at := make([]int, st.groups) // one past the group's entry in this cell
	for from := 0; from < len(points); {
		to, begin := min(from+size, len(points)), len(st.entries)
		for to < len(points) && st.tied[to] {
			to++
		}
		for i := from; i < to; i++ {
			g := number[i]
			if at[g] <= begin {
				st.entries = append(st.entries, entry{group: g})
				at[g] = len(st.entries)
			}
			en := &st.entries[at[g]-1]
			en.sum += st.e[i]
			en.n++
		}
		st.ends, st.upTo = append(st.ends, to), append(st.upTo, len(st.entries))
		from = to
	}
	return st
}

// numbered gives each point the number of its cluster, from 0 in order of
// appearance, or of the group that the cluster falls in.
func numbered(points []Point, grouped bool) []int {
	out := make([]int, len(points))
	number := map[int]int{}
	for i, p := range points {
		key := p.Cluster
		if grouped {
			key = int(mix(uint64(key)) % cellGroups)
		}
		id, ok := number[key]
		if !ok {
			id = len(number)
			number[key] = id
		}
		out[i] = id
	}
	return out
}

// place is where the mean changes most; -1 where all values are the same.
func (st *stretch) place() int {
	n, s := float64(len(st.e)), 0.0
	at, most := -1, 1e-18
	for i, e := range st.e[:st.hi] {
		s += e
		if i+1 < st.lo || i+1 < len(st.tied) && st.tied[i+1] {
			continue
		}
		left := float64(i + 1)
		if v := s * s * n / (left * (n - left)); v > most {
			at, most = i+1, v
		}
	}
	return at
}

// strongest is the largest squared CUSUM statistic over the ends of cells, and
// the end that has it, where the sums and the counts of each group are
// multiplied by the group's factor; -1 where there is none.
func (st *stretch) strongest(sums, counts []float64) (int, float64) {
	var n, total float64
	for i := range st.entries {
		en := &st.entries[i]
		n += counts[en.group] * en.n
		total += sums[en.group] * en.sum
	}
	mean := total / n
	var left, s float64
	at, most, from := -1, 0.0, 0
	for c, to := range st.upTo {
		for i := from; i < to; i++ {
			en := &st.entries[i]
			left += counts[en.group] * en.n
			s += sums[en.group] * en.sum
		}
		from = to
		if st.ends[c] < st.lo || left <= 0 {
			continue
		}
		if st.ends[c] > st.hi || left >= n {
			break
		}
		d := s - mean*left
		if v := d * d * n / (left * (n - left)); v > most {
			at, most = st.ends[c], v
		}
	}
	return at, most
}

// pValue is the share of r wild resamples whose statistic is as large.
func (st *stretch) pValue(r int, seed uint64) float64 {
	ones := make([]float64, st.groups)
	for i := range ones {
		ones[i] = 1
	}
	_, observed := st.strongest(ones, ones)
	var extreme atomic.Int64
	Parallel((r+chunk-1)/chunk, func(c int) {
		rng := rand.New(newPCG(seed, c))
		sign := make([]float64, st.groups)
		for range min((c+1)*chunk, r) - c*chunk {
			var word uint64
			for i := range sign {
				if i%64 == 0 {
					word = rng.Uint64()
				}
				sign[i] = float64(int(word>>(i%64)&1)*2 - 1)
			}
			if _, v := st.strongest(sign, ones); v >= observed*(1-1e-9) {
				extreme.Add(1)
			}
		}
	})
	return float64(1+extreme.Load()) / float64(1+r)
}

// interval is where the change falls when groups are resampled; k is its place
// and lies inside.
func (st *stretch) interval(k, r int, level float64, seed uint64) (lo, hi int) {
	places := make([]float64, r)
	Parallel((r+chunk-1)/chunk, func(c int) {
		rng := rand.New(newPCG(seed, c))
		weight := make([]float64, st.groups)
		for i := c * chunk; i < min((c+1)*chunk, r); i++ {
			clear(weight)
			for range weight {
				weight[rng.IntN(len(weight))]++
			}
			at, _ := st.strongest(weight, weight)
			if at < 0 {
				at = k
			}
			places[i] = float64(at)
		}
	})
	slices.Sort(places)
	tail := (1 - level) / 2
	lo = int(math.Floor(sortedQuantile(places, tail)))
	hi = int(math.Ceil(sortedQuantile(places, 1-tail)))
	// A place in a cell is known to within the cell on either side.
	margin := 0
	if len(st.e) >= cellsFrom {
		margin = (len(st.e) + cells - 1) / cells
	}
	return max(min(lo, k)-margin, st.lo), min(max(hi, k)+margin, st.hi)
}
