package analysis

import (
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
)

func TestTones(t *testing.T) {
	r := grove("post", "a", "a", "b", "post", "gone", "d")
	for i, p := range []float64{-0.7, -0.7, 0.7, 0, 0.7, -0.7, 0.7} {
		r.Sentiment[i] = tone(p)
		if p == 0 {
			r.Sentiment[i] = sentiment.Score{Scored: true, Neutral: 1}
		}
	}
	r.Sentiment[1] = sentiment.Score{} // b is not scored: neither it nor its reply counts
	s := Summarize([]Result{r}, SummaryOptions{})
	want := [3][3]int{{0, 0, 1}, {0, 0, 1}, {}} // a -> c, d -> g
	if diff := cmp.Diff(want, s.Tones.N); diff != "" {
		t.Error(diff)
	}
	if got := s.Tones.Share[0][2]; got.Value != 1 || got.N != 1 || got.HasInterval() {
		t.Errorf("%+v", got)
	}
	if got := s.Tones.Share[2][0]; !math.IsNaN(got.Value) || got.N != 0 {
		t.Errorf("%+v", got)
	}
}

func TestTonesOfUncertainEdges(t *testing.T) {
	r := makeThread("a", 300, 90, 1, true)
	unsure := Summarize([]Result{r}, SummaryOptions{}).Tones
	for i := range r.Thread.Comments {
		r.Thread.Comments[i].Reply.Candidates = nil
	}
	sure := Summarize([]Result{r}, SummaryOptions{}).Tones
	wider := 0
	for p := range 3 {
		total := 0.0
		for k := range 3 {
			a, b := sure.Share[p][k], unsure.Share[p][k]
			if !cmp.Equal(a.Value, b.Value, equateNaN) || a.HasInterval() != b.HasInterval() {
				t.Errorf("sure %+v, unsure %+v", a, b)
			}
			if b.Hi-b.Lo > a.Hi-a.Lo {
				wider++
			}
			total += a.Value
		}
		if math.Abs(total-1) > 1e-12 && !math.IsNaN(total) {
			t.Errorf("row %d adds up to %v", p, total)
		}
	}
	if wider < 3 {
		t.Errorf("%d intervals are wider where edges are uncertain", wider)
	}
}

func TestReplyShares(t *testing.T) {
	r := grove("post", "a", "a", "b")
	r.Replies = []stance.ReplyStance{
		{Scored: true, Agree: 1}, {Scored: true, Disagree: 1}, {Scored: true, Query: 1}, {},
	}
	s := Summarize([]Result{r}, SummaryOptions{})
	type counts struct{ N, Agree, Disagree, Query, Neutral, Unknown int }
	of := func(x ReplyShares) counts {
		return counts{x.N, x.NAgree, x.NDisagree, x.NQuery, x.NNeutral, x.Unknown}
	}
	if diff := cmp.Diff(counts{N: 1, Agree: 1}, of(s.RepliesToPost)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(counts{N: 2, Disagree: 1, Query: 1, Unknown: 1}, of(s.RepliesToComments)); diff != "" {
		t.Error(diff)
	}
	if got := s.RepliesToComments.Disagree; got.Value != 0.5 || got.N != 2 {
		t.Errorf("%+v", got)
	}
}

func TestWeek(t *testing.T) {
	kyiv := zone(t, "Europe/Kyiv")
	r := grove("post", "post", "post", "post")
	set := func(i int, at time.Time, p thread.Precision, z thread.ZoneSource) {
		r.Thread.Comments[i].Created = thread.Time{At: at, Precision: p, Zone: z}
	}
	sunday := time.Date(2022, 2, 6, 22, 30, 0, 0, time.UTC)
	set(0, sunday, thread.PrecisionMinute, thread.ZoneStated)  // Monday 00:30 in Kyiv
	set(1, sunday, thread.PrecisionMinute, thread.ZoneUnknown) // stays Sunday 22:30
	set(2, sunday, thread.PrecisionDay, thread.ZoneStated)     // has no clock time
	w := Summarize([]Result{r}, SummaryOptions{Location: kyiv}).Week
	if len(w.Cells) != 168 || w.Untimed != 2 || w.Zone != "Europe/Kyiv" {
		t.Fatalf("%d cells, %d untimed, zone %q", len(w.Cells), w.Untimed, w.Zone)
	}
	for i, c := range w.Cells {
		want := 0
		if c.Weekday == time.Monday && c.Hour == 0 || c.Weekday == time.Sunday && c.Hour == 22 {
			want = 1
		}
		if c.Items != want || c.Sentiment.N != want || c.Hour != i%24 {
			t.Errorf("cell %d: %+v", i, c)
		}
	}
	if first, last := w.Cells[0].Weekday, w.Cells[167].Weekday; first != time.Monday || last != time.Sunday {
		t.Errorf("from %s to %s", first, last)
	}
	if none := Summarize([]Result{grove("post")}, SummaryOptions{}).Week; none.Cells != nil || none.Untimed != 1 {
		t.Errorf("%+v", none)
	}
}

// Every item is in one bin of the trend, and a target's stance follows the same
// bins.
func TestNetTrendAndCoverage(t *testing.T) {
	for _, timed := range []bool{true, false} {
		r := makeThread("a", 200, 70, 1, false)
		for i := range r.Thread.Comments {
			if i%5 == 0 {
				r.Sentiment[i] = sentiment.Score{}
			}
			if !timed {
				r.Thread.Comments[i].Created = thread.Time{}
			}
		}
		r.Thread.Comments[150].Deleted = true
		s := Summarize([]Result{r}, SummaryOptions{})
		items, taken := 0, 0
		for b, bin := range s.Trend.Bins {
			items += bin.Items
			taken += s.Targets[0].NetTrend[b].N
			if bin.Items < bin.Sentiment.N {
				t.Errorf("%+v", bin)
			}
		}
		// The last comments may lie after the last scored one.
		if items < 198 || items > 199 || taken < s.Targets[0].N-1 {
			t.Errorf("timed %v: %d items in bins, %d of %d on the target", timed, items, taken, s.Targets[0].N)
		}
		inDepths := 0
		for _, d := range s.Depths {
			inDepths += d.Items
		}
		if inDepths != 199 {
			t.Errorf("%d items by depth", inDepths)
		}
	}
}
