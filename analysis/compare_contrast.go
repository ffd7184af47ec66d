package analysis

import (
	"fmt"
	"math"

	"github.com/undertone-project/undertone/internal/numeral"
	"github.com/undertone-project/undertone/internal/stats"
)

// contrast compares groups a and b by m.
func (cp *comparer) contrast(m measure, a, b int) Contrast {
	c := Contrast{
		Measure: m.id, Target: m.target, Label: m.label, A: cp.names[a], B: cp.names[b],
		P: math.NaN(), PAdjusted: math.NaN(), Adjusted: cp.noEstimate(),
		WithoutAuthor: noRobustness(), WithoutThread: noRobustness(),
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
	c.Units, c.EdgesInDoubt = ct.units(), len(ct.sets) > 0
	c.Difference = cp.differenceOf(ct)
	c.Effect = cp.effectOf(ct, c.Difference)
	if c.Difference.HasInterval() {
		c.P = cp.test(ct)
	}
	if m.byLength {
		c.Adjusted = cp.lengthAdjusted(ct)
	}
	if m.thread == nil {
		c.WithoutAuthor = cp.leaveOneOut(ct, &ct.authors, c.Difference.Value)
	}
	c.WithoutThread = cp.leaveOneOut(ct, &ct.threads, c.Difference.Value)
	return c
}

// units names the clusters of a contrast.
func (ct *contest) units() string {
	switch {
	case ct.m.thread != nil:
		return "threads"
	case ct.twoWay():
		return "authors and threads"
	}
	return "authors"
}

// test permutes authors, and whole threads too where there are enough: a
// difference must be more than either explains.
func (cp *comparer) test(ct *contest) float64 {
	p := stats.Permute(ct.authors.pairs, cp.opt.Permutations, cp.optionsFor(ct, "", 0)).P
	if ct.twoWay() {
		p = max(p, stats.Permute(ct.threads.pairs, cp.opt.Permutations, cp.optionsFor(ct, "/threads", 0)).P)
	}
	return p
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
	return worded(iv, n, 0, func() string { return missing(iv, numeral.Plural(n, "thread"), "threads") })
}

func (cp *comparer) wordDifference(ct *contest, iv stats.Interval) Estimate {
	n, known := ct.n[0]+ct.n[1], ct.known[0]+ct.known[1]-ct.shared
	if ct.m.thread == nil {
		return cp.estimateDifference(iv, &sample{n: n, known: known})
	}
	return worded(iv, n, 0, func() string { return missingDifference(iv, "threads") })
}

func (cp *comparer) sideEstimate(ct *contest, b bool) Estimate {
	cs := clustersOf(ct.authors.pairs, b)
	sets := make([][]stats.Cluster, len(ct.sets))
	for m, pairs := range ct.sets {
		sets[m] = clustersOf(pairs, b)
	}
	o := cp.optionsFor(ct, fmt.Sprint("/side/", b), ct.m.bound)
	var iv stats.Interval
	if ct.m.share {
		o.Max = 1
		iv = stats.ShareMixture(cs, sets, o)
	} else {
		iv = stats.Mixture(cs, sets, o)
	}
	s := sideOf(b)
	if ct.enough[s] {
		iv = stats.TwoWay(iv, stats.RatioError(clustersOf(ct.threads.pairs, b)), stats.RatioError(clustersOf(ct.crossed.pairs, b)), o)
	}
	return cp.wordSide(ct, iv, ct.n[s], ct.known[s])
}

// differenceOf is the difference of the sides, over the alternatives of
// uncertain edges where the measure depends on them.
func (cp *comparer) differenceOf(ct *contest) Estimate {
	o := cp.optionsFor(ct, "/difference", 2*ct.m.bound)
	if ct.m.share {
		o.Min, o.Max = -1, 1
	}
	var iv stats.Interval
	if ct.m.share && len(ct.sets) == 0 {
		iv = stats.ShareDifference(ct.authors.pairs, o)
	} else {
		iv = stats.MixtureDifference(ct.authors.pairs, ct.sets, o)
	}
	if ct.twoWay() {
		iv = stats.TwoWay(iv, stats.DifferenceError(ct.threads.pairs, o), stats.DifferenceError(ct.crossed.pairs, o), o)
	}
	return cp.wordDifference(ct, iv)
}

// effectOf is Cliff's delta of values, the risk difference of shares.
func (cp *comparer) effectOf(ct *contest, difference Estimate) Effect {
	if ct.m.share {
		return Effect{Name: "risk difference", Estimate: difference}
	}
	o := cp.optionsFor(ct, "/delta", 1)
	obs := make([]stats.Observation, len(ct.obs))
	delta := func(u *units) stats.Interval {
		for i, x := range ct.obs {
			obs[i] = stats.Observation{Value: x.value, Cluster: u.of[i], B: x.b}
		}
		return stats.DeltaMixture(obs, len(ct.sets), func(draw int, into []stats.Observation) {
			for i, x := range ct.obs {
				into[i].Value = ct.m.draw(draw, x.index)
			}
		}, o)
	}
	iv := delta(&ct.authors)
	if ct.twoWay() {
		iv = stats.TwoWay(iv, delta(&ct.threads), delta(&ct.crossed), o)
	}
	return Effect{Name: "Cliff's delta", Estimate: cp.wordDifference(ct, iv)}
}

// lengthAdjusted is the difference at equal length of comments.
func (cp *comparer) lengthAdjusted(ct *contest) Estimate {
	o := cp.optionsFor(ct, "/adjusted", 0)
	obs := make([]stats.Adjusted, len(ct.obs))
	adjusted := func(u *units) stats.Interval {
		for i, x := range ct.obs {
			obs[i] = stats.Adjusted{Value: x.value, Covariate: math.Log1p(x.words), Cluster: u.of[i], B: x.b}
		}
		return stats.AdjustedDifference(obs, o)
	}
	iv := adjusted(&ct.authors)
	if ct.twoWay() {
		iv = stats.TwoWay(iv, adjusted(&ct.threads), adjusted(&ct.crossed), o)
	}
	return cp.wordDifference(ct, iv)
}

func noRobustness() Robustness {
	nan := math.NaN()
	return Robustness{Lo: nan, Hi: nan, Without: nan}
}

// leaveOneOut is how difference d fares without each unit in turn.
func (cp *comparer) leaveOneOut(ct *contest, u *units, d float64) Robustness {
	in := stats.LeaveOneOut(u.pairs)
	if in.Most < 0 {
		return noRobustness()
	}
	r := Robustness{Lo: in.Lo, Hi: in.Hi, Without: in.Without}
	first := ct.obs[u.who[in.Most]]
	switch {
	case u == &ct.threads:
		r.Name = cp.results[first.thread].Thread.ID
	case cp.items[first.index].known:
		r.Name = cp.author(&cp.items[first.index])
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
	c.Units, c.Effect.Estimate = "authors", cp.noEstimate()
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
