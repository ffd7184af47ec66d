package targets

import (
	"strings"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/text"
)

// Mention is a place where a text names a target.
type Mention struct {
	// Target is the target's index in the list that the finder was made from.
	Target int
	// Span covers the name, without a possessive ending.
	text.Span
	// Implied is whether the word only stands for the target by general
	// knowledge ("Moscow" for Russia's government) rather than being its name
	// or an alias.
	Implied bool
	// Owns is whether a possessive ending follows: "Russia's".
	Owns bool
	// Tag is whether the mention is, or is in, a hashtag or a handle.
	Tag bool
}

// Finder finds mentions of a fixed list of targets. It is safe for concurrent
// use. The cost of [Finder.Find] grows with the text's length and the length
// of the longest name, not with the number of targets.
type Finder struct {
	root node
	// starts has a bit for the lower bits of the hash of each word that begins
	// a name: most words of a text begin none.
	starts [1 << startBits / 64]uint64
}

const startBits = 10

func (f *Finder) mayStart(h uint64) bool {
	at := h % (1 << startBits)
	return f.starts[at/64]>>(at%64)&1 != 0
}

// node is a word's place in the trie of names.
type node struct {
	next map[uint64]*node
	ends []ending
}

// ending says that a name ends at a node.
type ending struct {
	target  int
	implied bool
	shape   shape
	single  bool // the name is one word
}

// shape is what capitals a name needs in the text.
type shape uint8

const (
	anyCase   shape = iota // "abortion", "biden", "nato": however written
	needTitle              // "Bush", "Turkey": a common word in lower case
	needUpper              // "US", "WHO": in capitals, or with dots
)

// NewFinder makes a finder for the targets: their names, aliases (those that
// begin with # as hashtags only) and, for countries and their governments,
// what else they are called. A word that names one target outright is never
// taken as implying another.
func NewFinder(list []stance.Target) *Finder {
	f := &Finder{}
	for i, t := range list {
		for _, name := range append([]string{t.Name}, t.Aliases...) {
			f.add(i, name, false)
		}
	}
	for i, t := range list {
		if last := lastName(t.Name); last != "" {
			f.add(i, last, true)
		}
		p, ok := placeOf(t.Name)
		for _, a := range t.Aliases {
			if !ok {
				p, ok = placeOf(a)
			}
		}
		if !ok {
			continue
		}
		for _, group := range [][]string{p.names, p.demonyms, p.seats, p.leaders} {
			for _, name := range group {
				f.add(i, name, true)
			}
		}
	}
	return f
}

// lastName is the last word of a name of two or three capitalised words,
// which comments use alone: "Trump" for "Donald Trump".
func lastName(name string) string {
	units := unitsOf(nil, name, text.Tokens(nil, name))
	if len(units) < 2 || len(units) > 3 {
		return ""
	}
	for _, u := range units {
		if !u.title || u.upper || u.tag || u.owns {
			return ""
		}
	}
	last := units[len(units)-1]
	if len(last.word) < 3 || offices[last.word] || governmentWords[last.word] {
		return ""
	}
	return last.In(name)
}

// add enters a name with its plurals.
func (f *Finder) add(target int, name string, implied bool) {
	if strings.HasPrefix(name, "#") {
		f.enter([]string{text.Fold(name)}, ending{target: target, implied: implied, single: true})
		return
	}
	toks := text.Tokens(nil, name)
	var words []string
	units := unitsOf(nil, name, toks)
	lower := len(units) > 0
	for _, u := range units {
		words = append(words, u.word)
		lower = lower && !u.title
	}
	for len(words) > 1 && words[0] == "the" {
		words, units = words[1:], units[1:]
	}
	if len(words) == 0 {
		return
	}
	e := ending{target: target, implied: implied, single: len(words) == 1}
	last := units[len(units)-1]
	if e.single {
		e.shape = shapeOf(last)
	}
	f.enter(words, e)
	if last.upper && len(last.word) <= 3 {
		return // no plural of "US" or "EU"
	}
	for _, p := range plurals(last.word, lower) {
		f.enter(append(words[:len(words)-1:len(words)-1], p), e)
	}
	if len(words) > 1 {
		// "#NordStream" is written without a space.
		f.enter([]string{"#" + strings.Join(words, "")}, ending{target: target, implied: implied, single: true})
	}
}

func (f *Finder) enter(words []string, e ending) {
	n := &f.root
	for _, w := range words {
		w := key(w)
		if n.next == nil {
			n.next = map[uint64]*node{}
		}
		c := n.next[w]
		if c == nil {
			c = &node{}
			n.next[w] = c
		}
		if n == &f.root {
			at := w % (1 << startBits)
			f.starts[at/64] |= 1 << (at % 64)
		}
		n = c
	}
	for _, have := range n.ends {
		if have.target == e.target || (e.implied && !have.implied) {
			return
		}
	}
	n.ends = append(n.ends, e)
}

// tagKey sets hashtags apart from words.
const tagKey = 0x23

// key is a word's hash in the trie; that of "#tag" is told from its word.
func key(word string) uint64 {
	tag, isTag := strings.CutPrefix(word, "#")
	h, _, _ := Hash(tag)
	if isTag {
		h ^= tagKey
	}
	return h
}

