package chart

import (
	"image/color"
	"math"
	"testing"
)

// luminance is the relative luminance of WCAG 2.
func luminance(c color.NRGBA) float64 {
	part := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.03928 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
}

// TestContrast checks that all text is at least 4.5:1 on white and on the
// background of the key numbers (WCAG 2, level AA).
func TestContrast(t *testing.T) {
	for name, ink := range map[string]color.NRGBA{
		"negative": inkNegative, "positive": inkPositive, "ink": colInk, "text": colText, "muted": colMuted,
	} {
		for _, ground := range []color.NRGBA{colWhite, colPanelBg} {
			if got := (luminance(ground) + 0.05) / (luminance(ink) + 0.05); got < 4.5 {
				t.Errorf("%s on %v: contrast %.2f", name, ground, got)
			}
		}
	}
}

func TestToneColor(t *testing.T) {
	tests := []struct {
		v    float64
		want color.NRGBA
	}{{0, colNeutral}, {1, colPositive}, {0.6, colPositive}, {-0.8, colNegative}, {0.3, mix(colNeutral, colPositive, 0.5)}}
	for _, tt := range tests {
		if got := toneColor(tt.v); got != tt.want {
			t.Errorf("toneColor(%v) = %v, want %v", tt.v, got, tt.want)
		}
	}
}
