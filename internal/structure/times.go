package structure

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/structure/edge"
)

// ago matches ages such as "3 hours ago", whose order is known even where the
// day of capture, and so the time itself, is not.
var ago = regexp.MustCompile(`(?i)^\s*(?:about |over |almost )?(\d{1,4}|an?) ?(second|sec|minute|min|hour|hr|day|week|month|mo|year|yr|s|m|h|d|w|y)s? ago\b`)

var units = map[string]float64{
	"second": 1, "sec": 1, "s": 1, "minute": 60, "min": 60, "m": 60, "hour": 3600, "hr": 3600, "h": 3600, "day": 86400, "d": 86400,
	"week": 604800, "w": 604800, "month": 2629800, "mo": 2629800, "year": 31557600, "yr": 31557600, "y": 31557600,
}

var widths = map[thread.Precision]time.Duration{
	thread.PrecisionYear: 366 * 24 * time.Hour, thread.PrecisionMonth: 31 * 24 * time.Hour, thread.PrecisionDay: 24 * time.Hour,
	thread.PrecisionHour: time.Hour, thread.PrecisionMinute: time.Minute, thread.PrecisionSecond: time.Second,
}

// times puts the comments' times on one scale: stated times, or ages where no
// time is stated.
func times(t *tree) []edge.When {
	out := make([]edge.When, len(t.nodes))
	absolute := 0
	for i := range t.nodes {
		if c := t.nodes[i].rec.Created; c.Known() {
			absolute++
			lo := float64(c.At.Unix())
			width, ok := widths[c.Precision]
			if !ok {
				width = time.Second
			}
			out[i] = edge.When{Known: true, Lo: lo, Hi: lo + width.Seconds()}
		}
	}
	if absolute > 0 {
		return out
	}
	for i := range t.nodes {
		out[i] = age(t.nodes[i].rec.Created.Raw)
	}
	return out
}

// age reads "3 hours ago" as the interval of three to four hours before now.
func age(raw string) edge.When {
	m := ago.FindStringSubmatch(raw)
	if m == nil {
		return edge.When{}
	}
	n, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		n = 1
	}
	unit := units[strings.ToLower(m[2])]
	return edge.When{Known: true, Lo: -(n + 1) * unit, Hi: -n * unit}
}
