package unit

import (
	"strconv"
	"time"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/dates"
)

// ReadTime reads a time as attributes state it: seconds or milliseconds since
// 1970, or a date in one of the forms of package dates.
func ReadTime(value string, opt dates.Options) (thread.Time, bool) {
	if unixTime.MatchString(value) {
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil {
			return thread.Time{}, false
		}
		if len(value) > 10 {
			n /= 1000
		}
		return thread.Time{At: time.Unix(n, 0).UTC(), Precision: thread.PrecisionSecond, Zone: thread.ZoneStated, Raw: value}, true
	}
	t, _, _, ok := dates.Find(value, opt)
	return t, ok
}
