package analysis

import (
	"fmt"

	"github.com/undertone-project/undertone/analysis/sentiment"
)

// TimelineCell is what was written in one bin of the trend, in one thread or
// in all together.
type TimelineCell struct {
	ThreadID string // empty for all threads together
	Bin      int    // index into Trend.Bins
	// Items counts comments (or posts), scored or not, Authors their distinct
	// known authors; the estimates are over the scored ones.
	Items, Authors              int
	Sentiment                   Estimate // mean
	Negative, Neutral, Positive Estimate // shares by label
}

// timeline fills cells: all bins of t for all threads together, then, where
// there are several threads, the bins of each in which something was written.
func (c *corpus) timeline(cells *[]TimelineCell, t *Trend) []func() {
	var members [][]int32 // items of each cell
	whole := make([][]int32, len(t.Bins))
	for b := range t.Bins {
		*cells = append(*cells, TimelineCell{Bin: b})
	}
	members = append(members, whole...)
	for ri := range c.results {
		at := map[int]int{} // cell of a bin of this thread
		for i := c.first[ri]; i < c.first[ri+1]; i++ {
			b := c.binOf(t, &c.items[i])
			if b < 0 {
				continue
			}
			members[b] = append(members[b], int32(i))
			if len(c.results) == 1 {
				continue
			}
			k, ok := at[b]
			if !ok {
				k = len(*cells)
				at[b] = k
				*cells = append(*cells, TimelineCell{ThreadID: c.results[ri].Thread.ID, Bin: b})
				members = append(members, nil)
			}
			members[k] = append(members[k], int32(i))
		}
	}
	jobs := make([]func(), len(*cells))
	for k := range jobs {
		jobs[k] = func() { c.timelineCell(&(*cells)[k], k, members[k]) }
	}
	return jobs
}

func (c *corpus) timelineCell(cell *TimelineCell, k int, members []int32) {
	items := make([]item, len(members))
	for i, m := range members {
		items[i] = c.items[m]
	}
	var all sample
	for i := range items {
		all.add(&items[i], 0)
	}
	cell.Items, cell.Authors = all.n, all.known
	label := fmt.Sprintf("timeline/%d/", k)
	if cell.ThreadID != "" { // over all threads it is the trend's own
		cell.Sentiment = c.mean(label+"mean", scored(items))
	}
	cell.Negative = c.share(label+"negative", labelled(items, sentiment.Negative))
	cell.Neutral = c.share(label+"neutral", labelled(items, sentiment.Neutral))
	cell.Positive = c.share(label+"positive", labelled(items, sentiment.Positive))
}
