package thread

import "time"

// Precision is the finest unit that a source states of a time.
type Precision string

// The precisions, from coarse to fine. The empty Precision goes with an
// unknown time.
const (
	PrecisionYear   Precision = "year"
	PrecisionMonth  Precision = "month"
	PrecisionDay    Precision = "day"
	PrecisionHour   Precision = "hour"
	PrecisionMinute Precision = "minute"
	PrecisionSecond Precision = "second"
)

// ZoneSource says how the zone of a time is known.
type ZoneSource string

// The ways to know a zone. The empty ZoneSource goes with an unknown time.
const (
	// ZoneStated: the source gives an offset or a zone.
	ZoneStated ZoneSource = "stated"
	// ZoneAssumed: the user gave it (--timezone).
	ZoneAssumed ZoneSource = "assumed"
	// ZoneUnknown: the clock time is written down as if it were UTC.
	ZoneUnknown ZoneSource = "unknown"
)

// Time is a point in time as a source states it: never finer than stated, and
// never made up.
type Time struct {
	At        time.Time // the zero time where unknown
	Until     time.Time // last day of a stated range ("25-27 January"), else zero
	Precision Precision
	Zone      ZoneSource
	Raw       string // as the source writes it
}

// Known reports whether there is a time.
func (t Time) Known() bool { return !t.At.IsZero() }

// String is the time in RFC 3339, or "" where it is unknown. Where the zone is
// unknown the clock time is written with "Z"; ZoneUnknown says so.
func (t Time) String() string { return format(t.At) }

// UntilString is the end of a stated range in RFC 3339, or "".
func (t Time) UntilString() string { return format(t.Until) }

func format(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.Format(time.RFC3339)
}
