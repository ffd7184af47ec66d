package unit

import (
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"golang.org/x/net/html"
)

// replyCues are the words between a comment's author and whom it answers.
var replyCues = []string{"in reply to", "replying to", "in response to", "als antwort auf", "antwort auf", "en réponse à", "in risposta a", "en respuesta a",
	"em resposta a", "replied to", "responding to", "responded to", "antwortete auf", "antwortet auf", "a répondu à", "respondió a", "respondeu a", "in antwoord op",
	"als reactie op", "w odpowiedzi na", "odpowiedź na", "в ответ на", "ответ на", "som svar på", "svar till", "svar til", "回复", "回覆"}

// tabClasses mark elements that show the name, and no more, of the author who is
// answered.
var tabClasses = []string{"reply-to-tab", "in-reply-to", "in_reply_to", "inreplyto", "replying-to", "parent-link", "parent-author", "reply-target", "replied-to"}

// authorIndex lists the comments of each author by the letters of the name.
type authorIndex map[string][]int

func (a authorIndex) add(name string, i int) {
	if k := nameKey(name); k != "" && !nameless[strings.ToLower(name)] {
		a[k] = append(a[k], i)
	}
}

func nameKey(s string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '@' || r == ':' || r == '.' || r == ',' }), ""))
}

// namedReply is a comment whose head names the author that it answers.
type namedReply struct {
	i, parent int
	unique    bool // that author has no other comment before it
}

// headOfReply is how many lines of a comment may say whom it answers.
const headOfReply = 5

// namedParent finds the last comment before unit i by the author whom its head
// names as the one who is answered: "in reply to Ann". authors holds the
// comments before it.
func (s *set) namedParent(i int, authors authorIndex) (namedReply, bool) {
	v := &s.views[i]
	for j := range min(len(v.lines), headOfReply) {
		if l := &v.lines[j]; l.Quote == nil && len(l.text) <= longLine {
			if list := authors[answeredName(l.text)]; len(list) > 0 {
				return namedReply{i, list[len(list)-1], len(list) == 1}, true
			}
		}
	}
	var list []int
	s.each(i, func(n *html.Node) bool {
		if len(n.Attr) == 0 {
			return true
		}
		c := dom.Cues(n)
		for _, w := range tabClasses {
			if strings.Contains(c, w) {
				list = authors[nameKey(dom.Short(n, longName))]
				break
			}
		}
		return len(list) == 0
	})
	if len(list) == 0 {
		return namedReply{}, false
	}
	return namedReply{i, list[len(list)-1], len(list) == 1}, true
}

// answeredName is the key of the name behind the words "in reply to" in a line.
func answeredName(text string) string {
	lower := strings.ToLower(text)
	for _, cue := range replyCues {
		k := strings.Index(lower, cue)
		if k < 0 {
			continue
		}
		rest := lower[k+len(cue):]
		if cut := strings.IndexAny(rest, "|()[]·•–—»\x1f"); cut > 0 {
			rest = rest[:cut]
		}
		if a, _, ok := FindDate(dom.Line{}, rest); ok && a > 0 {
			rest = rest[:a]
		}
		if rest = strings.TrimSpace(rest); rest != "" && len(rest) <= longName {
			return nameKey(rest)
		}
	}
	return ""
}

// onlyReplyHead reports whether a line says no more than whom a comment
// answers.
func onlyReplyHead(text string) bool {
	if len(text) > shortLine {
		return false
	}
	lower := strings.ToLower(strings.TrimLeft(text, " ↩↪➜→▶@"))
	for _, cue := range replyCues {
		if rest, ok := strings.CutPrefix(lower, cue); ok {
			return countWords(rest) <= 5 && !strings.ContainsAny(rest, "!?")
		}
	}
	return false
}

// byNameConfidence is how often the last comment before by the author who is
// answered is the one that is answered, where there are several: 435 of 576 such
// replies of the web pages in ../shared/data/threads/trees.
const byNameConfidence = 0.75

// answerNames gives comments without other evidence the parents that their heads
// name. It reports whether there are any.
func answerNames(out []Comment, linked []bool, byName []namedReply) bool {
	any := false
	for _, r := range byName {
		if linked[r.i] || out[r.i].Parent >= 0 {
			continue
		}
		out[r.i].Parent, linked[r.i], any = r.parent, true, true
		if !r.unique {
			out[r.i].ParentConfidence = byNameConfidence
		}
	}
	return any
}
