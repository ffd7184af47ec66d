package analysis

import (
	"fmt"
	"strings"
	"time"

	"github.com/undertone-project/undertone/analysis/thread"
)

// Event is something that happened while people wrote, to be marked in a
// trend. From and To are equal for a moment; a day or a range goes from its
// beginning to the first moment after it.
type Event struct {
	Name     string
	From, To time.Time
}

// EventSummary is an event with the tone before and after it.
type EventSummary struct {
	Event
	// Shown reports whether the event lies on the trend's axis.
	Shown bool
	// Before and After are mean sentiment of the items on the trend written
	// before From and from To on, Difference After minus Before, in [-2, 2].
	// It is a difference, not an effect: what else changed is not known.
	// N is 0 where there is nothing on a side, or no time axis.
	Before, After, Difference Estimate
}

// ParseEvent reads "2022-01-21=Geneva talks": a day, a minute
// ("2022-01-21T14:30"), a time with an offset, or a range of them with a slash
// ("2022-01-21/2022-01-23", ISO 8601), then an equals sign and a name. Times
// without an offset are in loc, nil for UTC.
func ParseEvent(s string, loc *time.Location) (Event, error) {
	if loc == nil {
		loc = time.UTC
	}
	when, name, ok := strings.Cut(s, "=")
	e := Event{Name: strings.Join(strings.Fields(strings.ToValidUTF8(name, "\uFFFD")), " ")}
	if !ok || e.Name == "" {
		return e, fmt.Errorf("event %q has no name; write a time, = and a name, such as 2022-01-21=Geneva talks", s)
	}
	first, last, isRange := strings.Cut(when, "/")
	var err error
	if e.From, e.To, err = moment(first, loc); err != nil {
		return e, err
	}
	if isRange {
		var from time.Time
		if from, e.To, err = moment(last, loc); err != nil {
			return e, err
		}
		if from.Before(e.From) {
			return e, fmt.Errorf("event %q ends before it begins", s)
		}
	}
	return e, nil
}

// moment reads a time and gives its beginning and end: a day has both.
func moment(s string, loc *time.Location) (from, to time.Time, err error) {
	s = strings.TrimSpace(s)
	if t, err := time.ParseInLocation(time.DateOnly, s, loc); err == nil {
		return t, t.AddDate(0, 0, 1), nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04"} {
		if t, err := time.ParseInLocation(layout, s, loc); err == nil {
			return t.In(loc), t.In(loc), nil
		}
	}
	return from, to, fmt.Errorf("event: %q is not a time such as 2022-01-21 or 2022-01-21T14:30", s)
}

// events fills out with a row for each event, in order of time.
func (c *corpus) events(out *[]EventSummary, t *Trend, order []*item) {
	rows := make([]EventSummary, len(c.opt.Events))
	for i, e := range c.opt.Events {
		row := EventSummary{Event: e}
		if n := len(t.Bins); t.Axis == AxisTime && n > 0 {
			row.Shown = e.To.After(t.Bins[0].From) && e.From.Before(t.Bins[n-1].To)
			c.around(&row, fmt.Sprintf("event/%d", i), t, order)
		}
		rows[i] = row
	}
	*out = rows
}

// grain is how long after its stated time an item may have been written.
func (c *corpus) grain(it *item) time.Duration {
	switch c.created(it).Precision {
	case thread.PrecisionDay:
		return 24 * time.Hour
	case thread.PrecisionHour:
		return time.Hour
	case thread.PrecisionMinute:
		return time.Minute
	}
	return 0
}

// around compares the items before an event with those after it.
func (c *corpus) around(row *EventSummary, label string, t *Trend, order []*item) {
	var before, after sample
	var v versus
	for i, it := range order {
		at := t.Points[i].Time
		switch until := at.Add(c.grain(it)); {
		case !until.After(row.From) && at.Before(row.From):
			before.add(it, it.polarity)
			v.add(it, it.polarity, false)
		case !at.Before(row.To):
			after.add(it, it.polarity)
			v.add(it, it.polarity, true)
		}
	}
	row.Before = c.mean(label+"/before", &before)
	row.After = c.mean(label+"/after", &after)
	row.Difference = c.difference(label+"/difference", &v, nil)
}
