package analysis

import (
	"cmp"
	"math"
	"slices"

	"github.com/undertone-project/undertone/internal/stats"
)

// concentration counts the items of each known author.
func (c *corpus) concentration(label string, items []item) Concentration {
	at := map[int32]int{}
	var counts []float64
	var first []*item // of each author
	for i := range items {
		it := &items[i]
		if !it.known {
			continue
		}
		k, ok := at[it.author]
		if !ok {
			k = len(counts)
			at[it.author] = k
			counts, first = append(counts, 0), append(first, it)
		}
		counts[k]++
	}
	out := Concentration{Authors: len(counts), TopShare: math.NaN()}
	for _, n := range counts {
		out.N += int(n)
	}
	iv := stats.Gini(counts, c.statOptions(label))
	out.Gini = c.estimate(iv, &sample{n: out.N, known: out.Authors})
	if iv.Missing == stats.NoVariation {
		out.Gini.Warnings = []string{"no interval: all authors wrote equally often"}
	}
	if len(counts) > 0 {
		top := slices.Index(counts, slices.Max(counts))
		out.TopAuthor, out.TopShare = c.author(first[top]), counts[top]/float64(out.N)
	}
	out.Curve = lorenz(counts)
	return out
}

// lorenzPlaces bounds the points of a Lorenz curve.
const lorenzPlaces = 200

// lorenz adds counts up from the largest.
func lorenz(counts []float64) []LorenzPoint {
	sorted := slices.Clone(counts)
	slices.SortFunc(sorted, func(a, b float64) int { return cmp.Compare(b, a) })
	step := (len(sorted) + lorenzPlaces - 1) / lorenzPlaces
	var out []LorenzPoint
	items := 0
	for i, n := range sorted {
		items += int(n)
		if k := i + 1; k == len(sorted) || k <= 10 || k%step == 0 {
			out = append(out, LorenzPoint{Authors: k, Items: items})
		}
	}
	return out
}

// author is an item's author as the source writes the name.
func (c *corpus) author(it *item) string {
	t := c.results[it.result].Thread
	if it.index < 0 {
		return t.Post.Author
	}
	return t.Comments[it.index].Author
}

// edgeDrawsMethod names intervals over the alternatives of uncertain edges.
const edgeDrawsMethod = "alternatives of uncertain edges"

// virality is the structural virality of one thread's tree.
func (c *corpus) virality(ri int, label string) Estimate {
	f := &c.forests[ri]
	e := Estimate{
		Value: stats.StructuralVirality(f.parent), Lo: math.NaN(), Hi: math.NaN(),
		Level: c.opt.Level, N: len(f.parent),
	}
	if len(f.choices) == 0 {
		return e
	}
	draws := make([]float64, 0, edgeDraws)
	parent := make([]int32, len(f.parent))
	rng := stats.NewRand(c.opt.Seed, label, 0)
	for range edgeDraws {
		copy(parent, f.parent)
		f.draw(rng, parent)
		breakCycles(parent)
		draws = append(draws, stats.StructuralVirality(parent))
	}
	tail := (1 - c.opt.Level) / 2
	e.Lo, e.Hi = stats.Quantile(draws, tail), stats.Quantile(draws, 1-tail)
	e.Method = edgeDrawsMethod
	return e
}
