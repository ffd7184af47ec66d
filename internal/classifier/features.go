package classifier

import (
	"math"

	"github.com/undertone-project/undertone/internal/lexicon"
	"github.com/undertone-project/undertone/internal/text"
)

// Feature groups. Each group's values are scaled so that their squares add up
// to a constant, whatever the length of the text: that of strength.
const (
	groupWord = iota
	groupPair
	groupTriple
	groupChar
	groupPattern
	numGroups
)

// strength of the groups. What the words of one community mean there is learned
// more slowly than what the rules say everywhere; part of the model file
// format.
var strength = [numGroups]float64{groupWord: 1, groupPair: 1, groupTriple: 1, groupChar: 0.4, groupPattern: 0.6}

// Seeds that keep the groups' hashes apart; part of the model file format.
var groupSeed = [numGroups]uint64{0x8f1bbcdc5a827999, 0x6ed9eba1ca62c1d6, 0x510e527fade682d1, 0x3c6ef372fe94f82b, 0x1f83d9abfb41bd6b}

const (
	negationSeed = 0xa54ff53a5f1d36f1
	ironySeed    = 0x9b05688c2b3e6c1f
	phraseSeed   = 0x1f83d9abd9b4f0c3
)

// Feature is one hashed n-gram or one number of a text.
type Feature struct {
	Bucket uint32
	Value  float32
	// The tokens it rests on, inclusive; -1 for the whole text.
	First, Last int32
}

// Vector is the features of one text.
type Vector struct {
	Sparse []Feature
	Dense  [numDense]float32
}

// extractor turns an analysis into features; it is not safe for concurrent
// use.
type extractor struct {
	bits uint
	v    Vector
	seen []uint64 // open-addressing set of the hashes of this text, in buf
	left int      // hashes that it still takes before it grows
	buf  []uint64
	next []uint64 // room for a larger set
}

func newExtractor(bits uint) *extractor {
	x := &extractor{bits: bits, buf: make([]uint64, 1024)}
	x.reset(0)
	return x
}

// first reports whether a hash is new in this text and notes it: a word
// counts once, however often it is repeated.
func (x *extractor) first(h uint64) bool {
	h |= 1
	seen := x.seen
	mask := uint64(len(seen) - 1)
	i := h >> 20 & mask
	for ; i < uint64(len(seen)) && seen[i] != 0; i = (i + 1) & mask {
		if seen[i] == h {
			return false
		}
	}
	seen[i] = h
	if x.left--; x.left == 0 {
		x.grow()
	}
	return true
}

func (x *extractor) grow() {
	old := x.seen
	if len(x.next) < 2*len(old) {
		x.next = make([]uint64, 2*len(old))
	}
	x.buf, x.next = x.next, x.buf
	x.seen = x.buf[:2*len(old)]
	clear(x.seen)
	x.left = len(old) / 2
	mask := uint64(len(x.seen) - 1)
	for _, h := range old {
		if h == 0 {
			continue
		}
		i := (h >> 20) & mask
		for x.seen[i] != 0 {
			i = (i + 1) & mask
		}
		x.seen[i] = h
	}
}

// reset begins a text of some tokens.
func (x *extractor) reset(tokens int) {
	size := 256
	for size < 8*tokens && size < len(x.buf) {
		size *= 2
	}
	x.seen, x.left = x.buf[:size], size/2
	clear(x.seen)
	x.v.Sparse = x.v.Sparse[:0]
}

// mix spreads a hash over all bits.
func mix(h uint64) uint64 {
	h ^= h >> 29
	h *= 0xbf58476d1ce4e5b9
	return h ^ h>>32
}

func (x *extractor) emit(group int, h uint64, first, last int) {
	h = mix(h ^ groupSeed[group])
	x.v.Sparse = append(x.v.Sparse, Feature{Bucket: uint32(h >> (64 - x.bits)), First: int32(first), Last: int32(last)})
}

// extract fills x.v from the last analysis of w. The result is overwritten by
// the next call.
func (x *extractor) extract(w *lexicon.Workspace, a *lexicon.Analysis) *Vector {
	x.reset(len(a.Tokens))
	var counts [numGroups]int
	x.words(a)
	counts[groupWord] = len(x.v.Sparse)
	x.grams(a)
	counts[groupPair] = len(x.v.Sparse)
	x.chars(w, a)
	counts[groupChar] = len(x.v.Sparse)
	x.patterns(a)
	counts[groupPattern] = len(x.v.Sparse)
	x.scale(0, counts[groupWord], strength[groupWord])
	x.scale(counts[groupWord], counts[groupPair], strength[groupPair])
	x.scale(counts[groupPair], counts[groupChar], strength[groupChar])
	x.scale(counts[groupChar], counts[groupPattern], strength[groupPattern])
	dense(&x.v.Dense, a)
	return &x.v
}

