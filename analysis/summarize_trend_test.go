package analysis

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/thread"
)

func TestTrendBins(t *testing.T) {
	for n, want := range map[int]int{0: 1, 1: 1, 5: 1, 12: 2, 18: 3, 30: 5, 60: 8, 200: 12, 1000: 20, 100000: 24} {
		if got := trendBins(n, AxisPosition); got != want {
			t.Errorf("trendBins(%d) = %d, want %d", n, got, want)
		}
	}
	for n, want := range map[int]int{2: 1, 5: 2, 10: 4, 18: 4, 30: 5} {
		if got := trendBins(n, AxisTime); got != want {
			t.Errorf("trendBins(%d) over time = %d, want %d", n, got, want)
		}
	}
}

func TestCalendarEdges(t *testing.T) {
	kyiv, kolkata := zone(t, "Europe/Kyiv"), zone(t, "Asia/Kolkata")
	for _, tt := range []struct {
		unit     string
		loc      *time.Location
		from, to string // in loc
		want     []string
	}{
		{"15 minutes", time.UTC, "2022-02-07 12:07", "2022-02-07 12:31", []string{"2022-02-07 12:00", "2022-02-07 12:15", "2022-02-07 12:30", "2022-02-07 12:45"}},
		{"hour", kolkata, "2022-02-07 12:40", "2022-02-07 13:10", []string{"2022-02-07 12:00", "2022-02-07 13:00", "2022-02-07 14:00"}},
		// The clock is put forward at 03:00 on 27 March: no edge at 03:00, six bins still.
		{"6 hours", kyiv, "2022-03-27 01:00", "2022-03-27 13:00", []string{"2022-03-27 00:00", "2022-03-27 06:00", "2022-03-27 12:00", "2022-03-27 18:00"}},
		{"day", kyiv, "2022-03-26 09:00", "2022-03-28 00:00", []string{"2022-03-26 00:00", "2022-03-27 00:00", "2022-03-28 00:00", "2022-03-29 00:00"}},
		{"week", time.UTC, "2022-02-09 00:00", "2022-02-14 00:00", []string{"2022-02-07 00:00", "2022-02-14 00:00", "2022-02-21 00:00"}},
		{"month", time.UTC, "2021-12-31 23:59", "2022-01-01 00:00", []string{"2021-12-01 00:00", "2022-01-01 00:00", "2022-02-01 00:00"}},
		{"quarter", time.UTC, "2021-11-30 00:00", "2022-02-01 00:00", []string{"2021-10-01 00:00", "2022-01-01 00:00", "2022-04-01 00:00"}},
		{"5 years", time.UTC, "1969-01-01 00:00", "1971-01-01 00:00", []string{"1965-01-01 00:00", "1970-01-01 00:00", "1975-01-01 00:00"}},
	} {
		t.Run(tt.unit, func(t *testing.T) {
			var got []string
			for _, e := range stepNamed(t, tt.unit).edges(at(t, tt.from, tt.loc), at(t, tt.to, tt.loc), 30) {
				got = append(got, e.Format("2006-01-02 15:04"))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Every step covers its span with edges that grow, in zones with summer time,
// half hours and a skipped day (Samoa, 30 December 2011).
func TestCalendarEdgesCover(t *testing.T) {
	for _, name := range []string{"UTC", "Europe/Kyiv", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe"} {
		loc := zone(t, name)
		for _, s := range steps {
			for _, start := range []string{"2011-12-28 23:50", "2018-11-03 23:30", "2022-03-27 00:40", "2022-10-30 01:59", "0001-01-01 00:00"} {
				from := at(t, start, loc)
				to := from.Add(min(s.nominal(), 40*365*24*time.Hour) * 5)
				edges := s.edges(from, to, 40)
				if len(edges) < 3 || len(edges) > 10 || edges[0].After(from) || !edges[len(edges)-1].After(to) {
					t.Errorf("%s, %s from %s: %v", name, s.unit, start, edges)
					continue
				}
				for i := 1; i < len(edges); i++ {
					if !edges[i].After(edges[i-1]) {
						t.Errorf("%s, %s: %v not after %v", name, s.unit, edges[i], edges[i-1])
					}
				}
			}
		}
	}
}

func TestChooseStep(t *testing.T) {
	from := time.Date(2022, 2, 7, 9, 3, 0, 0, time.UTC)
	for _, tt := range []struct {
		span   time.Duration
		want   int
		finest thread.Precision
		unit   string
	}{
		{40 * time.Minute, 8, thread.PrecisionMinute, "5 minutes"},
		{40 * time.Minute, 3, thread.PrecisionMinute, "15 minutes"},
		{40 * time.Minute, 8, thread.PrecisionDay, "day"},
		{9 * time.Hour, 10, thread.PrecisionSecond, "hour"},
		{20 * 24 * time.Hour, 20, thread.PrecisionDay, "day"},
		{300 * 24 * time.Hour, 9, thread.PrecisionDay, "month"},
		{6 * 365 * 24 * time.Hour, 24, thread.PrecisionDay, "half-year"}, // 25 quarters
		{30 * 365 * 24 * time.Hour, 24, thread.PrecisionDay, "2 years"},
	} {
		unit, edges := chooseStep(from, from.Add(tt.span), tt.want, maxTrendBins, tt.finest)
		if unit != tt.unit {
			t.Errorf("%v into %d: %s (%d bins), want %s", tt.span, tt.want, unit, len(edges)-1, tt.unit)
		}
	}
}

func TestTrendAxis(t *testing.T) {
	for _, tt := range []struct {
		name    string
		change  func(i int, c *thread.Comment)
		axis    Axis
		untimed int
	}{
		{"all timed", func(int, *thread.Comment) {}, AxisTime, 0},
		{"a quarter without", func(i int, c *thread.Comment) {
			if i%4 == 0 {
				c.Created = thread.Time{}
			}
		}, AxisTime, 10},
		{"half without", func(i int, c *thread.Comment) {
			if i%2 == 0 {
				c.Created = thread.Time{}
			}
		}, AxisPosition, 0},
		{"years only", func(i int, c *thread.Comment) { c.Created.Precision = thread.PrecisionYear }, AxisPosition, 0},
		{"one instant", func(i int, c *thread.Comment) { c.Created.At = time.Unix(0, 0) }, AxisPosition, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := makeThread("a", 40, 20, 1, false)
			for i := range r.Thread.Comments {
				tt.change(i, &r.Thread.Comments[i])
			}
			tr := Summarize([]Result{r}, SummaryOptions{}).Trend
			if tr.Axis != tt.axis || tr.Untimed != tt.untimed || len(tr.Points) != 40-tt.untimed || tr.Change.N == 0 {
				t.Errorf("axis %s, untimed %d, %d points, change %+v", tr.Axis, tr.Untimed, len(tr.Points), tr.Change)
			}
		})
	}
}

func TestPositionBinsCoverAllItems(t *testing.T) {
	for _, n := range []int{1, 5, 17, 18, 100, 999} {
		r := makeThread("a", n, 0, 1, false)
		for i := range r.Thread.Comments {
			r.Thread.Comments[i].Created = thread.Time{}
		}
		next := 1
		tr := Summarize([]Result{r}, SummaryOptions{Resamples: 20}).Trend
		for _, b := range tr.Bins {
			if b.FirstPosition != next || b.LastPosition < next || b.Sentiment.N != b.LastPosition-b.FirstPosition+1 {
				t.Errorf("%d items: %+v after %d", n, b, next-1)
			}
			next = b.LastPosition + 1
		}
		if next != n+1 {
			t.Errorf("%d items: bins end at %d", n, next-1)
		}
	}
}

// A gap stays visible as empty bins; a stray date does not flatten the rest.
func TestGapsAndStrays(t *testing.T) {
	r := makeThread("a", 200, 80, 1, false)
	for i := 100; i < 200; i++ {
		c := &r.Thread.Comments[i].Created
		c.At = c.At.AddDate(0, 0, 10)
	}
	tr := Summarize([]Result{r}, SummaryOptions{}).Trend
	empty := 0
	for _, b := range tr.Bins {
		if b.Sentiment.N == 0 {
			empty++
			if v := b.Sentiment.Value; v == v || b.Sentiment.HasInterval() {
				t.Errorf("empty bin with %v", b.Sentiment)
			}
		}
	}
	if empty < 3 {
		t.Errorf("%d empty bins of %d (%s)", empty, len(tr.Bins), tr.Unit)
	}
	r.Thread.Comments[0].Created.At = time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)
	tr = Summarize([]Result{r}, SummaryOptions{}).Trend
	if tr.Outside != 1 || tr.Points[0].Time.Year() != 2024 || !hasWarning(tr.Warnings, "1 comment far before or after") {
		t.Errorf("outside %d, first point %v, %q", tr.Outside, tr.Points[0], tr.Warnings)
	}
}

// Clock times without a zone stay as written; stated zones are converted.
func TestClock(t *testing.T) {
	kyiv := zone(t, "Europe/Kyiv")
	noon := time.Date(2022, 2, 7, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		t    thread.Time
		want string
	}{
		{thread.Time{At: noon, Precision: thread.PrecisionMinute, Zone: thread.ZoneStated}, "2022-02-07 14:00"},
		{thread.Time{At: noon, Precision: thread.PrecisionMinute, Zone: thread.ZoneUnknown}, "2022-02-07 12:00"},
		{thread.Time{At: noon.Truncate(24 * time.Hour), Precision: thread.PrecisionDay, Zone: thread.ZoneStated}, "2022-02-07 00:00"},
	} {
		if got := clock(tt.t, kyiv).Format("2006-01-02 15:04"); got != tt.want {
			t.Errorf("clock(%v) = %s, want %s", tt.t, got, tt.want)
		}
	}
}

func TestTrendChange(t *testing.T) {
	r := makeThread("a", 90, 0, 1, false)
	for i := range r.Sentiment {
		r.Sentiment[i] = tone(float64(i)/100 - 0.5 + 0.05*float64(i%3))
	}
	c := Summarize([]Result{r}, SummaryOptions{}).Trend.Change
	if c.N != 60 || c.Value < 0.55 || c.Value > 0.65 || !c.HasInterval() || c.Lo < 0.5 || c.Hi > 0.7 {
		t.Errorf("%+v", c)
	}
}

// Of a few threads at different times it is not said that the tone changes
// where it is the threads that differ; where the tone of each changes, it is.
func TestTrendChangeAmongFewThreads(t *testing.T) {
	for _, tt := range []struct {
		name    string
		tone    func(thread, i int) float64
		between bool
		changes bool
	}{
		{"threads differ", func(thread, _ int) float64 { return []float64{-0.3, 0.25, 0.2}[thread] }, true, false},
		{"each changes", func(_, i int) float64 { return 0.01 * float64(i-30) }, false, true},
		{"nothing", func(int, int) float64 { return 0.1 }, false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(3, 5))
			var rs []Result
			for k := range 3 {
				r := makeThread(fmt.Sprint("t", k), 60, 0, uint64(k), false)
				for i := range r.Sentiment {
					r.Sentiment[i] = tone(tt.tone(k, i) + 0.1*rng.NormFloat64())
					if tt.name == "threads differ" {
						c := &r.Thread.Comments[i].Created
						c.At = c.At.AddDate(k, 0, 0)
					}
				}
				rs = append(rs, r)
			}
			tr := Summarize(rs, SummaryOptions{}).Trend
			if tr.Between != tt.between || len(tr.Changes) > 0 != tt.changes || tr.Change.excludesZero() != (tt.changes || tt.between) {
				t.Errorf("between %v, %d changes, change %+v", tr.Between, len(tr.Changes), tr.Change)
			}
		})
	}
}

// Threads one after the other, each with a tone of its own, make no trend.
func TestTrendChangeAmongThreads(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation of a second")
	}
	found := 0
	for seed := range uint64(40) {
		var rs []Result
		rng := rand.New(rand.NewPCG(seed, 2))
		for k := range 24 {
			r := makeThread(fmt.Sprint("t", k), 30, 0, seed*100+uint64(k), false)
			own := 0.25 * rng.NormFloat64()
			for i := range r.Sentiment {
				r.Sentiment[i] = tone(min(max(own+0.2*rng.NormFloat64(), -0.79), 0.79))
				c := &r.Thread.Comments[i].Created
				c.At = c.At.AddDate(0, 0, k)
			}
			rs = append(rs, r)
		}
		tr := Summarize(rs, SummaryOptions{Seed: seed, Resamples: 199}).Trend
		if tr.Change.Lo > 0 || tr.Change.Hi < 0 || len(tr.Changes) > 0 {
			found++
		}
	}
	t.Logf("%d of 40 have a change", found)
	if found > 8 { // 5% each of two questions
		t.Errorf("%d of 40 have a change", found)
	}
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func at(t *testing.T, s string, loc *time.Location) time.Time {
	t.Helper()
	x, err := time.ParseInLocation("2006-01-02 15:04", s, loc)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func stepNamed(t *testing.T, unit string) step {
	t.Helper()
	for _, s := range steps {
		if s.unit == unit {
			return s
		}
	}
	t.Fatal(fmt.Sprint("no step ", unit))
	return step{}
}
