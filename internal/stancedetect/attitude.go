package stancedetect

import (
	"slices"
	"strings"

	"github.com/undertone-project/undertone/internal/text"
)

// relation is how an attitude word stands to a mention.
type relation uint8

const (
	relIdiom  relation = iota // a phrase of the table: "down with X", "X must go"
	relMod                    // right before it: "weak Germans"
	relPred                   // after a form of "be": "X is weak"
	relPoss                   // owned by it: "X's lies"
	relSubj                   // something that it does: "X lies"
	relObj                    // something done to it: "I support X"
	relOf                     // tied to it by "of", "by", "from": "the lies of X"
	relBefore                 // earlier in the clause
	relAfter                  // later in the clause
	relRest                   // elsewhere in the sentence
	relations
)

var relationNames = [relations]string{
	"idiom", "modifier", "predicate", "possession", "deed", "object", "complement", "before", "after", "sentence",
}

// hit is one attitude word or phrase toward a target.
type hit struct {
	rel   relation
	value float32 // above 0 speaks for favor
	text.Span
}

// reach is how far, in words, attitude words are looked for.
const reach = 14

// attitudes appends what the words around a mention, words from..to of p, say
// about it.
func (p *prose) attitudes(hits []hit, m mention) []hit {
	from := len(hits)
	hits = p.idioms(hits, m)
	hits = p.left(hits, m)
	if !m.asked {
		hits = p.right(hits, m)
	}
	hits = p.rest(hits, m)
	if m.joint {
		for i := from; i < len(hits); i++ {
			hits[i].value *= otherName
		}
	}
	return hits
}

// idioms finds phrases of the tables before and after the mention.
func (p *prose) idioms(hits []hit, m mention) []hit {
	v := vocab()
	sent := p.sentences[p.words[m.from].sentence]
	k := m.from - 1
	for skipped := 0; k >= sent.from && skipped < 3; skipped++ {
		if p.words[k].lists&endsPre != 0 {
			if h, ok := p.endingAt(v.pre[p.words[k].hash], k, sent.from); ok {
				hits = append(hits, h)
				break
			}
		}
		if p.words[k].class&(article|booster) == 0 && !p.words[k].title {
			break
		}
		k--
	}
	if m.prefix != 0 {
		hits = append(hits, hit{relIdiom, m.prefix, m.Span})
	}
	k = m.to + 1
	for skipped := 0; k < sent.to && skipped < 3; skipped++ {
		if p.words[k].lists&beginsPost != 0 {
			if h, ok := p.startingAt(v.post[p.words[k].hash], k, sent.to); ok {
				return append(hits, h)
			}
		}
		if p.words[k].class&(booster|will) == 0 && !p.words[k].title {
			break
		}
		k++
	}
	return hits
}

// endingAt gives the longest of the phrases that ends with word k.
func (p *prose) endingAt(list []phrase, k, from int) (best hit, ok bool) {
	longest := 0
	for _, ph := range list {
		start := k - len(ph.words) + 1
		if len(ph.words) <= longest || start < from || !p.matches(ph.words, start) {
			continue
		}
		longest, ok = len(ph.words), true
		value := ph.value
		if start > from && p.negatedBefore(start, from) {
			value *= -0.7
		}
		best = hit{relIdiom, value, text.Span{Start: p.words[start].Start, End: p.words[k].End}}
	}
	return best, ok
}

// startingAt gives the longest of the phrases that begins with word k.
func (p *prose) startingAt(list []phrase, k, to int) (best hit, ok bool) {
	longest := 0
	for _, ph := range list {
		end := k + len(ph.words)
		if len(ph.words) <= longest || end > to || !p.matches(ph.words, k) {
			continue
		}
		longest, ok = len(ph.words), true
		best = hit{relIdiom, ph.value, text.Span{Start: p.words[k].Start, End: p.words[end-1].End}}
	}
	return best, ok
}

func (p *prose) matches(words []uint64, start int) bool {
	for i, h := range words {
		if p.words[start+i].hash != h {
			return false
		}
	}
	return true
}

// negatedBefore looks for a negator in the three words before word i.
func (p *prose) negatedBefore(i, from int) bool {
	for k := i - 1; k >= from && k >= i-3; k-- {
		if p.words[k].class&negator != 0 {
			return true
		}
	}
	return false
}

var hashOf, hashBy, hashFrom = hashWord("of"), hashWord("by"), hashWord("from")

// left reads the clause before the mention, nearest words first.
func (p *prose) left(hits []hit, m mention) []hit {
	tied := float32(0) // "of", "by": what stands before belongs to the mention
	passive := false
	open := true // nothing but modifiers so far
	near := float32(1)
	gap := 0 // words between that are neither names nor part of a noun phrase
	for k := m.from - 1; k >= 0 && k >= m.from-reach; k-- {
		w := &p.words[k]
		if w.clause != p.words[m.from].clause {
			break
		}
		d := m.from - k
		if w.name && k < m.from-1 {
			near = otherName
		}
		switch {
		case w.hash == hashOf || w.hash == hashFrom:
			tied, open = 1, false
			gap++
			continue
		case w.hash == hashBy:
			tied, passive, open = 1, true, false
			continue
		}
		switch {
		case passive && w.subj != 0 && d <= 5:
			hits = append(hits, hit{relSubj, w.subj * w.sign * near, w.Span})
		case w.obj != 0 && (d <= 2 || d <= 4 && gap == 0):
			if k > 0 && p.words[k-1].name {
				near = otherName // what another does to it
			}
			hits = append(hits, hit{relObj, w.obj * w.sign * near, w.Span})
		case w.subj < 0 && w.class&verb != 0 && d <= 3:
			// Who is attacked or betrayed is not thereby judged.
		case w.pol == 0:
			open = open && w.class&(article|booster|conj) != 0
			gap += int(has(!w.name && w.class&(article|booster) == 0))
			continue
		case open && d <= 3 && w.class&verb == 0:
			hits = append(hits, hit{relMod, w.pol, w.Span})
		case tied > 0 && d <= 4:
			hits = append(hits, hit{relOf, w.pol, w.Span})
		default:
			hits = append(hits, hit{relBefore, w.pol * decay(d) * p.share(k, m) * near, w.Span})
		}
		open = open && w.class&verb == 0
	}
	return hits
}

