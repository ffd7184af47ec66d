package general

import (
	"sort"
	"strconv"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/unit"
	"golang.org/x/net/html/atom"
)

// group is a set of spans that may be the comments of a page.
type group struct {
	key     string // what its members share
	cue     string // the words of that
	members []span // in page order; they may nest
	run     bool
	own     []features // of each member, without the members inside of it
	sum     summary
	score   float64
}

// features count what one member has of its own.
type features [kinds]int

// Bounds on what is weighed.
const (
	maxKeys    = 8       // groups that one element belongs to
	maxMembers = 100_000 // of one group
	maxKinds   = 8       // kinds of siblings that may begin a run
)

// holds tells which elements may hold a comment.
func holds(a atom.Atom, name string) bool {
	switch a {
	case atom.Div, atom.Li, atom.Article, atom.Section, atom.Tr, atom.Td, atom.Table, atom.Dl, atom.Dd, atom.Dt, atom.P, atom.Tbody, atom.Blockquote,
		atom.Ul, atom.Ol, atom.Fieldset, atom.Span, atom.Form, atom.Details, atom.Header:
		return true
	}
	return a == 0 && strings.Contains(name, "-")
}

// groups lists the candidates with their scores.
func (p *page) groups() []*group {
	byKey := map[string]*group{}
	var order []*group
	put := func(key, cue string, i int) {
		g := byKey[key]
		if g == nil {
			g = &group{key: key, cue: cue}
			byKey[key] = g
			order = append(order, g)
		}
		if len(g.members) < maxMembers {
			g.members = append(g.members, span{int32(i), p.nodes[i].end})
		}
	}
	for i := range p.nodes {
		n := p.nodes[i].n
		if !holds(n.DataAtom, n.Data) || p.totals[words][p.nodes[i].end] == p.totals[words][i] {
			continue
		}
		if id := dom.ID(n); id != "" && unit.NamesComment(id) {
			put(n.Data+"#"+unit.Blank(id), id, i)
		}
		if strings.ContainsRune(p.nodes[i].sig, '.') {
			put(p.nodes[i].sig, p.nodes[i].sig, i)
		}
		keys := 0
		for _, w := range strings.Fields(strings.ToLower(dom.Class(n))) {
			if keys++; keys > maxKeys {
				break
			}
			put(n.Data+"~"+unit.Kind(w), w, i)
		}
		if shape := p.shape(i); shape != "" {
			put(shape, "", i)
		}
		if n.DataAtom != atom.Span && n.DataAtom != atom.P {
			parent := p.nodes[i].parent
			put(n.Data+"@"+strconv.Itoa(int(parent)), "", i)
		}
	}
	return append(p.distinct(order), p.runs()...)
}

// shape tells elements without a class by their tag and their first children,
// so that replies are of one kind with what they answer; "" where that tells
// little.
func (p *page) shape(i int) string {
	n := p.nodes[i].n
	switch n.DataAtom {
	case atom.Li, atom.Div, atom.Article, atom.Section, atom.Dd, atom.Td, atom.Table:
	default:
		return ""
	}
	if strings.ContainsRune(p.nodes[i].sig, '.') {
		return ""
	}
	key := n.Data + ":"
	at, children := int32(i)+1, 0
	for at < p.nodes[i].end && children < 2 {
		key += " " + p.nodes[at].sig
		at = p.nodes[at].end
		children++
	}
	if children < 2 {
		return ""
	}
	return key
}

// distinct weighs the groups. Of those with the same members only the one
// whose class or id says the most for comments is kept.
func (p *page) distinct(order []*group) []*group {
	out := make([]*group, 0, len(order))
	seen := map[uint64]*group{}
	for _, g := range order {
		var h uint64 = 14695981039346656037
		for _, m := range g.members {
			h = (h ^ uint64(m.from)) * 1099511628211
		}
		if first := seen[h]; first != nil {
			if first.own != nil && cueBefore(g.cue, first.cue) {
				first.key, first.cue = g.key, g.cue
				first.sum.setCues(g.cue)
			}
			continue
		}
		seen[h] = g
		if p.weigh(g) {
			out = append(out, g)
		}
	}
	return out
}

// cueBefore reports whether the class a says more for comments than b.
func cueBefore(a, b string) bool {
	value := func(s string) float64 {
		strong, weak, not := cues(s)
		return 2*strong + weak - 1.5*not
	}
	return value(a) > value(b)
}

// runs lists the candidates that are runs of siblings.
func (p *page) runs() []*group {
	var out []*group
	children := make([][]int32, 0)
	parents := []int32{}
	at := map[int32]int{}
	for i := range p.nodes {
		parent := p.nodes[i].parent
		if parent < 0 || p.totals[words][p.nodes[parent].end]-p.totals[words][parent] < 10 {
			continue
		}
		k, ok := at[parent]
		if !ok {
			k = len(children)
			at[parent] = k
			children = append(children, nil)
			parents = append(parents, parent)
		}
		children[k] = append(children[k], int32(i))
	}
	for k, list := range children {
		if len(list) < 2 || p.inline(parents[k]) {
			continue
		}
		out = append(out, p.runsOf(list)...)
	}
	return append(out, p.joined(out)...)
}

