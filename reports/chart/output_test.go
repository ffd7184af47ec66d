package chart

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"image/png"
	"io"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
)

// TestGeometryInPrint lays every chart out for paper of several widths.
func TestGeometryInPrint(t *testing.T) {
	for _, sh := range shapes() {
		for _, f := range figuresOf(synthetic(sh), testMeta()) {
			for _, mm := range []float64{75, 85, 120, 160, 210, 420} {
				w := Output{Width: vg.Length(mm) * vg.Millimeter}.layoutWidth(f)
				t.Run(fmt.Sprintf("%s/%s/%.0fmm", sh.name, f.Name(), mm), func(t *testing.T) {
					checkGeometry(t, paintLog(f, w, f.Height(w)))
				})
			}
		}
	}
}

// TestWrite writes each format twice, to screen and paper, and reads it back.
func TestWrite(t *testing.T) {
	sh := shape{name: "40", n: 40, authors: 9, title: "Über die Brücke — о мосте", targets: 2}
	for _, f := range figuresOf(synthetic(sh), testMeta()) {
		for _, format := range Formats() {
			for _, width := range []vg.Length{0, 160 * vg.Millimeter} {
				o := Output{Format: format, Width: width}
				if format == PNG {
					o.DPI = 72 // enough to read it back
				}
				var a, b bytes.Buffer
				if err := Write(&a, f, o); err != nil {
					t.Fatal(err)
				}
				if err := Write(&b, f, o); err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(a.Bytes(), b.Bytes()) {
					t.Errorf("%s as %s differs from run to run", f.Name(), format)
				}
				checkFormat(t, f, o, a.Bytes())
			}
		}
	}
}

func checkFormat(t *testing.T, f Figure, o Output, data []byte) {
	t.Helper()
	switch o.Format {
	case PNG:
		if _, err := png.Decode(bytes.NewReader(data)); err != nil {
			t.Errorf("%s: %v", f.Name(), err)
		}
		at := bytes.Index(data, []byte("pHYs"))
		if at < 0 {
			t.Fatalf("%s: no resolution", f.Name())
		}
		if perMetre := binary.BigEndian.Uint32(data[at+4:]); perMetre < 2750 || perMetre > 2900 { // 72 an inch are 2835
			t.Errorf("%s: %d dots a metre", f.Name(), perMetre)
		}
	case SVG:
		text := ""
		for d := xml.NewDecoder(bytes.NewReader(data)); ; {
			tok, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", f.Name(), err)
			}
			if chars, ok := tok.(xml.CharData); ok {
				text += string(chars)
			}
		}
		if !strings.Contains(text, f.Alt()) {
			t.Errorf("%s: its description is not in the SVG", f.Name())
		}
		if want := fmt.Sprintf(`width="%.2fpt"`, float64(160*vg.Millimeter)); o.Width > 0 && !bytes.Contains(data, []byte(want)) {
			t.Errorf("%s: not %s", f.Name(), want)
		}
	case PDF:
		if !bytes.HasPrefix(data, []byte("%PDF-1.5\n")) || !bytes.HasSuffix(data, []byte("%%EOF\n")) {
			t.Errorf("%s: not a whole PDF", f.Name())
		}
	}
}

func TestOutputCheck(t *testing.T) {
	for _, o := range []Output{
		{Format: "gif"}, {Width: 10 * vg.Millimeter}, {Width: 2000 * vg.Millimeter}, {Width: -1}, {DPI: 10}, {DPI: 1e6},
	} {
		if o.Check() == nil || Write(io.Discard, Dashboard(synthetic(shape{}), testMeta()), o) == nil {
			t.Errorf("no error for %+v", o)
		}
	}
}
