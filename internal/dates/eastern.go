package dates

import "strings"

// eastern reads "2019年3月3日 (日) 17:06", "2019年3月3日 下午5:06" and
// "2019년 3월 3일 오후 5:06".
func (sc *scanner) eastern() (Parts, bool) {
	p := noClock()
	year, _, ok := sc.number(4, 4)
	if !ok || !plausible(year) || !sc.sign("年", "년") {
		return p, false
	}
	month, _, ok := sc.number(1, 2)
	if !ok || !sc.sign("月", "월") {
		return p, false
	}
	day, _, ok := sc.number(1, 2)
	if !ok || !sc.sign("日", "일", "号") || !exists(year, month, day) {
		return p, false
	}
	p.Year, p.Month, p.Day = year, month, day
	end := sc.i
	sc.weekdaySign()
	if !sc.easternClock(&p) {
		sc.i = end
	}
	return p, true
}

// sign reads one of the given signs and the spaces before and after it.
func (sc *scanner) sign(signs ...string) bool {
	start := sc.i
	sc.spaces()
	for _, s := range signs {
		if strings.HasPrefix(sc.s[sc.i:], s) {
			sc.i += len(s)
			sc.spaces()
			return true
		}
	}
	sc.i = start
	return false
}

// weekdaySign skips "(日)", "星期日", "日曜日".
func (sc *scanner) weekdaySign() {
	start := sc.i
	open := sc.sign("(", "（")
	sc.sign("星期", "周", "週")
	if !sc.sign("月", "火", "水", "木", "金", "土", "日", "一", "二", "三", "四", "五", "六", "월", "화", "수", "목", "금", "토", "일") {
		sc.i = start
		return
	}
	sc.sign("曜日", "요일")
	if open && !sc.sign(")", "）") {
		sc.i = start
	}
}

// easternClock reads "17:06", "17時06分", "下午5:06", "오후 5:06".
func (sc *scanner) easternClock(p *Parts) bool {
	half := ""
	switch {
	case sc.sign("下午", "午後", "오후", "晚上"):
		half = "p"
	case sc.sign("上午", "午前", "오전", "凌晨", "早上"):
		half = "a"
	}
	hour, _, ok := sc.number(1, 2)
	if !ok || !sc.sign("時", "时", "點", "点", "시", ":") {
		return false
	}
	minute, _, ok := sc.number(1, 2)
	if !ok || minute > 59 || !hourOf(&hour, half) {
		return false
	}
	p.Hour, p.Minute = hour, minute
	end := sc.i
	if sc.sign("分", "분", ":") {
		if second, _, ok := sc.number(2, 2); ok && second <= 59 {
			p.Second = second
			sc.sign("秒", "초")
			return true
		}
		if strings.HasPrefix(sc.s[end:], ":") {
			sc.i = end
		}
	}
	return true
}
