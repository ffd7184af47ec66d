package vector

import (
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	vgfont "gonum.org/v1/plot/font"
)

// glyphKey names a character in a font. Fonts are told apart by identity.
type glyphKey struct {
	face *opentype.Font
	r    rune
}

// placedGlyph is a character of a line, at x font units from its beginning.
type placedGlyph struct {
	glyphKey
	x, advance float64
}

// typeset places the characters of s as font.Face.Width measures them, in font
// units of which perEm make the size.
func typeset(face vgfont.Face, s string) (glyphs []placedGlyph, perEm float64) {
	var buf sfnt.Buffer
	units := fixed.Int26_6(face.Face.UnitsPerEm())
	var before sfnt.GlyphIndex
	x := 0.0
	for i, r := range []rune(s) {
		index, err := face.Face.GlyphIndex(&buf, r)
		if err != nil {
			continue
		}
		if i > 0 {
			if kern, err := face.Face.Kern(&buf, before, index, units, font.HintingNone); err == nil {
				x += float64(kern)
			}
		}
		advance, err := face.Face.GlyphAdvance(&buf, index, units, font.HintingNone)
		if err != nil {
			continue
		}
		glyphs = append(glyphs, placedGlyph{glyphKey{face.Face, r}, x, float64(advance)})
		x += float64(advance)
		before = index
	}
	return glyphs, float64(units)
}

// outline gives the outline of a character to t in font units, y upward, and
// reports whether it has one: a space has none.
func outline(k glyphKey, t tracer) bool {
	var buf sfnt.Buffer
	index, err := k.face.GlyphIndex(&buf, k.r)
	if err != nil {
		return false
	}
	// With as many 64ths of a pixel an em as the font has units, a 64th is a
	// unit, and nothing is rounded.
	segments, err := k.face.LoadGlyph(&buf, index, fixed.Int26_6(k.face.UnitsPerEm()), nil)
	if err != nil || len(segments) == 0 {
		return false
	}
	at := func(p fixed.Point26_6) (float64, float64) { return float64(p.X), -float64(p.Y) }
	var x, y float64
	for i, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				t.close()
			}
			x, y = at(s.Args[0])
			t.move(x, y)
		case sfnt.SegmentOpLineTo:
			x, y = at(s.Args[0])
			t.line(x, y)
		case sfnt.SegmentOpQuadTo:
			qx, qy := at(s.Args[0])
			ex, ey := at(s.Args[1])
			t.curve(x+(qx-x)*2/3, y+(qy-y)*2/3, ex+(qx-ex)*2/3, ey+(qy-ey)*2/3, ex, ey)
			x, y = ex, ey
		case sfnt.SegmentOpCubeTo:
			x1, y1 := at(s.Args[0])
			x2, y2 := at(s.Args[1])
			x, y = at(s.Args[2])
			t.curve(x1, y1, x2, y2, x, y)
		}
	}
	t.close()
	return true
}
