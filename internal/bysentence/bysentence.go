// Package bysentence scores the sentences of a text one by one with any
// sentiment engine.
package bysentence

import (
	"context"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/text"
)

// Sentence is one sentence with its score.
type Sentence struct {
	// Span is where the sentence stands in the text.
	Span thread.Span
	// Score is the engine's; the spans of its evidence point into the whole
	// text.
	Score sentiment.Score
}

// Score scores the sentences of t in order, as if each were a text of its own
// in the language of t.
func Score(ctx context.Context, s sentiment.Scorer, t sentiment.Text) ([]Sentence, error) {
	spans := text.Sentences(t.Text)
	parts := make([]sentiment.Text, len(spans))
	for i, sp := range spans {
		parts[i] = t
		parts[i].Text = sp.In(t.Text)
	}
	scores, err := s.Score(ctx, parts)
	if err != nil {
		return nil, err
	}
	out := make([]Sentence, len(spans))
	for i, sp := range spans {
		for k := range scores[i].Evidence {
			e := &scores[i].Evidence[k]
			if e.Span != (thread.Span{}) {
				e.Span.Start += sp.Start
				e.Span.End += sp.Start
			}
		}
		out[i] = Sentence{thread.Span{Start: sp.Start, End: sp.End}, scores[i]}
	}
	return out, nil
}
