package segment

import (
	"strings"
	"unicode"
)

// Copies is a page that holds its comments twice, as some scrapers leave them:
// first in the text of the whole page and then by themselves.
type Copies struct {
	From, To int // lines of the first copy, its headers included
	At       int // first line of the second
	// Headers are for each comment of the second copy the lines of the first that
	// have been taken out before or, where they stand below the texts, after it.
	Headers [][2]int
	// starts says of each line from At on whether a comment begins there: the
	// first copy has a header in that place and the second has not. It is nil
	// where the second copy has headers of its own.
	starts []bool
}

const (
	// againstCopy is what a letter that stands on a page once counts against
	// those that repeat others, where the beginning of the second copy is sought.
	againstCopy = 2
	// leastCopied and leastHeaders are how many lines a second copy has at
	// least, and how many comments.
	leastCopied, leastHeaders = 6, 3
	// headerLines is how many lines the header of a comment has at most.
	headerLines = 3
	// linesPerCopied is how many lines of the second copy there are for each
	// header that it may hold by chance.
	linesPerCopied = 10
)

// FindCopies looks for comments that a page holds twice.
func FindCopies(lines []Line) (c Copies, ok bool) {
	keys := make([]string, len(lines))
	for i, l := range lines {
		keys[i] = copyKey(l.Text)
	}
	c.At = secondCopy(keys)
	n := len(keys) - c.At
	if n < leastCopied {
		return c, false
	}
	at := align(keys, c.At)
	c.bounds(lines, at)
	own := headers(lines[c.At:])
	if 3*found(at) < 2*(n-own) {
		return c, false
	}
	if linesPerCopied*own > n {
		return c, own >= leastHeaders
	}
	c.compare(at)
	headed := 0
	for _, h := range c.Headers {
		headed += min(1, headers(lines[h[0]:h[1]]))
	}
	return c, len(c.Headers) >= leastHeaders && 2*headed >= len(c.Headers)
}

// compare finds what the first copy has more than the second, whose lines stand
// there at the lines at.
func (c *Copies) compare(at []int) {
	c.starts = make([]bool, len(at))
	c.starts[0] = true
	last := -1
	for i, p := range at {
		switch {
		case p < 0:
			continue
		case last < 0:
			c.Headers = append(c.Headers, [2]int{c.From, p})
		case p-at[last] > i-last:
			c.starts[last+1] = true
			c.Headers = append(c.Headers, [2]int{at[last] + 1, p})
		}
		last = i
	}
	if h := c.Headers[0]; h[0] == h[1] {
		c.Headers = append(c.Headers[1:], [2]int{at[last] + 1, c.To})
	}
}

// bounds finds the ends of the first copy by where the lines of the second
// stand in it.
func (c *Copies) bounds(lines []Line, at []int) {
	c.From, c.To = c.At, c.At
	for _, p := range at {
		if p >= 0 {
			c.From = min(c.From, p)
			if c.To == c.At || p >= c.To {
				c.To = p + 1
			}
		}
	}
	for k := 0; k < headerLines && c.From > 0 && isHeader(&lines[c.From-1]); k++ {
		c.From--
	}
	for k := 0; k < headerLines && c.To < c.At && isHeader(&lines[c.To]); k++ {
		c.To++
	}
}

// found counts the lines of which it is known where they stand.
func found(at []int) int {
	n := 0
	for _, p := range at {
		if p >= 0 {
			n++
		}
	}
	return n
}

// labels are those of the page: all before the second copy is the article's.
func (c *Copies) labels() []Label {
	out := make([]Label, c.At, c.At+len(c.starts))
	for _, start := range c.starts {
		l := Continue
		if start {
			l = Start
		}
		out = append(out, l)
	}
	return out
}

// headers counts the lines that may be headers of comments.
func headers(lines []Line) int {
	n := 0
	for i := range lines {
		if isHeader(&lines[i]) {
			n++
		}
	}
	return n
}

func isHeader(l *Line) bool {
	return l.IsMeta && (l.Meta.Says || l.Meta.HasDate || l.Meta.Name != "")
}

// copyKey is what two copies of a line have in common: its letters and digits,
// without those of Latin with accents, which are the first to be damaged.
func copyKey(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			return unicode.ToLower(r)
		case r > '\u024f' && unicode.IsLetter(r):
			return r
		}
		return -1
	}, s)
}

// secondCopy is the line from which on nearly everything stands before, the
// number of lines if there is none.
func secondCopy(keys []string) int {
	seen := make(map[string]bool, len(keys))
	again := make([]bool, len(keys))
	for i, k := range keys {
		again[i] = seen[k]
		seen[k] = k != ""
	}
	at, best, sum := len(keys), 0, 0
	for i := len(keys) - 1; i >= 0; i-- {
		if !again[i] {
			sum -= againstCopy * len(keys[i])
			continue
		}
		if sum += len(keys[i]); sum > best {
			at, best = i, sum
		}
	}
	return at
}
