package dom

import (
	"context"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds on what Unfold parses.
const (
	maxUnfold = 100
	minUnfold = 80 // bytes: less holds no comment
)

// Unfold makes visible what a browser that runs scripts would not show, or
// shows only with their help: the text of <noscript>, the shadow trees that were
// saved as <template shadowrootmode>, and pages that were saved into the frame
// that shows them (<iframe srcdoc>). It returns what takes that back, nil where
// there was nothing.
func Unfold(ctx context.Context, root *html.Node, limits Limits) (fold func()) {
	var found []*html.Node
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && folds(n) && len(found) < maxUnfold {
			found = append(found, n)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	var back []func()
	for _, n := range found {
		source := Attr(n, "srcdoc")
		if n.DataAtom == atom.Noscript {
			source = rawText(n)
		}
		if n.DataAtom != atom.Template && len(source) < minUnfold {
			continue
		}
		if n.DataAtom != atom.Template {
			page, err := Parse(ctx, strings.NewReader(source), limits)
			if err != nil {
				continue
			}
			for n.FirstChild != nil {
				n.RemoveChild(n.FirstChild)
			}
			adopt(n, page.Root)
		}
		name, a := n.Data, n.DataAtom
		n.Data, n.DataAtom = "div", atom.Div
		back = append(back, func() { n.Data, n.DataAtom = name, a })
	}
	if back == nil {
		return nil
	}
	return func() {
		for _, f := range back {
			f()
		}
	}
}

// folds reports whether an element hides a part of a page.
func folds(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Noscript:
		return n.Parent == nil || n.Parent.DataAtom != atom.Head
	case atom.Template:
		return Attr(n, "shadowrootmode") != "" || Attr(n, "shadowroot") != ""
	case atom.Iframe:
		return Attr(n, "srcdoc") != ""
	}
	return false
}

// rawText is the text of an element whose content was not parsed; "" where it
// was.
func rawText(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.TextNode {
			return ""
		}
		b.WriteString(c.Data)
	}
	return b.String()
}

// adopt moves the content of a page's body below n.
func adopt(n, root *html.Node) {
	var body *html.Node
	var walk func(x *html.Node)
	walk = func(x *html.Node) {
		if x.DataAtom == atom.Body && body == nil {
			body = x
		}
		for c := x.FirstChild; c != nil && body == nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	if body == nil {
		body = root
	}
	for c := body.FirstChild; c != nil; {
		next := c.NextSibling
		body.RemoveChild(c)
		n.AppendChild(c)
		c = next
	}
}
