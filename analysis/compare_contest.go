package analysis

import (
	"fmt"

	"github.com/undertone-project/undertone/internal/stats"
)

// observation is one value on one side of a contrast.
type observation struct {
	value, words float64
	author       int // cluster of the author; of the thread for measures of threads
	thread       int
	index        int // of the item, or of the result
	b            bool
}

// observe lists the values of m in groups a and b, in the order of the input.
func (cp *comparer) observe(m *measure, a, b int) []observation {
	var out []observation
	for ri := range cp.results {
		g := cp.group[ri]
		if g != a && g != b {
			continue
		}
		if m.thread != nil {
			if v, ok := m.thread(ri); ok {
				out = append(out, observation{value: v, author: cp.whole[ri], thread: cp.whole[ri], index: ri, b: g == b})
			}
			continue
		}
		for i := cp.first[ri]; i < cp.first[ri+1]; i++ {
			if v, ok := m.item(i); ok {
				it := &cp.items[i]
				out = append(out, observation{
					value: v, words: cp.words(it), author: int(it.author), thread: cp.whole[ri], index: i, b: g == b,
				})
			}
		}
	}
	return out
}

// units are the observations added up by cluster.
type units struct {
	of    []int // of each observation, the number of its cluster
	pairs []stats.Pair
	who   []int // of each cluster, the index of its first observation
}

// unitsBy clusters observations by key, in order of appearance.
func unitsBy(obs []observation, key func(observation) [2]int) units {
	u := units{of: make([]int, len(obs))}
	at := map[[2]int]int{}
	for i, o := range obs {
		k, ok := at[key(o)]
		if !ok {
			k = len(u.pairs)
			at[key(o)] = k
			u.pairs, u.who = append(u.pairs, stats.Pair{}), append(u.who, i)
		}
		u.of[i] = k
		side := &u.pairs[k].A
		if o.b {
			side = &u.pairs[k].B
		}
		side.Sum += o.value
		side.N++
	}
	return u
}

// contest is everything that one contrast is computed from.
type contest struct {
	m       *measure
	label   string // of its random streams
	obs     []observation
	authors units // or threads, for the measures of threads
	threads units
	crossed units // combinations of author and thread
	// n counts the observations of each side, known their known authors.
	n, known [2]int
	shared   int // known authors on both sides
	// enough says, for each side, that it has threads enough to tell how far
	// threads differ.
	enough [2]bool
	// sets are the pairs of authors under draws of the uncertain edges; empty
	// where the measure does not depend on any.
	sets [][]stats.Pair
}

func (cp *comparer) contest(m *measure, a, b int) *contest {
	ct := &contest{
		m: m, obs: cp.observe(m, a, b),
		label: fmt.Sprintf("compare/%d/%d/%s/%s", a, b, m.id, m.target),
	}
	ct.authors = unitsBy(ct.obs, func(o observation) [2]int { return [2]int{o.author} })
	ct.threads = unitsBy(ct.obs, func(o observation) [2]int { return [2]int{o.thread} })
	for _, o := range ct.obs {
		ct.n[sideOf(o.b)]++
	}
	if m.thread == nil {
		ct.crossed = unitsBy(ct.obs, func(o observation) [2]int { return [2]int{o.author, o.thread} })
		for s := range 2 {
			cs := clustersOf(ct.threads.pairs, s == 1)
			ct.enough[s] = len(cs) >= stats.MinClusters && stats.EffectiveClusters(cs) >= stats.MinEffective
		}
		cp.countKnown(ct)
	}
	if m.draw != nil && cp.depthDraws != nil {
		ct.sets = cp.redrawnPairs(ct)
	}
	return ct
}

// countKnown counts the known authors of both sides.
func (cp *comparer) countKnown(ct *contest) {
	for k, p := range ct.authors.pairs {
		if !cp.items[ct.obs[ct.authors.who[k]].index].known {
			continue
		}
		if p.A.N > 0 {
			ct.known[0]++
		}
		if p.B.N > 0 {
			ct.known[1]++
		}
		if p.A.N > 0 && p.B.N > 0 {
			ct.shared++
		}
	}
}

// twoWay says that the contrast allows for threads as well as authors.
func (ct *contest) twoWay() bool { return ct.enough[0] && ct.enough[1] }

// redrawnPairs adds the observations up by author under each draw of the edges.
func (cp *comparer) redrawnPairs(ct *contest) [][]stats.Pair {
	groups := cp.authorGroups()
	sets := make([][]stats.Pair, edgeDraws)
	for m := range sets {
		pairs := make([]stats.Pair, min(len(groups), stats.MaxClusters))
		for _, o := range ct.obs {
			side := &pairs[groups[o.author]].A
			if o.b {
				side = &pairs[groups[o.author]].B
			}
			side.Sum += ct.m.draw(m, o.index)
			side.N++
		}
		sets[m] = pairs
	}
	return sets
}

// sideOf is the index of a side: 0 for A, 1 for B.
func sideOf(b bool) int {
	if b {
		return 1
	}
	return 0
}

// clustersOf are the clusters of one side.
func clustersOf(pairs []stats.Pair, b bool) []stats.Cluster {
	var cs []stats.Cluster
	for _, p := range pairs {
		side := p.A
		if b {
			side = p.B
		}
		if side.N > 0 {
			cs = append(cs, side)
		}
	}
	return cs
}
