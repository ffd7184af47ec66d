package unit

import (
	"regexp"
	"strings"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/dates"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isoTime is what machine-readable attributes hold.
var isoTime = regexp.MustCompile(`^\s*\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?\s*$`)

// unixTime is seconds or milliseconds since 1970, from 1990 to 2100.
var unixTime = regexp.MustCompile(`^\d{9,10}(\d{3})?$`)

// machineTime is the time that an element's attributes state, in a form that
// dates.Parse reads; "" where they state none.
func machineTime(n *html.Node) string {
	for _, a := range n.Attr {
		switch a.Key {
		case "datetime", "data-time", "data-datetime", "data-utime", "data-timestamp", "data-date", "data-created", "title", "content",
			"data-epoch", "data-unixtime", "data-publish", "data-iso", "data-original-title", "data-tippy-content", "data-tooltip", "aria-label", "created-timestamp", "ts", "data-datestring":
			if len(a.Val) > 64 {
				continue
			}
			if isoTime.MatchString(a.Val) {
				return strings.TrimSpace(a.Val)
			}
			if unixTime.MatchString(a.Val) && a.Key != "title" && a.Key != "content" {
				return a.Val
			}
			// "2014-02-07 10:53:03Z, License: ..." and the like.
			if (a.Key == "title" || strings.HasPrefix(a.Key, "data-t") || strings.HasPrefix(a.Key, "data-o") || a.Key == "aria-label") && len(a.Val) >= 16 {
				if _, _, _, ok := dates.FindParts(a.Val); ok && strings.Contains(a.Val, ":") {
					return a.Val
				}
			}
		}
	}
	return ""
}

// findTimes finds the date of each unit: where a rule or most units point.
func (s *set) findTimes() {
	votes := map[uint64]float64{}
	candidates := make([][]timeCandidate, len(s.views))
	for i := range s.views {
		candidates[i] = s.timeCandidates(i)
		seen := map[uint64]bool{}
		for _, c := range candidates[i] {
			if !seen[c.path] {
				seen[c.path] = true
				votes[c.path] += c.score
			}
		}
	}
	for i := range s.views {
		best, bestScore := -1, 0.0
		for j, c := range candidates[i] {
			if sc := votes[c.path]/float64(len(s.views)) + c.score; sc > bestScore {
				best, bestScore = j, sc
			}
		}
		if best >= 0 && bestScore >= 0.9 {
			s.views[i].when = candidates[i][best].found
		}
	}
}

type timeCandidate struct {
	found
	path  uint64
	score float64 // how much this looks like the date of a comment, 0 to 3
}

// timeCandidates lists the dates of one unit.
func (s *set) timeCandidates(i int) []timeCandidate {
	v := &s.views[i]
	meant := s.chosen(i, s.rules.Time)
	var out []timeCandidate
	for j := range v.lines {
		l := &v.lines[j]
		if l.Quote != nil && !below(l.Pieces[0].Node, meant) {
			continue
		}
		if c, ok := s.attributeTime(i, j, meant); ok {
			out = append(out, c)
			continue
		}
		if l.end == 0 {
			continue
		}
		node, piece := pieceAt(l.Line, l.text, l.start)
		rest := s.ownCount(l.text[:l.start]) + s.ownCount(l.text[l.end:])
		if own := countWords(piece) - countWords(l.text[l.start:l.end]); len(l.Pieces) > 1 && own >= 0 {
			rest = min(rest, own+2) // an element of its own on a long line of other things
		}
		c := timeCandidate{found: found{text: l.text[l.start:l.end], line: j, node: node}, path: s.path(i, node)}
		c.score = 1 - float64(rest)/12
		if s.timeCue(i, node) {
			c.score += 1
		}
		if j == 0 || j == len(v.lines)-1 {
			c.score += 0.3
		}
		c.score -= 0.02 * float64(min(j, len(v.lines)-1-j))
		if below(node, meant) {
			c.score += 3
		}
		switch {
		case s.ofOtherThing(i, j):
			c.score -= 1.5
		case s.isTitle(l):
			c.score -= 0.5 // or all were written on one day
		}
		if c.score > 0.2 {
			out = append(out, c)
		}
	}
	if c, ok := s.silentTime(i); ok {
		out = append(out, c)
	}
	return out
}

// isTitle reports whether a line with a date is the same in half of the units and
// says more than the date: the title of the topic, with the number of a version.
func (s *set) isTitle(l *line) bool {
	n := s.same[l.text]
	return n >= 3 && n*2 >= len(s.views) && countWords(l.text[:l.start])+countWords(l.text[l.end:]) >= 3
}

// otherTimes are the labels of dates that are not when a comment was written:
// when its author joined, when it was edited.
var otherTimes = regexp.MustCompile(`(?i)(?:\b(?:joined|join\s+date|registered|registration|member\s+since|since|last\s+edited|edited|modified|last\s+seen|last\s+active|birthday|` +
	`registriert|dabei\s+seit|beigetreten|mitglied\s+seit|bearbeitet|geändert|inscrit|inscription|membre\s+depuis|modifié|édité|registrado|ingreso|desde|editado|iscritto|modificato|lid\s+sinds|bewerkt|dołączył|rejestracja|` +
	`reg\.?)|зарегистрирован|регистрация|изменено|отредактировано)\b?[^.!?]{0,30}$`)

// ofOtherThing reports whether the label before the date of line j, on that
// line or alone on the one before, speaks of something else than the comment.
func (s *set) ofOtherThing(i, j int) bool {
	v := &s.views[i]
	before := v.lines[j].text[:v.lines[j].start]
	if otherTimes.MatchString(before) {
		return true
	}
	if j == 0 || countWords(before) > 0 {
		return false
	}
	label := v.lines[j-1].text
	return v.lines[j-1].end == 0 && len(label) <= 30 && countWords(label) <= 3 && otherTimes.MatchString(strings.TrimRight(label, ": "))
}

// attributeTime is the time that the attributes of an element of line j state.
func (s *set) attributeTime(i, j int, meant *html.Node) (timeCandidate, bool) {
	l := &s.views[i].lines[j]
	if len(l.text) > longLine {
		return timeCandidate{}, false
	}
	for _, p := range l.Pieces {
		for n, up := p.Node, 0; n != nil && up < 3; n, up = n.Parent, up+1 {
			value := machineTime(n)
			if value == "" {
				if _, root := s.roots[n]; root {
					break
				}
				continue
			}
			c := timeCandidate{found: found{text: dom.Fold(p.Text), value: value, line: j, node: n}, path: s.path(i, n), score: 1.5}
			if n.DataAtom == atom.Time || s.timeCue(i, n) {
				c.score += 1
			}
			if below(n, meant) || meant != nil && dom.Within(meant, n) {
				c.score += 3
			}
			return c, true
		}
	}
	return timeCandidate{}, false
}

// silentTime is the time in an element without text: <meta itemprop>, or an
// attribute of the unit itself.
func (s *set) silentTime(i int) (timeCandidate, bool) {
	var c timeCandidate
	s.each(i, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Meta, atom.Time, atom.Span, atom.Abbr, atom.Div, atom.Li, atom.A:
		default:
			if _, root := s.roots[n]; !root {
				return true
			}
		}
		for _, a := range n.Attr {
			switch a.Key {
			case "datetime", "data-time", "data-timestamp", "data-utime", "created-timestamp", "data-created", "content", "created":
				if len(a.Val) < 64 && (isoTime.MatchString(a.Val) || a.Key != "content" && unixTime.MatchString(a.Val)) {
					c = timeCandidate{found: found{value: strings.TrimSpace(a.Val), line: -1, node: n}, path: s.path(i, n), score: 0.9}
					return false
				}
			}
		}
		return true
	})
	return c, c.node != nil
}

