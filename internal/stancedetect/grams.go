package stancedetect

import (
	"math"
	"slices"

	"github.com/undertone-project/undertone/internal/text"
)

// group is a kind of hashed feature. The values of a group are scaled so that
// their squares add up to the group's scale squared, however long the text.
type group uint8

const (
	gWord   group = iota // words of the text
	gPair                // two words in a row
	gChars               // letters in a row
	gOpen                // how the text begins and ends
	gParent              // words of the parent
	gShared              // words of both, with their negation
	gNear                // words around a mention, by side
	gSlot                // two words with the mention or next to it, by distance
	gName                // words of the target's name
	gTopic               // words of the name with the tone of the text
	gTriple              // three words in a row
	gRun                 // letters in a row over the whole text
	gBeside              // what another model says
	gRole                // words by the part that the target plays beside them
	groups
)

// scales of the groups.
var scales = [groups]float32{gWord: 1, gPair: 1, gChars: 1, gOpen: 0.7, gParent: 0.5, gShared: 0.5, gNear: 1, gSlot: 1, gName: 0.5, gTopic: 0.5, gTriple: 0.7, gRun: 1, gBeside: 1, gRole: 1}

// seeds keep the hashes of the groups apart; they are part of the meaning of
// the weights.
var seeds = [groups]uint64{
	0x8f1bbcdc5a827999, 0x6ed9eba1ca62c1d6, 0x510e527fade682d1, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
	0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179, 0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
	0x67332667ffc00b31, 0xb5c0fbcfec4d3b2f,
}

// grams takes hashed features, a group at a time, and either collects them
// for training or weighs them at once.
type grams struct {
	list  []gram // the group at hand
	mask  uint32 // buckets - 1
	g     group
	gain  float32 // multiplies the group's scale
	names bool    // names count as words
	rich  bool    // rarer features too
	brief uint32  // buckets of their own for texts written as news are, after all others; 0: none
	style uint32  // where it is not 0, every feature counts once more, for this style only
	only  bool    // for the style alone

	placed []placed // the words with places at hand
	places *Places  // what training collects places of

	vec  *vector // collects, with base added to the buckets, unless nil
	base uint32

	w *weights
	z scores // what all features together weigh
	// of that, what rests on no word, then what rests on each word
	shares []scores
}

// gram is one hashed feature: its bucket and the word it rests on, -1 for none.
type gram struct {
	id uint32
	at int32
}

// loose is what rests on no word.
func (g *grams) loose() *scores { return &g.shares[0] }

// words are what rests on each word.
func (g *grams) words() []scores { return g.shares[1:] }

// sharedGain is what the n-grams of a whole text count for a target where the
// text names other targets too: whose they are, only the words around each
// mention can tell.
const sharedGain = 0

// start begins a text of n words.
func (g *grams) start(w *weights, n int) {
	g.w, g.mask, g.names, g.brief = w, 1<<w.bits-1, w.names, w.briefBuckets()
	g.rich = w.names && w.task == TargetStance
	g.z, g.gain, g.style, g.only = scores{}, 1, 0, false
	if cap(g.shares) <= n {
		g.shares = make([]scores, n+n/2+1)
	}
	g.shares = g.shares[:n+1]
	clear(g.shares)
}

func (g *grams) begin(k group) {
	g.g, g.list = k, g.list[:0]
}

// add enters a feature that rests on word at.
func (g *grams) add(h uint64, at int) {
	g.list = append(g.list, gram{g.bucket(h), int32(at)})
}

// more makes room for n features of the group.
func (g *grams) more(n int) []gram {
	from := len(g.list)
	g.list = slices.Grow(g.list, n)[:from+n]
	return g.list[from:]
}

// bucket is where a feature of the group at hand goes.
func (g *grams) bucket(h uint64) uint32 {
	return bucketOf(h, seeds[g.g], g.mask)
}

func bucketOf(h, seed uint64, mask uint32) uint32 {
	return uint32((h^seed)*0xff51afd7ed558ccd>>32) & mask
}

