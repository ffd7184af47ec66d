package chart

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// Okabe and Ito's palette for colour-blind readers
// (https://jfly.uni-koeln.de/color/), as far as it is used, and greys.
// Negative is vermillion, positive blue, neither grey, in every chart.
var (
	colNegative = color.NRGBA{0xD5, 0x5E, 0x00, 0xFF}
	colPositive = color.NRGBA{0x00, 0x72, 0xB2, 0xFF}
	colQuestion = color.NRGBA{0xCC, 0x79, 0xA7, 0xFF} // reddish purple
	colNeutral  = color.NRGBA{0x9A, 0x9F, 0xA6, 0xFF}

	// Darker shades of the same hues for text, 4.5:1 or better on white.
	inkNegative = color.NRGBA{0xA8, 0x45, 0x00, 0xFF}
	inkPositive = color.NRGBA{0x00, 0x5A, 0x91, 0xFF}

	colInk          = color.NRGBA{0x1B, 0x1F, 0x24, 0xFF} // titles, values
	colText         = color.NRGBA{0x3D, 0x44, 0x4D, 0xFF} // labels
	colMuted        = color.NRGBA{0x5F, 0x67, 0x70, 0xFF} // subtitles, notes
	colRule         = color.NRGBA{0xC9, 0xCE, 0xD4, 0xFF} // zero lines, rules
	colGrid         = color.NRGBA{0xE8, 0xEB, 0xEE, 0xFF} // grid, tracks
	colBand         = color.NRGBA{0x4A, 0x55, 0x63, 0x2E} // interval ribbons
	colPositiveDeep = color.NRGBA{0x00, 0x3F, 0x66, 0xFF} // the most of a count by shade
	colVolume       = color.NRGBA{0xB4, 0xBA, 0xC2, 0xFF} // bars that count
	colWhite        = color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}
	colPanelBg      = color.NRGBA{0xF6, 0xF7, 0xF9, 0xFF} // key numbers
)

// style is how a piece of text looks.
type style struct {
	size vg.Length
	bold bool
	col  color.Color
}

// in is the style in another colour.
func (s style) in(c color.Color) style { s.col = c; return s }

// strong is the style in bold.
func (s style) strong() style { s.bold = true; return s }

// The typographic scale, in points at 96 pixels an inch: 11 pt is 15 px on a
// screen. Notes are the smallest.
var (
	stTitle    = style{size: 17, bold: true, col: colInk}
	stSubtitle = style{size: 12, col: colMuted}
	stPanel    = style{size: 13.5, bold: true, col: colInk} // a title inside a dashboard
	stLabel    = style{size: 11, col: colText}
	stValue    = style{size: 11, bold: true, col: colInk}
	stNote     = style{size: 9.5, col: colMuted}
)

const (
	figureWidth    vg.Length = 675  // 900 px
	dashboardWidth vg.Length = 810  // 1080 px
	lineFactor               = 1.24 // line height over text size; the font's own extent is 1.117
)

// marginAt is the white around a figure of width w: less where room is dear.
func marginAt(w vg.Length) vg.Length {
	if w < 600 {
		return 12
	}
	return 21
}

// lineHeight is the distance between the baselines of st.
func (s style) lineHeight() vg.Length { return s.size * lineFactor }

// toneColor is the fill for a sentiment in [-1, 1]: grey at 0, the full hue of
// its sign from 0.6 outward.
func toneColor(v float64) color.NRGBA {
	end := colPositive
	if v < 0 {
		end = colNegative
	}
	return mix(colNeutral, end, math.Min(math.Abs(v)/0.6, 1))
}

// toneInk is the colour for a number in [-1, 1] written as text.
func toneInk(e float64) color.NRGBA {
	switch {
	case e < 0:
		return inkNegative
	case e > 0:
		return inkPositive
	}
	return colInk
}

// mix is a part of the way from a to b.
func mix(a, b color.NRGBA, part float64) color.NRGBA {
	at := func(x, y uint8) uint8 { return uint8(math.Round(float64(x) + (float64(y)-float64(x))*part)) }
	return color.NRGBA{at(a.R, b.R), at(a.G, b.G), at(a.B, b.B), at(a.A, b.A)}
}

// fade is c with its opacity multiplied.
func fade(c color.NRGBA, opacity float64) color.NRGBA {
	c.A = uint8(math.Round(float64(c.A) * opacity))
	return c
}
