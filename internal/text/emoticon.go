package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// emoticons are those that comments really use, longest first where one
// begins another.
var emoticons = []string{
	":+1:", ":-1:", ":thumbsup:", ":thumbsdown:", ":tada:", ":heart:", ":smile:", ":smiley:", ":rocket:", ":confused:", ":disappointed:",
	":'-(", ":'-)", ">:-(", ":'(", ":')", ">:(", ":-)", ":-(", ":-D", ":-P", ":-p", ":-/", ":-|", ":-\\", ":-O", ":-o", ":-*",
	";-)", ";-D", ";-P", "8-)", "=-)", "</3", "^_^", "-_-", "o_O", "O_o", "o.O", "O.o", "¯\\_(ツ)_/¯",
	":)", ":(", ":D", ":P", ":p", ":/", ":|", ":\\", ":O", ":o", ":*", ":]", ":[", ";)", ";D", ";P", ";p", "=)", "=(", "=D", "=P",
	"8)", "<3", "XD", "xD", "xD", "D:", "(:", "):",
}

// emoticonsBy are the emoticons by their first byte.
var emoticonsBy = func() (out [256][]string) {
	for _, e := range emoticons {
		out[e[0]] = append(out[e[0]], e)
	}
	return out
}()

func emoticonEnd(s string, i int) int {
	list := emoticonsBy[s[i]]
	if len(list) == 0 {
		return i
	}
	if i > 0 {
		// "http://", "10:)" and the colon of a word are not faces.
		if b, _ := utf8.DecodeLastRuneInString(s[:i]); unicode.IsLetter(b) || unicode.IsDigit(b) {
			return i
		}
	}
	for _, e := range list {
		if !strings.HasPrefix(s[i:], e) {
			continue
		}
		end := i + len(e)
		if n, _ := utf8.DecodeRuneInString(s[end:]); end < len(s) && s[end-1] != ':' && (unicode.IsLetter(n) || unicode.IsDigit(n)) {
			continue
		}
		return end
	}
	return i
}
