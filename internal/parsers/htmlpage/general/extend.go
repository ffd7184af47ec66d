package general

import (
	"sort"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/stated"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/unit"
)

// nearness is how much less than the best group another may score to add to it.
const nearness = 3

// extend adds to the best group the members of other good groups that lie
// outside of it, or nest in it as comments do: replies often have a class of
// their own. It returns all members in page order.
func (p *page) extend(best *group, others []*group) []span {
	members := p.drop(append([]span(nil), best.members...))
	sortSpans(members)
	added := 0
	for _, g := range others {
		if g.score < Threshold || added >= maxAdded {
			break
		}
		if g.run != best.run || g.score < best.score-nearness && !(g.sum[fNumber] == 1 && p.inside(g.members, members)) {
			continue
		}
		more, ok := p.fits(members, best, g)
		if !ok && added == 0 {
			more, ok = p.answered(members, best, g)
		}
		if ok {
			members = append(members, more...)
			sortSpans(members)
			added++
		}
	}
	return members
}

// widerBy is how much less than the best group one may score that holds all of
// its members and more.
const widerBy = 1.5

// wider is the best group, or one that holds all of its members and more, all
// with ids that name comments: some comments of a page are folded and show less
// than others.
func (p *page) wider(groups []*group, at int) *group {
	best := groups[at]
	if best.run || best.sum[fNumber] < 0.95 {
		return best
	}
	for _, g := range groups[at+1:] {
		if g.score < best.score-widerBy {
			break
		}
		if !g.run && len(g.members) > len(best.members) && g.sum[fNumber] >= 0.95 && contains(g.members, best.members) &&
			p.nodes[g.members[0].from].n.Data == p.nodes[best.members[0].from].n.Data {
			return g
		}
	}
	return best
}

// contains reports whether all members of the second list, in page order like
// the first, are in that.
func contains(all, some []span) bool {
	k := 0
	for _, m := range all {
		if k < len(some) && some[k] == m {
			k++
		}
	}
	return k == len(some)
}

// maxAdded bounds the groups that are added to the best.
const maxAdded = 4

func sortSpans(s []span) {
	sort.Slice(s, func(i, j int) bool { return s[i].from < s[j].from || s[i].from == s[j].from && s[i].to > s[j].to })
}

// fits returns the members of g that are not members yet, where all of g can
// stand beside them: none holds a member, and what nests in a member leaves it
// words and a name or date of its own.
func (p *page) fits(members []span, best *group, g *group) ([]span, bool) {
	if p.partners(members, g.members) || p.pairs(members, g.members) {
		return nil, false
	}
	var more []span
	for k, m := range g.members {
		i := sort.Search(len(members), func(i int) bool { return members[i].from > m.from })
		if i > 0 && members[i-1] == m {
			continue
		}
		if i < len(members) && members[i].from < m.to && members[i].to > m.to {
			return nil, false // they cross
		}
		if i < len(members) && members[i].from < m.to || i > 0 && members[i-1].from == m.from {
			return nil, false // m holds a member, or is what one begins with
		}
		if !p.complete(g.own[k], best) || !p.sibling(members, m) {
			return nil, false
		}
		if i > 0 && members[i-1].to > m.from {
			if members[i-1].to < m.to || !p.leaves(members[i-1], m, members[i:], best) {
				return nil, false
			}
		}
		more = append(more, m)
	}
	return more, len(more) > 0
}

// muchLonger is how many times more words of their own the comments of a page
// may have on the average than the replies in them.
const muchLonger = 4

// answered returns the members of g where the best group are the replies in
// them: all of its members lie in two or more members of g, which have what
// comments have outside of these, and are no articles with their discussions.
func (p *page) answered(members []span, best, g *group) ([]span, bool) {
	if g.run || best.run || len(g.members) < 2 || g.sum[fNested] > 0 || g.sum[fHeads] > best.sum[fHeads]+0.2 || g.sum[fTitled] > 0 || !p.inside(members, g.members) {
		return nil, false
	}
	most := muchLonger * p.meanWords(best.members)
	total, holding := 0, 0
	for _, m := range g.members {
		var f features
		for k := range kinds {
			f[k] = p.count(k, m)
		}
		i := sort.Search(len(members), func(i int) bool { return members[i].from >= m.from })
		if i < len(members) && members[i].from == m.from {
			return nil, false // one and the same element, or the first part of it
		}
		end := m.from
		for ; i < len(members) && members[i].from < m.to; i++ {
			if members[i].from < end {
				continue
			}
			for k := range kinds {
				f[k] -= p.count(k, members[i])
			}
			if end == m.from {
				holding++
			}
			end = members[i].to
		}
		if !p.complete(f, best) {
			return nil, false
		}
		total += f[words]
	}
	if holding == 0 || float64(total) > most*float64(len(g.members)) {
		return nil, false
	}
	return g.members, true
}

