package edge

import (
	"cmp"
	"math"
	"slices"
)

// beam is the number of reply trees kept while decoding.
const beam = 12

// Choice is a possible parent with its probability.
type Choice struct {
	Parent int // a comment's index, or Post
	P      float64
}

// state is a reply tree of the comments so far, as far as the next comment can
// attach to it.
type state struct {
	top *node
	p   float64 // forward probability, normalised over the beam
	in  []arc   // how it came about
}

// arc leads from a state of the comment before to a state.
type arc struct {
	from   int     // index of the state before
	parent int     // the choice made
	p      float64 // its probability given the state before
}

// DecodeDepthFirst gives, for each comment whose parent is not declared, its
// possible parents with their probabilities, most probable first. Declared
// parents limit the trees.
func (v *View) DecodeDepthFirst(m *Model) [][]Choice {
	n := len(v.seen)
	layers := make([][]state, n)
	at := make([]*node, n) // the node of each comment in the best tree
	states := []state{{p: 1}}
	for i := range n {
		layers[i] = v.expand(m, i, states, at)
		states = layers[i]
		at[i] = states[0].top
	}
	return collect(v.thread, layers)
}

// expand makes the states after comment i from those before it.
func (v *View) expand(m *Model, i int, before []state, at []*node) []state {
	var cands []candidate
	var feats []pairs
	var scores []float64
	base := v.bases(m, &m.DepthFirst, i)
	index := map[uint64]int{}
	known := map[int]likeness{}
	var next []state
	for from := range before {
		b := &before[from]
		cands = v.stackCandidates(b.top, cands[:0])
		cands = v.admissible(i, cands, at)
		feats = slices.Grow(feats[:0], len(cands))[:len(cands)]
		scores = slices.Grow(scores[:0], len(cands))[:len(cands)]
		v.fill(i, cands, feats, known)
		for k := range cands {
			scores[k] = v.score(&m.DepthFirst, &base, &cands[k], &feats[k])
		}
		softmax(scores, m.TempDepthFirst)
		for k, c := range cands {
			nd := child(i, c.node, c.siblings)
			s, ok := index[nd.hash]
			if !ok {
				s = len(next)
				index[nd.hash] = s
				next = append(next, state{top: nd})
			}
			next[s].p += b.p * scores[k]
			next[s].in = append(next[s].in, arc{from, c.parent, scores[k]})
		}
	}
	return prune(next)
}

// admissible limits the candidates of a comment whose parent is declared to
// that parent. One that is not on the stack, because the order is not quite
// depth-first, is taken from the best tree. Placeholders take no inferred
// replies.
func (v *View) admissible(i int, cands []candidate, at []*node) []candidate {
	declared := v.thread.Comments[i].Parent
	if declared == Unknown {
		return slices.DeleteFunc(cands, func(c candidate) bool { return c.parent >= 0 && v.thread.Comments[c.parent].Gone })
	}
	for _, c := range cands {
		if c.parent == declared {
			return append(cands[:0], c)
		}
	}
	c := candidate{parent: declared, slot: slotUp, last: -1}
	if declared < i {
		c.node = at[declared]
	}
	if c.node == nil {
		// Declared to answer a later comment: for the stack it opens a branch.
		c = candidate{parent: Post, slot: slotPost, last: -1}
	}
	return append(cands[:0], c)
}

// prune keeps the most probable states, in a fixed order.
func prune(states []state) []state {
	slices.SortStableFunc(states, func(a, b state) int {
		if c := cmp.Compare(b.p, a.p); c != 0 {
			return c
		}
		return cmp.Compare(a.top.hash, b.top.hash)
	})
	if len(states) > beam {
		states = states[:beam]
	}
	sum := 0.0
	for _, s := range states {
		sum += s.p
	}
	if sum <= 0 || math.IsNaN(sum) {
		states = states[:1]
		states[0].p, sum = 1, 1
	}
	for k := range states {
		states[k].p /= sum
	}
	return states
}

// collect runs backward over the layers and sums the probability of each
// choice over all trees that hold it.
func collect(th *Thread, layers [][]state) [][]Choice {
	n := len(layers)
	out := make([][]Choice, n)
	var after []float64
	if n > 0 {
		after = make([]float64, len(layers[n-1]))
		for k := range after {
			after[k] = layers[n-1][k].p
		}
	}
	for i := n - 1; i >= 0; i-- {
		size := 1
		if i > 0 {
			size = len(layers[i-1])
		}
		mass := make([]float64, size)
		for k, s := range layers[i] {
			shareOut(layers, i, s, after[k], mass, &out[i])
		}
		after = mass
		if th.Comments[i].Parent != Unknown {
			out[i] = nil
			continue
		}
		normalise(out[i])
	}
	return out
}

// shareOut divides the posterior mass of a state among the arcs into it.
func shareOut(layers [][]state, i int, s state, mass float64, before []float64, choices *[]Choice) {
	total := 0.0
	weight := func(a arc) float64 {
		if i == 0 {
			return a.p
		}
		return a.p * layers[i-1][a.from].p
	}
	for _, a := range s.in {
		total += weight(a)
	}
	if total <= 0 {
		return
	}
	for _, a := range s.in {
		m := mass * weight(a) / total
		before[a.from] += m
		add(choices, a.parent, m)
	}
}

func add(choices *[]Choice, parent int, p float64) {
	for k := range *choices {
		if (*choices)[k].Parent == parent {
			(*choices)[k].P += p
			return
		}
	}
	*choices = append(*choices, Choice{parent, p})
}

// normalise makes the probabilities sum to 1 and sorts them, most probable
// first and the earlier parent between equals.
func normalise(choices []Choice) {
	sum := 0.0
	for _, c := range choices {
		sum += c.P
	}
	for k := range choices {
		choices[k].P /= sum
	}
	slices.SortStableFunc(choices, func(a, b Choice) int {
		if c := cmp.Compare(b.P, a.P); c != 0 {
			return c
		}
		return cmp.Compare(a.Parent, b.Parent)
	})
}

// DecodeTime gives the same as DecodeDepthFirst for comments in the order of
// writing, where any earlier comment can be the parent.
func (v *View) DecodeTime(m *Model) [][]Choice {
	n := len(v.seen)
	out := make([][]Choice, n)
	nodes := make([]*node, n)
	latest := map[int]int{}
	var cands []candidate
	var feats []pairs
	for i := range n {
		declared := v.thread.Comments[i].Parent
		var up *node
		if declared >= 0 && declared < i {
			up = nodes[declared]
		}
		if declared == Unknown {
			cands = v.timeCandidates(i, nodes, latest, cands[:0])
			feats = slices.Grow(feats[:0], len(cands))[:len(cands)]
			out[i] = v.choose(m, i, cands, feats)
			if p := out[i][0].Parent; p >= 0 {
				up = nodes[p]
			}
		}
		if !v.thread.Comments[i].Gone {
			nodes[i] = child(i, up, 0)
		}
		if a := v.seen[i].author; a > 0 {
			latest[a] = i
		}
	}
	return out
}

func (v *View) choose(m *Model, i int, cands []candidate, feats []pairs) []Choice {
	base := v.bases(m, &m.Time, i)
	v.fill(i, cands, feats, map[int]likeness{})
	scores := make([]float64, len(cands))
	for k := range cands {
		scores[k] = v.score(&m.Time, &base, &cands[k], &feats[k])
	}
	softmax(scores, m.TempTime)
	out := make([]Choice, len(cands))
	for k, c := range cands {
		out[k] = Choice{c.parent, scores[k]}
	}
	normalise(out)
	return out
}
