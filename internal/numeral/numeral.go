// Package numeral writes numbers as people read them in sentences and tables.
package numeral

import (
	"math"
	"strconv"
	"strings"
)

// Count writes n with its thousands set apart: "12,345".
func Count(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Plural writes a count with its regular noun: "1 comment", "1,200 comments",
// "2 replies".
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return Count(n) + " " + Nouns(noun)
}

// Nouns is the plural of a regular noun.
func Nouns(noun string) string {
	if strings.HasSuffix(noun, "y") {
		return noun[:len(noun)-1] + "ies"
	}
	return noun + "s"
}

// Fixed writes v with so many decimals: "0.50", "-0.05". What rounds to
// nothing has no sign: "0.00", never "-0.00".
func Fixed(v float64, decimals int) string {
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	if strings.Trim(s, "-0.") == "" {
		return strings.TrimPrefix(s, "-")
	}
	return s
}

// Signed is Fixed with a sign before whatever is above 0, too: "+0.50",
// "-0.05", "0.00".
func Signed(v float64, decimals int) string {
	s := Fixed(v, decimals)
	if math.IsNaN(v) || s[0] == '-' || s[0] == '+' || strings.Trim(s, "0.") == "" {
		return s
	}
	return "+" + s
}
