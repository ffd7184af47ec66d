package stancedetect

import "github.com/undertone-project/undertone/internal/text"

var hashNumber, hashLink, hashHandle = hashWord("0"), hashWord("http"), hashWord("@")

// gram is the hash under which a token takes part in n-grams: numbers, links
// and handles are each as one.
func (w *word) gram() uint64 {
	if w.kind == text.Word {
		return w.hash
	}
	switch w.kind {
	case text.Number:
		return hashNumber
	case text.URL:
		return hashLink
	case text.Handle:
		return hashHandle
	}
	return w.hash
}

// maxGrams bounds the words of a text that give n-grams.
const maxGrams = 600

// textGrams enters the n-grams of the whole text.
func (p *prose) textGrams(g *grams) {
	p.plainGrams(g)
	n := min(len(p.words), maxGrams)
	g.begin(gChars)
	for i := range n {
		if w := &p.words[i]; (w.kind == text.Word || w.kind == text.Hashtag) && (g.names || !w.name) {
			fourGrams(g, w.In(p.s), i)
			if g.rich {
				charGrams(g, w.In(p.s), i, 3)
				charGrams(g, w.In(p.s), i, 5)
			}
		}
	}
	g.end()
	if !g.rich {
		return
	}
	// A model of one sample has room for rarer features.
	g.begin(gTriple)
	for i := 2; i < n; i++ {
		g.add(mix(mix(p.words[i-2].gram(), p.words[i-1].gram()), p.words[i].gram()), i)
	}
	g.end()
}

// plainGrams enters the words and the pairs of words of the text.
func (p *prose) plainGrams(g *grams) {
	n := min(len(p.words), maxGrams)
	p.grams = p.grams[:0]
	for i := range n {
		p.grams = append(p.grams, g.of(&p.words[i]))
	}
	g.begin(gWord)
	list := g.more(n)
	for i, h := range p.grams {
		if w := &p.words[i]; w.sign < 0 && w.class == 0 {
			h = mix(h, 1)
		}
		list[i] = gram{bucketOf(h, seeds[gWord], g.mask), int32(i)}
	}
	g.end()
	g.begin(gPair)
	list = g.more(max(n-1, 0))
	for i := range list {
		list[i] = gram{bucketOf(mix(p.grams[i], p.grams[i+1]), seeds[gPair], g.mask), int32(i + 1)}
	}
	g.end()
}

var hashName = hashWord("\x00name")

// of is the hash of a word in n-grams. Names are each as one: what is said for
// or against a party in the training rows must not decide about others. Only
// in a model of one's own sample do names count.
func (g *grams) of(w *word) uint64 {
	if w.name && !g.names {
		return hashName
	}
	return w.gram()
}

// charGrams enters the runs of n letters, at most 8, of a word, its edges
// included.
func charGrams(g *grams, w string, word, n int) {
	if len(w) < 3 || len(w) > 40 {
		return
	}
	keep, seed, mask := uint64(1)<<(8*n)-1, seeds[g.g], g.mask
	list, h := g.list, uint64(' ')
	for i := 0; i <= len(w); i++ {
		c := byte(' ')
		if i < len(w) {
			c = lower[w[i]]
		}
		h = h<<8 | uint64(c)
		if i+2 >= n {
			list = append(list, gram{bucketOf((h&keep)*0x9e3779b97f4a7c15, seed, mask), int32(word)})
		}
	}
	g.list = list
}

// fourGrams is charGrams for runs of four letters.
func fourGrams(g *grams, w string, word int) {
	if len(w) < 3 || len(w) > 40 {
		return
	}
	const spread = 0x9e3779b97f4a7c15
	list, seed, mask, at := g.more(len(w)-1), seeds[gChars], g.mask, int32(word)
	h := uint32(' ')<<16 | uint32(lower[w[0]])<<8 | uint32(lower[w[1]])
	for i := 2; i < len(w); i++ {
		h = h<<8 | uint32(lower[w[i]])
		list[i-2] = gram{bucketOf(uint64(h)*spread, seed, mask), at}
	}
	h = h<<8 | ' '
	list[len(w)-2] = gram{bucketOf(uint64(h)*spread, seed, mask), at}
}

// lower holds the small letters of ASCII capitals and all other bytes.
var lower = func() (out [256]byte) {
	for c := range out {
		out[c] = byte(c)
		if c >= 'A' && c <= 'Z' {
			out[c] |= 0x20
		}
	}
	return out
}()
