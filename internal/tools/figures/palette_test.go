package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"testing"
)

func noise(w, h int) *image.RGBA {
	r := rand.New(rand.NewPCG(1, 2))
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range out.Pix {
		out.Pix[i] = uint8(r.UintN(256))
		if i%4 == 3 {
			out.Pix[i] = 255
		}
	}
	return out
}

func TestHalve(t *testing.T) {
	src := image.NewRGBA(image.Rect(0, 0, 5, 2)) // the fifth column is left out
	for x, v := range []uint8{0, 100, 200, 200, 9} {
		src.SetRGBA(x, 0, color.RGBA{v, 0, 0, 255})
		src.SetRGBA(x, 1, color.RGBA{v, 0, 0, 255})
	}
	got := halve(src)
	if got.Bounds().Dx() != 2 || got.Bounds().Dy() != 1 || got.RGBAAt(0, 0).R != 50 || got.RGBAAt(1, 0).R != 200 {
		t.Errorf("halve gave %v with %v", got.Bounds(), got.Pix)
	}
}

func TestQuantise(t *testing.T) {
	few := image.NewRGBA(image.Rect(0, 0, 3, 1))
	for x := range 3 {
		few.SetRGBA(x, 0, color.RGBA{uint8(250 + x), 250, 250, 255})
	}
	for name, src := range map[string]*image.RGBA{"few": few, "noise": noise(60, 60), "empty": noise(0, 0)} {
		got := quantise(src, colours)
		if len(got.Palette) > colours {
			t.Errorf("%s: %d colours", name, len(got.Palette))
		}
		if name == "few" && got.At(1, 0) != few.At(1, 0) {
			t.Errorf("near colours were merged: %v", got.Palette)
		}
	}
}

func TestDeterministic(t *testing.T) {
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		if err := png.Encode(w, quantise(noise(80, 80), colours)); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two runs differ")
	}
}
