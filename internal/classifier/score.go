package classifier

import (
	"math"

	"github.com/undertone-project/undertone/internal/lexicon"
)

// cacheBits is log2 of the number of words whose character n-grams are kept.
const cacheBits = 13

// cached is what the character n-grams of a word add up to.
type cached struct {
	hash   uint64
	sum    [2]int32
	number int32
}

// reader scores texts with one model. It keeps its memory from text to text
// and is not safe for concurrent use.
type reader struct {
	m     *Model
	l     *lexicon.Lexicon
	w     *lexicon.Workspace
	x     *extractor
	cache []cached
}

func newReader(m *Model, l *lexicon.Lexicon) *reader {
	return &reader{m: m, l: l, w: l.Workspace(), x: newExtractor(m.Header.Bits), cache: make([]cached, 1<<cacheBits)}
}

// odds are the log odds of negative and positive against neutral. They are
// what extract and the weights give, without the list of features in between:
// whole numbers are summed by group, so that neither the order nor the cache
// matters.
func (r *reader) odds(a *lexicon.Analysis) (z [2]float64) {
	r.x.reset()
	words, nWords := r.words(a)
	grams, nGrams := r.grams(a)
	chars, nChars := r.chars(a)
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

// add adds the weights of a feature to s.
func (r *reader) add(s *[2]int32, group int, h uint64) {
	h = mix(h^groupSeed[group]) >> (64 - r.x.bits) << 1
	c := r.m.cells[h : h+2 : h+2]
	s[0] += int32(c[0])
	s[1] += int32(c[1])
}

func (r *reader) words(a *lexicon.Analysis) (s [2]int32, n int32) {
	for i := range a.Tokens {
		if !own(a, i) {
			continue
		}
		if h := key(a, i); r.x.first(h) {
			r.add(&s, groupWord, h)
			n++
		}
	}
	return s, n
}

func (r *reader) grams(a *lexicon.Analysis) (s [2]int32, n int32) {
	r.x.eachGram(a, func(group int, h uint64, _, _ int) {
		r.add(&s, group, h)
		n++
	})
	return s, n
}

func (r *reader) patterns(a *lexicon.Analysis) (s [2]int32, n int32) {
	r.x.eachPattern(a, func(group int, h uint64, _, _ int) {
		r.add(&s, group, h)
		n++
	})
	return s, n
}

func (r *reader) chars(a *lexicon.Analysis) (s [2]int32, n int32) {
	for i := range a.Tokens {
		if !spelled(a, i) {
			continue
		}
		h := key(a, i)
		if !r.x.first(h ^ groupSeed[groupChar]) {
			continue
		}
		c := &r.cache[h>>(64-cacheBits)]
		if c.hash != h {
			*c = cached{hash: h}
			eachChar(r.w.Folded(i), seed(a, i), func(g uint64) {
				r.add(&c.sum, groupChar, g)
				c.number++
			})
		}
		s[0] += c.sum[0]
		s[1] += c.sum[1]
		n += c.number
	}
	return s, n
}

// probabilities of negative, neutral and positive from the log odds against
// neutral.
func probabilities(z [2]float64) (negative, neutral, positive float64) {
	p := softmax([numClasses]float64{z[0], 0, z[1]})
	return p[0], p[1], p[2]
}
