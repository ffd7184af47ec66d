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
// allows only among the comment before and its ancestors; and stated times,
// which in depth-first order fall back at most places where a branch closes.
// Without evidence pages are taken to be depth-first, as most are. Quotations
// and names that lead to closed branches are none: on pages with a button to
// reply, too, many answer somebody by name in a comment of its own.
func (v *View) TimeOrdered(m *Model) bool {
	byTime, _ := v.timeOrdered(m)
	return byTime
}

const (
	// leastRises is how many times must rise before their never falling means
	// anything.
	leastRises = 8
	// leastClosings is how many branches must be expected to close. Of 10
	// closings in threads laid out depth-first the times show 7 or 8, so that
	// with three it is one such thread in ten whose times never fall.
	leastClosings = 3
)

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
	if falls > 0 || rises < leastRises {
		return false, nil
	}
	depthFirst = v.DecodeDepthFirst(m)
	shown := float64(rises) / float64(len(v.seen)) // places where a fall would show
	return v.closings(depthFirst)*shown >= leastClosings, depthFirst
}

// closings is the expected number of replies that the next comment does not
// answer, given what the comments may answer in depth-first order.
func (v *View) closings(choices [][]Choice) float64 {
	sum, reply := 0.0, 0.0 // reply: that the comment before is one
	for i, list := range choices {
		previous, top := 0.0, 0.0
		if declared := v.thread.Comments[i].Parent; declared != Unknown {
			list = []Choice{{declared, 1}}
		}
		for _, c := range list {
			switch c.Parent {
			case Post:
				top = c.P
			case i - 1:
				previous = c.P
			}
		}
		sum += reply * (1 - previous)
		reply = 1 - top
	}
	return sum
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
