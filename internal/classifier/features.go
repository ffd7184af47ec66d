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

// eachPattern calls f for what stands around the lexicon's hits, the hit itself
// replaced by its sign: "you -", "+ article", with the rules that applied.
func (x *extractor) eachPattern(a *lexicon.Analysis, f func(group int, h uint64, first, last int)) {
	for i := range a.Hits {
		h := &a.Hits[i]
		if h.Valence == 0 {
			continue
		}
		sign := uint64(1)
		if h.Valence < 0 {
			sign = 2
		}
		strength := sign
		if math.Abs(h.Base) >= strongValence {
			strength += 2
		}
		emit := func(g uint64, first, last int) {
			if g = mix(g); x.first(g ^ groupSeed[groupPattern]) {
				f(groupPattern, g, first, last)
			}
		}
		if h.Kind == lexicon.PhraseHit {
			g := sign
			for k := h.First; k <= h.Last; k++ {
				g = mix(g*3 + a.Hashes[k])
			}
			emit(g^uint64(h.Mods&lexicon.Negated), h.First, h.Last)
		}
		emit(strength<<32|uint64(h.Mods)<<8|uint64(h.Kind), h.First, h.Last)
		for d := 1; d <= 2; d++ {
			if b := h.First - d; b >= 0 && own(a, b) {
				emit(a.Hashes[b]*8+sign*4+uint64(d), b, h.Last)
			}
			if b := h.Last + d; b < len(a.Tokens) && own(a, b) {
				emit(^(a.Hashes[b]*8 + sign*4 + uint64(d)), h.First, b)
			}
		}
	}
}

// strongValence is where strong words begin on the lexicon's scale.
const strongValence = 2

func (x *extractor) patterns(a *lexicon.Analysis) { x.eachPattern(a, x.emit) }

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

// The numbers that the rules give of a text.
const (
	denseScore         = iota // rule score
	densePositive             // share of positive opinion
	denseNegative             // share of negative opinion
	denseMixed                // opinion of both kinds
	denseAny                  // any opinion
	denseLast                 // valence of the last hit
	denseFirst                // valence of the first hit
	denseQuestion             // share of sentences that are questions
	denseExclaim              // share of sentences that are exclamations
	denseShout                // share of words in capitals
	denseNegation             // negations by words
	denseSecond               // second person by words
	denseSwear                // swearing
	denseIrony                // marks of irony
	denseContrast             // contrast
	denseStrongest            // the strongest hit's valence
	denseOpening              // balance of opinion in the first sentence
	denseClosing              // balance of opinion in the last sentence
	denseBadSentences         // share of sentences whose opinion is negative
	denseGoodSentences        // share of sentences whose opinion is positive
	denseBadQuestion          // a question that holds negative opinion
	denseTurned               // valence of the hits that a negation turned
	denseIdiom                // valence of the idioms
	denseEmoji                // valence of the emoji
	denseEmphasis             // valence of the hits that are in capitals or exclaimed
	denseScorn                // good words beside an emoji of scorn
	numDense
)

// sentences fills the numbers that are taken sentence by sentence.
func sentences(d *[numDense]float32, a *lexicon.Analysis) {
	var good, bad, n int
	first, hit := true, 0
	for i := 0; i < len(a.Tokens); {
		end, words, question := i, 0, false
		for ; end < len(a.Tokens); end++ {
			if a.Tokens[end].Kind == text.Word {
				words++
			}
			if words > 0 && a.Tokens[end].Kind == text.Punct && closes(a.Hashes[end]) {
				question = a.Hashes[end] == questionMark
				end++
				break
			}
		}
		balance := 0.0
		for ; hit < len(a.Hits) && a.Hits[hit].First < end; hit++ {
			balance += a.Hits[hit].Valence
		}
		i = end
		if words == 0 && balance == 0 {
			continue
		}
		n++
		v := float32(math.Tanh(balance / 2))
		if first {
			d[denseOpening], first = v, false
		}
		d[denseClosing] = v
		switch {
		case balance > 0:
			good++
		case balance < 0:
			bad++
			if question {
				d[denseBadQuestion] = 1
			}
		}
	}
	if n > 0 {
		d[denseBadSentences], d[denseGoodSentences] = float32(bad)/float32(n), float32(good)/float32(n)
	}
}

