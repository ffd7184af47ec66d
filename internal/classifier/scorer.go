// Package classifier is the default sentiment engine: a multinomial regression
// over hashed words, word pairs and triples and character n-grams, with the
// lexicon engine's rules as further inputs. It is small, needs no other
// program, and explains every score word by word. docs/model-card-sentiment.md
// says what it was trained on and how well it does.
package classifier

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"os"
	"sync"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/internal/lexicon"
)

// Name is the default engine's name as given with --sentiment.
const Name = "default"

//go:embed sentiment.model
var shipped []byte

// Default gives the shipped model, read on the first call.
var Default = sync.OnceValues(func() (*Model, error) {
	m, err := ReadModel(bytes.NewReader(shipped))
	if err != nil {
		return nil, fmt.Errorf("the model inside this program: %w", err)
	}
	return m, nil
})

// OpenModel reads a model file.
func OpenModel(name string) (*Model, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	m, err := ReadModel(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return m, nil
}

// Scorer is the engine; it satisfies sentiment.Scorer.
type Scorer struct {
	name string
	load func() (*Model, error)
	pool sync.Pool // of *reader
}

// New gives the engine with the shipped model, which is loaded by the first
// Score.
func New() *Scorer { return &Scorer{name: Name, load: Default} }

// NewScorer gives an engine with a model of one's own, under a name.
func NewScorer(name string, m *Model) *Scorer {
	return &Scorer{name: name, load: func() (*Model, error) { return m, nil }}
}

// Name implements sentiment.Scorer.
func (s *Scorer) Name() string { return s.name }

// Score implements sentiment.Scorer. The evidence's weights are log odds of
// positive against negative; they add up to those of the two probabilities.
func (s *Scorer) Score(ctx context.Context, texts []sentiment.Text) ([]sentiment.Score, error) {
	out := make([]sentiment.Score, len(texts))
	if err := s.ScoreInto(ctx, out, texts); err != nil {
		return nil, err
	}
	return out, nil
}

// ScoreInto is Score with the caller's memory: out has the length of texts.
// With [sentiment.Text.Brief] set it allocates nothing once it is warm.
func (s *Scorer) ScoreInto(ctx context.Context, out []sentiment.Score, texts []sentiment.Text) error {
	r, err := s.reader()
	if err != nil {
		return err
	}
	defer s.pool.Put(r)
	for i := range texts {
		if i%64 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		out[i] = r.score(&texts[i])
	}
	return nil
}

// reader takes a reader from the pool, or makes one.
func (s *Scorer) reader() (*reader, error) {
	if r, ok := s.pool.Get().(*reader); ok {
		return r, nil
	}
	m, err := s.load()
	if err != nil {
		return nil, err
	}
	l, err := lexicon.Load()
	if err != nil {
		return nil, err
	}
	return newReader(m, l), nil
}

func (r *reader) score(t *sentiment.Text) sentiment.Score {
	a := r.l.Analyse(r.w, t.Text)
	if reason := lexicon.Unscorable(a, *t); reason != "" {
		return sentiment.Score{Reason: reason}
	}
	z := r.odds(a)
	s := sentiment.Score{Scored: true}
	s.Negative, s.Neutral, s.Positive = probabilities(z)
	if !t.Brief {
		s.Evidence = r.explain(a, z)
	}
	return s
}
