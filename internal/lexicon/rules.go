package lexicon

import "github.com/undertone-project/undertone/internal/text"

// token applies the rules to token i and returns the last token it used up.
func (p *pass) token(i int) int {
	switch p.a.Tokens[i].Kind {
	case text.Punct:
		return p.punct(i)
	case text.Emoticon, text.Symbol:
		if id := p.ids[i]; id > 0 {
			p.hit(Hit{First: i, Last: i, Kind: EmojiHit, Base: float64(p.l.t.entries[id].valence)}, id)
		}
		return i
	case text.Word, text.Hashtag:
	default:
		return i
	}
	p.words++
	if p.caps[i] && !p.allCaps {
		p.a.Shouts++
	}
	id := p.ids[i]
	if id == 0 {
		p.consume(i)
		return i
	}
	e := &p.l.t.entries[id]
	if i+1 < len(p.ids) && e.next>>(p.ids[i+1]&63)&1 != 0 {
		if ph := p.phrase(i, p.l.t.phrases[id]); ph != nil {
			return p.phraseHit(i, ph)
		}
	}
	p.apply(i, p.roles[i])
	if e.valence != 0 {
		p.hit(Hit{First: i, Last: i, Base: float64(e.valence)}, id)
	}
	if p.roles[i]&(Negator|WeakNegator) == 0 {
		p.consume(i)
	}
	return i
}

// consume counts a word against the open negation's reach.
func (p *pass) consume(i int) {
	if !p.neg.active {
		return
	}
	p.a.Marks[i] |= InNegation
	if p.neg.left--; p.neg.left <= 0 {
		p.neg.active = false
	}
}

// phrase is the longest of the phrases that begins at token i.
func (p *pass) phrase(i int, list []phrase) *phrase {
next:
	for k := range list {
		ph := &list[k]
		if i+len(ph.rest) >= len(p.ids) {
			continue
		}
		for j, id := range ph.rest {
			if p.ids[i+1+j] != id {
				continue next
			}
		}
		return ph
	}
	return nil
}

func (p *pass) phraseHit(i int, ph *phrase) int {
	last := i + len(ph.rest)
	for j := i; j <= last; j++ {
		p.a.Marks[j] |= InPhrase
		if p.roles[j]&Second != 0 {
			p.a.Seconds++
		}
		p.roles[j] = 0
	}
	p.words += len(ph.rest)
	if ph.valence != 0 {
		p.hit(Hit{First: i, Last: last, Kind: PhraseHit, Base: float64(ph.valence)}, ph.id)
	}
	if ph.negates {
		p.negate(false, negationScope)
	} else {
		for j := i; j <= last; j++ {
			p.consume(j)
		}
	}
	return last
}

// apply lets a word's roles act on the words after it.
func (p *pass) apply(i int, r Role) {
	if r == 0 {
		return
	}
	if r&Second != 0 {
		p.a.Seconds++
	}
	if r&Swear != 0 {
		p.a.Swears++
	}
	if r&Irony != 0 && p.a.Tokens[i].Kind == text.Hashtag {
		p.a.Ironies++
	}
	if r&Contrast != 0 && p.contrasts(i) {
		p.contrast()
	}
	if r&Concession != 0 {
		p.conceded = true
	}
	if r&Conditional != 0 {
		p.maybe = true
	}
	if r&Clause != 0 && p.neg.active && p.neg.left < negationScope-1 {
		p.neg.active = false
	}
	switch {
	case r&Negator != 0 && !p.tag(i):
		p.negate(false, p.reach(i))
	case r&WeakNegator != 0 && !p.neg.active:
		p.negate(true, 3)
	}
}

// negate opens a scope; inside an open one the two cancel ("not without").
func (p *pass) negate(weak bool, scope int) {
	p.a.Negations++
	if p.neg.active && !p.neg.weak {
		p.neg.active = false
		return
	}
	p.neg = negation{left: scope, weak: weak, active: true}
}

// reach is the number of words that a negator acts on.
func (p *pass) reach(i int) int {
	switch p.a.Tokens[i].In(p.s) {
	case "no", "No", "NO", "without", "zero", "lack", "lacks", "lacking":
		return 2
	case "never", "nothing", "nobody", "none":
		return negationScope + 1
	}
	return negationScope
}

