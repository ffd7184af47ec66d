// Package pageinfo reads what a page says about itself and about the post that
// its comments belong to: title, author, date, body, address, and the number
// of comments that it claims to have.
package pageinfo

import (
	"regexp"
	"strings"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/dates"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/unit"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Info is what a page says about its post.
type Info struct {
	Title, Author, URL, Text string
	Created                  thread.Time
	// Stated is the number of comments that the page claims, where StatedKnown.
	Stated      int
	StatedKnown bool
	// StatedBy is the text that claims it.
	StatedBy string
	// Next is the address of a further page of comments, Prev of an earlier
	// one, "" where there is none.
	Next, Prev string
	// Page is the number of this page of the discussion, 1 where nothing says
	// otherwise.
	Page int
	// Pages is the number of pages of the discussion, 0 where nothing says it.
	Pages int
}

// page is a page being read.
type page struct {
	root     *html.Node
	units    map[*html.Node]bool // roots of the comments
	opt      dates.Options
	meta     map[string]string // content of <meta> by property or name
	links    map[string]string // href of <link> by rel
	title    string            // of the document
	elements []*html.Node      // outside of the comments, in page order
	ld       []object
}

// maxElements bounds the elements outside of comments that are looked at.
const maxElements = 400_000

// Read reads a page. units are the elements of its comments, which are left
// out.
func Read(root *html.Node, units []unit.Unit, opt dates.Options) Info {
	p := &page{root: root, units: map[*html.Node]bool{}, opt: opt, meta: map[string]string{}, links: map[string]string{}}
	for _, u := range units {
		for _, r := range u.Roots {
			p.units[r] = true
		}
	}
	p.walk(root)
	info := Info{Title: p.findTitle(), Author: p.findAuthor(), URL: p.findURL(), Page: 1}
	info.Created = p.findDate()
	info.Text = p.findBody(info.Title)
	p.findStated(&info, units)
	p.findPages(&info)
	return info
}

// walk collects the elements outside of the comments.
func (p *page) walk(n *html.Node) {
	if p.units[n] || len(p.elements) >= maxElements {
		return
	}
	if n.Type == html.ElementNode {
		switch n.DataAtom {
		case atom.Meta:
			p.addMeta(n)
		case atom.Link:
			rel, href := strings.ToLower(dom.Attr(n, "rel")), dom.Attr(n, "href")
			if _, ok := p.links[rel]; !ok && href != "" && len(href) < 2000 {
				p.links[rel] = href
			}
		case atom.Title:
			if p.title == "" && n.Parent != nil && n.Parent.DataAtom == atom.Head && n.FirstChild != nil {
				p.title = dom.Fold(n.FirstChild.Data)
			}
		case atom.Script:
			if strings.Contains(dom.Attr(n, "type"), "ld+json") && n.FirstChild != nil {
				p.ld = append(p.ld, parseLD(n.FirstChild.Data)...)
			}
			return
		case atom.Style, atom.Noscript, atom.Template, atom.Svg:
			return
		}
		p.elements = append(p.elements, n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.walk(c)
	}
}

func (p *page) addMeta(n *html.Node) {
	key := strings.ToLower(dom.Attr(n, "property"))
	if key == "" {
		key = strings.ToLower(dom.Attr(n, "name"))
	}
	if key == "" {
		key = strings.ToLower(dom.Attr(n, "itemprop"))
	}
	if v := dom.Attr(n, "content"); key != "" && v != "" && len(v) < 10_000 {
		if _, ok := p.meta[key]; !ok {
			p.meta[key] = v
		}
	}
}

// first is the first of the named metas.
func (p *page) first(keys ...string) string {
	for _, k := range keys {
		if v := dom.Fold(p.meta[k]); v != "" {
			return v
		}
	}
	return ""
}

// findURL is the canonical address.
func (p *page) findURL() string {
	for _, u := range []string{p.links["canonical"], p.meta["og:url"], p.ldString("url"), p.links["shortlink"]} {
		if strings.HasPrefix(u, "http") || strings.HasPrefix(u, "//") || strings.HasPrefix(u, "/") {
			return u
		}
	}
	return ""
}

// titleParts stand between the title of a post and the name of its site.
var titleParts = regexp.MustCompile(`\s+[|–—»«›·•:-]+\s+|:\s+`)

// besideSite is the rest of the document's title where a heading repeats only
// the name of the site: it stands at one end, and what remains is longer.
func (p *page) besideSite(heading string) string {
	if heading == "" || heading == p.title {
		return heading
	}
	rest, cut := strings.CutPrefix(p.title, heading)
	if cut && !strings.HasPrefix(rest, ":") && !strings.HasPrefix(rest, " »") && !strings.HasPrefix(rest, " ›") {
		return heading // "Title - Site" is more common than "Site - Title"
	}
	if !cut {
		rest, cut = strings.CutSuffix(p.title, heading)
	}
	if !cut || !titleParts.MatchString(" "+rest+" ") {
		return heading
	}
	site := dom.Fold(p.meta["og:site_name"])
	rest = strings.Trim(rest, " |–—»«›·•:-")
	if strings.EqualFold(site, heading) || site == "" && len(rest) > 2*len(heading) && !titleParts.MatchString(rest) {
		return rest
	}
	return heading
}

// findTitle takes the headline, without the name of the site.
func (p *page) findTitle() string {
	var best string
	for _, n := range p.elements {
		if n.DataAtom != atom.H1 && n.DataAtom != atom.H2 && n.DataAtom != atom.H3 && !marked(n, "entry-title", "post-title", "post-title-text") {
			continue
		}
		t := dom.Short(n, 300)
		if len(t) > len(best) && len(t) < 300 && p.title != "" && strings.Contains(p.title, t) {
			best = t
		}
	}
	best = p.besideSite(best)
	if best != "" && len(best)*3 > len(p.title) {
		return best
	}
	if t := p.first("og:title", "twitter:title", "dc.title"); t != "" {
		return t
	}
	if t := p.ldString("headline"); t != "" {
		return t
	}
	if best != "" && (len(best)*5 > len(p.title) || strings.HasPrefix(p.title, best)) {
		return best
	}
	for _, n := range p.elements {
		if n.DataAtom == atom.H1 {
			if t := dom.Short(n, 300); t != "" && len(t) < 300 && p.title == "" {
				return t
			}
		}
	}
	return p.title
}
