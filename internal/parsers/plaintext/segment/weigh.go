package segment

import (
	"cmp"
	"math"
	"slices"
)

const (
	// keptEnds is how many ends of the article are weighed, the most probable.
	keptEnds = 8
	// surelyNone is the probability of no comments from which on there are none,
	// though the field has found some: most of what it finds in an article alone
	// is a paragraph that speaks to the reader.
	surelyNone = 0.3
)

// weigh labels a page without headers by all ends that its article may have. A
// line is as probable a start as it is on the average over these ends, each
// counted by its probability: where the end is not sure, the lines that begin
// comments in any case are sought first. These probabilities are given as well.
func (m *Model) weigh(x *Context, least, most int) ([]Label, []float64) {
	n := len(x.lines)
	ends, none := m.likelyEnds(x, least, most)
	if none >= surelyNone || len(ends) == 0 {
		return make([]Label, n), nil
	}
	starts, headers := make([]float64, n), make([]float64, n)
	for _, end := range ends {
		labels := m.decode(x, end.at, end.at)
		for i, p := range m.chances(x, labels, end.at) {
			starts[end.at+i] += end.p * p
			headers[end.at+i] += end.p * one(labels[end.at+i] == Header)
		}
	}
	return settle(starts, headers), starts
}

// settle turns the probabilities that lines begin comments, or are headers,
// into labels. The article ends before the first such line.
func settle(starts, headers []float64) []Label {
	labels := make([]Label, len(starts))
	limit := bound(starts)
	before := Article
	for i, p := range starts {
		switch {
		case headers[i] > 0.5:
			labels[i] = Header
		case p >= limit || before == Header:
			labels[i] = Start
		case before != Article:
			labels[i] = Continue
		}
		before = labels[i]
	}
	return labels
}

// end is where the article may end: before line at, with probability p.
type end struct {
	at int
	p  float64
}

// likelyEnds are the most probable ends of the article, given that there are
// comments, and the probability that there are none.
func (m *Model) likelyEnds(x *Context, least, most int) (out []end, none float64) {
	at, evidence := m.EndEvidence(x, least, most)
	top := math.Inf(-1)
	for k, e := range at {
		out = append(out, end{e, m.Ends.Odds(evidence[k])})
		top = max(top, out[k].p)
	}
	all := 0.0
	for k := range out {
		out[k].p = math.Exp(out[k].p - top)
		all += out[k].p
	}
	if last := len(out) - 1; last >= 0 && out[last].at == len(x.lines) {
		none = out[last].p / all
		out = out[:last]
	}
	slices.SortStableFunc(out, func(a, b end) int { return cmp.Compare(b.p, a.p) })
	out = out[:min(len(out), keptEnds)]
	all = 0
	for _, e := range out {
		all += e.p
	}
	for k := range out {
		out[k].p /= all
	}
	return out, none
}
