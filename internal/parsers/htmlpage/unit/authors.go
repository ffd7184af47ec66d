package unit

import (
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

type authorCandidate struct {
	found
	path  uint64
	block uint64 // path of the block that it stands in
	score float64
}

// headLines and tailLines are where the name of a comment's author is looked
// for.
const (
	headLines = 12
	tailLines = 5
)

// blockShare is the weight of standing in the block where other units have
// their names: some names are links and some are not.
const blockShare = 0.5

// longHead is the length in bytes of a stretch that may hold a name and the
// words around it.
const longHead = 160

// findAuthors finds the name of each unit's author: where a rule points, or
// the place that looks most like a name over all units.
func (s *set) findAuthors() {
	votes, blocks := map[uint64]float64{}, map[uint64]float64{}
	candidates := make([][]authorCandidate, len(s.views))
	for i := range s.views {
		candidates[i] = s.authorCandidates(i)
		seen, seenBlock := map[uint64]bool{}, map[uint64]bool{}
		for _, c := range candidates[i] {
			if !seen[c.path] {
				seen[c.path] = true
				votes[c.path] += max(c.score, 0)
			}
			if !seenBlock[c.block] {
				seenBlock[c.block] = true
				blocks[c.block] += max(c.score, 0)
			}
		}
	}
	for i := range s.views {
		best, bestScore := -1, 1.2
		for j, c := range candidates[i] {
			if sc := (votes[c.path]+blockShare*blocks[c.block])/float64(len(s.views)) + c.score; sc > bestScore {
				best, bestScore = j, sc
			}
		}
		if best >= 0 {
			s.views[i].author = candidates[i][best].found
		}
	}
}

func (s *set) authorCandidates(i int) []authorCandidate {
	v := &s.views[i]
	meant := s.chosen(i, s.rules.Author)
	var out []authorCandidate
	for j := range v.lines {
		if j >= headLines && j < len(v.lines)-tailLines {
			continue
		}
		l := &v.lines[j]
		if l.Quote != nil && !below(l.Pieces[0].Node, meant) {
			continue
		}
		at := 0
		for k, p := range l.Pieces {
			t := strings.TrimSpace(p.Text)
			if t == "" {
				continue
			}
			from := strings.Index(l.text[at:], t)
			if from >= 0 {
				from += at
				at = from + len(t)
			}
			ruled := below(p.Node, meant)
			if meant != nil && !ruled {
				continue
			}
			if c, ok := s.authorCandidate(i, j, k, cutDate(t, from, l)); ok || ruled && c.text != "" && !notName.MatchString(c.text) {
				if ruled {
					c.score += 4
				}
				c.score -= 0.05 * float64(len(out))
				out = append(out, c)
			}
		}
	}
	return out
}

// cutDate removes the line's date from the piece that begins at byte from.
func cutDate(piece string, from int, l *line) string {
	if l.end == 0 || from < 0 || l.start >= from+len(piece) || l.end <= from {
		return piece
	}
	a, b := max(l.start-from, 0), min(l.end-from, len(piece))
	return strings.TrimSpace(piece[:a]) + CutMark + strings.TrimSpace(piece[b:])
}

// nameless are the names of those who give none: many comments of a page can
// bear one.
var nameless = wordSet(`anonymous anonym anonyme anónimo anonimo anoniem guest gast invité invitado ospite gość гость аноним 匿名 名無しさん 匿名さん 游客 访客`)

// authorCandidate weighs piece k of line j.
func (s *set) authorCandidate(i, j, k int, text string) (authorCandidate, bool) {
	l := &s.views[i].lines[j]
	p := l.Pieces[k]
	if len(text) > longHead {
		return authorCandidate{}, false
	}
	dated := strings.Contains(text, CutMark)
	name, announced := cleanAuthor(text)
	if before, _, ok := strings.Cut(name, CutMark); ok && dated {
		name, _ = cleanAuthor(before)
	}
	c := authorCandidate{found: found{text: name, line: j, node: p.Node}, path: s.path(i, p.Node), block: s.path(i, s.blockOf(p.Node))}
	if !canBeName(name) || onlyControls(name) {
		return c, false
	}
	cue := s.authorCue(i, p.Node)
	if n := s.common[blank(l.text)]; n >= 3 && n*2 >= len(s.views) && cue < 2 && len(l.Pieces) == 1 && !announced && !nameless[strings.ToLower(name)] {
		return c, false
	}
	c.score = cue + tagCue(p.Node)
	switch {
	case announced, k+1 < len(l.Pieces) && saysAfter.MatchString(l.Pieces[k+1].Text), k > 0 && endsInBy(l.Pieces[k-1].Text):
		c.score += 1.5
	}
	switch when := s.views[i].when.line; {
	case when == j:
		c.score += 0.7
	case when >= 0 && (when == j+1 || when == j-1):
		c.score += 0.4
	}
	if j <= 1 {
		c.score += 0.3
	}
	if w := countWords(name); w > 3 {
		c.score -= 0.4 * float64(w-3)
	}
	if strings.Contains(name, " ") && endsSentence(name) {
		c.score -= 0.7
	}
	return c, c.score > 0.3
}

// endsSentence reports whether a stretch holds the end of a sentence: a mark of
// exclamation or question, or a full stop behind more than the few letters of an
// initial or a title ("J. P. Abara", "Dr. Weiss", "Ann Lee Jr.").
func endsSentence(s string) bool {
	if strings.ContainsAny(s, "!?") {
		return true
	}
	for _, w := range strings.Fields(s) {
		if strings.HasSuffix(w, "...") || strings.HasSuffix(w, ".") && letters(w) > 3 {
			return true
		}
	}
	return false
}

// blockOf is the nearest block around an element within its unit.
func (s *set) blockOf(n *html.Node) *html.Node {
	for ; n.Parent != nil && !dom.Block(n.DataAtom); n = n.Parent {
		if _, root := s.roots[n]; root {
			break
		}
	}
	return n
}

func endsInBy(s string) bool {
	w := strings.Fields(strings.ToLower(strings.TrimRight(s, ": \u00a0")))
	if len(w) == 0 {
		return false
	}
	switch w[len(w)-1] {
	case "by", "von", "par", "por", "from", "door", "author":
		return len(w) <= 4
	}
	return false
}

// authorCue is how strongly the classes around an element speak of an author.
func (s *set) authorCue(i int, n *html.Node) float64 {
	weight := 1.0
	for up := 0; n != nil && up < 4; n, up = n.Parent, up+1 {
		if _, root := s.roots[n]; root {
			return 0
		}
		switch dom.Attr(n, "itemprop") {
		case "author", "creator":
			return 3 * weight
		}
		if strings.Contains(dom.Attr(n, "rel"), "author") {
			return 3 * weight
		}
		switch {
		case has(n, strongAuthor) && !(up == 0 && has(n, notAuthor)):
			return 3 * weight
		case has(n, notAuthor):
			return -1.5 * weight
		case has(n, authorWords):
			return 1.8 * weight
		}
		weight *= 0.8
	}
	return 0
}

// tagCue is how strongly an element's name and target speak of an author.
func tagCue(n *html.Node) float64 {
	score := 0.0
	for up := 0; n != nil && up < 2; n, up = n.Parent, up+1 {
		switch n.DataAtom {
		case atom.Cite:
			score += 1.2
		case atom.B, atom.Strong, atom.H3, atom.H4, atom.H5, atom.H6:
			score += 0.5
		case atom.A:
			score += 0.4
			if profileLink(dom.Attr(n, "href")) {
				score += 1.2
			}
			if strings.Contains(dom.Attr(n, "rel"), "external") {
				score += 0.5
			}
			if strings.Contains(dom.Attr(n, "rel"), "nofollow") {
				score += 0.3
			}
			if dom.Class(n) == "url" {
				score += 0.7
			}
		}
	}
	return score
}

// profileLink reports whether a link goes to the page of a user.
func profileLink(href string) bool {
	href = strings.ToLower(href[:min(len(href), 300)])
	for _, part := range []string{"profile", "/user", "/member", "/people/", "/u/", "memberlist", "user_info", "user?id", "user=", "author/", "/users/", "userid", "action=profile", "~"} {
		if strings.Contains(href, part) {
			return true
		}
	}
	return false
}
