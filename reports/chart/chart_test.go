package chart

import (
	"bytes"
	"errors"
	"image/png"
	"io"
	"strings"
	"testing"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/thread"
)

func TestNoData(t *testing.T) {
	empty := synthetic(shape{})
	unscored := &analysis.Summary{Unit: thread.KindComment, Items: 3}
	for _, s := range []*analysis.Summary{empty, unscored} {
		for name, draw := range map[string]func() (Figure, error){
			"trend":        func() (Figure, error) { return Trend(s, Meta{}) },
			"distribution": func() (Figure, error) { return Distribution(s, Meta{}) },
			"stance":       func() (Figure, error) { return Stance(s, Meta{}) },
			"tree":         func() (Figure, error) { return Tree(s, Meta{}, 0) },
			"tree -1":      func() (Figure, error) { return Tree(s, Meta{}, -1) },
			"depth":        func() (Figure, error) { return Depth(s, Meta{}) },
		} {
			if f, err := draw(); !errors.Is(err, ErrNoData) || f != nil {
				t.Errorf("%s: got %v, %v, want ErrNoData", name, f, err)
			}
		}
		if f := Dashboard(s, Meta{}); f.Alt() == "" {
			t.Error("dashboard without alt text")
		}
	}
}

func TestDeterministic(t *testing.T) {
	sh := shapes()[4]
	first, second := figuresOf(synthetic(sh), testMeta()), figuresOf(synthetic(sh), testMeta())
	for i, f := range first {
		var a, b, c bytes.Buffer
		for _, w := range []struct {
			f Figure
			b *bytes.Buffer
		}{{f, &a}, {f, &b}, {second[i], &c}} {
			if err := WritePNG(w.b, w.f, 1); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) || !bytes.Equal(a.Bytes(), c.Bytes()) {
			t.Errorf("%s: not the same bytes twice", f.Name())
		}
	}
}

func TestWritePNG(t *testing.T) {
	f := Dashboard(synthetic(shape{}), testMeta())
	w, h := f.Size()
	var b bytes.Buffer
	if err := WritePNG(&b, f, 0); err != nil {
		t.Fatal(err)
	}
	img, err := png.DecodeConfig(&b)
	if err != nil {
		t.Fatal(err)
	}
	if want := int(w.Dots(192) + 0.5); img.Width != want {
		t.Errorf("width %d, want %d", img.Width, want)
	}
	if want := int(h.Dots(192) + 0.5); img.Height != want {
		t.Errorf("height %d, want %d", img.Height, want)
	}
	for _, bad := range []float64{-1, 1e9} {
		if err := WritePNG(io.Discard, f, bad); err == nil {
			t.Errorf("scale %v: no error", bad)
		}
	}
	if err := WritePNG(failing{}, f, 1); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("got %v, want the writer's error", err)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// TestFootnote checks that no figure goes without what is needed to judge it.
func TestFootnote(t *testing.T) {
	s := synthetic(shapes()[6])
	for _, f := range figuresOf(s, testMeta()) {
		var notes []string
		switch f := f.(type) {
		case *figure:
			notes = f.notes
		case *dashboard:
			notes = f.notes
		}
		text := strings.ToLower(footnote(newTypeface(nil), notes))
		want := []string{"293 comments", "not validated on this corpus"}
		switch f.Name() {
		case "tree", "tree-radial":
		case "week", "concentration":
			want = want[:1]
		default:
			want = append(want, "90 authors", "not scored", "95% intervals")
		}
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: %q lacks %q", f.Name(), text, w)
			}
		}
		if f.Alt() == "" {
			t.Errorf("%s: no alt text", f.Name())
		}
	}
}

func BenchmarkPNG(b *testing.B) {
	sh := shape{name: "20000", n: 20000, timed: true, span: 40 * day, authors: 3000, title: "Open thread", targets: 12}
	for _, f := range figuresOf(synthetic(sh), testMeta()) {
		b.Run(f.Name(), func(b *testing.B) {
			for b.Loop() {
				if err := WritePNG(io.Discard, f, 0); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(sh.n)*float64(b.N)/b.Elapsed().Seconds(), "comments/s")
		})
	}
}