// shapeOf decides how a one-word name may be written.
func shapeOf(u unit) shape {
	switch {
	case (u.upper || u.dotted) && (len(u.word) <= 2 || commonWords[u.word]):
		return needUpper
	case u.title && commonWords[u.word]:
		return needTitle
	}
	return anyCase
}

// plurals are the other numbers of a name's last word. Names in lower case
// are common nouns and also match in the singular.
func plurals(w string, common bool) []string {
	var out []string
	switch {
	case strings.HasSuffix(w, "ies") && common && len(w) > 4:
		out = append(out, w[:len(w)-3]+"y")
	case strings.HasSuffix(w, "s") || strings.HasSuffix(w, "x") || strings.HasSuffix(w, "ch") || strings.HasSuffix(w, "sh"):
		out = append(out, w+"es")
		if common && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && len(w) > 3 {
			out = append(out, w[:len(w)-1])
		}
	case strings.HasSuffix(w, "y") && common:
		out = append(out, w[:len(w)-1]+"ies")
	default:
		out = append(out, w+"s")
	}
	return out
}

// Find gives the mentions in s in order; the longest name wins where names
// overlap, and a name shared by several targets gives a mention of each.
func (f *Finder) Find(s string) []Mention {
	return f.FindTokens(nil, s, text.Tokens(nil, s))
}

// FindTokens is Find on a text that is already split into tokens; it appends
// to dst.
func (f *Finder) FindTokens(dst []Mention, s string, toks []text.Token) []Mention {
	var buf [128]Hashed
	hashed := buf[:0]
	for _, t := range toks {
		hashed = append(hashed, HashToken(t.In(s)))
	}
	return f.FindHashed(dst, s, toks, hashed)
}

// FindHashed is FindTokens on tokens that are hashed: hashed has the length of
// toks.
func (f *Finder) FindHashed(dst []Mention, s string, toks []text.Token, hashed []Hashed) []Mention {
	if f == nil || f.root.next == nil {
		return dst
	}
	var buf [128]unit
	units := hashedUnits(buf[:0], s, toks, hashed)
	loud := shouting(units)
	for i := 0; i < len(units); {
		if !units[i].tag && !f.mayStart(units[i].hash) {
			i++
			continue
		}
		n, last := f.match(units, i, s, loud)
		if n == nil {
			i++
			continue
		}
		for _, e := range n.ends {
			if !e.fits(units, last, loud) {
				continue
			}
			dst = append(dst, Mention{
				Target: e.target, Span: text.Span{Start: units[i].Start, End: units[last].End},
				Implied: e.implied, Owns: units[last].owns, Tag: units[i].tag,
			})
		}
		end := units[last].End
		for i = last + 1; i < len(units) && units[i].Start < end; i++ {
		}
	}
	return dst
}

// match finds the longest name that begins at unit i.
func (f *Finder) match(units []unit, i int, s string, loud bool) (best *node, last int) {
	n := &f.root
	if units[i].tag && !units[i].joined && s[units[i].Start] == '#' {
		if c := n.next[units[i].hash^tagKey]; c != nil && len(c.ends) > 0 {
			return c, i
		}
	}
	for j := i; j < len(units); j++ {
		if j > i && !adjacent(s, units[j-1], units[j]) {
			break
		}
		c := n.next[units[j].hash]
		if c == nil {
			break
		}
		n = c
		for _, e := range n.ends {
			if e.fits(units, j, loud) {
				best, last = n, j
				break
			}
		}
		if units[j].owns && j+1 < len(units) && c.next == nil {
			break
		}
	}
	return best, last
}

// adjacent reports whether only white space, a hyphen, an initial's dot or a
// possessive ending stands between two units.
func adjacent(s string, a, b unit) bool {
	if b.Start < a.End {
		return false // a hashtag and its own parts
	}
	gap := s[a.End:b.Start]
	if a.owns {
		gap = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(gap, "'"), "’"), "s")
	}
	if len(gap) > 8 {
		return false
	}
	return strings.Trim(gap, " \t\n\r-‑\u00a0") == "" || (gap == ". " && a.letters <= 2)
}

// fits reports whether the case of the unit suits the name.
func (e ending) fits(units []unit, i int, loud bool) bool {
	u := units[i]
	switch {
	case !e.single || e.shape == anyCase || u.dotted:
		return true
	case e.shape == needTitle:
		return u.title && (u.tag || !u.first || !loud)
	case u.tag:
		return true
	case !u.upper:
		return false
	}
	// "THEY HATE US" is not about a country; "THE US" is.
	return !loud || (i > 0 && units[i-1].hash == hashThe)
}

var hashThe = key("the")

// shouting reports whether most words of a text are in capitals.
func shouting(units []unit) bool {
	upper, words := 0, 0
	for _, u := range units {
		if u.letters < 2 || u.tag {
			continue
		}
		words++
		if u.upper {
			upper++
		}
	}
	return words >= 3 && upper*2 > words
}

// phraseKey folds a name to its words, joined by single spaces.
func phraseKey(name string) string {
	var b strings.Builder
	for _, u := range unitsOf(nil, name, text.Tokens(nil, name)) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(u.word)
	}
	return b.String()
}
