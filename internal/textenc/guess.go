package textenc

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// IsText reports whether head, the beginning of an input, can be text in an
// encoding that NewReader reads. Formats use it to decide whether an input may
// be theirs.
func IsText(head []byte) bool {
	if _, enc, mark := unicodeForm(head); enc != nil || mark > 0 {
		return true
	}
	if binary(head) {
		return false
	}
	valid, invalid := countUTF8(head)
	return invalid == 0 || valid > invalid || western(head)
}

// zeroShares is the share of zero bytes at even and at odd offsets. A head
// whose other bytes are control characters is not that of a text: both are 0.
func zeroShares(head []byte) (even, odd float64) {
	if len(head) < 4 {
		return 0, 0
	}
	var zeros [2]int
	controls := 0
	for i, b := range head {
		switch {
		case b == 0:
			zeros[i%2]++
		case b < 0x20 && b != '\t' && b != '\n' && b != '\r':
			controls++
		}
	}
	if controls*20 > len(head) {
		return 0, 0
	}
	half := float64(len(head)) / 2
	return float64(zeros[0]) / half, float64(zeros[1]) / half
}

// binary reports whether head holds what text does not: zero bytes in a row or
// after control characters, or more than one other control character in a
// hundred. Zero bytes that stand alone between signs are what is left of UTF-16 pasted into a
// text of bytes.
func binary(head []byte) bool {
	controls := 0
	for i, b := range head {
		switch {
		case b == 0:
			if i == 0 || head[i-1] == 0 || head[i-1] < ' ' && head[i-1] != '\n' {
				return true
			}
		case b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != '\v' && b != 0x1b && b != '\b':
			controls++
		case b == 0x7f:
			controls++
		}
	}
	return controls > 0 && controls*100 > len(head)
}

// countUTF8 counts the valid multi-byte runes and the invalid bytes of s. A
// rune cut by the end of s counts as neither.
func countUTF8(s []byte) (valid, invalid int) {
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		if !utf8.FullRune(s[i:]) {
			return valid, invalid
		}
		_, size := utf8.DecodeRune(s[i:])
		if size == 1 {
			invalid++
		} else {
			valid++
		}
		i += size
	}
	return valid, invalid
}

// western reports whether s reads as windows-1252: no undefined byte, no more
// than a third of its letters outside ASCII, and hardly any of them in a row.
// Cyrillic, Greek and East Asian text in an encoding of its own fails on the
// last two.
func western(s []byte) bool {
	ascii, high, inRuns, odd, run := 0, 0, 0, 0, 0
	for _, b := range s {
		r := charmap.Windows1252.DecodeByte(b)
		if b < utf8.RuneSelf {
			if unicode.IsLetter(r) {
				ascii++
			}
			run = 0
			continue
		}
		if r == utf8.RuneError || (r >= 0x80 && r < 0xa0) {
			return false // one of the five bytes that windows-1252 leaves undefined
		}
		high++
		if run++; run >= 3 {
			inRuns++
		}
		if !unicode.IsLetter(r) && !commonSign(r) {
			odd++
		}
	}
	return high > 0 && high*2 <= ascii && inRuns*20 <= high && odd*4 <= high
}

// commonSign reports whether a sign outside ASCII is usual in Western text.
func commonSign(r rune) bool {
	switch r {
	case '‘', '’', '“', '”', '„', '‚', '–', '—', '…', '•', '€', '£', '«', '»', '‹', '›', '©', '®', '™',
		'°', '¿', '¡', '§', '·', '´', '½', '¼', '¾', '\u00a0', '\u00ad', 'º', 'ª':
		return true
	}
	return false
}
