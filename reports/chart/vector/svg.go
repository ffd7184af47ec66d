package vector

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"

	vgfont "gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// SVG is a canvas whose picture WriteTo writes as SVG 1.1.
type SVG struct {
	state
	page   Page
	body   []byte
	glyphs map[glyphKey]int // number of the outline, -1 for characters without
	defs   []byte
}

var _ vg.Canvas = (*SVG)(nil)

// NewSVG returns an empty canvas.
func NewSVG(p Page) *SVG {
	return &SVG{
		state: newState(transform{1, 0, 0, -1, 0, float64(p.H)}), // y downward
		page:  p, glyphs: map[glyphKey]int{},
	}
}

// svgPath writes path data.
type svgPath struct{ out []byte }

func (p *svgPath) op(c byte, vs ...float64) {
	p.out = append(p.out, c)
	for i, v := range vs {
		if i > 0 {
			p.out = append(p.out, ' ')
		}
		p.out = number(p.out, v, 2)
	}
}
func (p *svgPath) move(x, y float64)                  { p.op('M', x, y) }
func (p *svgPath) line(x, y float64)                  { p.op('L', x, y) }
func (p *svgPath) curve(x1, y1, x2, y2, x, y float64) { p.op('C', x1, y1, x2, y2, x, y) }
func (p *svgPath) close()                             { p.out = append(p.out, 'Z') }

// paint appends a colour as an attribute.
func (s *SVG) paint(out []byte, attribute string) []byte {
	out = fmt.Appendf(out, ` %s="#%02x%02x%02x"`, attribute, s.col.R, s.col.G, s.col.B)
	if s.col.A != 0xFF {
		out = append(out, ' ')
		out = append(out, attribute...)
		out = append(out, `-opacity="`...)
		out = append(number(out, float64(s.col.A)/255, 3), '"')
	}
	return out
}

// Fill fills a path.
func (s *SVG) Fill(path vg.Path) {
	p := svgPath{append(s.body, `<path d="`...)}
	trace(path, s.at, &p)
	s.body = append(s.paint(append(p.out, '"'), "fill"), "/>\n"...)
}

// Stroke draws along a path.
func (s *SVG) Stroke(path vg.Path) {
	if s.width <= 0 {
		return
	}
	p := svgPath{append(s.body, `<path d="`...)}
	trace(path, s.at, &p)
	out := s.paint(append(p.out, `" fill="none"`...), "stroke")
	out = append(out, ` stroke-width="`...)
	out = append(number(out, float64(s.width)*s.stretch(), 2), '"')
	if len(s.dash) > 0 {
		out = append(out, ` stroke-dasharray="`...)
		for i, d := range s.dash {
			if i > 0 {
				out = append(out, ' ')
			}
			out = number(out, float64(d)*s.stretch(), 2)
		}
		out = append(out, '"')
	}
	s.body = append(out, "/>\n"...)
}

// FillString writes a line of text as outlines.
func (s *SVG) FillString(face vgfont.Face, at vg.Point, text string) {
	glyphs, perEm := typeset(face, text)
	size := float64(face.Font.Size) / perEm
	t := s.at.then(transform{1, 0, 0, 1, float64(at.X), float64(at.Y)}).then(transform{size, 0, 0, -size, 0, 0})
	out := append(s.body, `<g transform="matrix(`...)
	for i, v := range [6]float64{t.a, t.b, t.c, t.d, t.e, t.f} {
		if i > 0 {
			out = append(out, ' ')
		}
		out = number(out, v, 6-3*(i/4))
	}
	out = s.paint(append(out, `)"`...), "fill")
	out = append(out, '>')
	for _, g := range glyphs {
		n := s.glyph(g.glyphKey)
		if n < 0 {
			continue
		}
		out = append(out, `<use xlink:href="#`...)
		out = append(out, s.page.Name...)
		out = append(out, "-g"...)
		out = strconv.AppendInt(out, int64(n), 10)
		out = append(out, `" x="`...)
		out = append(number(out, g.x, 0), `"/>`...)
	}
	s.body = append(out, "</g>\n"...)
}

// glyph is the number of a character's outline, defined on its first use.
func (s *SVG) glyph(k glyphKey) int {
	if n, ok := s.glyphs[k]; ok {
		return n
	}
	p := &svgPath{}
	if !outline(k, downward{p}) {
		s.glyphs[k] = -1
		return -1
	}
	n := len(s.glyphs)
	s.glyphs[k] = n
	s.defs = fmt.Appendf(s.defs, "<path id=\"%s-g%d\" d=\"%s\"/>\n", s.page.Name, n, p.out)
	return n
}

// downward turns y around.
type downward struct{ tracer }

func (d downward) move(x, y float64) { d.tracer.move(x, -y) }
func (d downward) line(x, y float64) { d.tracer.line(x, -y) }
func (d downward) curve(x1, y1, x2, y2, x, y float64) {
	d.tracer.curve(x1, -y1, x2, -y2, x, -y)
}

// WriteTo writes the picture.
func (s *SVG) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	zoom := s.page.zoom()
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="%spt" height="%spt" viewBox="0 0 %s %s"`,
		number(nil, float64(s.page.W)*zoom, 2), number(nil, float64(s.page.H)*zoom, 2), number(nil, float64(s.page.W), 2), number(nil, float64(s.page.H), 2))
	fmt.Fprintf(&b, ` role="img" aria-labelledby="%s-title %s-desc">`+"\n", s.page.Name, s.page.Name)
	fmt.Fprintf(&b, `<title id="%s-title">%s</title>`+"\n", s.page.Name, escaped(s.page.Title))
	fmt.Fprintf(&b, `<desc id="%s-desc">%s</desc>`+"\n", s.page.Name, escaped(s.page.Alt))
	b.WriteString("<defs>\n")
	b.Write(s.defs)
	b.WriteString("</defs>\n")
	b.Write(s.body)
	b.WriteString("</svg>\n")
	return b.WriteTo(w)
}

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}
