package unit

import (
	"strings"
	"time"

	"github.com/undertone-project/undertone/internal/dates"
)

// weekdayNames are the beginnings of the names of weekdays, Sunday first, in
// the languages that dates are read in.
var weekdayNames = [7][]string{
	{"sun", "so", "dim", "dom"}, {"mon", "mo", "lun", "seg"}, {"tue", "di", "mar", "ter"}, {"wed", "mi", "mer", "mié", "qua", "woe"},
	{"thu", "do", "jeu", "jue", "gio", "qui"}, {"fri", "fr", "ven", "vie", "sex", "vri"}, {"sat", "sa", "sam", "sáb", "sab"},
}

// weekday is the day of the week that a line names at its beginning, -1 for
// none.
func weekday(line string) time.Weekday {
	for _, w := range strings.FieldsFunc(strings.ToLower(line), notLetter) {
		for d, names := range weekdayNames {
			for _, n := range names {
				if len(w) >= 2 && (w == n || len(n) >= 3 && len(w) <= 10 && strings.HasPrefix(w, n)) {
					return time.Weekday(d)
				}
			}
		}
	}
	return -1
}

// weekdayOrder finds the order of day and month that the weekdays beside
// numeric dates agree with: "Mon, 10/04/2021" is the fourth of October.
func weekdayOrder(lines []string) dates.Order {
	votes := [2]int{}
	for _, line := range lines {
		day := weekday(line)
		if day < 0 {
			continue
		}
		var fits [2]bool
		for i, order := range []dates.Order{dates.DayFirst, dates.MonthFirst} {
			t, _, _, ok := dates.Find(line, dates.Options{Order: order})
			fits[i] = ok && t.Known() && t.At.Weekday() == day
		}
		if fits[0] != fits[1] {
			if fits[0] {
				votes[0]++
			} else {
				votes[1]++
			}
		}
	}
	switch {
	case votes[0] > 0 && votes[1] == 0:
		return dates.DayFirst
	case votes[1] > 0 && votes[0] == 0:
		return dates.MonthFirst
	}
	return dates.OrderUnknown
}

// What the two readings of a page's numeric dates are compared by.
const (
	fewDays  = 3                  // different dates below which their spread says nothing
	spread   = 5                  // how many times longer the wrong reading's span is
	early    = 2 * 24 * time.Hour // how much older than its post a comment may be: zones, clocks
	soon     = 4 * 24 * time.Hour // the first comment comes so soon after the post
	notSoon  = 25 * 24 * time.Hour
	maxDates = 2000
)

// settleOrder finds the order of day and month of dates that all can be read
// either way. Read the wrong way, comments lie before their post or after the
// page was saved, and those of one week on the same day of several months.
func (s *set) settleOrder() {
	if s.ordered {
		return
	}
	var reading [2][]time.Time // day first, month first
	for i := range s.views {
		f := s.views[i].when
		if f.value != "" || f.text == "" || len(reading[0]) >= maxDates {
			continue
		}
		p, _, _, ok := dates.FindParts(f.text)
		if !ok || !p.Ambiguous {
			continue
		}
		for k, order := range []dates.Order{dates.DayFirst, dates.MonthFirst} {
			reading[k] = append(reading[k], p.Time(dates.Options{Order: order}).At)
		}
	}
	if len(reading[0]) == 0 {
		return
	}
	for k, order := range []dates.Order{dates.DayFirst, dates.MonthFirst} {
		if s.likelier(reading[k], reading[1-k]) {
			s.opt.Order = order
			return
		}
	}
}

// likelier reports whether one reading of the dates is far more likely than the
// other.
func (s *set) likelier(a, b []time.Time) bool {
	fromA, toA := ends(a)
	fromB, toB := ends(b)
	if limit := s.opt.Captured; !limit.IsZero() && limit.Year() == toB.Year() && toB.After(limit.Add(early)) && !toA.After(limit.Add(early)) {
		return true
	}
	if post := s.opt.Published; !post.IsZero() {
		if fromB.Before(post.Add(-early)) && !fromA.Before(post.Add(-early)) {
			return true
		}
		if !fromA.Before(post.Add(-early)) && fromA.Before(post.Add(soon)) && fromB.After(post.Add(notSoon)) {
			return true
		}
	}
	different := map[string]bool{}
	for _, t := range a {
		different[t.Format(time.DateOnly)] = true
	}
	return len(different) >= fewDays && toB.Sub(fromB) > spread*max(toA.Sub(fromA), 24*time.Hour)
}

// ends are the first and the last of some times.
func ends(list []time.Time) (first, last time.Time) {
	first, last = list[0], list[0]
	for _, t := range list {
		if t.Before(first) {
			first = t
		}
		if t.After(last) {
			last = t
		}
	}
	return first, last
}
