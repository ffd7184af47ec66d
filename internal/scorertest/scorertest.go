// Package scorertest holds the checks that every sentiment engine must pass.
// Each engine's tests call [Run].
package scorertest

import (
	"context"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/undertone-project/undertone/analysis/sentiment"
)

// Texts are written to be awkward: no words, other scripts, broken UTF-8, one
// word many times, quotations, code, very long lines.
func Texts() []sentiment.Text {
	in := []string{
		"", " \n\t", "!!!", "🙂🙂🙂", "12:31", "https://example.org/", "thanks", "No worries", "not bad at all",
		"This is the worst article I have read in years. Shame on you!", "The session starts at ten.", "Die Sitzung beginnt",
		"Спасибо за статью", "I love it, but the ending is terrible.", "“They are all liars,” he said.", "> you idiot\nI disagree.",
		"bad\xff\xfebytes are \xf0 fun", strings.Repeat("great ", 500), strings.Repeat("a", 5000), strings.Repeat("?!", 300),
		"```\nhate()\n```\nworks fine", "“” \" ' ’", "Isn't it lovely?", "WHY IS THIS SO BAD", "hahaha ok", "@you #great /s",
	}
	out := make([]sentiment.Text, len(in))
	for i, s := range in {
		out[i] = sentiment.Text{ID: fmt.Sprint(i), Text: s}
	}
	return out
}

// Run checks that an engine keeps the contract of sentiment.Scorer.
func Run(t *testing.T, s sentiment.Scorer) {
	t.Helper()
	ctx := t.Context()
	texts := Texts()
	all, err := s.Score(ctx, texts)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != len(texts) {
		t.Fatalf("%d scores for %d texts", len(all), len(texts))
	}
	for i, score := range all {
		if err := Valid(texts[i].Text, score); err != nil {
			t.Errorf("text %q: %v", clip(texts[i].Text), err)
		}
	}
	t.Run("order", func(t *testing.T) { order(t, s, texts, all) })
	t.Run("brief", func(t *testing.T) { brief(t, s, texts, all) })
	t.Run("concurrent", func(t *testing.T) { concurrent(t, s, texts, all) })
	t.Run("empty", func(t *testing.T) {
		if got, err := s.Score(ctx, nil); err != nil || len(got) != 0 {
			t.Errorf("no texts gave %v, %v", got, err)
		}
	})
	t.Run("cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(ctx)
		cancel()
		if _, err := s.Score(ctx, texts); err == nil {
			t.Error("no error after cancellation")
		}
	})
	t.Run("no words", func(t *testing.T) {
		for i, text := range texts[:6] {
			if all[i].Scored {
				t.Errorf("%q has no words but was scored", text.Text)
			}
		}
	})
}

// Valid checks one score of a text.
func Valid(text string, s sentiment.Score) error {
	p := []float64{s.Negative, s.Neutral, s.Positive}
	sum := 0.0
	for _, v := range p {
		if !(v >= 0 && v <= 1) {
			return fmt.Errorf("probabilities %v", p)
		}
		sum += v
	}
	switch {
	case s.Scored && math.Abs(sum-1) > 1e-9:
		return fmt.Errorf("probabilities %v add up to %v", p, sum)
	case !s.Scored && (sum != 0 || s.Reason == ""):
		return fmt.Errorf("unscored for %q with probabilities %v", s.Reason, p)
	}
	for _, e := range s.Evidence {
		sp := e.Span
		if sp.Start < 0 || sp.End < sp.Start || sp.End > len(text) {
			return fmt.Errorf("evidence %+v outside a text of %d bytes", e, len(text))
		}
		if e.Rule == "" || math.IsNaN(e.Weight) || math.IsInf(e.Weight, 0) {
			return fmt.Errorf("evidence %+v", e)
		}
		if utf8.ValidString(text) && !utf8.ValidString(text[sp.Start:sp.End]) {
			return fmt.Errorf("evidence %+v cuts a character", e)
		}
	}
	return nil
}

// order checks that a text's score does not depend on its neighbours.
func order(t *testing.T, s sentiment.Scorer, texts []sentiment.Text, want []sentiment.Score) {
	for i := len(texts) - 1; i >= 0; i-- {
		got, err := s.Score(t.Context(), texts[i:i+1])
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want[i], got[0]); d != "" {
			t.Errorf("%q alone (-in the batch +alone):\n%s", clip(texts[i].Text), d)
		}
	}
}

func brief(t *testing.T, s sentiment.Scorer, texts []sentiment.Text, want []sentiment.Score) {
	short := append([]sentiment.Text(nil), texts...)
	for i := range short {
		short[i].Brief = true
	}
	got, err := s.Score(t.Context(), short)
	if err != nil {
		t.Fatal(err)
	}
	for i := range got {
		got[i].Evidence = want[i].Evidence
		if d := cmp.Diff(want[i], got[i]); d != "" {
			t.Errorf("%q without evidence (-with +without):\n%s", clip(texts[i].Text), d)
		}
	}
}

func concurrent(t *testing.T, s sentiment.Scorer, texts []sentiment.Text, want []sentiment.Score) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 3 {
				got, err := s.Score(t.Context(), texts)
				if err != nil {
					t.Error(err)
				} else if d := cmp.Diff(want, got); d != "" {
					t.Errorf("scores differ between runs:\n%s", d)
				}
			}
		})
	}
	wg.Wait()
}

func clip(s string) string {
	if len(s) > 60 {
		return s[:60] + "..."
	}
	return s
}
