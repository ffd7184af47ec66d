package analysis

import (
	"fmt"
	"math/rand/v2"

	"github.com/undertone-project/undertone/internal/stats"
)

// edgeDraws is the number of times that uncertain reply edges are redrawn.
const edgeDraws = 64

// depths fills out with one row for each depth that has comments.
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
func (c *corpus) depths(out *[]DepthSummary, gap *Estimate) []func() {
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
	var rows []DepthSummary
	for d := range samples {
		if items[d] > 0 {
			rows = append(rows, DepthSummary{Depth: d, Items: items[d], Inferred: onInferred[d]})
		}
	}
	*out = rows
	limit := 0
	for d, s := range samples {
		if len(s.clusters) >= stats.MinClusters {
			limit = d + 1
		}
	}
	re := c.redraw(limit)
	jobs := []func(){func() { *gap = c.difference("depth/gap", &v, re.gaps) }}
	for i := range rows {
		d := rows[i].Depth
		jobs = append(jobs, func() {
			iv := stats.Mixture(samples[d].clusters, re.at(d), c.statOptions(fmt.Sprintf("depth/%d", d)))
			rows[i].Sentiment = c.estimate(iv, samples[d])
		})
	}
	return jobs
}

// redrawn is what draws of the uncertain edges lead to: the clusters at each
// depth, and top-level against deeper comments. Empty where all edges are
// certain.
type redrawn struct {
	depths [][][]stats.Cluster // by depth, then draw
	gaps   [][]stats.Pair      // by draw
}

func (r *redrawn) at(depth int) [][]stats.Cluster {
	if depth >= len(r.depths) {
		return nil
	}
	return r.depths[depth]
}

// redraw draws the uncertain edges edgeDraws times; depths from limit on, which
// have too few authors for an interval, are left out.
func (c *corpus) redraw(limit int) redrawn {
	if !c.uncertain() {
		return redrawn{}
	}
	groups := c.authorGroups()
	r := redrawn{depths: make([][][]stats.Cluster, limit), gaps: make([][]stats.Pair, edgeDraws)}
	for d := range r.depths {
		r.depths[d] = make([][]stats.Cluster, edgeDraws)
	}
	stats.Parallel(edgeDraws, func(m int) {
		t := newTally(limit)
		c.redrawOnce(stats.NewRand(c.opt.Seed, "depth/edges", m), &t, groups)
		for d := range t.depths {
			r.depths[d][m] = t.depths[d]
		}
		r.gaps[m] = t.gaps
	})
	return r
}

// tally adds scored comments up by depth and group of authors.
type tally struct {
	depths  [][]stats.Cluster
	depthAt []map[int32]int
	gaps    []stats.Pair
	gapAt   map[int32]int
}

func newTally(limit int) tally {
	t := tally{depths: make([][]stats.Cluster, limit), depthAt: make([]map[int32]int, limit), gapAt: map[int32]int{}}
	for d := range t.depthAt {
		t.depthAt[d] = map[int32]int{}
	}
	return t
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
	if depth >= len(t.depths) {
		return
	}
	k, ok := t.depthAt[depth][group]
	if !ok {
		k = len(t.depths[depth])
		t.depthAt[depth][group] = k
		t.depths[depth] = append(t.depths[depth], stats.Cluster{})
	}
	t.depths[depth][k].Sum += value
	t.depths[depth][k].N++
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
