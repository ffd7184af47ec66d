package stancedetect

import "github.com/undertone-project/undertone/internal/text"

// role is the part that a mention plays in its sentence, read without a parse:
// words that stand between a name and its verb are skipped. Fields that count
// words are -1 where there is none.
type role struct {
	m       mention
	left    int  // the word before it, past titles, names and articles
	right   int  // the word after it, past names, an insertion and auxiliaries
	pred    int  // what it is, or what is done to it: past the form of "be" at right
	by      int  // the word before "by" where it stands after that
	denied  bool // a negator was skipped on the way to right
	apposed bool // an insertion between commas was
}

// appositive is how many words an insertion between commas has at most.
const appositive = 13

// role reads the part of a mention.
func (p *prose) role(m mention) role {
	s := p.sentences[p.words[m.from].sentence]
	r := role{m: m, left: -1, right: -1, pred: -1, by: -1}
	k := m.from - 1
	for k >= s.from && p.words[k].leads() {
		k--
	}
	if k >= s.from {
		r.left = k
		if p.words[k].hash == hashBy && k > s.from {
			r.by = k - 1
		}
	}
	k, r.apposed = p.pastInsertions(m.to+1, s.to)
	for k < s.to && p.helps(k) {
		r.denied = r.denied || p.words[k].class&negator != 0
		k++
	}
	if k >= s.to {
		return r
	}
	r.right = k
	if p.words[k].class&copula == 0 {
		return r
	}
	for k++; k < s.to && (p.words[k].class&(article|booster|negator) != 0 || p.helps(k)); k++ {
	}
	if k < s.to {
		r.pred = k
	}
	return r
}

// leads reports whether a word may stand between a name and what it depends
// on: "attacked the former President X".
func (w *word) leads() bool {
	return w.name || w.class&article != 0 || w.lists&inTitle != 0
}

// helps reports whether word k may stand between a subject and its verb.
func (p *prose) helps(k int) bool {
	w := &p.words[k]
	if w.class&(booster|will|negator) != 0 || w.lists&inAuxiliary != 0 {
		return true
	}
	s := w.In(p.s)
	return w.kind == text.Word && len(s) > 3 && s[len(s)-2:] == "ly"
}

// pastInsertions gives the first word from k on that is neither a name nor in
// brackets nor between two commas.
func (p *prose) pastInsertions(k, to int) (next int, apposed bool) {
	for k < to && p.words[k].name {
		k++
	}
	if k < to && p.mark(k) == '(' {
		end := k
		for end < to && p.mark(end) != ')' {
			end++
		}
		if end < to-1 {
			k = end + 1
		}
	}
	if k < to && p.mark(k) == ',' {
		end := k + 1
		for end < to && end <= k+appositive && p.mark(end) != ',' && p.mark(end) != '.' && p.mark(end) != ';' {
			end++
		}
		if end < to-2 && p.mark(end) == ',' {
			return end + 1, true
		}
	}
	return k, false
}

// mark is the mark at word k, 0 where it is a word.
func (p *prose) mark(k int) byte {
	if w := &p.words[k]; w.kind == text.Punct && w.End == w.Start+1 {
		return p.s[w.Start]
	}
	return 0
}

// stemAt is the stem of word k.
func (p *prose) stemAt(k int) uint64 { return stem(p.words[k].In(p.s)) }

// roleGrams tell what part a target plays in what is reported: what it does,
// what is done to it and who does it.
func (p *prose) roleGrams(g *grams, ms []mention) {
	p.roles = p.roles[:0]
	for _, m := range ms {
		p.roles = append(p.roles, p.role(m))
	}
	g.begin(gRole)
	for i := range p.roles {
		p.leftRole(g, &p.roles[i])
	}
	g.end()
	g.begin(gRole)
	for _, r := range p.roles {
		if r.left >= 0 {
			g.add(mix(2, p.stemAt(r.left)), r.left)
		}
	}
	g.end()
	g.begin(gRole)
	for i := range p.roles {
		p.rightRole(g, &p.roles[i])
	}
	g.end()
	g.begin(gRole)
	for _, r := range p.roles {
		if r.right >= 0 {
			g.add(mix(4, p.stemAt(r.right)), r.right)
		}
	}
	g.end()
	g.begin(gRole)
	for i := range p.roles {
		p.passiveRole(g, &p.roles[i])
	}
	g.end()
}

// leftRole is the word that a mention may be the object of.
func (p *prose) leftRole(g *grams, r *role) {
	if r.left < 0 {
		g.add(1, -1) // it begins the sentence
		return
	}
	g.add(mix(1, g.of(&p.words[r.left])), r.left)
	if p.words[r.left].kind == text.Punct && r.left > 0 && p.words[r.left-1].sentence == p.words[r.left].sentence {
		g.add(mix(9, g.of(&p.words[r.left-1])), r.left-1)
	}
}

// rightRole is the word that a mention may be the subject of.
func (p *prose) rightRole(g *grams, r *role) {
	if r.apposed {
		g.add(3, -1)
	}
	if r.right < 0 {
		return
	}
	h := g.of(&p.words[r.right])
	g.add(mix(3, h), r.right)
	if r.denied {
		g.add(mix(10, h), r.right)
	}
}

// passiveRole is what a mention is said to be, and, where it stands after
// "by", what is done by it.
func (p *prose) passiveRole(g *grams, r *role) {
	if r.pred >= 0 {
		w := &p.words[r.pred]
		g.add(mix(5, w.gram()), r.pred)
		if passiveForm(w.In(p.s)) {
			g.add(mix(6, p.stemAt(r.pred)), r.pred)
		}
	}
	if r.by >= 0 {
		g.add(mix(7, p.stemAt(r.by)), r.by)
		for k := max(p.sentences[p.words[r.by].sentence].from, r.by-2); k <= r.by; k++ {
			g.add(mix(8, p.stemAt(k)), k)
		}
	}
}

// titles stand before names.
var titles = setOf(`former president sen senator rep representative gov governor minister prime secretary mr mrs ms dr chancellor leader
candidate nominee congressman mayor king queen prince chief general attorney judge justice director adviser secretary-general vice ex
then-sen then republican democratic gop democrat conservative labour tory`)

// auxiliaries stand between a subject and its verb.
var auxiliaries = setOf("also has have had do does did should then now once still just been being who")
