package dates

import (
	"time"

	"github.com/undertone-project/undertone/analysis/thread"
)

// Parts are the fields of a date as stated.
type Parts struct {
	Year, Month, Day                int // 0 where unstated
	UntilYear, UntilMonth, UntilDay int // last day of a range, else 0
	Hour, Minute, Second            int // -1 where unstated
	// ZoneStated says that Offset, in seconds east of UTC, is stated.
	ZoneStated bool
	Offset     int
	// Ambiguous says that Day and Month may be exchanged; they are then as in
	// a month-first date.
	Ambiguous bool

	order    Order  // what an unambiguous numeric date shows
	leaning  Order  // what the form of an ambiguous one speaks for
	american string // "et", "ct", "mt", "pt": the offset depends on the date
	ago      int    // relative: so many units before the capture
	unit     thread.Precision
	days     int // length of the unit in days where unit is day ("weeks")
}

// Relative reports whether the date is counted from when it was read.
func (p Parts) Relative() bool { return p.unit != "" }

// Time places the date. Where a needed field is missing, or the day does not
// exist, the result is not Known. Raw is left empty.
func (p Parts) Time(opt Options) thread.Time {
	if p.Relative() {
		return p.relative(opt)
	}
	if p.Ambiguous {
		order := opt.Order
		if order == OrderUnknown {
			order = p.leaning
		}
		switch order {
		case DayFirst:
			p.Day, p.Month = p.Month, p.Day
		case MonthFirst:
		default:
			p.Month, p.Day, p.Hour = 0, 0, -1
		}
	}
	if p.Year == 0 {
		if opt.Reference.IsZero() || p.Month == 0 {
			return thread.Time{}
		}
		p.setYear(yearBefore(opt.Reference, p.Month, p.Day))
	}
	return p.absolute(opt)
}

// WithYear is p in the given year, the end of its range included: a range that
// runs over New Year ends in the year after.
func (p Parts) WithYear(year int) Parts {
	p.setYear(year)
	return p
}

func (p *Parts) setYear(year int) {
	p.Year = year
	if p.UntilDay == 0 {
		return
	}
	p.UntilYear = year
	if p.UntilMonth < p.Month {
		p.UntilYear++
	}
}

// yearBefore is the latest year in which month and day are no later than one
// day after ref: pages are saved in zones that differ from their authors'.
func yearBefore(ref time.Time, month, day int) int {
	at := time.Date(ref.Year(), time.Month(month), max(day, 1), 0, 0, 0, 0, time.UTC)
	limit := time.Date(ref.Year(), ref.Month(), ref.Day()+1, 0, 0, 0, 0, time.UTC)
	if at.After(limit) {
		return ref.Year() - 1
	}
	return ref.Year()
}

// absolute places a date with a year.
func (p Parts) absolute(opt Options) thread.Time {
	if p.Day > 0 && !exists(p.Year, p.Month, p.Day) {
		return thread.Time{}
	}
	loc, zone := p.zone(opt)
	t := thread.Time{Precision: p.precision(), Zone: zone}
	t.At = time.Date(p.Year, time.Month(max(p.Month, 1)), max(p.Day, 1),
		max(p.Hour, 0), max(p.Minute, 0), max(p.Second, 0), 0, loc)
	if p.UntilDay > 0 {
		if !exists(p.UntilYear, p.UntilMonth, p.UntilDay) {
			return thread.Time{}
		}
		t.Until = time.Date(p.UntilYear, time.Month(p.UntilMonth), p.UntilDay, 0, 0, 0, 0, loc)
		if t.Until.Before(t.At) {
			return thread.Time{}
		}
	}
	return t
}

func (p Parts) precision() thread.Precision {
	switch {
	case p.Month == 0:
		return thread.PrecisionYear
	case p.Day == 0:
		return thread.PrecisionMonth
	case p.Hour < 0:
		return thread.PrecisionDay
	case p.Minute < 0:
		return thread.PrecisionHour
	case p.Second < 0:
		return thread.PrecisionMinute
	}
	return thread.PrecisionSecond
}

// zone is the location of the clock time and how it is known.
func (p Parts) zone(opt Options) (*time.Location, thread.ZoneSource) {
	switch {
	case p.ZoneStated && p.Offset == 0:
		return time.UTC, thread.ZoneStated
	case p.ZoneStated:
		return time.FixedZone("", p.Offset), thread.ZoneStated
	case p.american != "":
		if offset, ok := americanOffset(p); ok {
			return time.FixedZone("", offset), thread.ZoneStated
		}
	case opt.Location != nil:
		return opt.Location, thread.ZoneAssumed
	}
	return time.UTC, thread.ZoneUnknown
}

// exists reports whether the calendar has the day.
func exists(year, month, day int) bool {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return month >= 1 && month <= 12 && t.Day() == day && int(t.Month()) == month
}
