package unit

import (
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"golang.org/x/net/html"
)

// comment puts together what is known of a unit, except for its place in the
// thread.
func (s *set) comment(i int) Comment {
	v := &s.views[i]
	c := Comment{Unit: v.unit, Author: v.author.text, When: s.when(i), Parent: -1}
	s.markBody(i)
	title := s.first(i, s.rules.Title)
	if title != nil {
		c.Title = dom.Fold(strings.ReplaceAll(dom.Text(title, nil), "\n", " "))
	}
	c.Text, c.Quoted = s.words(i, title)
	c.Likes = s.likes(i)
	c.Deleted = s.first(i, s.rules.Gone) != nil || gone(c)
	return c
}

// gone recognises the words that stand in place of a removed comment.
func gone(c Comment) bool {
	t := strings.ToLower(strings.Trim(c.Text, " .[]()\n"))
	if len(t) > 90 {
		return false
	}
	switch t {
	case "deleted", "removed", "comment deleted", "comment removed", "comment removed by moderator", "comment deleted by user",
		"this comment has been removed", "this comment has been deleted", "this comment has been removed by the author",
		"this comment has been removed by a blog administrator", "this comment was deleted", "this comment was removed",
		"kommentar gelöscht", "dieser kommentar wurde vom autor entfernt", "dieser kommentar wurde entfernt", "flagged", "dead":
		return true
	}
	return strings.HasPrefix(t, "this comment has been removed by") || strings.HasPrefix(t, "this comment was removed by")
}

// markBody marks the lines that lie in the part of the unit that holds its
// text.
func (s *set) markBody(i int) {
	v := &s.views[i]
	if s.body == nil && s.rules.Body == nil {
		s.body = s.findBody()
	}
	any := false
	for j := range v.lines {
		s.markLine(i, &v.lines[j])
		any = any || v.lines[j].inBody
	}
	if !any && (s.rules.Body == nil || s.first(i, s.rules.Body) == nil) {
		for j := range v.lines {
			v.lines[j].inBody = true
		}
	}
}

// markLine marks a line whose pieces lie in the body, all or some of them.
func (s *set) markLine(i int, l *line) {
	var in strings.Builder
	inside, words := 0, 0
	for _, p := range l.Pieces {
		if strings.TrimSpace(p.Text) != "" {
			words++
		}
		if s.rules.Body != nil && s.underRule(p.Node, s.rules.Body) || s.rules.Body == nil && s.underPath(i, p.Node, s.body) {
			in.WriteString(p.Text)
			if strings.TrimSpace(p.Text) != "" {
				inside++
			}
		}
	}
	l.inBody = inside > 0
	if l.partial = inside > 0 && inside < words; l.partial {
		l.body = dom.Fold(in.String())
	}
}

// underPath reports whether an element lies at or below one of the paths.
func (s *set) underPath(i int, n *html.Node, paths map[uint64]bool) bool {
	for ; n != nil; n = n.Parent {
		if paths[s.path(i, n)] {
			return true
		}
		if _, root := s.roots[n]; root {
			return false
		}
	}
	return false
}

// coverage is how much of the units' words lies below a path.
type coverage struct {
	words float64 // sum over the units of the share of words
	depth int
	seen  int // index of the last unit counted, plus one
	units int
}

// findBody returns the deepest path whose class says that it holds the text,
// and that holds a good part of the words of most units.
func (s *set) findBody() map[uint64]bool {
	all := map[uint64]*coverage{}
	var order []uint64
	for i := range s.views {
		v := &s.views[i]
		total := 0.0
		words := make([]float64, len(v.lines))
		for j := range v.lines {
			if l := &v.lines[j]; !l.furniture && j != v.author.line && j != v.when.line {
				words[j] = float64(countWords(l.text))
				total += words[j]
			}
		}
		if total == 0 {
			continue
		}
		for j := range v.lines {
			if words[j] == 0 {
				continue
			}
			depth := 0
			for n := v.lines[j].Pieces[0].Node; n != nil; n = n.Parent {
				if _, root := s.roots[n]; root {
					break
				}
				depth++
				if !s.bodyCue(n) {
					continue
				}
				p := s.path(i, n)
				c := all[p]
				if c == nil {
					c = &coverage{}
					all[p] = c
					order = append(order, p)
				}
				if c.seen != i+1 {
					c.seen = i + 1
					c.units++
					c.depth += distance(n, s.roots)
				}
				c.words += words[j] / total
			}
		}
	}
	return s.chooseBody(all, order)
}

// distance is the number of elements between n and its unit's root.
func distance(n *html.Node, roots map[*html.Node]int) int {
	d := 0
	for ; n != nil; n = n.Parent {
		if _, root := roots[n]; root {
			break
		}
		d++
	}
	return d
}

func (s *set) chooseBody(all map[uint64]*coverage, order []uint64) map[uint64]bool {
	var best uint64
	bestDepth, bestShare := -1.0, 0.0
	n := float64(len(s.views))
	for _, p := range order {
		c := all[p]
		share, depth := c.words/n, float64(c.depth)/float64(c.units)
		if share < 0.45 || float64(c.units) < 0.6*n {
			continue
		}
		if depth > bestDepth && share >= 0.6*bestShare || share > bestShare/0.6 {
			best, bestDepth, bestShare = p, depth, share
		}
	}
	if bestShare == 0 {
		return map[uint64]bool{}
	}
	return map[uint64]bool{best: true}
}

// bodyCue reports whether an element's classes say that it holds text.
func (s *set) bodyCue(n *html.Node) bool {
	if dom.Attr(n, "itemprop") == "text" || dom.Attr(n, "itemprop") == "commentText" {
		return true
	}
	return len(n.Attr) > 0 && has(n, strongBody)
}
