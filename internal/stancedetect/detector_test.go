package stancedetect

import (
	"context"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
)

func detect(t testing.TB, s string, list ...stance.Target) []stance.Stance {
	t.Helper()
	out, err := New().Detect(context.Background(), []stance.Text{{Text: s, Language: "en"}}, list)
	if err != nil {
		t.Fatal(err)
	}
	return out[0]
}

func TestTargetLabels(t *testing.T) {
	tests := []struct {
		text, target string
		want         stance.Label
	}{
		{"I fully support Norland.", "Norland", stance.Favor},
		{"Norland is right and everybody knows it.", "Norland", stance.Favor},
		{"I stand with Norland.", "Norland", stance.Favor},
		{"Norland is a dangerous clown show.", "Norland", stance.Against},
		{"Down with Norland!", "Norland", stance.Against},
		{"Norland's lies are disgusting.", "Norland", stance.Against},
		{"I do not trust Norland at all.", "Norland", stance.Against},
		{"The corrupt Norlanders have betrayed us.", "Norlanders", stance.Against},
		{"Norland must be stopped, it is a criminal regime.", "Norland", stance.Against},
		{"The train leaves Norland at noon.", "Norland", stance.None},
		{"There was a meeting in Norland on Friday.", "Norland", stance.None},
	}
	for _, tt := range tests {
		got := detect(t, tt.text, stance.Target{Name: tt.target})
		if len(got) != 1 || got[0].Label() != tt.want || !got[0].Mentioned {
			t.Errorf("%q: %+v, want %s", tt.text, got, tt.want)
		}
	}
}

// Changes to a text that must move the score in one direction.
func TestTargetOrderings(t *testing.T) {
	score := func(s string) float64 {
		got := detect(t, s, stance.Target{Name: "Norland"})
		if len(got) == 0 {
			t.Fatalf("%q: not taken up", s)
		}
		return got[0].Score()
	}
	tests := []struct{ lower, higher string }{
		{"Norland is bad.", "Norland is not bad."},
		{"Norland is not honest.", "Norland is honest."},
		{"I hate Norland.", "I love Norland."},
		{"Norland lies.", "Norland helps."},
		{"The anti-Norland crowd is here.", "The crowd is here for Norland."},
		{"Norland will fail.", "Norland will win."},
		{"Because of Norland we are poor.", "Thanks for Norland, we are rich."},
		{"It is the fault of Norland.", "It is the success of Norland."},
		{"They talk with stupid Norland.", "They talk with stupid Sudland about Norland."},
	}
	for _, tt := range tests {
		if lo, hi := score(tt.lower), score(tt.higher); lo >= hi {
			t.Errorf("%q scores %.3f, %q %.3f: want it to rise", tt.lower, lo, tt.higher, hi)
		}
	}
}

func TestOpposes(t *testing.T) {
	list := []stance.Target{{Name: "Norland", Opposes: []string{"Sudland"}}, {Name: "Sudland"}}
	got := detect(t, "Sudland is a corrupt, evil and dangerous regime.", list...)
	if len(got) != 2 {
		t.Fatalf("%d stances, want 2: %+v", len(got), got)
	}
	n, s := got[0], got[1]
	if n.Mentioned || !s.Mentioned {
		t.Errorf("mentioned: Norland %v, Sudland %v", n.Mentioned, s.Mentioned)
	}
	if s.Label() != stance.Against || n.Score() <= s.Score() {
		t.Errorf("Norland %+.2f, Sudland %+.2f (%s)", n.Score(), s.Score(), s.Label())
	}
	if alone := detect(t, "Sudland is a corrupt, evil and dangerous regime.", stance.Target{Name: "Norland"}); len(alone) != 0 {
		t.Errorf("an unrelated target is taken up: %+v", alone)
	}
}

func TestPronoun(t *testing.T) {
	got := detect(t, "Orlin spoke yesterday. He is a liar and a crook.", stance.Target{Name: "Orlin"})
	if len(got) != 1 || got[0].Label() != stance.Against {
		t.Errorf("%+v, want against", got)
	}
}

