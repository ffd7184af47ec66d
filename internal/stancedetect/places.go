package stancedetect

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/undertone-project/undertone/internal/embedding"
	"github.com/undertone-project/undertone/internal/text"
)

// slot is where a word stands, for what a model has learned of the company
// that words keep: on which side of a mention, or somewhere in the text.
type slot uint8

const (
	slotLeft    slot = iota // before a mention, in its sentence
	slotRight               // after it
	slotClause              // in its clause
	slotBefore              // right before it
	slotAfter               // right after it
	slotText                // anywhere
	slotNegated             // anywhere, negated
	plainSlots
	// Texts written as news are have slots of their own beside these.
	slots = 2 * plainSlots
)

const (
	// placeWindow is how many words on each side of a mention count.
	placeWindow = 8
	// placeGain is what a place counts beside the n-grams.
	placeGain = 0.7
	// negatedPlace is what a negated word beside a mention counts.
	negatedPlace = -0.7
)

// lexis finds words by the upper half of their hashes.
type lexis struct {
	keys  []uint32 // in order
	table []int32  // open addressing; the index of a key plus 1
	shift uint
}

func newLexis(keys []uint32) *lexis {
	bits := uint(4)
	for 1<<bits < 2*len(keys) {
		bits++
	}
	l := &lexis{keys: keys, table: make([]int32, 1<<bits), shift: 32 - bits}
	for i, k := range keys {
		at := l.start(k)
		for l.table[at] != 0 {
			at = (at + 1) & uint32(len(l.table)-1)
		}
		l.table[at] = int32(i + 1)
	}
	return l
}

func (l *lexis) start(k uint32) uint32 { return k * 0x9e3779b1 >> l.shift }

// find is the index of a word, -1 where it is not known.
func (l *lexis) find(h uint64) int32 {
	k := uint32(h >> 32)
	for at := l.start(k); l.table[at] != 0; at = (at + 1) & uint32(len(l.table)-1) {
		if i := l.table[at] - 1; l.keys[i] == k {
			return i
		}
	}
	return -1
}

// places are the words that a model has learned of from the company they
// keep, with the weights of each in every slot.
type places struct {
	*lexis
	weights []placedRow // words x slots
	scale   [slots]float32
}

// maxPlaced is the number of classes of the one task that uses places.
const maxPlaced = 3

// placedRow holds the weights of a word in a slot.
type placedRow [maxPlaced]weight

// Places are an embedding as training uses it: the place of each word, summed
// up slot by slot, is a feature of the row.
type Places struct {
	lexis *lexis
	rows  [][]float32
	dim   int
	// rarity is the logarithm of the texts over those that hold a word.
	rarity []float32
}

// LearnPlaces learns where words stand from unlabelled texts.
func LearnPlaces(texts []string, o embedding.Options) *Places {
	var p prose
	corpus := make([][]uint64, len(texts))
	for i, s := range texts {
		p.toks = text.Tokens(p.toks[:0], s)
		for _, t := range p.toks {
			w := word{Span: t.Span, kind: t.Kind, hash: hashWord(t.In(s))}
			corpus[i] = append(corpus[i], w.gram())
		}
	}
	e := embedding.Learn(corpus, o)
	out := &Places{dim: o.Dim}
	holding := textsHolding(corpus)
	var keys []uint32
	for _, h := range e.Words() {
		// Of two words with the same upper half, one counts for both.
		if k := uint32(h >> 32); len(keys) == 0 || keys[len(keys)-1] != k {
			keys = append(keys, k)
			out.rows = append(out.rows, e.Vector(h))
			out.rarity = append(out.rarity, float32(math.Log(float64(len(texts)+1)/float64(holding[h]+1))))
		}
	}
	out.lexis = newLexis(keys)
	return out
}

// textsHolding counts the texts that hold each word.
func textsHolding(corpus [][]uint64) map[uint64]int {
	last, count := map[uint64]int{}, map[uint64]int{}
	for i, words := range corpus {
		for _, h := range words {
			if last[h] != i+1 {
				last[h] = i + 1
				count[h]++
			}
		}
	}
	return count
}

// Features is the number of features that places add to a row.
func (p *Places) Features() int {
	if p == nil {
		return 0
	}
	return int(slots) * p.dim
}

// fold turns the weights of a row's place features into weights of words:
// both are linear, so nothing is lost but the rounding.
func (p *Places) fold(w []float32) *places {
	out := &places{lexis: p.lexis, weights: make([]placedRow, len(p.rows)*int(slots))}
	for s := range slots {
		all := make([]float32, len(p.rows)*maxPlaced)
		for i, row := range p.rows {
			for j, x := range row {
				at := (int(s)*p.dim + j) * maxPlaced
				for c := range maxPlaced {
					all[i*maxPlaced+c] += float32(x * w[at+c])
				}
			}
		}
		out.scale[s] = max(quantile(all, 0.9995)/127, 1e-9)
		for i := range p.rows {
			for c := range maxPlaced {
				x := math.Round(float64(all[i*maxPlaced+c] / out.scale[s]))
				out.weights[i*int(slots)+int(s)][c] = weight(max(-127, min(127, x)))
			}
		}
	}
	return out
}

// readPlaces reads the places of a model file: the keys, then the weights.
func readPlaces(body []byte, words int, scales []float32) *places {
	keys := make([]uint32, words)
	for i := range keys {
		keys[i] = binary.LittleEndian.Uint32(body[4*i:])
	}
	p := &places{lexis: newLexis(keys), weights: make([]placedRow, words*int(slots))}
	for i, b := range body[4*words:] {
		p.weights[i/maxPlaced][i%maxPlaced] = weight(b)
	}
	copy(p.scale[:], scales)
	return p
}

// SetPlaces gives the model the weights learned for place features, in the
// order in which an [Extractor] with the same places numbers them.
func (m *Model) SetPlaces(p *Places, w []float32) {
	m.w.places = p.fold(w)
	m.Words, m.WordScales = len(p.rows), slices.Clone(m.w.places.scale[:])
}
