package classifier

import (
	"math"

	"github.com/undertone-project/undertone/internal/embedding"
	"github.com/undertone-project/undertone/internal/lexicon"
	"github.com/undertone-project/undertone/internal/text"
)

// Embedding places words that occur in the same company near each other. It is
// learned from unlabelled comments and only used in training: what the model
// learns of an embedding is folded into one weight for each word.
type Embedding struct{ *embedding.Embedding }

// EmbeddingOptions say how an embedding is learned.
type EmbeddingOptions = embedding.Options

// place is the sum of the places of a text's words, and of its negated words,
// by the root of their number.
func (e *Embedding) place(a *lexicon.Analysis) []float32 {
	out := make([]float32, 2*e.Dim)
	seen := map[uint64]bool{}
	for i := range a.Tokens {
		k := key(a, i)
		if !own(a, i) || seen[k] {
			continue
		}
		seen[k] = true
		half := out[:e.Dim]
		switch seed(a, i) {
		case 0:
		case negationSeed:
			half = out[e.Dim:]
		default:
			continue
		}
		for j, v := range e.Vector(a.Hashes[i]) {
			half[j] += v
		}
	}
	if len(seen) == 0 {
		return out
	}
	f := float32(1 / math.Sqrt(float64(len(seen))))
	for j := range out {
		out[j] *= f
	}
	return out
}

// foldInto adds what w has learned of the places to the weights of the words
// themselves, so that scoring needs no embedding.
func (e *Embedding) foldInto(w *weights, bits uint) {
	for _, h := range e.Words() { // the order of additions is part of the result
		v := e.Vector(h)
		for half, k := range []uint64{h, used(h, negationSeed)} {
			c := &w.sparse[mix(k^groupSeed[groupWord])>>(64-bits)]
			for j, x := range v {
				for class := range c.w {
					c.w[class] += float32(float64(x) * w.place[half*e.Dim+j][class] / strength[groupWord])
				}
			}
		}
	}
}

// Embed learns an embedding from texts; see [embedding.Learn].
func Embed(l *lexicon.Lexicon, texts []string, o EmbeddingOptions) *Embedding {
	return &Embedding{embedding.Learn(hashTexts(l, texts), o)}
}

// hashTexts reads the texts as word hashes, 0 between sentences.
func hashTexts(l *lexicon.Lexicon, texts []string) [][]uint64 {
	w := l.Workspace()
	out := make([][]uint64, len(texts))
	for i, s := range texts {
		a := l.Analyse(w, s)
		for j, t := range a.Tokens {
			switch {
			case !own(a, j) || t.Kind == text.Punct:
				out[i] = append(out[i], 0)
			default:
				out[i] = append(out[i], a.Hashes[j])
			}
		}
	}
	return out
}
