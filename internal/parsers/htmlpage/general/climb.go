package general

import "golang.org/x/net/html"

// What may stand beside a member in its parent for the parent to be the
// comment: a picture, a name, a date, some lines about the author.
const (
	climbLevels = 3
	climbWords  = 60  // words per member
	climbProse  = 0.3 // lines of prose per member
	climbMost   = 0.7 // share of the parents that must have what the members lack
	climbFew    = 0.5 // share of the members below which they lack it
)

// climb exchanges members for their parents where each parent holds one member
// and adds what comments have and the members lack: the name or the date, or a
// number as id, stand beside the text. It returns the group to use and, where
// that is another, the elements that hold the text.
func (p *page) climb(g *group) (*group, map[*html.Node]bool) {
	if g.run || len(g.members) < 2 || g.sum[fNested] > 0 {
		return g, nil
	}
	best, at := g, g
	for range climbLevels {
		up := p.parents(at)
		if up == nil || !p.weigh(up) {
			break
		}
		if up.sum[fForm] > 0.5 || p.added(up, g, words) > climbWords || p.added(up, g, long) > climbProse {
			break
		}
		at = up
		for _, f := range []int{fName, fDate, fNumber} {
			if best.sum[f] < climbFew && up.sum[f] >= climbMost {
				best = up
				break
			}
		}
	}
	if best == g {
		return g, nil
	}
	bodies := make(map[*html.Node]bool, len(g.members))
	for _, m := range g.members {
		bodies[p.nodes[m.from].n] = true
	}
	best.score, best.key = g.score, g.key
	return best, bodies
}

// parents is the group of the parents, nil where two members share one or the
// parents are of different kinds.
func (p *page) parents(g *group) *group {
	up := &group{key: g.key, cue: g.cue}
	last := int32(-1)
	name := ""
	for _, m := range g.members {
		i := p.nodes[m.from].parent
		if i < 0 || i == last || name != "" && p.nodes[i].n.Data != name || !holds(p.nodes[i].n.DataAtom, p.nodes[i].n.Data) {
			return nil
		}
		if last >= 0 && p.nodes[last].end > i {
			return nil // one inside of another
		}
		last, name = i, p.nodes[i].n.Data
		up.members = append(up.members, span{i, p.nodes[i].end})
	}
	return up
}

// added is how much of kind k the members of up have beyond those of g, on the
// average.
func (p *page) added(up, g *group, k int) float64 {
	n := 0
	for i := range up.members {
		n += p.count(k, up.members[i]) - p.count(k, g.members[i])
	}
	return float64(n) / float64(len(up.members))
}