// joined puts runs of one kind together that stand in different parents:
// replies in a list inside of the comment that they answer.
func (p *page) joined(runs []*group) []*group {
	byKey := map[string][]*group{}
	var keys []string
	for _, g := range runs {
		if byKey[g.key] == nil {
			keys = append(keys, g.key)
		}
		byKey[g.key] = append(byKey[g.key], g)
	}
	var out []*group
	for _, k := range keys {
		parts := byKey[k]
		most := 0
		for _, part := range parts {
			most = max(most, len(part.members))
		}
		if len(parts) < 2 || most < 2 {
			continue // one run in each parent: the parents are the comments
		}
		g := &group{key: k + "*", cue: parts[0].cue, run: true}
		for _, part := range parts {
			g.members = append(g.members, part.members...)
		}
		sortSpans(g.members)
		if p.weigh(g) {
			out = append(out, g)
		}
	}
	return out
}

func (p *page) inline(i int32) bool {
	switch p.nodes[i].n.DataAtom {
	case atom.P, atom.Span, atom.A, atom.B, atom.I, atom.Strong, atom.Em, atom.Html, atom.Head:
		return true
	}
	return false
}

// runsOf tries each kind of sibling as the beginning and as the end of runs.
func (p *page) runsOf(list []int32) []*group {
	at := map[string][]int{}
	kindOf := make([]string, len(list)) // of each sibling
	for k, i := range list {
		sig := p.nodes[i].sig
		id := dom.ID(p.nodes[i].n)
		numbered := id != "" && unit.NamesComment(id)
		if !strings.ContainsRune(sig, '.') && i+1 < p.nodes[i].end && !numbered && p.nodes[i].n.DataAtom != atom.Dt {
			sig += ">" + p.nodes[i+1].sig // a plain row is told by its first cell
		}
		if numbered {
			sig += "#" + unit.Blank(id)
		}
		at[sig] = append(at[sig], k)
		kindOf[k] = sig
	}
	sigs := make([]string, 0, len(at))
	for s := range at {
		sigs = append(sigs, s)
	}
	sort.Slice(sigs, func(a, b int) bool {
		if len(at[sigs[a]]) != len(at[sigs[b]]) {
			return len(at[sigs[a]]) > len(at[sigs[b]])
		}
		return sigs[a] < sigs[b]
	})
	var out []*group
	for _, s := range sigs[:min(len(sigs), maxKinds)] {
		ks := at[s]
		// A bare paragraph is content and begins nothing.
		if len(ks) == len(list) || s == "br" || s == "p" || s == "hr>" {
			continue
		}
		cue := s + " " + dom.Attr(p.nodes[list[ks[0]]].n, "name")
		start, end := p.starting(list, ks), p.ending(list, ks)
		if ks[0] > 0 && len(at[kindOf[ks[0]-1]]) == len(ks) {
			start = nil // the period begins earlier: dt before dd
		}
		if last := ks[len(ks)-1]; last+1 < len(list) && len(at[kindOf[last+1]]) == len(ks) {
			end = nil // the period ends later
		}
		for k, g := range []*group{start, end} {
			if g == nil {
				continue
			}
			g.run, g.cue = true, cue
			if g.key = []string{"run:", "run to:"}[k] + s; p.weigh(g) {
				out = append(out, g)
			}
		}
	}
	return out
}

// longestRun is how many siblings there are at most from one of ks up to the
// next; of a single one nothing is known, and a few are allowed.
func longestRun(ks []int) int {
	if len(ks) == 1 {
		return 3
	}
	longest := 1
	for j := 0; j+1 < len(ks); j++ {
		longest = max(longest, ks[j+1]-ks[j])
	}
	return longest
}

// starting makes runs that begin with the siblings ks. The last one is no
// longer than the longest of the others.
func (p *page) starting(list []int32, ks []int) *group {
	longest := longestRun(ks)
	if longest == 1 {
		return nil
	}
	g := &group{}
	for j, k := range ks {
		last := min(k+longest, len(list))
		if j+1 < len(ks) {
			last = ks[j+1]
		} else {
			last = p.stop(list, k, last)
		}
		g.members = append(g.members, span{list[k], p.nodes[list[last-1]].end})
	}
	return g
}

// stop ends the last run before what cannot belong to it.
func (p *page) stop(list []int32, k, last int) int {
	for j := k + 1; j < last; j++ {
		s := span{list[j], p.nodes[list[j]].end}
		if p.count(fields, s) > 0 || p.nodes[list[j]].n.DataAtom == atom.Form {
			return j
		}
		if p.count(headings, s) > 0 && p.nodes[list[j]].sig != p.nodes[list[k]].sig {
			return j
		}
	}
	return last
}

// ending makes runs that end with the siblings ks. The first one begins after
// the last heading or anchor before it and is no longer than the others.
func (p *page) ending(list []int32, ks []int) *group {
	longest := longestRun(ks)
	if longest == 1 {
		return nil
	}
	g := &group{}
	for j, k := range ks {
		first := max(k-longest+1, 0)
		if j > 0 {
			first = ks[j-1] + 1
		} else {
			for f := first; f < k; f++ {
				s := span{list[f], p.nodes[list[f]].end}
				if p.count(headings, s) > 0 || p.count(fields, s) > 0 {
					first = f + 1
				}
			}
		}
		if first > k {
			first = k
		}
		g.members = append(g.members, span{list[first], p.nodes[list[k]].end})
	}
	return g
}
