package analysis

import (
	"fmt"
	"math"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/numeral"
	"github.com/undertone-project/undertone/internal/stats"
)

// summary describes group g.
func (cp *comparer) summary(g int) GroupSummary {
	s := GroupSummary{Name: cp.names[g], MeanWords: math.NaN()}
	authors := map[int32]bool{}
	words := 0.0
	for ri := range cp.results {
		if cp.group[ri] != g {
			continue
		}
		s.Threads++
		for i := cp.first[ri]; i < cp.first[ri+1]; i++ {
			it := &cp.items[i]
			s.Items++
			words += cp.words(it)
			if it.scored {
				s.Scored++
			}
			if it.known {
				s.AuthorsKnown++
				authors[it.author] = true
			}
			for range cp.taken(it) {
				s.OnTargets++
				break
			}
			if cp.reply(it) != "" {
				s.Answering++
			}
			if it.index >= 0 && inferred(&cp.results[ri].Thread.Comments[it.index].Reply) {
				s.InferredEdges++
			}
			s.widen(cp.created(it))
		}
	}
	s.Authors = len(authors)
	if s.Items > 0 {
		s.MeanWords = words / float64(s.Items)
	}
	s.Sentiment = cp.sideEstimate(cp.contest(&cp.sentimentMeasures()[0], g, g), true)
	return s
}

// widen makes the range of times hold t.
func (s *GroupSummary) widen(t thread.Time) {
	if !t.Known() {
		return
	}
	if !s.First.Known() || t.At.Before(s.First.At) {
		s.First = t
	}
	if !s.Last.Known() || t.At.After(s.Last.At) {
		s.Last = t
	}
}

// sharedAuthors counts known authors who wrote in more than one group.
func (cp *comparer) sharedAuthors() int {
	in := map[int32]int{}
	shared := map[int32]bool{}
	for i := range cp.items {
		it := &cp.items[i]
		if !it.known {
			continue
		}
		g := cp.group[it.result]
		if was, ok := in[it.author]; ok && was != g {
			shared[it.author] = true
		}
		in[it.author] = g
	}
	return len(shared)
}

// coverageGap is the difference in the share of scored items between groups
// that is worth a warning.
const coverageGap = 0.1

// warningsOf says what the comparison as a whole cannot support.
func (cp *comparer) warningsOf(out *Comparison) []string {
	var w []string
	add := func(format string, args ...any) { w = append(w, fmt.Sprintf(format, args...)) }
	if len(out.Groups) < 2 {
		add("a comparison takes at least two groups, and there are %d", len(out.Groups))
	}
	least, most := math.Inf(1), math.Inf(-1)
	for i := range out.Groups {
		g := &out.Groups[i]
		if g.Items == 0 {
			add("%s has no %ss", g.Name, cp.unit)
			continue
		}
		cover := float64(g.Scored) / float64(g.Items)
		least, most = min(least, cover), max(most, cover)
		if unknown := g.Items - g.AuthorsKnown; unknown > 0 {
			add("%s: the author of %s of %s is unknown; %s, which makes intervals too narrow and p values too small where one person wrote several",
				g.Name, numeral.Count(unknown), cp.plural(g.Items), independent(unknown))
		}
		if g.Threads < stats.MinClusters && cp.unit == thread.KindComment {
			add("%s: %s; what differs may be single threads, not what the groups stand for", g.Name, numeral.Plural(g.Threads, "thread"))
		}
	}
	if most-least > coverageGap {
		add("the groups differ in how many of their %ss could be scored (%.0f%% to %.0f%%): what is missing may differ too", cp.unit, 100*least, 100*most)
	}
	if out.SharedAuthors > 0 {
		add("%s wrote in more than one group; they are resampled and permuted as one", numeral.Plural(out.SharedAuthors, "author"))
	}
	if cp.opt.Skipped > 0 {
		add("%s", unreadable(cp.opt.Skipped))
	}
	if !cp.opt.Validated {
		add("not validated on these groups: engines may err more in one than in another, and such a difference would look like one of the discussion")
	}
	return w
}
