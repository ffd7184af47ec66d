package lexicon

import (
	"slices"
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
	w.masked = text.NotOwn(w.masked[:0], s)
	p.prepare()
	if w.a.Words == 0 && len(w.masked) > 0 {
		// Nothing but quoted lines: the line breaks after them were lost.
		w.masked = w.masked[:0]
		p.prepare()
	}
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
	w.a = Analysis{Tokens: text.Tokens(w.a.Tokens[:0], p.s), Marks: w.a.Marks[:0], Hits: w.a.Hits[:0], Hashes: w.a.Hashes[:0]}
	w.room(len(w.a.Tokens))
	if w.stamp += 2; w.stamp >= 1<<31 {
		clear(w.seen)
		w.stamp = 2
	}
	masked := w.masked
	toks, entries := w.a.Tokens, p.l.t.entries
	n := len(toks)
	ids, roles, caps, ends, hashes, marks := w.ids[:n], w.roles[:n], w.caps[:n], w.ends[:n], w.a.Hashes[:n], w.a.Marks[:n]
	for i := range toks {
		tok := &toks[i]
		for len(masked) > 0 && masked[0].End <= tok.Start {
			masked = masked[1:]
		}
		if len(masked) > 0 && masked[0].Start <= tok.Start {
			ids[i], roles[i], caps[i], ends[i], hashes[i], marks[i] = 0, 0, false, len(w.folded), 0, NotOwn
			continue
		}
		ids[i], hashes[i], caps[i] = p.lookup(tok)
		roles[i], ends[i], marks[i] = entries[ids[i]].roles, len(w.folded), 0
		if tok.Kind == text.Word {
			w.a.Words++
			if ids[i] > 0 {
				w.a.Known++
			}
			if caps[i] {
				w.a.Capitals++
			}
		}
	}
	p.allCaps = 2*w.a.Capitals > w.a.Words
	p.quotations()
}

// room makes room for n tokens.
func (w *Workspace) room(n int) {
	w.folded = w.folded[:0]
	w.ids = slices.Grow(w.ids[:0], n)[:n]
	w.roles = slices.Grow(w.roles[:0], n)[:n]
	w.caps = slices.Grow(w.caps[:0], n)[:n]
	w.ends = slices.Grow(w.ends[:0], n)[:n]
	w.a.Marks = slices.Grow(w.a.Marks[:0], n)[:n]
	w.a.Hashes = slices.Grow(w.a.Hashes[:0], n)[:n]
}

// MaxWord bounds the part of a word that is looked at, in bytes.
const MaxWord = 64

// lookup finds a token's entry, 0 for none, the hash of its folded form, and
// whether it is a word of three letters or more in capitals. The folded form
// is appended to p.folded.
func (p *pass) lookup(tok *text.Token) (id int32, hash uint64, caps bool) {
	index := &p.l.t.index
	word := tok.In(p.s)
	at := len(p.folded)
	switch tok.Kind {
	case text.Word, text.Hashtag:
		var plain bool
		if hash, caps, plain = p.foldPlain(word); !plain {
			p.folded, caps = fold(p.folded[:at], word)
			hash = Hash(p.folded[at:])
		}
		key := p.folded[at:]
		if id = index.get(hash); id > 0 {
			return id, hash, caps
		}
		if tok.Kind == text.Hashtag {
			return index.get(Hash(key[1:])), hash, false
		}
		if id = p.variant(key); id > 0 {
			return id, hash, caps
		}
		if id, key = p.elongated(key); id > 0 {
			// To all that follows it is the known word.
			p.folded, hash = append(p.folded[:at], key...), Hash(key)
		}
		return id, hash, caps
	case text.Symbol:
		_, size := utf8.DecodeRuneInString(word)
		word = word[:size]
	case text.URL, text.Handle, text.Number:
		return 0, 0, false
	}
	p.folded = append(p.folded, word[:min(len(word), 8)]...)
	hash = Hash(p.folded[at:])
	return index.get(hash), hash, false
}

