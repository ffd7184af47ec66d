package dom

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Attr is the value of an attribute, "" where there is none.
func Attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

// longName bounds the part of a class or id that is looked at.
const longName = 512

// Class is the class attribute, cut to a reasonable length.
func Class(n *html.Node) string {
	c := Attr(n, "class")
	return c[:min(len(c), longName)]
}

// ID is the id attribute, cut to a reasonable length.
func ID(n *html.Node) string {
	c := Attr(n, "id")
	return c[:min(len(c), longName)]
}

// Cues are the words of a class and an id in lower case, for looking up.
func Cues(n *html.Node) string {
	if len(n.Attr) == 0 {
		return ""
	}
	c, id := Class(n), ID(n)
	if c == "" && id == "" {
		return ""
	}
	return strings.ToLower(c + " " + id)
}

// Label is the short label of an element for screen readers.
func Label(n *html.Node) string {
	if l := Attr(n, "aria-label"); len(l) <= 60 {
		return l
	}
	return ""
}

// Within reports whether n is inside of, or is, root.
func Within(n, root *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == root {
			return true
		}
	}
	return false
}

// Invisible reports whether the content of an element is no text of the page.
func Invisible(a atom.Atom) bool { return invisible[a] }

var invisible = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Svg: true, atom.Iframe: true,
	atom.Select: true, atom.Option: true, atom.Textarea: true, atom.Button: true, atom.Object: true, atom.Head: true,
	atom.Title: true, atom.Audio: true, atom.Video: true, atom.Canvas: true, atom.Math: true, atom.Map: true,
	atom.Noembed: true, atom.Noframes: true, atom.Datalist: true, atom.Input: true,
}

// Block reports whether an element begins a new line of text.
func Block(a atom.Atom) bool { return block[a] }

var block = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true, atom.Caption: true,
	atom.Center: true, atom.Dd: true, atom.Details: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Fieldset: true,
	atom.Figcaption: true, atom.Figure: true, atom.Footer: true, atom.Form: true, atom.H1: true, atom.H2: true, atom.H3: true,
	atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true, atom.Hr: true, atom.Legend: true, atom.Li: true, atom.Main: true,
	atom.Menu: true, atom.Nav: true, atom.Ol: true, atom.P: true, atom.Pre: true, atom.Section: true, atom.Summary: true,
	atom.Table: true, atom.Tbody: true, atom.Td: true, atom.Tfoot: true, atom.Th: true, atom.Thead: true, atom.Tr: true, atom.Ul: true,
}