// end scales the group and passes it on.
func (g *grams) end() {
	if len(g.list) == 0 {
		return
	}
	x := g.gain * scales[g.g] / float32(math.Sqrt(float64(len(g.list))))
	if g.only {
		g.styled(x)
		return
	}
	if g.vec != nil {
		for _, e := range g.list {
			g.vec.add(g.base+e.id, x, text.Span{})
		}
		g.styled(x)
		return
	}
	g.styled(x)
	g.weigh(x)
}

// weigh adds up the weights of the group, each times x.
func (g *grams) weigh(x float32) {
	x *= g.w.scale
	if g.w.task == TargetStance {
		g.weighThree(x)
		return
	}
	z0, z1, z2, z3 := g.z[0], g.z[1], g.z[2], g.z[3]
	hashed, shares := g.w.hashed, g.shares
	for _, e := range g.list {
		w := &hashed[e.id]
		y0, y1, y2, y3 := w[0].float()*x, w[1].float()*x, w[2].float()*x, w[3].float()*x
		z0, z1, z2, z3 = z0+y0, z1+y1, z2+y2, z3+y3
		share := &shares[e.at+1]
		share[0] += y0
		share[1] += y1
		share[2] += y2
		share[3] += y3
	}
	g.z = scores{z0, z1, z2, z3}
}

// weighThree is weigh for the task of three classes.
func (g *grams) weighThree(x float32) {
	z0, z1, z2 := g.z[0], g.z[1], g.z[2]
	hashed, shares := g.w.hashed, g.shares
	for _, e := range g.list {
		w := &hashed[e.id]
		y0, y1, y2 := w[0].float()*x, w[1].float()*x, w[2].float()*x
		z0, z1, z2 = z0+y0, z1+y1, z2+y2
		share := &shares[e.at+1]
		share[0] += y0
		share[1] += y1
		share[2] += y2
	}
	g.z = scores{z0, z1, z2, g.z[3]}
}

// styled enters the features of the group once more, in buckets of the text's
// style.
func (g *grams) styled(x float32) {
	if g.style == 0 {
		return
	}
	for _, e := range g.list {
		h := (e.id + g.style) * 0x9e3779b1
		h ^= h >> 16
		h *= 0x85ebca6b
		if h ^= h >> 13; g.brief > 0 && g.style == briefStyle {
			h = g.mask + 1 + h&(g.brief-1)
		} else {
			h &= g.mask
		}
		g.emit(h, int(e.at), x)
	}
}

// emit passes one feature on, with the word it rests on, -1 for none.
func (g *grams) emit(id uint32, at int, x float32) {
	if g.vec != nil {
		g.vec.add(g.base+id, x, text.Span{})
		return
	}
	x *= g.w.scale
	w := &g.w.hashed[id]
	y := scores{w[0].float() * x, w[1].float() * x, w[2].float() * x, w[3].float() * x}
	g.z.add(&y)
	g.shares[at+1].add(&y)
}

var hashNumber, hashLink, hashHandle = hashWord("0"), hashWord("http"), hashWord("@")

// gram is the hash under which a token takes part in n-grams: numbers, links
// and handles are each as one.
func (w *word) gram() uint64 {
	if w.kind == text.Word {
		return w.hash
	}
	switch w.kind {
	case text.Number:
		return hashNumber
	case text.URL:
		return hashLink
	case text.Handle:
		return hashHandle
	}
	return w.hash
}

// maxGrams bounds the words of a text that give n-grams.
const maxGrams = 600

// textGrams enters the n-grams of the whole text.
func (p *prose) textGrams(g *grams) {
	p.plainGrams(g)
	n := min(len(p.words), maxGrams)
	g.begin(gChars)
	for i := range n {
		if w := &p.words[i]; (w.kind == text.Word || w.kind == text.Hashtag) && (g.names || !w.name) {
			fourGrams(g, w.In(p.s), i)
			if g.rich {
				charGrams(g, w.In(p.s), i, 3)
				charGrams(g, w.In(p.s), i, 5)
			}
		}
	}
	g.end()
	if !g.rich {
		return
	}
	// A model of one sample has room for rarer features.
	g.begin(gTriple)
	for i := 2; i < n; i++ {
		g.add(mix(mix(p.words[i-2].gram(), p.words[i-1].gram()), p.words[i].gram()), i)
	}
	g.end()
}

