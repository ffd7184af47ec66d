package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/undertone-project/undertone/internal/eval"
)

// probabilityColumn is the column of a sheet that sample writes.
const probabilityColumn = "p_sample"

// sampleProbabilities are the probabilities with which the rows were drawn;
// nil where the table is no sample.
func sampleProbabilities(gold *eval.Gold) ([]float64, error) {
	cells := gold.Strings(probabilityColumn)
	if cells == nil {
		return nil, nil
	}
	out := make([]float64, len(cells))
	for i, c := range cells {
		v, err := strconv.ParseFloat(c, 64)
		if err != nil || !(v > 0 && v <= 1) {
			return nil, fmt.Errorf("%s: line %d: %s %q is no probability above 0", gold.Name, gold.Rows[i].Line, probabilityColumn, c)
		}
		out[i] = v
	}
	return out, nil
}

// sampleWeights are the inverse probabilities, their mean 1; nil where all are
// the same.
func sampleWeights(gold *eval.Gold) ([]float64, error) {
	p, err := sampleProbabilities(gold)
	if err != nil || p == nil {
		return nil, err
	}
	sum, same := 0.0, true
	for i := range p {
		sum += 1 / p[i]
		same = same && p[i] == p[0]
	}
	if same {
		return nil, nil
	}
	for i := range p {
		p[i] = float64(len(p)) / (p[i] * sum)
	}
	return p, nil
}

// correctedShares reads the scores of the whole corpus and corrects the shares
// of the classes by the coded sample.
func correctedShares(t task, gold *eval.Gold, p *eval.Predictions, path string, level float64) ([]eval.Prevalence, error) {
	if t.name == "target-stance" {
		return nil, usagef("--corpus: the table of stances leaves out comments that do not take a target up, so that shares cannot be corrected by it")
	}
	drawn, err := sampleProbabilities(gold)
	if err != nil {
		return nil, err
	}
	if drawn == nil {
		return nil, usagef("--corpus needs a sample with the column %s: draw it with 'undertone sample'", probabilityColumn)
	}
	corpus, err := eval.ReadGoldFile(path, append([]string{"id"}, t.columns...)...)
	if err != nil {
		return nil, err
	}
	columns := keyColumns(gold, corpus)
	rows, at, err := corpusRows(t, corpus, columns)
	if err != nil {
		return nil, err
	}
	sampled := make([][]float64, len(gold.Rows))
	for i, key := range rowKeys(gold, columns) {
		k, ok := at[key]
		if !ok {
			return nil, fmt.Errorf("%s: line %d: the comment %q is not in %s: is that the corpus it was drawn from?", gold.Name, gold.Rows[i].Line, gold.Strings("id")[i], path)
		}
		sampled[i] = rows[k]
	}
	return eval.Shares(p.Classes, rows, sampled, p.Gold, drawn, level), nil
}

// keyColumns are those of the columns that tell rows apart which all of the
// tables have.
func keyColumns(tables ...*eval.Gold) []string {
	var out []string
	for _, c := range []string{"thread_id", "id", "target"} {
		if !slices.ContainsFunc(tables, func(g *eval.Gold) bool { return g.Column(c) < 0 }) {
			out = append(out, c)
		}
	}
	return out
}

// rowKeys names the rows of a table by columns.
func rowKeys(g *eval.Gold, columns []string) []string {
	keys := make([]string, len(g.Rows))
	for _, c := range columns {
		for i, v := range g.Strings(c) {
			keys[i] += v + "\x00"
		}
	}
	return keys
}

// corpusRows gives the class probabilities of the comments that could have
// been drawn, and where each is. Comments that the engine left unscored get
// the mean of the others: any value is right on average, this one costs least.
func corpusRows(t task, corpus *eval.Gold, columns []string) (rows [][]float64, at map[string]int, err error) {
	kinds, texts, deleted := corpus.Strings("kind"), corpus.Strings("text"), corpus.Strings("deleted")
	ids := rowKeys(corpus, columns)
	mean, scored := make([]float64, len(t.columns)), 0.0
	var unscored []int
	at = map[string]int{}
	for i, r := range corpus.Rows {
		if kinds != nil && kinds[i] != "comment" || texts != nil && strings.TrimSpace(texts[i]) == "" || deleted != nil && deleted[i] == "true" {
			continue
		}
		row := make([]float64, len(t.columns))
		for k, c := range t.columns {
			cell := r.Fields[corpus.Column(c)]
			if cell == "" {
				continue
			}
			if row[k], err = strconv.ParseFloat(cell, 64); err != nil {
				return nil, nil, fmt.Errorf("%s: line %d: %s %q is no number", corpus.Name, r.Line, c, cell)
			}
		}
		if r.Fields[corpus.Column(t.columns[0])] == "" {
			unscored = append(unscored, len(rows))
		} else {
			for k := range mean {
				mean[k] += row[k]
			}
			scored++
		}
		at[ids[i]] = len(rows)
		rows = append(rows, row)
	}
	if scored == 0 {
		return nil, nil, fmt.Errorf("%s: no comment has a score", corpus.Name)
	}
	for k := range mean {
		mean[k] /= scored
	}
	for _, i := range unscored {
		rows[i] = mean
	}
	return rows, at, nil
}
