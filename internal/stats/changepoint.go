package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync/atomic"
)

// ChangePoint is a place in a series where its mean changes.
type ChangePoint struct {
	// Index is the first point of the new mean; Lo and Hi bound it (both
	// inclusive) at the level of the options.
	Index, Lo, Hi int
	// Before and After are the means of the stretches on either side, up to
	// the next change on each side.
	Before, After float64
	P             float64 // of no change in the stretch that was split here
}

// ChangeOptions say how to look for changes. The zero value is usable.
type ChangeOptions struct {
	Alpha float64 // p at or below which a stretch is split; 0 means 0.05
	Level float64 // of the interval of the place; 0 means 0.95
	// MinPoints and MinClusters are the least that a stretch on either side
	// of a change must hold; 0 means 10 points and MinClusters clusters.
	MinPoints, MinClusters int
	Resamples              int // 0 means 999
	Seed                   uint64
	Label                  string
}

func (o ChangeOptions) withDefaults() ChangeOptions {
	if !(o.Alpha > 0) {
		o.Alpha = 0.05
	}
	if !(o.Level > 0 && o.Level < 1) {
		o.Level = DefaultLevel
	}
	if o.MinPoints <= 0 {
		o.MinPoints = 10
	}
	if o.MinClusters <= 0 {
		o.MinClusters = MinClusters
	}
	if o.Resamples <= 0 {
		o.Resamples = 999
	}
	return o
}

// ChangePoints finds changes of the mean in points, which must be in order of
// X; only Y and Cluster are used. It splits where the CUSUM statistic is largest
// and goes on in both parts (binary segmentation: Scott & Knott 1974, Vostrikova
// 1981) as long as the statistic is larger than chance makes it. What chance
// makes of it is found by the cluster wild bootstrap: the residuals of one
// cluster change sign together, at random (Cameron, Gelbach & Miller 2008), so
// that one author's run of alike comments is not taken for a change. The
// interval of a place comes from resampling clusters in the stretch. Changes
// come in order of their place.
func ChangePoints(points []Point, opt ChangeOptions) []ChangePoint {
	o := opt.withDefaults()
	s := &segmenter{points: points, opt: o, seed: DeriveSeed(o.Seed, o.Label+"/changes")}
	s.split(0, len(points))
	slices.SortFunc(s.found, func(a, b ChangePoint) int { return a.Index - b.Index })
	edges := []int{0}
	for _, c := range s.found {
		edges = append(edges, c.Index)
	}
	edges = append(edges, len(points))
	for i := range s.found {
		s.found[i].Before = meanY(points[edges[i]:edges[i+1]])
		s.found[i].After = meanY(points[edges[i+1]:edges[i+2]])
	}
	return s.found
}

func meanY(points []Point) float64 {
	sum := 0.0
	for _, p := range points {
		sum += p.Y
	}
	return sum / float64(len(points))
}

type segmenter struct {
	points []Point
	opt    ChangeOptions
	seed   uint64
	found  []ChangePoint
}

// split looks for a change in points [from, to) and then in its parts.
func (s *segmenter) split(from, to int) {
	lo, hi := s.admissible(from, to)
	if lo > hi {
		return
	}
	st := newStretch(s.points[from:to], lo-from, hi-from)
	k, stat := st.best(nil)
	if k < 0 {
		return
	}
	seed := mix(s.seed + uint64(from)<<32 + uint64(to))
	p := st.pValue(stat, s.opt.Resamples, seed)
	if p > s.opt.Alpha {
		return
	}
	c := ChangePoint{Index: from + k, P: p}
	c.Lo, c.Hi = st.interval(k, s.opt.Resamples, s.opt.Level, mix(seed))
	c.Lo, c.Hi = c.Lo+from, c.Hi+from
	s.found = append(s.found, c)
	s.split(from, c.Index)
	s.split(c.Index, to)
}

