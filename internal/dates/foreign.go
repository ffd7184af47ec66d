package dates

import (
	"strings"

	"github.com/undertone-project/undertone/analysis/thread"
)

// unitOf is a unit of relative dates.
type unitOf = struct {
	unit thread.Precision
	days int
}

// foreignUnits are the units of relative dates in other languages than
// English.
var foreignUnits = foreign(map[thread.Precision]string{
	thread.PrecisionSecond: "sekunden sekunde secondes segundos segundo secondi seconden секунд секунды секунду sekund sekundy",
	thread.PrecisionMinute: "minuten minute minutos minuto minuti minuut минут минуты минуту minut minuty minuter dakika",
	thread.PrecisionHour:   "stunden stunde std heures heure horas hora ore ora uur uren часов часа час godzin godziny godzinę timmar timme timer time saat",
	thread.PrecisionDay:    "tagen tag jours jour días día dias dia giorni giorno dagen dag дней дня день dni dzień dagar dager dage gün",
	thread.PrecisionMonth:  "monaten monat mois meses mes mês mesi mese maanden maand месяцев месяца месяц miesięcy miesiące miesiąc månader månad måneder måned ay",
	thread.PrecisionYear:   "jahren jahr ans an année années años año anos ano anni anno jaar лет года год lata lat rok år yıl",
}, "wochen woche semaines semaine semanas semana settimane settimana weken week недель недели неделю tygodni tygodnie tydzień veckor vecka uker uke uger uge hafta")

// foreign makes the table of units; weeks are seven days.
func foreign(words map[thread.Precision]string, weeks string) map[string]unitOf {
	out := map[string]unitOf{}
	for unit, list := range words {
		days := 0
		if unit == thread.PrecisionDay {
			days = 1
		}
		for _, w := range strings.Fields(list) {
			out[w] = unitOf{unit, days}
		}
	}
	for _, w := range strings.Fields(weeks) {
		out[w] = unitOf{thread.PrecisionDay, 7}
	}
	return out
}

// agoBefore reads the words that stand before a relative date where "ago"
// stands behind it in English: "vor", "il y a", "hace", "há".
func (sc *scanner) agoBefore() bool {
	start := sc.i
	if sc.oneOf("vor", "hace", "há") {
		sc.spaces()
		return true
	}
	if sc.oneOf("il") {
		sc.spaces()
		if sc.oneOf("y") {
			sc.spaces()
			if sc.oneOf("a") {
				sc.spaces()
				return true
			}
		}
	}
	sc.i = start
	return false
}

// easternUnits are the units of "3 時間前" and its like, the longer before
// those that they begin with.
var easternUnits = []struct {
	sign string
	unitOf
}{
	{"時間", unitOf{thread.PrecisionHour, 0}}, {"小时", unitOf{thread.PrecisionHour, 0}}, {"小時", unitOf{thread.PrecisionHour, 0}}, {"시간", unitOf{thread.PrecisionHour, 0}},
	{"分钟", unitOf{thread.PrecisionMinute, 0}}, {"分鐘", unitOf{thread.PrecisionMinute, 0}}, {"分", unitOf{thread.PrecisionMinute, 0}}, {"분", unitOf{thread.PrecisionMinute, 0}},
	{"秒", unitOf{thread.PrecisionSecond, 0}}, {"초", unitOf{thread.PrecisionSecond, 0}},
	{"週間", unitOf{thread.PrecisionDay, 7}}, {"周", unitOf{thread.PrecisionDay, 7}}, {"週", unitOf{thread.PrecisionDay, 7}}, {"주", unitOf{thread.PrecisionDay, 7}},
	{"日", unitOf{thread.PrecisionDay, 1}}, {"天", unitOf{thread.PrecisionDay, 1}}, {"일", unitOf{thread.PrecisionDay, 1}},
	{"か月", unitOf{thread.PrecisionMonth, 0}}, {"ヶ月", unitOf{thread.PrecisionMonth, 0}}, {"个月", unitOf{thread.PrecisionMonth, 0}}, {"個月", unitOf{thread.PrecisionMonth, 0}}, {"개월", unitOf{thread.PrecisionMonth, 0}},
	{"年", unitOf{thread.PrecisionYear, 0}}, {"년", unitOf{thread.PrecisionYear, 0}},
}

// agoSigns reads the rest of "3 時間前", "3小时前", "3시간 전" after the number.
func (sc *scanner) agoSigns(n int) (Parts, bool) {
	start := sc.i
	for _, u := range easternUnits {
		if !sc.sign(u.sign) {
			continue
		}
		if sc.sign("之前", "以前", "前", "전") {
			p := noClock()
			p.ago, p.unit, p.days = n, u.unit, u.days
			return p, true
		}
		break
	}
	sc.i = start
	return Parts{}, false
}

// foreignDays are the words for today (0) and yesterday (1). They count only
// with a clock time behind them: some mean other things in other languages.
var foreignDays = map[string]int{
	"heute": 0, "gestern": 1, "aujourd": 0, "hier": 1, "hoy": 0, "ayer": 1, "hoje": 0, "ontem": 1, "oggi": 0, "ieri": 1, "vandaag": 0, "gisteren": 1,
	"сегодня": 0, "вчера": 1, "сьогодні": 0, "вчора": 1, "dzisiaj": 0, "dziś": 0, "wczoraj": 1, "idag": 0, "igår": 1, "dnes": 0, "včera": 1, "bugün": 0, "dün": 1,
}

// foreignDay reads "gestern um 14:10".
func (sc *scanner) foreignDay() (Parts, bool) {
	start := sc.i
	p := noClock()
	w, _ := sc.word()
	ago, known := foreignDays[w]
	if !known {
		sc.i = start
		return p, false
	}
	if w == "aujourd" {
		sc.byteIn("'")
		sc.between("’")
		sc.oneOf("hui")
	}
	sc.between(",")
	sc.clockWord()
	sc.spaces()
	if !sc.clock(&p) {
		sc.i = start
		return noClock(), false
	}
	p.ago, p.unit, p.days = ago, thread.PrecisionDay, 1
	return p, true
}
