package edge

// Decode gives the possible parents of each comment, as [View.DecodeTime] or
// [View.DecodeDepthFirst] do, in the order that [View.TimeOrdered] decides on.
func (v *View) Decode(m *Model) (choices [][]Choice, byTime bool) {
	byTime, choices = v.timeOrdered(m)
	switch {
	case byTime:
		choices = v.DecodeTime(m)
	case choices == nil:
		choices = v.DecodeDepthFirst(m)
	}
	return choices, byTime
}

// TimeOrdered decides whether a thread lists its comments as they were
// written, rather than depth-first. It is asked only about threads of which
// the parents are not all declared.
//
// The evidence, in this order: declared parents, which depth-first order
// allows only among the comment before and its ancestors; stated times, which
// in depth-first order fall back wherever a new branch opens after replies;
// and links by quotation or by name, which go to an ancestor in depth-first
// order, and to any comment otherwise. Without evidence pages are taken to be
// depth-first, as most are.
func (v *View) TimeOrdered(m *Model) bool {
	byTime, _ := v.timeOrdered(m)
	return byTime
}

// timeOrdered is TimeOrdered, with the choices in depth-first order where the
// evidence took them.
func (v *View) timeOrdered(m *Model) (byTime bool, depthFirst [][]Choice) {
	if on, off := v.declaredOnStack(); on+off >= 4 {
		return off*10 > on+off, nil
	}
	rises, falls := 0, 0
	for i := 1; i < len(v.seen); i++ {
		a, b := v.thread.Comments[i-1].When, v.thread.Comments[i].When
		if a.before(b) {
			rises++
		} else if b.before(a) {
			falls++
		}
	}
	if falls*20 > rises+falls {
		return false, nil
	}
	links, onStack, depthFirst := v.links(m)
	if rises >= 8 && falls == 0 {
		// A depth-first page whose times never fall has few replies; many
		// links then mean that they were listed as they came.
		return links >= 3 && onStack*2 < links, depthFirst
	}
	return links >= 4 && onStack*2 < links, depthFirst
}

// declaredOnStack counts the declared parents that are ancestors of the
// comment before, and those that are not. Comments without a declared parent
// in between leave the question open.
func (v *View) declaredOnStack() (on, off int) {
	n := len(v.seen)
	for i := 1; i < n; i++ {
		p, q := v.thread.Comments[i].Parent, i-1
		if p < 0 || p > i-1 {
			continue
		}
		for steps := 0; q > p && steps < 2*maxLevels; steps++ {
			q = v.thread.Comments[q].Parent
		}
		switch {
		case q == p:
			on++
		case q != Unknown:
			off++
		}
	}
	return on, off
}

// links counts the comments that quote or name one earlier comment, and those
// of them whose decoding in depth-first order, if there are enough to decode
// for, can follow the link.
func (v *View) links(m *Model) (links, onStack int, decoded [][]Choice) {
	latest := map[int]int{}
	var strong []Choice // Parent is the target, P unused
	at := []int{}
	for i := range v.seen {
		target := -1
		for _, h := range v.thread.Comments[i].Hits {
			if h.Target >= 0 && h.Share >= 0.5 {
				target = h.Target
				break
			}
		}
		if target < 0 && len(v.seen[i].named) > 0 {
			if j, ok := latest[v.seen[i].named[0]]; ok && v.seen[i].named[0] > 0 {
				target = j
			}
		}
		if target >= 0 {
			strong = append(strong, Choice{Parent: target})
			at = append(at, i)
		}
		if a := v.seen[i].author; a > 0 {
			latest[a] = i
		}
	}
	if len(strong) < 3 {
		return len(strong), len(strong), nil
	}
	decoded = v.DecodeDepthFirst(m)
	for k, s := range strong {
		for _, c := range decoded[at[k]] {
			if c.Parent == s.Parent && c.P >= 0.05 {
				onStack++
			}
		}
	}
	return len(strong), onStack, decoded
}
