package stancedetect

// targetGrams enters the hashed features of a target in a text, without
// those of the whole text.
func (p *prose) targetGrams(g *grams, v *targetView, t tone) {
	g.begin(gNear)
	for _, m := range v.mentions {
		p.nearGrams(g, m)
	}
	g.end()
	g.begin(gSlot)
	for _, m := range v.mentions {
		p.slotGrams(g, m)
	}
	g.end()
	if g.style == briefStyle {
		only := g.only
		g.only = true
		p.placeGrams(g, v, t)
		g.only = only
	}
	// Whether the training rows were for or against a party must not decide
	// about it anywhere else; topics are words like others.
	words := v.common
	if g.names {
		words = v.words
	}
	g.begin(gName)
	for _, h := range words {
		g.add(h, -1)
	}
	g.end()
	g.begin(gTopic)
	lean := uint64(1)
	if t.negative > t.positive {
		lean = 2
	}
	for _, h := range words {
		g.add(mix(h, lean), -1)
	}
	g.end()
}

// placeGrams tell where in its sentence a target stands, with the tone of the
// text: news name first whom they are about.
func (p *prose) placeGrams(g *grams, v *targetView, t tone) {
	lean := uint64(has(t.negative > t.positive) + 2*has(t.positive > t.negative))
	g.begin(gOpen)
	for _, m := range v.mentions[:min(3, len(v.mentions))] {
		s := p.sentences[p.words[m.from].sentence]
		quoted, names := false, 0
		for k := s.from; k < s.to; k++ {
			if k <= m.from {
				quoted = p.quotation(k, quoted)
			}
			names += int(has(p.words[k].name))
		}
		said := uint64(has(quoted))
		before, after := steps(m.from-s.from), steps(s.to-m.to)
		g.add(mix(mix(1000+before, lean), said), -1)
		g.add(mix(mix(2000+after, lean), said), -1)
		g.add(mix(3000+before, steps(len(v.mentions))), -1)
		g.add(mix(4000+steps(s.to-s.from), said), -1)
		g.add(mix(5000+steps(names), lean), -1)
		g.add(mix(7000+before, g.of(&p.words[s.from])), -1)
	}
	g.end()
}

// steps is a number in steps that grow with it.
func steps(n int) uint64 {
	switch {
	case n < 3:
		return uint64(n)
	case n < 6:
		return 3
	case n < 12:
		return 4
	case n < 24:
		return 5
	}
	return 6
}

// nearGrams are the words of the sentence on either side of a mention.
func (p *prose) nearGrams(g *grams, m mention) {
	const window = 7
	s := p.sentences[p.words[m.from].sentence]
	for k := max(s.from, m.from-window); k < min(s.to, m.to+1+window); k++ {
		if k >= m.from && k <= m.to {
			continue
		}
		w := &p.words[k]
		side := uint64(3)
		if k > m.to {
			side = 4
		}
		h := g.of(w)
		if w.sign < 0 && w.class == 0 {
			h = mix(h, 1)
		}
		g.add(mix(side, h), k)
		if d := k - m.to; d == 1 || m.from-k == 1 {
			g.add(mix(side+2, h), k)
		}
		if w.clause == p.words[m.from].clause {
			g.add(mix(8, h), k)
		}
	}
}

// slotGrams are pairs of words right before and right after a mention.
func (p *prose) slotGrams(g *grams, m mention) {
	s := p.sentences[p.words[m.from].sentence]
	for d := range 4 {
		if i := m.from - 2 - d; i >= s.from {
			a, b := &p.words[i], &p.words[i+1]
			near := uint64(1)
			if d > 0 {
				near = 2
			}
			g.add(mix(10+near, mix(g.of(a), g.of(b))), i+1)
		}
		if j := m.to + 2 + d; j < s.to {
			a, b := &p.words[j-1], &p.words[j]
			near := uint64(1)
			if d > 0 {
				near = 2
			}
			g.add(mix(20+near, mix(g.of(a), g.of(b))), j)
		}
	}
}
