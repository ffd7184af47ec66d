package dates

// separators may stand between the parts of a date.
const separators = ",.·|•@/-–—:;()"

// date reads a date in any of the forms of the package.
func (sc *scanner) date() (Parts, bool) {
	start := sc.i
	for _, form := range []func(*scanner) (Parts, bool){
		(*scanner).ago, (*scanner).clockFirst, (*scanner).weekdayFirst, (*scanner).dayAndClock,
	} {
		if p, ok := form(sc); ok {
			return p, true
		}
		sc.i = start
	}
	return Parts{}, false
}

// weekdayFirst reads "Tuesday, 8 February ...".
func (sc *scanner) weekdayFirst() (Parts, bool) {
	w, ok := sc.word()
	if !ok || !weekdays[w] {
		return Parts{}, false
	}
	sc.between(",.")
	return sc.dayAndClock()
}

// clockFirst reads "12:31 pm, 7 February 2022".
func (sc *scanner) clockFirst() (Parts, bool) {
	p := noClock()
	if !sc.clock(&p) || !sc.between(separators) {
		return Parts{}, false
	}
	if sc.oneOf("on", "am", "le", "el") {
		sc.spaces()
	}
	if weekday := *sc; true {
		if w, ok := weekday.word(); ok && weekdays[w] {
			weekday.between(",.")
			*sc = weekday
		}
	}
	day, ok := sc.day()
	if !ok || day.Day == 0 {
		return Parts{}, false
	}
	day.Hour, day.Minute, day.Second = p.Hour, p.Minute, p.Second
	day.ZoneStated, day.Offset, day.american = p.ZoneStated, p.Offset, p.american
	return day, true
}

// dayAndClock reads a day and, where one follows, its clock time.
func (sc *scanner) dayAndClock() (Parts, bool) {
	p, ok := sc.day()
	if !ok {
		return Parts{}, false
	}
	if p.Day == 0 || p.UntilDay > 0 {
		return p, true
	}
	end := sc.i
	if sc.byteIn("T") || sc.between(separators) {
		sc.clockWord()
		if sc.clock(&p) {
			end = sc.i
			if p.Year == 0 && sc.between(",") {
				if year, _, ok := sc.number(4, 4); ok && plausible(year) {
					p.Year = year
					end = sc.i
				}
			}
		}
	}
	sc.i = end
	return p, true
}

// clockWord skips the words between a date and its clock: "at", "um", "a las".
func (sc *scanner) clockWord() {
	if sc.oneOf("at", "um", "à", "a", "alle", "ore", "om", "às", "ás", "klo", "kl", "o", "w", "в", "у", "о", "v", "ve", "saat") {
		sc.between(".")
		if sc.oneOf("las", "la", "les", "ore", "godz", "godzinie") {
			sc.between(".")
		}
	}
}

// day reads the calendar part of a date.
func (sc *scanner) day() (Parts, bool) {
	start := sc.i
	for _, form := range []func(*scanner) (Parts, bool){
		(*scanner).iso, (*scanner).eastern, (*scanner).numeric, (*scanner).dayMonth, (*scanner).monthDay, (*scanner).monthYear,
	} {
		if p, ok := form(sc); ok {
			return p, true
		}
		sc.i = start
	}
	return Parts{}, false
}

// iso reads 2022-02-07 and 2022/2/7.
func (sc *scanner) iso() (Parts, bool) {
	p := noClock()
	year, _, ok := sc.number(4, 4)
	if !ok || !plausible(year) || !sc.byteIn("-/.") {
		return p, false
	}
	sep := sc.s[sc.i-1 : sc.i]
	month, _, ok := sc.number(1, 2)
	if !ok || !sc.byteIn(sep) {
		return p, false
	}
	day, _, ok := sc.number(1, 2)
	if !ok || !exists(year, month, day) {
		return p, false
	}
	p.Year, p.Month, p.Day = year, month, day
	return p, true
}

