package chart

import (
	"bufio"
	"fmt"
	"image/png"
	"io"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// DefaultScale is the pixel density for screens: two pixels for each of the
// 96 an inch that a figure's size counts.
const DefaultScale = 2

// maxPixels bounds a picture's memory (4 bytes a pixel).
const maxPixels = 200e6

// WritePNG draws f at its natural size, at 96*scale dots an inch (scale 0 is
// DefaultScale), and writes it as PNG. The same figure gives the same bytes.
// The error says where scale is out of range or w fails.
func WritePNG(w io.Writer, f Figure, scale float64) error {
	if scale == 0 {
		scale = DefaultScale
	}
	dpi := int(math.Round(vgimg.DefaultDPI * scale))
	if !(scale > 0) || dpi < 1 {
		return fmt.Errorf("write %s as PNG: scale %v is not a positive number", f.Name(), scale)
	}
	fw, fh := f.Size()
	if px := float64(fw/vg.Inch) * float64(fh/vg.Inch) * float64(dpi) * float64(dpi); !(px <= maxPixels) {
		return fmt.Errorf("write %s as PNG: scale %v is too large", f.Name(), scale)
	}
	c := vgimg.NewWith(vgimg.UseWH(fw, fh), vgimg.UseDPI(dpi))
	f.Draw(draw.New(c))
	out := bufio.NewWriter(w)
	if err := png.Encode(out, c.Image()); err != nil {
		return fmt.Errorf("write %s as PNG: %w", f.Name(), err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write %s as PNG: %w", f.Name(), err)
	}
	return nil
}
