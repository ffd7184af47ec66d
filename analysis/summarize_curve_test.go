package analysis

import (
	"math"
	"testing"
	"time"

	"github.com/undertone-project/undertone/analysis/thread"
)

func TestCurve(t *testing.T) {
	r := makeThread("a", 240, 90, 1, false)
	for i := range r.Sentiment { // falls, with noise
		r.Sentiment[i] = tone(0.5 - float64(i)/240 + 0.2*float64(i%3-1))
	}
	for i := 120; i < 240; i++ { // a pause in the middle
		c := &r.Thread.Comments[i].Created
		c.At = c.At.Add(20 * time.Hour)
	}
	tr := Summarize([]Result{r}, SummaryOptions{}).Trend
	if len(tr.Curve) < 2*len(tr.Bins) || tr.Span <= 0 || tr.Span > 1 {
		t.Fatalf("%d places on the curve for %d bins, span %v", len(tr.Curve), len(tr.Bins), tr.Span)
	}
	broken := 0
	for i, p := range tr.Curve {
		if i > 0 && !p.Time.After(tr.Curve[i-1].Time) {
			t.Errorf("%v is not after %v", p.Time, tr.Curve[i-1].Time)
		}
		if math.IsNaN(p.Value) {
			broken++
		} else if !(p.Lo <= p.Value && p.Value <= p.Hi) {
			t.Errorf("%+v", p)
		}
	}
	if broken == 0 {
		t.Error("the line goes on through the pause")
	}
	first, last := tr.Curve[0], tr.Curve[len(tr.Curve)-1]
	if first.Value < 0.35 || last.Value > -0.35 || first.Time.Before(tr.Points[0].Time) || last.Time.After(tr.Points[239].Time) {
		t.Errorf("from %+v to %+v", first, last)
	}
	if few := Summarize([]Result{makeThread("a", 20, 20, 1, false)}, SummaryOptions{}).Trend; len(few.Curve) != 0 {
		t.Errorf("20 comments have a curve: %+v", few.Curve)
	}
}

// The line does not go on through a pause that lies within two bins that have
// comments at their other ends.
func TestCurvePause(t *testing.T) {
	r := makeThread("a", 186, 0, 1, false)
	for i := range r.Sentiment {
		// A comment a day from 1 January on, none from 3 April to 29 May.
		day := i + 1
		if i >= 93 {
			day += 57
		}
		r.Thread.Comments[i].Created.At = time.Date(2020, 1, day, 12, 0, 0, 0, time.UTC)
	}
	tr := Summarize([]Result{r}, SummaryOptions{}).Trend
	half := tr.Bins[0].To.Sub(tr.Bins[0].From) / 2
	for _, p := range tr.Curve {
		far := time.Duration(math.MaxInt64)
		for _, x := range tr.Points {
			far = min(far, p.Time.Sub(x.Time).Abs())
		}
		if far > half+24*time.Hour && !math.IsNaN(p.Value) {
			t.Errorf("the line has a place at %v, %v from any comment", p.Time, far)
		}
	}
}

func TestChanges(t *testing.T) {
	for _, timed := range []bool{true, false} {
		r := makeThread("a", 200, 0, 1, false)
		for i := range r.Sentiment {
			p := 0.3
			if i >= 80 {
				p = -0.3
			}
			r.Sentiment[i] = tone(p + 0.2*float64(i%3-1))
			if !timed {
				r.Thread.Comments[i].Created = thread.Time{}
			}
		}
		got := Summarize([]Result{r}, SummaryOptions{}).Trend.Changes
		if len(got) != 1 {
			t.Fatalf("%d changes: %+v", len(got), got)
		}
		c := got[0]
		if c.P > 0.05 || c.Before.N+c.After.N != 200 || c.Before.Value < 0.25 || c.After.Value > -0.25 || !c.Before.HasInterval() {
			t.Errorf("%+v", c)
		}
		if timed && (c.Time.Before(c.Earliest) || c.Time.After(c.Latest) || c.Time.Sub(r.Thread.Comments[80].Created.At).Abs() > time.Hour) {
			t.Errorf("%+v", c)
		}
		if !timed && (c.Position < c.FirstPosition || c.Position > c.LastPosition || c.Position < 76 || c.Position > 86) {
			t.Errorf("%+v", c)
		}
		if !timed {
			two := Summarize([]Result{r, r}, SummaryOptions{}).Trend
			if len(two.Changes) != 0 {
				t.Errorf("changes across threads laid end to end: %+v", two.Changes)
			}
		}
	}
}

func TestVirality(t *testing.T) {
	s := Summarize([]Result{grove("post", "a", "b"), grove("post", "post", "post")}, SummaryOptions{})
	if got := s.Threads[0].Virality; math.Abs(got.Value-5.0/3) > 1e-12 || got.HasInterval() || got.N != 3 {
		t.Errorf("chain: %+v", got)
	}
	if got := s.Threads[1].Virality.Value; math.Abs(got-1.5) > 1e-12 {
		t.Errorf("star: %v", got)
	}
	unsure := Summarize([]Result{makeThread("a", 60, 0, 1, true)}, SummaryOptions{}).Threads[0].Virality
	if !unsure.HasInterval() || unsure.Method != edgeDrawsMethod || unsure.Lo >= unsure.Hi {
		t.Errorf("uncertain edges: %+v", unsure)
	}
}

func TestConcentration(t *testing.T) {
	r := makeThread("a", 40, 0, 1, false)
	for i := range r.Thread.Comments {
		r.Thread.Comments[i].Author = []string{"Bo", "Bo", "Cy", "", "Di", "Ed", "Flo", "Bo", "Gus", "Hal"}[i%10]
	}
	got := Summarize([]Result{r}, SummaryOptions{}).Concentration
	if got.TopAuthor != "Bo" || got.TopShare != 12.0/36 || got.N != 36 || got.Authors != 7 || !got.Gini.HasInterval() {
		t.Errorf("%+v", got)
	}
	none := Summarize([]Result{makeThread("a", 9, 0, 1, false)}, SummaryOptions{}).Concentration
	if none.TopAuthor != "" || !math.IsNaN(none.TopShare) || !math.IsNaN(none.Gini.Value) || none.Authors != 0 {
		t.Errorf("%+v", none)
	}
}
