package dates

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// scanner walks over a line. Its methods either advance past what they read
// and report true, or leave the position alone and report false.
type scanner struct {
	s string
	i int
}

// mayStart reports whether a date can start at byte i: at a digit that does
// not continue a number, or at a word that dates begin with.
func mayStart(s string, i int) bool {
	c := s[i]
	if isDigit(c) {
		return i == 0 || !isDigit(s[i-1])
	}
	if c < utf8.RuneSelf && c|0x20 < 'a' {
		return false
	}
	if before, _ := utf8.DecodeLastRuneInString(s[:i]); i > 0 && isWordRune(before) {
		return false
	}
	sc := scanner{s: s, i: i}
	w, ok := sc.word()
	if !ok || sc.i-i > longestStarter {
		return false
	}
	if _, ok := foreignDays[w]; ok {
		return true
	}
	return months[w] > 0 || weekdays[w] || starters[w]
}

// longestStarter is the length in bytes of the longest word that a date begins
// with, rounded up.
const longestStarter = 24

// starters are the words other than months and weekdays that a date can begin
// with.
var starters = map[string]bool{
	"hace": true, "há": true, "il": true, "etwa": true, "environ": true, "около": true,
	"about": true, "over": true, "almost": true, "around": true, "circa": true, "vor": true,
	"a": true, "an": true, "one": true, "today": true, "yesterday": true, "just": true,
}

// nextStart is the next position after i to look at.
func nextStart(s string, i int) int {
	_, size := utf8.DecodeRuneInString(s[i:])
	return i + size
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// number reads a run of lo to hi digits that is not part of a longer one.
func (sc *scanner) number(lo, hi int) (value, digits int, ok bool) {
	i := sc.i
	for i < len(sc.s) && isDigit(sc.s[i]) {
		if i-sc.i == hi {
			return 0, 0, false
		}
		value = value*10 + int(sc.s[i]-'0')
		i++
	}
	if digits = i - sc.i; digits < lo {
		return 0, 0, false
	}
	sc.i = i
	return value, digits, true
}

// word reads a run of letters and returns it in lower case.
func (sc *scanner) word() (string, bool) {
	i := sc.i
	for i < len(sc.s) {
		r, size := utf8.DecodeRuneInString(sc.s[i:])
		if !unicode.IsLetter(r) {
			break
		}
		i += size
	}
	if i == sc.i {
		return "", false
	}
	w := strings.ToLower(sc.s[sc.i:i])
	sc.i = i
	return w, true
}

// oneOf reads a word that is among words.
func (sc *scanner) oneOf(words ...string) bool {
	start := sc.i
	if w, ok := sc.word(); ok {
		for _, want := range words {
			if w == want {
				return true
			}
		}
	}
	sc.i = start
	return false
}

// byteIn reads one byte out of set.
func (sc *scanner) byteIn(set string) bool {
	if sc.i < len(sc.s) && strings.IndexByte(set, sc.s[sc.i]) >= 0 {
		sc.i++
		return true
	}
	return false
}

// spaces skips white space, no-break spaces included.
func (sc *scanner) spaces() {
	for sc.i < len(sc.s) {
		r, size := utf8.DecodeRuneInString(sc.s[sc.i:])
		if !unicode.IsSpace(r) {
			return
		}
		sc.i += size
	}
}

// between skips white space and any of the separators, and reports whether it
// skipped anything.
func (sc *scanner) between(separators string) bool {
	start := sc.i
	for sc.i < len(sc.s) {
		r, size := utf8.DecodeRuneInString(sc.s[sc.i:])
		if !unicode.IsSpace(r) && !strings.ContainsRune(separators, r) {
			break
		}
		sc.i += size
	}
	return sc.i > start
}

// atWordEnd reports whether no letter or digit follows.
func (sc *scanner) atWordEnd() bool {
	r, size := utf8.DecodeRuneInString(sc.s[sc.i:])
	return size == 0 || !isWordRune(r)
}
