package analysis

import (
	"fmt"
	"math/rand/v2"
	"sort"

	"github.com/undertone-project/undertone/internal/stats"
)

// edgeDraws is the number of times that uncertain reply edges are redrawn.
const edgeDraws = 64

// depths fills out with one row for each depth that has comments, and bands
// with one for each band of depths.
//
// Where edges are uncertain, the parents of all such comments are redrawn from
// their candidates edgeDraws times, each comment on its own, depths follow from
// that, and each draw has its part of the bootstrap resamples
// (stats.Mixture). Drawing independently leaves out that the choices of one
// thread constrain each other, which makes the intervals a little wider. What
// no redrawing shows: comments at a wrong depth make the depths look more alike
// than they are, by about the share of wrong edges.
//
// gap compares replies to comments with top-level comments in the same way.
func (c *corpus) depths(out, bands *[]DepthSummary, gap *Estimate) []func() {
	var samples []*sample
	var onInferred, items []int
	var v versus
	for i := range c.items {
		it := &c.items[i]
		f := &c.forests[it.result]
		d := int(f.depth[it.index])
		for len(samples) <= d {
			samples, onInferred, items = append(samples, &sample{}), append(onInferred, 0), append(items, 0)
		}
		items[d]++
		if !it.scored {
			continue
		}
		samples[d].add(it, it.polarity)
		v.add(it, it.polarity, d > 1)
		if f.rests[it.index] {
			onInferred[d]++
		}
	}
	limit := 0
	for d, s := range samples {
		if items[d] > 0 {
			*out = append(*out, DepthSummary{Depth: d, To: d, Items: items[d], Inferred: onInferred[d]})
		}
		if len(s.clusters) >= stats.MinClusters {
			limit = d + 1
		}
	}
	*bands = bandsOf(*out, samples)
	re := c.redraw(limit, *bands)
	jobs := []func(){func() { *gap = c.difference("depth/gap", &v, re.gaps) }}
	for i := range *out {
		row := &(*out)[i]
		jobs = append(jobs, func() {
			iv := stats.Mixture(samples[row.Depth].clusters, re.depths.at(row.Depth), c.statOptions(fmt.Sprintf("depth/%d", row.Depth)))
			row.Sentiment = c.estimate(iv, samples[row.Depth])
		})
	}
	for i := range *bands {
		row := &(*bands)[i]
		jobs = append(jobs, func() {
			var s sample
			for k := range c.items {
				it := &c.items[k]
				if d := int(c.forests[it.result].depth[it.index]); it.scored && d >= row.Depth && d <= row.To {
					s.add(it, it.polarity)
				}
			}
			iv := stats.Mixture(s.clusters, re.bands.at(i), c.statOptions(fmt.Sprintf("depth/%d-%d", row.Depth, row.To)))
			row.Sentiment = c.estimate(iv, &s)
		})
	}
	return jobs
}

// bandParts is how many parts of the scored comments a band of depths holds at
// least one of.
const bandParts = 10

// bandsOf joins neighbouring depths until each band holds its part of the
// scored comments. The top level stays by itself, and what is left at the end
// goes to the deepest band of replies.
func bandsOf(rows []DepthSummary, samples []*sample) []DepthSummary {
	total := 0
	for _, s := range samples {
		total += s.n
	}
	need := (total + bandParts - 1) / bandParts
	var out []DepthSummary
	n, open := 0, false
	for _, r := range rows {
		if open {
			b := &out[len(out)-1]
			b.To, b.Items, b.Inferred = r.To, b.Items+r.Items, b.Inferred+r.Inferred
		} else {
			out, n = append(out, r), 0
		}
		n += samples[r.Depth].n
		open = r.Depth > 1 && n < need
	}
	if k := len(out) - 1; open && k > 0 && out[k-1].Depth > 1 {
		out[k-1].To, out[k-1].Items, out[k-1].Inferred = out[k].To, out[k-1].Items+out[k].Items, out[k-1].Inferred+out[k].Inferred
		out = out[:k]
	}
	return out
}

// redrawn is what draws of the uncertain edges lead to: the clusters at each
// depth and in each band, and top-level against deeper comments. Empty where
// all edges are certain.
type redrawn struct {
	depths, bands drawnSets
	gaps          [][]stats.Pair // by draw
}

// drawnSets are clusters by depth (or band), then draw.
type drawnSets [][][]stats.Cluster

