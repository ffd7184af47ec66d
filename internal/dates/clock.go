package dates

import "time"

// clock reads a time of day into p, with its zone where it states one:
// "12:31", "5:47:09 pm", "8.09pm", "3 pm", "21h35", "14.10 Uhr".
func (sc *scanner) clock(p *Parts) bool {
	start := sc.i
	hour, _, ok := sc.number(1, 2)
	if !ok {
		return false
	}
	minute, second := -1, -1
	if sc.byteIn(":.h") {
		if minute, _, ok = sc.number(2, 2); !ok || minute > 59 {
			sc.i = start
			return false
		}
		if end := sc.i; sc.byteIn(":") {
			second, _, ok = sc.number(2, 2)
			switch {
			case ok && second <= 60:
				sc.fraction()
			case ok || sc.i < len(sc.s) && isDigit(sc.s[sc.i]):
				sc.i = start
				return false
			default: // "at 18:20:" ends in a colon
				sc.i, second = end, -1
			}
		}
	}
	half := sc.halfOfDay()
	if minute < 0 && half == "" || !hourOf(&hour, half) {
		sc.i = start
		return false
	}
	p.Hour, p.Minute, p.Second = hour, minute, min(second, 59)
	sc.suffix("uhr")
	sc.suffix("h")
	sc.zone(p)
	return true
}

// fraction skips the fraction of a second.
func (sc *scanner) fraction() {
	start := sc.i
	if sc.byteIn(".,") {
		if _, _, ok := sc.number(1, 9); ok {
			return
		}
	}
	sc.i = start
}

// suffix skips a unit such as "Uhr".
func (sc *scanner) suffix(word string) {
	start := sc.i
	sc.spaces()
	if !sc.oneOf(word) {
		sc.i = start
	}
}

// halfOfDay reads am or pm and returns "a", "p" or "".
func (sc *scanner) halfOfDay() string {
	start := sc.i
	sc.spaces()
	if w, ok := sc.word(); ok {
		switch w {
		case "am", "pm":
			return w[:1]
		case "a", "p":
			if sc.byteIn(".") {
				if sc.byteIn("mM") {
					sc.byteIn(".")
					return w
				}
			}
		}
	}
	sc.i = start
	return ""
}

// hourOf turns an hour of the 12-hour clock into one of 24.
func hourOf(hour *int, half string) bool {
	if half == "" {
		return *hour <= 23
	}
	if *hour > 12 {
		return *hour <= 23 && half == "p" // "14:05 pm" is common and clear
	}
	*hour %= 12
	if half == "p" {
		*hour += 12
	}
	return true
}

// zone reads an offset or a zone abbreviation.
func (sc *scanner) zone(p *Parts) {
	start := sc.i
	if sc.offset(p) {
		return
	}
	sc.between("(")
	w, ok := sc.word()
	if ok && sc.atWordEnd() {
		if minutes, known := offsets[w]; known {
			p.ZoneStated, p.Offset = true, minutes*60
			if w == "utc" || w == "gmt" {
				sc.offset(p)
			}
			sc.byteIn(")")
			return
		}
		if _, known := american[w]; known {
			p.american = w
			sc.byteIn(")")
			return
		}
	}
	sc.i = start
}

// offset reads +0200, +02:00, -5.
func (sc *scanner) offset(p *Parts) bool {
	start := sc.i
	sc.spaces()
	if !sc.byteIn("+-") {
		sc.i = start
		return false
	}
	sign := 1
	if sc.s[sc.i-1] == '-' {
		sign = -1
	}
	hours, digits, ok := sc.number(1, 4)
	minutes := 0
	switch {
	case !ok || digits == 3:
		sc.i = start
		return false
	case digits == 4:
		hours, minutes = hours/100, hours%100
	case sc.byteIn(":"):
		if minutes, _, ok = sc.number(2, 2); !ok {
			sc.i = start
			return false
		}
	}
	if hours > 14 || minutes > 59 || !sc.atWordEnd() {
		sc.i = start
		return false
	}
	p.ZoneStated, p.Offset = true, sign*(hours*3600+minutes*60)
	return true
}

// americanOffset is the offset of "ET" and its like by the rule in force since
// 2007: summer time from the second Sunday in March to the first in November.
// Before that year it is not known.
func americanOffset(p Parts) (int, bool) {
	if p.Year < 2007 || p.Day == 0 {
		return 0, false
	}
	at := time.Date(p.Year, time.Month(p.Month), p.Day, max(p.Hour, 0), 0, 0, 0, time.UTC)
	offset := american[p.american] * 60
	if from, to := sunday(p.Year, time.March, 2), sunday(p.Year, time.November, 1); !at.Before(from) && at.Before(to) {
		offset += 3600
	}
	return offset, true
}

// sunday is two in the morning of the nth Sunday of a month.
func sunday(year int, month time.Month, n int) time.Time {
	first := time.Date(year, month, 1, 2, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, (7-int(first.Weekday()))%7+7*(n-1))
}
