package naivebayes

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/undertone-project/undertone/internal/text"
)

// maxWord is the longest word that is looked up, in bytes; the model's own
// vocabulary has none longer.
const maxWord = 96

// wordsOf calls f for each word of s that is the writer's own, in the form
// that the model knows (letters only, lower case, "don't" as "dont"), with its
// place in s. The key is only valid during the call. Links, quoted lines and
// code are passed over.
func wordsOf(s string, f func(key []byte, span text.Span)) {
	var buf [maxWord]byte
	masked := text.NotOwn(nil, s)
	for i := 0; i < len(s); {
		if len(masked) > 0 && i >= masked[0].Start {
			i = max(i, masked[0].End)
			masked = masked[1:]
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) {
			i += size
			continue
		}
		if end := linkEnd(s, i, r); end > i {
			i = end
			continue
		}
		key, end := wordAt(buf[:0], s, i)
		if len(key) > 0 {
			f(key, text.Span{Start: i, End: end})
		}
		i = end
	}
}

// wordAt folds the word that begins at i and gives its end. An apostrophe
// between letters belongs to the word.
func wordAt(key []byte, s string, i int) ([]byte, int) {
	long := false
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsLetter(r):
			if long = long || len(key)+utf8.UTFMax > cap(key); !long {
				key = utf8.AppendRune(key, unicode.ToLower(r))
			}
		case text.IsApostrophe(r):
			if n, _ := utf8.DecodeRuneInString(s[i+size:]); !unicode.IsLetter(n) {
				return clip(key, long), i
			}
		default:
			return clip(key, long), i
		}
		i += size
	}
	return clip(key, long), i
}

func clip(key []byte, long bool) []byte {
	if long {
		return key[:0]
	}
	return key
}

// linkEnd is the end of a link that begins at i, or i.
func linkEnd(s string, i int, first rune) int {
	if first|0x20 != 'h' && first|0x20 != 'w' {
		return i
	}
	rest := s[i:min(len(s), i+8)]
	if low := strings.ToLower(rest); strings.HasPrefix(low, "http://") || strings.HasPrefix(low, "https://") || strings.HasPrefix(low, "www.") {
		if n := strings.IndexFunc(s[i:], unicode.IsSpace); n >= 0 {
			return i + n
		}
		return len(s)
	}
	return i
}

// Normalise is s as the package's own API should be given it: the writer's
// words in lower case, one space apart. Given raw text, the API glues words
// over newlines and hyphens and reads links as words.
func Normalise(s string) string {
	var b strings.Builder
	wordsOf(s, func(key []byte, _ text.Span) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.Write(key)
	})
	return b.String()
}
