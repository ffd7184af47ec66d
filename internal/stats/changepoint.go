package stats

import "slices"

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
	// Second, where not empty, gives each point's unit of a second kind that
	// crosses the clusters, such as the thread beside the author. A change
	// must then be more than chance makes of either kind. Where a stretch has
	// several of these units, but fewer than twice MinClusters, what chance
	// makes of them cannot be told: their means are taken out, so that only a
	// change within them counts.
	Second []int
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
// X; a change falls between points of different X. It splits where the CUSUM statistic is largest
// and goes on in both parts (binary segmentation: Scott & Knott 1974, Vostrikova
// 1981) as long as the statistic is larger than chance makes it. What chance
// makes of it is found by the cluster wild bootstrap: the residuals of one
// cluster change sign together, at random (Cameron, Gelbach & Miller 2008), so
// that one author's run of alike comments is not taken for a change. The
// interval of a place comes from resampling clusters in the stretch. With units
// of a second kind, p is the larger and the interval the wider of the two.
// Changes come in order of their place.
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
	kinds := s.stretches(from, to, lo-from, hi-from)
	k := kinds[0].place()
	if k < 0 {
		return
	}
	seed := mix(s.seed + uint64(from)<<32 + uint64(to))
	c := ChangePoint{Index: from + k, Lo: from + k, Hi: from + k}
	for i, st := range kinds {
		if c.P = max(c.P, st.pValue(s.opt.Resamples, seed+uint64(i))); c.P > s.opt.Alpha {
			return
		}
	}
	for i, st := range kinds {
		first, last := st.interval(k, s.opt.Resamples, s.opt.Level, mix(seed)+uint64(i))
		c.Lo, c.Hi = min(c.Lo, from+first), max(c.Hi, from+last)
	}
	s.found = append(s.found, c)
	s.split(from, c.Index)
	s.split(c.Index, to)
}

// stretches are points [from, to) by their clusters, and by the units of the
// second kind where these are enough to tell anything; where there are a few
// only, the points without the means of these units.
func (s *segmenter) stretches(from, to, lo, hi int) []*stretch {
	points := s.points[from:to]
	if len(s.opt.Second) != len(s.points) {
		return []*stretch{newStretch(points, lo, hi)}
	}
	units := s.opt.Second[from:to]
	second := slices.Clone(points)
	for i := range second {
		second[i].Cluster = units[i]
	}
	st := newStretch(second, lo, hi)
	switch {
	case st.groups >= 2*s.opt.MinClusters:
		return []*stretch{newStretch(points, lo, hi), st}
	case st.groups > 1:
		points = Within(points, units)
	}
	return []*stretch{newStretch(points, lo, hi)}
}

// Within gives the points with the mean of each unit's taken out, and that of
// all put in its place.
func Within(points []Point, units []int) []Point {
	type mean struct{ sum, n float64 }
	of := map[int]mean{}
	for i, p := range points {
		m := of[units[i]]
		of[units[i]] = mean{m.sum + p.Y, m.n + 1}
	}
	all, out := meanY(points), slices.Clone(points)
	for i := range out {
		m := of[units[i]]
		out[i].Y += all - m.sum/m.n
	}
	return out
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
