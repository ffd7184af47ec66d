package tree

import (
	"math"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
)

// minEndorsed is the least score of a parent's stance that is passed on, and
// fade what a step along the tree takes from it.
const (
	minEndorsed = 0.3
	fade        = 0.6
)

// Endorse adds stances that a comment takes without naming the target: who
// agrees with a comment that attacks a target sides against it too, who
// disagrees leans to the other side. Only a comment that answers another and
// has no stance toward the target of its own is given one, marked as not
// mentioned and with less confidence than its parent's: the probabilities of
// favor and against are those of the parent, weighted with agreement (or,
// turned around and halved, with disagreement), with the edge's confidence and
// with a loss for each step. The slices run parallel; stances are in the
// order of the comments, and what was given is not changed.
func Endorse(nodes []Node, replies [][Classes]float64, stances [][]stance.Stance) [][]stance.Stance {
	order, _, linked := arrange(nodes)
	out := make([][]stance.Stance, len(stances))
	for i := range stances {
		out[i] = append([]stance.Stance(nil), stances[i]...)
	}
	for k := len(order) - 1; k >= 0; k-- { // parents before children
		i := order[k]
		if !linked[i] {
			continue
		}
		for _, s := range out[nodes[i].Parent] {
			if math.Abs(s.Score()) < minEndorsed || has(out[i], s.Target) {
				continue
			}
			if e, ok := endorsed(&nodes[i], replies[i], s); ok {
				out[i] = append(out[i], e)
			}
		}
	}
	return out
}

func has(list []stance.Stance, target string) bool {
	for _, s := range list {
		if s.Target == target {
			return true
		}
	}
	return false
}

func endorsed(n *Node, reply [Classes]float64, parent stance.Stance) (stance.Stance, bool) {
	c := fade * math.Max(0, math.Min(1, n.Confidence))
	agree, disagree := c*reply[0], c*reply[1]/2
	s := stance.Stance{
		Target:  parent.Target,
		Favor:   agree*parent.Favor + disagree*parent.Against,
		Against: agree*parent.Against + disagree*parent.Favor,
	}
	s.None = 1 - s.Favor - s.Against
	weight := math.Log((s.Favor + 0.01) / (s.Against + 0.01))
	note := "agrees with a comment that takes this side"
	if disagree > agree {
		note = "disagrees with a comment that takes the other side"
	}
	s.Evidence = []thread.Evidence{{Rule: "reply", Weight: weight, Note: note}}
	return s, math.Abs(s.Score()) >= 0.1
}
