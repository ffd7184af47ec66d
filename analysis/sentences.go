package analysis

import (
	"context"
	"fmt"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/bysentence"
	"github.com/undertone-project/undertone/internal/language"
)

// Sentence is the tone of one sentence of a post or comment.
type Sentence struct {
	// ID of the post or comment.
	ID string
	// Span is where the sentence stands in the text, in bytes.
	Span thread.Span
	// Score is the engine's. Quoted lines, code and signatures are left
	// unscored.
	Score sentiment.Score
}

// Sentences scores the post and the comments of a thread sentence by sentence,
// each as if it stood alone, in the order of the thread. The tone of a comment
// is not the mean of its sentences: see [Analyzer.Analyze] for that.
func (a *Analyzer) Sentences(ctx context.Context, t *thread.Thread) ([]Sentence, error) {
	if err := a.engines(); err != nil {
		return nil, err
	}
	texts := []sentiment.Text{{ID: t.Post.ID, Text: PostText(&t.Post)}}
	for i := range t.Comments {
		texts = append(texts, sentiment.Text{ID: t.Comments[i].ID, Text: t.Comments[i].Text})
	}
	var out []Sentence
	for _, in := range texts {
		// Too short to tell alone, a sentence has the language of its text.
		in.Language, _ = language.Detect(in.Text)
		scored, err := bysentence.Score(ctx, a.scorer, in)
		if err != nil {
			return nil, fmt.Errorf("thread %s: %s: scoring sentences: %w", t.ID, in.ID, err)
		}
		for _, s := range scored {
			out = append(out, Sentence{ID: in.ID, Span: s.Span, Score: s.Score})
		}
	}
	return out, nil
}
