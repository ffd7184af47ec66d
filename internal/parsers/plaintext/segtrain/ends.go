package segtrain

import (
	"slices"

	"github.com/undertone-project/undertone/internal/forest"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

// DefaultEnds are the options of the shipped forest for the article's end.
func DefaultEnds() forest.Options {
	return forest.Options{Trees: 150, Leaves: 4, Rate: 0.1, MinRows: 10, L2: 5, Groups: 0.7, Columns: 0.2, Bins: 64, Seed: 1}
}

// variedEnds is what a page in one of its rarer forms counts where the end of
// the article is sought: the forms differ in the comments alone.
const variedEnds = 0.3

// endRows are the places that the model of the article's end learns to choose
// from: those of pages without headers, of all folds but k, articles alone
// among them. What the fields have not seen is what they are asked about.
func (f *Fitter) endRows(k int) []forest.Row {
	var rows []forest.Row
	groups := make(map[string]int)
	choice := 0
	for _, part := range []struct {
		docs   []Document
		weight float64
	}{{f.corpus.Bare, 1}, {f.corpus.Pages, 1}, {f.corpus.Varied, variedEnds}} {
		for _, d := range part.docs {
			own := f.folds.Of(d.Site)
			x := segment.NewContext(d.Lines)
			if _, twice := segment.FindCopies(d.Lines); own == k || twice || x.Style() != segment.Bare {
				continue
			}
			end := 0
			for end < len(d.Gold) && d.Gold[end] == segment.Article {
				end++
			}
			at, evidence := f.field(k, own).EndEvidence(x, 0, len(d.Lines))
			if !slices.Contains(at, end) {
				continue
			}
			group, ok := groups[d.Site]
			if !ok {
				group = len(groups)
				groups[d.Site] = group
			}
			for c, values := range evidence {
				rows = append(rows, forest.Row{Values: values, Yes: at[c] == end, Weight: part.weight, Group: group, Choice: choice})
			}
			choice++
		}
	}
	return rows
}