func newDrawnSets(n int) drawnSets {
	out := make(drawnSets, n)
	for i := range out {
		out[i] = make([][]stats.Cluster, edgeDraws)
	}
	return out
}

func (s drawnSets) at(i int) [][]stats.Cluster {
	if i >= len(s) {
		return nil
	}
	return s[i]
}

// redraw draws the uncertain edges edgeDraws times; depths from limit on, which
// have too few authors for an interval, are left out.
func (c *corpus) redraw(limit int, bands []DepthSummary) redrawn {
	if !c.uncertain() {
		return redrawn{}
	}
	groups := c.authorGroups()
	r := redrawn{depths: newDrawnSets(limit), bands: newDrawnSets(len(bands)), gaps: make([][]stats.Pair, edgeDraws)}
	stats.Parallel(edgeDraws, func(m int) {
		t := tally{depths: newCells(limit), bands: newCells(len(bands)), bandOf: bands, gapAt: map[int32]int{}}
		c.redrawOnce(stats.NewRand(c.opt.Seed, "depth/edges", m), &t, groups)
		for d, cs := range t.depths.clusters {
			r.depths[d][m] = cs
		}
		for b, cs := range t.bands.clusters {
			r.bands[b][m] = cs
		}
		r.gaps[m] = t.gaps
	})
	return r
}

// cells add values up by place (a depth, or a band) and group of authors.
type cells struct {
	clusters [][]stats.Cluster
	index    []map[int32]int
}

func newCells(n int) cells {
	c := cells{clusters: make([][]stats.Cluster, n), index: make([]map[int32]int, n)}
	for i := range c.index {
		c.index[i] = map[int32]int{}
	}
	return c
}

func (c *cells) add(place int, group int32, value float64) {
	if place >= len(c.clusters) {
		return
	}
	k, ok := c.index[place][group]
	if !ok {
		k = len(c.clusters[place])
		c.index[place][group] = k
		c.clusters[place] = append(c.clusters[place], stats.Cluster{})
	}
	c.clusters[place][k].Sum += value
	c.clusters[place][k].N++
}

// tally adds scored comments up by depth, band of depths and group of authors.
type tally struct {
	depths, bands cells
	bandOf        []DepthSummary
	gaps          []stats.Pair
	gapAt         map[int32]int
}

func (t *tally) add(group int32, depth int, value float64) {
	g, ok := t.gapAt[group]
	if !ok {
		g = len(t.gaps)
		t.gapAt[group] = g
		t.gaps = append(t.gaps, stats.Pair{})
	}
	side := &t.gaps[g].A
	if depth > 1 {
		side = &t.gaps[g].B
	}
	side.Sum += value
	side.N++
	t.depths.add(depth, group, value)
	// A draw may put a comment deeper than any band was.
	if b := sort.Search(len(t.bandOf), func(k int) bool { return t.bandOf[k].To >= depth }); len(t.bandOf) > 0 {
		t.bands.add(min(b, len(t.bandOf)-1), group, value)
	}
}

// redrawOnce draws all uncertain edges once and tallies the scored comments.
func (c *corpus) redrawOnce(rng *rand.Rand, t *tally, groups []int32) {
	c.drawEdges(rng, func(i int, depth int32) {
		if it := &c.items[i]; it.scored {
			t.add(groups[it.author], int(depth), it.polarity)
		}
	})
}

// drawEdges draws all uncertain edges once and calls visit with the depth that
// each item then has.
func (c *corpus) drawEdges(rng *rand.Rand, visit func(i int, depth int32)) {
	var parent, drawn []int32
	for ri := range c.results {
		f := &c.forests[ri]
		depth := f.depth
		if len(f.choices) > 0 {
			parent = append(parent[:0], f.parent...)
			f.draw(rng, parent)
			drawn = append(drawn[:0], f.depth...)
			resolveDepths(parent, f.depth, drawn)
			depth = drawn
		}
		for i := c.first[ri]; i < c.first[ri+1]; i++ {
			visit(i, depth[c.items[i].index])
		}
	}
}

// authorGroups deals authors at random into as many groups as the bootstrap
// resamples at most, so that redrawn clusters stay few; see stats.MaxClusters.
func (c *corpus) authorGroups() []int32 {
	n := 0
	for i := range c.items {
		n = max(n, int(c.items[i].author)+1)
	}
	groups := make([]int32, n)
	for i, j := range stats.NewRand(c.opt.Seed, "depth/groups", 0).Perm(n) {
		groups[j] = int32(i % stats.MaxClusters)
	}
	return groups
}
