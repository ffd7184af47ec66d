package vector

import (
	"bytes"
	"compress/zlib"
	"encoding/xml"
	"fmt"
	"image/color"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	vgfont "gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

func face(tb testing.TB) vgfont.Face {
	tb.Helper()
	f, err := opentype.Parse(goregular.TTF)
	if err != nil {
		tb.Fatal(err)
	}
	return vgfont.Face{Font: vgfont.Font{Size: 10}, Face: f}
}

// sketch draws a bit of everything.
func sketch(tb testing.TB, c vg.Canvas) {
	c.SetColor(color.NRGBA{R: 0xFF, A: 0x80})
	c.SetLineWidth(2)
	c.SetLineDash([]vg.Length{3, 2}, 0)
	var p vg.Path
	p.Move(vg.Point{X: 1, Y: 2})
	p.Line(vg.Point{X: 10, Y: 20})
	p.QuadTo(vg.Point{X: 12, Y: 22}, vg.Point{X: 14, Y: 20})
	p.CubeTo(vg.Point{X: 15, Y: 21}, vg.Point{X: 16, Y: 22}, vg.Point{X: 17, Y: 20})
	p.Arc(vg.Point{X: 30, Y: 20}, 5, 0, 2*math.Pi)
	p.Close()
	c.Stroke(p)
	c.Push()
	c.Translate(vg.Point{X: 5, Y: 5})
	c.Scale(2, 2)
	c.Rotate(math.Pi / 2)
	c.Fill(p)
	c.Pop()
	c.SetColor(nil)
	c.FillString(face(tb), vg.Point{X: 3, Y: 4}, "Wörter «мост» & <μ> AV")
	c.FillString(face(tb), vg.Point{X: 3, Y: vg.Length(math.NaN())}, "")
}

func page() Page {
	return Page{W: 100, H: 50, Width: 200, Name: "p", Title: "A <title> & “more”", Alt: "What it shows"}
}

func TestSVG(t *testing.T) {
	draw := func() string {
		s := NewSVG(page())
		sketch(t, s)
		var b strings.Builder
		if _, err := s.WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	out := draw()
	if draw() != out {
		t.Error("differs from run to run")
	}
	ids, used := map[string]bool{}, map[string]bool{}
	for d := xml.NewDecoder(strings.NewReader(out)); ; {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := tok.(xml.StartElement)
		for i := 0; ok && i < len(start.Attr); i++ {
			switch start.Attr[i].Name.Local {
			case "id":
				ids[start.Attr[i].Value] = true
			case "href":
				used[strings.TrimPrefix(start.Attr[i].Value, "#")] = true
			}
		}
	}
	for id := range used {
		if !ids[id] {
			t.Errorf("%s is used and not defined", id)
		}
	}
	for _, want := range []string{
		`width="200pt" height="100pt" viewBox="0 0 100 50"`, "<desc id=\"p-desc\">What it shows</desc>", `stroke-dasharray="3 2"`,
		`d="M1 48L10 30C11.33 28.67 12.67 28.67 14 30`, `fill="#ff0000" fill-opacity="0.502"`,
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s in\n%s", want, out)
		}
	}
}

// TestPDF checks that every object stands where the table of the file says,
// and what the page and the fonts hold.
func TestPDF(t *testing.T) {
	draw := func() []byte {
		d := NewPDF(page())
		sketch(t, d)
		var b bytes.Buffer
		if _, err := d.WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	out := draw()
	if !bytes.Equal(draw(), out) {
		t.Error("differs from run to run")
	}
	place := regexp.MustCompile(`(\d{10}) 00000 n`)
	objects := place.FindAllSubmatch(out, -1)
	for i, m := range objects {
		at, _ := strconv.Atoi(string(m[1]))
		if want := fmt.Sprintf("%d 0 obj\n", i+1); !bytes.HasPrefix(out[at:], []byte(want)) {
			t.Errorf("object %d is not at %d", i+1, at)
		}
	}
	for _, m := range regexp.MustCompile(`(\d+) 0 R`).FindAllSubmatch(out, -1) {
		if n, _ := strconv.Atoi(string(m[1])); n < 1 || n > len(objects) {
			t.Errorf("reference to object %d of %d", n, len(objects))
		}
	}
	text := streams(t, out)
	for _, want := range []string{
		"/MediaBox[0 0 200 100]", "/Alt <feff0057", "/A0<</ca 0.502/CA 0.502>>",
		"2 4 m\n20 40 l\n", "[6 4 ] 0 d\n", "1 0 0 rg", // lengths are twice as long on the sheet
		"<043c>", // the Cyrillic letter em in the table back to Unicode
		"beginbfchar",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
}

// streams is the file with its streams readable.
func streams(t *testing.T, data []byte) string {
	t.Helper()
	out := string(data)
	for _, m := range regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`).FindAllSubmatch(data, -1) {
		z, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			t.Fatal(err)
		}
		plain, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		out += string(plain)
	}
	return out
}

// TestTypeset places text as gonum measures it.
func TestTypeset(t *testing.T) {
	f := face(t)
	const text = "AVATAR, Wörter"
	glyphs, perEm := typeset(f, text)
	last := glyphs[len(glyphs)-1]
	if got, want := (last.x+last.advance)/perEm*10, float64(f.Width(text)); math.Abs(got-want) > 0.01 {
		t.Errorf("width %v, want %v", got, want)
	}
}

// TestManyGlyphs needs more than one Type 3 font.
func TestManyGlyphs(t *testing.T) {
	table := newFontTable()
	f := face(t)
	seen := map[[2]int]bool{}
	for r := rune(0x20); r < 0x20+400; r++ {
		n, code := table.code(placedGlyph{glyphKey: glyphKey{f.Face, r}})
		if code == 0 || seen[[2]int{n, int(code)}] {
			t.Fatalf("%q: code %d of font %d", r, code, n)
		}
		seen[[2]int{n, int(code)}] = true
	}
	if len(table.list) != 2 {
		t.Errorf("%d fonts", len(table.list))
	}
}

func TestNumber(t *testing.T) {
	for v, want := range map[float64]string{0: "0", -0.001: "0", 1.5: "1.5", -2.345: "-2.35", 100: "100", math.Inf(1): "0"} {
		if got := string(number(nil, v, 2)); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
}
