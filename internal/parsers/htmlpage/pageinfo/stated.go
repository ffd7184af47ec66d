package pageinfo

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/stated"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/unit"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var (
	nextPageText = regexp.MustCompile(`(?i)^\W*(?:(?:older|newer|next|more|previous|earlier|load more|view more|show more|ältere|neuere|weitere|mehr|nächste|vorherige|plus de|voir plus)\s+(?:page\s+(?:of\s+)?)?(?:comments|replies|responses|kommentare|commentaires|antworten)|next(?:\s+page)?|nächste(?:\s+seite)?|weiter|suivante?|siguiente|próxim[ao]|successiva|volgende|następna|далее|следующая|次へ|下一页|下一頁|nästa|neste)\W*$`)
	prevText     = regexp.MustCompile(`(?i)older|previous|earlier|vorherige|ältere|précédent|anterior|oudere|vorige|starsze|poprzedni|предыдущ|старые|前へ|上一页|上一頁|äldre`)
	pageParam    = regexp.MustCompile(`(?i)(?:comment-page-|cpage=|[?&/]page[=/-]|/p|[?&]start=|/page-)(\d{1,6})`)
)

// pageOf is how pages of forums say which one of how many they are.
var pageOf = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:page|seite|página|pagina|strona|стр(?:аница|\.)?|sida|side|sivu|oldal)\s+(\d{1,5})\s*(?:of|von|de|sur|di|z|из|av|af|van|/)\s*(\d{1,5})(?:$|[^\d.,])`)

// readPageOf reads "Page 2 of 5" in the short text of an element.
func (info *Info) readPageOf(n *html.Node) {
	switch n.DataAtom {
	case atom.Td, atom.Div, atom.Span, atom.Li, atom.A, atom.P, atom.Strong, atom.B, atom.Nav:
	default:
		return
	}
	m := pageOf.FindStringSubmatch(dom.Short(n, 60))
	if m == nil || info.Pages > 0 {
		return
	}
	page, err1 := strconv.Atoi(m[1])
	pages, err2 := strconv.Atoi(m[2])
	if err1 == nil && err2 == nil && page >= 1 && page <= pages {
		info.Page, info.Pages = page, pages
	}
}

// findStated looks for the number of comments that the page claims, first in
// its metadata, then in headings and short lines near the comments.
func (p *page) findStated(info *Info, units []unit.Unit) {
	if a := p.article(); a != nil {
		if v, ok := a["commentCount"].(float64); ok && v >= 0 && v < 1e7 {
			info.Stated, info.StatedKnown, info.StatedBy = int(v), true, "commentCount in JSON-LD"
			return
		}
	}
	start := -1
	if len(units) > 0 {
		start = p.positionBefore(units[0].Roots[0])
	}
	best := 0
	for i, n := range p.elements {
		weight := p.claimWeight(n, i, start)
		if weight <= best {
			continue
		}
		t := dom.Short(n, 300)
		if t == "" || len(t) > 120 {
			continue
		}
		if v, ok := stated.Count(t); ok {
			info.Stated, info.StatedKnown, info.StatedBy = v, true, t
			best = weight
		}
	}
}

// positionBefore is the index of the last element before a comment.
func (p *page) positionBefore(n *html.Node) int {
	for at := n.Parent; at != nil; at = at.Parent {
		for i := len(p.elements) - 1; i >= 0; i-- {
			if p.elements[i] == at {
				return i
			}
		}
	}
	return -1
}

// claimWeight is how likely an element's text speaks of this page's comments:
// headings right before them, elements named after comments.
func (p *page) claimWeight(n *html.Node, i, start int) int {
	weight := 0
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Legend, atom.Caption:
		weight = 3
	case atom.Span, atom.Div, atom.P, atom.A, atom.Strong, atom.B, atom.Td, atom.Li, atom.Em:
		weight = 1
	default:
		return 0
	}
	if dom.Attr(n, "itemprop") == "commentCount" || dom.Attr(n, "itemprop") == "interactionCount" {
		return 9
	}
	if strings.Contains(dom.Cues(n), "comment") || strings.Contains(dom.Cues(n), "disqus") || strings.Contains(dom.Attr(n, "href"), "#comments") {
		weight += 2
	}
	if start >= 0 && i >= start-40 && i <= start+40 {
		weight += 3
	}
	if weight < 3 || p.besideArticle(n) {
		return 0
	}
	return weight
}

// findPages looks for other pages of the discussion.
func (p *page) findPages(info *Info) {
	if u, err := url.Parse(info.URL); err == nil {
		if m := pageParam.FindStringSubmatch(u.RequestURI()); m != nil {
			if v, err := strconv.Atoi(m[1]); err == nil && v > 1 {
				info.Page = v
			}
		}
	}
	for _, n := range p.elements {
		info.readPageOf(n)
		if n.DataAtom != atom.A && n.DataAtom != atom.Link {
			continue
		}
		href := dom.Attr(n, "href")
		if href == "" || len(href) > 2000 {
			continue
		}
		rel := strings.Fields(strings.ToLower(dom.Attr(n, "rel")))
		text := ""
		if n.DataAtom == atom.A {
			text = dom.Short(n, 100)
		}
		switch about := aboutComments(n, href); {
		case len(text) > 60:
		case about && (prevText.MatchString(text) || hasWord(rel, "prev")):
			info.Prev = href
		case about && (nextPageText.MatchString(text) || hasWord(rel, "next")):
			if info.Next == "" {
				info.Next = href
			}
		}
	}
}

func hasWord(list []string, w string) bool {
	for _, x := range list {
		if x == w {
			return true
		}
	}
	return false
}

// aboutComments reports whether a link leads to a page of comments and not to
// the next article.
func aboutComments(n *html.Node, href string) bool {
	h := strings.ToLower(href)
	if strings.Contains(h, "comment-page-") || strings.Contains(h, "cpage=") || strings.Contains(h, "commentpage") ||
		strings.Contains(h, "#comments") && pageParam.MatchString(h) || strings.Contains(h, "commentpage=") {
		return true
	}
	for up := 0; n != nil && up < 5; n, up = n.Parent, up+1 {
		c := dom.Cues(n)
		if strings.Contains(c, "comment") && (strings.Contains(c, "nav") || strings.Contains(c, "pag")) || strings.Contains(c, "pagenav") || strings.Contains(c, "pagination") {
			return true
		}
	}
	return false
}
