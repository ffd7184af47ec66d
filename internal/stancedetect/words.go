package stancedetect

import (
	_ "embed" // the table of words
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/jonreiter/govader/data"
)

//go:embed words.txt
var wordTable string

// class is a set of what a word can do in a sentence.
type class uint32

const (
	negator class = 1 << iota
	booster
	dampener
	contrast
	question
	second
	first
	third
	copula
	should
	will
	article
	conj
	verbish
	irony
	thanks
	agreeing
	denying
	hedge
	laugh
	cause
	fault
	than
	authorish
	verb // an attitude or deed of the table, or an inflection of one
)

var classNames = map[string]class{
	"negator": negator, "booster": booster, "dampener": dampener, "contrast": contrast, "question": question,
	"second": second, "first": first, "third": third, "copula": copula, "should": should, "will": will, "article": article,
	"conj": conj, "verbish": verbish, "irony": irony, "thanks": thanks, "agree": agreeing, "deny": denying, "hedge": hedge,
	"laugh": laugh, "cause": cause, "fault": fault, "than": than, "authorish": authorish,
}

// info is what the tables know of a word; strengths are in [-1, 1].
type info struct {
	tone float32 // its polarity wherever it stands
	subj float32 // what it says of a target that does it
	obj  float32 // what it says of a target that it is done to
	class
	lists lists
}

// lists tells in which of the lists of words, or at which end of a phrase, a
// word stands, so that texts need not be looked up in each of them.
type lists uint16

const (
	inFunction  lists = 1 << iota // functionWords
	inSpeech                      // speech
	inOblique                     // oblique
	beginsSay                     // a phrase of replies
	endsPre                       // a phrase before a target
	beginsPost                    // a phrase after it
	isAndOr                       // "and", "or"
	isAnyone                      // "anyone", "anybody"
	inTitle                       // titles
	inAuxiliary                   // auxiliaries
)

// phrase is a pattern of words, by their hashes, next to a target.
type phrase struct {
	words []uint64
	value float32
}

// vocabulary is everything the word tables hold, by hash of the folded word.
type vocabulary struct {
	words map[uint64]*info
	// pre is keyed by the last word of the phrase, post by the first.
	pre, post map[uint64][]phrase
	// say is keyed by the first word; the value is the reply class.
	say map[uint64][]phrase
	// table finds the entries by hash: the index in entries plus 1, at its
	// start or, where that is taken, after it.
	table   []uint16
	entries []entry
}

// entry is a word of the tables as it is looked up.
type entry struct {
	hash uint64
	info
}

var noInfo info

// find is what the tables know of a word.
func (v *vocabulary) find(h uint64) *info {
	mask := uint32(len(v.table) - 1)
	for at := start(h); ; at++ {
		i := v.table[at&mask]
		if i == 0 {
			return &noInfo
		}
		if e := &v.entries[i-1]; e.hash == h {
			return &e.info
		}
	}
}

// start is where the search for a word begins in the table.
func start(h uint64) uint32 { return uint32(h) ^ uint32(h>>32) }

// index marks the lists that words stand in and makes the table.
func (v *vocabulary) index() {
	mark := func(h uint64, l lists) {
		if v.words[h] == nil {
			v.words[h] = &info{}
		}
		v.words[h].lists |= l
	}
	mark(hashWord("and"), isAndOr)
	mark(hashWord("or"), isAndOr)
	mark(hashWord("anyone"), isAnyone)
	mark(hashWord("anybody"), isAnyone)
	for h := range functionWords {
		mark(h, inFunction)
	}
	for h := range speech {
		mark(h, inSpeech)
	}
	for h := range oblique {
		mark(h, inOblique)
	}
	for h := range titles {
		mark(h, inTitle)
	}
	for h := range auxiliaries {
		mark(h, inAuxiliary)
	}
	for h := range v.say {
		mark(h, beginsSay)
	}
	for h := range v.pre {
		mark(h, endsPre)
	}
	for h := range v.post {
		mark(h, beginsPost)
	}
	bits := uint(4)
	for 1<<bits < 3*len(v.words) {
		bits++
	}
	v.table = make([]uint16, 1<<bits)
	mask := uint32(len(v.table) - 1)
	for _, h := range slices.Sorted(maps.Keys(v.words)) {
		v.entries = append(v.entries, entry{h, *v.words[h]})
		at := start(h)
		for v.table[at&mask] != 0 {
			at++
		}
		v.table[at&mask] = uint16(len(v.entries))
	}
}

// replyClasses are the classes of a reply in the order of the model.
var replyClasses = []string{"agree", "disagree", "query", "neutral"}

// vocab reads the tables once.
var vocab = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{words: map[uint64]*info{}, pre: map[uint64][]phrase{}, post: map[uint64][]phrase{}, say: map[uint64][]phrase{}}
	v.readVADER()
	for line := range strings.Lines(wordTable) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		head, words, ok := strings.Cut(line, ":")
		if !ok || !v.enter(strings.Fields(head), words) {
			// The table is part of the program: a fault in it is a bug that
			// every test sees.
			panic(fmt.Sprintf("stancedetect: bad line in words.txt: %q", line))
		}
	}
	v.index()
	return v
})

