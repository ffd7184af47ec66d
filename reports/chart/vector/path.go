package vector

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// tracer takes a path apart into straight lines and cubic curves.
type tracer interface {
	move(x, y float64)
	line(x, y float64)
	curve(x1, y1, x2, y2, x, y float64)
	close()
}

// trace gives a path, moved by at, to t.
func trace(path vg.Path, at transform, t tracer) {
	var x, y float64 // the current place
	open := false
	for _, c := range path {
		switch c.Type {
		case vg.MoveComp:
			x, y = at.of(c.Pos)
			t.move(x, y)
			open = true
		case vg.LineComp:
			x, y = at.of(c.Pos)
			t.line(x, y)
		case vg.ArcComp:
			x, y = traceArc(c, at, t, open)
			open = true
		case vg.CurveComp:
			x, y = traceCurve(c, at, t, x, y)
		case vg.CloseComp:
			t.close()
			open = false
		}
	}
}

func traceCurve(c vg.PathComp, at transform, t tracer, x, y float64) (float64, float64) {
	ex, ey := at.of(c.Pos)
	switch len(c.Control) {
	case 1: // quadratic
		qx, qy := at.of(c.Control[0])
		t.curve(x+(qx-x)*2/3, y+(qy-y)*2/3, ex+(qx-ex)*2/3, ey+(qy-ey)*2/3, ex, ey)
	case 2:
		x1, y1 := at.of(c.Control[0])
		x2, y2 := at.of(c.Control[1])
		t.curve(x1, y1, x2, y2, ex, ey)
	default:
		t.line(ex, ey)
	}
	return ex, ey
}

// traceArc draws an arc as curves of at most a quarter turn each, which are
// off by less than 0.03% of the radius.
func traceArc(c vg.PathComp, at transform, t tracer, open bool) (x, y float64) {
	place := func(angle float64) vg.Point {
		return vg.Point{X: c.Pos.X + c.Radius*vg.Length(math.Cos(angle)), Y: c.Pos.Y + c.Radius*vg.Length(math.Sin(angle))}
	}
	x, y = at.of(place(c.Start))
	if open {
		t.line(x, y)
	} else {
		t.move(x, y)
	}
	n := int(math.Ceil(math.Abs(c.Angle)/(math.Pi/2) - 1e-9))
	for i := range n {
		from := c.Start + c.Angle*float64(i)/float64(n)
		to := c.Start + c.Angle*float64(i+1)/float64(n)
		k := vg.Length(4.0/3*math.Tan((to-from)/4)) * c.Radius
		a, b := place(from), place(to)
		x1, y1 := at.of(vg.Point{X: a.X - k*vg.Length(math.Sin(from)), Y: a.Y + k*vg.Length(math.Cos(from))})
		x2, y2 := at.of(vg.Point{X: b.X + k*vg.Length(math.Sin(to)), Y: b.Y - k*vg.Length(math.Cos(to))})
		x, y = at.of(b)
		t.curve(x1, y1, x2, y2, x, y)
	}
	return x, y
}

// bounds is the box around the points of a path, those that steer its curves
// among them.
type bounds struct {
	x0, y0, x1, y1 float64
	any            bool
}

func (b *bounds) add(x, y float64) {
	if !b.any {
		*b = bounds{x, y, x, y, true}
	}
	b.x0, b.y0, b.x1, b.y1 = min(b.x0, x), min(b.y0, y), max(b.x1, x), max(b.y1, y)
}
func (b *bounds) move(x, y float64) { b.add(x, y) }
func (b *bounds) line(x, y float64) { b.add(x, y) }
func (b *bounds) curve(x1, y1, x2, y2, x, y float64) {
	b.add(x1, y1)
	b.add(x2, y2)
	b.add(x, y)
}
func (b *bounds) close() {}
