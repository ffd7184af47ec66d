package targets

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/undertone-project/undertone/internal/text"
)

// unit is one comparable word of a text: a token, a part of a hyphenated
// token ("anti-Russia" has two), or a part of a camel-case hashtag.
type unit struct {
	text.Span        // without a possessive ending
	word      string // folded, dots of initials removed: "u.s." is "us"; only where asked for
	hash      uint64 // of word, as Hash gives it
	letters   int    // bytes of word
	upper     bool   // written in capitals, two letters or more
	title     bool   // begins with a capital
	dotted    bool   // "U.S."
	owns      bool   // a possessive ending followed
	tag       bool   // comes from a hashtag
	joined    bool   // joined to the unit before by a hyphen or inside a hashtag
	first     bool   // opens a sentence
}

// unitsOf appends the units of s, with their words, to dst.
func unitsOf(dst []unit, s string, toks []text.Token) []unit {
	from := len(dst)
	hashed := make([]Hashed, len(toks))
	for i, t := range toks {
		hashed[i] = HashToken(t.In(s))
	}
	dst = hashedUnits(dst, s, toks, hashed)
	for i := from; i < len(dst); i++ {
		u := &dst[i]
		u.word = text.Fold(u.In(s))
		if u.tag && !u.joined {
			u.word = strings.TrimLeft(u.word, "#@")
		}
		if u.dotted {
			u.word = strings.ReplaceAll(u.word, ".", "")
		}
	}
	return dst
}

// hashedUnits appends the units of s, without their words, to dst; it does
// not allocate where dst has room.
func hashedUnits(dst []unit, s string, toks []text.Token, hashed []Hashed) []unit {
	opens := true
	for i := range toks {
		t := &toks[i]
		switch t.Kind {
		case text.Word, text.Number:
			if h := &hashed[i]; h.Plain {
				dst = append(dst, unit{Span: t.Span, hash: h.Hash, letters: t.End - t.Start, title: h.Title, upper: h.Upper, first: opens})
				opens = false
				break
			}
			n := len(dst)
			dst = wordUnits(dst, s, t.Span)
			if n < len(dst) {
				dst[n].first = opens
			}
			opens = false
		case text.Hashtag, text.Handle:
			dst = tagUnits(dst, s, t.Span)
			opens = false
		case text.Punct, text.Symbol:
			if endsSentence(s, toks, i) {
				opens = true
			}
		}
		if i+1 < len(toks) {
			for at := t.End; at < toks[i+1].Start; at++ {
				opens = opens || s[at] == '\n'
			}
		}
	}
	return dst
}

func endsSentence(s string, toks []text.Token, i int) bool {
	r, _ := utf8.DecodeRuneInString(toks[i].In(s))
	switch r {
	case '.', '!', '?', '…', ':', '•', '*', '"', '“', '”', '»', '-', '–', '—':
		return true
	case ')':
		// "1) get the CIA": a list number opens a sentence.
		return i > 0 && toks[i-1].Kind == text.Number
	}
	return false
}

// wordUnits splits a word at its hyphens.
func wordUnits(dst []unit, s string, sp text.Span) []unit {
	start, joined := sp.Start, false
	for start < sp.End {
		end := sp.End
		next := sp.End
		if i := strings.IndexAny(s[start:sp.End], "-‑"); i >= 0 {
			end = start + i
			_, size := utf8.DecodeRuneInString(s[end:])
			next = end + size
		}
		if end > start {
			u := newUnit(s, text.Span{Start: start, End: end})
			u.joined = joined
			dst = append(dst, u)
		}
		start, joined = next, true
	}
	return dst
}

// tagUnits gives the whole tag as one unit and, for "#StandWithUkraine", its
// parts.
func tagUnits(dst []unit, s string, sp text.Span) []unit {
	body := text.Span{Start: sp.Start + 1, End: sp.End}
	whole := newUnit(s, body)
	whole.tag = true
	whole.Start = sp.Start
	dst = append(dst, whole)
	if s[sp.Start] != '#' {
		return dst
	}
	start, prev := body.Start, rune(0)
	first := len(dst)
	for i, r := range body.In(s) {
		at := body.Start + i
		cut := r == '_' || (unicode.IsUpper(r) && unicode.IsLower(prev)) || (unicode.IsDigit(r) && unicode.IsLetter(prev))
		if cut && at > start {
			dst = appendTagPart(dst, s, start, at)
			start = at
		}
		if r == '_' {
			start = at + 1
		}
		prev = r
	}
	if start == body.Start {
		return dst
	}
	dst = appendTagPart(dst, s, start, body.End)
	if first < len(dst) {
		dst[first].joined = false
	}
	return dst
}

func appendTagPart(dst []unit, s string, start, end int) []unit {
	if start >= end {
		return dst
	}
	u := newUnit(s, text.Span{Start: start, End: end})
	u.tag, u.joined = true, true
	return append(dst, u)
}

func newUnit(s string, sp text.Span) unit {
	u := unit{Span: sp}
	w := sp.In(s)
	if n := possessive(w); n > 0 {
		u.owns = true
		u.End -= n
		w = w[:len(w)-n]
	}
	if strings.IndexByte(w, '.') >= 0 {
		u.dotted = true
		w = strings.ReplaceAll(w, ".", "")
	}
	u.hash, u.title, u.upper = Hash(w)
	u.letters = len(w)
	return u
}

// possessive is the length of a trailing "'s" or "’s" of w, else 0. A plural's
// lone apostrophe ("Germans'") is no part of a word token.
func possessive(w string) int {
	if len(w) < 3 || (w[len(w)-1] != 's' && w[len(w)-1] != 'S') {
		return 0
	}
	r, size := utf8.DecodeLastRuneInString(w[:len(w)-1])
	if text.IsApostrophe(r) && len(w) > size+1 {
		return size + 1
	}
	return 0
}
