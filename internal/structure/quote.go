package structure

import (
	"cmp"
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

// quoted is the source in which runs of words were first written. Texts are
// looked at only when the first question is asked: most threads ask none.
type quoted struct {
	first   map[uint64]int32
	pending []written
	shingler
}

// written is a text of comment i, or edge.Post.
type written struct {
	text string
	i    int32
}

// index adds the runs of a text of comment i, or edge.Post, that no earlier
// text has.
func (q *quoted) index(s string, i int) {
	if s != "" {
		q.pending = append(q.pending, written{s, int32(i)})
	}
}

// catchUp indexes the texts that are waiting.
func (q *quoted) catchUp() {
	if q.first == nil {
		q.first = map[uint64]int32{}
	}
	for _, w := range q.pending {
		for k, h := range q.shingles(w.text) {
			if k >= maxShingles {
				break
			}
			if _, old := q.first[h]; !old {
				q.first[h] = w.i
			}
		}
	}
	q.pending = q.pending[:0]
}

// sources counts how many of the runs of s stand in which earlier text, most
// first, and the number of runs of s.
func (q *quoted) sources(s string) (counts []edge.Hit, total int) {
	q.catchUp()
	by := map[int]int{}
	for k, h := range q.shingles(s) {
		if k >= maxShingles {
			break
		}
		total++
		if i, ok := q.first[h]; ok {
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

// shingler holds memory that is used again from text to text.
type shingler struct {
	tokens []text.Token
	words  []uint64
}

// shingles are the hashes of all runs of words of s; a text shorter than a run
// has one, of all its words, when it has at least three. They are valid until
// the next call.
func (h *shingler) shingles(s string) []uint64 {
	h.tokens, h.words = text.Tokens(h.tokens[:0], s), h.words[:0]
	for _, t := range h.tokens {
		if t.Kind == text.Word || t.Kind == text.Number {
			h.words = append(h.words, wordHash(text.Fold(t.In(s))))
		}
	}
	if len(h.words) < 3 {
		return nil
	}
	n := min(shingle, len(h.words))
	out := h.words[:0] // a run is written where its first word stood
	for i := 0; i+n <= len(h.words); i++ {
		var run uint64
		for _, w := range h.words[i : i+n] {
			run = (run ^ w) * fnvPrime
			run ^= run >> 29
		}
		out = append(out, run)
	}
	return out
}

// FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv.
const (
	fnvBasis = 14695981039346656037
	fnvPrime = 1099511628211
)

func wordHash(word string) uint64 {
	h := uint64(fnvBasis)
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * fnvPrime
	}
	return h ^ h>>32
}

// takeQuotes moves quoted lines out of each comment's text, in source order,
// and returns what each comment quotes, where the model of edges needs to know.
func takeQuotes(t *tree, model bool) [][]edge.Hit {
	index := &quoted{}
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
		if model {
			hits[i] = findHits(r.Text, r.Quoted, index)
		}
		index.index(r.Text, i)
	}
	return hits
}

// findHits lists the earlier texts that a comment quotes, strongest first.
func findHits(own, quotes string, index *quoted) []edge.Hit {
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
func splitCopied(s string, index *quoted) (own, quotes string) {
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
