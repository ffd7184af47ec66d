package segtrain

import (
	"hash/fnv"

	"github.com/undertone-project/undertone/internal/forest"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

// Fold is the fold of a site, by its name.
func Fold(site string, folds int) int {
	h := fnv.New32()
	h.Write([]byte(site))
	return int(h.Sum32() % uint32(folds))
}

// Fitter fits models to a corpus, to all of it or to all folds but one. It
// fits in two steps: the second, which decides where the article ends and where
// comments begin, learns from what the first says of pages that it has not seen.
// What both need is fitted once.
type Fitter struct {
	corpus *Corpus
	folds  int
	opt    Options
	boost  forest.Options
	ends   forest.Options
	fields map[[2]int]*segment.Model // without up to two folds
}

// none stands for no fold.
const none = -1

// NewFitter prepares to fit models, the sites divided into folds.
func NewFitter(c *Corpus, folds int, opt Options, boost forest.Options) *Fitter {
	return &Fitter{corpus: c, folds: folds, opt: opt, boost: boost, ends: DefaultEnds(), fields: make(map[[2]int]*segment.Model)}
}

// All fits a model to the whole corpus.
func (f *Fitter) All() *segment.Model { return f.fit(none) }

// Without fits a model that has not seen the sites of fold k in any form.
func (f *Fitter) Without(k int) *segment.Model { return f.fit(k) }

func (f *Fitter) fit(k int) *segment.Model {
	m := *f.field(k, none)
	m.Starts = forest.Boost(f.rows(k), f.boost)
	m.Ends = forest.Choose(f.endRows(k), f.ends)
	return &m
}

// field is the random field that has not seen the folds a and b.
func (f *Fitter) field(a, b int) *segment.Model {
	key := [2]int{min(a, b), max(a, b)}
	if f.fields[key] == nil {
		f.fields[key] = Train(f.corpus.Without(func(site string) bool {
			k := Fold(site, f.folds)
			return k == a || k == b
		}), f.opt)
	}
	return f.fields[key]
}

// rows are the lines that the second step learns from: those after the articles
// of pages without headers, of all folds but k.
func (f *Fitter) rows(k int) []forest.Row {
	var rows []forest.Row
	groups := make(map[string]int)
	c := f.corpus
	for _, part := range []struct {
		docs   []Document
		weight float64
	}{{c.Bare, 1}, {c.Pages, 1}, {c.Varied, variedWeight}, {c.Also, alsoRows}} {
		for _, d := range part.docs {
			own := Fold(d.Site, f.folds)
			if part.weight == alsoRows { // fitted to in both steps
				own = none
			}
			x := segment.NewContext(d.Lines)
			if own != none && own == k || x.Style() != segment.Bare {
				continue
			}
			group, ok := groups[d.Site]
			if !ok {
				group = len(groups)
				groups[d.Site] = group
			}
			first := 0
			for first < len(d.Gold) && d.Gold[first] == segment.Article {
				first++
			}
			for i, values := range f.field(k, own).Evidence(x, first) {
				rows = append(rows, forest.Row{Values: values, Yes: d.Gold[first+i] == segment.Start, Weight: part.weight, Group: group})
			}
		}
	}
	return rows
}
