package general

import (
	"sort"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/unit"
)

// extend adds to the best group the members of other good groups that lie
// outside of it or nest in it as comments do: replies often have a class of
// their own. It returns all members in page order.
func (p *page) extend(best *group, _ []*group) []span {
	members := append([]span(nil), best.members...)
	members = p.drop(members)
	sort.Slice(members, func(i, j int) bool {
		return members[i].from < members[j].from || members[i].from == members[j].from && members[i].to > members[j].to
	})
	return members
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
	before := span{0, first.from}
	prose := p.count(long, before)
	return prose <= 2 && g.sum[fContext] == 0 && g.sum[fCue] == 0 || prose == 0 && g.sum[fShare] > 0.5
}
