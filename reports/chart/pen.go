package chart

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// pen draws on a canvas and, where asked to, keeps a record of the text that
// it placed, so that layout can be checked by geometry.
type pen struct {
	vg.Canvas
	face  *typeface
	panel vg.Rectangle // text belongs inside
	log   *record      // nil unless a test wants it
}

// record is what a pen placed.
type record struct {
	Texts []placed
	Marks []vg.Rectangle // bars and whiskers, which text must not run into
}

// placed is one line of text with its baseline, the box it fills and the panel
// it belongs to.
type placed struct {
	Text       string
	Base, Size vg.Length
	Box, Panel vg.Rectangle
}

// within is the pen with another panel.
func (p *pen) within(r vg.Rectangle) *pen {
	q := *p
	q.panel = r
	return &q
}

// align is where text stands in relation to its anchor.
type align float64

const (
	left   align = 0
	center align = 0.5
	right  align = 1
)

// text writes one line with its baseline at y; a says which part of it is at x.
func (p *pen) text(s string, st style, x, y vg.Length, a align) {
	if s == "" {
		return
	}
	runs := p.face.runs(s, st)
	var w vg.Length
	for _, r := range runs {
		w += r.face.Width(r.text)
	}
	x -= w * vg.Length(a)
	if p.log != nil {
		p.log.Texts = append(p.log.Texts, placed{s, y, st.size, vg.Rectangle{
			Min: vg.Point{X: x, Y: y - st.size*descentPart},
			Max: vg.Point{X: x + w, Y: y + st.size*ascentPart},
		}, p.panel})
	}
	p.SetColor(st.col)
	for _, r := range runs {
		p.FillString(r.face, vg.Point{X: x, Y: y}, r.text)
		x += r.face.Width(r.text)
	}
}

// textMid writes one line whose figures and capitals are centred on y.
func (p *pen) textMid(s string, st style, x, y vg.Length, a align) {
	p.text(s, st, x, y-st.size*capPart/2, a)
}

// block writes lines from the top of r downward and returns what is left of r.
func (p *pen) block(lines []string, st style, r vg.Rectangle, a align) vg.Rectangle {
	x := r.Min.X + (r.Max.X-r.Min.X)*vg.Length(a)
	for _, l := range lines {
		p.text(l, st, x, r.Max.Y-st.size*(ascentPart+(lineFactor-ascentPart-descentPart)/2), a)
		r.Max.Y -= st.lineHeight()
	}
	return r
}

// line strokes a straight line.
func (p *pen) line(a, b vg.Point, w vg.Length, c color.Color, dash ...vg.Length) {
	p.stroke(vg.Path{{Type: vg.MoveComp, Pos: a}, {Type: vg.LineComp, Pos: b}}, w, c, dash...)
}

func (p *pen) hline(x0, x1, y, w vg.Length, c color.Color, dash ...vg.Length) {
	p.line(vg.Point{X: x0, Y: y}, vg.Point{X: x1, Y: y}, w, c, dash...)
}

func (p *pen) vline(x, y0, y1, w vg.Length, c color.Color, dash ...vg.Length) {
	p.line(vg.Point{X: x, Y: y0}, vg.Point{X: x, Y: y1}, w, c, dash...)
}

func (p *pen) stroke(path vg.Path, w vg.Length, c color.Color, dash ...vg.Length) {
	p.SetColor(c)
	p.SetLineWidth(w)
	p.SetLineDash(dash, 0)
	p.Stroke(path)
}

// rect fills a rectangle given by two corners.
func (p *pen) rect(x0, y0, x1, y1 vg.Length, c color.Color) {
	p.fill(polygon(x0, y0, x1, y0, x1, y1, x0, y1), c)
}

// bar fills a rectangle that stands for a figure.
func (p *pen) bar(x0, y0, x1, y1 vg.Length, c color.Color) {
	p.mark(x0, y0, x1, y1)
	p.rect(x0, y0, x1, y1, c)
}

// mark notes a rectangle given by two corners as taken.
func (p *pen) mark(x0, y0, x1, y1 vg.Length) {
	if p.log != nil {
		p.log.Marks = append(p.log.Marks, vg.Rectangle{
			Min: vg.Point{X: min(x0, x1), Y: min(y0, y1)}, Max: vg.Point{X: max(x0, x1), Y: max(y0, y1)},
		})
	}
}

func (p *pen) fill(path vg.Path, c color.Color) {
	p.SetColor(c)
	p.Fill(path)
}

// polygon is a closed path through the corners x0, y0, x1, y1, ...
func polygon(xy ...vg.Length) vg.Path {
	var path vg.Path
	for i := 0; i+1 < len(xy); i += 2 {
		pt := vg.Point{X: xy[i], Y: xy[i+1]}
		if i == 0 {
			path.Move(pt)
		} else {
			path.Line(pt)
		}
	}
	path.Close()
	return path
}

// circle is a closed path around x, y.
func circle(x, y, r vg.Length) vg.Path {
	var path vg.Path
	path.Move(vg.Point{X: x + r, Y: y})
	path.Arc(vg.Point{X: x, Y: y}, r, 0, 2*math.Pi)
	path.Close()
	return path
}

// whisker draws a horizontal interval, with end caps where it is wide enough
// for them.
func (p *pen) whisker(x0, x1, y, cap, w vg.Length, c color.Color) {
	p.hline(x0, x1, y, w, c)
	p.mark(x0, y-cap, x1, y+cap)
	if x1-x0 < 2*cap {
		return
	}
	p.vline(x0, y-cap, y+cap, w, c)
	p.vline(x1, y-cap, y+cap, w, c)
}

// scale maps [from, to] to [at, until] on the canvas; values outside are
// clamped.
type scale struct {
	from, to  float64
	at, until vg.Length
}

func (s scale) of(v float64) vg.Length {
	if s.to == s.from {
		return (s.at + s.until) / 2
	}
	part := (v - s.from) / (s.to - s.from)
	return s.at + (s.until-s.at)*vg.Length(math.Max(0, math.Min(1, part)))
}

// width and height of a rectangle.
func width(r vg.Rectangle) vg.Length  { return r.Max.X - r.Min.X }
func height(r vg.Rectangle) vg.Length { return r.Max.Y - r.Min.Y }

// cutTop splits h off the top of r, and so on.
func cutTop(r vg.Rectangle, h vg.Length) (top, rest vg.Rectangle) {
	h = min(h, height(r))
	top, rest = r, r
	top.Min.Y = r.Max.Y - h
	rest.Max.Y = top.Min.Y
	return top, rest
}

func cutBottom(r vg.Rectangle, h vg.Length) (bottom, rest vg.Rectangle) {
	rest, bottom = cutTop(r, height(r)-min(h, height(r)))
	return bottom, rest
}

func cutLeft(r vg.Rectangle, w vg.Length) (l, rest vg.Rectangle) {
	w = min(w, width(r))
	l, rest = r, r
	l.Max.X = r.Min.X + w
	rest.Min.X = l.Max.X
	return l, rest
}

func cutRight(r vg.Rectangle, w vg.Length) (rt, rest vg.Rectangle) {
	rest, rt = cutLeft(r, width(r)-min(w, width(r)))
	return rt, rest
}
