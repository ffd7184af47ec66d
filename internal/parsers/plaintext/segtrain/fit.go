package segtrain

import (
	"hash/fnv"
	"strings"

	"github.com/undertone-project/undertone/internal/forest"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

// Division divides sites into folds.
type Division struct {
	Folds int
	Salt  string // other salts give other divisions
}

// Of is the fold of a site, by its name.
func (d Division) Of(site string) int {
	h := fnv.New32()
	h.Write([]byte(d.Salt + site))
	return int(h.Sum32() % uint32(d.Folds))
}

// Fitter fits models to a corpus, to all of it or to all folds but one. It
// fits in two steps: the second, which decides where the article ends and where
// comments begin, learns from what the first says of pages that it has not seen.
// What both need is fitted once.
type Fitter struct {
	corpus *Corpus
	folds  Division
	opt    Options
	boost  forest.Options
	ends   forest.Options
	fields map[[2]int]*segment.Model // without up to two folds
	said   segment.Wording           // of forums, which are no site's
}

// forests is of how many forests the second step is the mean. What one of them
// says of a line depends on what it drew.
const forests = 3

// none stands for no fold.
const none = -1

// NewFitter prepares to fit models, the sites divided into folds.
func NewFitter(c *Corpus, folds Division, opt Options, boost forest.Options) *Fitter {
	return &Fitter{corpus: c, folds: folds, opt: opt, boost: boost, ends: DefaultEnds(), fields: make(map[[2]int]*segment.Model)}
}

// All fits a model to the whole corpus.
func (f *Fitter) All() *segment.Model { return f.fit(none) }

// Without fits a model that has not seen the sites of fold k in any form.
func (f *Fitter) Without(k int) *segment.Model { return f.fit(k) }

func (f *Fitter) fit(k int) *segment.Model {
	m := *f.field(k, none)
	m.Starts = mean(forest.Boost, f.rows(k), f.boost)
	m.Ends = mean(forest.Choose, f.endRows(k), f.ends)
	f.learnSections(&m, k)
	return &m
}

// mean grows forests that draw differently and takes their mean.
func mean(grow func([]forest.Row, forest.Options) *forest.Forest, rows []forest.Row, opt forest.Options) *forest.Forest {
	grown := make([]*forest.Forest, forests)
	for i := range grown {
		grown[i] = grow(rows, opt)
		opt.Seed++
	}
	return forest.Mean(grown...)
}

// learnSections gives m, which has not seen fold k, other weights for pages with
// headers: those of a field that has seen sections without an article as well.
// Those for bare text, on which the second step rests, stay as they are: there
// sections cost short articles.
func (f *Fitter) learnSections(m *segment.Model, k int) {
	held := func(site string) bool { return f.folds.Of(site) == k }
	headed := Train(append(f.corpus.Without(held), without(held, f.corpus.Sections)...), f.opt)
	bare := segment.Bare.String() + "."
	weights := make(map[string]segment.Scores, len(m.Weights))
	for name, row := range m.Weights {
		if strings.HasPrefix(name, bare) {
			weights[name] = row
		}
	}
	for name, row := range headed.Weights {
		if !strings.HasPrefix(name, bare) {
			weights[name] = row
		}
	}
	m.Weights = weights
	for style := range m.Trans {
		if segment.Style(style) != segment.Bare {
			m.Trans[style] = headed.Trans[style]
		}
	}
}

// field is the random field that has not seen the folds a and b.
func (f *Fitter) field(a, b int) *segment.Model {
	key := [2]int{min(a, b), max(a, b)}
	if f.fields[key] == nil {
		held := func(site string) bool {
			k := f.folds.Of(site)
			return k == a || k == b
		}
		f.fields[key] = Train(f.corpus.Without(held), f.opt)
		f.fields[key].Wording = f.wording()
		f.fields[key].Register = TrainRegister(f.corpus.Written(held), DefaultRegister())
	}
	return f.fields[key]
}

// wording is what is learned from forums, which none of the pages is from.
func (f *Fitter) wording() segment.Wording {
	if f.said == nil {
		f.said = TrainWording(f.corpus.Posts, DefaultWording())
	}
	return f.said
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
	}{{c.Bare, 1}, {c.Pages, 1}, {c.Varied, variedWeight}} {
		for _, d := range part.docs {
			own := f.folds.Of(d.Site)
			x := segment.NewContext(d.Lines)
			if own == k || x.Style() != segment.Bare {
				continue
			}
			group, ok := groups[d.Site]
			if !ok {
				group = len(groups)
				groups[d.Site] = group
			}
			first := articleLines(d)
			for i, values := range f.field(k, own).Evidence(x, first) {
				rows = append(rows, forest.Row{Values: values, Yes: d.Gold[first+i] == segment.Start, Weight: part.weight, Group: group})
			}
		}
	}
	return rows
}
