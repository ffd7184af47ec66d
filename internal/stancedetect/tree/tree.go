// Package tree lets the stances of the comments in one thread inform each
// other: what a comment says of its parent changes what to expect of the
// answers to it. A reply tree is a tree, so the marginal probabilities under
// pairwise potentials are computed exactly, by the sum-product algorithm
// (Pearl 1988; Kschischang, Frey & Loeliger 2001), in time linear in the
// number of comments.
package tree

import "math"

// Classes is the number of labels of a reply: agree, disagree, query, neutral.
const Classes = 4

// Node is one comment.
type Node struct {
	// Parent is the index of the comment that it answers, -1 where it answers
	// the post or its parent is unknown. A cycle, which no thread has, is cut.
	Parent int
	// Confidence in [0, 1] is how sure Parent is; an edge counts that much.
	Confidence float64
	// P holds the probabilities of the labels as judged from the pair of
	// texts alone; all zero where it was not judged.
	P [Classes]float64
}

// Potentials say how much more often than by chance a label follows a label:
// entry [parent][child] is 1 where they are independent.
type Potentials [Classes][Classes]float64

// Infer gives the labels' marginal probabilities, in the order of the nodes.
// Nodes that were not judged get what their neighbours imply.
func Infer(nodes []Node, p *Potentials) [][Classes]float64 {
	order, children, linked := arrange(nodes)
	n := len(nodes)
	up := make([][Classes]float64, n)    // message to the parent
	below := make([][Classes]float64, n) // own evidence times messages from the children
	for _, i := range order {            // children before parents
		b := unary(&nodes[i])
		for _, c := range children[i] {
			times(&b, &up[c])
		}
		below[i] = b
		psi := edge(&nodes[i], p)
		for a := range Classes {
			for l := range Classes {
				up[i][a] += psi[a][l] * b[l]
			}
		}
		normalise(&up[i])
	}
	down := make([][Classes]float64, n) // message from the parent
	out := make([][Classes]float64, n)
	for k := n - 1; k >= 0; k-- { // parents before children
		i := order[k]
		if !linked[i] {
			down[i] = [Classes]float64{1, 1, 1, 1}
		}
		m := below[i]
		times(&m, &down[i])
		normalise(&m)
		out[i] = m
		for _, c := range children[i] {
			rest := m // all that the parent knows but from this child
			for a := range Classes {
				rest[a] /= math.Max(up[c][a], 1e-12)
			}
			psi := edge(&nodes[c], p)
			for l := range Classes {
				for a := range Classes {
					down[c][l] += psi[a][l] * rest[a]
				}
			}
			normalise(&down[c])
		}
	}
	return out
}

// arrange gives an order in which children come before their parents, the
// children of each node, and whether each node's edge was kept: one that
// would close a cycle is not.
func arrange(nodes []Node) (order []int, children [][]int, linked []bool) {
	n := len(nodes)
	children, linked = make([][]int, n), make([]bool, n)
	var roots []int
	for i := range nodes {
		if p := nodes[i].Parent; p >= 0 && p < n && p != i {
			children[p] = append(children[p], i)
		} else {
			roots = append(roots, i)
		}
	}
	seen := make([]bool, n)
	visit := func(root int) {
		stack := []int{root}
		seen[root] = true
		for len(stack) > 0 {
			i := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			order = append(order, i)
			kept := children[i][:0]
			for _, c := range children[i] {
				if !seen[c] {
					seen[c] = true
					stack = append(stack, c)
					kept = append(kept, c)
					linked[c] = true
				}
			}
			children[i] = kept
		}
	}
	for _, r := range roots {
		visit(r)
	}
	for i := range nodes { // what only a cycle reaches
		if !seen[i] {
			visit(i)
		}
	}
	for a, b := 0, len(order)-1; a < b; a, b = a+1, b-1 {
		order[a], order[b] = order[b], order[a]
	}
	return order, children, linked
}

func unary(n *Node) [Classes]float64 {
	if n.P == ([Classes]float64{}) {
		return [Classes]float64{1, 1, 1, 1}
	}
	p := n.P
	for c := range p {
		p[c] = math.Max(p[c], 1e-9)
	}
	return p
}

// edge is the potential of a node and its parent, as sure as the edge is.
func edge(n *Node, p *Potentials) Potentials {
	psi := *p
	c := math.Max(0, math.Min(1, n.Confidence))
	for a := range psi {
		for b := range psi[a] {
			psi[a][b] = c*psi[a][b] + 1 - c
		}
	}
	return psi
}

func times(a, b *[Classes]float64) {
	for c := range a {
		a[c] *= b[c]
	}
	normalise(a)
}

func normalise(a *[Classes]float64) {
	sum := 0.0
	for _, x := range a {
		sum += x
	}
	for c := range a {
		if sum > 0 {
			a[c] /= sum
		} else {
			a[c] = 1.0 / Classes
		}
	}
}
