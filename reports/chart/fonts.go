package chart

import (
	"errors"
	"fmt"
	"strings"

	"github.com/rivo/uniseg"
	stdfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"
)

// Font is a typeface given by the user.
type Font struct{ face *opentype.Font }

// ParseFont reads a TrueType or OpenType font, or the first font of a
// collection, such as one that covers Chinese, Japanese and Korean.
func ParseFont(data []byte) (Font, error) {
	f, err := parseFont(data)
	if err != nil {
		return Font{}, fmt.Errorf("font: %w", err)
	}
	// A font whose metrics or letters cannot be read fails here rather than
	// while something is drawn.
	var buf sfnt.Buffer
	if f.UnitsPerEm() <= 0 || f.NumGlyphs() == 0 {
		return Font{}, errors.New("font: it holds no glyphs")
	}
	if _, err := f.GlyphIndex(&buf, 'a'); err != nil {
		return Font{}, fmt.Errorf("font: %w", err)
	}
	return Font{face: f}, nil
}

// typeface measures text and finds glyphs: the bundled Liberation Sans first,
// then the user's fonts. It keeps no state and is safe for concurrent use.
type typeface struct {
	regular, bold *opentype.Font
	more          []*opentype.Font
}

func newTypeface(fonts []Font) *typeface {
	t := &typeface{}
	for _, f := range liberation.Collection() {
		if f.Font.Variant != "Sans" || f.Font.Style != stdfont.StyleNormal {
			continue
		}
		if f.Font.Weight == stdfont.WeightBold {
			t.bold = f.Face
		} else {
			t.regular = f.Face
		}
	}
	for _, f := range fonts {
		if f.face != nil {
			t.more = append(t.more, f.face)
		}
	}
	return t
}

func (t *typeface) base(st style) *opentype.Font {
	if st.bold {
		return t.bold
	}
	return t.regular
}

func hasGlyph(f *opentype.Font, r rune) bool {
	var buf sfnt.Buffer
	i, err := f.GlyphIndex(&buf, r)
	if err != nil || i == 0 {
		return false
	}
	_, err = f.GlyphAdvance(&buf, i, fixed.Int26_6(f.UnitsPerEm()), stdfont.HintingNone)
	return err == nil
}

// run is a stretch of text in one font.
type run struct {
	face font.Face
	text string
}

// runs splits s by the font that has its glyphs.
func (t *typeface) runs(s string, st style) []run {
	base := t.face(t.base(st), st)
	if len(t.more) == 0 || isASCII(s) {
		return []run{{base, s}}
	}
	var out []run
	for _, r := range s {
		f := base
		if !hasGlyph(base.Face, r) {
			for _, m := range t.more {
				if hasGlyph(m, r) {
					f = t.face(m, st)
					break
				}
			}
		}
		if n := len(out); n > 0 && out[n-1].face.Face == f.Face {
			out[n-1].text += string(r)
			continue
		}
		out = append(out, run{f, string(r)})
	}
	return out
}

func (t *typeface) face(f *opentype.Font, st style) font.Face {
	d := font.Font{Typeface: "Liberation", Variant: "Sans", Size: st.size}
	if st.bold {
		d.Weight = stdfont.WeightBold
	}
	return font.Face{Font: d, Face: f}
}

// covers reports whether some font has a glyph for r.
func (t *typeface) covers(r rune) bool {
	if hasGlyph(t.regular, r) {
		return true
	}
	for _, m := range t.more {
		if hasGlyph(m, r) {
			return true
		}
	}
	return false
}

// width is how wide s is on one line.
func (t *typeface) width(s string, st style) vg.Length {
	var w vg.Length
	for _, r := range t.runs(s, st) {
		w += r.face.Width(r.text)
	}
	return w
}

// Extents of Liberation Sans over its size (Arial's metrics).
const (
	ascentPart  = 0.905
	descentPart = 0.212
	capPart     = 0.716 // height of capitals and figures
)

// fit shortens s to width w with an ellipsis, at a space where one is near.
func (t *typeface) fit(s string, st style, w vg.Length) string {
	if t.width(s, st) <= w {
		return s
	}
	clusters := graphemes(s)
	lo, hi := 0, len(clusters)
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if t.width(strings.TrimRight(strings.Join(clusters[:mid], ""), " ")+"…", st) <= w {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	head := strings.Join(clusters[:lo], "")
	if i := strings.LastIndexByte(head, ' '); i > 0 && len(head)-i <= len(head)/4 {
		head = head[:i]
	}
	head = strings.TrimRight(head, " ,;:-–—")
	if head == "" && t.width("…", st) > w {
		return ""
	}
	return head + "…"
}

// wrap breaks s into lines of at most w, at spaces where it can, and ends the
// last of max lines with an ellipsis where the text is longer. max 0 means as
// many lines as it takes.
func (t *typeface) wrap(s string, st style, w vg.Length, max int) []string {
	var lines []string
	line := ""
	words := strings.Fields(s)
	for i := 0; i < len(words); i++ {
		try := words[i]
		if line != "" {
			try = line + " " + words[i]
		}
		if t.width(try, st) <= w {
			line = try
			continue
		}
		if max > 0 && len(lines) == max-1 {
			rest := strings.Join(words[i:], " ")
			if line != "" {
				rest = line + " " + rest
			}
			return append(lines, t.fit(rest, st, w))
		}
		if line != "" {
			lines = append(lines, line)
			line = ""
			i--
			continue
		}
		head, tail := t.split(words[i], st, w)
		lines = append(lines, head)
		if tail == "" {
			continue
		}
		words[i] = tail
		i--
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// balance is wrap with lines of about the same length, for titles.
func (t *typeface) balance(s string, st style, w vg.Length, max int) []string {
	lines := t.wrap(s, st, w, max)
	if len(lines) < 2 || len(t.wrap(s, st, w, 0)) > len(lines) {
		return lines
	}
	narrow, wide := w/2, w
	for range 8 {
		mid := (narrow + wide) / 2
		if try := t.wrap(s, st, mid, 0); len(try) <= len(lines) {
			wide, lines = mid, try
		} else {
			narrow = mid
		}
	}
	return lines
}

// split breaks a word that is wider than w; head is never empty.
func (t *typeface) split(word string, st style, w vg.Length) (head, tail string) {
	clusters := graphemes(word)
	n := 1
	for n < len(clusters) && t.width(strings.Join(clusters[:n+1], ""), st) <= w {
		n++
	}
	return strings.Join(clusters[:n], ""), strings.Join(clusters[n:], "")
}

func graphemes(s string) []string {
	var out []string
	for g := uniseg.NewGraphemes(s); g.Next(); {
		out = append(out, g.Str())
	}
	return out
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
