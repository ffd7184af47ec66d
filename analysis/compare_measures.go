package analysis

import (
	"cmp"
	"math"
	"slices"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/stats"
)

// comparer is the corpus of all groups together, so that an author is one
// wherever they write.
type comparer struct {
	*corpus
	opt   CompareOptions
	names []string
	group []int // of each result
	// whole is, of each result, the first one on the same thread: groups may
	// divide a thread between them.
	whole []int
	// takes holds what each item says on each target compared, in their order.
	targets []string
	takes   [][]stance.Label
	// depthDraws are the depths of all items under draws of the uncertain
	// edges; nil where all edges are certain.
	depthDraws [][]int32
}

// measure is how to read one number off an item, or off a thread.
type measure struct {
	id     Measure
	target string
	label  string
	share  bool // values are 0 or 1
	bound  float64
	// byLength says that longer comments may score differently, so that the
	// length is adjusted for.
	byLength bool
	// item gives the value of an item by its index, thread that of a result;
	// exactly one is set. ok is false where the measure does not apply.
	item   func(i int) (v float64, ok bool)
	thread func(ri int) (v float64, ok bool)
	// draw is item under a draw of the uncertain edges; nil where it does not
	// depend on them.
	draw func(m, i int) float64
}

func newComparer(groups []Group, opt CompareOptions) *comparer {
	cp := &comparer{opt: opt}
	var results []Result
	first := map[*thread.Thread]int{}
	for g, gr := range groups {
		cp.names = append(cp.names, gr.Name)
		for _, r := range gr.Results {
			if r.Thread != nil {
				if _, ok := first[r.Thread]; !ok {
					first[r.Thread] = len(results)
				}
				cp.whole = append(cp.whole, first[r.Thread])
				results = append(results, r)
				cp.group = append(cp.group, g)
			}
		}
	}
	cp.corpus = collect(results, SummaryOptions{Level: opt.Level, Seed: opt.Seed, Resamples: opt.Resamples, Validated: opt.Validated})
	cp.findTargets()
	cp.drawDepths()
	return cp
}

