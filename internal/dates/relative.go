package dates

import (
	"time"

	"github.com/undertone-project/undertone/analysis/thread"
)

// units maps the units of relative dates.
var units = map[string]struct {
	unit thread.Precision
	days int
}{
	"s": {thread.PrecisionSecond, 0}, "sec": {thread.PrecisionSecond, 0}, "secs": {thread.PrecisionSecond, 0},
	"second": {thread.PrecisionSecond, 0}, "seconds": {thread.PrecisionSecond, 0},
	"m": {thread.PrecisionMinute, 0}, "min": {thread.PrecisionMinute, 0}, "mins": {thread.PrecisionMinute, 0},
	"minute": {thread.PrecisionMinute, 0}, "minutes": {thread.PrecisionMinute, 0},
	"h": {thread.PrecisionHour, 0}, "hr": {thread.PrecisionHour, 0}, "hrs": {thread.PrecisionHour, 0},
	"hour": {thread.PrecisionHour, 0}, "hours": {thread.PrecisionHour, 0},
	"d": {thread.PrecisionDay, 1}, "day": {thread.PrecisionDay, 1}, "days": {thread.PrecisionDay, 1},
	"w": {thread.PrecisionDay, 7}, "week": {thread.PrecisionDay, 7}, "weeks": {thread.PrecisionDay, 7},
	"mo": {thread.PrecisionMonth, 0}, "month": {thread.PrecisionMonth, 0}, "months": {thread.PrecisionMonth, 0},
	"y": {thread.PrecisionYear, 0}, "yr": {thread.PrecisionYear, 0}, "yrs": {thread.PrecisionYear, 0},
	"year": {thread.PrecisionYear, 0}, "years": {thread.PrecisionYear, 0},
}

// ago reads "3 hours ago", "about an hour ago", "yesterday at 14:10", "just now".
func (sc *scanner) ago() (Parts, bool) {
	if p, ok := sc.namedDay(); ok {
		return p, true
	}
	p := noClock()
	before := sc.agoBefore()
	if sc.oneOf("about", "over", "almost", "around", "circa", "ca", "etwa", "environ", "около") {
		sc.between(".")
	}
	n, _, counted := sc.number(1, 5)
	if !counted {
		if !sc.oneOf("a", "an", "one", "einem", "einer", "un", "une", "una", "uno", "um", "uma", "een", "en", "ett") {
			return p, false
		}
		n = 1
	} else if p, ok := sc.agoSigns(n); ok {
		return p, true
	}
	sc.spaces()
	w, ok := sc.word()
	u, known := units[w]
	if !known {
		u, known = foreignUnits[w]
	}
	if !ok || !known {
		return p, false
	}
	p.ago, p.unit, p.days = n, u.unit, u.days
	sc.byteIn(".") // "4 yr. ago"
	sc.smallerUnit()
	if before {
		return p, sc.atWordEnd()
	}
	sc.spaces()
	return p, sc.oneOf("ago", "fa", "geleden", "назад", "temu", "önce", "sedan", "siden", "sitten", "atrás", "тому")
}

// smallerUnit skips the "and 5 minutes" of "3 hours and 5 minutes ago": the
// first unit is the precision that is kept.
func (sc *scanner) smallerUnit() {
	start := sc.i
	sc.between(",")
	if sc.oneOf("and") {
		sc.spaces()
	}
	if _, _, ok := sc.number(1, 2); ok {
		sc.spaces()
		if w, ok := sc.word(); ok {
			if _, known := units[w]; known {
				return
			}
		}
	}
	sc.i = start
}

// namedDay reads "today", "yesterday" and "just now", with a clock time after
// the first two.
func (sc *scanner) namedDay() (Parts, bool) {
	start := sc.i
	if p, ok := sc.foreignDay(); ok {
		return p, true
	}
	p := noClock()
	w, _ := sc.word()
	switch w {
	case "yesterday":
		p.ago, p.unit, p.days = 1, thread.PrecisionDay, 1
	case "today":
		p.unit, p.days = thread.PrecisionDay, 1
	case "just":
		sc.spaces()
		if sc.oneOf("now") {
			p.unit = thread.PrecisionMinute
			return p, true
		}
		fallthrough
	default:
		sc.i = start
		return p, false
	}
	end := sc.i
	sc.between(",")
	if sc.oneOf("at") {
		sc.spaces()
	}
	if !sc.clock(&p) {
		sc.i = end
	}
	return p, true
}

// relative places a relative date, cut to the precision that it states.
func (p Parts) relative(opt Options) thread.Time {
	if opt.Captured.IsZero() {
		return thread.Time{}
	}
	at := opt.Captured
	if opt.Location != nil {
		at = at.In(opt.Location)
	}
	t := thread.Time{Precision: p.unit, Zone: thread.ZoneAssumed}
	year, month, day := at.Date()
	switch p.unit {
	case thread.PrecisionSecond:
		t.At = at.Add(-time.Duration(p.ago) * time.Second).Truncate(time.Second)
	case thread.PrecisionMinute:
		t.At = at.Add(-time.Duration(p.ago) * time.Minute).Truncate(time.Minute)
	case thread.PrecisionHour:
		t.At = at.Add(-time.Duration(p.ago) * time.Hour).Truncate(time.Hour)
	case thread.PrecisionMonth:
		t.At = time.Date(year, month-time.Month(p.ago), 1, 0, 0, 0, 0, at.Location())
	case thread.PrecisionYear:
		t.At = time.Date(year-p.ago, 1, 1, 0, 0, 0, 0, at.Location())
	default:
		day -= p.ago * p.days
		if p.Hour < 0 {
			t.At = time.Date(year, month, day, 0, 0, 0, 0, at.Location())
			break
		}
		at = time.Date(year, month, day, 0, 0, 0, 0, at.Location())
		p.Year, p.Month, p.Day, p.unit = at.Year(), int(at.Month()), at.Day(), ""
		return p.absolute(opt)
	}
	return t
}