// admissible is the range of places that leave enough on either side.
func (s *segmenter) admissible(from, to int) (lo, hi int) {
	enough := func(step, i int) int {
		seen := map[int]bool{}
		for n := 0; i >= from && i < to; i += step {
			seen[s.points[i].Cluster] = true
			if n++; n >= s.opt.MinPoints && len(seen) >= s.opt.MinClusters {
				return i
			}
		}
		return -1
	}
	first, last := enough(1, from), enough(-1, to-1)
	if first < 0 || last < 0 {
		return 1, 0
	}
	return first + 1, last
}

// stretch is a part of the series that is looked at for one change.
type stretch struct {
	e        []float64 // deviations from the mean
	cluster  []int     // of each point, numbered from 0
	clusters int
	lo, hi   int // admissible places, inclusive
}

func newStretch(points []Point, lo, hi int) *stretch {
	st := &stretch{e: make([]float64, len(points)), cluster: make([]int, len(points)), lo: lo, hi: hi}
	mean := meanY(points)
	number := map[int]int{}
	for i, p := range points {
		id, ok := number[p.Cluster]
		if !ok {
			id = len(number)
			number[p.Cluster] = id
		}
		st.e[i], st.cluster[i] = p.Y-mean, id
	}
	st.clusters = len(number)
	return st
}

// best is the place where the mean changes most, with the squared CUSUM
// statistic there; weights of the clusters nil mean 1. -1 where all values are
// the same.
func (st *stretch) best(weight []float64) (int, float64) {
	var n, sum float64
	for i, e := range st.e {
		w := 1.0
		if weight != nil {
			w = weight[st.cluster[i]]
		}
		n += w
		sum += w * e
	}
	mean := sum / n
	var left, s float64
	at, most := -1, 1e-18
	for i, e := range st.e[:st.hi] {
		w := 1.0
		if weight != nil {
			w = weight[st.cluster[i]]
		}
		left += w
		s += w * (e - mean)
		if i+1 < st.lo || left <= 0 || left >= n {
			continue
		}
		if v := s * s * n / (left * (n - left)); v > most {
			at, most = i+1, v
		}
	}
	return at, most
}

// wild is the largest statistic after the clusters' residuals took the given
// signs.
func (st *stretch) wild(sign []float64) float64 {
	n, sum := float64(len(st.e)), 0.0
	for i, e := range st.e {
		sum += sign[st.cluster[i]] * e
	}
	mean := sum / n
	most, s := 0.0, 0.0
	for i, e := range st.e[:st.hi] {
		s += sign[st.cluster[i]]*e - mean
		if i+1 >= st.lo {
			left := float64(i + 1)
			most = max(most, s*s*n/(left*(n-left)))
		}
	}
	return most
}

// pValue is the share of r wild resamples whose statistic is as large.
func (st *stretch) pValue(stat float64, r int, seed uint64) float64 {
	var extreme atomic.Int64
	chunks := (r + chunk - 1) / chunk
	Parallel(chunks, func(c int) {
		rng := rand.New(newPCG(seed, c))
		sign := make([]float64, st.clusters)
		for range min((c+1)*chunk, r) - c*chunk {
			var word uint64
			for i := range sign {
				if i%64 == 0 {
					word = rng.Uint64()
				}
				sign[i] = float64(int(word>>(i%64)&1)*2 - 1)
			}
			if st.wild(sign) >= stat*(1-1e-9) {
				extreme.Add(1)
			}
		}
	})
	return float64(1+extreme.Load()) / float64(1+r)
}

// interval is where the change falls when clusters are resampled.
func (st *stretch) interval(k, r int, level float64, seed uint64) (lo, hi int) {
	places := make([]float64, r)
	Parallel((r+chunk-1)/chunk, func(c int) {
		rng := rand.New(newPCG(seed, c))
		weight := make([]float64, st.clusters)
		for i := c * chunk; i < min((c+1)*chunk, r); i++ {
			clear(weight)
			for range weight {
				weight[rng.IntN(len(weight))]++
			}
			at, _ := st.best(weight)
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
	return min(lo, k), max(hi, k)
}
