package analysis

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/stats"
)

// uptake is one item that takes a target up.
type uptake struct {
	item      *item
	label     stance.Label
	abstained bool
}

// targets fills out with one row for each target that an item takes up: it
// mentions the target, or has a stance on it. A label that the engine left
// unknown counts for nothing.
func (c *corpus) targets(out *[]TargetSummary, t *Trend) []func() {
	byName := map[string][]uptake{}
	for i := range c.items {
		it := &c.items[i]
		for s := range c.taken(it) {
			byName[s.Target] = append(byName[s.Target], uptake{it, s.Label(), s.Abstained})
		}
	}
	rows := make([]TargetSummary, 0, len(byName))
	for name, ups := range byName {
		rows = append(rows, countTarget(name, ups))
	}
	slices.SortFunc(rows, func(a, b TargetSummary) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Target, b.Target))
	})
	if c.opt.MaxTargets > 0 && len(rows) > c.opt.MaxTargets {
		rows = rows[:c.opt.MaxTargets:c.opt.MaxTargets]
	}
	*out = rows
	jobs := make([]func(), len(rows))
	for i := range rows {
		jobs[i] = func() { c.estimateTarget(&rows[i], byName[rows[i].Target], t) }
	}
	return jobs
}

// taken yields the stances toward the targets that an item takes up, each
// target once, in their order.
func (c *corpus) taken(it *item) iter.Seq[*stance.Stance] {
	return func(yield func(*stance.Stance) bool) {
		entries := c.stances(it)
		for j := range entries {
			s := &entries[j]
			if takesUp(s) && !repeated(entries[:j], s.Target) && !yield(s) {
				return
			}
		}
	}
}

// takesUp reports whether a stance counts: the target is mentioned, or there
// is a stance on it, sure or not. How sure a stance must be to be given changes
// what a comment counts as, not whether it counts.
func takesUp(s *stance.Stance) bool {
	switch s.Likeliest() {
	case stance.Favor, stance.Against:
		return true
	case stance.None:
		return s.Mentioned
	}
	return false
}

// repeated reports whether an earlier entry that counts has the same target.
func repeated(earlier []stance.Stance, target string) bool {
	for i := range earlier {
		if earlier[i].Target == target && takesUp(&earlier[i]) {
			return true
		}
	}
	return false
}

func countTarget(name string, ups []uptake) TargetSummary {
	t := TargetSummary{Target: name, N: len(ups)}
	for _, u := range ups {
		switch u.label {
		case stance.Favor:
			t.NFavor++
		case stance.Against:
			t.NAgainst++
		default:
			t.NNone++
		}
		if u.abstained {
			t.NAbstained++
		}
	}
	return t
}

// leaning adds up who is for and who against, of the same items.
type leaning struct{ favor, against sample }

func (l *leaning) add(u uptake) {
	l.favor.add(u.item, indicator(u.label == stance.Favor))
	l.against.add(u.item, indicator(u.label == stance.Against))
}

// net is the share in favor minus the share against. Its interval joins those
// of the two shares, which stay honest where one of them is 0 or 1: resampling
// ten comments of which none is against never draws one that is.
func (c *corpus) net(label string, l *leaning) Estimate {
	pairs := make([]stats.Pair, len(l.favor.clusters))
	for i := range pairs {
		pairs[i] = stats.Pair{A: l.against.clusters[i], B: l.favor.clusters[i]}
	}
	return c.estimate(stats.ShareDifference(pairs, c.statOptions(label)), &l.favor)
}

func (c *corpus) estimateTarget(t *TargetSummary, ups []uptake, tr *Trend) {
	var all leaning
	var none sample
	byBin := make([]leaning, len(tr.Bins))
	for _, u := range ups {
		all.add(u)
		none.add(u.item, indicator(u.label != stance.Favor && u.label != stance.Against))
		if b := c.binOf(tr, u.item); b >= 0 {
			byBin[b].add(u)
		}
	}
	label := "target/" + t.Target
	t.Favor = c.share(label+"/favor", &all.favor)
	t.Against = c.share(label+"/against", &all.against)
	t.None = c.share(label+"/none", &none)
	t.Net = c.net(label+"/net", &all)
	if t.N < curveLeast {
		return
	}
	for b := range byBin {
		t.NetTrend = append(t.NetTrend, c.net(fmt.Sprintf("%s/trend/%d", label, b), &byBin[b]))
	}
}
