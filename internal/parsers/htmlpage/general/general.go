// Package general finds the comments of pages whose platform is not known.
//
// It looks for structures that repeat: elements of one class or one kind of id
// anywhere in the page, siblings of one kind, and runs of siblings that begin
// or end alike (pages without an element around each comment). Each such group
// is weighed by what comments have and other lists lack: a date, a name, words
// of their own, links to reply or to the comment itself, and what the classes
// and headings around it say.
package general

import (
	"fmt"
	"sort"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/unit"
	"golang.org/x/net/html"
)

// Found is what was found in a page.
type Found struct {
	Units    []unit.Unit
	Post     int // index of the unit that is the post itself, -1 for none
	Excluded []*html.Node
	// Bodies are the elements that hold the text of the units, where they are
	// known.
	Bodies map[*html.Node]bool
	// Score is the weight of the group chosen; Reason what it rests on.
	Score  float64
	Reason string
}

// Threshold is the score from which a group counts as comments. In the
// cross-validation by site it finds comments on 99% of the pages that have
// some, and takes something else for comments on 8% of the same pages when
// the comments are cut out.
const Threshold = -1.5

// Name is what the audit calls the general reader.
const Name = "general"

// Find looks for comments, with other weights than the shipped ones where w
// is not nil, for training.
func Find(root *html.Node, w *Weights) Found {
	p := newPage(root)
	groups := p.ranked(w)
	if len(groups) == 0 {
		return Found{Post: -1}
	}
	at := 0
	for at < len(groups) && groups[at].listsPages() {
		at++
	}
	if at == len(groups) || groups[at].score < Threshold {
		return Found{Post: -1}
	}
	best := p.wider(groups, at)
	best, bodies := p.climb(best)
	members := p.extend(best, groups[at+1:])
	f := Found{Post: -1, Score: best.score, Reason: best.key, Bodies: bodies}
	if len(members) != len(best.members) {
		f.Bodies = nil
	}
	for _, m := range members {
		if p.isPing(m) {
			f.Excluded = append(f.Excluded, p.nodes[m.from].n)
			continue
		}
		f.Units = append(f.Units, unit.Unit{Roots: p.roots(m)})
	}
	if len(f.Units) > 1 && p.opens(members[0], best) {
		f.Post = 0
	}
	return f
}

// listsPages reports whether a group is a list of other pages for certain:
// each member has a heading that links away, or the line above announces such
// a list, and nothing at all speaks of comments.
func (g *group) listsPages() bool {
	if g.sum[fCue]+g.sum[fContext]+g.sum[fAnnounced]+g.sum[fNested] > 0 || g.sum[fReply] > 0.2 || g.sum[fAnchor] > 0.2 {
		return false
	}
	return g.sum[fOtherList] > 0 || g.sum[fFiled] >= 0.8 || g.sum[fTeaser] >= 0.8
}

// ranked lists the groups, the best first.
func (p *page) ranked(w *Weights) []*group {
	if w == nil {
		shippedWeights := shipped()
		w = &shippedWeights
	}
	groups := p.groups()
	for _, g := range groups {
		f := [nFeatures]float64(g.sum)
		g.score = w.Score(&f)
	}
	sort.SliceStable(groups, func(i, j int) bool { return groups[i].score > groups[j].score })
	return groups
}

// Explain lists the best groups of a page with their scores and features.
func Explain(root *html.Node, n int) string {
	p := newPage(root)
	groups := p.ranked(nil)
	var b strings.Builder
	for _, g := range groups[:min(n, len(groups))] {
		fmt.Fprintf(&b, "%.2f %d %s:", g.score, len(g.members), g.key)
		for k, v := range g.sum {
			if v != 0 {
				fmt.Fprintf(&b, " %s=%.2f", featureNames[k], v)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}
