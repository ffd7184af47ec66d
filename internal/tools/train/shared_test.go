package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/internal/eval"
)

// Every row of vader_movie counts as known, the undecided ones that training
// drops as well, and both readings see through tokenisation.
func TestReadings(t *testing.T) {
	dir := t.TempDir()
	movie := "id,text,label,mean_rating\n" +
		"1,\"A quiet, wet film about a lighthouse.\",positive,2.1\n" +
		"2,It is there .,positive,0.7\n" // too near zero to be trained on
	if err := os.WriteFile(filepath.Join(dir, "vader_movie.csv"), []byte(movie), 0o600); err != nil {
		t.Fatal(err)
	}
	k, err := readKnown(dir)
	if err != nil {
		t.Fatal(err)
	}
	rows := []labelled{
		{text: "A quiet , wet film about a lighthouse ."}, // tokenised
		{text: "A quiet wet film -- about a lighthouse"},  // other marks
		{text: "It is there."},                            // near zero
		{text: "A loud , dry film ."},
	}
	got := map[string][]string{}
	for _, name := range []string{"sst_test", "premo"} {
		for _, m := range k.readings(set{name, rows}) {
			for _, r := range m.rows {
				got[m.name] = append(got[m.name], r.text)
			}
		}
	}
	want := map[string][]string{
		"sst_test":           {rows[3].text},
		"sst_test (loosely)": {rows[1].text, rows[3].text},
		"premo":              {rows[0].text, rows[1].text, rows[2].text, rows[3].text},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The means leave Reddit's sets out where they say so.
func TestMeanFigures(t *testing.T) {
	right := &eval.Predictions{Classes: sentimentClasses, Gold: []int{0, 1, 2}, Predicted: []int{0, 1, 2}}
	wrong := &eval.Predictions{Classes: sentimentClasses, Gold: []int{0, 1, 2}, Predicted: []int{1, 2, 0}}
	for _, p := range []*eval.Predictions{right, wrong} {
		p.Probabilities = [][]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}
	}
	var m meanFigures
	if err := errors.Join(m.report(io.Discard, "senti4sd_train", "one", right), m.report(io.Discard, "goemotions_train", "one", wrong)); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := m.print(&out); err != nil {
		t.Fatal(err)
	}
	if want := "mean of 2 sets, one                          macro-F1 0.500, of the 1 that are not from Reddit 1.000\n"; out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}
