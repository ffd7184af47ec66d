package address

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/undertone-project/undertone/internal/text"
)

// maxSignature bounds the tail of a text that is searched for a signature.
const maxSignature = 80

// Signature finds the name with which a comment closes: after a dash or a
// closing word at the end of the last line ("...very solid. best-donna",
// "so be it. – Ben"), or on a line of its own ("Cheers,\nBen", "~Ann Lee").
// The span covers everything from the closing word or dash on, so that what is
// left is the comment's own message. A name after a closing quotation mark is
// who is quoted, not who signs.
func Signature(s string) (name string, sp text.Span, ok bool) {
	end := len(strings.TrimRightFunc(s, unicode.IsSpace))
	lineStart := strings.LastIndexByte(s[:end], '\n') + 1
	at := max(lineStart, end-maxSignature)
	for at < end && !utf8.RuneStart(s[at]) {
		at++
	}
	if name, sp, ok = dashed(s, at, end); ok {
		return name, sp, true
	}
	if lineStart == 0 {
		return "", text.Span{}, false
	}
	return ownLine(s, lineStart, end)
}

// dashed finds a name after the last dash of s[at:end].
func dashed(s string, at, end int) (string, text.Span, bool) {
	i := strings.LastIndexFunc(s[at:end], isDash)
	if i < 0 {
		return "", text.Span{}, false
	}
	i += at
	_, size := utf8.DecodeRuneInString(s[i:])
	name := strings.TrimSpace(s[i+size : end])
	start := i
	for start > at {
		r, n := utf8.DecodeLastRuneInString(s[at:start])
		if !isDash(r) {
			break
		}
		start -= n
	}
	before := strings.TrimRightFunc(s[at:start], unicode.IsSpace)
	closing := lastWord(before)
	if closings[text.Fold(closing)] {
		start = at + len(before) - len(closing)
		before = strings.TrimRightFunc(s[at:start], unicode.IsSpace)
		if !endsSentence(before) || !signable(name, true) {
			return "", text.Span{}, false
		}
		return name, text.Span{Start: start, End: end}, true
	}
	// Without a closing word the dash must stand apart from the sentence.
	if strings.TrimSpace(s[:start]) == "" || !endsSentence(before) || !signable(name, false) {
		return "", text.Span{}, false
	}
	return name, text.Span{Start: start, End: end}, true
}

// ownLine finds a name that is the last line of several: after a line that is
// a closing word, or behind one on the same line.
func ownLine(s string, start, end int) (string, text.Span, bool) {
	line := s[start:end]
	before := strings.TrimRightFunc(s[:start], unicode.IsSpace)
	prevStart := strings.LastIndexByte(before, '\n') + 1
	closing := strings.TrimRight(strings.TrimSpace(before[prevStart:]), ",.!;:-–— ")
	if len(closing) <= 24 && closings[text.Fold(lastWord(closing))] && len(strings.Fields(closing)) <= 3 && prevStart > 0 {
		if name := strings.Trim(line, " .!"); signable(name, true) {
			return name, text.Span{Start: prevStart, End: end}, true
		}
	}
	first, rest, found := strings.Cut(line, " ")
	if found && closings[text.Fold(strings.TrimRight(first, ",.!"))] {
		if name := strings.Trim(rest, " .!,-–—"); signable(name, true) && strings.TrimRight(first, ",") != first {
			return name, text.Span{Start: start, End: end}, true
		}
	}
	return "", text.Span{}, false
}

// signable reports whether name can sign: one to three words, with a capital
// on each unless a closing word went before.
func signable(name string, closed bool) bool {
	name = strings.TrimRight(name, ".! ")
	words := strings.Fields(name)
	if len(words) == 0 || len(words) > 3 || len(name) > 30 {
		return false
	}
	for _, w := range words {
		for _, r := range w {
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '_' && r != '\'' && r != '’' {
				return false
			}
		}
		lower := !capitalised(w)
		if lower && (!closed || len(words) > 1) {
			return false
		}
		if notNames[text.Fold(w)] {
			return false
		}
	}
	r, _ := utf8.DecodeRuneInString(name)
	return unicode.IsLetter(r) && utf8.RuneCountInString(name) >= 2
}

func isDash(r rune) bool { return r == '-' || r == '–' || r == '—' || r == '~' || r == '―' }

func lastWord(s string) string {
	i := strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if i < 0 {
		return s
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[i+size:]
}

// endsSentence reports whether s, which may be empty, ends where a sentence
// does. A quotation mark at the end means that a source is named next.
func endsSentence(s string) bool {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	if s == "" || strings.HasSuffix(s, "\n") {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…)", r) || r > 0x1F000
}
