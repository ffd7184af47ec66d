package stancedetect

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/undertone-project/undertone/internal/targets"
	"github.com/undertone-project/undertone/internal/text"
)

// word is a token of a text with what the tables know of it.
type word struct {
	text.Span
	hash uint64 // of the folded word
	info
	clause   int32 // counts from 0; clauses end at punctuation and contrast words
	sentence int32
	pol      float32 // tone after negation and boosters, in about [-1.5, 1.5]
	sign     float32 // what negation and boosters multiply subj and obj by
	kind     text.TokenKind
	title    bool // begins with a capital
	upper    bool // two capitals or more, nothing else
	name     bool // a capitalised word inside a sentence, or a part of a mention
}

// sentence is a range of words with what ends it.
type sentence struct {
	from, to int
	question bool
	shout    bool // "!"
	open     bool // ends the text without a full stop
}

// prose is an analysed text.
type prose struct {
	s         string
	toks      []text.Token
	hashed    []targets.Hashed // of the tokens
	words     []word           // the same with what the tables know
	sentences []sentence
	content   int  // words with letters
	kinds     uint // a bit for each kind of token that it holds
	tone      tone // where toned is set
	toned     bool
	named     []int32 // words that are names as parts of mentions only
	*work
}

// work is what a text is read as for the targets and the model at hand.
type work struct {
	near   []int32  // for each word, the nearest name in its sentence, else -1
	grams  []uint64 // for each word, its hash in n-grams
	roles  []role   // of the mentions at hand
	places []int32  // for each word, its index among those that the model has places of, else -1
}

// read analyses s into p, reusing its memory.
func (p *prose) read(s string) {
	p.s, p.kinds, p.toned, p.named = s, 0, false, p.named[:0]
	if p.work == nil {
		p.work = &work{}
	}
	p.toks = text.Tokens(p.toks[:0], s)
	p.words, p.sentences, p.content = slices.Grow(p.words[:0], len(p.toks)), p.sentences[:0], 0
	p.hashed = slices.Grow(p.hashed[:0], len(p.toks))[:len(p.toks)]
	v := vocab()
	clause, from := int32(0), 0
	for i := range p.toks {
		t := &p.toks[i]
		p.words = p.words[:i+1]
		w := &p.words[i]
		*w = word{Span: t.Span, kind: t.Kind, clause: clause, sentence: int32(len(p.sentences)), sign: 1}
		p.kinds |= 1 << t.Kind
		h := targets.HashToken(s[t.Start:t.End])
		p.hashed[i] = h
		w.hash, w.title, w.upper = h.Hash, h.Title, h.Upper
		w.info = *v.find(w.hash)
		if t.Kind == text.Word {
			p.content++
			w.name = w.title && i > from && w.class&(first|second|third|negator) == 0
		}
		if i > from && (w.class&contrast != 0 || p.newSubject(w, &p.words[i-1])) {
			clause++
			w.clause = clause
		}
		if t.Kind != text.Punct && t.Kind != text.Symbol && i+1 < len(p.toks) {
			// Nearly always a space follows.
			if gap := p.toks[i+1].Start - t.End; gap == 0 || gap == 1 && s[t.End] != '\n' {
				continue
			}
		}
		ends, splits := p.boundary(i, from)
		if splits || ends {
			clause++
		}
		if ends {
			p.endSentence(from)
			from = len(p.words)
		}
	}
	if from < len(p.words) {
		p.endSentence(from)
		p.sentences[len(p.sentences)-1].open = true
	}
	p.polarities()
}

// holds reports whether the text has tokens of a kind.
func (p *prose) holds(kind text.TokenKind) bool { return p.kinds>>kind&1 != 0 }

// name makes word i a name, as a part of a mention.
func (p *prose) name(i int) {
	if !p.words[i].name {
		p.words[i].name = true
		p.named = append(p.named, int32(i))
	}
}

// unname makes the text what it was before its mentions were found.
func (p *prose) unname() {
	for _, i := range p.named {
		p.words[i].name = false
	}
	p.named = p.named[:0]
}

// newSubject reports whether w, after "and" or "or", is a pronoun that begins
// a clause of its own: "I love A and I despise B".
func (p *prose) newSubject(w, before *word) bool {
	return before.lists&isAndOr != 0 && w.class&(first|second|third) != 0 && w.class&article == 0 && !w.upper
}

// boundary says whether token i ends the sentence that began at from, or at
// least the clause.
func (p *prose) boundary(i, from int) (ends, splits bool) {
	t := &p.toks[i]
	if i+1 < len(p.toks) {
		for at := t.End; at < p.toks[i+1].Start; at++ {
			if p.s[at] == '\n' {
				return true, true
			}
		}
	}
	if t.Kind != text.Punct && t.Kind != text.Symbol {
		return false, false
	}
	switch p.s[t.Start] {
	case '.':
		return i > 0 && !p.abbreviation(i), true
	case '!', '?':
		// "?!" is one end.
		next := i+1 < len(p.toks) && p.toks[i+1].Start == t.End && strings.IndexByte("!?", p.s[t.End]) >= 0
		return !next, true
	case ';':
		return true, true
	case ',', ':', '(', ')':
		return false, true
	}
	switch r, _ := utf8.DecodeRuneInString(p.s[t.Start:]); r {
	case '…':
		return true, true
	case '–', '—':
		return false, true
	}
	return false, false
}

