package pageeval

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// None measures what is taken for comments where there are none: every page
// again after its comments were cut out of it, what surrounds them left in.
func None(ctx context.Context, w io.Writer, pages []Gold, reader htmlpage.Reader, verbose bool) error {
	cut, wrong, invented := 0, 0, 0
	for i := range pages {
		data, ok, err := withoutComments(ctx, &pages[i])
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		cut++
		var found []format.Record
		used := ""
		src := format.Source{Name: pages[i].Name, Reader: bytes.NewReader(data), Captured: Captured, Audit: func(n format.Note) {
			if n.Role == "reader" {
				used = n.Reason
			}
		}}
		for r, err := range reader.Read(ctx, src) {
			if err != nil {
				return err
			}
			if r.Kind == thread.KindComment {
				found = append(found, r)
			}
		}
		if len(found) == 0 {
			continue
		}
		wrong++
		invented += len(found)
		if verbose {
			fmt.Fprintf(w, "%s (%s): %d by %s: %q: %.100q\n", pages[i].Name, pages[i].Platform, len(found), used, found[0].Author, found[0].Text)
		}
	}
	_, err := fmt.Fprintf(w, "%d pages with their comments cut out: something is taken for comments on %d (%.3f), %d items\n", cut, wrong, ratio(wrong, cut), invented)
	return err
}

// withoutComments is a page without the elements of its comments. ok is false
// where they are not found well enough to be cut out.
func withoutComments(ctx context.Context, g *Gold) (data []byte, ok bool, err error) {
	f, err := os.Open(g.Path)
	if err != nil {
		return nil, false, err
	}
	defer f.Close()
	page, err := dom.Parse(ctx, f, dom.Limits{})
	if err != nil {
		return nil, false, err
	}
	units := htmlpage.Reader{}.Units(page.Root)
	s := Compare(g, records(units))
	if s.Recall() < 0.95 {
		return nil, false, nil
	}
	cut(units)
	cutLD(page.Root)
	var out bytes.Buffer
	if err := html.Render(&out, page.Root); err != nil {
		return nil, false, nil // a tree that html.Parse would not build
	}
	return out.Bytes(), true, nil
}

// cutLD takes JSON-LD out, which may hold the comments once more.
func cutLD(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.DataAtom == atom.Script && strings.Contains(dom.Attr(c, "type"), "ld+json") {
			n.RemoveChild(c)
		} else {
			cutLD(c)
		}
		c = next
	}
}