// meanWords is how many words a member has on the average.
func (p *page) meanWords(members []span) float64 {
	n := 0
	for _, m := range members {
		n += p.count(words, m)
	}
	return float64(n) / float64(max(len(members), 1))
}

// inside reports whether all spans lie inside of members.
func (p *page) inside(spans, members []span) bool {
	for _, m := range spans {
		i := sort.Search(len(members), func(i int) bool { return members[i].from >= m.from })
		held := false
		for k := i - 1; k >= 0 && k >= i-maxNested && !held; k-- {
			held = members[k].to >= m.to
		}
		if !held {
			return false
		}
	}
	return true
}

// maxNested bounds the members before a span that may hold it.
const maxNested = 40

// partners reports whether members and others stand two and two beside each
// other: the halves of the same comments.
func (p *page) partners(members, others []span) bool {
	count := map[int32]int{}
	known := map[span]bool{}
	for _, m := range members {
		count[p.nodes[m.from].parent]++
		known[m] = true
	}
	pairs, more := 0, 0
	for _, m := range others {
		if known[m] {
			continue
		}
		more++
		if count[p.nodes[m.from].parent] == 1 {
			pairs++
		}
	}
	return pairs >= 2 && pairs*5 >= more*4
}

// pairs reports whether members hold the others one by one: the part of each
// comment that holds its text. Replies are not as evenly spread.
func (p *page) pairs(members, others []span) bool {
	if len(members) != len(others) || len(members) < 2 {
		return false
	}
	for i, m := range members {
		if o := others[i]; o.from <= m.from || o.to > m.to {
			return false
		}
	}
	return true
}

// sibling reports whether a span is an element like a member: of the same name,
// and the sibling of one or inside of one.
func (p *page) sibling(members []span, m span) bool {
	n := &p.nodes[m.from]
	i := sort.Search(len(members), func(i int) bool { return members[i].from > m.from })
	if unit.NamesComment(dom.ID(n.n)) && p.inside([]span{m}, members) {
		return true
	}
	for _, k := range []int{i - 1, i} {
		if k < 0 || k >= len(members) {
			continue
		}
		other := &p.nodes[members[k].from]
		if other.n.Data == n.n.Data && (other.parent == n.parent || members[k].to >= m.to && members[k].from < m.from) {
			return true
		}
	}
	return false
}

// complete reports whether a member has of its own what most members of the
// best group have.
func (p *page) complete(f features, best *group) bool {
	if f[words]-f[linkWords] < 2 {
		return false
	}
	return (best.sum[fDate] < 0.8 || f[dated] > 0) && (best.sum[fName] < 0.8 || f[named] > 0)
}

// leaves reports whether a member without the members that nest in it, which
// begin the list after, and without one more still has what most members have.
func (p *page) leaves(outer, inner span, after []span, best *group) bool {
	var f features
	for k := range kinds {
		f[k] = p.count(k, outer) - p.count(k, inner)
	}
	end := inner.to
	for _, m := range after {
		if m.from >= outer.to {
			break
		}
		if m.from < end {
			continue // in what was taken away
		}
		for k := range kinds {
			f[k] -= p.count(k, m)
		}
		end = m.to
	}
	return p.complete(f, best) && (best.sum[fSays] < 0.8 || f[says] > 0)
}

// drop leaves out members with nothing of their own.
func (p *page) drop(members []span) []span {
	out := members[:0]
	for _, m := range members {
		if p.count(words, m) > 0 {
			out = append(out, m)
		}
	}
	return out
}

// isPing reports whether a member is a trackback or pingback by its classes.
func (p *page) isPing(m span) bool {
	n := p.nodes[m.from].n
	for _, w := range unit.Words(dom.Class(n) + " " + dom.ID(n)) {
		if strings.HasPrefix(w, "trackback") || strings.HasPrefix(w, "pingback") || w == "ping" || w == "pings" {
			return true
		}
	}
	return false
}

// opens reports whether the first member is the post itself, as in forums:
// hardly any words stand before it, and nothing around it speaks of comments.
func (p *page) opens(first span, g *group) bool {
	if g.sum[fAnnounced] > 0 || stated.Announces(p.title) == stated.Comments {
		return false
	}
	before := span{0, first.from}
	prose := p.count(long, before)
	for i := first.from - 1; i >= 0; i-- {
		if p.totals[titled][i+1] > p.totals[titled][i] {
			if p.count(long, span{i, first.from}) >= 2 {
				return false // an article stands below its title
			}
			break
		}
	}
	return prose <= 2 && g.sum[fContext] == 0 && g.sum[fCue] == 0 || prose == 0 && g.sum[fShare] > 0.5
}
