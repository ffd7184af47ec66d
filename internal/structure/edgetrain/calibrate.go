package edgetrain

import (
	"math"

	"github.com/undertone-project/undertone/internal/structure/edge"
)

// temperatures are those tried in calibration.
var temperatures = [...]float64{0.9, 1, 1.1, 1.2, 1.35}

// calibrate finds the temperatures that make the true parents of held-out
// threads most probable: each fold's threads under the model trained without
// its sites. Of the reply trees only the pages are used; forums are not what
// probabilities are mostly asked for.
func (c *Corpus) calibrate(models []*edge.Model) (depthFirst, time float64) {
	var loss [2][len(temperatures)]float64
	sets := append([]*Set{c.Bare, c.Meta, c.trees[0], c.trees[1]}, c.Timed...)
	for k, temp := range temperatures {
		for f, m := range models {
			m.TempDepthFirst, m.TempTime = temp, temp
			for _, s := range sets {
				for i := range s.Docs {
					if s.fold(i) != f {
						continue
					}
					order := 0
					if s.Docs[i].ByTime {
						order = 1
					}
					for _, o := range Measure(&s.Docs[i], s.Views[i], m) {
						loss[order][k] -= s.gain * math.Log(max(o.PTrue, 1e-4))
					}
				}
			}
			m.TempDepthFirst, m.TempTime = 1, 1
		}
	}
	best := func(l [len(temperatures)]float64) float64 {
		at := 0
		for k := range l {
			if l[k] < l[at] {
				at = k
			}
		}
		return temperatures[at]
	}
	return best(loss[0]), best(loss[1])
}

// foldModels trains a model without each fold.
func (c *Corpus) foldModels() []*edge.Model {
	out := make([]*edge.Model, Folds)
	for f := range out {
		out[f] = c.Train(f)
	}
	return out
}

// Calibrated trains the model on all documents, with temperatures fitted by
// cross-validation, and gives the models of the folds, equally calibrated, for
// measuring.
func (c *Corpus) Calibrated() (all *edge.Model, folds []*edge.Model) {
	folds = c.foldModels()
	depthFirst, time := c.calibrate(folds)
	for _, m := range folds {
		m.TempDepthFirst, m.TempTime = depthFirst, time
	}
	all = c.Train(-1)
	all.TempDepthFirst, all.TempTime = depthFirst, time
	return all, folds
}

// CrossValidate measures the models of the folds on the flat pages, the
// threads in time order, and forum threads laid out as a page would list them,
// all of their folds' sites, which they have not seen in any form.
func (c *Corpus) CrossValidate(folds []*edge.Model) []Outcome {
	var out []Outcome
	for _, s := range c.measured() {
		for i := range s.Docs {
			outcomes := Measure(&s.Docs[i], s.Views[i], folds[s.fold(i)])
			for k := range outcomes {
				outcomes[k].Style = s.style(i)
			}
			out = append(out, outcomes...)
		}
	}
	return out
}

// measured are the sets that are measured.
func (c *Corpus) measured() []*Set {
	sets := append([]*Set{c.Bare, c.Meta}, c.Timed...)
	for _, s := range c.trees {
		if s.forum {
			sets = append(sets, s)
		}
	}
	return sets
}

// style names what a document of the set looks like.
func (s *Set) style(i int) string {
	d := &s.Docs[i]
	switch {
	case d.ByTime:
		return d.Domain + " in time order"
	case s.forum && s.names:
		return "forum as a page lists it, with authors and times"
	case s.forum:
		return "forum as a page lists it, text alone"
	}
	return d.Domain
}
