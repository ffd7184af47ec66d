package edge

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// enumerate gives the probability of each parent of each comment by adding up
// all reply trees that depth-first order allows and the declared parents do
// not contradict, given that the comment is one of its own.
func enumerate(v *View, m *Model) []map[int]float64 {
	v.readKind(m.Kinds)
	n := len(v.seen)
	out := make([]map[int]float64, n)
	for i := range out {
		out[i] = map[int]float64{}
	}
	parents := make([]int, n)
	var walk func(i int, top *node, p float64)
	walk = func(i int, top *node, p float64) {
		if i == n {
			for k, parent := range parents {
				if parent != part {
					out[k][parent] += p
				}
			}
			return
		}
		doubt := v.thread.Comments[i].Doubt
		if i == 0 || v.thread.Comments[i].Parent != Unknown {
			doubt = 0
		}
		if doubt > 0 {
			parents[i] = part
			walk(i+1, top, p*doubt)
		}
		cands := v.stackCandidates(top, nil)
		feats := make([]pairs, len(cands))
		v.fill(i, cands, feats)
		base := v.bases(m, &m.DepthFirst, i)
		scores := make([]float64, len(cands))
		for k := range cands {
			scores[k] = v.score(&m.DepthFirst, &base, &cands[k], &feats[k])
		}
		softmax(scores, m.TempDepthFirst)
		for k, c := range cands {
			if d := v.thread.Comments[i].Parent; d != Unknown && d != c.parent {
				continue
			}
			parents[i] = c.parent
			walk(i+1, child(i, c.node, c.siblings), p*(1-doubt)*scores[k])
		}
	}
	walk(0, nil, 1)
	for i := range out {
		own := 0.0
		for _, p := range out[i] {
			own += p
		}
		for k := range out[i] {
			out[i][k] /= own
		}
	}
	return out
}

var remarks = []string{"Lovely loaf, I made it twice.", "No, that is wrong.", "How long did yours rise?", "Two hours.", "@Ann you said the kitchen was cold", "Exactly!", "Why would you think so?", "I bake on Sundays and never had this trouble with rye."}

// chain is a thread of n comments without declared parents.
func chain(n int) *Thread {
	th := thread()
	for i := range n {
		th.Comments = append(th.Comments, Comment{Text: remarks[i%len(remarks)], Parent: Unknown})
	}
	return th
}

// apart is the largest difference of a probability from that of all trees.
func apart(choices [][]Choice, want []map[int]float64) float64 {
	worst := 0.0
	for i, list := range choices {
		got := map[int]float64{}
		for _, c := range list {
			got[c.Parent] = c.P
		}
		if list == nil {
			continue
		}
		for parent, p := range want[i] {
			worst = max(worst, math.Abs(p-got[parent]))
		}
	}
	return worst
}

// While no more trees are possible than are kept, their probabilities are
// exact, with declared parents before and after as well, but for the number of
// siblings: trees that leave the same comments open share the first one's.
func TestDecodeIsExact(t *testing.T) {
	for _, declared := range []map[int]int{{}, {4: 2}, {4: Post}, {1: 0, 3: 1}, {4: 0}, {0: Post, 2: Post, 4: 2}} {
		th := chain(5)
		for i, p := range declared {
			th.Comments[i].Parent = p
		}
		v := Prepare(th)
		got := v.DecodeDepthFirst(Default())
		choicesOK(t, th, got)
		if d := apart(got, enumerate(v, Default())); d > 0.03 {
			t.Errorf("declared %v: a probability is off by %.4f", declared, d)
		}
	}
}

func TestDecodeIsExactWithoutSiblings(t *testing.T) {
	m := *Default()
	for _, s := range []slot{slotPrev, slotUp} {
		m.DepthFirst[pairAt(pairChildren, s)] = 0
	}
	for _, declared := range []map[int]int{{}, {4: 2}, {1: 0, 3: 1}, {4: 0}} {
		th := chain(5)
		for i, p := range declared {
			th.Comments[i].Parent = p
		}
		v := Prepare(th)
		// A parent that a tree does not leave open is unlikely, not impossible.
		if d := apart(v.DecodeDepthFirst(&m), enumerate(v, &m)); d > 1e-4 {
			t.Errorf("declared %v: a probability is off by %v", declared, d)
		}
	}
}

