package analysis

import (
	"time"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/stats"
)

// SummaryOptions say how to aggregate. The zero value is usable.
type SummaryOptions struct {
	Level     float64 // of every interval; 0 means 0.95
	Seed      uint64  // of every random draw
	Resamples int     // bootstrap resamples of each estimate; 0 means 2000
	// Location is the zone of the time axis; nil means UTC. Times whose zone
	// is unknown, and bare dates, keep their clock time and calendar day.
	Location *time.Location
	// MaxTargets bounds Summary.Targets to those taken up most; 0 means all.
	MaxTargets int
	// Events are marked along the trend and compared across.
	Events []Event
	// Skipped is how many records of the input could not be read: a warning
	// tells of them.
	Skipped int
	// Validated says that the engines were checked against a hand-coded
	// sample of this corpus; the warning that they were not is then left out.
	Validated bool
}

// Summarize aggregates results: sentiment over time or position, its
// distribution, stance by target, sentiment by depth, the reply trees and a row
// for each thread. Where the input has no comments at all, posts are aggregated
// instead (Summary.Unit).
//
// Intervals resample authors, because what one author writes is not
// independent; an author is a name, whatever its case, across all results.
// Comments without a known author count as independent, and a warning says
// so. Several threads are taken as given: the intervals speak of these threads,
// not of others like them; changes along the trend and the gap between replies
// and top-level comments alone allow for what sets threads apart. Means have bias-corrected
// bootstrap intervals, shares Wilson's at the effective sample size (package
// internal/stats explains both); by depth and along edges, the reply edges are
// redrawn from their candidates too. The outcome depends on results and opt
// alone, not on the number of processors. Results with slices shorter than
// their comments count as unscored there, as do scores outside [-1, 1].
func Summarize(results []Result, opt SummaryOptions) Summary {
	if !(opt.Level > 0 && opt.Level < 1) {
		opt.Level = stats.DefaultLevel
	}
	if opt.Location == nil {
		opt.Location = time.UTC
	}
	c := collect(results, opt)
	s := Summary{
		Unit: c.unit, Level: opt.Level, Seed: opt.Seed,
		Items: len(c.items), Authors: c.authors, AuthorsKnown: c.authorsKnown,
	}
	var jobs []func()
	jobs = append(jobs, c.trend(&s.Trend, &s.Events)...)
	jobs = append(jobs, c.timeline(&s.Timeline, &s.Trend)...)
	jobs = append(jobs, c.distribution(&s.Distribution)...)
	jobs = append(jobs, c.targets(&s.Targets, &s.Trend)...)
	jobs = append(jobs, c.toneStances(&s.ToneStances, s.Targets)...)
	jobs = append(jobs, c.week(&s.Week)...)
	if c.unit == thread.KindComment {
		jobs = append(jobs, c.replies(&s)...)
		jobs = append(jobs, func() { c.tones(&s.Tones) }, func() { c.replyTones(&s.ReplyTones) })
		jobs = append(jobs, c.depths(&s.Depths, &s.DepthBands, &s.ReplyGap)...)
	}
	jobs = append(jobs, func() { s.Concentration = c.concentration("gini", c.items) })
	jobs = append(jobs, c.threads(&s.Threads)...)
	jobs = append(jobs, c.trees(&s.Trees)...)
	stats.Parallel(len(jobs), func(i int) { jobs[i]() })
	for b := range s.Trend.Bins { // one number, one interval
		s.Timeline[b].Sentiment = s.Trend.Bins[b].Sentiment
	}
	s.Warnings = c.warnings(&s)
	return s
}
