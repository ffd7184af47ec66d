package edge

import (
	"cmp"
	"math"
	"slices"
)

// kept is the number of reply trees kept while decoding.
const kept = 48

// Choice is a possible parent with its probability.
type Choice struct {
	Parent int // a comment's index, or Post
	P      float64
}

// state is a reply tree of the comments so far, as far as the next comment can
// attach to it.
type state struct {
	top *node
	p   float64 // probability given all comments so far, normalised over the states kept
}

// part is the choice that a comment is none of its own: it goes on with the one
// before, and the same comments stay open.
const part = -3

// arc is a choice that leads from a state of the comment before to a state.
type arc struct {
	from   int     // index of the state before
	parent int     // the choice made, or part
	p      float64 // its probability given the state before
	to     int     // index of the state among those kept, or -1
}

// layer is one comment in all reply trees kept.
type layer struct {
	before []state
	arcs   []arc
	states []state
}

// DecodeDepthFirst gives, for each comment whose parent is not declared, its
// possible parents with their probabilities, most probable first. Declared
// parents limit the trees, and tell of the comments before them, too: a comment
// that is answered later is still open to replies. Where it is doubtful whether
// a comment is one (see Comment.Doubt), its probabilities are those given that it
// is, and the comments after it may as well follow the one before it.
func (v *View) DecodeDepthFirst(m *Model) [][]Choice {
	v.readKind(m.Kinds)
	n := len(v.seen)
	out := make([][]Choice, n)
	informed := 0 // comments before this one are declared, or followed by such
	for i := range v.thread.Comments {
		if v.thread.Comments[i].Parent != Unknown {
			informed = i + 1
		}
	}
	layers := make([]layer, informed)
	at := make([]*node, n) // the node of each comment in the best tree
	states := []state{{p: 1}}
	d := decoder{View: v, model: m, index: make(map[uint64]int)}
	for i := range n {
		l := d.expand(i, states, at)
		states = l.states
		at[i] = states[0].top
		if i < informed {
			layers[i] = l
			layers[i].arcs = slices.Clone(l.arcs)
		} else if v.thread.Comments[i].Parent == Unknown {
			for _, a := range l.arcs {
				add(&out[i], a.parent, l.before[a.from].p*a.p)
			}
			normalise(out[i])
		}
	}
	if informed > 0 {
		v.smooth(layers, out)
	}
	return out
}

// unlikely is the probability of a declared parent that a reply tree does not
// leave open: pages are not always quite depth-first.
const unlikely = 1e-6

// decoder is a View with a model and what decoding uses again for each comment.
type decoder struct {
	*View
	model  *Model
	cands  []candidate
	feats  []pairs
	scores []float64
	next   []state
	arcs   []arc
	index  map[uint64]int // of states in next, by hash
}

// expand makes the states after comment i from those before it. The arcs hold
// until it is called again.
func (d *decoder) expand(i int, before []state, at []*node) layer {
	base := d.bases(d.model, &d.model.DepthFirst, i)
	d.next, d.arcs = d.next[:0], d.arcs[:0]
	clear(d.index)
	doubt := 0.0
	if i > 0 && d.thread.Comments[i].Parent == Unknown {
		doubt = d.thread.Comments[i].Doubt
	}
	for from := range before {
		if doubt > 0 {
			top := before[from].top
			s := d.place(top.hash)
			d.next[s].top = top
			d.follow(arc{from, part, doubt, s}, before)
		}
		cands, scores := d.choices(i, before[from].top, &base)
		cands, scores = d.declared(i, cands, scores, at)
		for k := range cands {
			c := &cands[k]
			s := d.place(childHash(i, c.node))
			if d.next[s].top == nil {
				d.next[s].top = child(i, c.node, c.siblings)
			}
			d.follow(arc{from, c.parent, (1 - doubt) * scores[k], s}, before)
		}
	}
	l := layer{before: before, arcs: d.arcs}
	var places []int
	l.states, places = resample(d.next, i)
	for k := range l.arcs {
		l.arcs[k].to = places[l.arcs[k].to]
	}
	return l
}

// place is the index of the next state whose top has this hash.
func (d *decoder) place(hash uint64) int {
	s, ok := d.index[hash]
	if !ok {
		s = len(d.next)
		d.index[hash] = s
		d.next = append(d.next, state{})
	}
	return s
}

// follow adds an arc and its probability.
func (d *decoder) follow(a arc, before []state) {
	d.next[a.to].p += before[a.from].p * a.p
	d.arcs = append(d.arcs, a)
}

