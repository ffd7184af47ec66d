package unit

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// likeNouns are the words beside a number of likes.
const likeNouns = `likes?|points?|pts|votes?|upvotes?|recommends?|recommendations?|recommended|reactions?|hearts?|claps?|thumbs\s+up|people\s+like\s+this|gefällt\s+mir|mal\s+gefällt\s+mir|stimmen|j['’]aime|me\s+gusta|votos?|curtidas?|mi\s+piace|vind-ik-leuks?|лайк(?:а|ов)?|голос(?:а|ов)?|いいね!?|赞|讚|点赞`

var (
	// likeNumber is a count, signed and shortened as pages do: "12", "+3", "−1",
	// "1,234", "1.2k".
	likeNumber = regexp.MustCompile(`^\s*([+\-−–]?)\s*(\d{1,3}(?:[,.\x{a0} ]\d{3})+|\d{1,7})(?:([.,]\d{1,2})?\s?([kKmMтТ])\b)?`)
	// likeLine is a line that states nothing but a number of likes.
	likeLine = regexp.MustCompile(`(?i)^[^\p{L}\p{N}+\-−]*([+\-−–]?\s*\d[\d,.\x{a0}]*[km]?)\s*(?:` + likeNouns + `)\W*$`)
	// likeAfter is the same with the number behind: "Likes: 3", "Score: 5", "Like (3)".
	likeAfter = regexp.MustCompile(`(?i)^\W*(?:likes?|score|votes?|points|upvotes?|recommend(?:ed)?|gefällt\s+mir|stimmen|votos|рейтинг)\s*[:(]\s*([+\-−–]?\s*\d[\d,.]*[km]?)\s*\)?\W*$`)
)

// ParseLikes reads a number of likes at the beginning of a text. ok is false
// where there is none ("score hidden", "•", "Like").
func ParseLikes(s string) (n int, ok bool) {
	m := likeNumber.FindStringSubmatch(s)
	if m == nil || len(m[0]) < len(s) && s[len(m[0])] >= '0' && s[len(m[0])] <= '9' {
		return 0, false
	}
	scale := 1.0
	switch strings.ToLower(m[4]) {
	case "k", "т":
		scale = 1e3
	case "m":
		scale = 1e6
	}
	whole := strings.NewReplacer(",", "", ".", "", "\u00a0", "", " ", "").Replace(m[2])
	v, err := strconv.ParseFloat(strings.ReplaceAll(whole+m[3], ",", "."), 64)
	if err != nil || v*scale > 1e9 {
		return 0, false
	}
	n = int(v*scale + 0.5)
	if m[1] != "" && m[1] != "+" {
		n = -n
	}
	return n, true
}

// likes is what readers made of a unit: by the platform's rule, or where an
// element or a line of it can mean nothing else.
func (s *set) likes(i int) thread.Likes {
	up, down, known := 0, 0, false
	s.own(i, func(n *html.Node) bool {
		ruled, against := matches(s.rules.Likes, n), matches(s.rules.Dislikes, n)
		if s.rules.Likes == nil {
			ruled, against = likeMark(n)
		}
		if !ruled && !against {
			return true
		}
		v, ok := likesOf(n)
		if !ok {
			return true
		}
		if against {
			down += max(v, -v)
			return true
		}
		if !known {
			up, known = v, true
		}
		return true
	})
	if known {
		return thread.LikesOf(up - down)
	}
	if s.rules.Likes == nil {
		return s.likeLines(i)
	}
	return thread.Likes{}
}

// likeLines looks for a short line that states a number of likes.
func (s *set) likeLines(i int) thread.Likes {
	for _, l := range s.views[i].lines {
		if l.Quote != nil || len(l.text) > shortLine || ofAuthor(l.Pieces[0].Node, s.roots) {
			continue
		}
		m := likeLine.FindStringSubmatch(l.text)
		if m == nil {
			m = likeAfter.FindStringSubmatch(l.text)
		}
		if m == nil {
			continue
		}
		if v, ok := ParseLikes(m[1]); ok {
			return thread.LikesOf(v)
		}
	}
	return thread.Likes{}
}

