package edge

import (
	"math"
	"slices"

	"github.com/undertone-project/undertone/internal/text"
)

// maxTokens bounds how much of a comment is read for its topic; the beginning
// of a long comment tells what it answers.
const maxTokens = 400

// vocabulary numbers the words of a thread and counts in how many of its texts
// each occurs.
type vocabulary struct {
	ids map[string]int32
	df  []int32
	n   int // texts
}

// term is a word of a text with its weight.
type term struct {
	id     int32
	weight float64
}

// bag is the content words of a text, sorted by id.
type bag struct {
	terms []term
	norm  float64
}

// add numbers the content words of a text's tokens.
func (v *vocabulary) add(words []string) []int32 {
	ids := make([]int32, 0, len(words))
	for _, w := range words {
		if len(w) < 2 || stopwords[w] {
			continue
		}
		w = stem(w)
		id, ok := v.ids[w]
		if !ok {
			id = int32(len(v.df))
			v.ids[w] = id
			v.df = append(v.df, 0)
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	for _, id := range ids {
		v.df[id]++
	}
	v.n++
	return ids
}

// stem takes off the commonest English endings, so that "apples" meets
// "apple".
func stem(w string) string {
	for _, end := range [...]string{"'s", "ing", "ed", "es", "s"} {
		if n := len(w) - len(end); n >= 3 && w[n:] == end {
			return w[:n]
		}
	}
	if n := len(w) - 1; n >= 4 && w[n] == 'e' {
		return w[:n]
	}
	return w
}

// weigh weights each word of a text by its rarity in the thread.
func (v *vocabulary) weigh(ids []int32) bag {
	b := bag{terms: make([]term, len(ids))}
	for i, id := range ids {
		w := math.Log(float64(v.n+2) / (float64(v.df[id]) + 0.5))
		b.terms[i] = term{id, max(w, 0.05)}
		b.norm += w * w
	}
	b.norm = math.Sqrt(b.norm)
	return b
}

// similarity is the cosine of two bags in [0, 1]; rarest is the weight of the
// rarest word they share, over that of a word that only they have.
func (v *vocabulary) similarity(a, b bag) (cosine, rarest float64) {
	dot := 0.0
	for i, j := 0, 0; i < len(a.terms) && j < len(b.terms); {
		switch {
		case a.terms[i].id < b.terms[j].id:
			i++
		case a.terms[i].id > b.terms[j].id:
			j++
		default:
			w := a.terms[i].weight
			dot += w * w
			rarest = max(rarest, w)
			i++
			j++
		}
	}
	if dot == 0 {
		return 0, 0
	}
	top := math.Log(float64(v.n+2) / 2.5)
	return dot / (a.norm * b.norm), min(rarest/max(top, 0.1), 1)
}

// tokens is the part of a text's tokens that the cues look at.
type tokens struct {
	words []string // folded words and numbers
	all   int      // number of words in the whole text
	first int      // number of words in the first sentence
	marks marks
}

// marks counts signs that tell of a comment's manner.
type marks struct {
	questions, exclaims, links, faces int
	endsAsking, quoteFirst, lower     bool
}

// read tokenises a text, at most the first 32 KiB of it.
func read(s string, toks []text.Token) (tokens, []text.Token) {
	const limit = 32 << 10
	if len(s) > limit {
		s = s[:limit]
	}
	toks = text.Tokens(toks[:0], s)
	var t tokens
	for i, tok := range toks {
		w := tok.In(s)
		switch tok.Kind {
		case text.Word, text.Number:
			t.all++
			if len(t.words) < maxTokens {
				t.words = append(t.words, text.Fold(w))
			}
			if i == 0 {
				t.marks.lower = w != "" && text.Fold(w) == w && tok.Kind == text.Word
			}
		case text.URL:
			t.marks.links++
		case text.Emoticon, text.Symbol:
			t.marks.faces++
		case text.Punct:
			t.punct(w, i)
		}
	}
	if t.first == 0 {
		t.first = len(t.words)
	}
	return t, toks
}

func (t *tokens) punct(w string, i int) {
	switch w[0] {
	case '?':
		t.marks.questions++
	case '!':
		t.marks.exclaims++
	case '"', '>':
		t.marks.quoteFirst = t.marks.quoteFirst || i == 0
	}
	if i == 0 && (w == "“" || w == "«" || w == "„") {
		t.marks.quoteFirst = true
	}
	switch w[0] {
	case '.', '!', '?':
		t.marks.endsAsking = w[0] == '?'
		if t.first == 0 && len(t.words) > 0 {
			t.first = len(t.words)
		}
	}
}
