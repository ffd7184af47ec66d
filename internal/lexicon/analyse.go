package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/undertone-project/undertone/internal/text"
)

// The strengths of the rules. The first group was set by hand after VADER's
// (Hutto & Gilbert 2014) and checked on the behavioural cases; none of them is
// fitted to a data set.
const (
	negatePositive = -0.75 // "not good" is nearly as bad as "good" is good
	negateNegative = -0.4  // "not stupid" is faint praise
	weakNegation   = 0.45  // share of a negation that "hardly" has
	boost          = 1.3
	dampen         = 0.7
	beforeContrast = 0.55
	afterContrast  = 1.3
	concede        = 0.6
	hypothetical   = 0.6
	inQuestion     = 0.6
	exclaim        = 1.2
	shout          = 1.3
	repetition     = 0.15 // what the second mention of a word adds; a third adds nothing
	scareQuotes    = -0.6 // a "great" leader
	ironyMark      = -0.8 // Great idea /s
	disbelief      = -0.5 // "??", "?!"
	negationScope  = 4    // words
)

// maxOwnQuote is the longest passage in quotation marks, in words, that is
// taken for the writer's own emphasis or distance; longer ones are somebody
// else's words.
const maxOwnQuote = 2

// pass is the state of one run over the tokens of a text.
type pass struct {
	*Workspace
	l   *Lexicon
	s   string
	neg negation
	// The first hits of the sentence and of the one before, and of the
	// sentence's part after a contrast.
	sentence, previous int
	contrasted         bool
	conceded, maybe    bool // in a concession or condition, to the end of the clause
	words              int  // words in the sentence so far
	allCaps            bool
	disbelieved        bool // a mark of disbelief was counted
}

// negation is a scope of negation that is open.
type negation struct {
	left   int // words it still reaches
	weak   bool
	active bool
}

// Analyse applies the lexicon and its rules to s. The result belongs to w and
// is overwritten by its next use.
func (l *Lexicon) Analyse(w *Workspace, s string) *Analysis {
	p := pass{Workspace: w, l: l, s: s}
	p.prepare()
	for i := 0; i < len(w.a.Tokens); i++ {
		if p.startsSentence(i) {
			p.endSentence("")
			w.a.Marks[i] |= SentenceStart
		}
		if w.a.Marks[i]&NotOwn != 0 {
			continue
		}
		i = p.token(i)
	}
	p.endSentence("")
	p.irony()
	for i := range w.a.Hits {
		if v := w.a.Hits[i].Valence; v > 0 {
			w.a.Positive += v
		} else {
			w.a.Negative -= v
		}
	}
	return &w.a
}

// prepare tokenises the text, looks the words up and marks what is not the
// writer's own.
func (p *pass) prepare() {
	w := p.Workspace
	w.a = Analysis{Tokens: text.Tokens(w.a.Tokens[:0], p.s), Marks: w.a.Marks[:0], Hits: w.a.Hits[:0]}
	w.masked = text.NotOwn(w.masked[:0], p.s)
	w.ids, w.roles, w.caps = w.ids[:0], w.roles[:0], w.caps[:0]
	if w.stamp += 2; w.stamp >= 1<<31 {
		clear(w.seen)
		w.stamp = 2
	}
	var buf [64]byte
	masked := w.masked
	for _, tok := range w.a.Tokens {
		for len(masked) > 0 && masked[0].End <= tok.Start {
			masked = masked[1:]
		}
		if len(masked) > 0 && masked[0].Start <= tok.Start {
			p.add(0, 0, NotOwn, false)
			continue
		}
		id, caps := p.lookup(buf[:0], tok)
		var roles Role
		if id > 0 {
			roles = p.l.t.entries[id].roles
		}
		if tok.Kind == text.Word {
			w.a.Words++
			if id > 0 {
				w.a.Known++
			}
			if caps {
				w.a.Capitals++
			}
		}
		p.add(id, roles, 0, caps)
	}
	p.allCaps = 2*w.a.Capitals > w.a.Words
	p.quotations()
}

func (p *pass) add(id int32, roles Role, m Mark, caps bool) {
	p.ids = append(p.ids, id)
	p.roles = append(p.roles, roles)
	p.a.Marks = append(p.a.Marks, m)
	p.caps = append(p.caps, caps)
}

// lookup finds a token's entry, 0 for none, and whether it is a word of three
// letters or more in capitals.
func (p *pass) lookup(buf []byte, tok text.Token) (id int32, caps bool) {
	index := p.l.t.index
	word := tok.In(p.s)
	switch tok.Kind {
	case text.Word:
		key, caps := fold(buf, word)
		if id, ok := index[string(key)]; ok {
			return id, caps
		}
		if n := len(key); n > 3 && string(key[n-3:]) == "n't" {
			return index["not"], caps
		}
		if n := len(key); n > 3 && string(key[n-2:]) == "'s" {
			return index[string(key[:n-2])], caps
		}
		return p.elongated(key), caps
	case text.Hashtag:
		key, _ := fold(buf, word)
		if id, ok := index[string(key)]; ok {
			return id, false
		}
		return index[string(key[min(1, len(key)):])], false
	case text.Emoticon:
		return index[word], false
	case text.Symbol:
		_, size := utf8.DecodeRuneInString(word)
		return index[word[:size]], false
	}
	return 0, false
}

// elongated looks up "soooo" and "coool": runs of three or more of one letter
// are cut to two, then to one.
func (p *pass) elongated(key []byte) int32 {
	for keep := 2; keep >= 1; keep-- {
		n, run := 0, 0
		cut := false
		for i, c := range key {
			if i > 0 && c == key[i-1] {
				run++
			} else {
				run = 1
			}
			if run > keep && (cut || run > 2 || elongatedAt(key, i)) {
				cut = true
				continue
			}
			key[n] = c
			n++
		}
		if !cut {
			return 0
		}
		if id, ok := p.l.t.index[string(key[:n])]; ok {
			return id
		}
		key = key[:n]
	}
	return 0
}

func elongatedAt(key []byte, i int) bool { return i+1 < len(key) && key[i] == key[i+1] }

// fold is the key of a word: lower case, straight apostrophes; empty where it
// is longer than buf.
func fold(buf []byte, word string) (key []byte, caps bool) {
	letters := 0
	caps = true
	for _, r := range word {
		if len(buf)+utf8.UTFMax > cap(buf) {
			return buf[:0], false
		}
		if r < utf8.RuneSelf {
			switch {
			case 'A' <= r && r <= 'Z':
				r += 'a' - 'A'
				letters++
			case 'a' <= r && r <= 'z':
				caps = false
			case r == '`':
				r = '\''
			}
			buf = append(buf, byte(r))
			continue
		}
		if text.IsApostrophe(r) {
			r = '\''
		} else if r == '‑' {
			r = '-'
		} else if unicode.IsLower(r) {
			caps = false
		} else if unicode.IsUpper(r) {
			letters++
			r = unicode.ToLower(r)
		}
		buf = utf8.AppendRune(buf, r)
	}
	return buf, caps && letters >= 3
}

// startsSentence reports whether token i begins a line of its own.
func (p *pass) startsSentence(i int) bool {
	if i == 0 {
		return true
	}
	toks := p.a.Tokens
	return strings.IndexByte(p.s[toks[i-1].End:toks[i].Start], '\n') >= 0
}