// abbreviation reports whether the dot at token i follows a title or a single
// initial, as in "Mr. Smith".
func (p *prose) abbreviation(i int) bool {
	w := p.toks[i-1].In(p.s)
	switch w {
	case "Mr", "Mrs", "Ms", "Dr", "St", "Sen", "Rep", "Gen", "Gov", "vs", "Prof":
		return true
	}
	return len(w) == 1 && w != "I" && unicode.IsUpper(rune(w[0])) && p.toks[i].Start == p.toks[i-1].End
}

func (p *prose) endSentence(from int) {
	s := sentence{from: from, to: len(p.words)}
	for i := s.to - 1; i >= from && p.words[i].kind == text.Punct; i-- {
		switch p.s[p.words[i].Start] {
		case '?':
			s.question = true
		case '!':
			s.shout = true
		}
	}
	p.sentences = append(p.sentences, s)
}

// polarities applies negation, boosters and "but" to the words' tone.
func (p *prose) polarities() {
	negated, boosted := -100, -100
	factor := float32(1)
	clause := int32(-1)
	quoted, sentence := false, int32(-1)
	for i := range p.words {
		w := &p.words[i]
		if w.sentence != sentence {
			quoted, sentence = false, w.sentence
		}
		if w.kind == text.Punct {
			quoted = p.quotation(i, quoted)
		}
		if w.clause != clause {
			clause, negated, boosted = w.clause, -100, -100
		}
		if i-negated <= 5 {
			w.sign = -0.7
		}
		if i-boosted <= 1 {
			w.sign *= factor
		}
		if quoted {
			w.sign *= othersWords
		}
		if w.tone != 0 {
			w.pol = w.tone * w.sign
			if w.tone > 0 && p.inQuotes(i, i) {
				w.pol = -0.6 * w.tone // the "honest" mayor
			}
		}
		if w.lists&isAnyone != 0 && p.rhetorical(i) {
			negated = i // "How can anyone trust them?"
		}
		if w.class&(negator|booster|dampener) == 0 {
			continue
		}
		switch {
		case w.class&negator != 0:
			if !p.moreThan(i) {
				negated = i
			}
			if w.tone != 0 && w.subj == 0 {
				w.pol = 0 // "no" is a negator here, not a feeling
			}
		case w.class&booster != 0:
			boosted, factor = i, 1.3
		case w.class&dampener != 0:
			boosted, factor = i, 0.7
		}
	}
}

// othersWords is what an attitude counts in quotation marks.
const othersWords = 0.3

// quotation reports whether the mark at word i stands in a quotation within its sentence,
// given whether the word before it does.
func (p *prose) quotation(i int, before bool) bool {
	switch p.words[i].In(p.s) {
	case "“", "«":
		return true
	case "”", "»":
		return false
	case "\"":
		return !before
	}
	return before
}

// rhetorical reports whether word i stands in a question that begins with a
// question word.
func (p *prose) rhetorical(i int) bool {
	s := p.sentences[p.words[i].sentence]
	return s.question && p.words[s.from].class&question != 0
}

var hashMore, hashBut, hashLess, hashShort, hashOnly = hashWord("more"), hashWord("but"), hashWord("less"), hashWord("short"), hashWord("only")

// moreThan reports whether the negator at word i denies nothing: "nothing
// more than", "nothing but", "not only".
func (p *prose) moreThan(i int) bool {
	if i+1 >= len(p.words) {
		return false
	}
	switch p.words[i+1].hash {
	case hashMore, hashBut, hashLess, hashShort, hashOnly:
		return true
	}
	return false
}

// nearest finds for each word the nearest name in its sentence; of two as
// near, the one in the same clause, then the one before it.
func (p *prose) nearest() {
	p.near = p.near[:0]
	for range p.words {
		p.near = append(p.near, -1)
	}
	for _, s := range p.sentences {
		last := -1
		for k := s.from; k < s.to; k++ {
			if p.words[k].name {
				last = k
			}
			p.near[k] = int32(last)
		}
		last = -1
		for k := s.to - 1; k >= s.from; k-- {
			if p.words[k].name {
				last = k
			}
			if last < 0 {
				continue
			}
			before := int(p.near[k])
			if before < 0 || p.far(k, last) < p.far(k, before) {
				p.near[k] = int32(last)
			}
		}
	}
}

// far is the distance of two words, with a word's worth for each clause.
func (p *prose) far(a, b int) int {
	d, c := a-b, int(p.words[a].clause-p.words[b].clause)
	return max(d, -d) + 3*max(c, -c)
}

// hashWord is the hash of a word's folded form.
func hashWord(w string) uint64 {
	h, _, _ := targets.Hash(w)
	return h
}

// mix combines two hashes, with order.
func mix(a, b uint64) uint64 {
	h := (a ^ (b + 0x9e3779b97f4a7c15 + (a << 6) + (a >> 2))) * 0xff51afd7ed558ccd
	return h ^ (h >> 33)
}
