package segment

import (
	"math"
	"strings"
)

// manner are ways of writing that go with a person or a keyboard more than with
// what is said: which apostrophes and dashes, double spaces, capitals. Lines of
// one comment share them.
type manner uint32

// mannerOf finds the ways of writing of a line.
func mannerOf(s string) manner {
	var m manner
	low := " " + strings.ToLower(s) + " "
	for bit, on := range [numManners]bool{
		strings.Contains(s, " i ") || strings.HasPrefix(s, "i "),
		strings.ContainsAny(s, "’“”"),
		strings.ContainsAny(s, `'"`),
		strings.Contains(s, "…"),
		strings.Contains(s, "..."),
		strings.Contains(s, "  "),
		strings.Contains(s, "—"),
		strings.Contains(s, " – "),
		strings.Contains(s, "--"),
		strings.Contains(s, " - "),
		strings.Contains(s, "!!") || strings.Contains(s, "??"),
		shouted(s),
		firstClass(s) == 'l',
		s != "" && s[len(s)-1] >= 'a' && s[len(s)-1] <= 'z',
		emoticon(s),
		hasAny(low, " dont ", " cant ", " wont ", " didnt ", " im ", " ive ", " thats ", " doesnt ", " isnt "),
		hasAny(low, " u ", " ur "),
		unspaced(s),
		hasAny(s, " ,", " ."),
	} {
		if on {
			m |= 1 << bit
		}
	}
	return m
}

const (
	numManners = 19
	curly      = 1 << 1
	straight   = 1 << 2
)

func hasAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// unspaced reports whether a sign stands between words without a space.
func unspaced(s string) bool {
	for i := 0; i+1 < len(s); i++ {
		if strings.IndexByte(".!?,", s[i]) >= 0 && (s[i+1]|32 >= 'a' && s[i+1]|32 <= 'z') {
			return true
		}
	}
	return false
}

// mannersOf measures the ways of writing of lines: how rare each is, as the
// information in two lines' sharing it and in their differing in it.
func mannersOf(lines []Line) (of []manner, shared, apart [numManners]float64) {
	for _, l := range lines {
		of = append(of, mannerOf(l.Text))
	}
	for b := range shared {
		n := 0.5
		for _, m := range of {
			n += float64(m >> b & 1)
		}
		p := n / float64(len(lines)+1)
		shared[b], apart[b] = -math.Log(p), -math.Log(2*p*(1-p))
	}
	return of, shared, apart
}
