package analysis

import (
	"fmt"
	"math"
	"time"

	"github.com/undertone-project/undertone/analysis/thread"
)

// step is a width of calendar bins: a number of minutes, days or months.
type step struct {
	minutes, days, months int
	unit                  string
}

// steps lists the widths from fine to coarse.
var steps = []step{
	{minutes: 1, unit: "minute"}, {minutes: 5, unit: "5 minutes"}, {minutes: 10, unit: "10 minutes"},
	{minutes: 15, unit: "15 minutes"}, {minutes: 30, unit: "30 minutes"},
	{minutes: 60, unit: "hour"}, {minutes: 120, unit: "2 hours"}, {minutes: 180, unit: "3 hours"},
	{minutes: 360, unit: "6 hours"}, {minutes: 720, unit: "12 hours"},
	{days: 1, unit: "day"}, {days: 2, unit: "2 days"}, {days: 7, unit: "week"}, {days: 14, unit: "2 weeks"},
	{months: 1, unit: "month"}, {months: 3, unit: "quarter"}, {months: 6, unit: "half-year"},
	{months: 12, unit: "year"}, {months: 24, unit: "2 years"}, {months: 60, unit: "5 years"},
	{months: 120, unit: "10 years"}, {months: 600, unit: "50 years"}, {months: 1200, unit: "100 years"},
}

// nominal is the usual length of a step.
func (s step) nominal() time.Duration {
	const day = 24 * time.Hour
	return time.Duration(s.minutes)*time.Minute + time.Duration(s.days)*day +
		time.Duration(s.months)*(30*day+10*time.Hour+29*time.Minute)
}

// floor is the latest bin edge at or before t, in t's zone.
func (s step) floor(t time.Time) time.Time {
	y, mo, d := t.Date()
	loc := t.Location()
	switch {
	case s.months > 0:
		m := y*12 + int(mo) - 1
		m -= mod(m, s.months)
		return time.Date(0, time.January, 1, 0, 0, 0, 0, loc).AddDate(0, m, 0)
	case s.days > 0:
		// Weeks and pairs of weeks begin on Mondays; 1970-01-05 was one.
		n := int(time.Date(y, mo, d, 0, 0, 0, 0, time.UTC).Unix()/86400) - 4
		return time.Date(y, mo, d-mod(n, s.days), 0, 0, 0, 0, loc)
	case s.minutes > 60:
		h := t.Hour() - mod(t.Hour(), s.minutes/60)
		return time.Date(y, mo, d, h, 0, 0, 0, loc)
	}
	// Up to an hour: back from t itself, so that a repeated hour stays two.
	past := time.Duration(mod(t.Minute(), s.minutes))*time.Minute +
		time.Duration(t.Second())*time.Second + time.Duration(t.Nanosecond())
	return t.Add(-past)
}

// next is the edge after edge.
func (s step) next(edge time.Time) time.Time {
	y, mo, d := edge.Date()
	loc := edge.Location()
	var n time.Time
	switch {
	case s.months > 0:
		n = time.Date(y, mo+time.Month(s.months), 1, 0, 0, 0, 0, loc)
	case s.days > 0:
		n = time.Date(y, mo, d+s.days, 0, 0, 0, 0, loc)
	case s.minutes > 60:
		// The hours of the day, also where the clock is put forward or back.
		h := edge.Hour() - mod(edge.Hour(), s.minutes/60)
		n = time.Date(y, mo, d, h+s.minutes/60, 0, 0, 0, loc)
	default:
		n = edge.Add(time.Duration(s.minutes) * time.Minute)
	}
	if !n.After(edge) { // a zone with an odd jump
		n = edge.Add(s.nominal())
	}
	return n
}

// edges are the bin edges that cover [from, to], at most limit bins; nil where
// that does not suffice.
func (s step) edges(from, to time.Time, limit int) []time.Time {
	if float64(to.Sub(from))/float64(s.nominal()) > float64(limit)+1 {
		return nil
	}
	out := []time.Time{s.floor(from)}
	for !out[len(out)-1].After(to) {
		if len(out) > limit {
			return nil
		}
		out = append(out, s.next(out[len(out)-1]))
	}
	return out
}

// chooseStep picks the step whose number of bins over [from, to] comes nearest
// to want, with at most limit bins and no finer than the precision allows.
func chooseStep(from, to time.Time, want, limit int, finest thread.Precision) (string, []time.Time) {
	best := math.Inf(1)
	var unit string
	var chosen []time.Time
	for _, s := range steps {
		if s.nominal() < precisionLength(finest) {
			continue
		}
		e := s.edges(from, to, limit)
		if len(e) < 2 {
			continue
		}
		if off := math.Abs(math.Log(float64(len(e)-1) / float64(want))); off < best {
			best, unit, chosen = off, s.unit, e
		}
	}
	if chosen == nil { // a span of thousands of years
		return fmt.Sprintf("%d years", to.Year()-from.Year()+1), []time.Time{from, to.Add(time.Nanosecond)}
	}
	return unit, chosen
}

func precisionLength(p thread.Precision) time.Duration {
	switch p {
	case thread.PrecisionDay:
		return 24 * time.Hour
	case thread.PrecisionHour:
		return time.Hour
	}
	return time.Minute
}

func mod(a, b int) int { return ((a % b) + b) % b }