// tag reports whether the negator at i negates nothing: "No, I like it",
// "Isn't it lovely?".
func (p *pass) tag(i int) bool {
	toks := p.a.Tokens
	word := toks[i].In(p.s)
	if p.words > 1 {
		return false
	}
	if i+1 < len(toks) && (word == "No" || word == "no" || word == "NO") {
		return toks[i+1].Kind == text.Punct
	}
	if n := len(word); n > 3 && word[n-1] == 't' && i+1 < len(toks) {
		if text.FoldsTo(toks[i+1].In(p.s), "it", "this", "that", "he", "she", "they", "we", "you", "these", "those", "life", "there") {
			return !text.FoldsTo(word, "don't") || p.asks(i)
		}
	}
	return false
}

// asks reports whether the sentence of token i ends in a question mark.
func (p *pass) asks(i int) bool {
	for _, t := range p.a.Tokens[i:min(len(p.a.Tokens), i+40)] {
		if t.Kind == text.Punct {
			switch p.s[t.Start] {
			case '?':
				return true
			case '.', '!':
				return false
			}
		}
	}
	return false
}

// contrasts tells the "but" of a contrast from "nothing but" and "yet" from
// "not yet".
func (p *pass) contrasts(i int) bool {
	if text.FoldsTo(p.a.Tokens[i].In(p.s), "yet", "though", "except") {
		return i > 0 && (p.words == 1 || p.a.Tokens[i-1].Kind == text.Punct) && i+1 < len(p.ids) && p.a.Tokens[i+1].Kind != text.Punct
	}
	return true
}

// contrast lessens what was said before and lets the rest weigh more.
func (p *pass) contrast() {
	p.a.Contrasts++
	from, factor := p.sentence, beforeContrast
	if p.words <= 1 {
		from, factor = p.previous, concede // "However, ..." answers the sentence before
	}
	for i := from; i < len(p.a.Hits); i++ {
		h := &p.a.Hits[i]
		if h.Mods&AfterContrast == 0 {
			h.Valence *= factor
			h.Mods |= Conceded
		}
	}
	p.contrasted = true
	p.neg.active = false
	p.conceded, p.maybe = false, false
}

// hit weighs a hit by what stands before it and notes it down.
func (p *pass) hit(h Hit, id int32) {
	h.Span = text.Span{Start: p.a.Tokens[h.First].Start, End: p.a.Tokens[h.Last].End}
	h.Valence = h.Base
	if p.a.Marks[h.First]&InQuotes != 0 {
		h.Mods |= Quoted
		h.Valence *= p.quoteFactor(h)
	}
	if h.Kind != EmojiHit {
		p.modify(&h)
	}
	switch p.seen[id] {
	case p.stamp:
		h.Valence *= repetition
		h.Mods |= Repeated
		p.seen[id] = p.stamp + 1
	case p.stamp + 1:
		h.Valence = 0
		h.Mods |= Repeated
	default:
		p.seen[id] = p.stamp
	}
	p.a.Hits = append(p.a.Hits, h)
}

// modify applies expletives, degree words, negation, contrast and capitals.
func (p *pass) modify(h *Hit) {
	i := h.First
	if p.roles[i]&Swear != 0 && p.intensifies(i) {
		h.Valence = 0
		h.Mods |= Expletive
		return
	}
	weight := boost
	for back := 1; back <= 2 && i-back >= 0 && p.a.Tokens[i-back].Kind == text.Word; back++ {
		switch r := p.roles[i-back]; {
		case r&Booster != 0:
			h.Valence *= weight
			h.Mods |= Boosted
		case r&Dampener != 0:
			h.Valence *= dampen
			h.Mods |= Dampened
		}
		weight = 1 + (boost-1)/2
	}
	if p.neg.active {
		h.Mods |= Negated
		factor := negateNegative
		if h.Base > 0 {
			factor = negatePositive
		}
		if p.neg.weak {
			factor *= weakNegation
		}
		h.Valence *= factor
	}
	if p.contrasted {
		h.Valence *= afterContrast
		h.Mods |= AfterContrast
	}
	if p.conceded {
		h.Valence *= concede
		h.Mods |= Conceded
	}
	if p.maybe {
		h.Valence *= hypothetical
		h.Mods |= Hypothetical
	}
	if p.caps[i] && !p.allCaps {
		h.Valence *= shout
		h.Mods |= Shouted
	}
}

// intensifies reports whether the expletive at i strengthens a good word:
// "damn good".
func (p *pass) intensifies(i int) bool {
	for j := i + 1; j <= i+2 && j < len(p.ids); j++ {
		if id := p.ids[j]; id > 0 && p.l.t.entries[id].valence > 0 && p.roles[j]&Swear == 0 {
			return true
		}
	}
	return false
}
