// Package sentiment is the contract between undertone and the engines that
// score how positive or negative a comment's wording is. Sentiment is tone:
// it says nothing about whom the writer sides with (see package stance).
package sentiment

import (
	"context"

	"github.com/undertone-project/undertone/analysis/thread"
)

// Label is the most probable class of a score.
type Label string

// The labels. Unscored is the zero value: never confused with Neutral.
const (
	Unscored Label = ""
	Negative Label = "negative"
	Neutral  Label = "neutral"
	Positive Label = "positive"
)

// Text is one text to score.
type Text struct {
	ID       string
	Text     string // the author's own words, without quoted passages
	Language string // BCP 47, or "und" where unknown
	// Brief asks for the probabilities alone: an engine that can save the
	// work then leaves Evidence empty.
	Brief bool
}

// Score is what an engine says of one text.
type Score struct {
	// Scored is false where the engine cannot tell (no words, a language it
	// does not know); the probabilities are then 0 and Reason says why.
	Scored bool
	Reason string
	// Negative, Neutral and Positive are probabilities in [0, 1] that add up
	// to 1.
	Negative, Neutral, Positive float64
	// Evidence lists the words and rules behind the score with their
	// contributions (negative ones speak for a negative tone); the spans
	// point into the text that was given.
	Evidence []thread.Evidence
}

// Polarity is p_positive - p_negative, in [-1, 1]; 0 where unscored.
func (s Score) Polarity() float64 { return s.Positive - s.Negative }

// Label is the most probable class; a tie goes to Neutral. Unscored where the
// text was not scored.
func (s Score) Label() Label {
	switch {
	case !s.Scored:
		return Unscored
	case s.Negative > s.Neutral && s.Negative > s.Positive:
		return Negative
	case s.Positive > s.Neutral && s.Positive > s.Negative:
		return Positive
	}
	return Neutral
}

// Scorer is a sentiment engine.
type Scorer interface {
	// Name is the engine's name as given with --sentiment.
	Name() string
	// Score gives one score for each text, in the same order. It is safe for
	// concurrent use and deterministic. An error means that no score of the
	// batch can be used.
	Score(ctx context.Context, texts []Text) ([]Score, error)
}
