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
