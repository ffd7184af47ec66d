package stats

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// Point is an observation along an axis, with the unit that it belongs to.
type Point struct {
	X, Y    float64
	Cluster int // not negative; numbered without large gaps
}

// SmoothOptions say how to smooth. The zero value is usable.
type SmoothOptions struct {
	Level float64 // of the band; 0 means 0.95
	// Span is the share of the points that each local fit uses, in (0, 1]; 0
	// chooses among Spans by cross-validation.
	Span     float64
	Min, Max float64 // range of the curve and band; both 0 means unbounded
}

// SmoothPoint is a place on a smoothed curve.
type SmoothPoint struct {
	X, Y float64 // Y is NaN where too few points are near
	// Lo and Hi are the pointwise band; NaN where too few clusters are near.
	Lo, Hi float64
	// Effective is the effective number of clusters behind Y (Kish).
	Effective float64
}

// Loess fits a line around each place of at (which must grow) to the nearest
// points, weighted by the tricube of their distance (Cleveland 1979, without
// robustness iterations). The band comes from leaving out each cluster in turn
// (jackknife), with Student's t on the local effective clusters, so that it
// allows for dependence within clusters. It does not allow for the bias of
// smoothing. The span used is returned too. Points are left alone.
func Loess(points []Point, at []float64, opt SmoothOptions) ([]SmoothPoint, float64) {
	if !(opt.Level > 0 && opt.Level < 1) {
		opt.Level = DefaultLevel
	}
	if opt.Min == 0 && opt.Max == 0 {
		opt.Min, opt.Max = math.Inf(-1), math.Inf(1)
	}
	s := newSmoother(points)
	span := opt.Span
	if !(span > 0 && span <= 1) {
		span = s.chooseSpan()
	}
	out := make([]SmoothPoint, len(at))
	Parallel((len(at)+smoothChunk-1)/smoothChunk, func(c int) {
		w := s.worker()
		for i := c * smoothChunk; i < min((c+1)*smoothChunk, len(at)); i++ {
			out[i] = w.fit(at[i], span, opt)
		}
	})
	return out, span
}

// smoothChunk is the number of places that one goroutine fits in a row.
const smoothChunk = 16

// Spans are the candidates of the cross-validation.
func Spans() []float64 { return []float64{0.2, 0.3, 0.45, 0.65, 1} }

// smoother holds points in order of X.
type smoother struct {
	points   []Point
	clusters int
}

func newSmoother(points []Point) *smoother {
	s := &smoother{points: slices.Clone(points)}
	slices.SortStableFunc(s.points, func(a, b Point) int {
		return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.Cluster, b.Cluster), cmp.Compare(a.Y, b.Y))
	})
	for _, p := range points {
		s.clusters = max(s.clusters, p.Cluster+1)
	}
	if s.clusters > 2*MaxClusters { // as group does, but without a seed
		s.clusters = MaxClusters
		for i := range s.points {
			s.points[i].Cluster = int(mix(uint64(s.points[i].Cluster)) % MaxClusters)
		}
	}
	return s
}

// window is the range of the q points nearest to x, and the distance of the
// farthest of them.
func (s *smoother) window(x float64, q int) (from, to int, h float64) {
	p := s.points
	mid := sort.Search(len(p), func(i int) bool { return p[i].X >= x })
	// The window begins at the first place from which on the point that would
	// be gained is not nearer than the one lost.
	lo := max(mid-q, 0)
	from = lo + sort.Search(min(mid, len(p)-q)-lo, func(i int) bool {
		return p[lo+i+q].X-x >= x-p[lo+i].X
	})
	to = from + q
	return from, to, max(x-p[from].X, p[to-1].X-x)
}

// neighbours is the number of points in a window.
func (s *smoother) neighbours(span float64) int {
	n := len(s.points)
	return min(max(int(span*float64(n)+1e-9), 4), n)
}

// moments are the weighted sums of a local line around x.
type moments struct{ w, wx, wxx, wy, wxy float64 }

func (m *moments) add(w, dx, y float64) {
	m.w += w
	m.wx += w * dx
	m.wxx += w * dx * dx
	m.wy += w * y
	m.wxy += w * dx * y
}

func (m moments) minus(o moments) moments {
	return moments{m.w - o.w, m.wx - o.wx, m.wxx - o.wxx, m.wy - o.wy, m.wxy - o.wxy}
}

// value is the line's value at the middle; the weighted mean where all points
// stand at one place; NaN without weight. scale is the weight before anything
// was left out.
func (m moments) value(scale float64) float64 {
	if !(m.w > 1e-9*scale) {
		return math.NaN()
	}
	det := m.w*m.wxx - m.wx*m.wx
	if !(det > 1e-9*m.w*m.wxx) {
		return m.wy / m.w
	}
	return (m.wxx*m.wy - m.wx*m.wxy) / det
}

