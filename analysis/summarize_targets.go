package analysis

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"github.com/undertone-project/undertone/analysis/stance"
)

// uptake is one item that takes a target up.
type uptake struct {
	item  *item
	label stance.Label
}

// targets fills out with one row for each target that an item takes up: it
// mentions the target, or has a stance on it. A label that the engine left
// unknown counts for nothing.
func (c *corpus) targets(out *[]TargetSummary, t *Trend) []func() {
	byName := map[string][]uptake{}
	for i := range c.items {
		it := &c.items[i]
		for name, l := range c.taken(it) {
			byName[name] = append(byName[name], uptake{it, l})
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

// taken yields the targets that an item takes up, each once, in the order of
// its stances.
func (c *corpus) taken(it *item) iter.Seq2[string, stance.Label] {
	return func(yield func(string, stance.Label) bool) {
		entries := c.stances(it)
		for j := range entries {
			s := &entries[j]
			if takesUp(s) && !repeated(entries[:j], s.Target) && !yield(s.Target, s.Label()) {
				return
			}
		}
	}
}

// takesUp reports whether a stance counts: the target is mentioned, or there
// is a stance on it.
func takesUp(s *stance.Stance) bool {
	switch s.Label() {
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
	}
	return t
}

func (c *corpus) estimateTarget(t *TargetSummary, ups []uptake, tr *Trend) {
	var favor, against, none, net sample
	byBin := make([]sample, len(tr.Bins))
	for _, u := range ups {
		f, a := indicator(u.label == stance.Favor), indicator(u.label == stance.Against)
		favor.add(u.item, f)
		against.add(u.item, a)
		none.add(u.item, 1-f-a)
		net.add(u.item, f-a)
		if b := c.binOf(tr, u.item); b >= 0 {
			byBin[b].add(u.item, f-a)
		}
	}
	label := "target/" + t.Target
	t.Favor = c.share(label+"/favor", &favor)
	t.Against = c.share(label+"/against", &against)
	t.None = c.share(label+"/none", &none)
	t.Net = c.mean(label+"/net", &net)
	if t.N < curveLeast {
		return
	}
	for b := range byBin {
		t.NetTrend = append(t.NetTrend, c.mean(fmt.Sprintf("%s/trend/%d", label, b), &byBin[b]))
	}
}
