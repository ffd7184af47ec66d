package chart

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/undertone-project/undertone/reports/chart/vector"
)

// The file formats of pictures.
const (
	PNG = "png"
	SVG = "svg"
	PDF = "pdf"
)

// Formats lists the file formats, the default first.
func Formats() []string { return []string{PNG, SVG, PDF} }

// Output says how a figure becomes a file. The zero value is a PNG at the
// natural size, at 192 dots an inch.
type Output struct {
	// Format is one of Formats; empty for PNG. SVG and PDF hold glyphs as
	// outlines, so that they look the same whatever typefaces a machine has;
	// a PDF's text can be searched and copied.
	Format string
	// Width is the width on paper, MinWidth to MaxWidth; 0 is the natural
	// width, for screens. At a given width a figure is laid out anew, with
	// labels of 8 points in most cases, rather than made smaller.
	Width vg.Length
	// DPI is how many dots an inch of a PNG has, MinDPI to MaxDPI; 0 is 192
	// at the natural width and 300 at a given one.
	DPI float64
}

// The range of an Output's width and resolution.
const (
	MinWidth vg.Length = 75 * vg.Millimeter
	MaxWidth vg.Length = 1200 * vg.Millimeter
	MinDPI             = 50
	MaxDPI             = 1200
)

// Length is a length in points, 72 to the inch.
type Length = vg.Length

// Ext is the ending of the file's name: ".png".
func (o Output) Ext() string {
	if o.Format == "" {
		return "." + PNG
	}
	return "." + o.Format
}

// Check says what is wrong with an Output.
func (o Output) Check() error {
	switch {
	case o.Format != "" && !slices.Contains(Formats(), o.Format):
		return fmt.Errorf("image format %q is none of %s", o.Format, strings.Join(Formats(), ", "))
	case o.Width != 0 && !(o.Width >= MinWidth-0.01 && o.Width <= MaxWidth+0.01):
		return fmt.Errorf("a width of %.0f mm is not between %.0f and %.0f mm", float64(o.Width/vg.Millimeter), float64(MinWidth/vg.Millimeter), float64(MaxWidth/vg.Millimeter))
	case o.DPI != 0 && !(o.DPI >= MinDPI && o.DPI <= MaxDPI):
		return fmt.Errorf("%v dots an inch are not between %d and %d", o.DPI, MinDPI, MaxDPI)
	}
	return nil
}

// Text in print is smaller than on a screen, as it is read from nearer and is
// sharper: labels of 8 points for 11. A figure gets no fewer units than it can
// be laid out in, and no more than its lines can fill.
const (
	printZoom     = 8.0 / 11
	widestFigure  = 900
	narrowFigure  = 330
	narrowColumns = 690 // of a dashboard
	// twoColumnsFrom is how wide on paper a dashboard has two columns.
	twoColumnsFrom = 150 * vg.Millimeter
)

// layoutWidth is how many units wide f is laid out at the output's width.
func (o Output) layoutWidth(f Figure) vg.Length {
	if o.Width <= 0 {
		w, _ := f.Size()
		return w
	}
	least := vg.Length(narrowFigure)
	if _, ok := f.(*dashboard); ok && o.Width >= twoColumnsFrom-0.01 {
		least = narrowColumns
	}
	return min(max(o.Width/printZoom, least), widestFigure)
}

// Write draws f and writes it to w. The same figure and output give the same
// bytes. The error says where o is out of range or w fails.
func Write(w io.Writer, f Figure, o Output) error {
	if err := o.Check(); err != nil {
		return fmt.Errorf("write %s: %w", f.Name(), err)
	}
	wide := o.layoutWidth(f)
	high := f.Height(wide)
	if o.Format == "" || o.Format == PNG {
		return writePNG(w, f, wide, high, o)
	}
	page := vector.Page{W: wide, H: high, Width: o.Width, Name: f.Name(), Title: titleOf(f), Alt: f.Alt()}
	var canvas interface {
		vg.Canvas
		io.WriterTo
	}
	if o.Format == SVG {
		canvas = vector.NewSVG(page)
	} else {
		canvas = vector.NewPDF(page)
	}
	f.Draw(draw.NewCanvas(sized{canvas, wide, high}, wide, high))
	out := bufio.NewWriter(w)
	if _, err := canvas.WriteTo(out); err != nil {
		return fmt.Errorf("write %s: %w", f.Name(), err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write %s: %w", f.Name(), err)
	}
	return nil
}

// sized is a canvas with an extent.
type sized struct {
	vg.Canvas
	w, h vg.Length
}

func (s sized) Size() (w, h vg.Length) { return s.w, s.h }

// titleOf is a figure's title.
func titleOf(f Figure) string {
	switch f := f.(type) {
	case *figure:
		return f.title
	case *dashboard:
		return f.headline
	}
	return f.Name()
}
