package stancedetect

import (
	"slices"
	"strings"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/targets"
	"github.com/undertone-project/undertone/internal/text"
)

// mentionKind is how sure a mention is.
type mentionKind uint8

const (
	named   mentionKind = iota // its name or an alias
	implied                    // a capital, a demonym, a leader
	partial                    // only the head word of a longer name
	pronoun                    // carried over by "he", "they", "it"
)

// mention is where prose speaks of a target.
type mention struct {
	text.Span
	from, to int // words, inclusive
	kind     mentionKind
	owns     bool    // "X's"
	tag      bool    // in a hashtag
	prefix   float32 // "anti-X" is below 0, "pro-X" above
	quoted   bool    // in quotation marks of its own
	joint    bool    // shares a word with another name: "Norland-Sudland talks"
	asked    bool    // "why would X do that?": not something that it does
}

// about is what is known of a target before any text is read.
type about struct {
	target  stance.Target
	key     uint64   // hash of its name
	policy  bool     // written in lower case: a thing or an idea
	place   bool     // a country, its government, an alliance
	page    bool     // the post, its author, the site
	parent  bool     // the parent comment or its writer
	stems   []uint64 // of its content words
	head    uint64   // stem of its last content word
	words   []uint64 // hashes of its content words
	common  []uint64 // the same, with names each as one
	opposes []int    // indices of targets that stand against it
}

// aboutTargets prepares a list of targets.
func aboutTargets(list []stance.Target) []about {
	out := make([]about, len(list))
	index := map[string]int{}
	for i, t := range list {
		index[strings.ToLower(t.Name)] = i
	}
	for i, t := range list {
		a := &out[i]
		a.target = t
		a.key = targetKey(t.Name)
		a.policy = t.Name == strings.ToLower(t.Name)
		a.place = targets.IsPlace(t.Name)
		for _, tok := range text.Tokens(nil, t.Name) {
			w := tok.In(t.Name)
			h := hashWord(w)
			in := vocab().find(h)
			if tok.Kind != text.Word || in.lists&inFunction != 0 {
				continue
			}
			if in.class&authorish != 0 {
				a.page = true
			}
			a.parent = a.parent || h == hashParent || h == hashParents || h == hashCommenter
			a.words = append(a.words, h)
			if _, title, _ := targets.Hash(w); title {
				h = hashName
			}
			a.common = append(a.common, h)
			a.stems = append(a.stems, stem(w))
		}
		if n := len(a.stems); n > 0 {
			a.head = a.stems[n-1]
		}
		for _, o := range t.Opposes {
			if j, ok := index[strings.ToLower(o)]; ok && j != i {
				a.opposes = append(a.opposes, j)
				out[j].opposes = append(out[j].opposes, i)
			}
		}
	}
	for i := range out {
		slices.Sort(out[i].opposes)
		out[i].opposes = slices.Compact(out[i].opposes)
	}
	return out
}

// targetKey keeps the n-grams of one target apart from those of others.
func targetKey(name string) uint64 {
	return mix(0x2545f4914f6cdd1d, hashWord(strings.TrimSpace(name)))
}

var (
	hashParent    = hashWord("parent")
	hashParents   = hashWord("parent's")
	hashCommenter = hashWord("commenter")
)

// functionWords carry no topic.
var functionWords = func() map[uint64]bool {
	m := map[uint64]bool{}
	for _, w := range strings.Fields(`a an the of for to in on at by and or with from as is are was were be been being it its it's this that
these those he she they we you i his her their our your my me him them us not no do does did has have had will would can could
should may might must there here what which who how why when where s 's than then so but if about into over out up down more most
very just also too only all any some such other own same new against being`) {
		m[hashWord(w)] = true
	}
	return m
}()

