// Package text splits text into tokens, sentences and clauses, always by byte
// offsets into the original string, so that every score can point at its
// evidence. It knows no domain types.
package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a half-open range [Start, End) of byte offsets.
type Span struct {
	Start, End int
}

// In is the part of s that the span covers.
func (sp Span) In(s string) string { return s[sp.Start:sp.End] }

// TokenKind is the kind of a [Token].
type TokenKind uint8

// The kinds of token.
const (
	Word     TokenKind = iota // letters, with inner apostrophes, hyphens and digits: "don't", "well-known"
	Number                    // digits with inner separators: "8,500", "12.5"
	Punct                     // a run of one punctuation mark: "...", "!!", "?"
	Symbol                    // an emoji sequence or another symbol
	URL                       // http(s)://..., www....
	Handle                    // @name
	Hashtag                   // #tag
	Emoticon                  // :-) ;P <3
)

// Token is one token of a text.
type Token struct {
	Span
	Kind TokenKind
}

// Tokens appends the tokens of s to dst and returns it. White space belongs to
// no token. Invalid UTF-8 is passed over as white space.
func Tokens(dst []Token, s string) []Token {
	for i := 0; i < len(s); {
		// Nearly all tokens of a comment are plain words and marks.
		c := s[i]
		b := beginnings[c]
		if b == beginsLink && (i+1 == len(s) || !goesOn[s[i+1]]) {
			b = beginsWord
		}
		switch b {
		case beginsSpace:
			i++
			continue
		case beginsWord:
			end := i + 1
			for end < len(s) && isASCIILetter(s[end]) {
				end++
			}
			if end < len(s) && inner[s[end]] {
				end = wordEnd(s, end)
			}
			dst = append(dst, Token{Span{i, end}, Word})
			i = end
			continue
		case beginsMark:
			end := i + 1
			for end < len(s) && s[end] == c {
				end++
			}
			dst = append(dst, Token{Span{i, end}, Punct})
			i = end
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) || (r == utf8.RuneError && size <= 1) {
			i += size
			continue
		}
		end, kind := next(s, i, r, size)
		dst = append(dst, Token{Span{i, end}, kind})
		i = end
	}
	return dst
}

// beginning is what a byte tells of the token that it begins.
type beginning uint8

const (
	beginsOther beginning = iota // it takes a closer look
	beginsSpace                  // no token
	beginsWord                   // a word
	beginsMark                   // a punctuation mark
	beginsLink                   // a letter with which a link or a face may begin
)

// goesOn holds the second bytes of links and of the faces that begin with a
// letter.
var goesOn = [256]bool{'t': true, 'T': true, 'w': true, 'W': true, '_': true, '.': true, 'D': true, ':': true}

// beginnings are those of all bytes. Marks with which a face, a handle or a
// hashtag may begin take a closer look.
var beginnings = func() (out [256]beginning) {
	for c := range utf8.RuneSelf {
		switch b := byte(c); {
		case unicode.IsSpace(rune(b)):
			out[b] = beginsSpace
		case isASCIILetter(b) && special(b):
			out[b] = beginsLink
		case isASCIILetter(b):
			out[b] = beginsWord
		case unicode.IsPunct(rune(b)) && strings.IndexByte("@#:;()-", b) < 0:
			out[b] = beginsMark
		}
	}
	return out
}()

// next finds the end and kind of the token that begins at i with rune r.
func next(s string, i int, r rune, size int) (int, TokenKind) {
	if end := urlEnd(s, i); end > i {
		return end, URL
	}
	if end := emoticonEnd(s, i); end > i {
		return end, Emoticon
	}
	switch {
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return wordEnd(s, i), Word
	case unicode.IsDigit(r):
		end := numberEnd(s, i)
		if rr, _ := utf8.DecodeRuneInString(s[end:]); unicode.IsLetter(rr) {
			return wordEnd(s, i), Word
		}
		return end, Number
	case (r == '@' || r == '#') && nameStart(s, i+1):
		kind := Handle
		if r == '#' {
			kind = Hashtag
		}
		return tagEnd(s, i+1), kind
	case unicode.IsPunct(r):
		end := i + size
		for strings.HasPrefix(s[end:], s[i:i+size]) {
			end += size
		}
		return end, Punct
	}
	return symbolEnd(s, i), Symbol
}

// special reports whether a link or a face may begin with the letter c.
func special(c byte) bool {
	switch c {
	case 'h', 'H', 'w', 'W', 'o', 'O', 'x', 'X', 'D':
		return true
	}
	return false
}

func nameStart(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_'
}

func tagEnd(s string, i int) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '_' {
			break
		}
		i += size
	}
	return i
}

