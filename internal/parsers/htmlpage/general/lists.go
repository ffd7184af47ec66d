package general

import (
	"sort"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/stated"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/unit"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// documentTitle is the title of the document, white space folded.
func documentTitle(root *html.Node) string {
	var title string
	var walk func(n *html.Node, depth int)
	walk = func(n *html.Node, depth int) {
		if n.DataAtom == atom.Title && n.FirstChild != nil {
			title = dom.Fold(n.FirstChild.Data[:min(len(n.FirstChild.Data), 1000)])
		}
		for c := n.FirstChild; c != nil && title == "" && depth < 4; c = c.NextSibling {
			walk(c, depth+1)
		}
	}
	walk(root, 0)
	return title
}

// addHead notes what a short line announces or states.
func (p *page) addHead(text string, at int32) {
	if says := stated.Announces(text); says != stated.Nothing {
		p.heads = append(p.heads, head{at, says})
	}
	if n, ok := stated.Count(text); ok {
		p.claims = append(p.claims, claim{at, n})
		p.empty = p.empty || n == 0
	}
}

// countLink counts links that articles have (to tags and categories, from a
// heading to a page) and links that comments have (to an anchor named so).
func (p *page) countLink(i int32, counts *[kinds][]int32) {
	n := p.nodes[i].n
	href := dom.Attr(n, "href")
	if href == "" || len(href) > 2000 {
		return
	}
	for _, rel := range strings.Fields(strings.ToLower(dom.Attr(n, "rel"))) {
		if rel == "tag" || rel == "category" {
			counts[filed][i]++
			return
		}
	}
	_, frag, cut := strings.Cut(href, "#")
	if cut && unit.NamesComment(frag) {
		counts[anchors][i]++
		return
	}
	if cut || strings.HasPrefix(href, "javascript:") {
		return
	}
	for up, a := 0, n.Parent; a != nil && up < 2; up, a = up+1, a.Parent {
		if a.DataAtom == atom.H1 || a.DataAtom == atom.H2 || a.DataAtom == atom.H3 {
			if len(strings.Fields(dom.Short(n, 200))) >= 3 {
				counts[filed][i]++
			}
			return
		}
	}
}

// nearHead is how many announcing lines before a group are looked at, and
// farHead the words that may stand between them.
const (
	nearHead = 3
	farHead  = 40
)

// announced tells whether the lines right before the first member announce
// comments, or another list.
func (p *page) announced(first int32) (comments, other float64) {
	i := sort.Search(len(p.heads), func(i int) bool { return p.heads[i].at >= first })
	for k := i - 1; k >= 0 && k >= i-nearHead; k-- {
		h := p.heads[k]
		if int(p.totals[words][first]-p.totals[words][h.at]) > farHead {
			break
		}
		if h.says == stated.Comments {
			return 1, 0
		}
		if h.says == stated.Other && k == i-1 {
			other = 1
		}
	}
	return 0, other
}

// fitsClaim tells how well the number of members agrees with a number of
// comments that a line before the first or after the last states.
func (p *page) fitsClaim(n int, first, last int32) float64 {
	best := 0.0
	for _, c := range p.claims[:min(len(p.claims), maxClaims)] {
		if c.at >= first && c.at < last || c.n == 0 {
			continue
		}
		switch d := c.n - n; {
		case d == 0:
			return 1
		case d < 0 && -d <= 1+n/20, d > 0 && d <= 1+c.n/10:
			best = 0.5
		}
	}
	return best
}

// maxClaims bounds the claims that are compared.
const maxClaims = 200