// A comment that may be none is passed over in as much of the probability: the
// ones after it then answer those before it.
func TestDecodeIsExactInDoubt(t *testing.T) {
	m := *Default()
	for _, s := range []slot{slotPrev, slotUp} {
		m.DepthFirst[pairAt(pairChildren, s)] = 0
	}
	for _, doubts := range [][]float64{{0, 0.3, 0, 0.9, 0}, {0.5, 0.5, 0.5, 0.5, 0.5}} {
		for _, declared := range []map[int]int{{}, {4: 2}} {
			th := chain(5)
			for i, x := range doubts {
				th.Comments[i].Doubt = x
			}
			for i, p := range declared {
				th.Comments[i].Parent = p
			}
			v := Prepare(th)
			got := v.DecodeDepthFirst(&m)
			choicesOK(t, th, got)
			if d := apart(got, enumerate(v, &m)); d > 1e-4 {
				t.Errorf("doubts %v, declared %v: a probability is off by %v", doubts, declared, d)
			}
		}
	}
}

// Where there are more, they are close to those of all trees, and no less for
// deep trees than for shallow ones.
func TestDecodeIsFair(t *testing.T) {
	th := chain(9)
	v := Prepare(th)
	for _, lean := range []float64{-2, 0, 2} {
		m := *Default()
		m.DepthFirst[cueAt(cueBias, slotPost)] += lean
		want := enumerate(v, &m)
		got := v.DecodeDepthFirst(&m)
		if d := apart(got, want); d > 0.06 {
			t.Errorf("leaning %v: a probability is off by %.3f", lean, d)
		}
		post, wantPost := 0.0, 0.0
		for i := range got {
			post += probability(got[i], Post)
			wantPost += want[i][Post]
		}
		if math.Abs(post-wantPost) > 0.1 {
			t.Errorf("leaning %v: %.2f of %d comments answer the post, in all trees %.2f", lean, post, len(got), wantPost)
		}
	}
}

func TestResample(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for n := range 200 {
		var in []state
		total := 0.0
		byDepth := map[int]float64{}
		for k := range 1 + n {
			p := math.Exp(6 * rng.Float64())
			nd := &node{comment: k, depth: 1 + rng.IntN(5), hash: rng.Uint64()}
			in = append(in, state{top: nd, p: p})
			total += p
			byDepth[nd.depth] += p
		}
		out, places := resample(in, n)
		if len(out) > kept || len(out) < min(len(in), kept) {
			t.Fatalf("%d of %d states are kept", len(out), len(in))
		}
		sum, smallest := 0.0, 1.0
		for k, to := range places {
			if to >= 0 && out[to].top != in[k].top {
				t.Fatalf("state %d is not where it is said to be", k)
			}
		}
		for _, s := range out {
			sum += s.p
			smallest = min(smallest, s.p)
			byDepth[s.top.depth] -= s.p * total
		}
		if math.Abs(sum-1) > 0.02 {
			t.Fatalf("%d states: the probabilities kept sum to %v", len(in), sum)
		}
		for depth, d := range byDepth {
			if math.Abs(d/total) > 2*smallest+1e-9 {
				t.Errorf("%d states: depth %d gains or loses %.3f of the probability; the least of a state is %.3f", len(in), depth, -d/total, smallest)
			}
		}
		again, _ := resample(in, n)
		if d := cmp.Diff(fmt.Sprint(len(out), out[0].p), fmt.Sprint(len(again), again[0].p)); d != "" {
			t.Error(d)
		}
	}
	if out, _ := resample([]state{{top: &node{}, p: 0}, {top: &node{hash: 1}, p: math.NaN()}}, 0); len(out) != 1 || out[0].p != 1 {
		t.Errorf("of states without probability %+v are kept", out)
	}
}