// suffixes that [stem] cuts, by their last letter, the longest first.
var suffixes = func() (out [256][]string) {
	for _, s := range []string{"ations", "ation", "ising", "izing", "ings", "ing", "ies", "ied", "ers", "ed", "es", "er", "ly", "al", "s", "y", "e"} {
		last := s[len(s)-1]
		out[last] = append(out[last], s)
	}
	return out
}()

// endsIn reports whether w ends in a suffix of small letters, in any case.
func endsIn(w, suffix string) bool {
	w = w[len(w)-len(suffix):]
	for i := range len(suffix) {
		if w[i]|0x20 != suffix[i] {
			return false
		}
	}
	return true
}

// stem is the hash of what the forms of a word share; crude, and the same for
// both sides of a comparison.
func stem(w string) uint64 {
	if n := len(w); n > 2 && w[n-1] == 's' && w[n-2] == '\'' {
		w = w[:n-2]
	} else {
		w = strings.TrimSuffix(w, "’s")
	}
	if len(w) > 4 {
		for _, suffix := range suffixes[w[len(w)-1]|0x20] {
			if len(w) >= len(suffix)+4 && endsIn(w, suffix) {
				w = w[:len(w)-len(suffix)]
				break
			}
		}
	}
	return hashWord(w)
}

// locate turns found mentions into mentions of prose, by target.
func (p *prose) locate(byTarget [][]mention, found []targets.Mention) {
	at := 0
	for i, f := range found {
		for at > 0 && p.words[at].Start > f.Start {
			at--
		}
		for at+1 < len(p.words) && p.words[at].End <= f.Start {
			at++
		}
		to := at
		for to+1 < len(p.words) && p.words[to].End < f.End {
			to++
		}
		m := mention{Span: f.Span, from: at, to: to, owns: f.Owns, tag: f.Tag}
		if f.Implied {
			m.kind = implied
		}
		switch head := text.Fold(p.s[p.words[at].Start:f.Start]); {
		case strings.HasPrefix(head, "anti"):
			m.prefix = -0.8
		case strings.HasPrefix(head, "pro-"):
			m.prefix = 0.6
		}
		if m.prefix != 0 && p.qualifies(to) {
			m.prefix *= 0.3 // "the anti-X crowd" are others
		}
		if f.Tag {
			m.prefix = tagAttitude(text.Fold(p.words[at].In(p.s)), text.Fold(f.In(p.s)))
		}
		m.quoted = p.inQuotes(at, to)
		m.joint = i > 0 && found[i-1].Target != f.Target && found[i-1].Start >= p.words[at].Start ||
			i+1 < len(found) && found[i+1].Target != f.Target && found[i+1].End <= p.words[to].End
		m.asked = at > 0 && p.words[at-1].class&(should|will) != 0 && p.sentences[p.words[at].sentence].question
		for k := at; k <= to; k++ {
			p.name(k)
		}
		byTarget[f.Target] = append(byTarget[f.Target], m)
	}
}

// qualifies reports whether word i stands before a noun, in a sentence
// without a first person.
func (p *prose) qualifies(i int) bool {
	if i+1 >= len(p.words) || p.words[i+1].kind != text.Word || p.words[i+1].class != 0 {
		return false
	}
	s := p.sentences[p.words[i].sentence]
	for k := s.from; k < s.to; k++ {
		if p.words[k].class&first != 0 && !p.words[k].name {
			return false
		}
	}
	return true
}

