package analysis

import (
	"slices"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/stancedetect/tree"
)

// spread lets the stances of a thread's comments inform each other along the
// reply tree: exactly inferred marginals for the stances toward parents, then
// stances toward targets that a comment takes by agreeing or disagreeing with
// one that names them. Edges count as much as they are sure. The slices run
// parallel to the comments and are changed in place; evidence stays that of
// the comment's own words.
func (a *Analyzer) spread(t *thread.Thread, replies []stance.ReplyStance, stances [][]stance.Stance) error {
	potentials, err := tree.Default()
	if err != nil {
		return err
	}
	index := make(map[string]int, len(t.Comments))
	for i := range t.Comments {
		index[t.Comments[i].ID] = i
	}
	nodes := make([]tree.Node, len(t.Comments))
	for i := range nodes {
		nodes[i].Parent = -1
		e := &t.Comments[i].Reply
		if at, ok := index[e.Parent]; ok {
			nodes[i].Parent, nodes[i].Confidence = at, e.Confidence
		}
		if r := &replies[i]; r.Scored {
			nodes[i].P = [tree.Classes]float64{r.Agree, r.Disagree, r.Query, r.Neutral}
		}
	}
	marginals := tree.Infer(nodes, potentials)
	for i, p := range marginals {
		if r := &replies[i]; r.Scored {
			r.Agree, r.Disagree, r.Query, r.Neutral = p[0], p[1], p[2], p[3]
		}
	}
	copy(stances, tree.Endorse(nodes, marginals, stances))
	return nil
}

// settle abstains from the sides that are not sure enough to be given. The
// lists may be the engine's own: one that changes is copied first.
func (l minStance) settle(stances [][]stance.Stance) {
	limits := l.limits()
	for i, list := range stances {
		copied := false
		for j, s := range list {
			if limits.Apply(&s); !s.Abstained {
				continue
			}
			if !copied {
				list, copied = slices.Clone(list), true
			}
			list[j] = s
		}
		stances[i] = list
	}
}

// minStance is [Options.MinStance].
type minStance float64

func (l minStance) limits() stance.Limits {
	out := stance.DefaultLimits
	if l > 0 {
		out.Least = float64(l)
	}
	if l > 0 && l < 1.0/3 {
		out.Lead = 0
	}
	return out
}
