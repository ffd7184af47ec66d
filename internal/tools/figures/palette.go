package main

import (
	"cmp"
	"image"
	"image/color"
	"slices"
)

const (
	// colours is the size of a palette.
	colours = 128
	// exact is how many of the most frequent colours are kept as they are:
	// grounds and grid lines, which differ little from each other.
	exact = 48
)

// halve averages squares of four pixels. An odd last row or column is left out.
func halve(src image.Image) *image.RGBA {
	b := src.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx()/2, b.Dy()/2))
	for y := range b.Dy() / 2 {
		for x := range b.Dx() / 2 {
			var sum [3]uint32
			for i := range 4 {
				r, g, bl, _ := src.At(b.Min.X+2*x+i%2, b.Min.Y+2*y+i/2).RGBA()
				sum[0], sum[1], sum[2] = sum[0]+r>>8, sum[1]+g>>8, sum[2]+bl>>8
			}
			out.SetRGBA(x, y, color.RGBA{uint8((sum[0] + 2) / 4), uint8((sum[1] + 2) / 4), uint8((sum[2] + 2) / 4), 255})
		}
	}
	return out
}

// counted is a colour and how many pixels have it.
type counted struct {
	colour color.RGBA
	n      int
}

// channel is one of red, green and blue.
func (c counted) channel(i int) int { return int([3]uint8{c.colour.R, c.colour.G, c.colour.B}[i]) }

// quantise gives the picture at most n colours.
func quantise(src *image.RGBA, n int) *image.Paletted {
	b := src.Bounds()
	count := map[color.RGBA]int{}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			count[src.RGBAAt(x, y)]++
		}
	}
	palette := choose(count, n)
	index := map[color.RGBA]uint8{}
	for c := range count {
		index[c] = uint8(palette.Index(c))
	}
	out := image.NewPaletted(b, palette)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			out.SetColorIndex(x, y, index[src.RGBAAt(x, y)])
		}
	}
	return out
}

// choose picks up to n colours: the most frequent ones, and for the rest the
// most frequent of each box of a median cut that halves the widest box.
func choose(count map[color.RGBA]int, n int) color.Palette {
	all := make([]counted, 0, len(count))
	for c, k := range count {
		all = append(all, counted{c, k})
	}
	slices.SortFunc(all, func(a, b counted) int {
		return cmp.Or(b.n-a.n, a.channel(0)-b.channel(0), a.channel(1)-b.channel(1), a.channel(2)-b.channel(2))
	})
	var out color.Palette
	kept := min(len(all), exact, n)
	for _, c := range all[:kept] {
		out = append(out, c.colour)
	}
	boxes := [][]counted{all[kept:]}
	for len(out)+len(boxes) < n {
		widest, along, width := -1, 0, 0
		for i, box := range boxes {
			for c := range 3 {
				if lo, hi := span(box, c); hi-lo > width {
					widest, along, width = i, c, hi-lo
				}
			}
		}
		if widest < 0 {
			break // every box is one colour
		}
		lo, hi := span(boxes[widest], along)
		var low, high []counted
		for _, c := range boxes[widest] {
			if c.channel(along) <= (lo+hi)/2 {
				low = append(low, c)
			} else {
				high = append(high, c)
			}
		}
		boxes[widest] = low
		boxes = append(boxes, high)
	}
	for _, box := range boxes {
		if len(box) > 0 && len(out) < n {
			out = append(out, box[0].colour) // the most frequent: the order is kept
		}
	}
	return out
}

// span is the least and the greatest value of a channel; 0, 0 for no colours.
func span(box []counted, channel int) (lo, hi int) {
	for i, c := range box {
		v := c.channel(channel)
		if i == 0 {
			lo, hi = v, v
		}
		lo, hi = min(lo, v), max(hi, v)
	}
	return lo, hi
}