// smoothWorker has the scratch of one goroutine.
type smoothWorker struct {
	*smoother
	by      []moments // by cluster
	touched []int
}

func (s *smoother) worker() *smoothWorker {
	return &smoothWorker{smoother: s, by: make([]moments, s.clusters)}
}

// sums adds up the local fit at x, in all and by cluster; reset forgets
// the latter.
func (w *smoothWorker) sums(x float64, q int) moments {
	from, to, h := w.window(x, q)
	all := w.sumsAround(x, h, w.points[from:to])
	if all.w == 0 { // all at the same distance: their mean
		all = w.sumsAround(x, 0, w.points[from:to])
	}
	return all
}

func (w *smoothWorker) sumsAround(x, h float64, points []Point) (all moments) {
	w.touched = w.touched[:0]
	for _, p := range points {
		dx, k := p.X-x, 1.0
		if h > 0 {
			k = tricube(dx / h)
			dx /= h
		}
		if k == 0 {
			continue
		}
		c := &w.by[p.Cluster]
		if c.w == 0 {
			w.touched = append(w.touched, p.Cluster)
		}
		c.add(k, dx, p.Y)
		all.add(k, dx, p.Y)
	}
	return all
}

// reset forgets the sums by cluster.
func (w *smoothWorker) reset() {
	for _, c := range w.touched {
		w.by[c] = moments{}
	}
}

func (w *smoothWorker) fit(x, span float64, opt SmoothOptions) SmoothPoint {
	nan := math.NaN()
	out := SmoothPoint{X: x, Y: nan, Lo: nan, Hi: nan}
	if len(w.points) == 0 {
		return out
	}
	all := w.sums(x, w.neighbours(span))
	defer w.reset()
	y := all.value(all.w)
	out.Y = min(max(y, opt.Min), opt.Max)
	var ww, ss float64
	for _, c := range w.touched {
		ww += sq(w.by[c].w)
		if left := all.minus(w.by[c]).value(all.w); !math.IsNaN(left) {
			ss += sq(left - y)
		} else {
			ss = math.Inf(1)
		}
	}
	if ww > 0 {
		out.Effective = sq(all.w) / ww
	}
	g := float64(len(w.touched))
	if len(w.touched) < MinClusters || out.Effective < MinEffective || math.IsInf(ss, 0) || ss == 0 {
		return out
	}
	half := tQuantile((1+opt.Level)/2, max(out.Effective-2, 1)) * math.Sqrt((g-1)/g*ss)
	out.Lo, out.Hi = max(y-half, opt.Min), min(y+half, opt.Max)
	return out
}

// tricube is (1-|u|^3)^3 inside [-1, 1], else 0.
func tricube(u float64) float64 {
	u = math.Abs(u)
	if u >= 1 {
		return 0
	}
	v := 1 - u*u*u
	return v * v * v
}

const (
	crossPoints = 200  // places that cross-validation predicts
	crossLimit  = 4000 // points that it predicts from
)

// chooseSpan is the span one step narrower than the one that best predicts
// points from those of other clusters: prediction favours spans at which the
// bias is as large as the noise, and a band around such a curve misses the truth
// too often (undersmoothing, Hall 1992).
func (s *smoother) chooseSpan() float64 {
	t := s
	if step := (len(s.points) + crossLimit - 1) / crossLimit; step > 1 {
		t = &smoother{clusters: s.clusters}
		for i := step / 2; i < len(s.points); i += step {
			t.points = append(t.points, s.points[i])
		}
	}
	spans := Spans()
	errs := make([]float64, len(spans))
	Parallel(len(spans), func(i int) { errs[i] = t.crossError(spans[i]) })
	at := len(spans) - 1
	for i, err := range errs {
		if err < errs[at] {
			at = i
		}
	}
	return spans[max(at-1, 0)]
}

// crossError is the mean squared error of predicting points without their own
// cluster; +Inf where a span is too narrow to predict.
func (s *smoother) crossError(span float64) float64 {
	w := s.worker()
	n := len(s.points)
	q := s.neighbours(span)
	sum, count := 0.0, 0.0
	for i := 0; i < n; i += max(n/crossPoints, 1) {
		p := s.points[i]
		all := w.sums(p.X, q)
		y := all.minus(w.by[p.Cluster]).value(all.w)
		w.reset()
		if math.IsNaN(y) {
			return math.Inf(1)
		}
		sum += sq(p.Y - y)
		count++
	}
	if count == 0 {
		return math.Inf(1)
	}
	return sum / count
}