// findTargets chooses the targets that most items take up and notes what the
// items say on them.
func (cp *comparer) findTargets() {
	counts := map[string]int{}
	for i := range cp.items {
		for s := range cp.taken(&cp.items[i]) {
			counts[s.Target]++
		}
	}
	names := make([]string, 0, len(counts))
	for n := range counts {
		names = append(names, n)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	cp.targets = names[:min(len(names), cp.opt.MaxTargets)]
	cp.takes = make([][]stance.Label, len(cp.items))
	for i := range cp.items {
		cp.takes[i] = make([]stance.Label, len(cp.targets))
		for s := range cp.taken(&cp.items[i]) {
			if t := slices.Index(cp.targets, s.Target); t >= 0 {
				cp.takes[i][t] = s.Label()
			}
		}
	}
}

// drawDepths redraws the uncertain edges and keeps the depth of every item.
func (cp *comparer) drawDepths() {
	if !cp.uncertain() || cp.unit != thread.KindComment {
		return
	}
	cp.depthDraws = make([][]int32, edgeDraws)
	stats.Parallel(edgeDraws, func(m int) {
		rng := stats.NewRand(cp.opt.Seed, "compare/edges", m)
		out := make([]int32, len(cp.items))
		cp.drawEdges(rng, func(i int, depth int32) { out[i] = depth })
		cp.depthDraws[m] = out
	})
}

// measures lists what is compared.
func (cp *comparer) measures() []measure {
	out := cp.sentimentMeasures()
	for t, name := range cp.targets {
		out = append(out, cp.targetMeasures(t, name)...)
	}
	if cp.unit == thread.KindComment {
		out = append(out, cp.replyMeasures()...)
	}
	out = append(out, measure{
		id: MeasureWords, label: "mean length in words",
		item: func(i int) (float64, bool) { return cp.words(&cp.items[i]), true },
	})
	if cp.unit == thread.KindComment {
		out = append(out, measure{id: MeasureGini, label: "concentration of authors (Gini)", bound: 1})
		out = append(out, cp.threadMeasures()...)
	}
	return slices.DeleteFunc(out, func(m measure) bool { return slices.Contains(cp.opt.Without, m.id) })
}

func (cp *comparer) sentimentMeasures() []measure {
	labelled := func(l sentiment.Label) func(int) (float64, bool) {
		return func(i int) (float64, bool) { return indicator(cp.items[i].label == l), cp.items[i].scored }
	}
	return []measure{
		{id: MeasureSentiment, label: "mean sentiment", bound: 1, byLength: true,
			item: func(i int) (float64, bool) { return cp.items[i].polarity, cp.items[i].scored }},
		{id: MeasureNegative, label: "share of negative " + string(cp.unit) + "s", share: true, byLength: true, item: labelled(sentiment.Negative)},
		{id: MeasurePositive, label: "share of positive " + string(cp.unit) + "s", share: true, byLength: true, item: labelled(sentiment.Positive)},
	}
}

func (cp *comparer) targetMeasures(t int, name string) []measure {
	return []measure{
		{id: MeasureUptake, target: name, label: "share of " + string(cp.unit) + "s on " + name, share: true, byLength: true,
			item: func(i int) (float64, bool) { return indicator(cp.takes[i][t] != stance.Unknown), true }},
		{id: MeasureNetStance, target: name, label: "net stance toward " + name, bound: 1, byLength: true,
			item: func(i int) (float64, bool) {
				l := cp.takes[i][t]
				return indicator(l == stance.Favor) - indicator(l == stance.Against), l != stance.Unknown
			}},
	}
}

func (cp *comparer) replyMeasures() []measure {
	replied := func(l stance.ReplyLabel) func(int) (float64, bool) {
		return func(i int) (float64, bool) {
			got := cp.reply(&cp.items[i])
			return indicator(got == l), got != stance.ReplyUnknown
		}
	}
	depth := func(i int) int32 { return cp.forests[cp.items[i].result].depth[cp.items[i].index] }
	return []measure{
		{id: MeasureAgree, label: "share of agreeing replies", share: true, byLength: true, item: replied(stance.Agree)},
		{id: MeasureDisagree, label: "share of disagreeing replies", share: true, byLength: true, item: replied(stance.Disagree)},
		{id: MeasureReplies, label: "share of replies to comments", share: true,
			item: func(i int) (float64, bool) { return indicator(depth(i) > 1), true },
			draw: func(m, i int) float64 { return indicator(cp.depthDraws[m][i] > 1) }},
		{id: MeasureDepth, label: "mean depth",
			item: func(i int) (float64, bool) { return float64(depth(i)), true },
			draw: func(m, i int) float64 { return float64(cp.depthDraws[m][i]) }},
	}
}

func (cp *comparer) threadMeasures() []measure {
	return []measure{
		{id: MeasureVolume, label: "mean comments per thread",
			thread: func(ri int) (float64, bool) { return float64(len(cp.of(ri))), true }},
		{id: MeasureVirality, label: "mean structural virality",
			thread: func(ri int) (float64, bool) {
				if cp.results[ri].Members != nil {
					return 0, false // the tree is not this group's alone
				}
				v := stats.StructuralVirality(cp.forests[ri].parent)
				return v, !math.IsNaN(v)
			}},
	}
}

// words counts an item's words.
func (c *corpus) words(it *item) float64 {
	r := &c.results[it.result]
	switch {
	case it.index < 0:
		return float64(r.PostWords)
	case int(it.index) < len(r.Words):
		return float64(r.Words[it.index])
	}
	return 0
}

// reply is an item's stance toward its parent.
func (c *corpus) reply(it *item) stance.ReplyLabel {
	r := &c.results[it.result]
	if it.index < 0 || int(it.index) >= len(r.Replies) {
		return stance.ReplyUnknown
	}
	return r.Replies[it.index].Label()
}
