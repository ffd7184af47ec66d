// Package dates reads the dates that web pages write: bylines, comment
// headers, section headings. It never makes a time up: what the source leaves
// open stays open.
//
// What it reads: ISO 8601 ("2022-02-07T12:31:00Z"), day and month by name in
// either order, with or without weekday, year, clock and zone ("Tue, 8 Feb
// 2022 09:05 PM EST", "January 21, 2022 at 5:56 am", "12:31 on 7 February"),
// numeric dates ("12.29.14 at 8:09 pm", "17.07, 2011"), "2019年3月3日 17:06", month and year ("July 2012"), ranges
// of days ("25-27 January", "28 January - 2 February 2022") and relative dates
// ("3 hours ago", "yesterday at 14:10"). Month names are known in English,
// German, French, Spanish, Italian, Portuguese, Dutch, the Scandinavian languages, Finnish, Polish, Czech, Russian, Ukrainian
// and Turkish; relative dates in most of them ("vor 3 Stunden", "3 時間前"). A date may be glued
// to the name before it ("Ann Lee7 February 2022").
//
// Three things can be missing from a date. Then the result is recognised but
// not [thread.Time.Known]: a relative date without Options.Captured, a date
// without a year without Options.Reference. A numeric date whose day and month
// can be exchanged ("03/04/2022") keeps only what is sure, its year, unless
// Options.Order says how the source writes dates; [GuessOrder] finds that out
// from the unambiguous ones. Only "03.04.2022", with points and the whole year,
// is day first where nothing says otherwise.
package dates

import (
	"strings"
	"time"

	"github.com/undertone-project/undertone/analysis/thread"
)

// Order is the order of day and month in numeric dates.
type Order int

// The orders.
const (
	OrderUnknown Order = iota
	DayFirst
	MonthFirst
)

// Options say what is known about the source of a date.
type Options struct {
	// Captured is when the source was saved: the anchor of relative dates.
	Captured time.Time
	// Location is the zone of clock times that state none; nil for unknown.
	Location *time.Location
	// Reference completes dates without a year: the latest year that puts the
	// date no later than one day after Reference.
	Reference time.Time
	// Order resolves numeric dates such as 03/04/2022.
	Order Order
}

// Parse reads s as one date. White space and separators around it ("July 3,
// 2012 /") may remain, letters and digits may not. ok says that s is a date in
// form; Known tells whether it could be placed in time. Raw is the date as
// written.
func Parse(s string, opt Options) (t thread.Time, ok bool) {
	t, start, end, ok := Find(s, opt)
	if !ok || hasWord(s[:start]) || hasWord(s[end:]) {
		return thread.Time{}, false
	}
	return t, true
}

// Find looks for the first date in line and returns it with the byte offsets
// of its words. Relative words alone ("yesterday") count too: whoever reads
// prose should look at how much of the line the date covers.
func Find(line string, opt Options) (t thread.Time, start, end int, ok bool) {
	p, start, end, ok := FindParts(line)
	if !ok {
		return thread.Time{}, 0, 0, false
	}
	t = p.Time(opt)
	t.Raw = line[start:end]
	return t, start, end, true
}

// FindParts is Find before the date is placed in time: the fields as stated.
func FindParts(line string) (p Parts, start, end int, ok bool) {
	for i := 0; i < len(line); {
		if mayStart(line, i) {
			sc := scanner{s: line, i: i}
			if p, ok := sc.date(); ok {
				return p, i, sc.i, true
			}
		}
		i = nextStart(line, i)
	}
	return Parts{}, 0, 0, false
}

// GuessOrder looks for numeric dates in lines and returns the order of day and
// month that all unambiguous ones share, OrderUnknown where there is none or
// where they contradict one another.
func GuessOrder(lines []string) Order {
	order := OrderUnknown
	for _, line := range lines {
		p, _, _, ok := FindParts(line)
		if !ok || p.order == OrderUnknown {
			continue
		}
		if order != OrderUnknown && order != p.order {
			return OrderUnknown
		}
		order = p.order
	}
	return order
}

// hasWord reports whether s holds a letter or a digit.
func hasWord(s string) bool {
	return strings.IndexFunc(s, isWordRune) >= 0
}
