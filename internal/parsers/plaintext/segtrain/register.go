package segtrain

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/undertone-project/undertone/internal/linear"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

// RegisterOptions are those of TrainRegister.
type RegisterOptions struct {
	L2         float64 // penalty on squared weights, per row
	MinSites   int     // features of fewer sites are left out
	Iterations int
	Cutoff     float64 // smaller weights are left out
}

// DefaultRegister are the options that the shipped weights are made with.
func DefaultRegister() RegisterOptions {
	return RegisterOptions{L2: 2e-4, MinSites: 3, Iterations: 40, Cutoff: 0.02}
}

// TrainRegister fits a logistic regression on whether a line is one of a comment
// or of an article. Lines that occur more than once, in the forms of one page,
// count once, headers not at all, and all lines of articles as much as all of
// comments. The weights are those that are written: of two decimals.
func TrainRegister(docs []Document, opt RegisterOptions) segment.Register {
	names, rows := registerRows(docs, opt.MinSites)
	m, err := linear.Train(context.Background(), rows, len(names), 2, linear.Options{L2: opt.L2, Iterations: opt.Iterations})
	if err != nil { // only where there are no rows
		return nil
	}
	out := make(segment.Register)
	for id, name := range names {
		if v := math.Round(100*float64(m.W[2*id+1]-m.W[2*id])) / 100; math.Abs(v) >= opt.Cutoff {
			out[name] = v
		}
	}
	return out
}

// registerRows are the lines of documents as rows, and the names of features,
// the bias first.
func registerRows(docs []Document, minSites int) (names []string, rows []linear.Row) {
	type line struct {
		text    string
		comment int
	}
	var lines []line
	seen := make(map[string]bool)
	sites, last := make(map[string]int), make(map[string]string)
	docs = slices.Clone(docs)
	slices.SortStableFunc(docs, func(a, b Document) int { return strings.Compare(a.Site, b.Site) })
	for _, d := range docs {
		if d.Foreign || segment.NewContext(d.Lines).Style() != segment.Bare {
			continue
		}
		for i, l := range d.Lines {
			if seen[l.Text] || d.Gold[i] == segment.Header {
				continue
			}
			seen[l.Text] = true
			is := 0
			if d.Gold[i] != segment.Article {
				is = 1
			}
			lines = append(lines, line{l.Text, is})
			segment.RegisterFeatures(l.Text, func(name string) {
				if last[name] != d.Site {
					last[name] = d.Site
					sites[name]++
				}
			})
		}
	}
	ids := map[string]uint32{segment.RegisterBias: 0}
	names = []string{segment.RegisterBias}
	var of [2]float64
	for _, l := range lines {
		row := linear.Row{Features: []linear.Feature{{ID: 0, X: 1}}, Label: l.comment}
		segment.RegisterFeatures(l.text, func(name string) {
			if sites[name] < minSites {
				return
			}
			id, ok := ids[name]
			if !ok {
				id = uint32(len(names))
				ids[name] = id
				names = append(names, name)
			}
			row.Features = append(row.Features, linear.Feature{ID: id})
		})
		x := float32(segment.RegisterScale(len(row.Features) - 1))
		for k := range row.Features[1:] {
			row.Features[1+k].X = x
		}
		of[l.comment]++
		rows = append(rows, row)
	}
	for i := range rows {
		rows[i].Weight = float64(len(rows)) / 2 / of[rows[i].Label]
	}
	return names, rows
}
