// Package naivebayes is the engine "cdipaolo": the naive Bayes model of
// github.com/cdipaolo/sentiment, trained on film reviews, behind the contract
// of package sentiment. The package answers 0 or 1 only and calls a text
// without known words negative; the engine sums the same word log odds, so
// that it has the same opinion, and turns them into three probabilities with a
// neutral zone. Text it does not know it leaves unscored.
package naivebayes

import (
	"context"
	"math"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/language"
	"github.com/undertone-project/undertone/internal/text"
)

// Name is the engine's name as given with --sentiment.
const Name = "cdipaolo"

// Reasons why a text is left unscored.
const (
	ReasonNoWords  = "no words"
	ReasonLanguage = "language not supported"
	ReasonUnknown  = "no known words"
)

// Scorer is the engine; it satisfies sentiment.Scorer. The model is loaded by
// the first Score.
type Scorer struct{}

// New gives the engine.
func New() *Scorer { return &Scorer{} }

// Name implements sentiment.Scorer.
func (*Scorer) Name() string { return Name }

// Score implements sentiment.Scorer. The evidence's weights are each word's
// share of the scaled log odds, which they add up to.
func (*Scorer) Score(ctx context.Context, texts []sentiment.Text) ([]sentiment.Score, error) {
	t, err := load()
	if err != nil {
		return nil, err
	}
	out := make([]sentiment.Score, len(texts))
	for i := range texts {
		if i%64 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		out[i] = t.score(&texts[i])
	}
	return out, nil
}

// sum is what the words of a text add up to.
type sum struct {
	odds         float64 // log odds, positive against negative
	known, words int
}

func (t *table) sum(s string) sum {
	r := sum{odds: t.prior}
	wordsOf(s, func(key []byte, _ text.Span) {
		r.words++
		if o, ok := t.odds[string(key)]; ok {
			r.known++
			r.odds += float64(o)
		}
	})
	return r
}

func (t *table) score(in *sentiment.Text) sentiment.Score {
	r := t.sum(in.Text)
	if reason := unscorable(in, r); reason != "" {
		return sentiment.Score{Reason: reason}
	}
	s := sentiment.Score{Scored: true}
	s.Negative, s.Neutral, s.Positive = probabilities(scaled(r))
	if !in.Brief {
		s.Evidence = t.evidence(in.Text, scaled(r)/r.odds)
	}
	return s
}

func unscorable(in *sentiment.Text, r sum) string {
	if r.words == 0 {
		return ReasonNoWords
	}
	lang := in.Language
	if lang == "" {
		lang, _ = language.Detect(in.Text)
	}
	switch {
	case lang != "en" && lang != language.Und && (len(lang) < 3 || lang[:3] != "en-"):
		return ReasonLanguage
	case r.known == 0 || lang == language.Und && 2*r.known < r.words:
		return ReasonUnknown
	}
	return ""
}

// scaled is the log odds made comparable between short and long texts: the
// words' log odds are far from independent, so that their sum grows with the
// length where its information does not.
func scaled(r sum) float64 {
	return r.odds / math.Sqrt(float64(r.known)+scale)
}

// The neutral zone: log odds of either class against neutral are
// intercept + toward*z for z on its side and intercept - away*z on the other,
// for z the scaled log odds. The same for both classes, so that the larger
// probability is always that of the package's own verdict. Fitted with equal
// weight to every data set and class by
//
//	go run ./internal/tools/train cdipaolo ../shared/data/sentiment
const (
	scale     = 4.0
	intercept = -0.228
	toward    = 1.270
	away      = 0.428
)

func probabilities(z float64) (negative, neutral, positive float64) {
	with, against := math.Exp(intercept+toward*math.Abs(z)), math.Exp(intercept-away*math.Abs(z))
	total := 1 + with + against
	if z > 0 {
		return against / total, 1 / total, with / total
	}
	if z < 0 {
		return with / total, 1 / total, against / total
	}
	return against / total, 1 / total, against / total
}

// Scaled is the scaled log odds of a text and the number of its known words.
// It is what the neutral zone is fitted on.
func Scaled(s string) (z float64, known int, err error) {
	t, err := load()
	if err != nil {
		return 0, 0, err
	}
	r := t.sum(s)
	return scaled(r), r.known, nil
}

// minWeight is the smallest contribution that is listed.
const minWeight = 0.005

func (t *table) evidence(s string, factor float64) []thread.Evidence {
	if math.IsNaN(factor) || math.IsInf(factor, 0) {
		factor = 0
	}
	var out []thread.Evidence
	rest := 0.0
	wordsOf(s, func(key []byte, span text.Span) {
		o, ok := t.odds[string(key)]
		if !ok {
			return
		}
		w := float64(o) * factor
		if math.Abs(w) < minWeight {
			rest += w
			return
		}
		out = append(out, thread.Evidence{Rule: "word", Weight: w, Span: thread.Span{Start: span.Start, End: span.End}})
	})
	if rest != 0 {
		out = append(out, thread.Evidence{Rule: "other words", Weight: rest})
	}
	return out
}