// The hashes of the marks that close a sentence.
var (
	questionMark = lexicon.Hash([]byte("?"))
	closingMarks = [...]uint64{questionMark, lexicon.Hash([]byte(".")), lexicon.Hash([]byte("!")), lexicon.Hash([]byte("!!")), lexicon.Hash([]byte("!!!")), lexicon.Hash([]byte("??"))}
)

func closes(h uint64) bool {
	for _, m := range closingMarks {
		if h == m {
			return true
		}
	}
	return false
}

// scorn are the emoji that turn praise.
var scorn = [...]uint64{lexicon.Hash([]byte("🙄")), lexicon.Hash([]byte("🤡")), lexicon.Hash([]byte("🤦")), lexicon.Hash([]byte("😒"))}

func scorns(a *lexicon.Analysis) bool {
	for i := range a.Hits {
		h := &a.Hits[i]
		if h.Kind != lexicon.EmojiHit {
			continue
		}
		for _, m := range scorn {
			if a.Hashes[h.First] == m {
				return true
			}
		}
	}
	return false
}

func dense(d *[numDense]float32, a *lexicon.Analysis) {
	*d = [numDense]float32{}
	f := a.Features()
	total := a.Positive + a.Negative
	d[denseScore] = float32(2 * a.Score())
	d[densePositive] = float32(2 * f[1])
	d[denseNegative] = float32(2 * f[2])
	d[denseMixed] = float32(f[3])
	if total > 0 {
		d[denseAny] = 1
	}
	strongest, turned, idioms, emoji, emphasis, praise := 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
	for i := range a.Hits {
		v := a.Hits[i].Valence
		if v == 0 {
			continue
		}
		d[denseLast] = float32(math.Tanh(v / 2))
		if d[denseFirst] == 0 {
			d[denseFirst] = float32(math.Tanh(v / 2))
		}
		if math.Abs(v) > math.Abs(strongest) {
			strongest = v
		}
		if a.Hits[i].Mods&(lexicon.Shouted|lexicon.Exclaimed) != 0 {
			emphasis += v
		}
		if v > 0 && a.Hits[i].Kind != lexicon.EmojiHit {
			praise += v
		}
		if a.Hits[i].Mods&lexicon.Negated != 0 {
			turned += v
		}
		switch a.Hits[i].Kind {
		case lexicon.PhraseHit:
			idioms += v
		case lexicon.EmojiHit:
			emoji += v
		}
	}
	d[denseTurned] = float32(math.Tanh(turned / 2))
	d[denseIdiom] = float32(math.Tanh(idioms / 2))
	d[denseEmoji] = float32(math.Tanh(emoji / 2))
	d[denseEmphasis] = float32(math.Tanh(emphasis / 2))
	if praise > 0 && scorns(a) {
		d[denseScorn] = float32(math.Tanh(praise / 2))
	}
	sentences(d, a)
	d[denseStrongest] = float32(math.Tanh(strongest / 2))
	sentences, words := float64(max(a.Sentences, 1)), float64(max(a.Words, 1))
	d[denseQuestion] = float32(float64(a.Questions) / sentences)
	d[denseExclaim] = float32(float64(a.Exclamations) / sentences)
	d[denseShout] = float32(min(float64(a.Capitals)/words*3, 1))
	d[denseNegation] = float32(min(float64(a.Negations)/words*10, 1))
	d[denseSecond] = float32(min(float64(a.Seconds)/words*10, 1))
	d[denseSwear] = float32(min(float64(a.Swears)/words*20, 1))
	d[denseIrony] = float32(min(a.Ironies, 1))
	d[denseContrast] = float32(min(float64(a.Contrasts)/sentences, 1))
}
