package chart

import (
	"fmt"
	"time"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// changeWhen says when or where a change is: around, and between which ends.
func changeWhen(s *analysis.Summary, c analysis.TrendChange) (around, first, last string) {
	if s.Trend.Axis == analysis.AxisPosition {
		return noun(s) + " " + numeral.Count(c.Position), numeral.Count(c.FirstPosition), numeral.Count(c.LastPosition)
	}
	layout := "2 Jan 2006"
	if !wholeDays(&s.Trend) && span(&s.Trend) < 4*day {
		layout = "15:04 on 2 Jan 2006"
	}
	return c.Time.Format(layout), c.Earliest.Format(layout), c.Latest.Format(layout)
}

// span is the time from the first item to the last.
func span(t *analysis.Trend) time.Duration {
	if len(t.Points) == 0 {
		return 0
	}
	first, last := t.Points[0].Time, t.Points[0].Time
	for _, p := range t.Points {
		if p.Time.Before(first) {
			first = p.Time
		}
		if p.Time.After(last) {
			last = p.Time
		}
	}
	return last.Sub(first)
}

// changeFinding words the changes of a trend. It names a place only where the
// change lies within a small part of the axis.
func changeFinding(s *analysis.Summary) string {
	t := &s.Trend
	who := upperFirst(numeral.Nouns(noun(s)))
	first := t.Changes[0]
	turn := direction(first.After.Value-first.Before.Value, first.After.Value)
	switch len(t.Changes) {
	case 1:
		around, from, to := changeWhen(s, first)
		if vague(t, first) {
			return fmt.Sprintf("%s turn %s between %s and %s", who, turn, from, to)
		}
		return fmt.Sprintf("%s turn %s around %s", who, turn, around)
	case 2:
		second := t.Changes[1]
		return fmt.Sprintf("%s turn %s, then %s", who, turn, direction(second.After.Value-second.Before.Value, second.After.Value))
	}
	return fmt.Sprintf("The tone of the %s changes %d times", numeral.Nouns(noun(s)), len(t.Changes))
}

// vague reports whether a change may lie in more than a fifth of the axis.
func vague(t *analysis.Trend, c analysis.TrendChange) bool {
	if t.Axis == analysis.AxisPosition {
		return 5*(c.LastPosition-c.FirstPosition) > len(t.Points)
	}
	return 5*c.Latest.Sub(c.Earliest) > span(t)
}

// direction words a difference by its sign and the level that it leads to.
func direction(difference, level float64) string {
	switch {
	case difference > 0 && level < 0:
		return "less negative"
	case difference > 0:
		return "more positive"
	case level > 0:
		return "less positive"
	}
	return "more negative"
}

// changeNotes lists the changes, each with its uncertainty.
func changeNotes(s *analysis.Summary) []string {
	const most = 4
	t := &s.Trend
	var out []string
	for i, c := range t.Changes {
		if i == most {
			return append(out, "And "+numeral.Plural(len(t.Changes)-most, "further change"))
		}
		around, first, last := changeWhen(s, c)
		note := fmt.Sprintf("Change around %s (between %s and %s): mean %s before, %s after",
			around, first, last, signed(c.Before.Value), signed(c.After.Value))
		out = append(out, note)
	}
	return out
}

// Stretches in which changes may lie stand above the plot, in rows of their
// own where there are several.
const (
	changeRow  vg.Length = 6
	changeRows int       = 3
)

// changeStrip is the room for the changes above the plot.
func (b *trendBody) changeStrip() vg.Length {
	if len(b.t.Changes) == 0 {
		return 0
	}
	return changeRow*vg.Length(min(len(b.t.Changes), changeRows)) + stLabel.lineHeight() + 2
}

// drawChanges marks changes by a dashed line, with the stretch in which each
// may lie and, where there is room, the means before and after above it.
func (b *trendBody) drawChanges(p *pen, plot vg.Rectangle, x scale) {
	end, strip := plot.Min.X, b.changeStrip()
	for i, c := range b.t.Changes {
		at, first, last := float64(c.Position), float64(c.FirstPosition), float64(c.LastPosition)
		if b.t.Axis == analysis.AxisTime {
			at, first, last = b.timeAt(c.Time), b.timeAt(c.Earliest), b.timeAt(c.Latest)
		}
		p.vline(x.of(at), plot.Min.Y, plot.Max.Y+strip-stLabel.lineHeight(), 1, colMuted, 4, 3)
		p.whisker(x.of(first), x.of(last), plot.Max.Y+changeRow*(0.5+vg.Length(i%changeRows)), 2, 1.2, colMuted)
		text := "change: " + signed(c.Before.Value) + " to " + signed(c.After.Value)
		w := b.face.width(text, stLabel)
		from := min(max(x.of(at)-w/2, plot.Min.X), plot.Max.X-w)
		if from >= end {
			p.text(text, stLabel, from, plot.Max.Y+strip-stLabel.size*ascentPart, left)
			end = from + w + 8
		}
	}
}
