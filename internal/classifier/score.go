package classifier

import (
	"math"
	"slices"

	"github.com/undertone-project/undertone/internal/lexicon"
	"github.com/undertone-project/undertone/internal/text"
)

// cacheBits is log2 of the number of pairs of words that are kept with their
// weights: the two last seen of those with the same first digits of the hash,
// so that a rare word does not drive a frequent one out.
const cacheBits = 13

// cached is what a word weighs, and what its character n-grams add up to.
type cached struct {
	hash   uint64
	sum    [2]int32
	number int32
	word   [2]int8 // what it weighs itself
}

// reader scores texts with one model. It keeps its memory from text to text
// and is not safe for concurrent use.
type reader struct {
	m     *Model
	l     *lexicon.Lexicon
	w     *lexicon.Workspace
	x     *extractor
	cache [][2]cached
	own   []uint64 // the hashes of the writer's own tokens, 0 for others
	found []uint32 // the buckets of features
	shift uint     // what a hash is shifted by to be a bucket
}

func newReader(m *Model, l *lexicon.Lexicon) *reader {
	return &reader{m: m, l: l, w: l.Workspace(), x: newExtractor(m.Header.Bits), cache: make([][2]cached, 1<<cacheBits), shift: 64 - m.Header.Bits}
}

// odds are the log odds of negative and positive against neutral. They are
// what extract and the weights give, without the list of features in between:
// whole numbers are summed by group, so that neither the order nor the cache
// matters.
func (r *reader) odds(a *lexicon.Analysis) (z [2]float64) {
	r.x.reset(len(a.Tokens))
	words, nWords, chars, nChars := r.words(a)
	grams, nGrams := r.grams()
	patterns, nPatterns := r.patterns(a)
	var d [numDense]float32
	dense(&d, a)
	for k := range z {
		s := scaledSum(groupWord, words[k], nWords) + scaledSum(groupPair, grams[k], nGrams) +
			scaledSum(groupChar, chars[k], nChars) + scaledSum(groupPattern, patterns[k], nPatterns)
		z[k] = r.m.bias[k] + float64(r.m.scale*s)
		for j, v := range d {
			z[k] += float64(r.m.dense[j][k] * float64(v))
		}
	}
	return z
}

func scaledSum(group int, sum, n int32) float64 {
	if n == 0 {
		return 0
	}
	return strength[group] * float64(sum) / math.Sqrt(float64(n))
}

// find notes a feature down to be summed up with others.
func (r *reader) find(group int, h uint64) {
	r.found = append(r.found, uint32(mix(h^groupSeed[group])>>(r.shift&63)))
}

// sum adds up the weights of the features found and counts them. They are
// looked up one right after the other, so that the memory can fetch many at a
// time: the table is larger than the nearest caches.
func (r *reader) sum() (s [2]int32, n int32) {
	cells := r.m.cells
	for _, b := range r.found {
		c := (*[2]int8)(cells[2*b:])
		s[0] += int32(c[0])
		s[1] += int32(c[1])
	}
	n = int32(len(r.found))
	r.found = r.found[:0]
	return s, n
}

// words sums up the words and, of those that are spelled, the character
// n-grams: a word is new to both at once.
func (r *reader) words(a *lexicon.Analysis) (s [2]int32, n int32, chars [2]int32, nChars int32) {
	r.own = slices.Grow(r.own[:0], len(a.Tokens))[:len(a.Tokens)]
	for i := range r.own {
		r.own[i] = 0
		if !own(a, i) {
			continue
		}
		r.own[i] = a.Hashes[i]
		h := key(a, i)
		if !r.x.first(h) {
			continue
		}
		n++
		c := r.weighed(a, i, h)
		s[0] += int32(c.word[0])
		s[1] += int32(c.word[1])
		chars[0] += c.sum[0]
		chars[1] += c.sum[1]
		nChars += c.number
	}
	return s, n, chars, nChars
}

// weighed is what token i and, where it is spelled, its character n-grams
// weigh; h is its key.
func (r *reader) weighed(a *lexicon.Analysis, i int, h uint64) *cached {
	set := &r.cache[h>>(64-cacheBits)]
	switch h {
	case set[0].hash:
		return &set[0]
	case set[1].hash:
		set[0], set[1] = set[1], set[0]
		return &set[0]
	}
	set[0], set[1] = cached{hash: h}, set[0]
	c := &set[0]
	r.find(groupWord, h)
	word, _ := r.sum()
	c.word = [2]int8{int8(word[0]), int8(word[1])}
	if kind := a.Tokens[i].Kind; kind == text.Word || kind == text.Hashtag {
		eachChar(r.w.Folded(i), seed(a, i), func(g uint64) { r.find(groupChar, g) })
		c.sum, c.number = r.sum()
	}
	return c
}

// grams sums up the pairs and triples of the words, as eachGram gives them.
func (r *reader) grams() (s [2]int32, n int32) {
	var one, two uint64 // hashes of the token before, and of the two before
	run := 0
	for _, h := range r.own {
		if h == 0 {
			run = 0
			continue
		}
		if run >= 1 {
			if g := pair(one, h); r.x.first(g) {
				r.find(groupPair, g)
			}
		}
		if run >= 2 {
			if g := triple(two, h); r.x.first(g) {
				r.find(groupTriple, g)
			}
		}
		two, one = twoBefore(one, h), h
		run++
	}
	return r.sum()
}

func (r *reader) patterns(a *lexicon.Analysis) (s [2]int32, n int32) {
	r.x.eachPattern(a, func(group int, h uint64, _, _ int) { r.find(group, h) })
	return r.sum()
}

// probabilities of negative, neutral and positive from the log odds against
// neutral.
func probabilities(z [2]float64) (negative, neutral, positive float64) {
	p := softmax([numClasses]float64{z[0], 0, z[1]})
	return p[0], p[1], p[2]
}