var (
	likeWords    = wordSet(`likes likecount upvotes upvotecount votes votecount score points karma recommends recommendcount upcount thumbsup numlikes votetotal commentscore reactionscount`)
	dislikeWords = wordSet(`dislikes dislikecount downvotes downvotecount downcount thumbsdown`)
	ownerWords   = wordSet(`user userinfo profile author member poster avatar userdetails userextras postprofile reputation signature`)
)

// likeMark reports whether an element is one that holds a number of likes or
// dislikes: by its microdata, or by its class where its text is a number.
func likeMark(n *html.Node) (up, down bool) {
	switch dom.Attr(n, "itemprop") {
	case "upvoteCount":
		return true, false
	case "downvoteCount":
		return false, true
	}
	if label := dom.Attr(n, "aria-label"); label != "" && len(label) < shortLine && likeLine.MatchString(label) && !ofAuthor(n, nil) {
		return true, false
	}
	if dom.Class(n) == "" {
		return false, false
	}
	last := ""
	for _, w := range Words(dom.Class(n)) {
		up = up || likeWords[w] || likeWords[last+w]
		down = down || dislikeWords[w] || dislikeWords[last+w]
		last = w
	}
	if !up && !down || ofAuthor(n, nil) {
		return false, false
	}
	t := strings.TrimSpace(dom.Short(n, 30))
	loc := likeNumber.FindStringIndex(t)
	plain := loc != nil && (strings.TrimSpace(t[loc[1]:]) == "" || likeLine.MatchString(t))
	return up && !down && plain, down && plain
}

// ofAuthor reports whether an element belongs to what a page says about a
// writer: forums count the likes of a member beside every post.
func ofAuthor(n *html.Node, roots map[*html.Node]int) bool {
	for up := 0; n != nil && up < 5; n, up = n.Parent, up+1 {
		if _, root := roots[n]; root {
			return false
		}
		for _, w := range Words(dom.Class(n)) {
			if ownerWords[w] {
				return true
			}
		}
	}
	return false
}

// likesOf is the number that an element states in its attributes or its text.
func likesOf(n *html.Node) (int, bool) {
	if label := dom.Attr(n, "aria-label"); label != "" && len(label) < shortLine && likeLine.MatchString(label) {
		return ParseLikes(strings.TrimLeft(label, " "))
	}
	for _, key := range []string{"score", "data-score", "data-likes", "data-count", "data-votes", "data-value", "content", "value"} {
		if v := dom.Attr(n, key); v != "" && len(v) < 20 {
			if x, ok := ParseLikes(v); ok {
				return x, true
			}
		}
	}
	t := dom.Fold(dom.Text(n, nil))
	if len(t) > shortLine {
		return 0, false
	}
	if v, ok := ParseLikes(t); ok {
		return v, true
	}
	if i := strings.IndexAny(t, "+-−0123456789"); i > 0 {
		if v, ok := ParseLikes(t[i:]); ok {
			return v, true
		}
	}
	for _, key := range []string{"title", "aria-label", "data-original-title"} {
		if v := dom.Attr(n, key); v != "" && len(v) < 60 {
			if i := strings.IndexAny(v, "+-−0123456789"); i >= 0 {
				return ParseLikes(v[i:])
			}
		}
	}
	return 0, false
}

// own calls f for every element of a unit's own region, what the rules omit
// included.
func (s *set) own(i int, f func(*html.Node) bool) {
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if j, root := s.roots[n]; root && j != i || n.DataAtom == atom.Script || n.DataAtom == atom.Style {
			return
		}
		if n.Type == html.ElementNode && !f(n) {
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	for _, r := range s.views[i].unit.Roots {
		walk(r)
	}
}
