// Package address finds in a comment who is addressed and who signs it: the
// names in "@Ann: no", "Good point, Ann." and "Cheers, Ben". It looks at one
// text at a time and knows nothing of threads; names that are known to take
// part in the discussion make it find more.
//
// All offsets are bytes of the text that was given. Names are returned as
// written, without "@". The rules are about English; texts in other languages
// give handles and, with known names, opening vocatives only.
package address

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/undertone-project/undertone/internal/text"
)

// Kind says in what way a text names somebody.
type Kind uint8

// The kinds of mention, from surest to least sure to mean the person who is
// answered.
const (
	// Handle: "@ann".
	Handle Kind = iota
	// Vocative: the name is spoken to, as in "Thanks, Ann!".
	Vocative
	// Reference: the name is spoken of, as in "I agree with Ann".
	Reference
)

// String names the kind.
func (k Kind) String() string {
	switch k {
	case Handle:
		return "handle"
	case Vocative:
		return "vocative"
	}
	return "reference"
}

// Mention is a name in a text.
type Mention struct {
	Name string // as written, without "@"; as known where it is a known name
	Span text.Span
	Kind Kind
	// Known reports that Name is one of the known names, in full or by its
	// first word.
	Known bool
}

// capitalised reports whether w begins with an upper-case letter.
func capitalised(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// nameLike reports whether w can be a person's name or initials on its own: it
// is capitalised, has two letters or more, is no contraction and no common
// word of discourse.
func nameLike(w string) bool {
	if !capitalised(w) || utf8.RuneCountInString(w) < 2 || len(w) > 24 {
		return false
	}
	for _, r := range w {
		if text.IsApostrophe(r) || r == '.' {
			return false
		}
	}
	f := text.Fold(w)
	return !notNames[f] && !strings.HasSuffix(f, "ly") && !strings.HasSuffix(f, "ing")
}
