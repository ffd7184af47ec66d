package analysis

import (
	"fmt"
	"time"

	"github.com/undertone-project/undertone/analysis/thread"
)

const hoursOfWeek = 7 * 24

// week counts items by hour of the week.
func (c *corpus) week(w *Week) []func() {
	samples := make([]sample, hoursOfWeek)
	counts := make([]int, hoursOfWeek)
	var times []timed
	for i := range c.items {
		it := &c.items[i]
		t := c.created(it)
		if !t.Known() || precisionRank(t.Precision) < precisionRank(thread.PrecisionHour) {
			w.Untimed++
			continue
		}
		at := clock(t, c.opt.Location)
		times = append(times, timed{at: at, item: i})
		h := mod(int(at.Weekday())-int(time.Monday), 7)*24 + at.Hour()
		counts[h]++
		if it.scored {
			samples[h].add(it, it.polarity)
		}
	}
	if len(times) == 0 {
		return nil
	}
	w.Zone = c.zoneName(times)
	w.Cells = make([]HourCell, hoursOfWeek)
	for h := range w.Cells {
		day := time.Weekday(mod(h/24+int(time.Monday), 7))
		w.Cells[h] = HourCell{Weekday: day, Hour: h % 24, Items: counts[h]}
	}
	return []func(){func() {
		for h := range w.Cells {
			w.Cells[h].Sentiment = c.mean(fmt.Sprintf("week/%d", h), &samples[h])
		}
	}}
}
