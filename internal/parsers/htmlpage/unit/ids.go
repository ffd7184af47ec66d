package unit

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// commentID is what ids and names of comments look like; the groups are the
// words before the number, and the number.
var commentID = regexp.MustCompile(`(?i)^((?:[a-z]+[-_:]?)*?)([0-9a-f]{8}-[0-9a-f-]{27}|6a[0-9a-f]{12,}|[0-9]+)$`)

// wordID is the same for platforms whose ids have letters (Reddit, Substack).
var wordID = regexp.MustCompile(`^(?:thing_)?(t[1-5]_[a-z0-9]+)$`)

// plainPrefix lists what may stand before the number of a comment and adds
// nothing to it.
var plainPrefix = regexp.MustCompile(`(?i)^(?:(?:li|div|dsq|jc|the|wc|pcomm|pdiv|comm|thread|top|anchor|item)[-_])*(?:comments?|cmt|comm|comentario|kommentar|commentaire|beitrag|reactie|komentarz|yorum|odpowiedz|svar|inlagg|innlegg|reponse|risposta|respuesta|review|talk|rep|post|p|pid|msg|message|reply|answer|entry|response|discussion[-_]?post|postrow|cmnt|id|post_message|js[-_]post|post[-_]?content|elcomment|comment[-_]?text|comment[-_]?body|up|score|citem|comment[-_]?item|comment[-_]?inner|node|unread|postmenu|m)?[-_:]?$`)

// longID bounds an id.
const longID = 120

// label is one name of a unit.
type label struct {
	id   string
	rank int // the smaller the better
}

// labels lists the names that a unit's own elements carry.
func (s *set) labels(i int) []label {
	var out []label
	n := 0
	s.each(i, func(e *html.Node) bool {
		n++
		_, root := s.roots[e]
		base := 10
		if root {
			base = 0
		}
		for _, a := range e.Attr {
			rank := -1
			if e.DataAtom == atom.A && a.Key != "name" && a.Key != "id" && insideQuote(e) {
				continue
			}
			switch a.Key {
			case "data-comment-id", "data-commentid", "data-cid", "data-post-id", "data-postid", "data-fullname", "thingid", "data-message-id", "data-comment":
				rank = 1
			case "id":
				rank = 2
			case "data-id", "data-content", "comment-id", "commentid":
				rank = 3
			case "class":
				if root {
					for _, w := range strings.Fields(dom.Class(e)) {
						if m := wordID.FindStringSubmatch(w); m != nil {
							out = append(out, label{m[1], 1})
						}
					}
				}
			case "name":
				if e.DataAtom == atom.A {
					rank = 2
				}
			}
			v := strings.TrimSpace(a.Val)
			if a.Key == "data-post" && strings.Contains(v, "/") && len(v) < longID {
				rank, v = 1, v[strings.LastIndexByte(v, '/')+1:]
			}
			if rank < 0 || v == "" || len(v) > longID {
				continue
			}
			if id, ok := shortID(v); ok {
				out = append(out, label{id, base + rank}, label{v, base + rank + 5})
			} else if a.Key == "id" || a.Key == "name" {
				out = append(out, label{v, base + rank + 50})
			}
		}
		return n < 60
	})
	return out
}

// shortID takes the part of an element's id that names the comment.
func shortID(v string) (string, bool) {
	if m := wordID.FindStringSubmatch(v); m != nil {
		return m[1], true
	}
	m := commentID.FindStringSubmatch(v)
	if m == nil {
		return "", false
	}
	if plainPrefix.MatchString(m[1]) {
		return m[2], true
	}
	if len(m[1]) <= 2 {
		return v, true
	}
	return "", false
}

// findIDs gives every comment the id that the page gives it, and each id to
// one comment only.
func (s *set) findIDs(out []Comment) {
	s.named = map[string]int{}
	all := make([][]label, len(s.views))
	uses := map[string]int{}
	for i := range s.views {
		all[i] = s.labels(i)
		seen := map[string]bool{}
		for _, l := range all[i] {
			if !seen[l.id] {
				seen[l.id] = true
				uses[l.id]++
			}
		}
	}
	taken := map[string]bool{}
	for i := range s.views {
		if len(all[i]) == 0 {
			all[i] = s.linkLabels(i)
			for _, l := range all[i] {
				uses[l.id]++
			}
		}
		best := label{rank: 40}
		for _, l := range all[i] {
			if l.rank < best.rank && uses[l.id] == 1 {
				best = l
			}
			if _, ok := s.named[l.id]; !ok {
				s.named[l.id] = i
			}
		}
		id := best.id
		if id == "" {
			for _, l := range all[i] {
				if l.rank < best.rank {
					best = l
				}
			}
			if best.id != "" {
				s.Duplicates++
			}
		}
		if id == "" || taken[id] {
			id = free(taken, i+1)
		}
		taken[id] = true
		out[i].ID = id
		out[i].URL = s.permalink(i)
	}
}

// linkLabels lists the fragments of a unit's links to itself, for pages where
// the named anchor stands outside of the comment.
func (s *set) linkLabels(i int) []label {
	var out []label
	s.each(i, func(n *html.Node) bool {
		if n.DataAtom != atom.A || insideQuote(n) || isReplyTo(n) {
			return true
		}
		href := dom.Attr(n, "href")
		if _, frag, ok := strings.Cut(href, "#"); ok && len(href) < 2000 {
			if id, ok := shortID(frag); ok {
				out = append(out, label{id, 20})
			}
		}
		return len(out) < 4
	})
	return out
}

// free is an id for a comment that the page gives none.
func free(taken map[string]bool, n int) string {
	for id := "n" + strconv.Itoa(n); ; id += "x" {
		if !taken[id] {
			return id
		}
	}
}

// permalink is the link to the comment itself.
func (s *set) permalink(i int) string {
	if n := s.first(i, s.rules.Link); n != nil {
		return dom.Attr(n, "href")
	}
	best, bestScore := "", 0
	s.each(i, func(n *html.Node) bool {
		if n.DataAtom != atom.A {
			return true
		}
		href := dom.Attr(n, "href")
		if href == "" || len(href) > 2000 || strings.HasPrefix(href, "javascript:") {
			return true
		}
		score := 0
		if _, frag, ok := strings.Cut(href, "#"); ok && frag != "" {
			if j, named := s.target(frag); named && j == i {
				score += 2
			}
		}
		if strings.Contains(dom.Class(n), "permalink") || strings.Contains(dom.Attr(n, "rel"), "bookmark") {
			score += 2
		}
		if when := s.views[i].when.node; when != nil && dom.Within(when, n) {
			score++
		}
		if score > bestScore {
			best, bestScore = href, score
		}
		return true
	})
	return best
}

// target is the unit that a fragment or a data attribute names.
func (s *set) target(ref string) (int, bool) {
	ref = strings.TrimPrefix(strings.TrimSpace(ref), "#")
	if ref == "" || len(ref) > longID {
		return 0, false
	}
	if j, ok := s.named[ref]; ok {
		return j, true
	}
	if id, ok := shortID(ref); ok {
		if j, ok := s.named[id]; ok {
			return j, true
		}
	}
	return 0, false
}
