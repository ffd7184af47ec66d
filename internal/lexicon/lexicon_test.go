package lexicon

import (
	"math"
	"strings"
	"testing"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/internal/scorertest"
	"github.com/undertone-project/undertone/internal/synthetic"
)

func newScorer(t testing.TB) *Scorer {
	t.Helper()
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func score(t testing.TB, s *Scorer, text string) sentiment.Score {
	t.Helper()
	got, err := s.Score(t.Context(), []sentiment.Text{{Text: text}})
	if err != nil {
		t.Fatal(err)
	}
	return got[0]
}

func TestConformance(t *testing.T) { scorertest.Run(t, newScorer(t)) }

func TestLabels(t *testing.T) {
	const neg, neu, pos, none = sentiment.Negative, sentiment.Neutral, sentiment.Positive, sentiment.Unscored
	tests := []struct {
		text string
		want sentiment.Label
	}{
		{"I love this blog.", pos}, {"What a terrible idea.", neg}, {"The session starts at ten.", neu},
		{"No worries", pos}, {"No problem.", pos}, {"Not bad at all.", pos}, {"I can't complain.", pos}, {"I can’t wait!", pos},
		{"That is not good.", neg}, {"This isn't helpful.", neg}, {"I don't like it.", neg}, {"Nobody likes him.", neg},
		{"It is not without charm.", pos}, {"I couldn't agree more.", pos}, {"You couldn’t be happier, I see.", pos},
		{"Not only good but great!", pos}, {"There is no doubt about the date.", neu},
		{"The food was good, but the service was horrible.", neg}, {"It rained, but we had a wonderful day.", pos},
		{"Although the plot is stupid, I loved it.", pos}, {"Isn't it lovely?", pos}, {"Could you please send me the link?", neu},
		{"Thanks to the new law, taxes are due in May.", neu}, {"Thanks for nothing.", neg}, {"Thank you so much!", pos},
		{"Congratulations to you both", pos}, {"This is fucking awesome!", pos}, {"Fuck you.", neg}, {"It was damn good", pos},
		{">I love this. So do I", pos}, {"Great idea /s", neg}, {"Yeah right, they will surely tell us.", neg}, {"Our \"great\" leader spoke.", neg},
		{"He said \"I hate every one of them\" and left the room.", neu}, {"> You are all idiots\nThe vote is on Monday.", neu},
		{"The `kill` command sends a signal.", neu}, {"Sounds good 👍", pos}, {"👎 from me", neg}, {"we lost :(", neg}, {"see you there :)", pos},
		{"It was sooooo goooood", pos}, {"World War II ended in 1945.", neu}, {"The United States and Great Britain signed.", neu},
		{"", none}, {"🙂🙂", none}, {"Die Sitzung beginnt", none}, {"Das ist ein toller Artikel, danke!", none}, {"12:31", none},
	}
	s := newScorer(t)
	for _, tt := range tests {
		if got := score(t, s, tt.text); got.Label() != tt.want {
			t.Errorf("%q: %s (%.2f %.2f %.2f), want %s; evidence %v", tt.text, got.Label(), got.Negative, got.Neutral, got.Positive, tt.want, got.Evidence)
		}
	}
}

func TestOrderings(t *testing.T) {
	tests := []struct{ lower, higher string }{
		{"It is good.", "It is very good."}, {"It is good.", "It is good!"}, {"It is somewhat good.", "It is good."},
		{"It is GOOD, isn't it.", "It is VERY GOOD, I tell you!"}, {"It is bad!", "It is bad."}, {"It is horrible.", "It is bad."},
		{"It is hardly good.", "It is good."}, {"It is bad.", "It is not bad."}, {"It is not good.", "It is good."},
	}
	s := newScorer(t)
	for _, tt := range tests {
		if lo, hi := score(t, s, tt.lower).Polarity(), score(t, s, tt.higher).Polarity(); lo >= hi {
			t.Errorf("%q scores %.3f, not below %q with %.3f", tt.lower, lo, tt.higher, hi)
		}
	}
}

// The length of a text must not drive its score.
func TestLength(t *testing.T) {
	s := newScorer(t)
	once := score(t, s, "great").Polarity()
	if often := score(t, s, strings.Repeat("great ", 8)).Polarity(); often > once+0.1 {
		t.Errorf("one word eight times scores %.2f, once %.2f", often, once)
	}
	text := "I liked the first part of this article. The end was a bit weak. "
	short, long := score(t, s, text).Polarity(), score(t, s, strings.Repeat(text, 10)).Polarity()
	if math.Abs(short-long) > 0.12 {
		t.Errorf("a text scores %.2f, repeated ten times %.2f", short, long)
	}
}

func TestEvidenceAddsUp(t *testing.T) {
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range scorertest.Texts() {
		a := l.Analyse(l.Workspace(), text.Text)
		sum := 0.0
		for _, e := range Evidence(a) {
			sum += e.Weight
		}
		if math.Abs(sum-a.Score()) > 1e-9 || math.Abs(a.Score()) >= 1 {
			t.Errorf("%.40q: evidence adds up to %v, score %v", text.Text, sum, a.Score())
		}
	}
}

func TestEvidenceNotes(t *testing.T) {
	text := "Well, it's not VERY good!"
	ev := score(t, newScorer(t), text).Evidence
	if len(ev) != 1 || text[ev[0].Span.Start:ev[0].Span.End] != "good" || ev[0].Rule != "negation" || ev[0].Weight >= 0 ||
		ev[0].Note != "negated, stronger by a degree word, exclaimed" {
		t.Errorf("evidence %+v", ev)
	}
}

func TestLanguageGiven(t *testing.T) {
	s := newScorer(t)
	got, err := s.Score(t.Context(), []sentiment.Text{{Text: "super", Language: "de"}, {Text: "super", Language: "en-GB"}, {Text: "xyzzý", Language: "und"}, {Text: "xyzzy", Language: "und"}})
	if err != nil {
		t.Fatal(err)
	}
	if got[0].Scored || got[0].Reason != ReasonLanguage || !got[1].Scored || got[2].Scored || got[2].Reason != ReasonUnknown || !got[3].Scored {
		t.Errorf("got %+v", got)
	}
}

func FuzzScore(f *testing.F) {
	for _, t := range scorertest.Texts() {
		f.Add(t.Text)
	}
	s := newScorer(f)
	f.Fuzz(func(t *testing.T, text string) {
		got := score(t, s, text)
		if err := scorertest.Valid(text, got); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	})
}

func BenchmarkScore(b *testing.B) {
	s := newScorer(b)
	const batch, batches = 256, 32
	texts, size := make([]sentiment.Text, batch*batches), 0
	for i, c := range (synthetic.Comments{Words: 60}).Write(len(texts)) {
		texts[i] = sentiment.Text{Text: c, Language: "en", Brief: true}
		size += len(c)
	}
	b.SetBytes(int64(size / batches))
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		k := n / batch % batches
		got, err := s.Score(b.Context(), texts[k*batch:(k+1)*batch])
		if err != nil || !got[batch-1].Scored {
			b.Fatal(err)
		}
		n += batch
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "comments/s")
}
