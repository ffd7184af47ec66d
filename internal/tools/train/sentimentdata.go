package main

import (
	"math"
	"path/filepath"
	"strconv"

	"github.com/undertone-project/undertone/internal/eval"
)

// sentimentClasses in the order of their indices.
var sentimentClasses = []string{"negative", "neutral", "positive"}

// labelled is one labelled text.
type labelled struct {
	text  string
	label int
	page  string  // where it comes from, for folds that keep pages together
	doubt float64 // that it is neutral after all, where its label is weak
}

// set is a data set under its file's name.
type set struct {
	name string
	rows []labelled
}

// shipSets are the tables whose terms allow training shipped weights.
var shipSets = []string{
	"goemotions_train", "senti4sd_train", "vader_tweets", "vader_amazon", "vader_movie", "blog_comments_coded", "political_comments_coded",
	"fanchuan_debate",
}

// weakDoubt is the doubt about texts that were coded with the weakest
// intensity.
const weakDoubt = 0.1

// nearZero bounds the mean rating of the rated sets that is called neutral:
// their label column is only the sign. Rows between it and clearOpinion are
// left out as undecided.
const (
	nearZero     = 0.5
	clearOpinion = 0.9
)

func readSets(dir string, names []string) ([]set, error) {
	var out []set
	for _, name := range names {
		s, err := readSet(dir, name)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

func readSet(dir, name string) (set, error) {
	g, err := eval.ReadGoldFile(filepath.Join(dir, name+".csv"), "id", "text", "label")
	if err != nil {
		return set{}, err
	}
	labels, err := g.Labels(sentimentClasses)
	if err != nil {
		return set{}, err
	}
	texts, pages, parents := g.Strings("text"), g.Strings("page"), g.Strings("parent_text")
	ratings, intensities := g.Strings("mean_rating"), g.Strings("intensity")
	s := set{name: name}
	for i, text := range texts {
		row := labelled{text: text, label: labels[i]}
		if pages != nil {
			row.page = pages[i]
		} else if parents != nil {
			row.page = parents[i] // replies to one comment stay together
		}
		if intensities != nil && (intensities[i] == "1" || intensities[i] == "-1") {
			row.doubt = weakDoubt
		}
		if ratings != nil {
			mean, err := strconv.ParseFloat(ratings[i], 64)
			if err != nil || (math.Abs(mean) > nearZero && math.Abs(mean) < clearOpinion) {
				continue
			}
			if math.Abs(mean) <= nearZero {
				row.label = 1
			}
		}
		s.rows = append(s.rows, row)
	}
	return s, nil
}
