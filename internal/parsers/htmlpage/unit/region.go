package unit

import (
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
		if m.Match(n) {
			out = n
			return false
		}
		return true
	})
	return out
}
