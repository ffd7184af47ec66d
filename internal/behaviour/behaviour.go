// Package behaviour runs the behavioural cases of testdata/behaviour against
// an engine, in the manner of CheckList (Ribeiro et al. 2020): short texts by
// capability, each with the label it must get, or a second text that it must
// be scored like or above.
package behaviour

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/internal/eval"
)

// Kind says what a case asks for.
type Kind string

// The kinds of cases.
const (
	// Label: the text's label is one of the expected.
	Label Kind = "label"
	// Invariant: the other text has the same label, and its sentiment lies
	// within Tolerance.
	Invariant Kind = "invariant"
	// Higher: the text's sentiment lies above the other's.
	Higher Kind = "higher"
)

// Tolerance is how far the sentiment, in [-1, 1], of two texts may lie apart
// that differ only in what must not matter.
const Tolerance = 0.15

// Case is one row of the table.
type Case struct {
	ID, Capability string
	Kind           Kind
	Text, Other    string
	Expected       []string // labels; "unscored" for none
}

// Read reads the cases of a CSV file.
func Read(name string) ([]Case, error) {
	g, err := eval.ReadGoldFile(name, "id", "capability", "kind", "text", "other", "expected")
	if err != nil {
		return nil, err
	}
	out := make([]Case, len(g.Rows))
	for i, r := range g.Rows {
		get := func(c string) string { return r.Fields[g.Column(c)] }
		out[i] = Case{get("id"), get("capability"), Kind(get("kind")), get("text"), get("other"), strings.Split(get("expected"), "|")}
		if !slices.Contains([]Kind{Label, Invariant, Higher}, out[i].Kind) {
			return nil, fmt.Errorf("%s: line %d: kind %q", name, r.Line, out[i].Kind)
		}
	}
	return out, nil
}

// Failure is a case that an engine did not pass.
type Failure struct {
	Case Case
	Got  string
}

// Rate is an engine's pass rate for one capability.
type Rate struct {
	Capability string
	Passed, N  int
}

// Run scores the cases and gives the pass rates, in the order in which the
// capabilities first appear, and the failures.
func Run(ctx context.Context, s sentiment.Scorer, cases []Case) ([]Rate, []Failure, error) {
	var texts []sentiment.Text
	for _, c := range cases {
		texts = append(texts, sentiment.Text{ID: c.ID, Text: c.Text, Brief: true}, sentiment.Text{ID: c.ID + "b", Text: c.Other, Brief: true})
	}
	scores, err := s.Score(ctx, texts)
	if err != nil {
		return nil, nil, err
	}
	var rates []Rate
	var failures []Failure
	for i, c := range cases {
		k := slices.IndexFunc(rates, func(r Rate) bool { return r.Capability == c.Capability })
		if k < 0 {
			k = len(rates)
			rates = append(rates, Rate{Capability: c.Capability})
		}
		rates[k].N++
		if got, ok := c.check(scores[2*i], scores[2*i+1]); ok {
			rates[k].Passed++
		} else {
			failures = append(failures, Failure{c, got})
		}
	}
	return rates, failures, nil
}

// check reports whether a case is passed, and what the engine gave.
func (c *Case) check(text, other sentiment.Score) (got string, ok bool) {
	if c.Kind == Label {
		return describe(text), slices.Contains(c.Expected, name(text))
	}
	got = describe(text) + " / " + describe(other)
	if c.Kind == Higher {
		return got, text.Scored && other.Scored && text.Polarity() > other.Polarity()
	}
	return got, text.Label() == other.Label() && math.Abs(text.Polarity()-other.Polarity()) <= Tolerance
}

func name(s sentiment.Score) string {
	if !s.Scored {
		return "unscored"
	}
	return string(s.Label())
}

func describe(s sentiment.Score) string {
	if !s.Scored {
		return name(s)
	}
	return fmt.Sprintf("%s %+.2f", name(s), s.Polarity())
}