// numeric reads 12/29/14, 29.12.2014 and the like.
func (sc *scanner) numeric() (Parts, bool) {
	p := noClock()
	a, _, ok := sc.number(1, 2)
	if !ok || !sc.byteIn("/.-") {
		return p, false
	}
	sep := sc.s[sc.i-1 : sc.i]
	b, _, ok := sc.number(1, 2)
	if ok && sep == "." && sc.i < len(sc.s) && sc.s[sc.i] == ',' {
		return sc.yearAfter(p, a, b)
	}
	if !ok || !sc.byteIn(sep) {
		return p, false
	}
	year, digits, ok := sc.number(2, 4)
	if !ok || digits == 3 || !sc.atWordEnd() {
		return p, false
	}
	if digits == 2 {
		year = century(year)
	}
	if !plausible(year) {
		return p, false
	}
	p.Year = year
	switch monthFirst, dayFirst := exists(year, a, b), exists(year, b, a); {
	case a == b && monthFirst:
		p.Month, p.Day = a, b
	case monthFirst && dayFirst:
		p.Month, p.Day, p.Ambiguous = a, b, true
		if sep == "." && digits == 4 {
			p.leaning = DayFirst // who writes points and the whole year writes the day first
		}
	case monthFirst:
		p.Month, p.Day, p.order = a, b, MonthFirst
	case dayFirst:
		p.Month, p.Day, p.order = b, a, DayFirst
	default:
		return p, false
	}
	return p, true
}

// yearAfter reads ", 2011" after the day and month of "17.07, 2011".
func (sc *scanner) yearAfter(p Parts, day, month int) (Parts, bool) {
	sc.between(",")
	year, _, ok := sc.number(4, 4)
	if !ok || !plausible(year) || !exists(year, month, day) || !sc.atWordEnd() {
		return p, false
	}
	p.Year, p.Month, p.Day = year, month, day
	return p, true
}

// century completes a year of two digits.
func century(year int) int {
	if year >= 70 {
		return 1900 + year
	}
	return 2000 + year
}

// plausible bounds the years of discussions on the web, and of the documents
// that they quote.
func plausible(year int) bool { return year >= 1900 && year < 2100 }

// dayMonth reads "7 February 2022", "25-27 January", "28 January - 2 February".
func (sc *scanner) dayMonth() (Parts, bool) {
	p := noClock()
	day, ok := sc.dayNumber()
	if !ok {
		return p, false
	}
	first := day
	if last, ok := sc.rangeTo((*scanner).dayNumber); ok && last > day {
		p.UntilDay = last
	}
	sc.between(".,-")
	if sc.oneOf("of", "de", "di") {
		sc.spaces()
	}
	month, ok := sc.month()
	if !ok {
		return p, false
	}
	p.Month, p.Day = month, first
	if p.UntilDay > 0 {
		p.UntilMonth = month
	} else if until, ok := sc.rangeTo((*scanner).fullDay); ok {
		p.UntilDay, p.UntilMonth = until%100, until/100
	}
	sc.finishYear(&p)
	return p, sc.atDateEnd() && validDay(p)
}

// monthDay reads "February 7th, 2022", "January 25-27", "January 28 - February 2".
func (sc *scanner) monthDay() (Parts, bool) {
	p := noClock()
	month, ok := sc.month()
	if !ok {
		return p, false
	}
	sc.between(".-")
	day, ok := sc.dayNumber()
	if !ok {
		return p, false
	}
	p.Month, p.Day = month, day
	if last, ok := sc.rangeTo((*scanner).dayNumber); ok && last > day {
		p.UntilMonth, p.UntilDay = month, last
	} else if until, ok := sc.rangeTo((*scanner).monthThenDay); ok {
		p.UntilMonth, p.UntilDay = until/100, until%100
	}
	sc.finishYear(&p)
	return p, sc.atDateEnd() && validDay(p)
}

