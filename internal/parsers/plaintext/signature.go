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
	var authors []string
	lines := make([][]int, len(parts)) // of text
	for n, p := range parts {
		for i := p.from; i < p.to; i++ {
			if d.why[i] == "" {
				lines[n] = append(lines[n], i)
			}
		}
		key := page.Key(p.by.Name)
		if key == "" {
			continue
		}
		if byAuthor[key] == nil {
			authors = append(authors, key)
		}
		byAuthor[key] = append(byAuthor[key], n)
	}
	for _, key := range authors {
		d.signaturesOf(lines, byAuthor[key])
	}
}

// signaturesOf leaves out what closes the comments own of one author.
func (d *document) signaturesOf(lines [][]int, own []int) {
	marked := map[int]bool{}
	for k := longestSignature; k > 0 && len(own) > 1; k-- {
		above := map[string]map[string]bool{} // the texts above each closing of k lines
		for _, n := range own {
			if cut := len(lines[n]) - k; cut >= 0 {
				closing := d.join(lines[n][cut:])
				if above[closing] == nil {
					above[closing] = map[string]bool{}
				}
				above[closing][d.join(lines[n][:cut])] = true
			}
		}
		for _, n := range own {
			cut := len(lines[n]) - k
			if cut < 1 || marked[n] {
				continue
			}
			closing := d.join(lines[n][cut:])
			need := 3
			if page.Words(closing) >= likelySignature {
				need = 2
			}
			if texts := len(above[closing]); texts < need || 2*texts < len(own) {
				continue
			}
			marked[n] = true
			for _, i := range lines[n][cut:] {
				d.why[i] = "signature of the author"
			}
		}
	}
}

// join is the text of lines.
func (d *document) join(lines []int) string {
	text := make([]string, len(lines))
	for k, i := range lines {
		text[k] = d.text(i)
	}
	return strings.Join(text, "\n")
}
