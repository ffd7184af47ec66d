package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/jonreiter/govader"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/internal/classifier"
	"github.com/undertone-project/undertone/internal/lexicon"
	"github.com/undertone-project/undertone/internal/naivebayes"
)

// vader is the lexicon tool people use, as a baseline: compound score with the
// usual thresholds of ±0.05.
type vader struct {
	analyzer *govader.SentimentIntensityAnalyzer
}

func (vader) Name() string { return "VADER (govader)" }

func (v vader) Score(_ context.Context, texts []sentiment.Text) ([]sentiment.Score, error) {
	out := make([]sentiment.Score, len(texts))
	for i, t := range texts {
		out[i] = sentiment.Score{Scored: true, Neutral: 1}
		switch c := v.analyzer.PolarityScores(strings.Join(strings.Fields(t.Text), " ")).Compound; {
		case c >= 0.05:
			out[i].Neutral, out[i].Positive = 0, 1
		case c <= -0.05:
			out[i].Neutral, out[i].Negative = 0, 1
		}
	}
	return out, nil
}

// printAccuracy measures every engine on the sets that none was trained on,
// and all but the default engine on its training sets.
func printAccuracy(args []string, out io.Writer) error {
	fs := flag.NewFlagSet("accuracy", flag.ContinueOnError)
	only := fs.String("engine", "", "measure this engine alone")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if fs.NArg() != 1 {
		return fmt.Errorf("accuracy takes the data folder")
	}
	dir := filepath.Join(fs.Arg(0), "sentiment")
	lex, err := lexicon.New()
	if err != nil {
		return err
	}
	others := []sentiment.Scorer{lex, naivebayes.New(), vader{govader.NewSentimentIntensityAnalyzer()}}
	shared, err := readKnown(dir)
	if err != nil {
		return err
	}
	for _, name := range slices.Concat(sentimentMeasured, sentimentChosenBy, shipSets) {
		s, err := readSet(dir, name)
		if err != nil {
			return err
		}
		engines := others
		if !inShip(name) {
			engines = append([]sentiment.Scorer{classifier.New()}, others...)
		}
		for _, e := range engines {
			if *only != "" && *only != e.Name() {
				continue
			}
			if err := reportEngine(out, e, shared.readings(s)); err != nil {
				return err
			}
		}
	}
	return nil
}

// reportEngine prints an engine's figures on each of the sets.
func reportEngine(out io.Writer, e sentiment.Scorer, sets []measured) error {
	for _, m := range sets {
		p, err := predict(e, m.rows)
		if err != nil {
			return err
		}
		if err := reportPredictions(out, m.name+" "+e.Name(), p); err != nil {
			return err
		}
	}
	return nil
}

func inShip(name string) bool {
	for _, s := range shipSets {
		if s == name {
			return true
		}
	}
	return false
}
