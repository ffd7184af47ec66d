package analysis

import (
	"cmp"
	"iter"
	"math"
	"slices"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/stance"
)

// distributionBins is the number of bins over [-1, 1].
const distributionBins = 20

// distribution fills d: counts at once, estimates by the jobs it returns.
func (c *corpus) distribution(d *Distribution) []func() {
	d.Bins = make([]DistributionBin, distributionBins)
	for i := range d.Bins {
		d.Bins[i].Lo = -1 + 2*float64(i)/distributionBins
		d.Bins[i].Hi = -1 + 2*float64(i+1)/distributionBins
	}
	for i := range c.items {
		it := &c.items[i]
		if !it.scored {
			d.Unscored++
			continue
		}
		d.Scored++
		at := int(math.Floor((it.polarity + 1) * distributionBins / 2))
		d.Bins[min(max(at, 0), distributionBins-1)].N++
	}
	return []func(){
		func() { d.Mean = c.mean("distribution/mean", scored(c.items)) },
		func() { d.Negative = c.share("distribution/negative", labelled(c.items, sentiment.Negative)) },
		func() { d.Neutral = c.share("distribution/neutral", labelled(c.items, sentiment.Neutral)) },
		func() { d.Positive = c.share("distribution/positive", labelled(c.items, sentiment.Positive)) },
	}
}

// scored samples the polarity of the scored items.
func scored(items []item) *sample {
	var s sample
	for i := range items {
		if items[i].scored {
			s.add(&items[i], items[i].polarity)
		}
	}
	return &s
}

// labelled samples whether scored items have label l.
func labelled(items []item, l sentiment.Label) *sample {
	var s sample
	for i := range items {
		if items[i].scored {
			s.add(&items[i], indicator(items[i].label == l))
		}
	}
	return &s
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// uptake is one item that takes a target up.
type uptake struct {
	item  *item
	label stance.Label
}

// targets fills out with one row for each target that an item takes up: it
// mentions the target, or has a stance on it. A label that the engine left
// unknown counts for nothing.
func (c *corpus) targets(out *[]TargetSummary) []func() {
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
		jobs[i] = func() { c.estimateTarget(&rows[i], byName[rows[i].Target]) }
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

func (c *corpus) estimateTarget(t *TargetSummary, ups []uptake) {
	var favor, against, none, net sample
	for _, u := range ups {
		f, a := indicator(u.label == stance.Favor), indicator(u.label == stance.Against)
		favor.add(u.item, f)
		against.add(u.item, a)
		none.add(u.item, 1-f-a)
		net.add(u.item, f-a)
	}
	label := "target/" + t.Target
	t.Favor = c.share(label+"/favor", &favor)
	t.Against = c.share(label+"/against", &against)
	t.None = c.share(label+"/none", &none)
	t.Net = c.mean(label+"/net", &net)
}
