package analysis

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"time"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/stats"
)

const (
	maxTrendBins = 24
	fewTimeBins  = 4
	// timedShare is the share of scored items that need a time for a time axis.
	timedShare = 2.0 / 3
	// coarseShare is the share of times of a coarser precision that bins must
	// not be finer than.
	coarseShare = 0.1
)

// timed is a scored item with a time on the axis.
type timed struct {
	at   time.Time
	prec thread.Precision
	item int
}

// trendBins is how many bins n items carry: Rice's rule, with enough items a
// bin for an interval, and no more than a chart shows. Few items in time still
// show when they were written: two a bin, up to fewTimeBins.
func trendBins(n int, axis Axis) int {
	k := min(int(math.Round(2*math.Cbrt(float64(n)))), n/stats.MinClusters, maxTrendBins)
	if axis == AxisTime {
		k = max(k, min(n/2, fewTimeBins))
	}
	return max(k, 1)
}

// trend fills t: over time where enough items have one, else over position.
func (c *corpus) trend(t *Trend, events *[]EventSummary) []func() {
	times, nScored := c.times()
	if c.timeAxis(times, nScored) {
		t.Untimed = nScored - len(times)
		return c.timeTrend(t, times, events)
	}
	c.events(events, t, nil)
	return c.positionTrend(t, nScored)
}

// times lists the scored items with a time of day precision or finer, in order
// of time.
func (c *corpus) times() (out []timed, nScored int) {
	for i := range c.items {
		if !c.items[i].scored {
			continue
		}
		nScored++
		t := c.created(&c.items[i])
		if !dayKnown(t) {
			continue
		}
		out = append(out, timed{at: clock(t, c.opt.Location), prec: t.Precision, item: i})
	}
	slices.SortStableFunc(out, func(a, b timed) int { return a.at.Compare(b.at) })
	return out, nScored
}

// dayKnown reports whether a time is known to the day or better.
func dayKnown(t thread.Time) bool {
	return t.Known() && precisionRank(t.Precision) >= precisionRank(thread.PrecisionDay)
}

func precisionRank(p thread.Precision) int {
	return slices.Index([]thread.Precision{
		thread.PrecisionYear, thread.PrecisionMonth, thread.PrecisionDay,
		thread.PrecisionHour, thread.PrecisionMinute, thread.PrecisionSecond,
	}, p)
}

func (c *corpus) timeAxis(times []timed, nScored int) bool {
	n := len(times)
	return n > 1 && float64(n) >= timedShare*float64(nScored) && times[0].at.Before(times[n-1].at)
}

func (c *corpus) timeTrend(t *Trend, times []timed, events *[]EventSummary) []func() {
	t.Axis, t.Zone = AxisTime, c.zoneName(times)
	n := len(times)
	times = central(times)
	t.Outside = n - len(times)
	var edges []time.Time
	t.Unit, edges = chooseStep(times[0].at, times[len(times)-1].at,
		trendBins(len(times), AxisTime), maxTrendBins, coarsest(times))
	samples := make([]*sample, len(edges)-1)
	order := make([]*item, len(times))
	t.Bins = make([]TrendBin, len(edges)-1)
	for i := range t.Bins {
		t.Bins[i] = TrendBin{From: edges[i], To: edges[i+1]}
		samples[i] = &sample{}
	}
	t.Points = make([]TrendPoint, len(times))
	for i, x := range times {
		it := &c.items[x.item]
		b := sort.Search(len(t.Bins)-1, func(b int) bool { return x.at.Before(edges[b+1]) })
		samples[b].add(it, it.polarity)
		order[i] = it
		t.Points[i] = TrendPoint{
			Time: x.at, Sentiment: it.polarity, ID: c.id(it),
			ThreadID: c.results[it.result].Thread.ID,
		}
	}
	if t.Untimed > 0 {
		t.Warnings = append(t.Warnings, fmt.Sprintf("%s without a time %s left out of the trend",
			c.plural(t.Untimed), isAre(t.Untimed)))
	}
	if t.Outside > 0 {
		t.Warnings = append(t.Warnings, fmt.Sprintf("%s far before or after the others %s left out of the trend",
			c.plural(t.Outside), isAre(t.Outside)))
	}
	jobs := c.trendJobs(t, samples, order)
	return append(jobs, func() { c.events(events, t, order) })
}

// central drops the earliest and latest 1% where they stretch the span to more
// than four times that of the rest.
func central(times []timed) []timed {
	cut := len(times) / 100
	if cut == 0 {
		return times
	}
	core := times[cut : len(times)-cut]
	span := func(t []timed) time.Duration { return t[len(t)-1].at.Sub(t[0].at) }
	if s := span(core); s > 0 && span(times)/4 > s {
		// Keep what lies near the core: within half its span on either side.
		lo, hi := core[0].at.Add(-s/2), core[len(core)-1].at.Add(s/2)
		from := sort.Search(len(times), func(i int) bool { return !times[i].at.Before(lo) })
		to := sort.Search(len(times), func(i int) bool { return times[i].at.After(hi) })
		return times[from:to]
	}
	return times
}

