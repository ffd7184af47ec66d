package analysis

import (
	"fmt"
	"math"

	"github.com/undertone-project/undertone/internal/stats"
)

// observation is one value on one side of a contrast.
type observation struct {
	value, words float64
	cluster      int // author, or thread
	index        int // of the item, or of the result
	b            bool
}

// observe lists the values of m in groups a and b, in the order of the input.
func (cp *comparer) observe(m *measure, a, b int) []observation {
	var out []observation
	for ri := range cp.results {
		g := cp.group[ri]
		if g != a && g != b {
			continue
		}
		if m.thread != nil {
			if v, ok := m.thread(ri); ok {
				out = append(out, observation{value: v, cluster: ri, index: ri, b: g == b})
			}
			continue
		}
		for i := cp.first[ri]; i < cp.first[ri+1]; i++ {
			if v, ok := m.item(i); ok {
				out = append(out, observation{
					value: v, words: cp.words(&cp.items[i]), cluster: int(cp.items[i].author), index: i, b: g == b,
				})
			}
		}
	}
	return out
}

// contest is everything that one contrast is computed from.
type contest struct {
	m     *measure
	label string // of its random streams
	obs   []observation
	pairs []stats.Pair
	who   []int // of each pair, the index of its first observation
	// n counts the observations of each side, known their known authors.
	n, known [2]int
	shared   int // known authors on both sides
	// sets are the pairs under draws of the uncertain edges; empty where the
	// measure does not depend on any.
	sets [][]stats.Pair
}

func (cp *comparer) contest(m *measure, a, b int) *contest {
	ct := &contest{
		m: m, obs: cp.observe(m, a, b),
		label: fmt.Sprintf("compare/%d/%d/%s/%s", a, b, m.id, m.target),
	}
	at := map[int]int{}
	for i, o := range ct.obs {
		k, ok := at[o.cluster]
		if !ok {
			k = len(ct.pairs)
			at[o.cluster] = k
			ct.pairs, ct.who = append(ct.pairs, stats.Pair{}), append(ct.who, i)
		}
		side := &ct.pairs[k].A
		if o.b {
			side = &ct.pairs[k].B
		}
		side.Sum += o.value
		side.N++
		ct.n[sideOf(o.b)]++
	}
	if m.draw != nil && cp.depthDraws != nil {
		ct.sets = cp.redrawnPairs(ct)
	}
	for k, p := range ct.pairs {
		if m.thread != nil || !cp.items[ct.obs[ct.who[k]].index].known {
			continue
		}
		if p.A.N > 0 {
			ct.known[0]++
		}
		if p.B.N > 0 {
			ct.known[1]++
		}
		if p.A.N > 0 && p.B.N > 0 {
			ct.shared++
		}
	}
	return ct
}

// sideOf is the index of a side: 0 for A, 1 for B.
func sideOf(b bool) int {
	if b {
		return 1
	}
	return 0
}

// contrast compares groups a and b by m.
func (cp *comparer) contrast(m measure, a, b int) Contrast {
	c := Contrast{
		Measure: m.id, Target: m.target, Label: m.label, A: cp.names[a], B: cp.names[b],
		P: math.NaN(), PAdjusted: math.NaN(), Adjusted: cp.noEstimate(),
		ByThread:    cp.noEstimate(),
		LeaveOneOut: Robustness{Lo: math.NaN(), Hi: math.NaN(), Without: math.NaN()},
	}
	if m.id == MeasureGini {
		cp.contrastGini(&c, a, b)
		return c
	}
	ct := cp.contest(&m, a, b)
	c.EstimateA, c.EstimateB = cp.sideEstimate(ct, false), cp.sideEstimate(ct, true)
	if ct.n[0] == 0 || ct.n[1] == 0 {
		return c
	}
	c.Difference = cp.differenceOf(ct)
	c.Effect = cp.effectOf(ct, c.Difference)
	if c.Difference.HasInterval() {
		p := stats.Permute(ct.pairs, cp.opt.Permutations, cp.optionsFor(ct, "", 0))
		c.P = p.P
	}
	if m.byLength {
		c.Adjusted = cp.lengthAdjusted(ct)
	}
	c.LeaveOneOut = cp.leaveOneOut(ct, c.Difference.Value)
	c.ByThread = cp.byThread(ct)
	return c
}

