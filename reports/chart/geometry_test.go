package chart

import (
	"fmt"
	"image"
	"image/color"
	"testing"
	"time"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"
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
	for _, fault := range faults(log) {
		t.Error(fault)
	}
}

// faults lists texts that leave their panel, overlap or run into a mark.
func faults(log *record) (out []string) {
	const eps = 0.5
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for i, a := range log.Texts {
		if a.Box.Min.X < a.Panel.Min.X-eps || a.Box.Max.X > a.Panel.Max.X+eps ||
			a.Box.Min.Y < a.Panel.Min.Y-eps || a.Box.Max.Y > a.Panel.Max.Y+eps {
			add("%q %s leaves its panel %s", a.Text, show(a.Box), show(a.Panel))
		}
		for _, b := range log.Texts[:i] {
			if overlap(a.Box, b.Box, eps) {
				add("%q %s overlaps %q %s", a.Text, show(a.Box), b.Text, show(b.Box))
			}
		}
		ink := a.Box // figures and capitals
		ink.Min.Y, ink.Max.Y = a.Base, a.Base+a.Size*capPart
		for _, m := range log.Marks {
			if overlap(ink, m, eps) {
				add("%q %s runs into a mark %s", a.Text, show(ink), show(m))
			}
		}
	}
	return out
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

// TestGeometryAnywhere draws random discussions at random widths.
func TestGeometryAnywhere(t *testing.T) {
	words := rapid.StringOfN(rapid.RuneFrom([]rune("aeiourstlnmdWIAЖ大ش -")), 1, 120, -1)
	rapid.Check(t, func(t *rapid.T) {
		sh := shape{
			n: rapid.IntRange(0, 60).Draw(t, "n"), timed: rapid.Bool().Draw(t, "timed"),
			span:    time.Duration(rapid.Int64Range(int64(time.Minute), int64(3000*day)).Draw(t, "span")),
			authors: rapid.IntRange(0, 30).Draw(t, "authors"), title: words.Draw(t, "title"),
			tnames: rapid.SliceOfN(words, 0, 14).Draw(t, "targets"), names: rapid.SliceOfN(words, 1, 5).Draw(t, "names"),
			declared: rapid.Bool().Draw(t, "declared"), mean: rapid.Float64Range(-2, 2).Draw(t, "mean"),
			posts: rapid.Bool().Draw(t, "posts"),
		}
		if sh.n > 4 {
			for i := range rapid.IntRange(0, 6).Draw(t, "events") {
				sh.events = append(sh.events, event{words.Draw(t, fmt.Sprint("event", i)), rapid.Float64Range(0, 1).Draw(t, "at"), rapid.Float64Range(0, 0.2).Draw(t, "long")})
			}
			sh.changes = rapid.SliceOfN(rapid.Float64Range(0, 1), 0, 3).Draw(t, "changes")
		}
		w := vg.Length(rapid.Float64Range(340, 900).Draw(t, "width"))
		m := testMeta()
		m.Source = words.Draw(t, "source")
		for _, f := range figuresOf(synthetic(sh), m) {
			size, high := f.Size()
			logs := []*record{paintLog(f, size, high)}
			if f, ok := f.(*figure); ok {
				log := &record{}
				r := vg.Rectangle{Max: vg.Point{X: w, Y: f.body.height(f.face, w)}}
				f.body.draw(&pen{Canvas: blank{}, face: f.face, log: log, panel: r}, r)
				logs = append(logs, log)
			}
			for _, log := range logs {
				for _, fault := range faults(log) {
					t.Errorf("%s: %s", f.Name(), fault)
				}
			}
		}
	})
}
