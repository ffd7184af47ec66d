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
	gWord    group = iota // words of the text
	gPair                 // two words in a row
	gChars                // letters in a row
	gOpen                 // how the text begins and ends
	gParent               // words of the parent
	gShared               // words of both, with their negation
	gNear                 // words around a mention, by side
	gSlot                 // two words with the mention or next to it, by distance
	gName                 // words of the target's name
	gTopic                // words of the name with the tone of the text
	gTriple               // three words in a row
	gRun                  // letters in a row over the whole text
	gBeside               // what another model says
	gCompany              // the company that words keep
	groups
)

// scales of the groups.
var scales = [groups]float32{gWord: 1, gPair: 1, gChars: 1, gOpen: 0.7, gParent: 0.5, gShared: 0.5, gNear: 1, gSlot: 1, gName: 0.5, gTopic: 0.5, gTriple: 0.7, gRun: 1, gBeside: 1, gCompany: 1}

// seeds keep the hashes of the groups apart; they are part of the meaning of
// the weights.
var seeds = [groups]uint64{
	0x8f1bbcdc5a827999, 0x6ed9eba1ca62c1d6, 0x510e527fade682d1, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
	0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179, 0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
	0x67332667ffc00b31, 0x8eb44a8768581511,
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
	known  []known  // the words whose company counts

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
