package stancedetect

import (
	"github.com/undertone-project/undertone/internal/linear"
	"github.com/undertone-project/undertone/internal/text"
)

// vector collects the features of one decision with the words behind them.
type vector struct {
	features []linear.Feature
	spans    []text.Span // parallel to features; empty where no words are meant
}

func (v *vector) reset() {
	v.features, v.spans = v.features[:0], v.spans[:0]
}

// add enters a feature; zero values are left out.
func (v *vector) add(id uint32, x float32, sp text.Span) {
	if x == 0 {
		return
	}
	v.features = append(v.features, linear.Feature{ID: id, X: x})
	v.spans = append(v.spans, sp)
}

func (v *vector) flag(id uint32, on bool) {
	if on {
		v.add(id, 1, text.Span{})
	}
}

// squash keeps a sum of strengths from growing without bound: ten insults are
// not ten times one.
func squash(x float32) float32 { return x / (1 + abs(x)/1.5) }

// spread enters a group of hits as two features, for and against, whose
// values are the squashed sums; every hit carries its share.
func (v *vector) spread(pos, neg uint32, hits []hit, rel relation, scale float32) {
	var up, down float32
	for _, h := range hits {
		if h.rel == rel {
			if h.value > 0 {
				up += h.value
			} else {
				down += h.value
			}
		}
	}
	for _, h := range hits {
		switch {
		case h.rel != rel:
		case h.value > 0:
			v.add(pos, scale*h.value*squash(up)/up, h.Span)
		case h.value < 0:
			v.add(neg, scale*-h.value*squash(down)/down, h.Span)
		}
	}
}
