package chart

import (
	"math"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
)

// curveBins is the number of bins from which the smoothed course is drawn in
// place of a band for each bin: with fewer, steps say the same.
const curveBins = 6

// smooth reports whether the trend is drawn as a curve.
func (b *trendBody) smooth() bool {
	if len(b.t.Bins) < curveBins {
		return false
	}
	for _, c := range b.t.Curve {
		if !math.IsNaN(c.Value) && !math.IsNaN(c.Lo) {
			return true
		}
	}
	return false
}

// curveAt is the place of a point of the curve on the axis.
func (b *trendBody) curveAt(c analysis.CurvePoint) float64 {
	if b.t.Axis == analysis.AxisTime {
		return b.timeAt(c.Time)
	}
	return c.Position
}

// drawCurve draws the smoothed course with its band, broken where there is
// nothing to smooth, and the bins' own means as short bars.
func (b *trendBody) drawCurve(p *pen, bins []trendBin, x, y scale) {
	point := func(c analysis.CurvePoint) trendBin {
		at := x.of(b.curveAt(c))
		return trendBin{x0: at, x1: at, e: analysis.Estimate{Value: c.Value, Lo: c.Lo, Hi: c.Hi}}
	}
	var run []trendBin
	flush := func() {
		if len(run) > 1 {
			drawRibbon(p, run, y)
		}
		run = run[:0]
	}
	for _, c := range b.t.Curve {
		if math.IsNaN(c.Value) || math.IsNaN(c.Lo) {
			flush()
			continue
		}
		run = append(run, point(c))
	}
	flush()
	for _, bin := range bins {
		if bin.e.N < 2 || math.IsNaN(bin.e.Value) {
			continue
		}
		half := max(2, min(9, (bin.x1-bin.x0)/2-1.5))
		p.line(vg.Point{X: bin.mid() - half, Y: y.of(bin.e.Value)}, vg.Point{X: bin.mid() + half, Y: y.of(bin.e.Value)}, 1.3, colText)
	}
}
