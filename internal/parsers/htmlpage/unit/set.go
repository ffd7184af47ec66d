package unit

import (
	"strings"
	"unicode"

	"github.com/undertone-project/undertone/internal/dates"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// set is all units of a page, seen together.
type set struct {
	rules Rules
	opt   Options
	roots map[*html.Node]int // of units, by index
	views []view
	below map[*html.Node]int // units directly below an element
	// common counts, for each short text with its digits blanked out, the
	// units that show it.
	common map[string]int
	// head holds the words that four in five units show on their first line with
	// a date: "Re: TITLE by NAME: DATE".
	head map[string]bool
	// same counts, for each line with a date, the units that show exactly that.
	same map[string]int
	// named maps ids, names and data attributes to units.
	named map[string]int
	// Duplicates counts the units whose only id is that of another.
	Duplicates int
	// body are the paths that hold the text, nil before they are known.
	body map[uint64]bool
	// ordered says that the numeric dates themselves show their order of day
	// and month.
	ordered bool
	// quotes is 1 where the page puts comments into blockquotes, -1 where it
	// does not, 0 before that is known.
	quotes int
}

// view is one unit being read.
type view struct {
	unit  Unit
	lines []line
	paths map[*html.Node]uint64
	// when is the date and where it was found.
	when   found
	author found
}

// line is a line of a unit with what is known about it.
type line struct {
	dom.Line
	text string
	// start and end are the bytes of the first date in text; end is 0 where
	// there is none.
	start, end int
	furniture  bool
	inBody     bool
	// partial says that only some of the line's pieces belong to the body;
	// body is their text.
	partial bool
	body    string
}

// found is a part of a unit: the text and the line and element it stands in.
type found struct {
	text  string
	value string // a machine-readable form, for dates
	line  int    // -1 where it is no line of the unit
	node  *html.Node
}

// longLine is the length in bytes past which a line is prose and not searched
// for a date.
const longLine = 240

func newSet(units []Unit, rules Rules, opt Options) *set {
	s := &set{rules: rules, opt: opt, roots: map[*html.Node]int{}, below: map[*html.Node]int{}, common: map[string]int{}, same: map[string]int{}}
	for i, u := range units {
		s.below[u.Roots[0].Parent]++
		for _, r := range u.Roots {
			s.roots[r] = i
		}
	}
	s.views = make([]view, len(units))
	var numeric []string
	for i := range units {
		s.views[i].unit = units[i]
	}
	for i, u := range units {
		v := &s.views[i]
		v.paths = map[*html.Node]uint64{}
		v.when.line, v.author.line = -1, -1
		seen := map[string]bool{}
		for _, l := range unquoted(u.Roots, dom.Lines(u.Roots, s.skip(i))) {
			ln := line{Line: l, text: l.Text()}
			if len(ln.text) <= longLine {
				if a, b, ok := FindDate(l, ln.text); ok {
					ln.start, ln.end = a, b
					s.same[ln.text]++
					numeric = append(numeric, ln.text[max(a-24, 0):b])
				}
				if key := blank(ln.text); !seen[key] {
					seen[key] = true
					s.common[key]++
				}
			}
			v.lines = append(v.lines, ln)
		}
	}
	order := dates.GuessOrder(numeric)
	if order == dates.OrderUnknown {
		order = weekdayOrder(numeric)
	}
	if order != dates.OrderUnknown {
		s.opt.Order, s.ordered = order, true
	}
	s.head = s.headWords()
	for i := range s.views {
		for j := range s.views[i].lines {
			l := &s.views[i].lines[j]
			l.furniture = s.isFurniture(l.text)
		}
	}
	return s
}

// headWords counts the words of the first lines with a date.
func (s *set) headWords() map[string]bool {
	count := map[string]int{}
	for i := range s.views {
		for j := range min(len(s.views[i].lines), 4) {
			l := &s.views[i].lines[j]
			if l.end == 0 {
				continue
			}
			seen := map[string]bool{}
			for _, w := range wordsOf(l.text[:l.start] + " " + l.text[l.end:]) {
				if !seen[w] {
					seen[w] = true
					count[w]++
				}
			}
			break
		}
	}
	out := map[string]bool{}
	for w, n := range count {
		if n >= 4 && n*5 >= len(s.views)*4 {
			out[w] = true
		}
	}
	return out
}

// wordsOf lists the words of a text in lower case.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' })
}

// ownCount is the number of words of a text that are not those of the heads.
func (s *set) ownCount(text string) int {
	if len(s.head) == 0 {
		return countWords(text)
	}
	n := 0
	for _, w := range wordsOf(text) {
		if !s.head[w] {
			n++
		}
	}
	return n
}

// unquoted takes the quotation away that the element of a comment itself is:
// some pages make each comment a blockquote.
func unquoted(roots []*html.Node, lines []dom.Line) []dom.Line {
	if len(roots) != 1 || roots[0].DataAtom != atom.Blockquote {
		return lines
	}
	for j := range lines {
		if lines[j].Depth > 0 {
			lines[j].Depth--
		}
		if lines[j].Quote == roots[0] {
			lines[j].Quote = nil
		}
	}
	return lines
}

