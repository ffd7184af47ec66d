package segment

import (
	"cmp"
	"math"
	"slices"
)

// farthest is how much less probable than the most probable end of the article,
// in log odds, one may be that is looked at, and mostEnds how many are.
const (
	farthest = 40
	mostEnds = 64
)

// EndEvidence is what the model of the article's end looks at: where the
// comments of a page without headers may begin, in the order of the page, and
// numbers about each of these places. The article has at least least and at most
// most lines; where it may have all there are, that is the last place: no
// comments at all.
func (m *Model) EndEvidence(x *Context, least, most int) (at []int, evidence [][]float32) {
	odds := m.endOdds(x)
	for e := least; e <= most; e++ {
		at = append(at, e)
	}
	slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(odds[b], odds[a]) })
	n := 0
	for n < len(at) && n < mostEnds && odds[at[n]] >= odds[at[0]]-farthest {
		n++
	}
	if none := len(x.lines); most == none && !slices.Contains(at[:n], none) {
		at[n] = none
		n++
	}
	at = at[:n]
	slices.Sort(at)
	v := newEndView(m, x, odds, at)
	for k := range at {
		evidence = append(evidence, v.evidence(k))
	}
	return at, evidence
}

// endOdds are for each line the logarithm of the probability that the article
// ends before it, by the field; the last is that of no comments at all.
func (m *Model) endOdds(x *Context) []float64 {
	n := len(x.lines)
	trans := &m.Trans[x.style]
	emit := make([]Scores, n)
	for i := range emit {
		emit[i] = m.Emit(x, i)
	}
	after := make([]Scores, n) // log sum over what may follow line i with label a
	for i := n - 2; i >= 0; i-- {
		for a := Header; a < NumLabels; a++ {
			sum := math.Inf(-1)
			for b := Header; b < NumLabels; b++ {
				if x.allowed(a, b, i+1, n) {
					sum = logAdd(sum, trans[a][b]+emit[i+1][b]+after[i+1][b])
				}
			}
			after[i][a] = sum
		}
	}
	out := make([]float64, n+1)
	article, all := 0.0, math.Inf(-1)
	for e := range out {
		out[e] = math.Inf(-1)
		for b := Header; e < n && b < NumLabels; b++ {
			if e == 0 && mayBegin(b) {
				out[e] = logAdd(out[e], emit[e][b]+after[e][b])
			} else if e > 0 && x.allowed(Article, b, e, n) {
				out[e] = logAdd(out[e], article+trans[Article][b]+emit[e][b]+after[e][b])
			}
		}
		if e == n {
			out[e] = article
			all = logAdd(all, article)
			break
		}
		all = logAdd(all, out[e])
		if e > 0 {
			article += trans[Article][Article]
		}
		article += emit[e][Article]
	}
	for e := range out {
		out[e] -= all
	}
	return out
}
