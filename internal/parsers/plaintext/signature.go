package plaintext

import (
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/page"
)

// part is a comment to be read: its byline and the lines [from, to).
type part struct {
	by       signed
	from, to int
}

const (
	longestSignature = 6 // lines
	// likelySignature is how many words a signature has at least that only two
	// comments tell; shorter ones, which may be a habit, need three.
	likelySignature = 4
)

// signatures leaves out the lines that members of a forum have put under each
// of their comments: those that close at least half of an author's comments,
// below different texts.
func (d *document) signatures(parts []part) {
	byAuthor := map[string][]int{}
	lines := make([][]int, len(parts)) // of text
	for n, p := range parts {
		for i := p.from; i < p.to; i++ {
			if d.why[i] == "" {
				lines[n] = append(lines[n], i)
			}
		}
		if key := page.Key(p.by.Name); key != "" {
			byAuthor[key] = append(byAuthor[key], n)
		}
	}
	for n, p := range parts {
		own := byAuthor[page.Key(p.by.Name)]
		for k := min(longestSignature, len(lines[n])-1); k > 0 && len(own) > 1; k-- {
			if !d.closesAlike(lines, own, n, k) {
				continue
			}
			for _, i := range lines[n][len(lines[n])-k:] {
				d.why[i] = "signature of the author"
			}
			break
		}
	}
}

// closesAlike reports whether the last k lines of comment n are a signature by
// the comments of the same author, own.
func (d *document) closesAlike(lines [][]int, own []int, n, k int) bool {
	closing := d.join(lines[n][len(lines[n])-k:])
	above := map[string]bool{}
	for _, m := range own {
		if cut := len(lines[m]) - k; cut >= 0 && d.join(lines[m][cut:]) == closing {
			above[d.join(lines[m][:cut])] = true
		}
	}
	need := 3
	if page.Words(closing) >= likelySignature {
		need = 2
	}
	return len(above) >= need && 2*len(above) >= len(own)
}

// join is the text of lines.
func (d *document) join(lines []int) string {
	text := make([]string, len(lines))
	for k, i := range lines {
		text[k] = d.text(i)
	}
	return strings.Join(text, "\n")
}
