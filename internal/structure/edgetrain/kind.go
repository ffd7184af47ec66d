package edgetrain

import (
	"math"

	"github.com/undertone-project/undertone/internal/forest"
	"github.com/undertone-project/undertone/internal/structure/edge"
)

// kindOptions are the options of the forests that tell kinds of threads apart.
var kindOptions = forest.Options{Trees: 150, Leaves: 6, Rate: 0.06, MinRows: 25, L2: 5, Groups: 0.7, Columns: 0.5, Bins: 16, Seed: 1}

// kindForums is how much less a forum's thread counts than a page for its
// kind: the forests are to tell pages from each other first, and debates are
// so unlike them that they are told all the same.
const kindForums = 0.03

// fitter fits what kinds of threads there are to the documents outside of some
// folds. It remembers what it has fitted.
type fitter struct {
	c     *Corpus
	fits  map[[2]int]edge.Kinds
	sites map[string]int
}

// none is no fold.
const none = -1

// without is fitted to all documents but those of two folds, which may be the
// same, or none.
func (f *fitter) without(a, b int) edge.Kinds {
	key := [2]int{min(a, b), max(a, b)}
	if k, ok := f.fits[key]; ok {
		return k
	}
	var rows [2][]forest.Row
	for _, s := range f.c.paged() {
		gain := s.gain
		if s.forum {
			gain = kindForums
		}
		for i := range s.Docs {
			if fold := s.fold(i); fold == a || fold == b {
				continue
			}
			post, previous := shares(s.Docs[i].Parents)
			for k, share := range [2]float64{post, previous} {
				row := forest.Row{Values: s.kinds[i], Group: f.sites[s.Docs[i].Site]}
				weight := gain * math.Sqrt(float64(len(s.Docs[i].Parents)))
				row.Yes, row.Weight = true, weight*share
				rows[k] = append(rows[k], row)
				row.Yes, row.Weight = false, weight*(1-share)
				rows[k] = append(rows[k], row)
			}
		}
	}
	k := edge.Kinds{Post: forest.Boost(rows[0], kindOptions), Previous: forest.Boost(rows[1], kindOptions)}
	f.fits[key] = k
	return k
}

// shares are the shares of comments that answer the post, and the one before.
func shares(parents []int) (post, previous float64) {
	for i, p := range parents {
		post += one(p == edge.Post)
		previous += one(p == i-1)
	}
	n := float64(max(len(parents), 1))
	return post / n, previous / n
}

// kind gives the examples outside of a fold their thread's kind as it looks to
// forests that have not seen the thread's site, and returns the forests for
// what is to be decoded.
func (c *Corpus) kind(without int) edge.Kinds {
	if c.fitter == nil {
		c.fitter = &fitter{c: c, fits: map[[2]int]edge.Kinds{}, sites: map[string]int{}}
		for _, s := range c.paged() {
			for i := range s.Docs {
				if _, ok := c.fitter.sites[s.Docs[i].Site]; !ok {
					c.fitter.sites[s.Docs[i].Site] = len(c.fitter.sites)
				}
			}
		}
	}
	for _, s := range c.paged() {
		for i := range s.Docs {
			fold := s.fold(i)
			if fold == without {
				continue
			}
			other := without
			if other == none {
				other = fold
			}
			post, previous := c.fitter.without(fold, other).Of(s.kinds[i])
			for k := range s.Examples[i] {
				s.Examples[i][k].SetKind(post, previous)
			}
		}
	}
	return c.fitter.without(without, without)
}
