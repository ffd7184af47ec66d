package unit

import (
	"strings"
	"unicode"

	"github.com/undertone-project/undertone/internal/dates"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"golang.org/x/net/html"
)

// Words splits a class or id into lower-case words: at signs, digits and
// capitals ("commentAuthor", "byline-author", "comment_12").
func Words(s string) []string {
	var out []string
	start := 0
	flush := func(i int) {
		if i > start {
			out = append(out, strings.ToLower(s[start:i]))
		}
	}
	lower := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'A' && c <= 'Z':
			if lower {
				flush(i)
				start = i
			}
			lower = false
		case c >= 'a' && c <= 'z' || c >= 0x80:
			lower = true
		default:
			flush(i)
			start, lower = i+1, false
		}
	}
	flush(len(s))
	return out
}

var (
	authorWords = wordSet(`pseudonym autorname verfasser pseudo author fn commenter username nick nickname name poster byline screenname handle postedby autor auteur auth
usr hnuser displayname login pseudo profilename fullname nome nombre nom naam benutzer benutzername writer posted user member profile person
creator submitter participant by`)
	strongAuthor = wordSet(`pseudonym verfasser author fn commenter username nickname screenname postedby autor auteur hnuser displayname authorname profilename`)
	timeWords    = wordSet(`date time timestamp datestamp published posted when ago datetime created dateline age timeago livetimestamp
submitted datum uhrzeit fecha hora data meta metadata commentmetadata postdate`)
	strongBody = wordSet(`content text body message md cooked postbody posttext commenttext commentbody commentcontent commtext entry bbwrapper`)
	notAuthor  = wordSet(`title subject avatar photo image date time count rank level location joined posts status badge score points tools actions
reply rating vote votes number num permalink`)
)

// has reports whether one of the words of an element's class or id is in set.
func has(n *html.Node, set map[string]bool) bool {
	for _, w := range Words(dom.Class(n) + " " + dom.ID(n)) {
		if set[w] || len(w) > 9 && set["author"] && (strings.Contains(w, "author") || strings.Contains(w, "commenter") || strings.Contains(w, "username")) {
			return true
		}
	}
	return false
}

// letters counts letters.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// countWords counts fields that hold a letter or a digit.
func countWords(s string) int {
	n, in := 0, false
	for _, r := range s {
		word := unicode.IsLetter(r) || unicode.IsDigit(r)
		if unicode.IsSpace(r) {
			in = false
		} else if word && !in {
			in = true
			n++
		}
	}
	return n
}

// OnlyControls reports whether text has no words but those of buttons, at
// least one of which does not stand in prose.
func OnlyControls(text string) bool { return letters(text) > 0 && onlyControls(text) }

// Announces reports whether a short line announces a writer: "Ann says:",
// "Posted by Ann", "Ann wrote:".
func Announces(line string) bool {
	if len(line) > 160 || !mayAnnounce(line) {
		return false
	}
	name, announced := cleanAuthor(line)
	if !announced {
		return false
	}
	return canBeName(name) || strings.Contains(name, CutMark)
}

// MayBeName reports whether a stretch of text may be a name by its form: up to
// four words, no date, no button.
func MayBeName(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) > longName || countWords(s) > 4 || letters(s) == 0 || onlyControls(s) || notName.MatchString(s) {
		return false
	}
	_, _, _, ok := dates.FindParts(s)
	return !ok
}

// announcing are pieces of the words that announce a writer.
var announcing = []string{"say", "sai", "wrot", "writ", "by", "post", "schr", "sagt", "mein", "von", "dit", "écri", "dice", "dijo", "escri", "scri", "det", "disse",
	"diz", "coment", "komment", "comment", "repl", "respon", "rispo", "add", "ask", "answer", "zegt", "reageer", "pisze", "napis", "author", "name", "from",
	"par", "por", "da", "door", "autor", "user", "antwort"}

// mayAnnounce is a cheap check before the expressions of cleanAuthor.
func mayAnnounce(line string) bool {
	line = strings.ToLower(line)
	for _, w := range announcing {
		if strings.Contains(line, w) {
			return true
		}
	}
	return false
}

// MarksAuthor reports whether an element's classes or attributes mark the name
// of an author.
func MarksAuthor(n *html.Node) bool {
	if dom.Attr(n, "itemprop") == "author" || dom.Attr(n, "rel") == "author" {
		return true
	}
	return (dom.Class(n) != "" || dom.ID(n) != "") && has(n, strongAuthor)
}

// LinksToProfile reports whether a link bears a name and leads to the page of a
// user.
func LinksToProfile(n *html.Node) bool {
	return profileLink(dom.Attr(n, "href")) && MayBeName(dom.Short(n, longName))
}

// StatesTime reports whether an element states a time in an attribute.
func StatesTime(n *html.Node) bool { return machineTime(n) != "" }

// NamesComment reports whether an id is made of words for a comment and a
// number.
func NamesComment(id string) bool {
	if len(id) > longID {
		return false
	}
	_, ok := shortID(id)
	return ok
}
