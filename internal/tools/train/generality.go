package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"path/filepath"

	"github.com/jonreiter/govader"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/internal/classifier"
	"github.com/undertone-project/undertone/internal/eval"
	"github.com/undertone-project/undertone/internal/lexicon"
)

// reddit is the number of the largest family.
const reddit = 0

// sentimentFamilies are the sources of the training sets: whoever leaves one
// out has seen nothing that was gathered, or labelled, in the same way.
var sentimentFamilies = map[string]int{
	"goemotions_train": reddit, "fanchuan_debate": reddit,
	"senti4sd_train":      1, // Stack Overflow
	"vader_tweets":        2,
	"vader_amazon":        3,
	"vader_movie":         4,
	"blog_comments_coded": 5, "political_comments_coded": 5, // model-coded
}

// leftOutLexicon is the lexicon engine with a calibration of which a family
// was no part.
type leftOutLexicon struct {
	words       *lexicon.Lexicon
	calibration [2][]float64
}

func (leftOutLexicon) Name() string { return "lexicon (left out)" }

func (e leftOutLexicon) Score(_ context.Context, texts []sentiment.Text) ([]sentiment.Score, error) {
	w := e.words.Workspace()
	out := make([]sentiment.Score, len(texts))
	for i, t := range texts {
		a := e.words.Analyse(w, t.Text)
		if out[i].Reason = lexicon.Unscorable(a, t); out[i].Reason != "" {
			continue
		}
		x := a.Features()
		bad, good := math.Exp(dot(e.calibration[0], x[:])), math.Exp(dot(e.calibration[1], x[:]))
		all := bad + 1 + good
		out[i] = sentiment.Score{Scored: true, Negative: bad / all, Neutral: 1 / all, Positive: good / all}
	}
	return out, nil
}

// printGenerality measures the default engine's training on families of sets
// that were left out of it, beside the lexicon engine, with its own calibration
// and with one that the family was left out of, and VADER on the same rows:
// what to expect of a community that nobody has labelled.
func printGenerality(args []string, out io.Writer) error {
	if len(args) != 1 {
		return fmt.Errorf("generality takes the data folder")
	}
	l, examples, o, err := sentimentInputs(args[0])
	if err != nil {
		return err
	}
	sets, err := readSets(filepath.Join(args[0], "sentiment"), shipSets)
	if err != nil {
		return err
	}
	lex, err := lexicon.New()
	if err != nil {
		return err
	}
	left := classifier.LeaveOut(l, examples, o, func(set string) int { return sentimentFamilies[set] })
	var means meanFigures
	calibrations := map[int][2][]float64{}
	for _, s := range sets {
		family := sentimentFamilies[s.name]
		if _, fitted := calibrations[family]; !fitted {
			calibrations[family] = fitLexicon(l, otherFamilies(sets, family))
		}
		p := &eval.Predictions{Classes: sentimentClasses}
		for i, e := range examples {
			if e.Set == s.name {
				addPrediction(p, e.Label, e.Group, left[i])
			}
		}
		if err := means.report(out, s.name, "default (left out)", p); err != nil {
			return err
		}
		for _, e := range []sentiment.Scorer{leftOutLexicon{l, calibrations[family]}, lex, vader{govader.NewSentimentIntensityAnalyzer()}} {
			p, err := predict(e, s.rows)
			if err != nil {
				return err
			}
			if err := means.report(out, s.name, e.Name(), p); err != nil {
				return err
			}
		}
	}
	return means.print(out)
}

// otherFamilies are the sets without those of a family.
func otherFamilies(sets []set, family int) []set {
	var out []set
	for _, s := range sets {
		if sentimentFamilies[s.name] != family {
			out = append(out, s)
		}
	}
	return out
}

// meanFigures are the engines' mean macro-F1 over all sets, and over those that
// are not from Reddit: the model without its family has lost most of its rows.
type meanFigures struct {
	engines []string // in the order of the first set
	all     map[string]float64
	others  map[string]float64
	sets, n int
}

func (m *meanFigures) report(out io.Writer, set, engine string, p *eval.Predictions) error {
	if m.all == nil {
		m.all, m.others = map[string]float64{}, map[string]float64{}
	}
	if _, known := m.all[engine]; !known {
		m.engines = append(m.engines, engine)
	}
	f1 := p.Confusion().MacroF1()
	m.all[engine] += f1
	if sentimentFamilies[set] != reddit {
		m.others[engine] += f1
	}
	if engine == m.engines[0] {
		m.sets++
		if sentimentFamilies[set] != reddit {
			m.n++
		}
	}
	return reportPredictions(out, set+" "+engine, p)
}

func (m *meanFigures) print(out io.Writer) error {
	for _, e := range m.engines {
		if _, err := fmt.Fprintf(out, "mean of %d sets, %-28s macro-F1 %.3f, of the %d that are not from Reddit %.3f\n",
			m.sets, e, m.all[e]/float64(m.sets), m.n, m.others[e]/float64(m.n)); err != nil {
			return err
		}
	}
	return nil
}
