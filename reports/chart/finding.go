package chart

import (
	"fmt"
	"math"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/numeral"
)

// Findings turn figures into a title. A direction is only claimed where an
// interval excludes no difference.

// lean is the direction that an estimate's interval supports: -1, +1, or 0
// where it covers zero as printed, with two decimals. known is false without
// an interval.
func lean(e analysis.Estimate) (dir int, known bool) {
	const shown = 0.005
	switch {
	case !e.HasInterval():
		return 0, false
	case e.Lo >= shown:
		return 1, true
	case e.Hi <= -shown:
		return -1, true
	}
	return 0, true
}

// few says what there is too little of for an interval: authors, where all are
// known and there are items enough.
func few(s *analysis.Summary, e analysis.Estimate) string {
	const enough = 12
	if s.AuthorsKnown == s.Items && e.NAuthors > 0 && (e.N >= enough || e.N > 4*e.NAuthors) {
		return "authors"
	}
	return numeral.Nouns(noun(s))
}

// trendChange is the direction of a trend. Without Trend.Change it compares
// the first and the last bin that have intervals, and claims a change only
// where these do not overlap, which is stricter than a test of the difference.
func trendChange(t *analysis.Trend) (dir int, known bool) {
	if t.Change.N > 0 {
		return lean(t.Change)
	}
	var with []analysis.Estimate
	for _, b := range t.Bins {
		if b.Sentiment.HasInterval() {
			with = append(with, b.Sentiment)
		}
	}
	if len(with) < 2 {
		return 0, false
	}
	return apart(with[0], with[len(with)-1])
}

// apart is the direction from a to b where their intervals do not overlap.
func apart(a, b analysis.Estimate) (dir int, known bool) {
	switch {
	case !a.HasInterval() || !b.HasInterval():
		return 0, false
	case b.Lo > a.Hi:
		return 1, true
	case b.Hi < a.Lo:
		return -1, true
	}
	return 0, true
}

func trendFinding(s *analysis.Summary) string {
	noun := noun(s)
	over := "over time"
	if s.Trend.Axis == analysis.AxisPosition {
		over = "from the first " + noun + " to the last"
	}
	dir, known := trendChange(&s.Trend)
	mean := s.Distribution.Mean
	if oneAfterAnother(s) {
		over, dir = "that can be told without times", 0
	}
	switch {
	case len(s.Trend.Points) == 1 || mean.N == 1:
		return "A single " + noun + " cannot show a trend"
	case len(s.Trend.Changes) > 0 && !oneAfterAnother(s):
		return changeFinding(s)
	case !known:
		return "Too few " + few(s, s.Trend.Change) + " to tell whether the tone changes " + over
	case dir != 0 && s.Trend.Between:
		return "Later threads are " + direction(float64(dir), mean.Value) + "; no clear change within threads"
	case dir != 0:
		return upperFirst(numeral.Nouns(noun)) + " grow " + direction(float64(dir), mean.Value) + " " + over
	}
	switch side, _ := lean(mean); side {
	case 1:
		return "Positive on average, with no clear change " + over
	case -1:
		return "Negative on average, with no clear change " + over
	}
	return "No clear change in tone " + over
}

// oneAfterAnother reports whether the trend runs through several threads in the
// order of the input, so that a change along it says nothing of time.
func oneAfterAnother(s *analysis.Summary) bool {
	return s.Trend.Axis == analysis.AxisPosition && s.Unit == thread.KindComment && len(s.Threads) > 1
}

func distributionFinding(s *analysis.Summary) string {
	d := &s.Distribution
	neg, pos := d.Negative, d.Positive
	shares := fmt.Sprintf("%s negative, %s positive", percent(neg.Value), percent(pos.Value))
	if d.Scored == 1 {
		return "One " + noun(s) + ", " + oneTone(d) + " in tone"
	}
	dir, known := apart(neg, pos)
	side, _ := lean(d.Mean)
	switch {
	case !known:
		return fmt.Sprintf("%s of %s negative, %s positive: too few %s to generalise",
			numeral.Count(times(neg.Value, d.Scored)), numeral.Plural(d.Scored, noun(s)), numeral.Count(times(pos.Value, d.Scored)), few(s, neg))
	case dir < 0:
		return fmt.Sprintf("Negative %s outnumber positive ones, %s to %s", numeral.Nouns(noun(s)), percent(neg.Value), percent(pos.Value))
	case dir > 0:
		return fmt.Sprintf("Positive %s outnumber negative ones, %s to %s", numeral.Nouns(noun(s)), percent(pos.Value), percent(neg.Value))
	case side < 0:
		return "Negative on average: " + shares
	case side > 0:
		return "Positive on average: " + shares
	}
	return "No clear lean: " + shares
}

