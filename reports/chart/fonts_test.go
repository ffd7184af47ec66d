package chart

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
)

func TestParseFont(t *testing.T) {
	if _, err := ParseFont(goregular.TTF); err != nil {
		t.Error(err)
	}
	if _, err := ParseFont([]byte("not a font")); err == nil {
		t.Error("no error for bytes that are no font")
	}
}

// TestFurtherFont gives a typeface without Hebrew a further font that has it.
func TestFurtherFont(t *testing.T) {
	base, err := opentype.Parse(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	face := &typeface{regular: base, bold: base}
	const text = "a\u05d0\u05d1b"
	if shown, whole := face.legible(text); shown != "a[Hebrew]b" || whole {
		t.Errorf("without the font: %q, %v", shown, whole)
	}
	face.more = append(face.more, newTypeface(nil).regular)
	if shown, whole := face.legible(text); shown != "a\u05d1\u05d0b" || !whole {
		t.Errorf("with the font: %q, %v", shown, whole)
	}
	var got []string
	width := face.width("a", stLabel) + face.width("b", stLabel)
	for _, r := range face.runs(text, stLabel) {
		got = append(got, r.text)
		if r.text != "a" && r.text != "b" {
			width += r.face.Width(r.text)
		}
	}
	if d := cmp.Diff([]string{"a", "\u05d0\u05d1", "b"}, got); d != "" {
		t.Error(d)
	}
	if w := face.width(text, stLabel); w != width {
		t.Errorf("width %v, want the sum of the runs, %v", w, width)
	}
}