// FindDate is the place of the first date in a line with its text: in the
// whole of it, or in one of its pieces where a date is glued to the name before
// it or the button behind it ("AnnMarch 3, 2019", "3 May 2019Permalink").
func FindDate(l dom.Line, text string) (start, end int, ok bool) {
	// "Ann wrote on 3 May at 18:20:" ends in a colon that is no part of the
	// clock.
	if _, a, b, ok := dates.FindParts(strings.TrimRight(text, ": ")); ok {
		return a, b, true
	}
	if len(l.Pieces) < 2 {
		return 0, 0, false
	}
	from := 0
	for _, p := range l.Pieces {
		t := strings.TrimSpace(p.Text)
		k := strings.Index(text[from:], t)
		if t == "" || k < 0 {
			continue
		}
		from += k
		if _, a, b, ok := dates.FindParts(strings.TrimRight(t, ": ")); ok && len(t) >= 6 {
			return from + a, from + b, true
		}
		from += len(t)
	}
	return 0, 0, false
}

// skip leaves out other units, what the rules omit, and the parts of a comment
// that are never its text or its head.
func (s *set) skip(i int) dom.Skip {
	author, when := s.chosen(i, s.rules.Author), s.chosen(i, s.rules.Time)
	return func(n *html.Node) bool {
		if j, ok := s.roots[n]; ok {
			return j != i
		}
		if matches(s.rules.Omit, n) {
			return true
		}
		if matches(s.rules.Body, n) || matches(s.rules.Author, n) || matches(s.rules.Time, n) {
			return false
		}
		return neverText(n) && !(author != nil && dom.Within(author, n)) && !(when != nil && dom.Within(when, n))
	}
}

// neverText reports whether an element is a signature, a form, or for screen
// readers only.
func neverText(n *html.Node) bool {
	if n.DataAtom == atom.Form {
		return hasField(n, 6)
	}
	if len(n.Attr) == 0 {
		return false
	}
	for _, w := range strings.Fields(dom.Cues(n)) {
		switch w {
		case "signature", "sig", "postsignature", "post-signature", "signaturecontainer", "message-signature", "user_sig", "post_sig", "ipssignature",
			"screen-reader-text", "sr-only", "visually-hidden", "visuallyhidden", "element-invisible", "says-hidden",
			"comment-edit-link", "comment-reply-link", "reply-link", "respond", "comment-respond", "bbcodeblock-expandlink":
			return true
		}
		if strings.HasPrefix(w, "signature") || strings.HasPrefix(w, "sig-") {
			return true
		}
	}
	return false
}

// hasField reports whether a form has a field to write in within a few levels.
func hasField(n *html.Node, depth int) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Textarea || c.DataAtom == atom.Input && dom.Attr(c, "type") == "text" {
			return true
		}
		if depth > 0 && hasField(c, depth-1) {
			return true
		}
	}
	return false
}

// path names the place of an element within its unit: a hash of the signatures
// on the way to it, so that deep pages cost no more than flat ones.
func (s *set) path(i int, n *html.Node) uint64 {
	v := &s.views[i]
	if p, ok := v.paths[n]; ok {
		return p
	}
	var p uint64 = 14695981039346656037
	if _, root := s.roots[n]; !root && n.Parent != nil {
		p = s.path(i, n.Parent)
	}
	if _, root := s.roots[n]; !root || len(v.unit.Roots) > 1 {
		for _, c := range []byte(Signature(n)) {
			p = (p ^ uint64(c)) * 1099511628211
		}
		p *= 1099511628211
	}
	v.paths[n] = p
	return p
}

// Signature is an element's tag with its classes, digits blanked out and the
// words left out that differ between comments of one page.
func Signature(n *html.Node) string {
	c := dom.Class(n)
	if c == "" {
		return n.Data
	}
	var b strings.Builder
	b.WriteString(n.Data)
	for _, w := range strings.Fields(strings.ToLower(c)) {
		if varies(w) {
			continue
		}
		b.WriteByte('.')
		b.WriteString(Kind(w))
	}
	return b.String()
}

// varies recognises class words that tell one comment from the next.
func varies(w string) bool {
	switch w {
	case "odd", "even", "alt", "thread-odd", "thread-even", "thread-alt", "first", "last", "bypostauthor", "byuser", "parent", "alternate", "altbg",
		"new", "admin", "staff", "active", "highlight", "featured", "views-row-odd", "views-row-even", "role_member":
		return true
	}
	return strings.HasPrefix(w, "comment-author-") || strings.HasPrefix(w, "depth-") || strings.HasPrefix(w, "level-")
}

// Kind is a class word with digits blanked out and without the ending that
// tells every other comment ("comment-odd", "row_even", "bg1").
func Kind(w string) string {
	w = Blank(w)
	for _, end := range []string{"odd", "even", "alt"} {
		if rest, ok := strings.CutSuffix(w, end); ok && rest != "" {
			return strings.TrimRight(rest, "-_")
		}
	}
	return w
}

// Blank replaces every run of digits by "#".
func Blank(s string) string {
	if !strings.ContainsAny(s, "0123456789") {
		return s
	}
	var b strings.Builder
	in := false
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= '0' && c <= '9' {
			if !in {
				b.WriteByte('#')
			}
			in = true
			continue
		}
		in = false
		b.WriteByte(s[i])
	}
	return b.String()
}

func blank(s string) string { return Blank(strings.ToLower(s)) }