func decay(d int) float32 { return 1 / (1 + float32(d)/4) }

// right reads the clause after the mention.
func (p *prose) right(hits []hit, m mention) []hit {
	be := -1       // where a form of "be" stands, before any other verb
	deeds := false // another name has become the subject
	// After "should", a deed is not something that it does.
	asked := false
	near := float32(1)
	if m.from > 0 && p.words[m.from-1].lists&inOblique != 0 {
		near = otherName // "talking to X is a joke": the talking is
	}
	for k := m.to + 1; k < len(p.words) && k <= m.to+reach; k++ {
		w := &p.words[k]
		if w.clause != p.words[m.to].clause {
			break
		}
		d := k - m.to
		if w.class&copula != 0 && be < 0 {
			be = k
		}
		asked = asked || w.class&should != 0
		if w.name && d > 1 {
			deeds, near = true, otherName
		}
		// "the war which Russia they are pushing for"
		deeds = deeds || w.class&(first|second|third) != 0 && w.class&article == 0
		switch {
		case w.obj != 0 && w.class&verb != 0 && be >= 0 && k-be <= 3 && passiveForm(p.s[w.Start:w.End]):
			hits = append(hits, hit{relObj, w.obj * w.sign * near, w.Span})
		case w.obj != 0 && w.class&verb != 0 && w.subj == 0 && d <= 3:
			// "X accuses Y" says nothing of X.
		case w.subj != 0 && asked:
		case w.subj != 0 && !deeds && d <= 6:
			hits = append(hits, hit{relSubj, w.subj * w.sign * near, w.Span})
			if w.subj > 0 {
				near = otherName / 2 // whom it helps may well be poor or weak
			}
		case w.lists&inSpeech != 0:
			near = otherName // what follows is what it says, not what it is
		case w.pol == 0:
		case m.owns && d <= 3:
			hits = append(hits, hit{relPoss, w.pol, w.Span})
		case be >= 0 && k-be <= 6:
			hits = append(hits, hit{relPred, w.pol * p.share(k, m) * near, w.Span})
		default:
			hits = append(hits, hit{relAfter, w.pol * decay(d) * p.share(k, m) * near, w.Span})
		}
	}
	return hits
}

// otherName is what an attitude counts that stands beyond, or right before,
// another name.
const otherName = 0.4

// share is how much of word k is about the mention rather than about another
// name that it modifies: "talking with Boorish Blinken".
func (p *prose) share(k int, m mention) float32 {
	if next := k + 1; next < len(p.words) && p.words[next].name && (next < m.from || next > m.to) && p.words[k].clause == p.words[next].clause {
		return otherName / 2
	}
	return 1
}

// owned is how much of word k, somewhere in the mention's sentence, is about
// the mention: little where another name stands nearer.
func (p *prose) owned(k int, m mention) float32 {
	if n := int(p.near[k]); n >= 0 && (n < m.from || n > m.to) {
		return otherName / 2
	}
	return 1
}

// speech holds verbs after which a clause reports what a target says.
var speech = func() map[uint64]bool {
	m := map[uint64]bool{}
	for _, w := range strings.Fields("said says say saying told tells claims claimed thinks thought believes believed announced reported") {
		m[hashWord(w)] = true
	}
	return m
}()

// oblique holds prepositions after which a name is no subject.
var oblique = func() map[uint64]bool {
	m := map[uint64]bool{}
	for _, w := range strings.Fields("to with about in on at for from against toward towards into over") {
		m[hashWord(w)] = true
	}
	return m
}()

// passiveForm reports whether a verb's form can be a past participle.
func passiveForm(w string) bool {
	return len(w) > 2 && (w[len(w)-1] == 'd' || w[len(w)-1] == 'n' || w[len(w)-1] == 't')
}

// rest takes the polar words in the other clauses of the mention's sentence.
func (p *prose) rest(hits []hit, m mention) []hit {
	sent := p.sentences[p.words[m.from].sentence]
	clause := p.words[m.from].clause
	for k := max(sent.from, m.from-40); k < min(sent.to, m.to+40); k++ {
		if w := &p.words[k]; w.clause != clause && w.pol != 0 {
			hits = append(hits, hit{relRest, w.pol * 0.5 * p.owned(k, m), w.Span})
		}
	}
	return hits
}

// distinct sorts hits by place and leaves out those that say the same of the
// same words: a word between two mentions speaks for each once, with the
// nearer relation.
func distinct(hits []hit) []hit {
	slices.SortStableFunc(hits, func(a, b hit) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return int(a.rel) - int(b.rel)
	})
	out := hits[:0]
	for _, h := range hits {
		if n := len(out); n > 0 && out[n-1].Span == h.Span {
			continue
		}
		out = append(out, h)
	}
	return out
}
