package stancedetect

import "github.com/undertone-project/undertone/internal/text"

// replyGrams enters the hashed features of a reply.
func (sc *scratch) replyGrams(g *grams) {
	p := sc.text
	g.style = replyStyles[sc.manner]
	p.textGrams(g)
	g.begin(gOpen)
	at := p.start()
	h := uint64(7)
	for i := at; i < min(at+4, len(p.words)); i++ {
		h = mix(h, p.words[i].gram())
		g.add(h, i)
	}
	if n := len(p.words); n > 1 {
		g.add(mix(9, p.words[n-1].gram()), n-1)
		g.add(mix(9, mix(p.words[n-2].gram(), p.words[n-1].gram())), n-1)
	}
	g.end()
	sc.parentGrams(g)
	g.style = 0
}

// parentGrams enters the words of the parent.
func (sc *scratch) parentGrams(g *grams) {
	q := sc.parent
	g.begin(gParent)
	for i := range min(len(q.words), 200) {
		if w := &q.words[i]; w.kind == text.Word {
			g.add(w.hash, -1)
		}
	}
	g.end()
}
