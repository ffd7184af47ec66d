package stancedetect

import (
	"math"

	"github.com/undertone-project/undertone/internal/text"
)

// index looks up the words of the text. Names have no place: see [grams.of].
func (p *prose) index(l *lexis) {
	p.places = p.places[:0]
	for i := range p.words {
		at := int32(-1)
		if w := &p.words[i]; !w.name {
			at = l.find(w.gram())
		}
		p.places = append(p.places, at)
	}
}

// placed is a word in a slot.
type placed struct {
	at int32
	x  float32
	slot
}

// textPlaces enters the words of the whole text.
func (p *prose) textPlaces(g *grams) {
	list := g.placed[:0]
	for i := range min(len(p.words), maxGrams) {
		if p.places[i] < 0 {
			continue
		}
		s := slotText
		if p.words[i].sign < 0 {
			s = slotNegated
		}
		list = append(list, placed{int32(i), 1, s})
	}
	g.placed = list
	g.enterPlaces(p)
}

// nearPlaces enters the words around mentions.
func (p *prose) nearPlaces(g *grams, ms []mention) {
	list := g.placed[:0]
	for _, m := range ms {
		s := p.sentences[p.words[m.from].sentence]
		for k := max(s.from, m.from-placeWindow); k < min(s.to, m.to+1+placeWindow); k++ {
			if k >= m.from && k <= m.to || p.places[k] < 0 {
				continue
			}
			side, beside := slotLeft, slotBefore
			if k > m.to {
				side, beside = slotRight, slotAfter
			}
			x := float32(1)
			if p.words[k].sign < 0 {
				x = negatedPlace
			}
			list = append(list, placed{int32(k), x, side})
			if p.words[k].clause == p.words[m.from].clause {
				list = append(list, placed{int32(k), x, slotClause})
			}
			if k == m.from-1 || k == m.to+1 {
				list = append(list, placed{int32(k), 1, beside})
			}
		}
	}
	g.placed = list
	g.enterPlaces(p)
}

// appendOwn appends the words in the slots that texts as news have them have
// of their own.
func appendOwn(dst, list []placed) []placed {
	for _, e := range list {
		e.slot += plainSlots
		dst = append(dst, e)
	}
	return dst
}

// enterPlaces scales the words of each slot and passes them on.
func (g *grams) enterPlaces(p *prose) {
	if g.style == briefStyle {
		if list := g.placed; g.only {
			g.placed = g.placed[:0]
			g.placed = appendOwn(g.placed, list)
		} else {
			g.placed = appendOwn(list, list)
		}
	}
	var n [slots]float32
	for _, e := range g.placed {
		n[e.slot]++
	}
	for s := range n {
		if n[s] > 0 {
			n[s] = g.gain * placeGain / float32(math.Sqrt(float64(n[s])))
			if g.vec == nil {
				n[s] *= g.w.places.scale[s]
			}
		}
	}
	if g.vec != nil {
		g.collectPlaces(p, &n)
		return
	}
	z0, z1, z2 := g.z[0], g.z[1], g.z[2]
	weights, shares := g.w.places.weights, g.shares
	for i := range g.placed {
		e := &g.placed[i]
		w, x := &weights[int(p.places[e.at])*int(slots)+int(e.slot)], e.x*n[e.slot]
		y0, y1, y2 := w[0].float()*x, w[1].float()*x, w[2].float()*x
		z0, z1, z2 = z0+y0, z1+y1, z2+y2
		share := &shares[e.at+1]
		share[0] += y0
		share[1] += y1
		share[2] += y2
	}
	g.z[0], g.z[1], g.z[2] = z0, z1, z2
}

// collectPlaces sums up the places by slot, for training.
func (g *grams) collectPlaces(p *prose, scale *[slots]float32) {
	dim := g.places.dim
	sum := make([]float32, int(slots)*dim)
	for _, e := range g.placed {
		part := sum[int(e.slot)*dim : (int(e.slot)+1)*dim]
		for j, x := range g.places.rows[p.places[e.at]] {
			part[j] += e.x * scale[e.slot] * x
		}
	}
	for i, x := range sum {
		g.vec.add(g.base+g.mask+1+g.brief+uint32(i), x, text.Span{})
	}
}
