package vector

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"unicode/utf16"

	"golang.org/x/image/font/opentype"
)

// fontTable gives out codes to characters: a Type 3 font has room for 255.
type fontTable struct {
	list  []*type3
	codes map[glyphKey]struct {
		font int
		code byte
	}
	open map[*opentype.Font]int // the font that takes a face's next character
}

func newFontTable() fontTable {
	return fontTable{codes: map[glyphKey]struct {
		font int
		code byte
	}{}, open: map[*opentype.Font]int{}}
}

// type3 is a font whose characters are drawings.
type type3 struct {
	face     *opentype.Font
	glyphs   []placedGlyph // of code 1 onward
	outlines [][]byte
}

// code is the font and the code of a character.
func (t *fontTable) code(g placedGlyph) (font int, code byte) {
	if c, ok := t.codes[g.glyphKey]; ok {
		return c.font, c.code
	}
	n, ok := t.open[g.face]
	if !ok || len(t.list[n].glyphs) == 255 {
		n = len(t.list)
		t.list = append(t.list, &type3{face: g.face})
		t.open[g.face] = n
	}
	f := t.list[n]
	var box bounds
	outline(g.glyphKey, &box)
	p := &pdfPath{}
	p.op("d1", g.advance, 0, box.x0, box.y0, box.x1, box.y1)
	if outline(g.glyphKey, p) {
		p.op("f")
	}
	f.glyphs = append(f.glyphs, g)
	f.outlines = append(f.outlines, p.out)
	c := t.codes[g.glyphKey]
	c.font, c.code = n, byte(len(f.glyphs))
	t.codes[g.glyphKey] = c
	return c.font, c.code
}

// write writes the font and returns its number in the file.
func (t *type3) write(f *pdfFile) int {
	font, unicode := f.reserve(), f.reserve()
	var procs, names, widths, back strings.Builder
	for i, g := range t.glyphs {
		n := f.reserve()
		f.stream(n, "", t.outlines[i])
		fmt.Fprintf(&procs, "/g%d %d 0 R", i+1, n)
		fmt.Fprintf(&names, "/g%d", i+1)
		fmt.Fprintf(&widths, "%s ", number(nil, g.advance, 0))
		fmt.Fprintf(&back, "<%02x> <", i+1)
		for _, u := range utf16.Encode([]rune{g.r}) {
			back.WriteString(hex16(u))
		}
		back.WriteString(">\n")
	}
	scale := number(nil, 1/float64(t.face.UnitsPerEm()), 8)
	f.object(font, fmt.Sprintf("<</Type/Font/Subtype/Type3/FontBBox[0 0 0 0]/FontMatrix[%s 0 0 %s 0 0]/FirstChar 1/LastChar %d/Widths[%s]/CharProcs<<%s>>/Encoding<</Type/Encoding/Differences[1%s]>>/Resources<<>>/ToUnicode %d 0 R>>",
		scale, scale, len(t.glyphs), widths.String(), procs.String(), names.String(), unicode))
	f.stream(unicode, "", []byte(cmap(back.String())))
	return font
}

// cmap is a table from codes to Unicode, at most 100 lines a block.
func cmap(lines string) string {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<00> <ff>\nendcodespacerange\n")
	all := strings.SplitAfter(strings.TrimSuffix(lines, "\n")+"\n", "\n")
	all = all[:len(all)-1]
	for len(all) > 0 {
		n := min(100, len(all))
		fmt.Fprintf(&b, "%d beginbfchar\n%sendbfchar\n", n, strings.Join(all[:n], ""))
		all = all[n:]
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.String()
}

// pdfFile numbers and collects objects.
type pdfFile struct{ objects [][]byte }

// reserve takes the next number.
func (f *pdfFile) reserve() int {
	f.objects = append(f.objects, nil)
	return len(f.objects)
}

func (f *pdfFile) object(n int, text string) { f.objects[n-1] = []byte(text) }

// stream is a compressed stream with further entries of its dictionary.
func (f *pdfFile) stream(n int, entries string, data []byte) {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write(data) // a buffer takes everything
	_ = z.Close()
	f.objects[n-1] = fmt.Appendf(nil, "<<%s/Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream", entries, b.Len(), b.Bytes())
}

// finish is the whole file.
func (f *pdfFile) finish(catalog, info int) []byte {
	out := []byte("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
	places := make([]int, len(f.objects))
	for i, o := range f.objects {
		places[i] = len(out)
		out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects)+1)
	for _, p := range places {
		out = fmt.Appendf(out, "%010d 00000 n \n", p)
	}
	return fmt.Appendf(out, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(f.objects)+1, catalog, info, xref)
}
