package page

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/undertone-project/undertone/internal/dates"
)

// Meta is a line about a text: who wrote it, when, how many comments it has.
type Meta struct {
	Name     string      // the author, "" where the line names none
	Says     bool        // the line announces that author's words: "Ann Lee says:"
	Date     dates.Parts // where HasDate
	HasDate  bool
	DateFrom int // byte range of the date in the line
	DateTo   int
	Label    string // a section or category beside the date ("World")
	Comments int    // stated number of comments, where HasCount
	HasCount bool
}

// maxMeta bounds the bytes and the words, its date apart, of a meta line.
const (
	maxMeta      = 160
	maxMetaWords = 9
)

// ParseMeta reads s as a meta line. It is false where s is none: where it holds
// no date, no "by" or "says" and no count, or holds words that belong to prose.
//
// Read are "By Ann Lee on 25 June 2012", "Ann Lee7 February 2022 12:31", "Ann
// Lee · March 10, 2017 at 12:20 AM says:", "Written by // January 27, 2022 //
// Politics // No comments", "12 comments", "3 hours ago".
func ParseMeta(s string) (Meta, bool) {
	if len(s) > maxMeta || strings.Contains(s, "://") || strings.Contains(s, "www.") {
		return Meta{}, false
	}
	var m Meta
	before, after := s, ""
	if b, a, ok := cutDate(&m, s); ok {
		header := m.Date.Year > 0 && m.Date.Hour >= 0 && Words(a) == 0 && Words(b) <= 6 && !Closed(b)
		if (prose(b) && !header) || prose(a) {
			return Meta{}, false
		}
		before, after = b, a
	}
	if after == "" {
		before, m.Says = cutSays(before)
	} else {
		after, m.Says = cutSays(after)
	}
	if !m.countIn(&before) {
		m.countIn(&after)
	}
	if Words(before)+Words(after) > maxMetaWords {
		return Meta{}, false
	}
	byBefore, by := m.names(before, true)
	afterOK, byToo := m.names(after, m.HasDate && byBefore == 0)
	if !m.HasDate && !m.Says && !m.HasCount && !by && !byToo {
		return Meta{}, false
	}
	if byBefore+afterOK > 0 && m.Name == "" && m.Label == "" {
		return Meta{}, false
	}
	return m, m.Name != "" || m.HasDate || m.HasCount
}

// countIn takes a stated number of comments out of part.
func (m *Meta) countIn(part *string) bool {
	if m.HasCount {
		return true
	}
	*part, m.Comments, m.HasCount = cutCount(*part)
	return m.HasCount
}

