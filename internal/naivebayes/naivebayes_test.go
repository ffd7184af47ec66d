package naivebayes

import (
	"encoding/csv"
	"math"
	"os"
	"strings"
	"testing"

	cdipaolo "github.com/cdipaolo/sentiment"
	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/internal/scorertest"
)

func TestConformance(t *testing.T) { scorertest.Run(t, New()) }

func score(t testing.TB, text string) sentiment.Score {
	t.Helper()
	got, err := New().Score(t.Context(), []sentiment.Text{{Text: text}})
	if err != nil {
		t.Fatal(err)
	}
	return got[0]
}

func TestScore(t *testing.T) {
	tests := []struct {
		text   string
		want   sentiment.Label
		reason string
	}{
		{"This is a wonderful, touching and brilliant film.", sentiment.Positive, ""},
		{"This is the worst, dullest and most stupid waste of time.", sentiment.Negative, ""},
		{"", sentiment.Unscored, ReasonNoWords},
		{"🙂 12:31", sentiment.Unscored, ReasonNoWords},
		{"xyzzyq", sentiment.Unscored, ReasonUnknown},
		{"Das ist ein wunderbarer Film", sentiment.Unscored, ReasonLanguage},
	}
	for _, tt := range tests {
		if got := score(t, tt.text); got.Label() != tt.want || got.Reason != tt.reason {
			t.Errorf("%q: %+v, want %q (%s)", tt.text, got, tt.want, tt.reason)
		}
	}
}

func TestNormalise(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Don’t\nstop-it, NOW!", "dont stop it now"},
		{"see https://example.org/bad for more", "see for more"},
		{"> quoted\nmine `code`", "mine"},
		{"rock 'n' roll", "rock n roll"},
	}
	for _, tt := range tests {
		if got := Normalise(tt.in); got != tt.want {
			t.Errorf("Normalise(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// corpus is some real texts where they are at hand, and made ones always.
func corpus(t testing.TB) []string {
	texts := []string{"", "good", "bad bad bad", "I love it", "I hate it, don't you?", "The plot is dull\nbut the actors are wonderful."}
	for _, s := range scorertest.Texts() {
		texts = append(texts, s.Text)
	}
	f, err := os.Open("../../../shared/data/sentiment/blog_comments_coded.csv")
	if err != nil {
		t.Log("../shared is absent: compared on made texts only")
		return texts
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows[1:] {
		texts = append(texts, r[1])
	}
	return texts
}

// The engine has the package's own opinion of every text that is normalised.
func TestSameVerdicts(t *testing.T) {
	models, err := cdipaolo.Restore()
	if err != nil {
		t.Fatal(err)
	}
	table, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range corpus(t) {
		odds := table.sum(text).odds
		own := models.SentimentAnalysis(Normalise(text), cdipaolo.English).Score
		if math.Abs(odds) < 1e-4 { // a tie but for rounding
			continue
		}
		if (odds > 0) != (own == 1) {
			t.Errorf("%.80q: log odds %v, the package says %d", text, odds, own)
		}
		neg, _, pos := probabilities(scaled(table.sum(text)))
		if (pos > neg) != (own == 1) {
			t.Errorf("%.80q: p_positive %v, p_negative %v, the package says %d", text, pos, neg, own)
		}
	}
}

func TestEvidenceAddsUp(t *testing.T) {
	table, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range corpus(t)[:40] {
		got := score(t, text)
		if !got.Scored {
			continue
		}
		total := 0.0
		for _, e := range got.Evidence {
			total += e.Weight
		}
		if want := scaled(table.sum(text)); math.Abs(total-want) > 1e-6 {
			t.Errorf("%.60q: evidence adds up to %v, want %v", text, total, want)
		}
	}
}

func FuzzScore(f *testing.F) {
	for _, t := range scorertest.Texts() {
		f.Add(t.Text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if err := scorertest.Valid(text, score(t, text)); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	})
}

var sixty = strings.Repeat("I have read this article and I still don't see what the author wants to say. ", 4)

func BenchmarkScore(b *testing.B) {
	texts := make([]sentiment.Text, 64)
	for i := range texts {
		texts[i] = sentiment.Text{Text: sixty, Language: "en", Brief: true}
	}
	if _, err := load(); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		if _, err := New().Score(b.Context(), texts); err != nil {
			b.Fatal(err)
		}
		n += len(texts)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "comments/s")
}

// BenchmarkPackage is the package's own API on the same text: all of its
// analysis, and the bare verdict.
func BenchmarkPackage(b *testing.B) {
	models, err := cdipaolo.Restore()
	if err != nil {
		b.Fatal(err)
	}
	b.Run("analysis", func(b *testing.B) {
		for b.Loop() {
			models.SentimentAnalysis(sixty, cdipaolo.English)
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "comments/s")
	})
	b.Run("verdict", func(b *testing.B) {
		for b.Loop() {
			models[cdipaolo.English].Predict(sixty)
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "comments/s")
	})
}