// variant looks up an unknown word without its ending or its drawn-out
// letters.
func (p *pass) variant(key []byte) int32 {
	n := len(key)
	switch {
	case n > 3 && string(key[n-3:]) == "n't":
		return p.l.not
	case n > 3 && string(key[n-2:]) == "'s":
		return p.l.t.index.get(Hash(key[:n-2]))
	}
	return 0
}

// elongated looks up "soooo" and "coool": runs of three or more of one letter
// are cut to two, then to one. With the entry goes the known word.
func (p *pass) elongated(word []byte) (int32, []byte) {
	run, longest := 0, 0
	for i, c := range word {
		if i > 0 && c == word[i-1] {
			run++
		} else {
			run = 1
		}
		longest = max(longest, run)
	}
	if longest < 3 {
		return 0, nil
	}
	for keep := 2; keep >= 1; keep-- {
		key, run := p.shortened[:0], 0
		for i, c := range word {
			if i > 0 && c == word[i-1] {
				run++
			} else {
				run = 1
			}
			if run <= keep {
				key = append(key, c)
			}
		}
		if id := p.l.t.index.get(Hash(key)); id > 0 {
			return id, key
		}
	}
	return 0, nil
}

// folds holds what fold makes of ASCII characters, 0 for the other bytes.
var folds = func() (out [256]byte) {
	for c := byte(1); c < utf8.RuneSelf; c++ {
		out[c] = c
		if 'A' <= c && c <= 'Z' {
			out[c] += 'a' - 'A'
		}
	}
	out['`'] = '\''
	return out
}()

// foldPlain is fold for a word of ASCII characters that is not too long, with
// the hash of the key. For others it reports false.
func (p *pass) foldPlain(word string) (hash uint64, caps, ok bool) {
	if len(word) > MaxWord-utf8.UTFMax {
		return 0, false, false
	}
	at := len(p.folded)
	p.folded = append(p.folded, word...)
	dst := p.folded[at:]
	word = word[:len(dst)]
	hash = hashStart(len(word))
	capitals, kinds := 0, byte(0)
	for i := range dst {
		c := word[i]
		f, kind := folds[c], letterKinds[c]
		capitals += int(kind & capital)
		kinds |= kind
		dst[i] = f
		hash = hashNext(hash, f)
	}
	return hash, kinds&small == 0 && capitals >= 3, kinds&beyond == 0
}

// What letterKinds says of a byte.
const (
	capital byte = 1 << iota
	small
	beyond // not ASCII, or nothing that a text should hold
)

var letterKinds = func() (out [256]byte) {
	for c := range out {
		switch {
		case c >= utf8.RuneSelf || c == 0:
			out[c] = beyond
		case 'A' <= c && c <= 'Z':
			out[c] = capital
		case 'a' <= c && c <= 'z':
			out[c] = small
		}
	}
	return out
}()

// fold appends the key of a word to dst: lower case, straight apostrophes. Of
// a long word it takes the first bytes.
func fold(dst []byte, word string) (key []byte, caps bool) {
	letters := 0
	caps = true
	limit := len(dst) + MaxWord - utf8.UTFMax
	for _, r := range word {
		if len(dst) > limit {
			break
		}
		if r < utf8.RuneSelf {
			switch {
			case 'a' <= r && r <= 'z':
				caps = false
			case 'A' <= r && r <= 'Z':
				r += 'a' - 'A'
				letters++
			case r == '`':
				r = '\''
			}
			dst = append(dst, byte(r))
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
		dst = utf8.AppendRune(dst, r)
	}
	return dst, caps && letters >= 3
}

// startsSentence reports whether token i begins a line of its own.
func (p *pass) startsSentence(i int) bool {
	if i == 0 {
		return true
	}
	before, tok := &p.a.Tokens[i-1], &p.a.Tokens[i]
	if gap := tok.Start - before.End; gap == 0 || gap == 1 && p.s[before.End] == ' ' {
		return false
	}
	return strings.IndexByte(p.s[before.End:tok.Start], '\n') >= 0
}