// names sorts the fields of the part of a meta line before or after its date
// into the author's name and labels. A name is what "by" announces; without
// "by", it is the first field that can be one, if anyName allows it. names
// returns the number of fields and whether there was a "by".
func (m *Meta) names(part string, anyName bool) (n int, by bool) {
	parts := strings.FieldsFunc(part, func(r rune) bool { return strings.ContainsRune("|·•", r) })
	var all []string
	for _, p := range parts {
		all = append(all, strings.Split(strings.ReplaceAll(p, "//", "/"), "/")...)
	}
	for _, field := range all {
		field, announced := cutBy(field)
		by = by || announced
		field = listNumber.ReplaceAllString(field, "$1")
		field = strings.TrimFunc(field, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:–—-[]#*", r) })
		if strings.IndexFunc(field, unicode.IsLetter) < 0 {
			continue
		}
		n++
		switch {
		case m.Name == "" && NameLike(field) && (announced || anyName && !by && !sections[Key(field)]):
			m.Name = field
		case m.Label == "":
			m.Label = field
		}
	}
	return n, by
}

// listNumber is the number of a comment before its author ("2 Ann Lee").
var listNumber = regexp.MustCompile(`^\s*#?\d{1,4}[.)]?\s+(\pL)`)

// sections are labels that newspapers put beside a date.
var sections = set("world", "politics", "business", "opinion", "sport", "sports", "tech", "technology", "science", "health",
	"news", "national", "local", "culture", "arts", "life", "lifestyle", "style", "travel", "food", "europe", "asia", "africa",
	"americas", "middle east", "us", "usa", "uk", "economy", "markets", "finance", "money", "environment", "climate",
	"entertainment", "music", "movies", "film", "books", "blog", "blogs", "features", "analysis", "comment", "commentary",
	"editorial", "video", "education", "media", "society", "general", "uncategorized", "home", "latest", "updated", "issues")

// cutDate finds the date of s and returns what is around it.
func cutDate(m *Meta, s string) (before, after string, ok bool) {
	m.Date, m.DateFrom, m.DateTo, m.HasDate = dates.FindParts(s)
	if !m.HasDate {
		return "", "", false
	}
	before, after = s[:m.DateFrom], s[m.DateTo:]
	if m.Date.Relative() && m.Date.Hour < 0 && Words(before) > 0 && !strings.Contains(s[m.DateFrom:m.DateTo], "ago") {
		m.HasDate = false // "the council votes today"
		return "", "", false
	}
	return before, after, true
}

// prose reports whether a fragment beside a date belongs to a sentence: it ends
// one, or has words that no name or label has.
func prose(s string) bool {
	s = strings.TrimSpace(s)
	if i := strings.IndexAny(s, ".!?"); i >= 0 && i < len(s)-1 && s[i+1] == ' ' && Words(s[:i]) > 3 {
		return true
	}
	for _, w := range strings.Fields(strings.ToLower(s)) {
		if proseWords[strings.Trim(w, ",;:()")] {
			return true
		}
	}
	return false
}

var proseWords = set("is", "was", "were", "are", "be", "been", "has", "had", "have", "will", "would", "can", "could",
	"that", "which", "this", "these", "it", "its", "he", "she", "they", "we", "i", "you", "my", "your", "his", "her",
	"their", "our", "to", "for", "with", "from", "as", "but", "not", "if", "when", "since", "until", "before", "after",
	"because", "there", "who", "what", "how", "said", "took", "came", "made", "born", "died", "between", "during", "into")

// cutSays takes "says:" and its like off the end of a line.
func cutSays(s string) (string, bool) {
	trimmed := strings.TrimRight(s, " :|·-–—.…")
	key := strings.ToLower(trimmed)
	for _, verb := range []string{" says", " wrote", " writes", " commented", " replied", " responded", " escribió", " dice",
		" dit", " schreibt", " sagt", " schrieb", " disse", " on said"} {
		if strings.HasSuffix(key, verb) {
			return trimmed[:len(trimmed)-len(verb)], true
		}
	}
	if strings.HasSuffix(key, " said") && strings.ContainsAny(s[len(trimmed):], ":….") {
		return trimmed[:len(trimmed)-len(" said")], true
	}
	return s, false
}

// cutCount takes a stated number of comments out of a line.
func cutCount(s string) (rest string, n int, ok bool) {
	lower := strings.ToLower(s)
	if len(lower) != len(s) {
		return s, 0, false
	}
	for _, noun := range []string{"comments", "comment", "responses", "response", "replies", "kommentare", "commentaires", "comentarios"} {
		at := strings.Index(lower, noun)
		if at < 0 {
			continue
		}
		before := strings.TrimRight(lower[:at], " ")
		word := before[strings.LastIndexAny(before, " |/(")+1:]
		count, err := strconv.Atoi(strings.ReplaceAll(strings.ReplaceAll(word, ",", ""), ".", ""))
		if word == "no" || word == "zero" {
			count, err = 0, nil
		}
		if err != nil || count < 0 {
			continue
		}
		from := len(before) - len(word)
		after := lower[at+len(noun):]
		if r, _ := utf8.DecodeRuneInString(after); unicode.IsLetter(r) || prose(s[:from]) || prose(after) {
			continue
		}
		return s[:from] + " | " + s[at+len(noun):], count, true
	}
	return s, 0, false
}

// cutBy takes the words of a byline off a field and reports whether they
// announce an author.
func cutBy(field string) (string, bool) {
	by := false
	words := strings.Fields(field)
	for len(words) > 0 {
		w := strings.ToLower(strings.Trim(words[0], ":"))
		if !bylineWords[w] {
			break
		}
		by = by || w == "by" || w == "author"
		words = words[1:]
	}
	for len(words) > 0 && trailers[strings.ToLower(strings.Trim(words[len(words)-1], ".,:()@[]"))] {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " "), by
}

var bylineWords = set("by", "written", "posted", "published", "submitted", "author", "updated", "last", "first", "on", "at",
	"date", "created", "added", "modified", "edited", "commented", "dated")

// trailers are links after a date or a name.
var trailers = set("on", "at", "permalink", "reply", "link", "homepage", "journal", "report", "edit", "quote", "share", "flag",
	"parent", "utc", "by", "in", "delete", "posted", "#")

// NameLike reports whether s may be a person's name or handle: up to six words
// and 60 bytes, no end of a sentence, and nothing but capitalised words,
// particles and signs where there is more than one word.
func NameLike(s string) bool {
	words := strings.Fields(s)
	if i := strings.IndexByte(s, ','); i >= 0 && !titles[Key(s[i:])] {
		return false
	}
	if len(words) == 1 && pronouns[strings.ToLower(s)] {
		return false
	}
	if len(words) == 0 || len(words) > 6 || len(s) > 60 || strings.Contains(s, "http") {
		return false
	}
	if last := words[len(words)-1]; strings.HasSuffix(last, ".") && len(words) > 1 && len(last) > 4 {
		return false
	}
	lower := 0
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, `("'“‘@`))
		if unicode.IsLower(r) && !particles[w] {
			lower++
		}
	}
	return lower == 0 || len(words) <= 2 || lower == len(words) && len(words) <= 3
}

// pronouns are no names.
var pronouns = set("i", "he", "she", "it", "we", "you", "they", "who", "nobody", "someone", "everyone", "this", "that")

// titles may follow a name after a comma.
var titles = set("jr", "sr", "phd", "ph d", "md", "m d", "esq", "ii", "iii")

var particles = set("de", "da", "di", "du", "van", "von", "der", "den", "la", "le", "el", "al", "bin", "ibn", "and", "the", "of", "y", "e", "in", "at")
