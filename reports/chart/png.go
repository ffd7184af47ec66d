package chart

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
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

// printDPI is the resolution for print.
const printDPI = 300

// maxPixels bounds a picture's memory (4 bytes a pixel).
const maxPixels = 200e6

// WritePNG draws f at its natural size, at 96*scale dots an inch (scale 0 is
// DefaultScale), and writes it as PNG. The same figure gives the same bytes.
// The error says where scale is out of range or w fails.
func WritePNG(w io.Writer, f Figure, scale float64) error {
	if scale == 0 {
		scale = DefaultScale
	}
	if !(scale > 0) || math.Round(vgimg.DefaultDPI*scale) < 1 {
		return fmt.Errorf("write %s as PNG: scale %v is not a positive number", f.Name(), scale)
	}
	fw, fh := f.Size()
	return writePNG(w, f, fw, fh, Output{DPI: vgimg.DefaultDPI * scale})
}

// writePNG draws f in wide by high units.
func writePNG(w io.Writer, f Figure, wide, high vg.Length, o Output) error {
	paper := o.Width
	if paper <= 0 {
		paper = wide
	}
	perInch := o.DPI
	switch {
	case perInch == 0 && o.Width > 0:
		perInch = printDPI
	case perInch == 0:
		perInch = vgimg.DefaultDPI * DefaultScale
	}
	dpi := math.Round(perInch * float64(paper/wide)) // dots an inch of units
	if px := float64(wide/vg.Inch) * float64(high/vg.Inch) * dpi * dpi; !(px <= maxPixels) {
		return fmt.Errorf("write %s as PNG: %.0f dots an inch make more than %.0f million pixels", f.Name(), perInch, maxPixels/1e6)
	}
	c := vgimg.NewWith(vgimg.UseWH(wide, high), vgimg.UseDPI(int(max(dpi, 1))))
	f.Draw(draw.New(c))
	var b bytes.Buffer
	if err := png.Encode(&b, c.Image()); err != nil {
		return fmt.Errorf("write %s as PNG: %w", f.Name(), err)
	}
	pixels := float64(c.Image().Bounds().Dx())
	if _, err := w.Write(withDensity(b.Bytes(), pixels/float64(paper/vg.Millimeter)*1000)); err != nil {
		return fmt.Errorf("write %s as PNG: %w", f.Name(), err)
	}
	return nil
}

// headEnd is where the header of a PNG ends: 8 bytes of signature, then the
// chunk IHDR of 13 bytes with its length, name and checksum.
const headEnd = 8 + 25

// withDensity adds how many pixels a metre has (chunk pHYs), so that word
// processors place the picture at its size.
func withDensity(data []byte, perMetre float64) []byte {
	if len(data) < headEnd {
		return data
	}
	n := uint32(math.Round(perMetre))
	chunk := []byte("pHYs")
	chunk = binary.BigEndian.AppendUint32(chunk, n)
	chunk = binary.BigEndian.AppendUint32(chunk, n)
	chunk = append(chunk, 1) // the unit is the metre
	out := append([]byte(nil), data[:headEnd]...)
	out = binary.BigEndian.AppendUint32(out, uint32(len(chunk)-4))
	out = append(out, chunk...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(chunk))
	return append(out, data[headEnd:]...)
}
