package unit

import (
	"regexp"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"golang.org/x/net/html"
)

// quoteHead is the line that introduces a quotation.
var quoteHead = regexp.MustCompile(`(?i)^.{0,80}\b(?:` + saying + `|zitat(?:\s+von.*)?|quote(?:\s+from.*|d)?|originally posted by.*|quoting.*|cita(?:ción)?|citation|schrieb.*)\b[^.?!]{0,60}:?\s*$`)

// words returns the text of a unit and what it quotes.
func (s *set) words(i int, title *html.Node) (text, quoted string) {
	v := &s.views[i]
	keep := make([]bool, len(v.lines))
	for j := range v.lines {
		l := &v.lines[j]
		keep[j] = l.inBody && !(title != nil && dom.Within(l.Pieces[0].Node, title))
	}
	in := append([]bool(nil), keep...)
	s.trimHead(v, keep)
	s.trimTail(v, keep)
	depth := 1
	if s.quotesAreText() {
		depth = 2
	}
	var own, others []string
	for j := range v.lines {
		if !keep[j] {
			continue
		}
		l := &v.lines[j]
		switch {
		case l.Depth >= depth:
			others = append(others, l.text)
		case j+1 < len(v.lines) && keep[j+1] && v.lines[j+1].Depth >= depth && quoteHead.MatchString(l.text):
			others = append(others, l.text)
		case plainQuote(l.text):
			others = append(others, strings.TrimLeft(l.text, "> "))
		case l.furniture && (len(s.views) > 2 || onlyControls(l.text)) && countWords(l.text) > 0:
		case l.partial:
			own = append(own, l.body)
		default:
			own = append(own, s.ownWords(v, j))
		}
	}
	if len(own) == 0 && len(others) == 0 {
		if t := s.between(v, in); t != "" {
			own = append(own, t)
		}
	}
	return strings.Join(own, "\n"), strings.Join(others, "\n")
}

// between is what a line says besides the name and the date, where a unit has
// no other text: "Well said! - Ann, 3 May".
func (s *set) between(v *view, in []bool) string {
	for j := range v.lines {
		l := &v.lines[j]
		if !in[j] || l.furniture || v.author.line != j && v.when.line != j {
			continue
		}
		rest := l.text
		if v.when.line == j && l.end > 0 {
			rest = l.text[:l.start] + " " + l.text[l.end:]
		}
		if v.author.line == j {
			rest = strings.Replace(rest, v.author.text, " ", 1)
		}
		rest = strings.Trim(dom.Fold(rest), " -–—|:,·•()[]@")
		if countWords(rest) > 0 && !onlyControls(rest) && !notName.MatchString(rest) {
			return rest
		}
	}
	return ""
}

// ownWords is a line without the name at its beginning and the date at either
// end, where the page puts them on one line with the text.
func (s *set) ownWords(v *view, j int) string {
	l := &v.lines[j]
	text := l.text
	if v.when.line == j && l.end > 0 && v.when.text != "" {
		switch {
		case strings.TrimSpace(text[l.end:]) == "":
			text = strings.TrimRight(text[:l.start], " -–—|([,·•")
		case strings.TrimSpace(text[:l.start]) == "":
			text = strings.TrimLeft(text[l.end:], " -–—|)]:,·•")
		}
	}
	if v.author.line == j && v.author.text != "" {
		if rest, ok := strings.CutPrefix(text, v.author.text); ok && rest != "" {
			rest = saysAfter.ReplaceAllString(rest, "")
			text = strings.TrimLeft(rest, " -–—|:,·•")
		}
	}
	if text == "" {
		return l.text
	}
	return text
}

// plainQuote recognises "> words" as mail and old forums quote.
func plainQuote(t string) bool {
	if !strings.HasPrefix(t, ">") {
		return false
	}
	rest := strings.TrimLeft(t, "> ")
	return rest != "" && countWords(rest) > 1
}

// quotesAreText reports whether the page puts the comments themselves into
// blockquotes.
func (s *set) quotesAreText() bool {
	if s.quotes == 0 {
		s.quotes = -1
		only, units := 0, 0
		for i := range s.views {
			in, out := 0, 0
			for j := range s.views[i].lines {
				l := &s.views[i].lines[j]
				if l.furniture || j == s.views[i].author.line || j == s.views[i].when.line {
					continue
				}
				if l.Quote != nil {
					in += countWords(l.text)
				} else {
					out += countWords(l.text)
				}
			}
			if in+out > 0 {
				units++
			}
			if in > 0 && in > 4*out {
				only++
			}
		}
		if only*10 >= units*6 {
			s.quotes = 1
		}
	}
	return s.quotes > 0
}

// trimHead drops lines of names, dates and buttons before the text.
func (s *set) trimHead(v *view, keep []bool) {
	for j := range v.lines {
		if !keep[j] {
			continue
		}
		if v.lines[j].Quote != nil || !s.isMeta(v, j) {
			return
		}
		keep[j] = false
	}
}

// trimTail drops the same after the text.
func (s *set) trimTail(v *view, keep []bool) {
	for j := len(v.lines) - 1; j >= 0; j-- {
		if !keep[j] {
			continue
		}
		if v.lines[j].Quote != nil || !s.isMeta(v, j) {
			return
		}
		keep[j] = false
	}
}

// isMeta reports whether a line holds no more than name, date and furniture.
func (s *set) isMeta(v *view, j int) bool {
	l := &v.lines[j]
	if l.furniture {
		return true
	}
	if l.partial {
		return false
	}
	if onlyReplyHead(l.text) {
		return true
	}
	rest := l.text
	if len(rest) > longLine {
		return false
	}
	if l.end > 0 {
		rest = l.text[:l.start] + " | " + l.text[l.end:]
	}
	if v.author.line == j && v.author.text != "" {
		if v.author.text == l.text {
			return true
		}
		rest = strings.Replace(rest, v.author.text, " | ", 1)
	} else if v.author.text != "" && strings.EqualFold(strings.TrimSpace(rest), v.author.text) {
		return true
	}
	if rest == l.text {
		return false
	}
	rest = placeHead.ReplaceAllString(rest, "")
	words := 0
	for _, w := range strings.FieldsFunc(strings.ToLower(rest), notLetter) {
		if !controls[w] && !(s.head[w] && l.end > 0) {
			words++
		}
	}
	switch {
	case words == 0:
		return true
	case v.author.line == j && v.when.line == j:
		return words <= 6
	case v.author.line == j || v.when.line == j:
		return words <= 3
	}
	return words == 0
}

func notLetter(r rune) bool { return !('a' <= r && r <= 'z' || r >= 0x80 || r == '\'') }
