package analysis

import (
	"math"
	"time"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/address"
)

// item is one comment or post, reduced to what aggregation needs.
type item struct {
	author   int32 // cluster; unknown authors have one of their own
	known    bool  // the author is known
	scored   bool
	label    sentiment.Label
	polarity float64
	result   int32 // index into corpus.results
	index    int32 // index into the thread's comments, -1 for the post
}

// rounding is how far outside [-1, 1] a score may be for reasons of rounding.
const rounding = 1e-6

// corpus is everything that Summarize works on.
type corpus struct {
	opt     SummaryOptions
	results []Result
	unit    thread.Kind
	items   []item
	first   []int    // of each result, the index of its first item; one more at the end
	forests []forest // of each result
	// authors counts distinct known authors, authorsKnown items with one.
	authors, authorsKnown int
}

// collect flattens results into items.
func collect(results []Result, opt SummaryOptions) *corpus {
	c := &corpus{opt: opt, unit: thread.KindPost, first: make([]int, 0, len(results)+1)}
	for _, r := range results {
		if r.Thread == nil {
			continue
		}
		c.results = append(c.results, r)
		for i := range r.Thread.Comments {
			if !r.Thread.Comments[i].Deleted {
				c.unit = thread.KindComment
			}
		}
	}
	ids := authorIDs{}
	for ri := range c.results {
		c.first = append(c.first, len(c.items))
		c.addItems(ri, &ids)
	}
	c.first = append(c.first, len(c.items))
	c.authors = len(ids.byName)
	c.forests = make([]forest, len(c.results))
	for i := range c.results {
		c.forests[i] = newForest(c.results[i].Thread)
	}
	return c
}

func (c *corpus) addItems(ri int, ids *authorIDs) {
	r := &c.results[ri]
	add := func(index int, author string, s sentiment.Score) {
		it := item{result: int32(ri), index: int32(index)}
		// An engine of somebody else's may give numbers that are none.
		if p := s.Polarity(); s.Scored && math.Abs(p) <= 1+rounding {
			it.scored, it.label, it.polarity = true, s.Label(), min(max(p, -1), 1)
		}
		it.author, it.known = ids.id(author)
		if it.known {
			c.authorsKnown++
		}
		c.items = append(c.items, it)
	}
	if c.unit == thread.KindPost {
		add(-1, r.Thread.Post.Author, r.PostSentiment)
		return
	}
	for i := range r.Thread.Comments {
		if r.Thread.Comments[i].Deleted || !r.member(i) {
			continue
		}
		var s sentiment.Score
		if i < len(r.Sentiment) {
			s = r.Sentiment[i]
		}
		add(i, r.Thread.Comments[i].Author, s)
	}
}

// created is when an item was written, as its source states it.
func (c *corpus) created(it *item) thread.Time {
	t := c.results[it.result].Thread
	if it.index < 0 {
		return t.Post.Created
	}
	return t.Comments[it.index].Created
}

// id is the id of an item within its thread.
func (c *corpus) id(it *item) string {
	t := c.results[it.result].Thread
	if it.index < 0 {
		return t.Post.ID
	}
	return t.Comments[it.index].ID
}

// stances are an item's stances toward targets.
func (c *corpus) stances(it *item) []stance.Stance {
	r := &c.results[it.result]
	switch {
	case it.index < 0:
		return r.PostStances
	case int(it.index) < len(r.Stances):
		return r.Stances[it.index]
	}
	return nil
}

// of gives the items of one result.
func (c *corpus) of(ri int) []item { return c.items[c.first[ri]:c.first[ri+1]] }

// authorIDs numbers authors; those without a name get a number each.
type authorIDs struct {
	byName map[string]int32
	next   int32
}

func (a *authorIDs) id(name string) (id int32, known bool) {
	key := address.Identity(name)
	if key != "" {
		if id, ok := a.byName[key]; ok {
			return id, true
		}
	}
	id = a.next
	a.next++
	if key == "" {
		return id, false
	}
	if a.byName == nil {
		a.byName = map[string]int32{}
	}
	a.byName[key] = id
	return id, true
}

// clock gives the time of t on the axis of zone loc: times with a known zone
// are converted; bare dates and clock times without a zone stand as written.
func clock(t thread.Time, loc *time.Location) time.Time {
	switch t.Precision {
	case thread.PrecisionHour, thread.PrecisionMinute, thread.PrecisionSecond:
		if t.Zone != thread.ZoneUnknown {
			return t.At.In(loc)
		}
	}
	a := t.At
	return time.Date(a.Year(), a.Month(), a.Day(), a.Hour(), a.Minute(), a.Second(), a.Nanosecond(), loc)
}
