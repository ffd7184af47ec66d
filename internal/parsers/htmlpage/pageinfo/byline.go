package pageinfo

import (
	"regexp"
	"strings"
	"time"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/dates"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/unit"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var byline = regexp.MustCompile(`(?i)^(?:(?:posted|written|published|submitted)\s+)?(?:by|von|par|por|da|door)\b:?\s+(.{2,60})$`)

// findAuthor looks at the metadata, then at what is marked as an author.
func (p *page) findAuthor() string {
	for _, v := range []string{p.ldString("author"), p.first("author", "article:author", "dc.creator", "byl", "sailthru.author", "parsely-author", "og:author")} {
		if v = asName(v); v != "" {
			return v
		}
	}
	for _, n := range p.elements {
		switch {
		case dom.Attr(n, "itemprop") == "author", strings.Contains(dom.Attr(n, "rel"), "author"), marked(n, "author", "byline", "entry-author", "post-author", "fn"):
			t := dom.Short(n, 300)
			if len(t) > 200 {
				continue
			}
			if _, at, _, ok := dates.Find(t, p.opt); ok {
				t = strings.TrimSpace(t[:at])
			}
			if v := asName(t); v != "" {
				return v
			}
		}
	}
	return ""
}

// marked reports whether one of an element's class words is among names.
func marked(n *html.Node, names ...string) bool {
	c := dom.Class(n)
	if c == "" {
		return false
	}
	for _, w := range strings.Fields(strings.ToLower(c)) {
		for _, name := range names {
			if w == name {
				return true
			}
		}
	}
	return false
}

// asName strips what surrounds a name and refuses what is none.
func asName(s string) string {
	s = dom.Fold(s)
	if m := byline.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	s = strings.Trim(s, " ,|·•–—-:/")
	if s == "" || len(s) > 80 || strings.Contains(s, "://") || len(strings.Fields(s)) > 8 || strings.ContainsAny(s, "{}<>") {
		return ""
	}
	switch strings.ToLower(s) {
	case "admin", "administrator", "author", "by", "staff", "posted by":
		return ""
	}
	return s
}

// findDate looks at the metadata, then at what is marked as a date.
func (p *page) findDate() thread.Time {
	if t := p.stamped(); t.Known() {
		return t
	}
	for _, n := range p.elements {
		isTime := n.DataAtom == atom.Time || n.DataAtom == atom.Abbr
		if !isTime && dom.Attr(n, "itemprop") != "datePublished" && !marked(n, "published", "entry-date", "post-date", "date", "dateline", "timestamp",
			"date-header", "postdate", "entry-time", "post-timestamp", "posted-on", "article-date", "time", "submitted", "meta", "entry-meta", "byline", "postmetadata", "post-meta", "post_date") {
			continue
		}
		if p.besideArticle(n) {
			continue
		}
		for _, v := range []string{dom.Attr(n, "datetime"), dom.Attr(n, "content"), dom.Attr(n, "title")} {
			if len(v) >= 8 && len(v) < 80 {
				if t, ok := unit.ReadTime(v, p.opt); ok && t.Known() {
					return t
				}
			}
		}
		if t, ok := p.dateIn(n); ok {
			return t
		}
	}
	return thread.Time{}
}

// stamped is the date in the metadata.
func (p *page) stamped() thread.Time {
	values := []string{p.ldString("datePublished"), p.first("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate",
		"sailthru.date", "parsely-pub-date", "dcterms.created", "og:published_time", "publish-date", "publishdate", "dcterms.date")}
	for _, v := range values {
		if len(v) < 80 && v != "" {
			if t, ok := unit.ReadTime(v, p.opt); ok && t.Known() {
				return t
			}
		}
	}
	return thread.Time{}
}

// Published is when a page's metadata say that its post appeared, the zero time
// where they say nothing or no day.
func Published(root *html.Node) time.Time {
	p := &page{root: root, meta: map[string]string{}, links: map[string]string{}}
	p.walk(root)
	switch t := p.stamped(); t.Precision {
	case thread.PrecisionDay, thread.PrecisionHour, thread.PrecisionMinute, thread.PrecisionSecond:
		return t.At
	}
	return time.Time{}
}

// dateIn is the date in an element's short text.
func (p *page) dateIn(n *html.Node) (thread.Time, bool) {
	t, _, _, ok := dates.Find(dom.Short(n, 300), p.opt)
	return t, ok && t.Known()
}

// besideArticle reports whether an element stands in a sidebar or the like.
func (p *page) besideArticle(n *html.Node) bool {
	for up := 0; n != nil && up < 20; n, up = n.Parent, up+1 {
		if n.DataAtom == atom.Aside || n.DataAtom == atom.Nav || n.DataAtom == atom.Footer {
			return true
		}
		if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
			return false // "right-sidebar" there speaks of the layout
		}
		if besideWord(n) {
			return true
		}
	}
	return false
}

// besideWord reports whether an element's class or id names what stands beside
// an article. Wrappers of article and sidebar ("content-sidebar-wrap") and
// Blogger's widget of posts do not.
func besideWord(n *html.Node) bool {
	beside := false
	for _, w := range unit.Words(dom.Class(n) + " " + dom.ID(n)) {
		switch w {
		case "sidebar", "widget", "related", "nav", "menu", "recent", "popular", "rail":
			beside = true
		case "content", "main", "wrap", "wrapper", "container", "layout", "page", "article", "post", "blog", "with", "has", "no":
			return false
		}
	}
	return beside
}
