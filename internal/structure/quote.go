package structure

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"

	"github.com/undertone-project/undertone/internal/structure/edge"
	"github.com/undertone-project/undertone/internal/text"
)

const (
	// shingle is the number of words in a row by which texts are compared.
	shingle = 4
	// quoteWords is the least number of words of an unmarked line that can be
	// taken for a quotation: shorter ones recur by chance.
	quoteWords = 8
	// quoteShare is the share of a line's runs that must stand in one earlier
	// text: a near quotation may leave out or change a word here and there.
	quoteShare = 0.75
	// maxShingles bounds how much of one text is indexed.
	maxShingles = 3000
)

// quoted is the source in which runs of words were first written.
type quoted map[uint64]int32

// index adds the runs of a text of comment i, or edge.Post, that no earlier
// text has.
func (q quoted) index(s string, i int) {
	for k, h := range shingles(s) {
		if k >= maxShingles {
			return
		}
		if _, old := q[h]; !old {
			q[h] = int32(i)
		}
	}
}

// sources counts how many of the runs of s stand in which earlier text, most
// first, and the number of runs of s.
func (q quoted) sources(s string) (counts []edge.Hit, total int) {
	by := map[int]int{}
	runs := shingles(s)
	for k, h := range runs {
		if k >= maxShingles {
			break
		}
		total++
		if i, ok := q[h]; ok {
			by[int(i)]++
		}
	}
	for i, n := range by {
		counts = append(counts, edge.Hit{Target: i, Share: float64(n) / float64(total), Words: n + shingle - 1})
	}
	slices.SortFunc(counts, func(a, b edge.Hit) int {
		if c := cmp.Compare(b.Words, a.Words); c != 0 {
			return c
		}
		return cmp.Compare(a.Target, b.Target)
	})
	return counts, total
}

// shingles are the hashes of all runs of words of s; a text shorter than a run
// has one, of all its words, when it has at least three.
func shingles(s string) []uint64 {
	var words []string
	for _, t := range text.Tokens(nil, s) {
		if t.Kind == text.Word || t.Kind == text.Number {
			words = append(words, text.Fold(t.In(s)))
		}
	}
	if len(words) < 3 {
		return nil
	}
	n := min(shingle, len(words))
	out := make([]uint64, 0, len(words)-n+1)
	for i := 0; i+n <= len(words); i++ {
		h := fnv.New64a()
		for _, w := range words[i : i+n] {
			h.Write([]byte(w))
			h.Write([]byte{0})
		}
		out = append(out, h.Sum64())
	}
	return out
}

// takeQuotes moves quoted lines out of each comment's text, in source order,
// and returns what each comment quotes.
func takeQuotes(t *tree) [][]edge.Hit {
	index := quoted{}
	index.index(t.g.post.Title, edge.Post)
	index.index(t.g.post.Text, edge.Post)
	hits := make([][]edge.Hit, len(t.nodes))
	for i := range t.nodes {
		r := &t.nodes[i].rec
		own, marked := splitMarked(r.Text)
		own, copied := splitCopied(own, index)
		if own != r.Text {
			r.Text = own
			r.Quoted = join(r.Quoted, join(marked, copied))
		}
		hits[i] = findHits(r.Text, r.Quoted, index)
		index.index(r.Text, i)
	}
	return hits
}

// findHits lists the earlier texts that a comment quotes, strongest first.
func findHits(own, quotes string, index quoted) []edge.Hit {
	var out []edge.Hit
	if quotes != "" {
		counts, _ := index.sources(quotes)
		for _, h := range counts {
			if h.Words >= 5 || h.Share >= 0.5 {
				out = append(out, h)
			}
		}
	}
	// Quotation within a line: "You say “…” but".
	for _, passage := range passages(own) {
		counts, _ := index.sources(passage)
		if len(counts) > 0 && counts[0].Share >= quoteShare {
			out = append(out, counts[0])
		}
	}
	if len(out) > 8 {
		out = out[:8]
	}
	return out
}

// splitMarked takes the lines that begin with ">" out of s. A text of nothing
// else is left as it is: the sign is then the author's own.
func splitMarked(s string) (own, quotes string) {
	if !strings.Contains(s, ">") {
		return s, ""
	}
	var keep, cut []string
	for line := range strings.SplitSeq(s, "\n") {
		trimmed := strings.TrimSpace(line)
		if strings.HasPrefix(trimmed, ">") && !strings.HasPrefix(trimmed, ">:") {
			cut = append(cut, strings.TrimSpace(strings.TrimLeft(trimmed, "> ")))
			continue
		}
		keep = append(keep, line)
	}
	own = strings.TrimSpace(strings.Join(keep, "\n"))
	if len(cut) == 0 || own == "" {
		return s, ""
	}
	return own, strings.TrimSpace(strings.Join(cut, "\n"))
}

// splitCopied takes the lines out of s that stand in one earlier text. A text
// of nothing else is left as it is: it was posted twice.
func splitCopied(s string, index quoted) (own, quotes string) {
	if !strings.Contains(s, "\n") {
		return s, ""
	}
	var keep, cut []string
	for line := range strings.SplitSeq(s, "\n") {
		counts, total := index.sources(line)
		if total >= quoteWords-shingle+1 && len(counts) > 0 && counts[0].Share >= quoteShare {
			cut = append(cut, line)
			continue
		}
		keep = append(keep, line)
	}
	own = strings.TrimSpace(strings.Join(keep, "\n"))
	if len(cut) == 0 || own == "" {
		return s, ""
	}
	return own, strings.Join(cut, "\n")
}

// quotePairs are the marks around a quoted passage.
var quotePairs = [...][2]string{{"“", "”"}, {"\"", "\""}, {"„", "“"}, {"«", "»"}}

// passages are the passages of s between quotation marks, of three words or
// more, at most 16.
func passages(s string) []string {
	var out []string
	for _, q := range quotePairs {
		rest := s
		for len(out) < 16 {
			i := strings.Index(rest, q[0])
			if i < 0 {
				break
			}
			rest = rest[i+len(q[0]):]
			j := strings.Index(rest, q[1])
			if j < 0 {
				break
			}
			if p := rest[:j]; strings.Count(p, " ") >= 2 && !strings.Contains(p, "\n") {
				out = append(out, p)
			}
			rest = rest[j+len(q[1]):]
		}
	}
	return out
}

// join puts two passages on lines of their own.
func join(a, b string) string {
	a, b = strings.TrimRightFunc(a, unicode.IsSpace), strings.TrimRightFunc(b, unicode.IsSpace)
	if a == "" || b == "" {
		return a + b
	}
	return a + "\n" + b
}
