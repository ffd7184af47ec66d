package classifier

import (
	"math"

	"github.com/undertone-project/undertone/internal/lexicon"
)

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
