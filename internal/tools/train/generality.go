package main

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/jonreiter/govader"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/internal/classifier"
	"github.com/undertone-project/undertone/internal/eval"
	"github.com/undertone-project/undertone/internal/lexicon"
)

// sentimentFamilies are the sources of the training sets: whoever leaves one
// out has seen nothing that was gathered, or labelled, in the same way.
var sentimentFamilies = map[string]int{
	"goemotions_train": 0, "fanchuan_debate": 0, // Reddit
	"senti4sd_train":      1, // Stack Overflow
	"vader_tweets":        2,
	"vader_amazon":        3,
	"vader_movie":         4,
	"blog_comments_coded": 5, "political_comments_coded": 5, // model-coded
}

// printGenerality measures the default engine's training on families of sets
// that were left out of it, beside the lexicon engine and VADER on the same
// rows: what to expect of a community that nobody has labelled.
func printGenerality(args []string, out io.Writer) error {
	if len(args) != 1 {
		return fmt.Errorf("generality takes the data folder")
	}
	l, examples, o, err := sentimentInputs(args[0])
	if err != nil {
		return err
	}
	left := classifier.LeaveOut(l, examples, o, func(set string) int { return sentimentFamilies[set] })
	lex, err := lexicon.New()
	if err != nil {
		return err
	}
	for _, name := range shipSets {
		p := &eval.Predictions{Classes: sentimentClasses}
		for i, e := range examples {
			if e.Set == name {
				addPrediction(p, e.Label, e.Group, left[i])
			}
		}
		if err := reportPredictions(out, name+" (left out)", p); err != nil {
			return err
		}
		s, err := readSet(filepath.Join(args[0], "sentiment"), name)
		if err != nil {
			return err
		}
		for _, e := range []sentiment.Scorer{lex, vader{govader.NewSentimentIntensityAnalyzer()}} {
			p, err := predict(e, s.rows)
			if err != nil {
				return err
			}
			if err := reportPredictions(out, name+" "+e.Name(), p); err != nil {
				return err
			}
		}
	}
	return nil
}
