package jsonstream

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/dates"
)

// Scalar is a string, number or boolean as text. APIs disagree with
// themselves: an id is a number here and a string there. null, objects and
// arrays are the empty Scalar.
type Scalar string

// UnmarshalJSON accepts any value.
func (s *Scalar) UnmarshalJSON(raw []byte) error {
	raw = bytes.TrimSpace(raw)
	*s = ""
	switch {
	case len(raw) == 0 || raw[0] == '{' || raw[0] == '[' || raw[0] == 'n':
	case raw[0] == '"' && bytes.IndexByte(raw, '\\') < 0 && utf8.Valid(raw):
		*s = Scalar(bytes.Trim(raw, `"`))
	case raw[0] == '"':
		var text string
		if err := json.Unmarshal(raw, &text); err != nil {
			return err
		}
		*s = Scalar(text)
	default:
		*s = Scalar(raw)
	}
	return nil
}

// String is the text.
func (s Scalar) String() string { return string(s) }

// ID is the text of an id: whole numbers written as floats lose their point,
// and the words that stand for no value ("None", "null", "nan") are empty.
func (s Scalar) ID() string {
	id := strings.TrimSpace(string(s))
	switch strings.ToLower(id) {
	case "none", "null", "nan":
		return ""
	}
	if whole, ok := strings.CutSuffix(id, ".0"); ok {
		if _, err := strconv.ParseUint(whole, 10, 64); err == nil {
			return whole
		}
	}
	return id
}

// True says whether the value is true or a number other than zero.
func (s Scalar) True() bool {
	if s == "true" || s == "True" {
		return true
	}
	f, err := strconv.ParseFloat(string(s), 64)
	return err == nil && f != 0
}

// Int is the value as a whole number; ok is false where it is none.
func (s Scalar) Int() (n int, ok bool) {
	f, err := strconv.ParseFloat(strings.TrimSpace(string(s)), 64)
	if err != nil || f != f || f < -1e15 || f > 1e15 {
		return 0, false
	}
	return int(f), true
}

// Likes is the value as a count of likes; nothing, or no number, is an unknown
// one.
func (s Scalar) Likes() thread.Likes {
	if n, ok := s.Int(); ok {
		return thread.LikesOf(n)
	}
	return thread.Likes{}
}

// Unix is the time of a count of seconds since 1970, which may come as a
// number, a float or a string. Milliseconds are told by their size. An empty,
// zero or unreadable count is no time, with Raw as it stood.
func (s Scalar) Unix() thread.Time {
	raw := s.ID()
	if raw == "" {
		return thread.Time{}
	}
	whole, fraction, _ := strings.Cut(raw, ".")
	seconds, err := strconv.ParseInt(whole, 10, 64)
	nanos := int64(0)
	if err == nil && fraction != "" {
		digits := (fraction + "000000000")[:9]
		if nanos, err = strconv.ParseInt(digits, 10, 64); err == nil && nanos < 0 {
			nanos = 0
		}
	}
	if err != nil {
		f, ferr := strconv.ParseFloat(raw, 64)
		if ferr != nil || !(f > -1e14 && f < 1e14) {
			return thread.Time{Raw: raw}
		}
		seconds = int64(f)
	}
	if seconds >= 1e11 && seconds < 1e14 {
		nanos, seconds = seconds%1000*1e6, seconds/1000
	}
	if seconds <= 0 || seconds >= 1e11 {
		return thread.Time{Raw: raw}
	}
	return thread.Time{At: time.Unix(seconds, nanos).UTC(), Precision: thread.PrecisionSecond,
		Zone: thread.ZoneStated, Raw: raw}
}

// zoned and bare are the layouts of API times with and without a zone.
var (
	zoned = []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02 15:04:05.999999999Z07:00",
		"2006-01-02 15:04:05.999999999Z0700", "2006-01-02 15:04:05.999999999 -0700", "2006-01-02 15:04:05 MST"}
	bare = []string{"2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05.999999999"}
)

// Time is the time of a date in ISO 8601 or of a count of seconds. Times
// without a zone are read in src's Location; utc says that the platform's
// documentation makes them UTC.
func (s Scalar) Time(src format.Source, utc bool) thread.Time {
	raw := strings.TrimSpace(string(s))
	if raw == "" {
		return thread.Time{}
	}
	if t := s.Unix(); t.Known() && t.At.Unix() >= 1e8 { // else a year or a day: "2012", "20120304"
		return t
	}
	t := thread.Time{Raw: raw, Precision: thread.PrecisionSecond}
	for _, layout := range zoned {
		if at, err := time.Parse(layout, raw); err == nil && plausible(at) {
			t.At, t.Zone = at, thread.ZoneStated
			return t
		}
	}
	where, zone := time.UTC, thread.ZoneUnknown
	switch {
	case utc:
		zone = thread.ZoneStated
	case src.Location != nil:
		where, zone = src.Location, thread.ZoneAssumed
	}
	for _, layout := range bare {
		if at, err := time.ParseInLocation(layout, raw, where); err == nil && plausible(at) {
			t.At, t.Zone = at, zone
			return t
		}
	}
	if t, ok := dates.Parse(raw, dates.Options{Captured: src.Captured, Location: src.Location}); ok {
		return t
	}
	return thread.Time{Raw: raw}
}

// plausible refuses year 1, which exports write for "never".
func plausible(at time.Time) bool { return at.Year() > 1 && at.Year() < 10000 }
