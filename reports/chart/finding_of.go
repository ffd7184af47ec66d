package chart

import (
	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// Finding is what a figure's title says: no more than its intervals carry. It
// is empty for a dashboard.
func Finding(f Figure) string {
	if one, ok := f.(*figure); ok {
		return one.title
	}
	return ""
}

// Percent writes a share with its interval as the charts do: "33%
// (95% interval 25–42%)".
func Percent(e analysis.Estimate) string {
	if !e.HasInterval() {
		return percent(e.Value) + " (too few for an interval)"
	}
	return percent(e.Value) + " (" + levelText(e.Level) + " interval " + percentRange(e) + ")"
}

// Mean writes a value in [-2, 2] with its interval: "−0.02 (95% interval −0.12
// to +0.08)".
func Mean(e analysis.Estimate) string { return meanText(e) }

// Count writes a number with its noun: "1 comment", "1,200 comments".
func Count(n int, noun string) string { return numeral.Plural(n, noun) }

// Sample says what was counted: items, threads, authors, coverage.
func Sample(s *analysis.Summary) string { return sampleNote(s) }
