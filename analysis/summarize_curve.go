package analysis

import (
	"fmt"
	"math"
	"sort"
	"time"

	"github.com/undertone-project/undertone/internal/stats"
)

const (
	// curveLeast is the fewest scored items that are smoothed.
	curveLeast = 4 * stats.MinClusters
	// curvePerBin is the number of places on the curve in each bin.
	curvePerBin = 4
	// curveInBin is the fewest scored items of a bin in which the curve is
	// given: a lone comment far from the others does not carry a line.
	curveInBin = 2
)

// along lists the items as points on the axis: seconds since the first bin
// began, or positions.
func (t *Trend) along(order []*item) []stats.Point {
	out := make([]stats.Point, len(order))
	for i, it := range order {
		x := float64(t.Points[i].Position)
		if t.Axis == AxisTime {
			x = t.Points[i].Time.Sub(t.Bins[0].From).Seconds()
		}
		out[i] = stats.Point{X: x, Y: it.polarity, Cluster: int(it.author)}
	}
	return out
}

// curve smooths sentiment along the axis.
func (c *corpus) curve(t *Trend, samples []*sample, order []*item) {
	if len(order) < curveLeast || len(t.Bins) < 2 {
		return
	}
	points := t.along(order)
	var at []float64
	for b := range t.Bins {
		from, width := t.extent(b)
		for k := range curvePerBin {
			x := from + width*(float64(k)+0.5)/curvePerBin
			// Not beyond the first and the last item.
			at = append(at, min(max(x, points[0].X), points[len(points)-1].X))
		}
	}
	fit, span := stats.Loess(points, at, stats.SmoothOptions{Level: c.opt.Level, Min: -1, Max: 1})
	t.Span = span
	t.Curve = make([]CurvePoint, 0, len(fit))
	for i, p := range fit {
		if i > 0 && p.X == fit[i-1].X {
			continue
		}
		cp := CurvePoint{Value: p.Y, Lo: p.Lo, Hi: p.Hi}
		if _, width := t.extent(i / curvePerBin); samples[i/curvePerBin].n < curveInBin || nearest(points, p.X) > width/2 {
			cp.Value, cp.Lo, cp.Hi = math.NaN(), math.NaN(), math.NaN()
		}
		if t.Axis == AxisTime {
			cp.Time = t.Bins[0].From.Add(time.Duration(p.X * float64(time.Second)))
		} else {
			cp.Position = p.X
		}
		t.Curve = append(t.Curve, cp)
	}
}

// nearest is how far the point nearest to x is; points are in order.
func nearest(points []stats.Point, x float64) float64 {
	i := sort.Search(len(points), func(i int) bool { return points[i].X >= x })
	d := math.Inf(1)
	if i < len(points) {
		d = points[i].X - x
	}
	if i > 0 {
		d = min(d, x-points[i-1].X)
	}
	return d
}

// extent is where bin b begins on the axis and how wide it is.
func (t *Trend) extent(b int) (from, width float64) {
	bin := &t.Bins[b]
	if t.Axis == AxisTime {
		return bin.From.Sub(t.Bins[0].From).Seconds(), bin.To.Sub(bin.From).Seconds()
	}
	return float64(bin.FirstPosition) - 0.5, float64(bin.LastPosition - bin.FirstPosition + 1)
}

// changes finds where mean sentiment changes by more than authors, and threads
// where there are many, differ anyway.
func (c *corpus) changes(t *Trend, order []*item) {
	if t.Axis == AxisPosition && len(c.results) > 1 {
		return // it would find where one thread ends
	}
	found := stats.ChangePoints(t.along(order), stats.ChangeOptions{
		Alpha: 1 - c.opt.Level, Level: c.opt.Level, Seed: c.opt.Seed, Label: "trend", Second: threadsOf(order),
	})
	edges := make([]int, 1, len(found)+2)
	for _, f := range found {
		edges = append(edges, f.Index)
	}
	edges = append(edges, len(order))
	means := make([]Estimate, len(edges)-1)
	for i := range means {
		var s sample
		for _, it := range order[edges[i]:edges[i+1]] {
			s.add(it, it.polarity)
		}
		means[i] = c.mean(fmt.Sprintf("trend/stretch/%d", i), &s)
	}
	for i, f := range found {
		at, lo, hi := t.Points[f.Index], t.Points[f.Lo], t.Points[min(f.Hi, len(order)-1)]
		t.Changes = append(t.Changes, TrendChange{
			Time: at.Time, Earliest: lo.Time, Latest: hi.Time,
			Position: at.Position, FirstPosition: lo.Position, LastPosition: hi.Position,
			Before: means[i], After: means[i+1], P: f.P,
		})
	}
}
