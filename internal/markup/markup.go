// Package markup turns a fragment of HTML, as exports and APIs store the body
// of a comment, into plain text with the quoted passages apart.
//
// Fragments are untrusted: they are parsed by the dom package, whose limits on
// size, depth and cost hold here too. A fragment never fails; what cannot be
// read as HTML is read as the text that it is.
package markup

import (
	"context"
	"html"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
)

// Text is the text of a fragment in which only elements break lines, as a
// browser shows it: own is what the author wrote, quoted what stands in
// quotations (<blockquote> and its likes), one line a block. A fragment of
// nothing but quotations is the author's own.
func Text(fragment string) (own, quoted string) { return text(fragment, false) }

// Broken is Text for fragments in which line breaks count too, as in the
// comments of a WordPress database, which become paragraphs only on the page.
func Broken(fragment string) (own, quoted string) { return text(fragment, true) }

// Name is a name or a title: entities decoded, elements dropped, on one line.
func Name(fragment string) string {
	if strings.ContainsRune(fragment, '<') {
		own, _ := text(fragment, false)
		if own != "" {
			return dom.Fold(own)
		}
	}
	return dom.Fold(html.UnescapeString(fragment))
}

func text(fragment string, breaks bool) (own, quoted string) {
	if fragment = Clean(fragment); fragment == "" {
		return "", ""
	}
	if !strings.ContainsRune(fragment, '<') {
		return plain(html.UnescapeString(fragment), breaks), ""
	}
	page, err := dom.Parse(context.Background(), strings.NewReader(fragment), dom.Limits{})
	if err != nil {
		return plain(fragment, true), ""
	}
	if breaks && strings.Contains(fragment, "\n") {
		breakLines(page.Root)
	}
	var mine, theirs []dom.Line
	for _, l := range dom.Lines([]*nethtml.Node{page.Root}, nil) {
		if l.Depth > 0 {
			theirs = append(theirs, l)
		} else {
			mine = append(mine, l)
		}
	}
	own, quoted = dom.JoinLines(mine), dom.JoinLines(theirs)
	if own == "" {
		return quoted, ""
	}
	return own, quoted
}

// Clean makes a string from an export fit to be text: valid UTF-8 without
// control characters, "\n" the only line break, no white space around it.
func Clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	control := func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == '\ufeff' }
	if strings.IndexFunc(s, control) >= 0 {
		s = strings.Map(func(r rune) rune {
			if control(r) {
				return -1
			}
			return r
		}, s)
	}
	return strings.TrimSpace(s)
}

// plain folds the white space of a text without elements.
func plain(s string, breaks bool) string {
	if !breaks {
		return dom.Fold(s)
	}
	lines := strings.Split(s, "\n")
	out := lines[:0]
	for _, l := range lines {
		if l = dom.Fold(l); l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

// breakLines puts a <br> in the place of every line break of the text. The
// walk uses no stack, so that depth costs nothing.
func breakLines(root *nethtml.Node) {
	for n := root; n != nil; n = next(n, root) {
		if n.Type != nethtml.TextNode || !strings.Contains(n.Data, "\n") || n.Parent == nil || n.Parent.DataAtom == atom.Pre {
			continue
		}
		head, rest, _ := strings.Cut(n.Data, "\n")
		n.Data = head
		tail := &nethtml.Node{Type: nethtml.TextNode, Data: rest}
		br := &nethtml.Node{Type: nethtml.ElementNode, Data: "br", DataAtom: atom.Br}
		n.Parent.InsertBefore(br, n.NextSibling)
		n.Parent.InsertBefore(tail, br.NextSibling)
	}
}

// next is the node after n in document order, nil at the end of root.
func next(n, root *nethtml.Node) *nethtml.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	for n != root && n.NextSibling == nil {
		n = n.Parent
	}
	if n == root {
		return nil
	}
	return n.NextSibling
}