// coarsest is the coarsest precision that a tenth of the times have at best.
func coarsest(times []timed) thread.Precision {
	n := 0
	for _, p := range []thread.Precision{thread.PrecisionDay, thread.PrecisionHour, thread.PrecisionMinute} {
		for _, t := range times {
			if t.prec == p {
				n++
			}
		}
		if float64(n) >= coarseShare*float64(len(times)) {
			return p
		}
	}
	return thread.PrecisionSecond
}

// positionTrend bins all items, scored or not, by their place in the source.
func (c *corpus) positionTrend(t *Trend, nScored int) []func() {
	t.Axis = AxisPosition
	n := len(c.items)
	if n == 0 {
		return nil
	}
	k := trendBins(nScored, AxisPosition)
	size := (n + k - 1) / k
	k = (n + size - 1) / size
	t.Unit = c.plural(size)
	samples := make([]*sample, k)
	var order []*item
	t.Bins = make([]TrendBin, k)
	for b := range t.Bins {
		t.Bins[b] = TrendBin{FirstPosition: b*n/k + 1, LastPosition: (b + 1) * n / k}
		samples[b] = &sample{}
		for i := b * n / k; i < (b+1)*n/k; i++ {
			it := &c.items[i]
			if !it.scored {
				continue
			}
			samples[b].add(it, it.polarity)
			order = append(order, it)
			t.Points = append(t.Points, TrendPoint{
				Position: i + 1, Sentiment: it.polarity, ID: c.id(it),
				ThreadID: c.results[it.result].Thread.ID,
			})
		}
	}
	if len(c.results) > 1 && c.unit == thread.KindComment {
		t.Warnings = append(t.Warnings, "threads are laid end to end in the order of the input")
	}
	return c.trendJobs(t, samples, order)
}

// binOf is the bin of the trend that an item falls into, scored or not; -1
// where it has no place on the axis.
func (c *corpus) binOf(t *Trend, it *item) int {
	n := len(t.Bins)
	if n == 0 {
		return -1
	}
	if t.Axis == AxisPosition {
		pos := c.position(it)
		return sort.Search(n-1, func(b int) bool { return pos <= t.Bins[b].LastPosition })
	}
	created := c.created(it)
	if !dayKnown(created) {
		return -1
	}
	at := clock(created, c.opt.Location)
	if at.Before(t.Bins[0].From) || !at.Before(t.Bins[n-1].To) {
		return -1
	}
	return sort.Search(n-1, func(b int) bool { return at.Before(t.Bins[b].To) })
}

// position is an item's place in the order of the source, from 1.
func (c *corpus) position(it *item) int {
	from := c.first[it.result]
	return from + 1 + sort.Search(c.first[it.result+1]-from, func(i int) bool { return c.items[from+i].index >= it.index })
}

// trendJobs estimates the bins, and what concerns the items in order as a
// whole.
func (c *corpus) trendJobs(t *Trend, samples []*sample, order []*item) []func() {
	for i := range c.items {
		if b := c.binOf(t, &c.items[i]); b >= 0 {
			t.Bins[b].Items++
		}
	}
	jobs := make([]func(), len(samples), len(samples)+3)
	for i, s := range samples {
		jobs[i] = func() { t.Bins[i].Sentiment = c.mean(fmt.Sprintf("trend/%d", i), s) }
	}
	return append(jobs,
		func() { c.trendChange(t, order) },
		func() { c.curve(t, samples, order) },
		func() { c.changes(t, order) },
	)
}

// trendChange compares the first and the last third of the items.
func (c *corpus) trendChange(t *Trend, order []*item) {
	third := len(order) / 3
	thirds := func(points []stats.Point) *versus {
		var v versus
		for i, it := range order {
			if i < third || i >= len(order)-third {
				v.add(it, points[i].Y, i >= third)
			}
		}
		return &v
	}
	points := t.along(order)
	t.Change = c.difference("trend/change", thirds(points), nil)
	threads := threadsOf(order)
	if n := len(slices.Compact(slices.Sorted(slices.Values(threads)))); c.unit == thread.KindComment && n > 1 && n < 2*stats.MinClusters && t.Change.excludesZero() {
		within := c.difference("trend/change", thirds(stats.Within(points, threads)), nil)
		t.Between = !within.excludesZero() || (within.Value > 0) != (t.Change.Value > 0)
	}
}

// threadsOf gives the thread of each item.
func threadsOf(order []*item) []int {
	out := make([]int, len(order))
	for i, it := range order {
		out[i] = int(it.result)
	}
	return out
}

// zoneName is the zone of the axis for people.
func (c *corpus) zoneName(times []timed) string {
	unknown := 0
	for _, t := range times {
		if c.created(&c.items[t.item]).Zone == thread.ZoneUnknown {
			unknown++
		}
	}
	if 2*unknown > len(times) {
		return "clock time, zone not stated"
	}
	return c.opt.Location.String()
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