// byThread is the difference with whole threads as the units.
func (cp *comparer) byThread(ct *contest) Estimate {
	if ct.m.thread != nil {
		return cp.noEstimate()
	}
	at := map[int32]int{}
	var pairs []stats.Pair
	for _, o := range ct.obs {
		ri := cp.items[o.index].result
		k, ok := at[ri]
		if !ok {
			k = len(pairs)
			at[ri] = k
			pairs = append(pairs, stats.Pair{})
		}
		side := &pairs[k].A
		if o.b {
			side = &pairs[k].B
		}
		side.Sum += o.value
		side.N++
	}
	iv := stats.Difference(pairs, cp.optionsFor(ct, "/threads", 2*ct.m.bound))
	if !iv.OK() {
		return cp.noEstimate()
	}
	return worded(iv, len(pairs), 0, nil)
}

// optionsFor are the options of one number of a contrast, which lies in
// [-bound, bound], or anywhere where bound is 0.
func (cp *comparer) optionsFor(ct *contest, what string, bound float64) stats.Options {
	o := cp.statOptions(ct.label + what)
	o.Min, o.Max = -bound, bound
	return o
}

func (cp *comparer) noEstimate() Estimate {
	nan := math.NaN()
	return Estimate{Value: nan, Lo: nan, Hi: nan, Level: cp.opt.Level}
}

// wordSide and wordDifference word an interval over the units of a contrast,
// for one side and for both.
func (cp *comparer) wordSide(ct *contest, iv stats.Interval, n, known int) Estimate {
	if ct.m.thread == nil {
		return cp.estimate(iv, &sample{n: n, known: known})
	}
	return worded(iv, n, 0, func() string { return missing(iv, count(n, "thread"), "threads") })
}

func (cp *comparer) wordDifference(ct *contest, iv stats.Interval) Estimate {
	n, known := ct.n[0]+ct.n[1], ct.known[0]+ct.known[1]-ct.shared
	if ct.m.thread == nil {
		return cp.estimateDifference(iv, &sample{n: n, known: known})
	}
	return worded(iv, n, 0, func() string { return missingDifference(iv, "threads") })
}

func (cp *comparer) sideEstimate(ct *contest, b bool) Estimate {
	cs := clustersOf(ct.pairs, b)
	sets := make([][]stats.Cluster, len(ct.sets))
	for m, pairs := range ct.sets {
		sets[m] = clustersOf(pairs, b)
	}
	o := cp.optionsFor(ct, fmt.Sprint("/side/", b), ct.m.bound)
	s := sideOf(b)
	if ct.m.share {
		return cp.wordSide(ct, stats.ShareMixture(cs, sets, o), ct.n[s], ct.known[s])
	}
	return cp.wordSide(ct, stats.Mixture(cs, sets, o), ct.n[s], ct.known[s])
}

// clustersOf are the clusters of one side.
func clustersOf(pairs []stats.Pair, b bool) []stats.Cluster {
	var cs []stats.Cluster
	for _, p := range pairs {
		side := p.A
		if b {
			side = p.B
		}
		if side.N > 0 {
			cs = append(cs, side)
		}
	}
	return cs
}

// differenceOf is the difference of the sides, over the alternatives of
// uncertain edges where the measure depends on them.
func (cp *comparer) differenceOf(ct *contest) Estimate {
	o := cp.optionsFor(ct, "/difference", 2*ct.m.bound)
	if ct.m.share && len(ct.sets) == 0 {
		return cp.wordDifference(ct, stats.ShareDifference(ct.pairs, o))
	}
	if ct.m.share {
		o.Min, o.Max = -1, 1
	}
	return cp.wordDifference(ct, stats.MixtureDifference(ct.pairs, ct.sets, o))
}