func oneTone(d *analysis.Distribution) string {
	switch {
	case d.Negative.Value == 1:
		return "negative"
	case d.Positive.Value == 1:
		return "positive"
	}
	return "neutral"
}

// meanFinding says on which side of zero the mean is.
func meanFinding(s *analysis.Summary) string {
	e := s.Distribution.Mean
	switch dir, known := lean(e); {
	case s.Distribution.Scored == 1:
		return "One score of " + signed(e.Value)
	case !known:
		return "Too few " + few(s, e) + " for an interval around the mean"
	case dir < 0:
		return "The mean tone, " + signed(e.Value) + ", is below zero"
	case dir > 0:
		return "The mean tone, " + signed(e.Value) + ", is above zero"
	}
	return "The mean tone, " + signed(e.Value) + ", is not clearly different from zero"
}

// times is the count behind a share of n; 0 for NaN.
func times(share float64, n int) int { return int(math.Round(zeroNaN(share) * float64(n))) }

// stanceFinding speaks of targets by the names given.
func stanceFinding(s *analysis.Summary, targets []analysis.TargetSummary, names []string) string {
	var against, favor []string
	known := 0
	for i, t := range targets {
		dir, ok := lean(t.Net)
		if ok {
			known++
		}
		switch {
		case dir < 0:
			against = append(against, names[i])
		case dir > 0:
			favor = append(favor, names[i])
		}
	}
	who := upperFirst(numeral.Nouns(noun(s)))
	switch {
	case len(against) > 0 && len(favor) > 0:
		return fmt.Sprintf("%s lean against %s and in favor of %s", who, listing(against, 2), listing(favor, 2))
	case len(against) > 0:
		return fmt.Sprintf("%s lean against %s%s", who, listing(against, 3), rest(len(targets)-len(against)))
	case len(favor) > 0:
		return fmt.Sprintf("%s lean in favor of %s%s", who, listing(favor, 3), rest(len(targets)-len(favor)))
	case known == 0:
		return fmt.Sprintf("Too few %s to tell where they stand on %s", few(s, targets[0].Net), named(names))
	case len(targets) == 1:
		return "No clear lean for or against " + names[0]
	case known < len(targets):
		return fmt.Sprintf("No clear lean on any target that enough %s take up to tell (%d of %d)", numeral.Nouns(noun(s)), known, len(targets))
	}
	return fmt.Sprintf("No clear lean for or against any of the %d targets", len(targets))
}

func rest(n int) string {
	switch {
	case n == 1:
		return "; no clear lean on the other target"
	case n > 1:
		return fmt.Sprintf("; no clear lean on the other %d", n)
	}
	return ""
}

func named(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return fmt.Sprintf("any of %d targets", len(names))
}

func depthFinding(s *analysis.Summary) string {
	var dir int
	var known bool
	if s.ReplyGap.N > 0 {
		dir, known = lean(s.ReplyGap)
	} else if top, deep, ok := topAndDeepest(s.Depths); ok {
		dir, known = apart(top, deep)
	}
	switch {
	case !known:
		return "Too few " + few(s, s.ReplyGap) + " to compare the tone of replies and top-level comments"
	case dir != 0:
		return "Replies are " + direction(float64(dir), replyMean(s.Depths)) + " in tone than top-level comments"
	}
	return "No clear difference in tone between replies and top-level comments"
}

func hasReplies(ds []analysis.DepthSummary) bool {
	for _, d := range ds {
		if d.Depth > 1 {
			return true
		}
	}
	return false
}

// replyMean is the mean sentiment below level 1.
func replyMean(ds []analysis.DepthSummary) float64 {
	sum, n := 0.0, 0
	for _, d := range ds {
		if d.Depth > 1 && !math.IsNaN(d.Sentiment.Value) {
			sum += d.Sentiment.Value * float64(d.Sentiment.N)
			n += d.Sentiment.N
		}
	}
	return sum / float64(max(n, 1))
}

func topAndDeepest(ds []analysis.DepthSummary) (top, deep analysis.Estimate, ok bool) {
	for _, d := range ds {
		switch {
		case !d.Sentiment.HasInterval():
		case d.Depth == 1:
			top = d.Sentiment
			ok = false
		default:
			deep, ok = d.Sentiment, top.N > 0
		}
	}
	return top, deep, ok
}
