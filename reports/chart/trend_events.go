package chart

import (
	"fmt"
	"image/color"
	"slices"
	"time"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// Events are bluish green, the palette's hue that means nothing else here.
var (
	colEvent = color.NRGBA{0x00, 0x9E, 0x73, 0xFF}
	inkEvent = color.NRGBA{0x00, 0x68, 0x4C, 0xFF}
)

// shownEvents are the events that lie on the trend's axis, in order of time.
func shownEvents(s *analysis.Summary) []analysis.EventSummary {
	var out []analysis.EventSummary
	for _, e := range s.Events {
		if e.Shown {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b analysis.EventSummary) int { return a.From.Compare(b.From) })
	return out
}

// eventWhen says when an event was: "21 Jan 2022", "14:30 on 21 Jan 2022",
// "21 Jan 2022 to 23 Jan 2022".
func eventWhen(e analysis.Event) string {
	write := func(t time.Time) string {
		if h, m, _ := t.Clock(); h == 0 && m == 0 {
			return t.Format("2 Jan 2006")
		}
		return t.Format("15:04 on 2 Jan 2006")
	}
	last := e.To
	if h, m, _ := e.To.Clock(); e.To.After(e.From) && h == 0 && m == 0 {
		last = e.To.AddDate(0, 0, -1) // the day that ends then
	}
	if !last.After(e.From) {
		return write(e.From)
	}
	return write(e.From) + " to " + write(last)
}

// eventNotes list events with the tone before and after.
func eventNotes(s *analysis.Summary) []string {
	const most = 4
	var out []string
	for i, e := range shownEvents(s) {
		if i == most {
			out = append(out, "And "+numeral.Plural(len(shownEvents(s))-most, "further event"))
			break
		}
		note := fmt.Sprintf("%s, %s", isolated(e.Name), eventWhen(e.Event))
		if e.Difference.N > 0 {
			note += fmt.Sprintf(": mean %s before, %s after, difference %s", signed(e.Before.Value), signed(e.After.Value), meanText(e.Difference))
		}
		out = append(out, note)
	}
	if len(out) > 0 {
		out = append(out, "Differences around an event do not show that it made them")
	}
	return out
}

// eventList names events and when they were.
func eventList(events []analysis.EventSummary) string {
	var names []string
	for _, e := range events {
		names = append(names, fmt.Sprintf("%s (%s)", isolated(e.Name), eventWhen(e.Event)))
	}
	return listing(names, 6)
}

// eventLabel is an event on the canvas. Its label hangs under the plot in a
// row counted from the top, -1 where there is no room for it.
type eventLabel struct {
	x0, x1 vg.Length // of the event
	text   string
	at, w  vg.Length // of the label
	row    int
}

const (
	eventRows    = 4
	eventRow     = vg.Length(14)
	eventGap     = vg.Length(4)
	widestEvent  = vg.Length(190)
	narrowestDay = vg.Length(2.5) // an event of less is a line
)

// placeEvents puts the labels of events under the plot so that no label lies
// on another and no line runs through one.
func (b *trendBody) placeEvents(x scale) []eventLabel {
	var best []eventLabel
	for _, backward := range []bool{true, false} {
		try := b.tryEvents(x, backward)
		if best == nil || countPlaced(try) > countPlaced(best) {
			best = try
		}
	}
	return best
}

func countPlaced(labels []eventLabel) int {
	n := 0
	for _, l := range labels {
		if l.row >= 0 {
			n++
		}
	}
	return n
}

// tryEvents places the labels one after another, each in the first row where
// it fits, to the right of its line or else to the left.
func (b *trendBody) tryEvents(x scale, backward bool) []eventLabel {
	labels := make([]eventLabel, len(b.events))
	order := make([]int, len(b.events))
	for i, e := range b.events {
		l := &labels[i]
		l.x0, l.x1, l.row = x.of(seconds(e.From)), x.of(seconds(e.To)), -1
		name, _ := b.face.legible(e.Name)
		l.text = b.face.fit(name, stLabel, min(widestEvent, x.until-x.at))
		l.w = b.face.width(l.text, stLabel)
		order[i] = i
		if backward {
			order[i] = len(order) - 1 - i
		}
	}
	for _, i := range order {
		l := labels[i]
		for row := 0; row < eventRows && l.row < 0; row++ {
			for _, at := range []vg.Length{l.x0 + eventGap, l.x0 - eventGap - l.w} {
				if at < x.at-0.5 || at+l.w > x.until+0.5 {
					continue
				}
				if l.at = at; fitsEvent(labels, i, at, row) {
					labels[i].at, labels[i].row, l.row = at, row, row
					break
				}
			}
		}
	}
	return labels
}

// fitsEvent reports whether label i may stand at a place.
func fitsEvent(labels []eventLabel, i int, at vg.Length, row int) bool {
	l := labels[i]
	for k, o := range labels {
		if k == i || o.row < 0 {
			continue
		}
		apart := at+l.w+eventGap <= o.at || o.at+o.w+eventGap <= at
		crossed := o.x0 > at-eventGap/2 && o.x0 < at+l.w+eventGap/2 // the other's line hangs down through this label
		crosses := l.x0 > o.at-eventGap/2 && l.x0 < o.at+o.w+eventGap/2
		switch {
		case o.row == row && !apart, o.row > row && crossed, o.row < row && crosses, o.row == row && (crossed || crosses):
			return false
		}
	}
	return true
}

// eventStrip is the room under the plot for the labels of events.
func eventStrip(labels []eventLabel) vg.Length {
	rows := 0
	for _, l := range labels {
		rows = max(rows, l.row+1)
	}
	if rows == 0 {
		return 0
	}
	return eventRow*vg.Length(rows) + 3
}

// drawEvents draws the events through the plot and their labels under it.
func drawEvents(p *pen, labels []eventLabel, plot vg.Rectangle) {
	for _, l := range labels {
		drawEvent(p, l, plot)
	}
	for _, l := range labels {
		if l.row < 0 {
			continue
		}
		top := plot.Min.Y - 3 - eventRow*vg.Length(l.row)
		p.vline(l.x0, top-eventRow+4, plot.Min.Y, 1, colEvent)
		p.text(l.text, stLabel.in(inkEvent), l.at, top-stLabel.size*ascentPart, left)
	}
}

// drawEvent draws a moment as a line and a span as a band.
func drawEvent(p *pen, l eventLabel, plot vg.Rectangle) {
	if l.x1-l.x0 >= narrowestDay {
		p.rect(l.x0, plot.Min.Y, l.x1, plot.Max.Y, fade(colEvent, 0.14))
	}
	p.vline(l.x0, plot.Min.Y, plot.Max.Y, 1, colEvent)
}