// monthYear reads "July 2012" and "Jul, 2012".
func (sc *scanner) monthYear() (Parts, bool) {
	p := noClock()
	month, ok := sc.month()
	if !ok {
		return p, false
	}
	sc.between(",.-")
	if sc.oneOf("de", "of") {
		sc.spaces()
	}
	year, _, ok := sc.number(4, 4)
	if !ok || !plausible(year) {
		return p, false
	}
	p.Year, p.Month = year, month
	return p, sc.atWordEnd()
}

// month reads a month name.
func (sc *scanner) month() (int, bool) {
	start := sc.i
	if w, ok := sc.word(); ok {
		if m, ok := months[w]; ok {
			return m, true
		}
	}
	sc.i = start
	return 0, false
}

// dayNumber reads a day of the month with an optional ordinal ending.
func (sc *scanner) dayNumber() (int, bool) {
	start := sc.i
	day, _, ok := sc.number(1, 2)
	if !ok || day < 1 || day > 31 {
		sc.i = start
		return 0, false
	}
	sc.oneOf("st", "nd", "rd", "th", "er")
	return day, true
}

// fullDay reads "2 February" and returns 100*month + day.
func (sc *scanner) fullDay() (int, bool) {
	start := sc.i
	if day, ok := sc.dayNumber(); ok {
		sc.between(".")
		if month, ok := sc.month(); ok {
			return 100*month + day, true
		}
	}
	sc.i = start
	return 0, false
}

// monthThenDay reads "February 2" and returns 100*month + day.
func (sc *scanner) monthThenDay() (int, bool) {
	start := sc.i
	if month, ok := sc.month(); ok {
		sc.spaces()
		if day, ok := sc.dayNumber(); ok {
			return 100*month + day, true
		}
	}
	sc.i = start
	return 0, false
}

// rangeTo reads the second half of a range: a dash or "to", then an end.
func (sc *scanner) rangeTo(end func(*scanner) (int, bool)) (int, bool) {
	start := sc.i
	if sc.between("-–—") && sc.i < len(sc.s) {
		// "to" may stand in place of the dash.
		if sc.oneOf("to", "bis", "au", "al") {
			sc.spaces()
		} else if !hasDash(sc.s[start:sc.i]) {
			sc.i = start
			return 0, false
		}
		if v, ok := end(sc); ok {
			return v, true
		}
	}
	sc.i = start
	return 0, false
}

func hasDash(s string) bool {
	for _, r := range s {
		if r == '-' || r == '–' || r == '—' {
			return true
		}
	}
	return false
}

// finishYear reads the year after a day and a month, where there is one.
func (sc *scanner) finishYear(p *Parts) {
	start := sc.i
	sc.between(",.-/")
	if sc.oneOf("de", "del", "of") {
		sc.spaces()
	}
	year, digits, ok := sc.number(2, 4)
	switch {
	case ok && digits == 4 && plausible(year):
		p.setYear(year)
		if p.UntilYear > year { // a range over New Year states the year of its end
			p.Year, p.UntilYear = year-1, year
		}
		return
	case ok && digits == 2 && start < sc.i && sc.s[start] == '-':
		p.setYear(century(year)) // 07-Feb-12
		return
	}
	sc.i = start
	if sc.byteIn("'’") { // '12
		if year, _, ok := sc.number(2, 2); ok {
			p.setYear(century(year))
			return
		}
		sc.i = start
	}
}

// atDateEnd reports whether a day may end here: not in the middle of a word or
// of a number ("May 5000", "March 10am").
func (sc *scanner) atDateEnd() bool {
	return sc.atWordEnd() || (sc.i < len(sc.s) && sc.s[sc.i] == 'T')
}

// validDay reports whether the month can have the day.
func validDay(p Parts) bool {
	year := p.Year
	if year == 0 {
		year = 2000 // a leap year
	}
	return exists(year, p.Month, p.Day) && (p.UntilDay == 0 || exists(year, p.UntilMonth, p.UntilDay))
}

// noClock is a date without fields.
func noClock() Parts { return Parts{Hour: -1, Minute: -1, Second: -1} }