// readVADER takes the valences of the VADER lexicon (Hutto & Gilbert 2014,
// MIT licence), scaled from [-4, 4] to [-1, 1]. Its emoticons are left out.
func (v *vocabulary) readVADER() {
	for line := range strings.Lines(string(data.MustAsset("rawdata/vaderLexicon.txt"))) {
		f := strings.Split(line, "\t")
		if len(f) < 2 || strings.ContainsAny(f[0], " ") || f[0] == "" || !isLetter(f[0][0]) {
			continue
		}
		x, err := strconv.ParseFloat(f[1], 32)
		if err == nil {
			v.at(f[0]).tone = float32(x / 4)
		}
	}
}

func isLetter(c byte) bool { return (c|0x20) >= 'a' && (c|0x20) <= 'z' }

func (v *vocabulary) at(word string) *info {
	h := hashWord(word)
	i := v.words[h]
	if i == nil {
		i = &info{}
		v.words[h] = i
	}
	return i
}

// enter reads one line of the table.
func (v *vocabulary) enter(head []string, words string) bool {
	if len(head) < 2 {
		return false
	}
	if head[0] == "class" {
		c, ok := classNames[head[1]]
		for _, w := range strings.Fields(words) {
			v.at(w).class |= c
		}
		return ok
	}
	if head[0] == "say" {
		c := slices.Index(replyClasses, head[1])
		for _, p := range strings.Split(words, "|") {
			v.saying(c, strings.Fields(p))
		}
		return c >= 0
	}
	x64, err := strconv.ParseFloat(head[1], 32)
	x := float32(x64)
	if err != nil {
		return false
	}
	switch head[0] {
	case "pre", "post":
		for _, p := range strings.Split(words, "|") {
			v.phrase(head[0] == "pre", strings.Fields(p), x)
		}
	case "tone", "subj", "obj":
		verbs := len(head) == 3 && head[2] == "verb"
		for _, w := range strings.Fields(words) {
			forms := []string{w}
			if verbs {
				forms = inflect(w)
			}
			for _, f := range forms {
				v.set(f, head[0], x, verbs || head[0] != "tone")
			}
		}
	default:
		return false
	}
	return true
}

func (v *vocabulary) set(word, role string, x float32, isVerb bool) {
	i := v.at(word)
	if isVerb {
		i.class |= verb
	}
	switch role {
	case "tone":
		if i.tone == 0 || (i.tone > 0) != (x > 0) || abs(x) > abs(i.tone) {
			i.tone = x
		}
	case "subj":
		i.subj = x
	case "obj":
		i.obj = x
	}
}

// saying enters what replies of a class say.
func (v *vocabulary) saying(class int, words []string) {
	p := phrase{value: float32(class)}
	for _, w := range words {
		p.words = append(p.words, hashWord(w))
	}
	if len(p.words) > 0 {
		v.say[p.words[0]] = append(v.say[p.words[0]], p)
	}
}

// phrase enters a pattern; "*" in a post pattern stands for a form of "be".
func (v *vocabulary) phrase(pre bool, words []string, x float32) {
	if len(words) > 0 && words[0] == "*" {
		for _, be := range []string{"is", "are", "was", "were"} {
			v.phrase(pre, append([]string{be}, words[1:]...), x)
		}
		return
	}
	p := phrase{value: x}
	for _, w := range words {
		p.words = append(p.words, hashWord(w))
	}
	if len(p.words) == 0 {
		return
	}
	if pre {
		k := p.words[len(p.words)-1]
		v.pre[k] = append(v.pre[k], p)
	} else {
		v.post[p.words[0]] = append(v.post[p.words[0]], p)
	}
}

// inflect gives the regular forms of an English verb.
func inflect(w string) []string {
	n := len(w)
	if n < 2 {
		return []string{w}
	}
	last, before := w[n-1], w[n-2]
	switch {
	case last == 'e':
		return []string{w, w + "s", w + "d", w[:n-1] + "ing"}
	case last == 'y' && !isVowel(before):
		return []string{w, w[:n-1] + "ies", w[:n-1] + "ied", w + "ing"}
	case strings.HasSuffix(w, "s") || strings.HasSuffix(w, "x") || strings.HasSuffix(w, "sh") || strings.HasSuffix(w, "ch"):
		return []string{w, w + "es", w + "ed", w + "ing"}
	case n <= 4 && n >= 3 && !isVowel(last) && isVowel(before) && !isVowel(w[n-3]) && last != 'w':
		d := string(last)
		return []string{w, w + "s", w + d + "ed", w + d + "ing", w + "ed", w + "ing"}
	}
	return []string{w, w + "s", w + "ed", w + "ing"}
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// setOf holds the hashes of the words of a list.
func setOf(words string) map[uint64]bool {
	m := map[uint64]bool{}
	for _, w := range strings.Fields(words) {
		m[hashWord(w)] = true
	}
	return m
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}
