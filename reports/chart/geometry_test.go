package chart

import (
	"fmt"
	"image"
	"image/color"
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// blank is a canvas that draws nothing.
type blank struct{}

func (blank) SetLineWidth(vg.Length)                 {}
func (blank) SetLineDash([]vg.Length, vg.Length)     {}
func (blank) SetColor(color.Color)                   {}
func (blank) Rotate(float64)                         {}
func (blank) Translate(vg.Point)                     {}
func (blank) Scale(float64, float64)                 {}
func (blank) Push()                                  {}
func (blank) Pop()                                   {}
func (blank) Stroke(vg.Path)                         {}
func (blank) Fill(vg.Path)                           {}
func (blank) FillString(font.Face, vg.Point, string) {}
func (blank) DrawImage(vg.Rectangle, image.Image)    {}

// painter is a figure of this package.
type painter interface {
	Figure
	paint(*pen, vg.Rectangle)
}

// paintLog lays f out at w by h and returns what was placed.
func paintLog(f Figure, w, h vg.Length) *record {
	log := &record{}
	f.(painter).paint(&pen{Canvas: blank{}, face: newTypeface(nil), log: log}, vg.Rectangle{Max: vg.Point{X: w, Y: h}})
	return log
}

// TestGeometry checks for every chart of every shape of discussion that no
// text leaves its panel, that no two texts overlap and that none runs into a
// bar or a whisker.
func TestGeometry(t *testing.T) {
	for _, sh := range shapes() {
		for _, f := range figuresOf(synthetic(sh), testMeta()) {
			w, h := f.Size()
			t.Run(sh.name+"/"+f.Name(), func(t *testing.T) { checkGeometry(t, paintLog(f, w, h)) })
			if f, ok := f.(*figure); ok { // as in a dashboard column
				const narrow = 372
				h := f.body.height(f.face, narrow)
				t.Run(sh.name+"/"+f.Name()+"/narrow", func(t *testing.T) {
					log := &record{}
					r := vg.Rectangle{Max: vg.Point{X: narrow, Y: h}}
					f.body.draw(&pen{Canvas: blank{}, face: f.face, log: log, panel: r}, r)
					checkGeometry(t, log)
				})
			}
		}
	}
}

func checkGeometry(t *testing.T, log *record) {
	t.Helper()
	const eps = 0.5
	for i, a := range log.Texts {
		if a.Box.Min.X < a.Panel.Min.X-eps || a.Box.Max.X > a.Panel.Max.X+eps ||
			a.Box.Min.Y < a.Panel.Min.Y-eps || a.Box.Max.Y > a.Panel.Max.Y+eps {
			t.Errorf("%q %s leaves its panel %s", a.Text, show(a.Box), show(a.Panel))
		}
		for _, b := range log.Texts[:i] {
			if overlap(a.Box, b.Box, eps) {
				t.Errorf("%q %s overlaps %q %s", a.Text, show(a.Box), b.Text, show(b.Box))
			}
		}
		ink := a.Box // figures and capitals
		ink.Min.Y, ink.Max.Y = a.Base, a.Base+a.Size*capPart
		for _, m := range log.Marks {
			if overlap(ink, m, eps) {
				t.Errorf("%q %s runs into a mark %s", a.Text, show(ink), show(m))
			}
		}
	}
}

func overlap(a, b vg.Rectangle, eps vg.Length) bool {
	return a.Min.X < b.Max.X-eps && b.Min.X < a.Max.X-eps && a.Min.Y < b.Max.Y-eps && b.Min.Y < a.Max.Y-eps
}

func show(r vg.Rectangle) string {
	return fmt.Sprintf("[%.1f %.1f, %.1f %.1f]", r.Min.X, r.Min.Y, r.Max.X, r.Max.Y)
}

// TestSmallCanvas draws everything on canvases of no use: nothing may panic.
func TestSmallCanvas(t *testing.T) {
	for _, sh := range shapes() {
		if sh.n > 300 {
			continue
		}
		for _, f := range figuresOf(synthetic(sh), testMeta()) {
			for _, size := range [][2]vg.Length{{0, 0}, {1, 1}, {60, 40}, {200, 90}, {90, 600}, {2000, 150}} {
				paintLog(f, size[0], size[1])
			}
		}
	}
}
