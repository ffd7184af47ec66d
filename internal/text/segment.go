package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Sentences splits s into sentences after Unicode UAX #29 and mends its known
// faults on prose: no break after titles and common abbreviations ("Mr.",
// "U.S."), always a break at a newline. Spans are trimmed of white space and
// never empty.
func Sentences(s string) []Span {
	var out []Span
	start, i, state := 0, 0, -1
	for rest := s; rest != ""; {
		var sentence string
		sentence, rest, state = uniseg.FirstSentenceInString(rest, state)
		i += len(sentence)
		if rest != "" && !strings.HasSuffix(sentence, "\n") && endsInAbbreviation(s[start:i]) {
			continue
		}
		out = appendLines(out, s, start, i)
		start = i
	}
	return appendLines(out, s, start, len(s))
}

// appendLines appends the non-empty lines of s[start:end] as trimmed spans.
func appendLines(out []Span, s string, start, end int) []Span {
	for start < end {
		stop := end
		if nl := strings.IndexByte(s[start:end], '\n'); nl >= 0 {
			stop = start + nl
		}
		if sp := trim(s, Span{start, stop}); sp.Start < sp.End {
			out = append(out, sp)
		}
		start = stop + 1
	}
	return out
}

func trim(s string, sp Span) Span {
	for sp.Start < sp.End {
		r, size := utf8.DecodeRuneInString(s[sp.Start:sp.End])
		if !unicode.IsSpace(r) {
			break
		}
		sp.Start += size
	}
	for sp.Start < sp.End {
		r, size := utf8.DecodeLastRuneInString(s[sp.Start:sp.End])
		if !unicode.IsSpace(r) {
			break
		}
		sp.End -= size
	}
	return sp
}

// abbreviations end in a dot without ending a sentence.
var abbreviations = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "st": true, "sen": true, "rep": true, "gen": true, "gov": true,
	"col": true, "capt": true, "lt": true, "sgt": true, "rev": true, "hon": true, "pres": true, "jr": true, "sr": true, "vs": true,
	"etc": true, "e.g": true, "i.e": true, "cf": true, "al": true, "approx": true, "no": false, "inc": true, "ltd": true, "co": true,
	"jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true, "sep": true, "sept": true, "oct": true,
	"nov": true, "dec": true, "u.s": true, "u.k": true, "u.n": true, "e.u": true, "a.m": true, "p.m": true, "ph.d": true,
}

func endsInAbbreviation(s string) bool {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	if !strings.HasSuffix(s, ".") || strings.HasSuffix(s, "..") {
		return false
	}
	s = s[:len(s)-1]
	word := s[strings.LastIndexFunc(s, unicode.IsSpace)+1:]
	word = strings.TrimLeft(word, "(\"'“‘[")
	if abbreviations[strings.ToLower(word)] {
		return true
	}
	// A single capital is an initial: "Antony J. Blinken".
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && size > 0 && unicode.IsUpper(r) && word != "I"
}
