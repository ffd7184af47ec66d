package classifier

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/undertone-project/undertone/analysis/sentiment"
)

var update = flag.Bool("update", false, "write the golden files")

// The weights belong to the features they were trained with: a change of the
// tokens, the lexicon or the rules shows here, and asks for training again.
func TestGoldenScores(t *testing.T) {
	texts := []string{
		"I love this blog.", "What a terrible idea!", "The session starts at ten.", "No worries", "Not bad at all, I can't complain.",
		"The food was good, but the service was horrible.", "Great idea /s", "You are a liar and you know it.", "Isn't it lovely? 😊",
		"He said \"I hate every one of you\" and left.", "This is fucking awesome!", "THIS IS THE WORST", "Could you please send me the link?",
		"> quoted words\nI agree with you.", sixty, "They took our money and left.", "I would read it again tomorrow.",
	}
	var b bytes.Buffer
	for _, text := range texts {
		s := score(t, New(), text)
		fmt.Fprintf(&b, "%.3f %.3f %.3f %-8s %.70q\n", s.Negative, s.Neutral, s.Positive, s.Label(), text)
	}
	name := filepath.Join("testdata", "scores.golden")
	if *update {
		if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), b.String()); d != "" {
		t.Errorf("scores changed; train the model again, or run with -update (-want +got):\n%s", d)
	}
}

// A score must not depend on what was scored before, whatever is in the cache
// of words.
func TestCacheDoesNotMatter(t *testing.T) {
	warm := New()
	many := comments(3000)
	if _, err := warm.Score(t.Context(), many); err != nil {
		t.Fatal(err)
	}
	for _, text := range corpus() {
		in := []sentiment.Text{{Text: text, Brief: true}}
		a, err := warm.Score(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		b, err := New().Score(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(a, b); d != "" {
			t.Errorf("%.40q: %s", text, d)
		}
	}
}
