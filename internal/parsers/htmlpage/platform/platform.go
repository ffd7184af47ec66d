// Package platform is the table of what is known about the markup of comment
// systems, and the engine that applies an entry to a page. An entry only says
// where comments are and what the general way of reading them (package unit)
// cannot see; everything else is left to that.
package platform

import (
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"github.com/undertone-project/undertone/internal/dates"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/unit"
)

// Platform is an entry of the table. All fields but Name and Items are
// optional; those that end in no comment name CSS selectors, matched within a
// comment's own region. Selectors must not use sibling combinators or :has():
// their cost grows with the square of the page.
type Platform struct {
	Name string
	// Detect must match an element of the page. Empty: Items decide.
	Detect string
	// Items match the element of each comment, or the first of its siblings
	// where Run is set.
	Items string
	// Run says that a comment goes on over the siblings that follow, up to the
	// next item or to an element that matches Stop.
	Run  bool
	Stop string
	// With, with Run, matches the siblings that belong to a comment even where
	// other comments nest in them; all others end it.
	With string
	// Last, with Run, matches the last sibling of a comment where only that is
	// marked: the comment then begins after the one before it, or at an item.
	Last string
	// Up is the number of levels from what Items matches to the comment's own
	// element, where only something inside of it is marked.
	Up int
	// Not matches items that are no comments: trackbacks, advertisements.
	Not string

	Author, Time, Body, Title, Link, Omit, Gone string
	// Likes matches the number of likes or points, Dislikes one that is taken
	// from it. Both may lie in what Omit matches.
	Likes, Dislikes string
	// Parent matches a link to the comment that is answered, or an element with
	// an attribute that names it. It may not lie in what Omit matches.
	Parent string

	// Opening says that the first item is the post itself, on a first page.
	Opening bool
	// Post matches the item that is the post itself.
	Post string
	// Flat: the platform does not show who answers whom. Threaded: it does,
	// always. ThreadedIf: it does where this selector matches in the page.
	Flat, Threaded bool
	ThreadedIf     string
	// Order of day and month in numeric dates, where the dates themselves do
	// not tell.
	Order dates.Order
}

// compiled is an entry with its selectors parsed.
type compiled struct {
	*Platform
	detect, items, stop, with, last, not, post, threadedIf cascadia.SelectorGroup
	rules                                                  unit.Rules
}

var table = sync.OnceValue(func() []compiled {
	out := make([]compiled, len(entries))
	for i := range entries {
		out[i] = compile(&entries[i])
	}
	return out
})

// compile parses the selectors. The table is fixed, so that a bad selector is
// a programming error and found by the tests.
func compile(p *Platform) compiled {
	sel := func(s string) cascadia.SelectorGroup {
		if s == "" {
			return nil
		}
		g, err := cascadia.ParseGroup(s)
		if err != nil {
			panic("platform " + p.Name + ": " + err.Error())
		}
		return g
	}
	rule := func(s string) unit.Matcher {
		if s == "" {
			return nil
		}
		return group(sel(s))
	}
	return compiled{
		Platform: p, detect: sel(p.Detect), items: sel(p.Items), stop: sel(p.Stop), with: sel(p.With), last: sel(p.Last), not: sel(p.Not),
		post: sel(p.Post), threadedIf: sel(p.ThreadedIf),
		rules: unit.Rules{
			Author: rule(p.Author), Time: rule(p.Time), Body: rule(p.Body), Title: rule(p.Title), Link: rule(p.Link),
			Omit: rule(p.Omit), Gone: rule(p.Gone), Likes: rule(p.Likes), Dislikes: rule(p.Dislikes), Parent: rule(p.Parent), Flat: p.Flat, Threaded: p.Threaded,
		},
	}
}

// group matches an element that any of its selectors matches.
type group cascadia.SelectorGroup

// Match reports whether any of the selectors matches.
func (g group) Match(n *html.Node) bool { return g.Rank(n) >= 0 }

// Rank implements unit.Matcher.
func (g group) Rank(n *html.Node) int {
	for i, s := range g {
		if s.Match(n) {
			return i
		}
	}
	return -1
}

// Found is what an entry found in a page.
type Found struct {
	Platform *Platform
	Units    []unit.Unit
	Rules    unit.Rules
	// Post is the index of the unit that is the post itself, -1 for none.
	Post int
	// Excluded are the elements of items that are no comments.
	Excluded []*html.Node
}

// MaxUnits bounds the comments of one page.
const MaxUnits = 100_000

// All yields what each entry finds that fits the page and finds comments, in
// the order of the table. Entries of the names in without are passed over, for
// measuring how pages of a platform are read that the table does not know.
func All(root *html.Node, without ...string) iter.Seq[Found] {
	return func(yield func(Found) bool) {
		var elements []*html.Node
		collect(root, &elements)
		for _, c := range table() {
			if slices.Contains(without, c.Name) || c.detect != nil && !anyMatch(c.detect, elements) {
				continue
			}
			// A page of a known platform with nothing but trackbacks has no comments.
			if f := c.find(elements); len(f.Units) > 0 || c.detect != nil && len(f.Excluded) > 0 {
				if !yield(f) {
					return
				}
			}
		}
	}
}

