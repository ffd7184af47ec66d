package page

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/undertone-project/undertone/internal/dates"
)

// Byline is a line that says who wrote the comment beside it, and when.
type Byline struct {
	Name string
	// Shape is how the line is built: its fixed words and signs, with N for
	// the name, D for the date and x for words beside them ("posted by N | D").
	// The bylines of one page have few shapes.
	Shape            string
	Date             dates.Parts // where HasDate
	HasDate          bool
	DateFrom, DateTo int // byte range of the date in the line
}

// maxByline bounds the bytes of a byline, maxNameWords the words of its name:
// names of commenters are "Blog is the New Black" and "Ann @ ann-bakes.example",
// too.
const (
	maxByline    = 180
	maxNameWords = 9
	maxExtra     = 4 // words beside name and date
)

// ParseByline reads s as a byline. It is false where the line holds neither a
// date nor a word that announces an author ("by", "says"), or more beside them
// than one name. It judges by form alone and takes many lines of prose for
// bylines: only shapes that return on a page can be trusted.
func ParseByline(s string) (Byline, bool) {
	var b Byline
	if len(s) > maxByline {
		return b, false
	}
	var shape []string
	names, says := 0, false
	take := func(part string) bool {
		for _, f := range bylineFields(part) {
			before, name, after := stripField(f.text)
			if name != "" && names > 0 && b.HasDate && Words(name) <= maxExtra && !Closed(name) {
				shape = append(shape, "x") // "via mobile", "up"
				continue
			}
			if f.sign != "" {
				shape = append(shape, f.sign)
			}
			shape = append(shape, before...)
			if name != "" {
				if Words(name) == 0 || Words(name) > maxNameWords || strings.Contains(name, "://") {
					return false
				}
				if names++; names == 1 {
					b.Name = name
				}
				shape = append(shape, "N")
			}
			shape = append(shape, after...)
			for _, w := range append(before, after...) {
				says = says || announces[w]
			}
		}
		return names <= 1
	}
	b.Date, b.DateFrom, b.DateTo, b.HasDate = dates.FindParts(s)
	if !b.HasDate {
		if g := gluedMonth.FindStringSubmatchIndex(s); g != nil {
			at := g[2]
			if b.Date, b.DateFrom, b.DateTo, b.HasDate = dates.FindParts(s[at:]); b.HasDate {
				b.DateFrom, b.DateTo = b.DateFrom+at, b.DateTo+at
			}
		}
	}
	if b.HasDate && b.Date.Relative() && !strings.Contains(s[b.DateFrom:b.DateTo], "ago") {
		b.HasDate = false
	}
	if !b.HasDate {
		// "The mayor said" is prose; "Ann said..." is not.
		if !take(s) || !says || b.Name == "" {
			return b, false
		}
		b.Shape = strings.Join(shape, " ")
		return b, true
	}
	before, after := s[:b.DateFrom], restOfTime.ReplaceAllString(s[b.DateTo:], "")
	if !take(before) {
		return b, false
	}
	shape = append(shape, "D")
	if !take(after) {
		return b, false
	}
	b.Shape = strings.Join(shape, " ")
	return b, true
}

// SignsBelow reports whether a byline of a shape stands below what it signs:
// "Posted by: Ann | 3 May 2012", "Comment by Ann — 3 May 2012", "by Ann on 3 May
// 2012". On 38 saved pages with five of these or more they do on all of them; on
// 50 with as many bylines of other shapes these stand above on all but one.
func SignsBelow(shape string) bool {
	return strings.HasPrefix(shape, "posted by N") || strings.HasPrefix(shape, "comment by N") ||
		shape == "by N on D" || shape == "by N on D x" || shape == "by N on D recs"
}

