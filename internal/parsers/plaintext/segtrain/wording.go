package segtrain

import (
	"math"
	"math/rand/v2"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

// How the wording of openings is learned: stochastic gradient descent on the
// logistic loss.
const (
	wordingEpochs    = 10
	wordingRate      = 0.02
	wordingL2        = 8e-5
	wordingSeed      = 3
	longestPost      = 12 // paragraphs; longer posts are documents
	wordingPrecision = 127
)

// paragraph is one to learn from: the places of its features.
type paragraph struct {
	at   []uint32
	open bool
}

// FitWording learns how posts open and how they go on from threads whose posts
// have kept their paragraphs.
func FitWording(threads []Thread) *segment.Wording {
	var data []paragraph
	for _, t := range threads {
		data = append(data, paragraphsOf(t)...)
	}
	rng := rand.New(rand.NewPCG(wordingSeed, 0))
	w := make([]float64, segment.WordingSize)
	bias, scale, step := 0.0, 1.0, 0
	for range wordingEpochs {
		rng.Shuffle(len(data), func(i, j int) { data[i], data[j] = data[j], data[i] })
		for _, p := range data {
			sum := 0.0
			for _, at := range p.at {
				sum += w[at]
			}
			rate := wordingRate / (1 + wordingRate*wordingL2*float64(step))
			step++
			g := -1 / (1 + math.Exp(-bias-scale*sum))
			if p.open {
				g++
			}
			scale *= 1 - rate*wordingL2
			bias += rate * g
			for _, at := range p.at {
				w[at] += rate * g / scale
			}
		}
	}
	return quantise(w, scale, bias)
}

// paragraphsOf lists the paragraphs of a thread but the first.
func paragraphsOf(t Thread) []paragraph {
	var out []paragraph
	var before segment.Tokens
	first := true
	post := func(lines []string) {
		if len(lines) > longestPost {
			return
		}
		for i, l := range lines {
			line := segment.Tokenize(l)
			if !first {
				p := paragraph{open: i == 0}
				segment.WordingFeatures(before, line, func(at uint32) { p.at = append(p.at, at) })
				out = append(out, p)
			}
			before, first = line, false
		}
	}
	post(t.Article)
	for _, c := range t.Comments {
		post(c.Lines)
	}
	return out
}

// quantise makes weights of a byte each.
func quantise(w []float64, scale, bias float64) *segment.Wording {
	most := 0.0
	for _, v := range w {
		most = max(most, math.Abs(v*scale))
	}
	unit := round(most / wordingPrecision)
	m := &segment.Wording{Bias: round(bias), Scale: unit, Weights: make([]int8, len(w))}
	for i, v := range w {
		m.Weights[i] = int8(max(-wordingPrecision, min(wordingPrecision, math.Round(v*scale/unit))))
	}
	return m
}
