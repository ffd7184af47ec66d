package segment

import (
	"math"
	"slices"
)

// restart decides anew which lines after the article begin comments: those of
// a probability from bound on, and the first after the article or a header. It
// gives the probabilities of all lines.
func (m *Model) restart(x *Context, labels []Label) []float64 {
	first := articleLines(labels)
	p := m.chances(x, labels, first)
	limit := bound(p)
	for i := range p {
		switch l := &labels[first+i]; {
		case *l == Header:
		case p[i] >= limit:
			*l = Start
		default:
			*l = Continue
		}
	}
	return append(make([]float64, first), p...)
}

// chances are the probabilities that the lines from line first on, the first
// that is none of the article's, begin comments.
func (m *Model) chances(x *Context, labels []Label, first int) []float64 {
	p := make([]float64, len(labels)-first)
	before := Article
	for i, numbers := range m.Evidence(x, first) {
		switch l := labels[first+i]; {
		case l != Header && (before == Article || before == Header):
			p[i] = 1
		case l != Header && x.allowed(before, Start, first+i, first):
			p[i] = 1 / (1 + math.Exp(-m.Starts.Odds(numbers)))
		}
		before = labels[first+i]
	}
	return p
}

// articleLines is how many lines are labelled as the article's.
func articleLines(labels []Label) int {
	n := 0
	for n < len(labels) && labels[n] == Article {
		n++
	}
	return n
}

// bound is the probability from which on lines are to count as starts if the
// expected F1 is to be highest: where nothing is sure that is less than half
// (Lipton, Elkan and Naryanaswamy, "Optimal Thresholding of Classifiers to
// Maximize F1 Measure", ECML 2014).
func bound(p []float64) float64 {
	sorted := slices.Clone(p)
	slices.Sort(sorted)
	slices.Reverse(sorted)
	all := 0.0
	for _, v := range p {
		all += v
	}
	best, limit, sum := 0.0, 1.0, 0.0
	for k, v := range sorted {
		sum += v
		if f := 2 * sum / (float64(k+1) + all); f > best {
			best, limit = f, v
		}
	}
	return limit
}
