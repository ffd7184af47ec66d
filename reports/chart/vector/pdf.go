package vector

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"unicode/utf16"

	vgfont "gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// PDF is a canvas whose picture WriteTo writes as a PDF of one page.
type PDF struct {
	state
	page   Page
	body   []byte
	fonts  fontTable
	alphas []uint8 // opacities in use, in order of first use
	now    struct {
		fill, stroke [4]uint8 // colours as last written
		set          [2]bool
		alpha        int // index into alphas, -1 before the first
	}
}

var _ vg.Canvas = (*PDF)(nil)

// NewPDF returns an empty canvas.
func NewPDF(p Page) *PDF {
	zoom := p.zoom()
	d := &PDF{state: newState(transform{zoom, 0, 0, zoom, 0, 0}), page: p, fonts: newFontTable()}
	d.now.alpha = -1
	return d
}

// pdfPath writes path operators.
type pdfPath struct {
	out      []byte
	decimals int
}

func (p *pdfPath) op(c string, vs ...float64) {
	for _, v := range vs {
		p.out = append(number(p.out, v, p.decimals), ' ')
	}
	p.out = append(append(p.out, c...), '\n')
}
func (p *pdfPath) move(x, y float64)                  { p.op("m", x, y) }
func (p *pdfPath) line(x, y float64)                  { p.op("l", x, y) }
func (p *pdfPath) curve(x1, y1, x2, y2, x, y float64) { p.op("c", x1, y1, x2, y2, x, y) }
func (p *pdfPath) close()                             { p.op("h") }

// paint sets the colour for filling (operator rg) or stroking (RG).
func (d *PDF) paint(stroke bool) {
	last, operator, i := &d.now.fill, "rg", 0
	if stroke {
		last, operator, i = &d.now.stroke, "RG", 1
	}
	if c := [4]uint8{d.col.R, d.col.G, d.col.B, 0xFF}; c != *last || !d.now.set[i] {
		for _, v := range c[:3] {
			d.body = append(number(d.body, float64(v)/255, 3), ' ')
		}
		d.body = append(append(d.body, operator...), '\n')
		*last, d.now.set[i] = c, true
	}
	n := slices.Index(d.alphas, d.col.A)
	if n < 0 {
		n = len(d.alphas)
		d.alphas = append(d.alphas, d.col.A)
	}
	if n != d.now.alpha {
		d.body = fmt.Appendf(d.body, "/A%d gs\n", n)
		d.now.alpha = n
	}
}

// Fill fills a path.
func (d *PDF) Fill(path vg.Path) {
	d.paint(false)
	p := pdfPath{d.body, 2}
	trace(path, d.at, &p)
	p.op("f")
	d.body = p.out
}

// Stroke draws along a path.
func (d *PDF) Stroke(path vg.Path) {
	if d.width <= 0 {
		return
	}
	d.paint(true)
	p := pdfPath{d.body, 2}
	p.op("w", float64(d.width)*d.stretch())
	p.out = append(p.out, '[')
	for _, v := range d.dash {
		p.out = append(number(p.out, float64(v)*d.stretch(), 2), ' ')
	}
	p.out = append(p.out, "] 0 d\n"...)
	trace(path, d.at, &p)
	p.op("S")
	d.body = p.out
}

// FillString writes a line of text.
func (d *PDF) FillString(face vgfont.Face, at vg.Point, text string) {
	glyphs, perEm := typeset(face, text)
	if len(glyphs) == 0 {
		return
	}
	d.paint(false)
	size := float64(face.Font.Size)
	t := d.at.then(transform{1, 0, 0, 1, float64(at.X), float64(at.Y)})
	d.body = append(d.body, "BT\n"...)
	for _, v := range [6]float64{t.a, t.b, t.c, t.d, t.e, t.f} {
		d.body = append(number(d.body, v, 4), ' ')
	}
	d.body = append(d.body, "Tm\n"...)
	font := -1
	x := 0.0 // where the reader is
	for _, g := range glyphs {
		f, code := d.fonts.code(g)
		if f != font {
			if font >= 0 {
				d.body = append(d.body, "]TJ\n"...)
			}
			d.body = fmt.Appendf(d.body, "/F%d %s Tf\n[", f, number(nil, size, 3))
			font = f
		}
		if shift := x - g.x; math.Abs(shift) > 0.5 { // kerning
			d.body = number(d.body, shift/perEm*1000, 1)
		}
		d.body = fmt.Appendf(d.body, "<%02x>", code)
		x = g.x + g.advance
	}
	d.body = append(d.body, "]TJ\nET\n"...)
}

// WriteTo writes the picture.
func (d *PDF) WriteTo(w io.Writer) (int64, error) {
	f := &pdfFile{}
	catalog, pages, page := f.reserve(), f.reserve(), f.reserve()
	contents, info := f.reserve(), f.reserve()
	structure, element, parents := f.reserve(), f.reserve(), f.reserve()
	var resources bytes.Buffer
	resources.WriteString("<</ExtGState<<")
	for i, a := range d.alphas {
		alpha := number(nil, float64(a)/255, 3)
		fmt.Fprintf(&resources, "/A%d<</ca %s/CA %s>>", i, alpha, alpha)
	}
	resources.WriteString(">>/Font<<")
	for i, font := range d.fonts.list {
		fmt.Fprintf(&resources, "/F%d %d 0 R", i, font.write(f))
	}
	resources.WriteString(">>>>")
	zoom := d.page.zoom()
	f.object(catalog, fmt.Sprintf("<</Type/Catalog/Pages %d 0 R/Lang(en)/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/ViewerPreferences<</DisplayDocTitle true>>>>", pages, structure))
	f.object(pages, fmt.Sprintf("<</Type/Pages/Kids[%d 0 R]/Count 1>>", page))
	f.object(page, fmt.Sprintf("<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Resources%s/Contents %d 0 R/StructParents 0>>", pages,
		number(nil, float64(d.page.W)*zoom, 2), number(nil, float64(d.page.H)*zoom, 2), resources.String(), contents))
	body := append([]byte("/Figure<</MCID 0>>BDC\n1 J 1 j\n"), d.body...)
	f.stream(contents, "", append(body, "EMC\n"...))
	f.object(info, "<</Title "+pdfText(d.page.Title)+">>")
	// One figure with its description, for those who do not see it.
	f.object(structure, fmt.Sprintf("<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R>>", element, parents))
	f.object(element, fmt.Sprintf("<</Type/StructElem/S/Figure/P %d 0 R/Pg %d 0 R/K 0/Alt %s>>", structure, page, pdfText(d.page.Alt)))
	f.object(parents, fmt.Sprintf("<</Nums[0[%d 0 R]]>>", element))
	n, err := w.Write(f.finish(catalog, info))
	return int64(n), err
}

// pdfText is a text string in UTF-16 with its mark.
func pdfText(s string) string {
	out := []byte("<feff")
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, hex16(u)...)
	}
	return string(append(out, '>'))
}

func hex16(u uint16) string {
	s := strconv.FormatUint(uint64(u), 16)
	return "0000"[len(s):] + s
}
