// Package lexicon scores sentiment from a list of words and a set of rules:
// negation and its idioms, degree words, contrast, questions, irony marks,
// emoji, capitals, quotation. It needs no weights and explains every score.
// The idea and most valences are VADER's (Hutto & Gilbert 2014); the errors
// that its users report are mended, and comments of readers are its subject.
package lexicon

import (
	"context"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/language"
)

// Name is the engine's name as given with --sentiment.
const Name = "lexicon"

// Reasons why a text is left unscored.
const (
	ReasonNoWords  = "no words"
	ReasonLanguage = "language not supported"
	ReasonUnknown  = "language unknown and no word known"
)

// Scorer is the engine; it satisfies sentiment.Scorer.
type Scorer struct {
	l    *Lexicon
	pool sync.Pool
}

// New gives the engine. An error means that the embedded tables are damaged.
func New() (*Scorer, error) {
	l, err := Load()
	if err != nil {
		return nil, err
	}
	s := &Scorer{l: l}
	s.pool.New = func() any { return l.Workspace() }
	return s, nil
}

// Name implements sentiment.Scorer.
func (s *Scorer) Name() string { return Name }

// Score implements sentiment.Scorer. The evidence's weights are contributions
// to the rule score in (-1, 1), which they add up to.
func (s *Scorer) Score(ctx context.Context, texts []sentiment.Text) ([]sentiment.Score, error) {
	w := s.pool.Get().(*Workspace)
	defer s.pool.Put(w)
	out := make([]sentiment.Score, len(texts))
	for i := range texts {
		if i%64 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		a := s.l.Analyse(w, texts[i].Text)
		if reason := Unscorable(a, texts[i]); reason != "" {
			out[i].Reason = reason
			continue
		}
		out[i].Scored = true
		out[i].Negative, out[i].Neutral, out[i].Positive = probabilities(a)
		if !texts[i].Brief {
			out[i].Evidence = Evidence(a)
		}
	}
	return out, nil
}

// Unscorable says why an English engine cannot score a text, or "". A text
// without a language is looked at. One whose language cannot be told is scored
// when it holds a word of the lexicon or is written in plain letters: too
// short to tell is not foreign.
func Unscorable(a *Analysis, t sentiment.Text) string {
	if a.Words == 0 {
		return ReasonNoWords
	}
	lang := t.Language
	if lang == "" {
		lang, _ = language.Detect(t.Text)
	}
	switch {
	case lang == "en" || len(lang) > 3 && lang[:3] == "en-":
		return ""
	case lang != language.Und:
		return ReasonLanguage
	case a.Known == 0 && !plainLetters(t.Text):
		return ReasonUnknown
	}
	return ""
}

// plainLetters reports whether s has no letters outside ASCII.
func plainLetters(s string) bool {
	for _, r := range s {
		if r >= utf8.RuneSelf && unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// Evidence lists the hits of an analysis with their contributions, in the
// order of the text. Hits that a rule silenced are listed with weight 0.
func Evidence(a *Analysis) []thread.Evidence {
	if len(a.Hits) == 0 {
		return nil
	}
	out := make([]thread.Evidence, len(a.Hits))
	for i := range a.Hits {
		h := &a.Hits[i]
		out[i] = thread.Evidence{
			Rule:   h.Rule(),
			Weight: a.Contribution(h),
			Span:   thread.Span{Start: h.Start, End: h.End},
			Note:   h.Mods.String(),
		}
	}
	return out
}

var kindNames = [...]string{WordHit: "word", PhraseHit: "idiom", EmojiHit: "emoji", MarkHit: "disbelief"}

// Rule names what a hit rests on: the rule that turned it, or else its kind.
func (h *Hit) Rule() string {
	switch {
	case h.Mods&Ironic != 0:
		return "irony"
	case h.Mods&Negated != 0:
		return "negation"
	}
	return kindNames[h.Kind]
}

// modNames in the order of the bits of Mod.
var modNames = [...]string{
	"negated", "stronger by a degree word", "weaker by a degree word", "after a contrast", "before a contrast or conceded", "in a question",
	"exclaimed", "in capitals", "repeated", "marked as ironic", "in quotation marks", "hypothetical", "an expletive that strengthens",
}

// String lists the rules, such as "negated, exclaimed".
func (m Mod) String() string {
	s := ""
	for i, name := range modNames {
		if m&(1<<i) == 0 {
			continue
		}
		if s != "" {
			s += ", "
		}
		s += name
	}
	return s
}