// ParseBylineAs reads s as a byline of a shape in which words stand before the
// name, and between it and the date at the end ("posted by N on D"). The name may
// be of any length and hold a date itself, as titles of pages do.
func ParseBylineAs(s, shape string) (Byline, bool) {
	before, middle, ok := strings.Cut(shape, " N ")
	middle, end := strings.CutSuffix(middle, " D")
	if !ok || !end || middle == "" || len(s) > maxByline || len(s) <= len(before) || !strings.EqualFold(s[:len(before)+1], before+" ") {
		return Byline{}, false
	}
	middle = " " + middle + " "
	at := strings.LastIndex(strings.ToLower(s), middle)
	if at <= len(before) || len(strings.ToLower(s)) != len(s) {
		return Byline{}, false
	}
	from := at + len(middle)
	b, ok := ParseByline(s[from:])
	if !ok || b.Shape != "D" {
		return Byline{}, false
	}
	b.Name, b.Shape = strings.TrimSpace(s[len(before):at]), shape
	b.DateFrom, b.DateTo = b.DateFrom+from, b.DateTo+from
	return b, true
}

// gluedMonth is a month that the name before it runs into ("Ann LeeMay 12,
// 2012"), as copying loses the space between two elements.
var gluedMonth = regexp.MustCompile(`[\pL\d.)]((?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? \d)`)

// restOfTime is what may follow a date that is still about time: a clock time
// in a form of its own, a zone, how long ago that was.
var restOfTime = regexp.MustCompile(`^\s*(?:[@,–—-]|at)?\s*(?:\d{1,2}:\d{2}(?::\d{2})?\s*(?:[AaPp]\.?[Mm]\.?)?)?\s*(?:\(?[A-Z]{2,4}T?\)?)?(?:\s*[–—-]?\s*\d+ (?:second|minute|hour|day|week|month|year)s? ago)?\s*\.?\s*$`)

// field is a part of a byline, with the sign that stands before it.
type field struct{ sign, text string }

// bylineFields divides at the signs that bylines are divided by. A dash or a
// slash inside a word divides nothing.
func bylineFields(s string) []field {
	var out []field
	sign, at := "", 0
	for i, r := range s {
		_, size := utf8.DecodeRuneInString(s[i:])
		spaced := (i == 0 || s[i-1] == ' ' || s[i-1] == '\t') && (i+size == len(s) || s[i+size] == ' ' || s[i+size] == '\t')
		if strings.ContainsRune("|·•—", r) || strings.ContainsRune("/–-", r) && spaced {
			out = append(out, field{sign, s[at:i]})
			sign, at = string(r), i+size
		}
	}
	return append(out, field{sign, s[at:]})
}

// stripField takes the fixed words off both ends of a field, and numbers of
// comments and members, which are no part of a shape.
func stripField(s string) (before []string, name string, after []string) {
	words := strings.Fields(s)
	for len(words) > 0 {
		w := fixedWord(words[0])
		if w == "" && !numberWord.MatchString(words[0]) {
			break
		}
		if w != "" {
			before = append(before, w)
		}
		words = words[1:]
	}
	for len(words) > 0 {
		last := words[len(words)-1]
		w := fixedWord(last)
		if w == "" && !numberWord.MatchString(last) {
			break
		}
		if w != "" {
			after = append([]string{w}, after...)
		}
		words = words[:len(words)-1]
	}
	name = strings.Trim(strings.Join(words, " "), " ,:;()[]“”\"")
	if i := strings.Index(name, " replying to "); i > 0 {
		name = name[:i]
	}
	return before, strings.TrimSuffix(name, "'s picture"), after
}

// numberWord is the number of a comment, or of a member in a site's list.
var numberWord = regexp.MustCompile(`^(?:#?\d{1,4}[.):]?|\(?#?\d{3,}\)?)$`)

// fixedWord is w as it stands in shapes, "" for any other word.
func fixedWord(w string) string {
	k := strings.ToLower(strings.TrimRight(strings.TrimLeft(w, "("), ":,.…)"))
	if fixedWords[k] || announces[k] {
		return k
	}
	return ""
}

// announces are the words that tell a byline without a date.
var announces = set("by", "says", "said", "wrote", "writes", "commented", "schreibt", "schrieb", "sagt", "dit", "dice", "escribió", "disse", "écrit")

var fixedWords = set("on", "at", "posted", "submitted", "written", "published", "comment", "from", "reply", "permalink", "link", "homepage",
	"edited", "added", "am", "pm", "um", "le", "el", "edt", "est", "pdt", "pst", "cdt", "cst", "mdt", "mst", "utc", "gmt", "bst", "cet", "et", "pt", "recs", "rec")
