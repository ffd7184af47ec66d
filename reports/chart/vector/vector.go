// Package vector has two canvases for gonum/plot's vector graphics, [SVG] and
// [PDF], that carry every glyph with them as an outline. The picture therefore
// looks the same on every machine, whatever typefaces are installed there, and
// text in any script that the given fonts cover stays whole.
//
// In the PDF the outlines are Type 3 fonts with a table back to Unicode
// (ISO 32000-1, 9.6.5 and 9.10.3), so that its text can be searched and
// copied. The SVG says what it shows in its title and description.
//
// The same drawing gives the same bytes: no dates, no random names.
package vector

import (
	"image"
	"image/color"
	"math"
	"strconv"

	"gonum.org/v1/plot/vg"
)

// Page is the sheet that a picture is drawn on.
type Page struct {
	// W and H are the extent in the units that are drawn in.
	W, H vg.Length
	// Width is how wide the sheet is on paper; 0 means W points. The height
	// follows.
	Width vg.Length
	// Name is a short name in ASCII that sets names inside the file apart
	// from those of other pictures on the same HTML page.
	Name string
	// Title and Alt are a title and a description in words.
	Title, Alt string
}

// zoom is paper points per unit.
func (p Page) zoom() float64 {
	if p.Width <= 0 || p.W <= 0 {
		return 1
	}
	return float64(p.Width / p.W)
}

// pen is what the next stroke looks like; transform is where it goes.
type pen struct {
	width vg.Length
	dash  []vg.Length
	col   color.NRGBA
	at    transform
}

// transform is an affine map: x' = a x + c y + e, y' = b x + d y + f.
type transform struct{ a, b, c, d, e, f float64 }

func (t transform) of(p vg.Point) (x, y float64) {
	px, py := float64(p.X), float64(p.Y)
	return t.a*px + t.c*py + t.e, t.b*px + t.d*py + t.f
}

// then is u first and t after it.
func (t transform) then(u transform) transform {
	return transform{
		t.a*u.a + t.c*u.b, t.b*u.a + t.d*u.b,
		t.a*u.c + t.c*u.d, t.b*u.c + t.d*u.d,
		t.a*u.e + t.c*u.f + t.e, t.b*u.e + t.d*u.f + t.f,
	}
}

// state is the part of a canvas that both formats share: everything but the
// drawing.
type state struct {
	pen
	saved []pen
}

func newState(at transform) state {
	return state{pen: pen{width: vg.Points(1), col: color.NRGBA{A: 0xFF}, at: at}}
}

// SetLineWidth sets the width of strokes.
func (s *state) SetLineWidth(w vg.Length) { s.width = w }

// SetLineDash sets the lengths of dashes and gaps; an offset is not used.
func (s *state) SetLineDash(dash []vg.Length, _ vg.Length) {
	s.dash = append([]vg.Length(nil), dash...)
}

// SetColor sets the colour of strokes, fills and text; nil is black.
func (s *state) SetColor(c color.Color) {
	if c == nil {
		c = color.Black
	}
	s.col = color.NRGBAModel.Convert(c).(color.NRGBA)
}

// Rotate turns what is drawn from now on by rad counter-clockwise.
func (s *state) Rotate(rad float64) {
	sin, cos := math.Sincos(rad)
	s.at = s.at.then(transform{cos, sin, -sin, cos, 0, 0})
}

// Translate moves what is drawn from now on.
func (s *state) Translate(p vg.Point) {
	s.at = s.at.then(transform{1, 0, 0, 1, float64(p.X), float64(p.Y)})
}

// Scale stretches what is drawn from now on.
func (s *state) Scale(x, y float64) { s.at = s.at.then(transform{x, 0, 0, y, 0, 0}) }

// Push saves the state of the canvas; Pop returns to it.
func (s *state) Push() { s.saved = append(s.saved, s.pen) }

// Pop returns to the state that Push saved last, if any.
func (s *state) Pop() {
	if n := len(s.saved); n > 0 {
		s.pen, s.saved = s.saved[n-1], s.saved[:n-1]
	}
}

// DrawImage draws nothing: charts have no images.
func (s *state) DrawImage(vg.Rectangle, image.Image) {}

// stretch is how much longer lengths are on the sheet.
func (s *state) stretch() float64 { return math.Sqrt(math.Abs(s.at.a*s.at.d - s.at.b*s.at.c)) }

// number appends v with at most the given decimals and without useless zeros.
func number(out []byte, v float64, decimals int) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return append(out, '0')
	}
	start := len(out)
	out = strconv.AppendFloat(out, v, 'f', decimals, 64)
	if decimals > 0 {
		end := len(out)
		for out[end-1] == '0' {
			end--
		}
		if out[end-1] == '.' {
			end--
		}
		out = out[:end]
	}
	if string(out[start:]) == "-0" {
		out = append(out[:start], '0')
	}
	return out
}