// plainGrams enters the words and the pairs of words of the text.
func (p *prose) plainGrams(g *grams) {
	n := min(len(p.words), maxGrams)
	p.grams = p.grams[:0]
	for i := range n {
		p.grams = append(p.grams, g.of(&p.words[i]))
	}
	g.begin(gWord)
	list := g.more(n)
	for i, h := range p.grams {
		if w := &p.words[i]; w.sign < 0 && w.class == 0 {
			h = mix(h, 1)
		}
		list[i] = gram{bucketOf(h, seeds[gWord], g.mask), int32(i)}
	}
	g.end()
	g.begin(gPair)
	list = g.more(max(n-1, 0))
	for i := range list {
		list[i] = gram{bucketOf(mix(p.grams[i], p.grams[i+1]), seeds[gPair], g.mask), int32(i + 1)}
	}
	g.end()
}

var hashName = hashWord("\x00name")

// of is the hash of a word in n-grams. Names are each as one: what is said for
// or against a party in the training rows must not decide about others. Only
// in a model of one's own sample do names count.
func (g *grams) of(w *word) uint64 {
	if w.name && !g.names {
		return hashName
	}
	return w.gram()
}

// charGrams enters the runs of n letters, at most 8, of a word, its edges
// included.
func charGrams(g *grams, w string, word, n int) {
	if len(w) < 3 || len(w) > 40 {
		return
	}
	keep, seed, mask := uint64(1)<<(8*n)-1, seeds[g.g], g.mask
	list, h := g.list, uint64(' ')
	for i := 0; i <= len(w); i++ {
		c := byte(' ')
		if i < len(w) {
			c = lower[w[i]]
		}
		h = h<<8 | uint64(c)
		if i+2 >= n {
			list = append(list, gram{bucketOf((h&keep)*0x9e3779b97f4a7c15, seed, mask), int32(word)})
		}
	}
	g.list = list
}

// fourGrams is charGrams for runs of four letters.
func fourGrams(g *grams, w string, word int) {
	if len(w) < 3 || len(w) > 40 {
		return
	}
	const spread = 0x9e3779b97f4a7c15
	list, seed, mask, at := g.more(len(w)-1), seeds[gChars], g.mask, int32(word)
	h := uint32(' ')<<16 | uint32(lower[w[0]])<<8 | uint32(lower[w[1]])
	for i := 2; i < len(w); i++ {
		h = h<<8 | uint32(lower[w[i]])
		list[i-2] = gram{bucketOf(uint64(h)*spread, seed, mask), at}
	}
	h = h<<8 | ' '
	list[len(w)-2] = gram{bucketOf(uint64(h)*spread, seed, mask), at}
}

// lower holds the small letters of ASCII capitals and all other bytes.
var lower = func() (out [256]byte) {
	for c := range out {
		out[c] = byte(c)
		if c >= 'A' && c <= 'Z' {
			out[c] |= 0x20
		}
	}
	return out
}()

// replyGrams enters the hashed features of a reply.
func (sc *scratch) replyGrams(g *grams) {
	p := sc.text
	g.style = replyStyles[sc.manner]
	p.textGrams(g)
	g.begin(gOpen)
	at := p.start()
	h := uint64(7)
	for i := at; i < min(at+4, len(p.words)); i++ {
		h = mix(h, p.words[i].gram())
		g.add(h, i)
	}
	if n := len(p.words); n > 1 {
		g.add(mix(9, p.words[n-1].gram()), n-1)
		g.add(mix(9, mix(p.words[n-2].gram(), p.words[n-1].gram())), n-1)
	}
	g.end()
	sc.parentGrams(g)
	g.style = 0
}

// The styles that have weights of their own beside those of all texts: short
// messages that answer short messages; answers to a post; stances toward the
// post that began a thread; a target named in a text of one whole
// sentence, as in headlines and news; a topic that the text does not name.
const (
	tweetStyle   = 0x2c1b3c6d
	topStyle     = 0x5be0cd19
	postStyle    = 0x1f83d9ab
	briefStyle   = 0x297a2d39
	unnamedStyle = 0x85a308d3
)

