package execengine

import (
	"context"

	"github.com/undertone-project/undertone/analysis/sentiment"
)

// Sentiment is a program as a sentiment engine; it satisfies
// sentiment.Scorer. Close it when done.
type Sentiment struct{ p *process }

// NewSentiment prepares the program of a command line, with or without the
// prefix "exec:". It is started by the first Score. The command is split into
// words as a shell would, and run without one.
func NewSentiment(command string, o Options) (*Sentiment, error) {
	p, err := newProcess(command, o)
	if err != nil {
		return nil, err
	}
	return &Sentiment{p}, nil
}

// Name implements sentiment.Scorer.
func (s *Sentiment) Name() string { return s.p.command }

// Close ends the program and reports how it failed, if it did.
func (s *Sentiment) Close() error { return s.p.close() }

type sentimentRequest struct {
	ID       string `json:"id"`
	Task     string `json:"task"`
	Text     string `json:"text"`
	Language string `json:"language,omitempty"`
	// More is true where another request follows at once, so that a program
	// may gather a batch.
	More bool `json:"more"`
}

type sentimentAnswer struct {
	head
	Negative *float64 `json:"p_negative"`
	Neutral  *float64 `json:"p_neutral"`
	Positive *float64 `json:"p_positive"`
}

// Score implements sentiment.Scorer. Concurrent calls take turns.
func (s *Sentiment) Score(ctx context.Context, texts []sentiment.Text) ([]sentiment.Score, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	requests := make([]any, len(texts))
	for i, t := range texts {
		requests[i] = sentimentRequest{idOr(t.ID, i), "sentiment", t.Text, t.Language, more(i, len(texts), s.p.o.Batch)}
	}
	out := make([]sentiment.Score, len(texts))
	err := s.p.exchange(ctx, requests, func(i int, answer []byte) error {
		var a sentimentAnswer
		want := idOr(texts[i].ID, i)
		if err := parse(answer, &a, &a.head, want); err != nil {
			return err
		}
		if a.Unscored != "" {
			out[i].Reason = a.Unscored
			return nil
		}
		p, err := distribution(want, a.Negative, a.Neutral, a.Positive)
		if err != nil {
			return err
		}
		out[i] = sentiment.Score{Scored: true, Negative: p[0], Neutral: p[1], Positive: p[2]}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// more reports whether request i of n is not the last of its batch.
func more(i, n, batch int) bool { return i+1 < n && (i+1)%batch != 0 }