// redrawnPairs adds the observations up under each draw of the edges.
func (cp *comparer) redrawnPairs(ct *contest) [][]stats.Pair {
	groups := cp.authorGroups()
	sets := make([][]stats.Pair, edgeDraws)
	for m := range sets {
		pairs := make([]stats.Pair, min(len(groups), stats.MaxClusters))
		for _, o := range ct.obs {
			side := &pairs[groups[o.cluster]].A
			if o.b {
				side = &pairs[groups[o.cluster]].B
			}
			side.Sum += ct.m.draw(m, o.index)
			side.N++
		}
		sets[m] = pairs
	}
	return sets
}

// effectOf is Cliff's delta of values, the risk difference of shares.
func (cp *comparer) effectOf(ct *contest, difference Estimate) Effect {
	if ct.m.share {
		return Effect{Name: "risk difference", Estimate: difference}
	}
	obs := make([]stats.Observation, len(ct.obs))
	for i, o := range ct.obs {
		obs[i] = stats.Observation{Value: o.value, Cluster: o.cluster, B: o.b}
	}
	iv := stats.CliffDelta(obs, cp.optionsFor(ct, "/delta", 1))
	return Effect{Name: "Cliff's delta", Estimate: cp.wordDifference(ct, iv)}
}

// lengthAdjusted is the difference at equal length of comments.
func (cp *comparer) lengthAdjusted(ct *contest) Estimate {
	obs := make([]stats.Adjusted, len(ct.obs))
	for i, o := range ct.obs {
		obs[i] = stats.Adjusted{Value: o.value, Covariate: math.Log1p(o.words), Cluster: o.cluster, B: o.b}
	}
	iv := stats.AdjustedDifference(obs, cp.optionsFor(ct, "/adjusted", 0))
	return cp.wordDifference(ct, iv)
}

func (cp *comparer) leaveOneOut(ct *contest, d float64) Robustness {
	in := stats.LeaveOneOut(ct.pairs)
	r := Robustness{Lo: in.Lo, Hi: in.Hi, Without: in.Without}
	if in.Most < 0 {
		return r
	}
	first := ct.obs[ct.who[in.Most]].index
	switch {
	case ct.m.thread != nil:
		r.Author = cp.results[first].Thread.ID
	case cp.items[first].known:
		r.Author = cp.author(&cp.items[first])
	}
	r.Holds = math.Signbit(in.Lo) == math.Signbit(in.Hi) && min(math.Abs(in.Lo), math.Abs(in.Hi)) >= math.Abs(d)/2
	return r
}

// contrastGini compares how unevenly the authors of two groups write.
func (cp *comparer) contrastGini(c *Contrast, a, b int) {
	ca, na := cp.authorCounts(a)
	cb, nb := cp.authorCounts(b)
	o := cp.statOptions("")
	ct := &contest{m: &measure{id: MeasureGini}, n: [2]int{na, nb}, known: [2]int{len(ca), len(cb)}}
	c.EstimateA = cp.wordSide(ct, stats.Gini(ca, o), na, len(ca))
	c.EstimateB = cp.wordSide(ct, stats.Gini(cb, o), nb, len(cb))
	iv, p := stats.GiniDifference(ca, cb, o)
	c.Difference = cp.wordDifference(ct, iv)
	c.P = p
}

// authorCounts counts the items of each known author of group g.
func (cp *comparer) authorCounts(g int) (counts []float64, n int) {
	at := map[int32]int{}
	for ri := range cp.results {
		if cp.group[ri] != g {
			continue
		}
		for _, it := range cp.of(ri) {
			if !it.known {
				continue
			}
			k, ok := at[it.author]
			if !ok {
				k = len(counts)
				at[it.author] = k
				counts = append(counts, 0)
			}
			counts[k]++
			n++
		}
	}
	return counts, n
}