// IsApostrophe reports whether r is used as an apostrophe inside words.
func IsApostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == 'ʼ' || r == '‘' || r == '`' || r == '´'
}

// inner holds the bytes that may go on with a word, or begin a letter or mark
// that does, beside ASCII letters.
var inner = func() (out [256]bool) {
	for c := range out {
		out[c] = c >= utf8.RuneSelf || c >= '0' && c <= '9' || strings.IndexByte("_'`-.", byte(c)) >= 0
	}
	return out
}()

func wordEnd(s string, i int) int {
	for i < len(s) {
		for i < len(s) && isASCIILetter(s[i]) {
			i++
		}
		if i == len(s) || !inner[s[i]] {
			break
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_' {
			i += size
			continue
		}
		// An apostrophe or a hyphen belongs to the word when letters go on.
		if IsApostrophe(r) || r == '-' || r == '‑' {
			if n, _ := utf8.DecodeRuneInString(s[i+size:]); unicode.IsLetter(n) || (unicode.IsDigit(n) && !IsApostrophe(r)) {
				i += size
				continue
			}
		}
		// A dot inside "U.S." or "e.g." belongs to it.
		if r == '.' && isInitialism(s, i) {
			i += size
			continue
		}
		break
	}
	return i
}

// isInitialism reports whether the dot at i stands in single letters joined by
// dots, as in "U.S.": a single letter before it and, after it, another single
// letter with a dot or, for the last dot, dots already between the letters.
func isInitialism(s string, i int) bool {
	r, size := utf8.DecodeLastRuneInString(s[:i])
	if !unicode.IsLetter(r) {
		return false
	}
	b, _ := utf8.DecodeLastRuneInString(s[:i-size])
	if unicode.IsLetter(b) || unicode.IsDigit(b) {
		return false
	}
	if b == '.' && i-size >= 2 {
		if bb, _ := utf8.DecodeLastRuneInString(s[:i-size-1]); unicode.IsLetter(bb) {
			return true
		}
	}
	n, nsize := utf8.DecodeRuneInString(s[i+1:])
	return unicode.IsLetter(n) && strings.HasPrefix(s[i+1+nsize:], ".")
}

func numberEnd(s string, i int) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if unicode.IsDigit(r) {
			i += size
			continue
		}
		if r == '.' || r == ',' || r == ':' {
			if n, _ := utf8.DecodeRuneInString(s[i+size:]); unicode.IsDigit(n) {
				i += size
				continue
			}
		}
		break
	}
	return i
}

// symbolEnd takes an emoji with its modifiers, joiners and selectors as one.
func symbolEnd(s string, i int) int {
	_, size := utf8.DecodeRuneInString(s[i:])
	end := i + size
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		switch {
		case r == '\u200d':
			_, n := utf8.DecodeRuneInString(s[end+size:])
			end += size + n
			continue
		case r == '\ufe0f' || (r >= 0x1f3fb && r <= 0x1f3ff):
			end += size
			continue
		}
		break
	}
	return end
}

func urlEnd(s string, i int) int {
	if c := s[i] | 0x20; c != 'h' && c != 'w' {
		return i
	}
	rest := s[i:]
	if !hasPrefixFold(rest, "http://") && !hasPrefixFold(rest, "https://") && !hasPrefixFold(rest, "www.") {
		return i
	}
	end := i
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		if unicode.IsSpace(r) || r == '<' || r == '>' || r == '"' || r == '”' || r == '»' {
			break
		}
		end += size
	}
	return i + len(strings.TrimRight(s[i:end], ".,;:!?)]}'’…"))
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// Fold is the key under which words are compared: lower case, straight
// apostrophes.
func Fold(word string) string {
	plain := true // most words are: nothing has to be copied
	for i := 0; i < len(word) && plain; i++ {
		c := word[i]
		plain = c < utf8.RuneSelf && c != '`' && (c < 'A' || c > 'Z')
	}
	if plain {
		return word
	}
	return strings.Map(func(r rune) rune {
		if IsApostrophe(r) {
			return '\''
		}
		return unicode.ToLower(r)
	}, word)
}

// FoldsTo reports whether [Fold] makes key, or one of the others, of word. It
// does not allocate.
func FoldsTo(word string, keys ...string) bool {
	return slices.ContainsFunc(keys, func(key string) bool {
		for _, r := range word {
			if r = unicode.ToLower(r); IsApostrophe(r) {
				r = '\''
			}
			k, size := utf8.DecodeRuneInString(key)
			if key == "" || k != r {
				return false
			}
			key = key[size:]
		}
		return key == ""
	})
}

// Words counts the word tokens of s.
func Words(s string) int {
	n := 0
	for _, t := range Tokens(nil, s) {
		if t.Kind == Word {
			n++
		}
	}
	return n
}