func replies(t testing.TB, rs ...stance.Reply) []stance.ReplyStance {
	t.Helper()
	out, err := New().DetectReplies(context.Background(), rs)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestReplyLabels(t *testing.T) {
	const parent = "The new bridge will cost too much and nobody needs it."
	tests := []struct {
		text string
		want stance.ReplyLabel
	}{
		{"I agree, well said.", stance.Agree},
		{"Exactly. It is a horrible, shameful situation.", stance.Agree},
		{"Great point, thank you!", stance.Agree},
		{"You're wrong. That's not what the figures say.", stance.Disagree},
		{"No, it won't. You clearly have no idea what you are talking about.", stance.Disagree},
		{"I disagree. I don't think that is true.", stance.Disagree},
		{"How much does it cost?", stance.Query},
		{"How do you know that?", stance.Query},
	}
	for _, tt := range tests {
		got := replies(t, stance.Reply{Text: tt.text, ParentText: parent})[0]
		if got.Label() != tt.want {
			t.Errorf("%q: %s (%.2f %.2f %.2f %.2f), want %s", tt.text, got.Label(), got.Agree, got.Disagree, got.Query, got.Neutral, tt.want)
		}
	}
}

func TestUnscored(t *testing.T) {
	d := New()
	rs := replies(t, stance.Reply{Text: "  "}, stance.Reply{Text: "Einverstanden.", Language: "de"}, stance.Reply{Text: "Yes.", Language: "en-GB"})
	if rs[0].Scored || rs[1].Scored || !rs[2].Scored {
		t.Errorf("scored: %v %v %v", rs[0].Scored, rs[1].Scored, rs[2].Scored)
	}
	out, err := d.Detect(context.Background(), []stance.Text{{Text: "NATO", Language: "de"}, {}}, []stance.Target{{Name: "NATO"}})
	if err != nil || len(out) != 2 || len(out[0]) != 0 || len(out[1]) != 0 {
		t.Errorf("%v, %v", out, err)
	}
}

// check holds what every stance must keep.
func checkStance(t testing.TB, s string, st stance.Stance) {
	t.Helper()
	if sum := st.Favor + st.Against + st.None; math.Abs(sum-1) > 1e-9 || math.Min(st.Favor, math.Min(st.Against, st.None)) < 0 {
		t.Errorf("%q: probabilities %v %v %v", s, st.Favor, st.Against, st.None)
	}
	total := checkSpans(t, s, st.Evidence)
	if want := math.Log(st.Favor / st.Against); math.Abs(total-want) > 1e-3*math.Max(1, math.Abs(want)) && st.Favor > 1e-9 && st.Against > 1e-9 {
		t.Errorf("%q: evidence adds up to %v, want %v", s, total, want)
	}
}

func checkSpans(t testing.TB, s string, evidence []thread.Evidence) (total float64) {
	t.Helper()
	for _, e := range evidence {
		total += e.Weight
		if e.Span != (thread.Span{}) && (e.Span.Start < 0 || e.Span.Start >= e.Span.End || e.Span.End > len(s)) {
			t.Errorf("%q: span %+v", s, e)
		}
		if e.Rule == "" || math.IsNaN(e.Weight) {
			t.Errorf("%q: evidence %+v", s, e)
		}
	}
	return total
}

var conformanceTexts = []string{
	"", " ", "Norland", "I love Norland but hate Sudland, and NATO’s lies; they must go!", "#StandWithNorland anti-Norland pro-Sudland",
	"NORLAND IS GREAT!!! 😀", strings.Repeat("Norland is bad. ", 300), "bad\xff\xfeNorland\x00", "Why would Norland do this? It is not right...",
}

func TestConformance(t *testing.T) {
	d := New()
	list := []stance.Target{{Name: "Norland", Opposes: []string{"Sudland"}}, {Name: "Sudland"}, {Name: "NATO"}, {Name: "the lies"}}
	var texts []stance.Text
	var rs []stance.Reply
	for i, s := range conformanceTexts {
		texts = append(texts, stance.Text{Text: s})
		rs = append(rs, stance.Reply{Text: s, ParentText: conformanceTexts[(i+3)%len(conformanceTexts)], TopLevel: i%2 == 0})
	}
	want, err := d.Detect(context.Background(), texts, list)
	if err != nil || len(want) != len(texts) {
		t.Fatalf("%d results, %v", len(want), err)
	}
	wantReplies, err := d.DetectReplies(context.Background(), rs)
	if err != nil || len(wantReplies) != len(rs) {
		t.Fatalf("%d replies, %v", len(wantReplies), err)
	}
	for i, out := range want {
		for _, st := range out {
			checkStance(t, texts[i].Text, st)
		}
		if r := wantReplies[i]; r.Scored {
			if math.Abs(r.Agree+r.Disagree+r.Query+r.Neutral-1) > 1e-9 {
				t.Errorf("%+v", r)
			}
			checkSpans(t, texts[i].Text, r.Evidence)
		}
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			got, _ := d.Detect(context.Background(), texts, list)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("another run differs:\n%s", diff)
			}
			gotReplies, _ := d.DetectReplies(context.Background(), rs)
			if diff := cmp.Diff(wantReplies, gotReplies); diff != "" {
				t.Errorf("another run differs:\n%s", diff)
			}
		})
	}
	wg.Wait()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := d.Detect(ctx, texts, list); err == nil {
		t.Error("a cancelled Detect gives no error")
	}
	if _, err := d.DetectReplies(ctx, rs); err == nil {
		t.Error("a cancelled DetectReplies gives no error")
	}
}

func FuzzDetect(f *testing.F) {
	for i, s := range conformanceTexts[:7] {
		f.Add(s, conformanceTexts[i+1], "Norland")
	}
	d := New()
	f.Fuzz(func(t *testing.T, s, parent, name string) {
		list := []stance.Target{{Name: name}, {Name: "Sudland", Opposes: []string{name}}}
		out, err := d.Detect(context.Background(), []stance.Text{{Text: s}}, list)
		if err != nil {
			t.Fatal(err)
		}
		for _, st := range out[0] {
			checkStance(t, s, st)
		}
		rs, err := d.DetectReplies(context.Background(), []stance.Reply{{Text: s, ParentText: parent}})
		if err != nil {
			t.Fatal(err)
		}
		checkSpans(t, s, rs[0].Evidence)
	})
}
