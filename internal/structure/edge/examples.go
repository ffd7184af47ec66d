package edge

import "slices"

// Feature is one feature of an example: the number of a cue or a pair feature
// with its value.
type Feature struct {
	Index int32
	Value float32
}

// Example is one comment with its possible parents, for training.
type Example struct {
	Comment int       // the comment's index
	Cues    []Feature // by cue
	Words   []int32   // numbers of the word features that the lexicon has
	Cands   []ExampleCandidate
	Label   int     // index of the true parent in Cands
	Gain    float64 // weight of the example
	// Offset is a fixed part of the score of every comment among the
	// candidates, but not of the post.
	Offset float64
}

// ExampleCandidate is a possible parent of an example's comment.
type ExampleCandidate struct {
	Slot  int
	Pairs []Feature // by pair feature
}

// Examples makes training examples of a thread whose true parents are known:
// each comment with the possible parents that it has when those of all
// comments before are right. Comments whose true parent is not among them, or
// that have only one, give no example.
func (v *View) Examples(gold []int, depthFirst bool, lexicon map[string]int32) []Example {
	nodes := make([]*node, len(v.seen))
	counts := make([]int, len(v.seen)+1)
	latest := map[int]int{}
	var out []Example
	for i, g := range gold {
		var cands []candidate
		if depthFirst {
			var top *node
			if i > 0 {
				top = nodes[i-1]
			}
			cands = v.stackCandidates(top, nil)
		} else {
			cands = v.timeCandidates(i, nodes, latest, nil)
		}
		if ex, ok := v.example(i, cands, g); ok {
			ex.Comment = i
			for _, f := range v.WordFeatures(i) {
				if id, ok := lexicon[f]; ok {
					ex.Words = append(ex.Words, id)
				}
			}
			out = append(out, ex)
		}
		var up *node
		if g >= 0 && g < i {
			up = nodes[g]
		}
		nodes[i] = child(i, up, counts[g+1])
		counts[g+1]++
		if a := v.seen[i].author; a > 0 {
			latest[a] = i
		}
	}
	return out
}

func (v *View) example(i int, cands []candidate, gold int) (Example, bool) {
	ex := Example{Gain: 1, Label: slices.IndexFunc(cands, func(c candidate) bool { return c.parent == gold })}
	if ex.Label < 0 || len(cands) < 2 {
		return ex, false
	}
	for k, x := range v.seen[i].cues {
		if x != 0 {
			ex.Cues = append(ex.Cues, Feature{int32(k), float32(x)})
		}
	}
	for k, x := range v.global {
		if x != 0 {
			ex.Cues = append(ex.Cues, Feature{int32(globalFirst + k), float32(x)})
		}
	}
	feats := make([]pairs, len(cands))
	v.fill(i, cands, feats)
	for k, c := range cands {
		ec := ExampleCandidate{Slot: int(c.slot)}
		for f, x := range feats[k] {
			if x != 0 && c.slot != slotPost {
				ec.Pairs = append(ec.Pairs, Feature{int32(f), float32(x)})
			}
		}
		ex.Cands = append(ex.Cands, ec)
	}
	return ex, true
}

// CueWeight and PairWeight are the places in [Weights] of the weight of a cue
// and of a pair feature for a candidate's slot.
func CueWeight(cue int32, s int) int { return cueAt(int(cue), slot(s)) }

// PairWeight is described with CueWeight.
func PairWeight(pair int32, s int) int { return pairAt(int(pair), slot(s)) }
