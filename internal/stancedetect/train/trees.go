package train

import (
	"math"
	"strings"

	"github.com/undertone-project/undertone/internal/stancedetect/tree"
)

// smooth is what [tree.Learn] adds to counts.
const smooth = 8

// damping is the power that potentials are raised to: along a chain of replies
// the same evidence is counted more than once.
const damping = 0.75

func damped(p *tree.Potentials) *tree.Potentials {
	for a := range p {
		for b := range p[a] {
			p[a][b] = math.Pow(p[a][b], damping)
		}
	}
	return p
}

// treeSets are the tables whose labels are relative to the parent and whose
// rows answer each other: potentials are learned from them.
var treeSets = []string{"blog_comments_coded", "political_comments_coded"}

// linkByText finds the parents among the rows of a set that gives only the
// parent's text: the row of the same page with that text.
func linkByText(rows []Example) {
	index := map[string]int{}
	for i, r := range rows {
		k := r.Group + "\x00" + strings.TrimSpace(r.Text)
		if _, ok := index[k]; !ok {
			index[k] = i
		}
	}
	for i, r := range rows {
		if r.Reply.TopLevel {
			continue
		}
		if j, ok := index[r.Group+"\x00"+strings.TrimSpace(r.Reply.ParentText)]; ok && j != i {
			rows[i].Parent = j
		}
	}
}

// pairs gives the labels of parent and answer in the rows that pass.
func pairs(rows []Example, pass func(i int) bool) [][2]int {
	var out [][2]int
	for i, r := range rows {
		if r.Parent >= 0 && pass(i) {
			out = append(out, [2]int{rows[r.Parent].Label, r.Label})
		}
	}
	return out
}

// inTrees gives the probabilities of the rows of one set after inference over
// their trees, with potentials of the other folds. The rows' Parent counts
// within the set.
func inTrees(set []Example, probs [][]float64, folds []int, k int, learn func(fold int) *tree.Potentials) [][]float64 {
	nodes := make([]tree.Node, len(set))
	for i, r := range set {
		nodes[i] = tree.Node{Parent: r.Parent, Confidence: 1}
		copy(nodes[i].P[:], probs[i])
	}
	out := make([][]float64, len(set))
	for f := range k {
		for i, m := range tree.Infer(nodes, learn(f)) {
			if folds[i] == f {
				out[i] = m[:]
			}
		}
	}
	return out
}

// split gives the rows of each set, in order of first appearance, with the
// probabilities and folds that run parallel.
func split(examples []Example, probs [][]float64, folds []int) (names []string, sets map[string]*part) {
	sets = map[string]*part{}
	for i, e := range examples {
		s := sets[e.Set]
		if s == nil {
			s = &part{}
			sets[e.Set] = s
			names = append(names, e.Set)
		}
		s.rows, s.probs, s.folds = append(s.rows, e), append(s.probs, probs[i]), append(s.folds, folds[i])
	}
	return names, sets
}

type part struct {
	rows  []Example
	probs [][]float64
	folds []int
}

// Trees measures what the reply tree adds to judging each pair alone, on each
// set that has reply links, and gives the potentials of all tree sets.
func Trees(examples []Example, probs [][]float64, folds []int, k int) ([]Figures, *tree.Potentials) {
	names, sets := split(examples, probs, folds)
	learn := func(fold int, from ...string) *tree.Potentials {
		var all [][][2]int
		for _, n := range from {
			if s := sets[n]; s != nil {
				all = append(all, pairs(s.rows, func(i int) bool { return s.folds[i] != fold }))
			}
		}
		return damped(tree.Learn(all, smooth))
	}
	var out []Figures
	for _, n := range names {
		s := sets[n]
		if len(pairs(s.rows, func(int) bool { return true })) == 0 {
			continue
		}
		from := treeSets
		if strings.HasPrefix(n, "rumoureval") {
			from = []string{n} // its labels are relative to the source
		}
		out = append(out, Measure(1, n+" alone", s.rows, s.probs),
			Measure(1, n+" in trees", s.rows, inTrees(s.rows, s.probs, s.folds, k, func(f int) *tree.Potentials { return learn(f, from...) })))
	}
	return out, learn(-1, treeSets...)
}
