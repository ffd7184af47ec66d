package dom

import (
	"bytes"
	"context"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// void elements have no content.
var void = map[atom.Atom]bool{
	atom.Area: true, atom.Base: true, atom.Br: true, atom.Col: true, atom.Embed: true, atom.Hr: true, atom.Img: true,
	atom.Input: true, atom.Link: true, atom.Meta: true, atom.Param: true, atom.Source: true, atom.Track: true, atom.Wbr: true,
}

// closes lists what an element ends when it starts: its siblings without an
// end tag, up to the elements that hold them.
var closes = map[atom.Atom]struct{ ended, within []atom.Atom }{
	atom.Li:     {[]atom.Atom{atom.Li}, []atom.Atom{atom.Ul, atom.Ol, atom.Menu}},
	atom.Dt:     {[]atom.Atom{atom.Dt, atom.Dd}, []atom.Atom{atom.Dl}},
	atom.Dd:     {[]atom.Atom{atom.Dt, atom.Dd}, []atom.Atom{atom.Dl}},
	atom.Tr:     {[]atom.Atom{atom.Tr, atom.Td, atom.Th}, []atom.Atom{atom.Table}},
	atom.Td:     {[]atom.Atom{atom.Td, atom.Th}, []atom.Atom{atom.Tr, atom.Table}},
	atom.Th:     {[]atom.Atom{atom.Td, atom.Th}, []atom.Atom{atom.Tr, atom.Table}},
	atom.Tbody:  {[]atom.Atom{atom.Tbody, atom.Thead, atom.Tr, atom.Td, atom.Th}, []atom.Atom{atom.Table}},
	atom.Option: {[]atom.Atom{atom.Option}, []atom.Atom{atom.Select}},
}

// endsParagraph are the elements that cannot stand in a paragraph.
var endsParagraph = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Ul: true, atom.Ol: true, atom.Dl: true, atom.Table: true, atom.Blockquote: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Section: true,
	atom.Article: true, atom.Aside: true, atom.Header: true, atom.Footer: true, atom.Nav: true, atom.Form: true,
	atom.Hr: true, atom.Pre: true, atom.Fieldset: true, atom.Address: true, atom.Main: true, atom.Figure: true,
}

// reach is how far up an end tag looks for what it ends. It bounds the cost of
// end tags that end nothing.
const reach = 64

// builder makes a tree in one pass over the tokens, each token at a bounded
// cost.
type builder struct {
	stack []*html.Node
	limit int
}

// Build makes a tree of at most limit levels without html.Parse: unclosed
// items and cells are closed by their siblings, stray end tags are ignored,
// and what is nested deeper becomes a sibling.
func Build(ctx context.Context, data []byte, limit int) (*html.Node, error) {
	root := &html.Node{Type: html.DocumentNode}
	b := &builder{stack: []*html.Node{root}, limit: max(limit, 8)}
	z := html.NewTokenizer(bytes.NewReader(data))
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return root, nil
		case html.TextToken:
			b.top().AppendChild(&html.Node{Type: html.TextNode, Data: string(z.Text())})
		case html.StartTagToken, html.SelfClosingTagToken:
			b.start(z.Token())
		case html.EndTagToken:
			name, _ := z.TagName()
			b.end(string(name))
		}
	}
}

func (b *builder) top() *html.Node { return b.stack[len(b.stack)-1] }

// start opens an element.
func (b *builder) start(t html.Token) {
	if rule, ok := closes[t.DataAtom]; ok {
		b.closeOpen(rule.ended, rule.within)
	}
	if endsParagraph[t.DataAtom] && b.top().DataAtom == atom.P {
		b.stack = b.stack[:len(b.stack)-1]
	}
	n := &html.Node{Type: html.ElementNode, Data: t.Data, DataAtom: t.DataAtom, Attr: t.Attr}
	b.top().AppendChild(n)
	if void[t.DataAtom] || len(b.stack) >= b.limit {
		return
	}
	b.stack = append(b.stack, n)
}

// closeOpen closes the outermost of the open elements named in ended that
// stands within the innermost of within.
func (b *builder) closeOpen(ended, within []atom.Atom) {
	cut := 0
	for i := len(b.stack) - 1; i > 0 && len(b.stack)-i < reach; i-- {
		a := b.stack[i].DataAtom
		if among(a, within) {
			break
		}
		if among(a, ended) {
			cut = i
		}
	}
	if cut > 0 {
		b.stack = b.stack[:cut]
	}
}

// end closes the nearest open element of that name.
func (b *builder) end(name string) {
	for i := len(b.stack) - 1; i > 0 && len(b.stack)-i < reach; i-- {
		if b.stack[i].Data == name {
			b.stack = b.stack[:i]
			return
		}
	}
}

func among(a atom.Atom, list []atom.Atom) bool {
	for _, x := range list {
		if a == x {
			return true
		}
	}
	return false
}
