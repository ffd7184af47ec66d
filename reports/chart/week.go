package chart

import (
	"fmt"
	"math"
	"time"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// leastWeek is the fewest items, and leastWeekSpan the shortest time, that a
// week is drawn of.
const (
	leastWeek     = 50
	leastWeekSpan = 7 * day
)

// Week draws at which hours of the week items are written: darker where there
// are more, with totals by weekday.
//
// The error wraps ErrNoData where fewer than 50 items have a clock time or they
// span less than a week.
func Week(s *analysis.Summary, m Meta) (Figure, error) {
	b := &weekBody{week: &s.Week, noun: noun(s), face: newTypeface(m.Fonts)}
	for _, c := range s.Week.Cells {
		b.days[c.Weekday] += c.Items
		b.total += c.Items
		b.most = max(b.most, c.Items)
	}
	if b.total < leastWeek || s.Trend.Axis != analysis.AxisTime || span(&s.Trend) < leastWeekSpan {
		return nil, fmt.Errorf("week: fewer than %d %s with a clock time over a week: %w", leastWeek, numeral.Nouns(noun(s)), ErrNoData)
	}
	f := &figure{name: "week", face: b.face, body: b, title: b.finding()}
	f.subtitle = fmt.Sprintf("Number of %s by weekday and hour (%s); darker is more, at most %s an hour of the week",
		numeral.Nouns(b.noun), s.Week.Zone, numeral.Count(b.most))
	f.notes = append(f.notes, sampleNote(s))
	if s.Week.Untimed > 0 {
		f.notes = append(f.notes, numeral.Plural(s.Week.Untimed, b.noun)+" without a clock time left out")
	}
	f.notes = append(f.notes, fmt.Sprintf("Counts over %d days; no intervals, as what is counted is all there is", int(span(&s.Trend)/day)))
	if m.Source != "" {
		f.notes = append(f.notes, "Source: "+m.Source)
	}
	f.alt = fmt.Sprintf("Heat map of %s by weekday and hour. %s.", numeral.Plural(b.total, b.noun), f.title)
	return f, nil
}

type weekBody struct {
	week  *analysis.Week
	days  [7]int // by time.Weekday
	total int
	most  int
	noun  string
	face  *typeface
}

// finding names the busiest weekday and the eight hours in a row that hold
// most.
func (b *weekBody) finding() string {
	busiest := time.Monday
	var hours [24]int
	for d := range b.days {
		day := time.Weekday((d + 1) % 7) // Monday first: of equals the first
		if b.days[day] > b.days[busiest] {
			busiest = day
		}
	}
	for _, c := range b.week.Cells {
		hours[c.Hour] += c.Items
	}
	from, in := 0, -1
	for h := range 24 {
		n := 0
		for k := range 8 {
			n += hours[(h+k)%24]
		}
		if n > in {
			from, in = h, n
		}
	}
	inDay, inHours := float64(b.days[busiest])/float64(b.total), float64(in)/float64(b.total)
	hoursText := fmt.Sprintf("%s come between %02d:00 and %02d:00", percent(inHours), from, (from+8)%24)
	switch {
	case inDay >= 1.5/7:
		return fmt.Sprintf("%s of the %s come on %ss; %s", percent(inDay), numeral.Nouns(b.noun), busiest, hoursText)
	case inHours >= 1.25*8/24:
		return fmt.Sprintf("%s come on all days of the week; %s", upperFirst(numeral.Nouns(b.noun)), hoursText)
	}
	return upperFirst(numeral.Nouns(b.noun)) + " come on all days of the week and at all hours"
}

const weekRow vg.Length = 24

func (b *weekBody) height(_ *typeface, _ vg.Length) vg.Length {
	return 7*weekRow + stLabel.lineHeight() + 8
}

func (b *weekBody) draw(p *pen, r vg.Rectangle) {
	row := min(weekRow+6, (height(r)-stLabel.lineHeight()-8)/7)
	names := b.face.width("Wed", stLabel) + 10
	totals := b.face.width(numeral.Count(b.total)+" (100%)", stLabel) + 10
	grid := r
	grid.Min.X += names
	grid.Max.X -= totals
	if width(grid) < 72 || row < stLabel.lineHeight() {
		return
	}
	cell := width(grid) / 24
	for _, c := range b.week.Cells {
		i := vg.Length((int(c.Weekday) + 6) % 7)
		x, y := grid.Min.X+cell*vg.Length(c.Hour), grid.Max.Y-row*(i+1)
		part := math.Pow(float64(c.Items)/float64(max(b.most, 1)), 0.7) // small counts stay visible
		p.rect(x+0.5, y+0.5, x+cell-0.5, y+row-0.5, mix(colPanelBg, colPositiveDeep, part))
	}
	for d, n := range b.days {
		y := grid.Max.Y - row*(vg.Length((d+6)%7)+0.5)
		p.textMid(time.Weekday(d).String()[:3], stLabel, r.Min.X, y, left)
		p.textMid(fmt.Sprintf("%s (%s)", numeral.Count(n), percent(float64(n)/float64(b.total))), stLabel, r.Max.X, y, right)
	}
	step := 3
	if cell*3 < b.face.width("00:00", stLabel)+8 {
		step = 6
	}
	y := grid.Max.Y - 7*row - 4 - stLabel.size*ascentPart
	for h := 0; h <= 24; h += step {
		p.text(fmt.Sprintf("%02d:00", h%24), stLabel.in(colMuted), grid.Min.X+cell*vg.Length(h), y, center)
	}
}
