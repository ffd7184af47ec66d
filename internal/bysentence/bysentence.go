// Package bysentence scores the sentences of a text one by one with any
// sentiment engine.
package bysentence

import (
	"context"
	"fmt"
	"slices"

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

// ReasonQuoted is why a sentence that is not the writer's own is left
// unscored.
const ReasonQuoted = "quoted, code or signature"

// Score scores the sentences of t in order, as if each were a text of its own
// in the language of t. Quoted lines, code and signatures are left unscored.
func Score(ctx context.Context, s sentiment.Scorer, t sentiment.Text) ([]Sentence, error) {
	masked := text.NotOwn(nil, t.Text)
	var out []Sentence
	var parts []sentiment.Text
	var at []int
	for i, sp := range text.Sentences(t.Text) {
		out = append(out, Sentence{Span: thread.Span{Start: sp.Start, End: sp.End}})
		if within(masked, sp) {
			out[i].Score.Reason = ReasonQuoted
			continue
		}
		part := t
		part.Text = sp.In(t.Text)
		parts, at = append(parts, part), append(at, i)
	}
	if len(parts) == 0 {
		return out, nil
	}
	scores, err := s.Score(ctx, parts)
	if err != nil {
		return nil, err
	}
	if len(scores) != len(parts) {
		return nil, fmt.Errorf("%s gave %d scores for %d sentences", s.Name(), len(scores), len(parts))
	}
	for k, i := range at {
		shift(scores[k].Evidence, out[i].Span.Start)
		out[i].Score = scores[k]
	}
	return out, nil
}

func within(masked []text.Span, sp text.Span) bool {
	return slices.ContainsFunc(masked, func(m text.Span) bool { return m.Start <= sp.Start && sp.End <= m.End })
}

// shift makes evidence about a sentence point into the whole text.
func shift(evidence []thread.Evidence, by int) {
	for k := range evidence {
		if e := &evidence[k]; e.Span != (thread.Span{}) {
			e.Span.Start += by
			e.Span.End += by
		}
	}
}