// tagAttitudes are what hashtags say before or after a name.
var tagAttitudes = []struct {
	before, after string
	value         float32
}{
	{"standwith", "", 0.8}, {"imwith", "", 0.8}, {"support", "", 0.8}, {"love", "", 0.8}, {"prayfor", "", 0.7}, {"save", "", 0.7},
	{"free", "", 0.6}, {"vote", "", 0.7}, {"pro", "", 0.6}, {"viva", "", 0.8}, {"thankyou", "", 0.8}, {"slava", "", 0.8},
	{"stop", "", -0.8}, {"boycott", "", -0.8}, {"never", "", -0.8}, {"no", "", -0.7}, {"anti", "", -0.8}, {"fuck", "", -0.8},
	{"dump", "", -0.8}, {"ban", "", -0.8}, {"impeach", "", -0.8}, {"against", "", -0.8}, {"lock", "", -0.7},
	{"", "out", -0.8}, {"", "lies", -0.8}, {"", "lied", -0.8}, {"", "mustgo", -0.8}, {"", "sucks", -0.8}, {"", "fail", -0.8},
	{"", "forprison", -0.8}, {"", "crimes", -0.8}, {"", "warcrimes", -0.8}, {"", "isaterroriststate", -0.8}, {"", "strong", 0.7},
	{"", "ftw", 0.8}, {"", "forpresident", 0.8}, {"", "wins", 0.6},
}

// tagAttitude is what a hashtag says of the name in it: "#StandWithX".
func tagAttitude(tag, name string) float32 {
	tag = strings.TrimPrefix(tag, "#")
	at := strings.Index(tag, strings.TrimPrefix(name, "#"))
	if at < 0 {
		return 0
	}
	before, after := strings.TrimSuffix(tag[:at], "_"), strings.TrimPrefix(tag[at+len(strings.TrimPrefix(name, "#")):], "_")
	for _, t := range tagAttitudes {
		if t.before != "" && strings.HasSuffix(before, t.before) || t.after != "" && strings.HasPrefix(after, t.after) {
			return t.value
		}
	}
	return 0
}

func (p *prose) inQuotes(from, to int) bool {
	if from == 0 || to+1 >= len(p.words) {
		return false
	}
	open, end := p.words[from-1].In(p.s), p.words[to+1].In(p.s)
	return isQuote(open) && isQuote(end)
}

func isQuote(s string) bool {
	switch s {
	case "\"", "“", "”", "‘", "’", "'", "«", "»":
		return true
	}
	return false
}

// mayBePartial reports whether the head word of the name can stand for it.
func (a *about) mayBePartial() bool { return a.head != 0 && len(a.stems) >= 2 && !a.place }

// partials finds the head word of a name of several words, for a target that
// the text does not name in full: "the post" for "Tim's post".
func (p *prose) partials(ms []mention, a *about, stems []uint64) []mention {
	for i, s := range stems {
		if s == a.head && p.words[i].kind == text.Word && (a.policy || a.page || p.words[i].title) {
			ms = append(ms, mention{Span: p.words[i].Span, from: i, to: i, kind: partial})
			if len(ms) == 4 {
				break
			}
		}
	}
	return ms
}

// carry adds pronouns that take up a mention in the sentence before: "Lavrov
// has spoken. He is right." Only the pronoun that opens the sentence counts,
// and only when the sentence names no target of its own.
func (p *prose) carry(byTarget [][]mention) {
	type last struct{ target, sentence int }
	prev := last{-1, -9}
	heads := make([]int, len(byTarget)) // next mention of each target
	for si, sent := range p.sentences {
		latest, target := -1, -1
		for t := range byTarget {
			for heads[t] < len(byTarget[t]) && byTarget[t][heads[t]].kind != pronoun && byTarget[t][heads[t]].from < sent.to {
				if m := byTarget[t][heads[t]]; m.from > latest {
					latest, target = m.from, t
				}
				heads[t]++
			}
		}
		if target >= 0 {
			prev = last{target, si}
			continue
		}
		if prev.target < 0 || si-prev.sentence > 2 {
			continue
		}
		for k := sent.from; k < min(sent.to, sent.from+4); k++ {
			w := &p.words[k]
			if w.title && k > sent.from && w.class&first == 0 {
				break // a name of its own
			}
			if w.class&third != 0 {
				byTarget[prev.target] = append(byTarget[prev.target], mention{Span: w.Span, from: k, to: k, kind: pronoun})
				heads[prev.target]++
				p.name(k)
				prev.sentence = si
				break
			}
		}
	}
}
