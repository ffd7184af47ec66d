package numeral

import (
	"math"
	"testing"
)

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1000: "1,000", 1234567: "1,234,567", -999: "-999", -1000: "-1,000", -123456: "-123,456"} {
		if got := Count(n); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestPlural(t *testing.T) {
	for _, c := range []struct {
		n          int
		noun, want string
	}{{0, "comment", "0 comments"}, {1, "reply", "1 reply"}, {2, "reply", "2 replies"}, {12000, "author", "12,000 authors"}} {
		if got := Plural(c.n, c.noun); got != c.want {
			t.Errorf("Plural(%d, %q) = %q, want %q", c.n, c.noun, got, c.want)
		}
	}
}

func TestFixedAndSigned(t *testing.T) {
	for _, c := range []struct {
		v             float64
		decimals      int
		fixed, signed string
	}{
		{0.125, 1, "0.1", "+0.1"},
		{-0.05, 2, "-0.05", "-0.05"},
		{-0.004, 2, "0.00", "0.00"},
		{0.004, 2, "0.00", "0.00"},
		{math.Copysign(0, -1), 2, "0.00", "0.00"},
		{-0.4, 0, "0", "0"},
		{12, 0, "12", "+12"},
		{math.NaN(), 2, "NaN", "NaN"},
		{math.Inf(1), 2, "+Inf", "+Inf"},
		{math.Inf(-1), 2, "-Inf", "-Inf"},
	} {
		if got := Fixed(c.v, c.decimals); got != c.fixed {
			t.Errorf("Fixed(%v, %d) = %q, want %q", c.v, c.decimals, got, c.fixed)
		}
		if got := Signed(c.v, c.decimals); got != c.signed {
			t.Errorf("Signed(%v, %d) = %q, want %q", c.v, c.decimals, got, c.signed)
		}
	}
}
