package unit

import (
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// findParents finds what each comment answers. In order: data attributes and
// "in reply to" links, nesting, a list of replies that follows a comment,
// indentation, links to quoted posts. Where the page shows replies by any of
// the first four, what shows none answers the post; elsewhere nothing is known.
func (s *set) findParents(out []Comment) {
	threaded := s.rules.Threaded
	linked := make([]bool, len(out))
	for i := range out {
		if p, ok := s.statedParent(i); ok && p != i {
			out[i].Parent, linked[i] = p, true
			threaded = true
		}
	}
	authors := authorIndex{}
	var byName []namedReply
	for i := range out {
		if !linked[i] {
			if r, ok := s.namedParent(i, authors); ok {
				byName = append(byName, r)
			}
		}
		authors.add(out[i].Author, i)
	}
	if !s.rules.Flat {
		nested := s.nesting(out, linked)
		if !nested {
			nested = s.indentation(out, linked)
		}
		if !nested {
			nested = s.wrapping(out, linked)
		}
		threaded = threaded || nested
	}
	threaded = answerNames(out, linked, byName) || threaded
	for i := range out {
		out[i].ParentKnown = threaded && !s.rules.Flat || linked[i]
		if !out[i].ParentKnown {
			if p, ok := s.quotedParent(i); ok && p < i {
				out[i].Parent, out[i].ParentKnown = p, true
			}
		}
	}
	breakCycles(out)
}

// statedParent is the parent that attributes or a reply link name.
func (s *set) statedParent(i int) (int, bool) {
	parent, ok := 0, false
	s.each(i, func(n *html.Node) bool {
		_, root := s.roots[n]
		if matches(s.rules.Parent, n) {
			if parent, ok = s.pointed(n); ok && parent != i {
				return false
			}
		}
		for _, a := range n.Attr {
			switch a.Key {
			case "data-in-reply-to", "data-reply-to", "data-replyto", "data-reply-to-id", "data-replied-to", "in-reply-to":
			default:
				if !namesParent(a.Key) {
					continue
				}
			}
			if root || n.DataAtom == atom.Article || n.DataAtom == atom.Div || n.DataAtom == atom.Li {
				if parent, ok = s.target(a.Val); ok && parent != i {
					return false
				}
			}
		}
		if n.DataAtom == atom.A && isReplyTo(n) {
			if _, frag, cut := strings.Cut(dom.Attr(n, "href"), "#"); cut {
				if parent, ok = s.target(frag); ok && parent != i {
					return false
				}
			}
		}
		ok = false
		return true
	})
	return parent, ok
}

// namesParent reports whether an attribute is named after a parent, as
// "data-parent-id", "data-comment-parent", "parentid", "data-subject-parent-value".
func namesParent(key string) bool {
	if len(key) > 40 || !strings.Contains(key, "parent") || strings.Contains(key, "element") || strings.Contains(key, "selector") {
		return false
	}
	return strings.HasPrefix(key, "data-") || strings.HasPrefix(key, "parent")
}

// pointed is the unit that a link leads to or that an attribute names: by the
// fragment of its address, or by the last part of its path.
func (s *set) pointed(n *html.Node) (int, bool) {
	for _, key := range []string{"href", "data-parent-id", "data-parent", "data-reply-to", "data-id", "rel"} {
		v := dom.Attr(n, key)
		if v == "" || len(v) > 2000 {
			continue
		}
		if k := strings.LastIndexAny(v, "#=/"); k >= 0 {
			v = v[k+1:]
		}
		if j, ok := s.target(v); ok {
			return j, true
		}
	}
	return 0, false
}

// isReplyTo reports whether a link leads to the comment that is answered.
func isReplyTo(n *html.Node) bool {
	text := strings.ToLower(dom.Fold(dom.Text(n, nil)))
	if len(text) > 80 {
		return false
	}
	if text == "parent" || text == "↑" && !insideQuote(n) {
		return true
	}
	for up := 0; n != nil && up < 3; n, up = n.Parent, up+1 {
		c := dom.Cues(n)
		for _, cue := range []string{"in-reply-to", "in_reply_to", "inreplyto", "reply-to", "replyto", "reply_to", "parent-link", "parent_link", "response-to"} {
			if strings.Contains(c, cue) && !strings.Contains(c, "replytocom") {
				return true
			}
		}
		if up == 0 {
			before := ""
			for p, steps := n.PrevSibling, 0; p != nil && len(before) < 40 && steps < maxSteps; p, steps = p.PrevSibling, steps+1 {
				if p.Type == html.TextNode {
					before = p.Data + before
				}
			}
			before = strings.ToLower(dom.Fold(before))
			before = strings.TrimRight(before, ": ")
			for _, cue := range replyCues {
				if strings.HasSuffix(before, cue) || strings.HasPrefix(text, cue) {
					return true
				}
			}
			if strings.HasSuffix(before, "reply to") || strings.HasPrefix(text, "reply to") || strings.HasSuffix(before, "@") {
				return true
			}
		}
	}
	return false
}

func insideQuote(n *html.Node) bool {
	for up := 0; n != nil && up < 6; n, up = n.Parent, up+1 {
		if n.DataAtom == atom.Blockquote || strings.Contains(strings.ToLower(dom.Class(n)), "quote") {
			return true
		}
	}
	return false
}

// quotedParent is the first earlier post that a quotation in a flat thread
// links to.
func (s *set) quotedParent(i int) (int, bool) {
	parent, ok := 0, false
	s.each(i, func(n *html.Node) bool {
		if src := dom.Attr(n, "data-source"); src != "" && len(src) < longID {
			if parent, ok = s.target(strings.ReplaceAll(strings.ReplaceAll(src, " ", ""), "post:", "post-")); ok && parent < i {
				return false
			}
		}
		if n.DataAtom == atom.A && insideQuote(n) {
			href := dom.Attr(n, "href")
			frag := ""
			if k := strings.LastIndexAny(href, "#=/"); k >= 0 && len(href) < 500 {
				frag = href[k+1:]
			}
			if parent, ok = s.target(frag); ok && parent < i {
				return false
			}
		}
		ok = false
		return true
	})
	return parent, ok
}

// nesting takes the parents from the tree: a unit inside of another, or inside
// of a list of replies that follows it. It reports whether there is any.
func (s *set) nesting(out []Comment, linked []bool) bool {
	any := false
	for i := range out {
		if linked[i] {
			continue
		}
		if p := s.container(i); p >= 0 {
			out[i].Parent = p
			any = true
		}
	}
	return any
}

// container is the unit that holds unit i, -1 for none.
func (s *set) container(i int) int {
	for n := s.views[i].unit.Roots[0]; n != nil; n = n.Parent {
		if j, ok := s.roots[n]; ok && j != i {
			return j
		}
		if n != s.views[i].unit.Roots[0] && holdsReplies(n) {
			if j, ok := s.before(n, i); ok {
				return j
			}
		}
	}
	return -1
}

// holdsReplies reports whether an element by its name holds the replies to the
// comment before it.
func holdsReplies(n *html.Node) bool {
	c := dom.Cues(n)
	if c == "" {
		return false
	}
	for _, cue := range []string{"indented", "children", "replies", "reply-list", "nested", "child", "subcomment", "sub-comment", "indent"} {
		if strings.Contains(c, cue) {
			return true
		}
	}
	return false
}

// maxSteps bounds a walk over siblings.
const maxSteps = 60

// before is the unit whose element comes right before n among its siblings.
func (s *set) before(n *html.Node, i int) (int, bool) {
	for p, steps := n.PrevSibling, 0; p != nil && steps < maxSteps; p, steps = p.PrevSibling, steps+1 {
		if p.Type != html.ElementNode {
			continue
		}
		if j, ok := s.roots[p]; ok && j != i {
			return j, true
		}
		if j, ok := s.rootBelow(p, 4); ok && j != i {
			return j, true
		}
		if !dom.Invisible(p.DataAtom) && p.DataAtom != atom.A && p.DataAtom != atom.Br {
			return 0, false
		}
	}
	return 0, false
}

// rootBelow looks for the only unit in the first levels below n.
func (s *set) rootBelow(n *html.Node, depth int) (int, bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if j, ok := s.roots[c]; ok {
			return j, true
		}
		if depth > 0 {
			if j, ok := s.rootBelow(c, depth-1); ok {
				return j, true
			}
		}
	}
	return 0, false
}

// breakCycles makes comments top-level that answer themselves in the end.
func breakCycles(out []Comment) {
	state := make([]int8, len(out)) // 0 new, 1 on the way, 2 done
	for i := range out {
		var way []int
		for j := i; j >= 0 && state[j] == 0; {
			state[j] = 1
			way = append(way, j)
			next := -1
			if out[j].ParentKnown {
				next = out[j].Parent
			}
			if next >= 0 && state[next] == 1 {
				out[j].Parent, out[j].ParentKnown = -1, false
				next = -1
			}
			j = next
		}
		for _, j := range way {
			state[j] = 2
		}
	}
}
