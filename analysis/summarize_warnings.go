package analysis

import (
	"fmt"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/numeral"
)

const (
	// fewItems is the number of items under which a summary is only a hint.
	fewItems = 30
	// unscoredShare is the share of unscored items that is worth a warning.
	unscoredShare = 0.2
)

// warnings says in plain sentences what the summary cannot support.
func (c *corpus) warnings(s *Summary) []string {
	var w []string
	add := func(format string, args ...any) { w = append(w, fmt.Sprintf(format, args...)) }
	if s.Items == 0 {
		return []string{"there is nothing to aggregate: the input has neither comments nor posts"}
	}
	if s.Unit == thread.KindPost {
		add("the input has no comments; its %s %s aggregated instead", c.plural(s.Items), isAre(s.Items))
	}
	if s.Items < fewItems {
		add("%s %s few: take what the charts show as a hint", c.plural(s.Items), isAre(s.Items))
	}
	c.warnAuthors(s, add)
	c.warnEdges(s, add)
	if n := s.Distribution.Unscored; float64(n) > unscoredShare*float64(s.Items) {
		add("%s of %s could not be scored (%.0f%%): the figures hold for the others", numeral.Count(n), c.plural(s.Items),
			100*float64(n)/float64(s.Items))
	}
	if c.opt.Skipped > 0 {
		add("%s", unreadable(c.opt.Skipped))
	}
	if n, such := c.vagueDates(); n > 0 && s.Trend.Axis == AxisTime {
		add("the date of %s of %s cannot be read to the day (such as %q): left out of the trend", numeral.Count(n), c.plural(s.Items), such)
	}
	if s.Trend.Axis == AxisPosition {
		add("%s: the trend runs over the order of the source", c.whyNoTimes())
	}
	if !c.opt.Validated {
		add("not validated on this corpus: check the scores against a hand-coded sample before relying on them")
	}
	return w
}

// warnAuthors counts items without a known author.
func (c *corpus) warnAuthors(s *Summary, add func(string, ...any)) {
	const narrow = ", which makes intervals too narrow where one person wrote several"
	switch unknown := s.Items - s.AuthorsKnown; {
	case unknown == 0:
	case s.AuthorsKnown == 0:
		add("no %s has a known author: all %s are treated as independent of one another%s", c.unit, numeral.Count(s.Items), narrow)
	default:
		add("the author of %s of %s is unknown: %s%s; the other %s have %s",
			numeral.Count(unknown), c.plural(s.Items), independent(unknown), narrow, numeral.Count(s.AuthorsKnown), numeral.Plural(s.Authors, "author"))
	}
}

// warnEdges counts inferred edges and how sure they are.
func (c *corpus) warnEdges(s *Summary, add func(string, ...any)) {
	n, confidence := 0, 0.0
	for i := range s.Threads {
		if t := &s.Threads[i]; t.InferredEdges > 0 {
			n += t.InferredEdges
			confidence += float64(t.InferredEdges) * t.MeanParentConfidence
		}
	}
	if s.Unit == thread.KindComment && 2*n > s.Items {
		add("who answers whom is inferred for %s of %s (mean confidence %.2f)", numeral.Count(n), c.plural(s.Items), confidence/float64(n))
	}
}

// whyNoTimes says why the trend has no time axis.
func (c *corpus) whyNoTimes() string {
	times, nScored := c.times()
	vague, such := c.vagueDates()
	switch {
	case len(times) == 0 && vague > 0:
		return fmt.Sprintf("no %s has a date that can be read to the day (there are such as %q)", c.unit, such)
	case len(times) == 0:
		return "no " + string(c.unit) + " has a date"
	case float64(len(times)) < timedShare*float64(nScored) && vague > 0:
		return fmt.Sprintf("only %s of %s have a date that can be read to the day (others are such as %q)", numeral.Count(len(times)), c.plural(nScored), such)
	case float64(len(times)) < timedShare*float64(nScored):
		return fmt.Sprintf("only %s of %s have a date", numeral.Count(len(times)), c.plural(nScored))
	}
	return "all dates are the same"
}

// unreadable says that n records of the input are missing.
func unreadable(n int) string {
	return fmt.Sprintf("%s of the input could not be read and %s left out", numeral.Plural(n, "record"), isAre(n))
}

// vagueDates counts the scored items whose date is written in a way that does
// not tell the day ("03/04/2024", or "3 hours ago" without the time of
// capture), and gives the first of these dates.
func (c *corpus) vagueDates() (n int, such string) {
	for i := range c.items {
		t := c.created(&c.items[i])
		if !c.items[i].scored || t.Raw == "" || dayKnown(t) {
			continue
		}
		if n++; n == 1 {
			such = t.Raw
		}
	}
	if r := []rune(such); len(r) > 40 {
		such = string(r[:40]) + "…"
	}
	return n, such
}

// independent says how n items of unknown authors are treated.
func independent(n int) string {
	if n == 1 {
		return "it is treated as independent of the others"
	}
	return "they are treated as independent of one another"
}
