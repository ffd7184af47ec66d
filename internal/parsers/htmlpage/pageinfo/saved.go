package pageinfo

import (
	"regexp"
	"strings"
	"time"

	"github.com/undertone-project/undertone/internal/dates"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Saved is what a browser or an archive wrote into a page when it saved it.
// At is when the page looked so: relative times count from it.
type Saved struct {
	URL string
	At  time.Time
}

var (
	// savedFrom is the comment of Internet Explorer and Chrome.
	savedFrom = regexp.MustCompile(`saved from url=\(\d+\)(https?://\S+)`)
	// singleFile is the comment of the SingleFile extension.
	singleFile = regexp.MustCompile(`Page saved with SingleFile\s+url:\s*(https?://\S+)(?:\s+saved date:\s*([^\n(]{10,80}))?`)
	// archived is the comment of the Internet Archive's Wayback Machine, in UTC.
	archived = regexp.MustCompile(`FILE ARCHIVED ON (\d\d:\d\d:\d\d [A-Z][a-z]{2} \d\d, \d{4}) AND RETRIEVED`)
)

// FindSaved looks for the comments that browsers leave at the beginning of a
// page, and an archive behind it. A page of an archive that a browser saved
// later looked as it does when it was archived.
func FindSaved(root *html.Node) Saved {
	var s Saved
	var archive time.Time
	look := func(parent *html.Node) {
		for n, seen := parent.FirstChild, 0; n != nil && seen < 40; n, seen = n.NextSibling, seen+1 {
			if n.Type != html.CommentNode || len(n.Data) > 4000 {
				continue
			}
			if m := archived.FindStringSubmatch(n.Data); m != nil && archive.IsZero() {
				if at, err := time.Parse("15:04:05 Jan 02, 2006", m[1]); err == nil {
					archive = at
				}
			}
			if s.URL != "" {
				continue
			}
			if m := savedFrom.FindStringSubmatch(n.Data); m != nil {
				s.URL = m[1]
			} else if m := singleFile.FindStringSubmatch(n.Data); m != nil {
				s.URL = m[1]
				if at, err := time.Parse("Mon Jan 2 2006 15:04:05 GMT-0700", strings.TrimSpace(m[2])); err == nil {
					s.At = at
				}
			}
		}
	}
	look(root)
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		if n.DataAtom == atom.Html {
			look(n)
		}
	}
	if !archive.IsZero() {
		s.At = archive
	}
	return s
}

// LanguageOrder is the order of day and month in numeric dates of the page's
// declared language. English alone does not tell: many pages say "en-US" who
// do not write so.
func LanguageOrder(root *html.Node) dates.Order {
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		if n.DataAtom != atom.Html {
			continue
		}
		lang := strings.ToLower(dom.Attr(n, "lang"))
		switch {
		case lang == "en-gb", lang == "en-au", lang == "en-nz", lang == "en-ie":
			return dates.DayFirst
		}
		switch first, _, _ := strings.Cut(lang, "-"); first {
		case "de", "fr", "es", "it", "pt", "nl", "da", "sv", "nb", "no", "fi", "pl", "cs", "ru", "uk", "el", "tr":
			return dates.DayFirst
		}
	}
	return dates.OrderUnknown
}
