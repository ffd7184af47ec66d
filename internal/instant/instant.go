// Package instant reads the times of exports: fields that hold nothing but a
// time, in one of a few machine-made forms.
package instant

import (
	"strings"
	"time"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/dates"
)

// zoned are the layouts that state an offset.
var zoned = []string{
	time.RFC3339Nano, time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700",
	"2006-01-02 15:04:05Z07:00", "2006-01-02T15:04:05.999999999-0700",
}

// clock are the layouts without one.
var clock = []string{"2006-01-02 15:04:05", "2006-01-02T15:04:05.999999999"}

// Parse reads raw, in the zone of src where it states none. A time that cannot
// be read is unknown and keeps its Raw; ok is false then, unless raw is empty
// or all zeros, which is how databases say that there is no time.
func Parse(raw string, src format.Source) (t thread.Time, ok bool) {
	raw = strings.TrimSpace(raw)
	if Empty(raw) {
		return thread.Time{}, true
	}
	stamp := raw
	if i := strings.LastIndex(stamp, " ("); i > 0 && strings.HasSuffix(stamp, ")") {
		stamp = stamp[:i] // the zone's name as a comment, after its offset
	}
	for _, layout := range zoned {
		if at, err := time.Parse(layout, stamp); err == nil && plausible(at) {
			return thread.Time{At: at, Precision: thread.PrecisionSecond, Zone: thread.ZoneStated, Raw: raw}, true
		}
	}
	zone, location := thread.ZoneUnknown, time.UTC
	if src.Location != nil {
		zone, location = thread.ZoneAssumed, src.Location
	}
	if at, ok := inLayouts(raw, location); ok {
		return thread.Time{At: at, Precision: thread.PrecisionSecond, Zone: zone, Raw: raw}, true
	}
	if t, ok := dates.Parse(raw, dates.Options{Captured: src.Captured, Location: src.Location}); ok && t.Known() {
		t.Raw = raw
		return t, true
	}
	return thread.Time{Raw: raw}, false
}

// UTC reads a field whose format says that it is in UTC.
func UTC(raw string) (t thread.Time, ok bool) {
	t, ok = Parse(raw, format.Source{})
	if t.Known() {
		t.Zone = thread.ZoneStated
	}
	return t, ok
}

// Empty reports whether a field holds no time: it is blank, or all zeros
// ("0000-00-00 00:00:00").
func Empty(raw string) bool {
	return strings.Trim(raw, "0-: TZ.+") == ""
}

func inLayouts(raw string, in *time.Location) (time.Time, bool) {
	for _, layout := range clock {
		if at, err := time.ParseInLocation(layout, raw, in); err == nil && plausible(at) {
			return at, true
		}
	}
	return time.Time{}, false
}

// plausible bounds the years of discussions; "0001-01-01" stands for nothing.
func plausible(at time.Time) bool { return at.Year() >= 1900 && at.Year() < 2200 }
