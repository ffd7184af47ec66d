package unit

import (
	"testing"
	"time"

	"github.com/undertone-project/undertone/internal/dates"
)

// TestSettleOrder reads dates that all can be read either way.
func TestSettleOrder(t *testing.T) {
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		name  string
		texts []string
		opt   Options
		want  dates.Order
	}{
		{"one week in March, day first", []string{"03/03/2019", "04/03/2019", "05/03/2019", "09/03/2019"}, Options{}, dates.DayFirst},
		{"one week in March, month first", []string{"3/3/2019", "3/4/2019", "3/5/2019", "3/9/2019"}, Options{}, dates.MonthFirst},
		{"two dates settle nothing", []string{"03/04/2019", "03/05/2019"}, Options{}, dates.OrderUnknown},
		{"not before the post", []string{"04/03/2019"}, Options{Published: day(2019, 4, 2)}, dates.MonthFirst},
		{"not after the page was saved", []string{"04/09/2019"}, Options{Captured: day(2019, 5, 1)}, dates.MonthFirst},
		{"a year of comments", []string{"01/02/2019", "05/06/2019", "09/10/2019", "11/12/2019"}, Options{}, dates.OrderUnknown},
	} {
		s := &set{opt: c.opt, views: make([]view, len(c.texts))}
		for i, text := range c.texts {
			s.views[i].when = found{text: text}
		}
		if s.settleOrder(); s.opt.Order != c.want {
			t.Errorf("%s: %v, want %v", c.name, s.opt.Order, c.want)
		}
	}
}

func TestEndsSentence(t *testing.T) {
	for s, want := range map[string]bool{"J. P. Abara": false, "Dr. Weiss": false, "Ann Lee Jr.": false, "What a day!": true, "I agree. Really": true, "Ann ...": true} {
		if got := endsSentence(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}
