package pageinfo

import (
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/unit"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// bodyNames are class words of the element that holds a post's text.
var bodyNames = []string{"entry-content", "post-content", "article-body", "post-body", "entry-body", "article-content", "articlebody", "story-body",
	"entrytext", "storycontent", "post-entry", "entry", "postcontent", "article__body", "post_content", "blogbody", "content-body", "asset-body",
	"body-copy", "articlecontent", "field-name-body", "post-text", "format_text", "entry_content", "story-content", "node-content", "available-content"}

// maxBodies bounds the elements that are tried as the post's text.
const maxBodies = 20

// longBody bounds the text of a post, in bytes.
const longBody = 2 << 20

// findBody is the text of the post: what is marked as such, else the element
// whose own paragraphs hold the most words.
func (p *page) findBody(string) string {
	var best string
	tried := 0
	for _, n := range p.elements {
		if tried >= maxBodies {
			break
		}
		if dom.Attr(n, "itemprop") == "articleBody" || marked(n, bodyNames...) {
			if p.besideArticle(n) {
				continue
			}
			tried++
			if t := p.text(n); len(t) > len(best) {
				best = t
			}
		}
	}
	if len(strings.Fields(best)) < 20 {
		if n := p.densest(); n != nil {
			if t := p.text(n); len(t) > len(best) {
				best = t
			}
		}
	}
	if len(best) > longBody {
		best = strings.ToValidUTF8(best[:longBody], "")
	}
	return best
}

// text is the text of an element without comments and without what surrounds
// an article.
func (p *page) text(root *html.Node) string {
	return dom.Text(root, func(n *html.Node) bool {
		if p.units[n] {
			return true
		}
		if n == root {
			return false
		}
		switch n.DataAtom {
		case atom.Nav, atom.Aside, atom.Form, atom.Footer:
			return true
		}
		if len(n.Attr) == 0 {
			return false
		}
		for _, w := range unit.Words(dom.Class(n) + " " + dom.ID(n)) {
			switch w {
			case "comments", "respond", "share", "sharing", "sharedaddy", "social", "related", "sidebar", "widget", "nav", "navigation", "disqus", "tags", "postmetadata", "breadcrumb", "breadcrumbs", "addthis", "addtoany", "newsletter", "jetpack", "commentlist", "trackbacks":
				return true
			}
		}
		return false
	})
}

// densest is the element whose paragraphs, its own and half of its children's,
// hold the most words outside of links.
func (p *page) densest() *html.Node {
	score := map[*html.Node]float64{}
	var best *html.Node
	for _, n := range p.elements {
		words := 0
		switch n.DataAtom {
		case atom.P, atom.Blockquote, atom.Pre:
			words = ownWords(n, 3)
		case atom.Div, atom.Td, atom.Section, atom.Article:
			words = ownWords(n, 1)
		}
		if words < 8 || n.Parent == nil || p.besideArticle(n) {
			continue
		}
		target := n.Parent
		if n.DataAtom != atom.P && n.DataAtom != atom.Blockquote && n.DataAtom != atom.Pre {
			target = n
		}
		for up, share := 0, 1.0; target != nil && up < 3; target, up, share = target.Parent, up+1, share*0.45 {
			if target.DataAtom == atom.Body || target.Type != html.ElementNode {
				break
			}
			score[target] += share * float64(words)
			if best == nil || score[target] > score[best] {
				best = target
			}
		}
	}
	return best
}

// ownWords counts the words of the text in an element and its inline children,
// links left out.
func ownWords(n *html.Node, depth int) int {
	words := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			words += len(strings.Fields(c.Data))
		case c.Type == html.ElementNode && depth > 0 && c.DataAtom != atom.A && !dom.Block(c.DataAtom) && !dom.Invisible(c.DataAtom):
			words += ownWords(c, depth-1)
		}
	}
	return words
}
