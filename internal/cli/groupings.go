package cli

import (
	"strconv"
	"strings"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/thread"
)

// grouping is what --by can divide an input by.
type grouping struct {
	name string
	// of names the group of a comment, or of the post where i is -1.
	of func(r *analysis.Result, i int) string
	// defines are the measures in which the groups differ by how they are made.
	defines []analysis.Measure
}

// groupings lists what every input can be divided by. Any other name is that
// of a column of the input's tables.
func groupings() []grouping {
	return []grouping{
		{name: "thread", of: func(r *analysis.Result, _ int) string { return r.Thread.ID }},
		{name: "source", of: func(r *analysis.Result, _ int) string { return r.Thread.Source }},
		{name: "title", of: func(r *analysis.Result, _ int) string { return r.Thread.Post.Title }},
		{name: "post-author", of: func(r *analysis.Result, _ int) string { return r.Thread.Post.Author }},
		{name: "author", of: byComment(func(c *thread.Comment) string { return c.Author }), defines: []analysis.Measure{analysis.MeasureGini}},
		{name: "level", of: byComment(func(c *thread.Comment) string {
			if c.Depth <= 1 {
				return "top-level"
			}
			return "replies"
		}), defines: []analysis.Measure{analysis.MeasureReplies, analysis.MeasureDepth, analysis.MeasureVirality, analysis.MeasureVolume}},
		{name: "language", of: func(r *analysis.Result, i int) string {
			if i < 0 {
				return r.PostLanguage
			}
			return r.Languages[i]
		}},
		{name: "year", of: byTime("2006", thread.PrecisionYear)},
		{name: "month", of: byTime("2006-01", thread.PrecisionMonth)},
		{name: "day", of: byTime("2006-01-02", thread.PrecisionDay)},
	}
}

func groupingNames() []string {
	var names []string
	for _, g := range groupings() {
		names = append(names, g.name)
	}
	return names
}

// findGrouping gives the grouping of that name; column says that it is a column
// of the input, kept as the first.
func findGrouping(name string) (g grouping, column bool) {
	for _, g := range groupings() {
		if g.name == name {
			return g, false
		}
	}
	return grouping{name: name, of: byComment(func(c *thread.Comment) string {
		if len(c.Kept) == 0 {
			return ""
		}
		return strings.TrimSpace(c.Kept[0])
	})}, true
}

// byComment groups comments; a post without comments has no group.
func byComment(of func(*thread.Comment) string) func(*analysis.Result, int) string {
	return func(r *analysis.Result, i int) string {
		if i < 0 {
			return ""
		}
		return of(&r.Thread.Comments[i])
	}
}

// byTime groups by calendar time as the source states it, where that is precise
// enough.
func byTime(layout string, least thread.Precision) func(*analysis.Result, int) string {
	return func(r *analysis.Result, i int) string {
		t := r.Thread.Post.Created
		if i >= 0 {
			t = r.Thread.Comments[i].Created
		}
		if !t.Known() || coarser(t.Precision, least) {
			return ""
		}
		return t.At.Format(layout)
	}
}

// coarser reports whether p is coarser than least, a year, month or day.
func coarser(p, least thread.Precision) bool {
	for _, q := range []thread.Precision{thread.PrecisionYear, thread.PrecisionMonth, thread.PrecisionDay} {
		if q == least {
			return false
		}
		if p == q {
			return true
		}
	}
	return false
}

// The most groups that are compared: every pair costs a family of tests and a
// picture, and nobody reads hundreds.
const (
	maxGroups        = 12
	maxGroupsAgainst = 40
)

// checkGroups refuses what cannot be compared in a useful way.
func checkGroups(by string, groups []analysis.Group, against bool) error {
	most := maxGroups
	if against {
		most = maxGroupsAgainst
	}
	switch {
	case len(groups) < 2:
		return usagef("--by %s makes one group of the input; there is nothing to compare it with", by)
	case len(groups) > most && !against:
		return usagef("--by %s makes %d groups, too many to compare all pairs of (at most %s); --against-first compares up to %d with the first",
			by, len(groups), strconv.Itoa(maxGroups), maxGroupsAgainst)
	case len(groups) > most:
		return usagef("--by %s makes %d groups; at most %d can be compared with the first", by, len(groups), most)
	}
	return nil
}
