package targets

import (
	"unicode"
	"unicode/utf8"

	"github.com/undertone-project/undertone/internal/text"
)

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// Hashed is what comparing words needs to know of one; see [Hash].
type Hashed struct {
	Hash         uint64
	Title, Upper bool
	Plain        bool // nothing but ASCII letters
}

// letters holds the lower case of ASCII letters, 0 for all other bytes.
var letters = func() (out [256]byte) {
	for c := 'a'; c <= 'z'; c++ {
		out[c], out[c-'a'+'A'] = byte(c), byte(c)
	}
	return out
}()

// HashToken is [Hash] with the answers in one value.
func HashToken(w string) Hashed {
	h := uint64(fnvOffset)
	all := byte(0) // its bit 0x20 tells whether any letter is a small one
	for i := range len(w) {
		c := w[i]
		l := letters[c]
		if l == 0 {
			return hashOther(w)
		}
		all |= c
		h = (h ^ uint64(l)) * fnvPrime
	}
	if len(w) == 0 {
		return Hashed{Hash: h}
	}
	return Hashed{h, w[0] <= 'Z', len(w) >= 2 && all&0x20 == 0, true}
}

func hashOther(w string) Hashed {
	h, title, upper := hashAny(w)
	return Hashed{h, title, upper, false}
}

// Hash is the 64-bit FNV-1a hash of a word's folded form (lower case, straight
// apostrophes, see [text.Fold]) and its capitals, computed without
// allocating: title is whether it begins with one, upper whether it has two
// letters or more and all are capitals.
func Hash(w string) (h uint64, title, upper bool) {
	x := HashToken(w)
	return x.Hash, x.Title, x.Upper
}

// hashAny is Hash for words with any characters.
func hashAny(w string) (h uint64, title, upper bool) {
	h = fnvOffset
	letters, capitals := 0, 0
	for i := 0; i < len(w); {
		c := w[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c >= 'a' && c <= 'z':
				letters++
			case c >= 'A' && c <= 'Z':
				capitals++
				letters++
				title = title || i == 1
				c |= 0x20
			case c == '`':
				c = '\''
			}
			h = (h ^ uint64(c)) * fnvPrime
			continue
		}
		r, size := utf8.DecodeRuneInString(w[i:])
		if unicode.IsUpper(r) {
			capitals++
			title = title || i == 0
			r = unicode.ToLower(r)
		}
		if unicode.IsLetter(r) {
			letters++
		}
		if text.IsApostrophe(r) {
			r = '\''
		}
		var buf [utf8.UTFMax]byte
		for _, b := range buf[:utf8.EncodeRune(buf[:], r)] {
			h = (h ^ uint64(b)) * fnvPrime
		}
		i += size
	}
	return h, title, letters >= 2 && capitals == letters
}
