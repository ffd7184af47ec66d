package main

import (
	"path/filepath"
	"strings"
	"unicode"

	"github.com/undertone-project/undertone/internal/posts"
)

// measured is rows to measure on, under a name.
type measured struct {
	name string
	rows []labelled
}

// known are the sentences of vader_movie, some of which are in the Stanford
// sentiment treebank as well: every row of the file, those with a mean rating
// near zero, too, on which nothing is trained.
type known struct {
	letters, spaceless map[string]bool
}

func readKnown(dir string) (*known, error) {
	texts, err := posts.Texts(filepath.Join(dir, "vader_movie.csv"), "text", "parent_text")
	if err != nil {
		return nil, err
	}
	k := &known{letters: map[string]bool{}, spaceless: map[string]bool{}}
	for _, t := range texts {
		k.letters[letters(t)] = true
		k.spaceless[spaceless(t)] = true
	}
	return k, nil
}

// readings are what to measure of a set: its rows, and of the treebank those
// that vader_movie does not share, by two readings. The strict one, which comes
// first and keeps the set's name, compares letters only; the loose one
// everything but white space, and so lets those sentences in that the treebank
// spells or punctuates in another way.
func (k *known) readings(s set) []measured {
	if !strings.HasPrefix(s.name, "sst_") {
		return []measured{{s.name, s.rows}}
	}
	return []measured{
		{s.name, without(s.rows, k.letters, letters)},
		{s.name + " (loosely)", without(s.rows, k.spaceless, spaceless)},
	}
}

func without(rows []labelled, known map[string]bool, form func(string) string) []labelled {
	var out []labelled
	for _, r := range rows {
		if !known[form(r.text)] {
			out = append(out, r)
		}
	}
	return out
}

// letters is a text without what tokenisation and spelling of signs change,
// for finding the same sentence in two sets.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// spaceless is a text without white space.
func spaceless(s string) string { return strings.Join(strings.Fields(s), "") }