func (x *extractor) scale(from, to int, weight float64) {
	if from == to {
		return
	}
	v := float32(weight / math.Sqrt(float64(to-from)))
	for i := from; i < to; i++ {
		x.v.Sparse[i].Value = v
	}
}

// own reports whether token i belongs to the writer's words and has a hash.
func own(a *lexicon.Analysis, i int) bool {
	return a.Hashes[i] != 0 && a.Marks[i]&(lexicon.NotOwn|lexicon.Attributed) == 0
}

// seed tells the uses of a word apart: inside an idiom, inside a negation, in
// a text that is marked as ironic. The plain use has the seed 0.
func seed(a *lexicon.Analysis, i int) (s uint64) {
	if a.Tokens[i].Kind != text.Word {
		return 0
	}
	if a.Marks[i]&lexicon.InPhrase != 0 {
		s ^= phraseSeed
	}
	if a.Marks[i]&lexicon.InNegation != 0 {
		s ^= negationSeed
	}
	if a.Ironies > 0 {
		s ^= ironySeed
	}
	return s
}

// key is the hash of token i in its use.
func key(a *lexicon.Analysis, i int) uint64 { return used(a.Hashes[i], seed(a, i)) }

func used(h, seed uint64) uint64 {
	if seed == 0 {
		return h
	}
	return mix(h ^ seed)
}

// spelled reports whether token i has character n-grams.
func spelled(a *lexicon.Analysis, i int) bool {
	return own(a, i) && (a.Tokens[i].Kind == text.Word || a.Tokens[i].Kind == text.Hashtag)
}

func (x *extractor) words(a *lexicon.Analysis) {
	for i := range a.Tokens {
		if !own(a, i) {
			continue
		}
		if h := key(a, i); x.first(h) {
			x.emit(groupWord, h, i, i)
		}
	}
}

// eachGram calls f for the new pairs and triples of neighbouring tokens.
func (x *extractor) eachGram(a *lexicon.Analysis, f func(group int, h uint64, first, last int)) {
	var one, two uint64 // hashes of the token before, and of the two before
	run := 0
	for i := range a.Tokens {
		if !own(a, i) {
			run = 0
			continue
		}
		h := a.Hashes[i]
		if run >= 1 {
			if g := pair(one, h); x.first(g) {
				f(groupPair, g, i-1, i)
			}
		}
		if run >= 2 {
			if g := triple(two, h); x.first(g) {
				f(groupTriple, g, i-2, i)
			}
		}
		two, one = twoBefore(one, h), h
		run++
	}
}

// pair is the hash of two tokens, triple that of one after two others, whose
// hash is twoBefore.
func pair(one, h uint64) uint64      { return mix(one*3 + h) }
func triple(two, h uint64) uint64    { return mix(two*3 + h + 1) }
func twoBefore(one, h uint64) uint64 { return mix(one*5 + h) }

func (x *extractor) grams(a *lexicon.Analysis) { x.eachGram(a, x.emit) }

// Lengths of the character n-grams, the word's bounds included.
const (
	minChar = 3
	maxChar = 5
)

// eachChar calls f for the character n-grams of a folded word in a use.
func eachChar(folded []byte, seed uint64, f func(h uint64)) {
	var buf [lexicon.MaxWord + 2]byte
	word := append(append(append(buf[:0], '<'), folded...), '>')
	for at := range word {
		h := 14695981039346656037 ^ seed
		for n := 1; n <= maxChar && at+n <= len(word); n++ {
			h = (h ^ uint64(word[at+n-1])) * 0x9e3779b97f4a7c15
			h ^= h >> 32
			if n >= minChar {
				f(h)
			}
		}
	}
}

// chars emits the character n-grams of each new word.
func (x *extractor) chars(w *lexicon.Workspace, a *lexicon.Analysis) {
	for i := range a.Tokens {
		if !spelled(a, i) {
			continue
		}
		if x.first(key(a, i) ^ groupSeed[groupChar]) {
			eachChar(w.Folded(i), seed(a, i), func(h uint64) { x.emit(groupChar, h, i, i) })
		}
	}
}
