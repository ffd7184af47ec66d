package train

import (
	"cmp"
	"context"
	"hash/fnv"
	"math"
	"slices"
	"strings"

	"github.com/undertone-project/undertone/internal/stancedetect"
)

// towardParent names the rows of a thread table that are trained as answers
// to their parents as well.
const towardParent = ", toward the parent"

// parentWeight is what such a row counts.
const parentWeight = 0.25

// AnswersToParents gives the rows of tables coded toward the post once more as
// what they are to their parents: only messages that answer the post, whose
// stance toward both is the same, and the posts. (Comments of forums are left
// out: there the coders called "comment" all that does not bear on the truth
// of the post, agreement with its author included.)
func AnswersToParents(examples []Example, power float64) []Example {
	var out []Example
	var labels []int
	for _, e := range examples {
		if !e.Reply.TowardPost || e.Reply.Depth > 1 || e.Platform != "twitter" {
			continue
		}
		e.Set += towardParent
		e.Reply.TowardPost, e.Reply.PostText, e.Reply.Depth, e.Parent = false, "", 0, -1
		labels, out = append(labels, e.Label), append(out, e)
	}
	even := balance(labels, len(stancedetect.ReplyStance.Classes()), power)
	for i := range out {
		out[i].Base = parentWeight
		out[i].Weight = parentWeight * even[out[i].Label]
	}
	return out
}

// replyFolds is [Folds] but for sets of few groups, which are dealt out by
// size, so that no fold holds most of a set.
func replyFolds(examples []Example, k int) []int {
	out := Folds(examples, k)
	groups := map[string]map[string][]int{}
	var sets []string
	for i, e := range examples {
		// The two views of a row stay together.
		if set := strings.TrimSuffix(e.Set, towardParent); set != e.Set {
			h := fnv.New32a()
			_, _ = h.Write([]byte(set + "\x00" + e.Group))
			out[i] = int(mix32(h.Sum32()) % uint32(k))
		}
		if groups[e.Set] == nil {
			groups[e.Set] = map[string][]int{}
			sets = append(sets, e.Set)
		}
		groups[e.Set][e.Group] = append(groups[e.Set][e.Group], i)
	}
	for _, s := range sets {
		if len(groups[s]) > 2*k {
			continue
		}
		var names []string
		for n := range groups[s] {
			names = append(names, n)
		}
		slices.SortFunc(names, func(a, b string) int {
			return cmp.Or(cmp.Compare(len(groups[s][b]), len(groups[s][a])), cmp.Compare(a, b))
		})
		size := make([]int, k)
		for _, n := range names {
			least := slices.Index(size, slices.Min(size))
			size[least] += len(groups[s][n])
			for _, i := range groups[s][n] {
				out[i] = least
			}
		}
	}
	return out
}

// consistent is the temperature at which the mean probability of the class
// chosen is the share of rows in which it is right (expectation consistency,
// Clarté et al. 2023), at least least. The likelihood would ask for less: a
// model of evened-out classes holds the rare ones for likelier than they are,
// whatever the temperature.
func consistent(examples []Example, probs [][]float64, least float64, pass func(i int) bool) float64 {
	gap := func(t float64) float64 {
		sum := 0.0
		for i, e := range examples {
			if probs[i] == nil || e.made() || !pass(i) {
				continue
			}
			best := slices.Max(probs[i])
			sum += e.Weight * slices.Max(temper(probs[i], t))
			if probs[i][e.Label] == best {
				sum -= e.Weight
			}
		}
		return sum
	}
	lo, hi := least, 4.0
	for range 40 {
		if t := (lo + hi) / 2; gap(t) > 0 {
			lo = t
		} else {
			hi = t
		}
	}
	return (lo + hi) / 2
}

// leastPost is the least temperature of stances toward a post: the rows that
// train them are evened out most, and leave their model less sure than it may
// be where hardly anybody takes a side.
const leastPost = 0.4

// fitReplies is [Fit] for the shipped model of replies: each kind of reply is
// calibrated apart, by the rows as they are, not evened out. It also gives the
// folds of its cross-validation.
func fitReplies(ctx context.Context, examples []Example, s Settings, data []stancedetect.Data) (*stancedetect.Model, [][]float64, []int, error) {
	task := stancedetect.ReplyStance
	vectors := s.rows(task, examples)
	features, classes := stancedetect.NewExtractor(s.Bits).Features(task), len(task.Classes())
	folds := replyFolds(examples, s.Folds)
	raw, err := CrossValidate(ctx, vectors, folds, s.Folds, features, classes, s.options(task))
	if err != nil {
		return nil, nil, nil, err
	}
	x := stancedetect.NewExtractor(0)
	kinds := make([]int, len(examples))
	asCoded := slices.Clone(examples)
	for i := range asCoded {
		x.Reply(asCoded[i].Reply)
		kinds[i] = x.Calibrated()
		asCoded[i].Weight = asCoded[i].Base
	}
	sure := make([]float32, stancedetect.Calibrations)
	probs := make([][]float64, len(examples))
	for kind := range sure {
		least := s.Least
		if kind >= stancedetect.Calibrations-2 {
			least = leastPost
		}
		at := func(f int) float64 {
			return consistent(asCoded, raw, least, func(i int) bool { return kinds[i] == kind && folds[i] != f })
		}
		sure[kind] = float32(math.Round(1000/at(-1)) / 1000)
		for f := range s.Folds {
			t := at(f)
			for i, p := range raw {
				if kinds[i] == kind && folds[i] == f {
					probs[i] = temper(p, t)
				}
			}
		}
	}
	m, err := fit(ctx, vectors, features, classes, s.options(task))
	if err != nil {
		return nil, nil, nil, err
	}
	model, err := stancedetect.NewModel(task, s.Bits, false, s.Names, m, data)
	if err != nil {
		return nil, nil, nil, err
	}
	model.Calibrated(sure)
	return model, probs, folds, nil
}