// timeCue reports whether the classes around an element speak of time.
func (s *set) timeCue(i int, n *html.Node) bool {
	for up := 0; n != nil && up < 3; n, up = n.Parent, up+1 {
		if n.DataAtom == atom.Time || has(n, timeWords) {
			return true
		}
		if _, root := s.roots[n]; root {
			return false
		}
	}
	return false
}

// underRule reports whether an element is, or lies below, what a rule matches
// within its unit.
func (s *set) underRule(n *html.Node, m Matcher) bool {
	if m == nil {
		return false
	}
	for ; n != nil; n = n.Parent {
		if matches(m, n) {
			return true
		}
		if _, root := s.roots[n]; root {
			return false
		}
	}
	return false
}

// pieceAt is the element and the text of the piece at byte at of the line's text. White
// space at the joints makes it approximate by a byte or two.
func pieceAt(l dom.Line, text string, at int) (*html.Node, string) {
	from := 0
	for _, p := range l.Pieces {
		t := strings.TrimSpace(p.Text)
		if t == "" {
			continue
		}
		i := strings.Index(text[min(from, len(text)):], t)
		if i < 0 {
			continue
		}
		if from += i + len(t); at < from {
			return p.Node, p.Text
		}
	}
	last := l.Pieces[len(l.Pieces)-1]
	return last.Node, last.Text
}

// when reads the date that was found.
func (s *set) when(i int) thread.Time {
	f := s.views[i].when
	opt := s.opt.dates()
	if f.value != "" {
		if t, ok := ReadTime(f.value, opt); ok {
			if f.text != "" && f.line >= 0 {
				t.Raw = f.text
			}
			return t
		}
	}
	if f.text == "" {
		return thread.Time{}
	}
	t, _, _, ok := dates.Find(f.text, opt)
	if !ok {
		return thread.Time{}
	}
	return t
}

// below reports whether n is, or lies below, an element that may be nil.
func below(n, root *html.Node) bool { return root != nil && dom.Within(n, root) }