// Find is the first of All. ok is false where there is none.
func Find(root *html.Node) (f Found, ok bool) {
	for f := range All(root) {
		return f, true
	}
	return Found{}, false
}

func collect(n *html.Node, out *[]*html.Node) {
	if n.Type == html.ElementNode {
		*out = append(*out, n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		collect(c, out)
	}
}

func anyMatch(g cascadia.SelectorGroup, elements []*html.Node) bool {
	for _, n := range elements {
		if group(g).Match(n) {
			return true
		}
	}
	return false
}

// find lists the items of a page.
func (c *compiled) find(elements []*html.Node) Found {
	f := Found{Platform: c.Platform, Rules: c.rules, Post: -1}
	items := map[*html.Node]bool{}
	var list []*html.Node
	for _, n := range elements {
		if !group(c.items).Match(n) || len(list) >= MaxUnits {
			continue
		}
		for range c.Up {
			if n.Parent != nil && n.Parent.Type == html.ElementNode {
				n = n.Parent
			}
		}
		if items[n] {
			continue
		}
		if c.not != nil && group(c.not).Match(n) {
			f.Excluded = append(f.Excluded, n)
			continue
		}
		if sameAsOuter(n, items) {
			continue
		}
		items[n] = true
		list = append(list, n)
	}
	list = mergeWrappers(list, items)
	for _, n := range list {
		if c.post != nil && f.Post < 0 && group(c.post).Match(n) {
			f.Post = len(f.Units)
		}
		f.Units = append(f.Units, unit.Unit{Roots: c.roots(n, items)})
	}
	if c.Opening && f.Post < 0 && len(f.Units) > 0 {
		f.Post = 0
	}
	f.Rules.Threaded = c.Threaded || c.threadedIf != nil && anyMatch(c.threadedIf, elements)
	return f
}

// sameAsOuter reports whether n is the inner one of two elements around the
// same comment, as in <li id="comment-1"><div id="div-comment-1">.
func sameAsOuter(n *html.Node, items map[*html.Node]bool) bool {
	id := trailingNumber(dom.ID(n))
	for p, up := n.Parent, 0; p != nil && up < 8; p, up = p.Parent, up+1 {
		if items[p] {
			outer := trailingNumber(dom.ID(p))
			return id == outer && id != "" || id == "" && up < 3 && p.Data != n.Data
		}
	}
	return false
}

// mergeWrappers removes one of two items where the outer has no words of its
// own: the inner one where it is the comment's content, the outer one where it
// is a list of comments.
func mergeWrappers(list []*html.Node, items map[*html.Node]bool) []*html.Node {
	inner := map[*html.Node][]*html.Node{}
	for _, n := range list {
		for p := n.Parent; p != nil; p = p.Parent {
			if items[p] {
				inner[p] = append(inner[p], n)
				break
			}
		}
	}
	for _, n := range list {
		in := inner[n]
		if len(in) == 0 || hasOwnWords(n, items) {
			continue
		}
		if len(in) > 1 && in[0].Parent == in[1].Parent && trailingNumber(dom.ID(n)) == "" {
			delete(items, n)
		} else if trailingNumber(dom.ID(n)) == "" || trailingNumber(dom.ID(in[0])) == "" {
			delete(items, in[0])
		}
	}
	out := list[:0]
	for _, n := range list {
		if items[n] {
			out = append(out, n)
		}
	}
	return out
}

// hasOwnWords reports whether there is text in an element outside of other
// items.
func hasOwnWords(n *html.Node, items map[*html.Node]bool) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
			return true
		case c.Type == html.ElementNode && !items[c] && !dom.Invisible(c.DataAtom) && hasOwnWords(c, items):
			return true
		}
	}
	return false
}

// trailingNumber is the number that an id ends in, with the one before it in
// ids like "comm-12_0".
func trailingNumber(id string) string {
	i := len(id)
	for i > 0 && (id[i-1] >= '0' && id[i-1] <= '9' || id[i-1] == '_' && i < len(id)) {
		i--
	}
	return strings.TrimLeft(id[i:], "_")
}

// maxRun bounds the siblings of one comment.
const maxRun = 500

// roots are the elements of the comment that begins at n.
func (c *compiled) roots(n *html.Node, items map[*html.Node]bool) []*html.Node {
	out := []*html.Node{n}
	if !c.Run {
		return out
	}
	for s := n.NextSibling; s != nil && len(out) < maxRun; s = s.NextSibling {
		if items[s] || c.stop != nil && s.Type == html.ElementNode && group(c.stop).Match(s) {
			break
		}
		if s.Type == html.TextNode && strings.TrimSpace(s.Data) == "" || s.Type == html.CommentNode {
			continue
		}
		if c.with != nil {
			if s.Type != html.ElementNode || !group(c.with).Match(s) {
				break
			}
		} else if below(s, items, 6) {
			break
		}
		out = append(out, s)
		if c.last != nil && s.Type == html.ElementNode && group(c.last).Match(s) {
			break
		}
	}
	return out
}

// below reports whether an item lies in the first levels under n.
func below(n *html.Node, items map[*html.Node]bool, depth int) bool {
	for ch := n.FirstChild; ch != nil; ch = ch.NextSibling {
		if items[ch] || depth > 0 && below(ch, items, depth-1) {
			return true
		}
	}
	return false
}
