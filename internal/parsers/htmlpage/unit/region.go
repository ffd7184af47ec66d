package unit

import (
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"golang.org/x/net/html"
)

// each calls f for every element of a unit's own region in page order until f
// returns false.
func (s *set) each(i int, f func(*html.Node) bool) {
	var walk func(n *html.Node) bool
	walk = func(n *html.Node) bool {
		if j, root := s.roots[n]; root && j != i || matches(s.rules.Omit, n) {
			return true
		}
		if n.Type == html.ElementNode && !f(n) {
			return false
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if !walk(c) {
				return false
			}
		}
		return true
	}
	for _, r := range s.views[i].unit.Roots {
		if !walk(r) {
			return
		}
	}
}

// first is the first element of a unit's own region that a rule matches.
func (s *set) first(i int, m Matcher) *html.Node {
	var out *html.Node
	if m == nil {
		return nil
	}
	s.each(i, func(n *html.Node) bool {
		if matches(m, n) {
			out = n
			return false
		}
		return true
	})
	return out
}

// chosen is the element of a unit's own region that a rule means: of those
// with text, or a time among their attributes, the first with the lowest rank.
func (s *set) chosen(i int, m Matcher) *html.Node {
	if m == nil {
		return nil
	}
	var out *html.Node
	best := -1
	s.each(i, func(n *html.Node) bool {
		if r := m.Rank(n); r >= 0 && (best < 0 || r < best) && (machineTime(n) != "" || dom.Short(n, longLine) != "") {
			out, best = n, r
		}
		return best != 0
	})
	return out
}
