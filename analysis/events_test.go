package analysis

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
)

func TestParseEvent(t *testing.T) {
	at := func(s string) time.Time {
		when, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return when.UTC()
	}
	for s, want := range map[string]Event{
		"2022-01-21=Geneva  talks":            {"Geneva talks", at("2022-01-21T00:00:00Z"), at("2022-01-22T00:00:00Z")},
		"2022-01-21T14:30=a=b":                {"a=b", at("2022-01-21T14:30:00Z"), at("2022-01-21T14:30:00Z")},
		"2022-01-21T14:30+02:00=x":            {"x", at("2022-01-21T12:30:00Z"), at("2022-01-21T12:30:00Z")},
		"2022-01-21/2022-01-23=x":             {"x", at("2022-01-21T00:00:00Z"), at("2022-01-24T00:00:00Z")},
		"2022-01-21T10:00/2022-01-21T11:00=x": {"x", at("2022-01-21T10:00:00Z"), at("2022-01-21T11:00:00Z")},
	} {
		got, err := ParseEvent(s, nil)
		if err != nil {
			t.Errorf("%s: %v", s, err)
			continue
		}
		if got.Name != want.Name || !got.From.Equal(want.From) || !got.To.Equal(want.To) {
			t.Errorf("%s: %+v, want %+v", s, got, want)
		}
	}
	for _, s := range []string{"", "2022-01-21", "2022-01-21=", "21.1.2022=x", "2022-01-23/2022-01-21=x", "2022-02-30=x", "/=x"} {
		if e, err := ParseEvent(s, nil); err == nil {
			t.Errorf("%q: %+v, no error", s, e)
		}
	}
}

// TestEventDifference has 30 authors who turn from -0.5 to +0.5 at an event of
// a day, on which as many comments again are written that count on no side.
func TestEventDifference(t *testing.T) {
	start := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	th := thread.Thread{ID: "t"}
	r := Result{Thread: &th}
	for day := range 9 {
		for k := range 10 {
			p := 0.5
			if day < 4 {
				p = -0.5
			}
			th.Comments = append(th.Comments, thread.Comment{
				ID: strings.Repeat("i", 1+len(th.Comments)), Author: strings.Repeat("a", 1+(day*10+k)%30),
				Created: thread.Time{At: start.AddDate(0, 0, day), Precision: thread.PrecisionDay, Zone: thread.ZoneStated},
			})
			r.Sentiment = append(r.Sentiment, tone(p+0.01*float64(k%3)))
		}
	}
	event := func(s string) Event {
		e, err := ParseEvent(s, nil)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	s := Summarize([]Result{r}, SummaryOptions{Seed: 1, Events: []Event{
		event("2024-05-05=turn"), event("2024-05-05T12:00=noon"), event("2025-01-01=later"),
	}})
	if len(s.Events) != 3 {
		t.Fatalf("%d events", len(s.Events))
	}
	for _, e := range s.Events[:2] { // days are not finer than the event's noon
		d := e.Difference
		if !e.Shown || d.N != 80 || e.Before.N != 40 || e.After.N != 40 || math.Abs(d.Value-1) > 0.02 || !(d.Lo > 0.9 && d.Hi < 1.1) {
			t.Errorf("%s: shown %v, difference %+v", e.Name, e.Shown, d)
		}
	}
	if later := s.Events[2]; later.Shown || later.Difference.N != 0 || later.After.N != 0 {
		t.Errorf("%+v", later)
	}
	none := Summarize([]Result{{Thread: &thread.Thread{ID: "t", Comments: make([]thread.Comment, 3)}}}, SummaryOptions{Events: []Event{{Name: "x"}}})
	if len(none.Events) != 1 || none.Events[0].Shown {
		t.Errorf("without times: %+v", none.Events)
	}
}

func TestToneStances(t *testing.T) {
	th := thread.Thread{ID: "t"}
	r := Result{Thread: &th}
	add := func(polarity, favor, against float64, target string) {
		th.Comments = append(th.Comments, thread.Comment{ID: strings.Repeat("i", 1+len(th.Comments)), Author: strings.Repeat("a", 1+len(th.Comments))})
		r.Sentiment = append(r.Sentiment, tone(polarity))
		r.Stances = append(r.Stances, []stance.Stance{{Target: target, Mentioned: true, Favor: favor, Against: against, None: 1 - favor - against}})
	}
	for range 10 {
		add(-0.7, 0, 0.9, "Mayor")
		add(-0.7, 0.9, 0, "Mayor")
		add(0.7, 0.9, 0, "Bridge")
		add(0.7, 0.1, 0.1, "Bridge")
	}
	r.Sentiment[0] = sentiment.Score{} // not scored: in no row
	s := Summarize([]Result{r}, SummaryOptions{Seed: 1})
	if len(s.ToneStances) != 3 || s.ToneStances[0].Target != "" {
		t.Fatalf("%+v", s.ToneStances)
	}
	all := s.ToneStances[0]
	if diff := cmp.Diff([3][3]int{{9, 0, 10}, {}, {0, 10, 10}}, all.N); diff != "" {
		t.Error(diff)
	}
	if o := all.Opposite; o.N != 29 || math.Abs(o.Value-10.0/29) > 1e-12 || !o.HasInterval() {
		t.Errorf("opposite %+v", o)
	}
	for _, row := range s.ToneStances[1:] {
		if n := row.N[0][0] + row.N[0][2] + row.N[2][1] + row.N[2][2]; row.Target == "Mayor" && n != 19 || row.Target == "Bridge" && n != 20 {
			t.Errorf("%s: %v", row.Target, row.N)
		}
	}
}

func TestReplyTones(t *testing.T) {
	r := grove("post", "a", "a", "b", "post")
	for i, p := range []float64{-0.7, 0.7, 0.7, 0, 0.7} {
		r.Sentiment[i] = tone(p)
	}
	r.Replies = make([]stance.ReplyStance, len(r.Thread.Comments))
	r.Replies[1] = stance.ReplyStance{Scored: true, Disagree: 1}
	r.Replies[3] = stance.ReplyStance{Scored: true, Agree: 1}
	r.Replies[0] = stance.ReplyStance{Scored: true, Agree: 1} // to the post
	s := Summarize([]Result{r}, SummaryOptions{})
	want := [3][4]int{{0, 1, 0, 0}, {}, {1, 0, 0, 0}} // b disagrees with a, d agrees with b
	if diff := cmp.Diff(want, s.ReplyTones.N); diff != "" {
		t.Error(diff)
	}
}

func TestConcentrationCurve(t *testing.T) {
	counts := []float64{1, 5, 2}
	if diff := cmp.Diff([]LorenzPoint{{1, 5}, {2, 7}, {3, 8}}, lorenz(counts)); diff != "" {
		t.Error(diff)
	}
	many := lorenz(make([]float64, 100000))
	if len(many) > 215 || many[len(many)-1].Authors != 100000 {
		t.Errorf("%d points", len(many))
	}
	if counts[0] != 1 {
		t.Error("the input was changed")
	}
}
