package chart

import (
	"math"
	"time"

	"github.com/undertone-project/undertone/internal/numeral"
)

// tick is a mark on an axis. Context is a second line, such as the year, that
// holds from this tick on; empty where it is as before.
type tick struct {
	at             float64
	label, context string
}

// calendarStep is a distance between time ticks.
type calendarStep struct {
	unit    time.Duration // of the finest field: Minute, Hour, day, month or year
	n       int
	approx  time.Duration
	label   string // layouts of package time
	context string
}

const (
	day   = 24 * time.Hour
	month = 30 * day
	year  = 365 * day
)

// calendarSteps runs from fine to coarse.
func calendarSteps() []calendarStep {
	var out []calendarStep
	add := func(unit time.Duration, label, context string, ns ...int) {
		for _, n := range ns {
			out = append(out, calendarStep{unit, n, unit * time.Duration(n), label, context})
		}
	}
	add(time.Minute, "15:04", "2 Jan 2006", 1, 2, 5, 10, 15, 30)
	add(time.Hour, "15:04", "2 Jan 2006", 1, 2, 3, 6, 12)
	add(day, "2 Jan", "2006", 1, 2, 7, 14)
	add(month, "Jan", "2006", 1, 2, 3, 6)
	add(year, "2006", "", 1, 2, 5, 10, 20, 50, 100)
	return out
}

// timeTicks are ticks at full calendar units of from's zone between from and
// to, no finer than finest: the finest series for which room(labels) holds.
func timeTicks(from, to time.Time, finest time.Duration, room func([]tick) bool) []tick {
	var last []tick
	for _, s := range calendarSteps() {
		if s.approx < finest-finest/8 || to.Sub(from)/s.approx > 200 {
			continue
		}
		ticks := s.between(from, to)
		if len(ticks) == 0 {
			break
		}
		if last = ticks; room(ticks) {
			return ticks
		}
	}
	if len(last) > 1 { // even the coarsest series is too dense: its ends
		return []tick{last[0], last[len(last)-1]}
	}
	if len(last) == 0 {
		s := calendarStep{label: "2 Jan 2006"}
		if finest < day {
			s = calendarStep{label: "15:04", context: "2 Jan 2006"}
		}
		return []tick{s.tick(from, "")}
	}
	return last
}

// between lists the ticks of the step in [from, to].
func (s calendarStep) between(from, to time.Time) []tick {
	var out []tick
	context := ""
	for t := s.floor(from); !t.After(to); t = s.next(t) {
		if t.Before(from) {
			continue
		}
		k := s.tick(t, context)
		if k.context != "" {
			context = k.context
		}
		out = append(out, k)
		if len(out) > 500 {
			break
		}
	}
	return out
}

func (s calendarStep) tick(t time.Time, before string) tick {
	k := tick{at: seconds(t), label: t.Format(s.label)}
	if c := t.Format(s.context); s.context != "" && c != before {
		k.context = c
	}
	return k
}

// floor is the last tick of the step at or before t.
func (s calendarStep) floor(t time.Time) time.Time {
	y, m, d := t.Date()
	switch s.unit {
	case time.Minute:
		return time.Date(y, m, d, t.Hour(), t.Minute()/s.n*s.n, 0, 0, t.Location())
	case time.Hour:
		return time.Date(y, m, d, t.Hour()/s.n*s.n, 0, 0, 0, t.Location())
	case day:
		if s.n%7 == 0 { // Mondays; 5 January 1970 was one
			n := daysSince1970(y, m, d) - 4
			return time.Date(y, m, d-mod(n, s.n), 0, 0, 0, 0, t.Location())
		}
		return time.Date(y, m, d-mod(daysSince1970(y, m, d), s.n), 0, 0, 0, 0, t.Location())
	case month:
		return time.Date(y, time.Month((int(m)-1)/s.n*s.n+1), 1, 0, 0, 0, 0, t.Location())
	}
	return time.Date(y-mod(y, s.n), 1, 1, 0, 0, 0, 0, t.Location())
}

// next is the tick after t, by the calendar rather than by duration, so that
// days of 23 and 25 hours come out right.
func (s calendarStep) next(t time.Time) time.Time {
	y, m, d := t.Date()
	switch s.unit {
	case time.Minute, time.Hour:
		return t.Add(s.unit * time.Duration(s.n))
	case day:
		return time.Date(y, m, d+s.n, 0, 0, 0, 0, t.Location())
	case month:
		return time.Date(y, m+time.Month(s.n), 1, 0, 0, 0, 0, t.Location())
	}
	return time.Date(y+s.n, 1, 1, 0, 0, 0, 0, t.Location())
}

func daysSince1970(y int, m time.Month, d int) int {
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func mod(a, n int) int { return ((a % n) + n) % n }

// seconds is t as a number for a scale.
func seconds(t time.Time) float64 { return float64(t.Unix()) + float64(t.Nanosecond())/1e9 }

// countTicks are round whole numbers in [from, to], the densest series of
// steps 1, 2, 5, 10, ... for which room holds. Where from is 1 it is a tick.
func countTicks(from, to int, room func([]tick) bool) []tick {
	var ticks []tick
	for _, step := range roundSteps(to) {
		ticks = ticks[:0]
		if from == 1 && step > 1 {
			ticks = append(ticks, tick{at: 1, label: "1"})
		}
		for v := (from + step - 1) / step * step; v <= to; v += step {
			if v > 0 {
				ticks = append(ticks, tick{at: float64(v), label: numeral.Count(v)})
			}
			if len(ticks) > 500 {
				break
			}
		}
		if len(ticks) > 0 && room(ticks) {
			return ticks
		}
	}
	return ticks
}

// roundSteps are 1, 2, 5, 10, ... up to most.
func roundSteps(most int) []int {
	var out []int
	for base := 1; base > 0 && base <= most; base *= 10 {
		out = append(out, base, 2*base, 5*base)
	}
	return out
}

// symmetric is the smaller of 0.5 and 1 that no value exceeds: the reach of an
// axis around 0.
func symmetric(values ...float64) float64 {
	most := 0.0
	for _, v := range values {
		if !math.IsNaN(v) {
			most = math.Max(most, math.Abs(v))
		}
	}
	if most <= 0.5 {
		return 0.5
	}
	return 1
}