// choices are the possible parents of comment i in a tree with the comment
// before it at top, and their probabilities. They hold until the next call.
func (d *decoder) choices(i int, top *node, base *[numSlots]float64) ([]candidate, []float64) {
	d.cands = d.stackCandidates(top, d.cands[:0])
	d.cands = slices.DeleteFunc(d.cands, func(c candidate) bool {
		return c.parent >= 0 && d.thread.Comments[c.parent].Gone && d.thread.Comments[i].Parent != c.parent
	})
	n := len(d.cands)
	d.feats = slices.Grow(d.feats[:0], n)[:n]
	d.scores = slices.Grow(d.scores[:0], n)[:n]
	d.fill(i, d.cands, d.feats)
	for k := range d.cands {
		d.scores[k] = d.score(&d.model.DepthFirst, base, &d.cands[k], &d.feats[k])
	}
	softmax(d.scores, d.model.TempDepthFirst)
	return d.cands, d.scores
}

// declared limits the candidates of a comment whose parent is declared to
// that parent. One that is not on the stack, because the tree is not the true
// one or the order not quite depth-first, is taken from the best tree.
// Placeholders take no inferred replies.
func (v *View) declared(i int, cands []candidate, scores []float64, at []*node) ([]candidate, []float64) {
	declared := v.thread.Comments[i].Parent
	if declared == Unknown {
		return cands, scores
	}
	for k, c := range cands {
		if c.parent == declared {
			cands[0], scores[0] = c, max(scores[k], unlikely)
			return cands[:1], scores[:1]
		}
	}
	c := candidate{parent: declared, slot: slotUp, last: -1}
	if declared >= 0 && declared < i {
		c.node = at[declared]
	}
	if c.node == nil {
		// Declared to answer a later comment: for the stack it opens a branch.
		c = candidate{parent: Post, slot: slotPost, last: -1}
	}
	cands[0], scores[0] = c, unlikely
	return cands[:1], scores[:1]
}

// resample keeps at most a fixed number of states so that each is kept as
// often, with the weight that it then has, as its probability says: those of
// some probability as they are, of the many small ones a systematic sample,
// whose members share their mass (Fearnhead and Clifford, 2003, "On-line
// inference for hidden Markov models via particle filters"). The most probable
// ones alone would be shallow trees: where a branch is deep there are more
// comments that the next may answer, and each such tree is less probable, though
// together they may be more so. places are the new indices of the states, -1 for
// those left out. The most probable state comes first.
func resample(states []state, step int) (out []state, places []int) {
	order := make([]int, len(states))
	sum := 0.0
	for k := range states {
		order[k] = k
		sum += states[k].p
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(states[b].p, states[a].p), cmp.Compare(states[a].top.hash, states[b].top.hash))
	})
	if !(sum > 0) || math.IsInf(sum, 1) { // nothing is probable, or all is
		order, sum = order[:1], 1
		states[order[0]].p = 1
	}
	places = make([]int, len(states))
	for k := range places {
		places[k] = -1
	}
	keep := func(k int, p float64) {
		places[k] = len(out)
		out = append(out, state{top: states[k].top, p: p / sum})
	}
	rest := sum
	for len(order) > 0 && (len(order)+len(out) <= kept || states[order[0]].p*float64(kept-len(out)) > rest) {
		k := order[0]
		rest -= states[k].p
		keep(k, states[k].p)
		order = order[1:]
	}
	if len(order) == 0 {
		return out, places
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(states[a].top.depth, states[b].top.depth), cmp.Compare(states[a].top.hash, states[b].top.hash))
	})
	share := rest / float64(kept-len(out))
	_, at := math.Modf(float64(step+1) * golden)
	mass, next := 0.0, at*share
	for _, k := range order {
		if mass += states[k].p; mass > next && len(out) < kept {
			keep(k, share)
			next += share
		}
	}
	return out, places
}

// golden spreads the places at which samples begin evenly over the steps.
const golden = 0.6180339887498949

// smooth runs backward over the layers before the last declared parent, and
// weights each choice by how well the trees that follow from it agree with
// the parents declared later. Trees that were not kept count as the others do
// on average.
func (v *View) smooth(layers []layer, out [][]Choice) {
	last := layers[len(layers)-1]
	agree := make([]float64, len(last.states))
	for k := range agree {
		agree[k] = 1
	}
	for i := len(layers) - 1; i >= 0; i-- {
		l := &layers[i]
		unknown := v.thread.Comments[i].Parent == Unknown
		earlier := make([]float64, len(l.before))
		for _, a := range l.arcs {
			x := a.p
			if a.to >= 0 {
				x *= agree[a.to]
			}
			earlier[a.from] += x
			if unknown {
				add(&out[i], a.parent, l.before[a.from].p*x)
			}
		}
		if unknown {
			normalise(out[i])
		}
		mean := 0.0
		for k := range earlier {
			mean += l.before[k].p * earlier[k]
		}
		for k := range earlier {
			earlier[k] /= mean
		}
		agree = earlier
	}
}

// add adds to the probability of a parent.
func add(choices *[]Choice, parent int, p float64) {
	if parent == part {
		return
	}
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
	v.fill(i, cands, feats)
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