// parentGrams enters the words of the parent.
func (sc *scratch) parentGrams(g *grams) {
	q := sc.parent
	g.begin(gParent)
	for i := range min(len(q.words), 200) {
		if w := &q.words[i]; w.kind == text.Word {
			g.add(w.hash, -1)
		}
	}
	g.end()
}

// targetGrams enters the hashed features of a target in a text, without
// those of the whole text.
func (p *prose) targetGrams(g *grams, v *targetView, t tone) {
	g.begin(gNear)
	for _, m := range v.mentions {
		p.nearGrams(g, m)
	}
	g.end()
	g.begin(gSlot)
	for _, m := range v.mentions {
		p.slotGrams(g, m)
	}
	g.end()
	if g.style == briefStyle {
		only := g.only
		g.only = true
		p.placeGrams(g, v, t)
		p.roleGrams(g, v.mentions)
		g.only = only
	}
	// Whether the training rows were for or against a party must not decide
	// about it anywhere else; topics are words like others.
	words := v.common
	if g.names {
		words = v.words
	}
	g.begin(gName)
	for _, h := range words {
		g.add(h, -1)
	}
	g.end()
	g.begin(gTopic)
	lean := uint64(1)
	if t.negative > t.positive {
		lean = 2
	}
	for _, h := range words {
		g.add(mix(h, lean), -1)
	}
	g.end()
}

// placeGrams tell where in its sentence a target stands, with the tone of the
// text: news name first whom they are about.
func (p *prose) placeGrams(g *grams, v *targetView, t tone) {
	lean := uint64(has(t.negative > t.positive) + 2*has(t.positive > t.negative))
	g.begin(gOpen)
	for _, m := range v.mentions[:min(3, len(v.mentions))] {
		s := p.sentences[p.words[m.from].sentence]
		quoted, names := false, 0
		for k := s.from; k < s.to; k++ {
			if k <= m.from {
				quoted = p.quotation(k, quoted)
			}
			names += int(has(p.words[k].name))
		}
		said := uint64(has(quoted))
		before, after := steps(m.from-s.from), steps(s.to-m.to)
		g.add(mix(mix(1000+before, lean), said), -1)
		g.add(mix(mix(2000+after, lean), said), -1)
		g.add(mix(3000+before, steps(len(v.mentions))), -1)
		g.add(mix(4000+steps(s.to-s.from), said), -1)
		g.add(mix(5000+steps(names), lean), -1)
		g.add(mix(7000+before, g.of(&p.words[s.from])), -1)
	}
	g.end()
}

// steps is a number in steps that grow with it.
func steps(n int) uint64 {
	switch {
	case n < 3:
		return uint64(n)
	case n < 6:
		return 3
	case n < 12:
		return 4
	case n < 24:
		return 5
	}
	return 6
}

// nearGrams are the words of the sentence on either side of a mention.
func (p *prose) nearGrams(g *grams, m mention) {
	const window = 7
	s := p.sentences[p.words[m.from].sentence]
	for k := max(s.from, m.from-window); k < min(s.to, m.to+1+window); k++ {
		if k >= m.from && k <= m.to {
			continue
		}
		w := &p.words[k]
		side := uint64(3)
		if k > m.to {
			side = 4
		}
		h := g.of(w)
		if w.sign < 0 && w.class == 0 {
			h = mix(h, 1)
		}
		g.add(mix(side, h), k)
		if d := k - m.to; d == 1 || m.from-k == 1 {
			g.add(mix(side+2, h), k)
		}
		if w.clause == p.words[m.from].clause {
			g.add(mix(8, h), k)
		}
	}
}

// slotGrams are pairs of words right before and right after a mention.
func (p *prose) slotGrams(g *grams, m mention) {
	s := p.sentences[p.words[m.from].sentence]
	for d := range 4 {
		if i := m.from - 2 - d; i >= s.from {
			a, b := &p.words[i], &p.words[i+1]
			near := uint64(1)
			if d > 0 {
				near = 2
			}
			g.add(mix(10+near, mix(g.of(a), g.of(b))), i+1)
		}
		if j := m.to + 2 + d; j < s.to {
			a, b := &p.words[j-1], &p.words[j]
			near := uint64(1)
			if d > 0 {
				near = 2
			}
			g.add(mix(20+near, mix(g.of(a), g.of(b))), j)
		}
	}
}
