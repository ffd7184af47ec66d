package dom

import (
	"bytes"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds past which html.Parse is not trusted with a page. It gives up by
// itself past 512 open elements.
const (
	maxAttributes = 64 // of one tag: html.Parse compares them pairwise
	maxMerges     = 64 // repeated <html> and <body>: their attributes are merged each time
)

// cost is what a first pass over the tokens says about a page.
type cost struct {
	cut    int    // bytes to keep
	reason string // why html.Parse must not see the page; "" where it may
}

// formatting are the elements that html.Parse opens again in each new block.
var formatting = map[atom.Atom]bool{
	atom.A: true, atom.B: true, atom.Big: true, atom.Code: true, atom.Em: true, atom.Font: true, atom.I: true,
	atom.Nobr: true, atom.S: true, atom.Small: true, atom.Strike: true, atom.Strong: true, atom.Tt: true, atom.U: true,
}

// measure counts elements, attributes and the formatting elements that
// stay open. Its own cost is that of the tokenizer.
func measure(data []byte, limits Limits) cost {
	c := cost{cut: len(data)}
	z := html.NewTokenizer(bytes.NewReader(data))
	elements, open, merges, nodes, at := 0, 0, 0, 0, 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		at += len(z.Raw())
		nodes += 1 + open
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			if elements++; elements > limits.Elements {
				c.cut = at
				return c
			}
			name, more := z.TagName()
			a := atom.Lookup(name)
			attributes := 0
			for ; more; attributes++ {
				_, _, more = z.TagAttr()
			}
			if attributes > maxAttributes && c.reason == "" {
				c.reason = "a tag has too many attributes"
			}
			if a == atom.Html || a == atom.Body {
				merges++
			}
			if formatting[a] {
				open++
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if formatting[atom.Lookup(name)] {
				open = max(open-1, 0)
			}
		}
		switch {
		case c.reason != "":
		case merges > maxMerges:
			c.reason = "<html> or <body> is repeated too often"
		case nodes > 2*limits.Elements:
			c.reason = "too many formatting elements stay open"
		}
	}
	return c
}
