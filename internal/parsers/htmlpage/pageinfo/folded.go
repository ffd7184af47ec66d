package pageinfo

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// moreVerb, moreNoun make the text of a button behind which a page keeps
// comments that it has not loaded or does not show.
const (
	moreVerb = `(?:load|show|view|see|read|expand|display|continue|click\s+to\s+(?:load|show|view)|mehr|weitere|alle|zeige|afficher|voir|charger|ver|mostrar|cargar|carregar|mostra|carica|vedi|toon|bekijk|laad|pokaż|zobacz|wczytaj|показать|загрузить|развернуть|ещё|visa)`
	moreNoun = `(?:more\s+(?:comments?|replies|responses|reactions?|answers?)|(?:the\s+)?rest\s+of\s+the\s+comments|all\s+\d+\s+(?:comments|replies|responses)|previous\s+(?:comments|replies)|hidden\s+(?:comments|replies)|\d+\s+(?:more\s+|previous\s+|hidden\s+|earlier\s+)?(?:comments?|replies|reply|responses?)|this\s+thread|` +
		`(?:weitere|mehr|alle|\d+)?\s*(?:weitere\s+)?(?:kommentare|antworten)|(?:plus\s+de\s+|les\s+|\d+\s+)?(?:commentaires|réponses)(?:\s+(?:suivants|précédents))?|(?:más\s+|mais\s+|los\s+|\d+\s+)?(?:comentarios|respuestas|comentários|respostas)|(?:altri\s+|\d+\s+)?(?:commenti|risposte)|(?:meer\s+|alle\s+|\d+\s+)?(?:reacties)|(?:więcej\s+|\d+\s+)?(?:komentarzy|odpowiedzi)|(?:ещё\s+|все\s+|\d+\s+)*(?:комментари[йияев]+|ответ(?:а|ов|ы)?))`
)

var (
	more      = regexp.MustCompile(`(?i)^\W*(?:` + moreVerb + `\s+` + moreNoun + `|` + `\d+\s+more\s+(?:comments?|replies|reply|responses?)|more\s+(?:comments|replies))(?:\s+(?:anzeigen|laden|zeigen|bekijken|tonen|\(\d+\s+repl(?:y|ies)\)))?[\s…\.()\d→›»▼▾]*$`)
	moreEast  = regexp.MustCompile(`(?:返信を表示|他の返信|もっと見る|コメントをもっと|查看更多(?:评论|评论|回复|評論)|更多(?:评论|回复|評論|回覆)|展开.{0,4}回复|더보기)`)
	anyNumber = regexp.MustCompile(`\d{1,6}`)
)

// Folded are the places where a page keeps comments back: buttons such as
// "show 12 more replies".
type Folded struct {
	Places int
	// Comments is the sum of the numbers on the buttons, as far as they bear
	// one.
	Comments int
	// Text is the first of the buttons.
	Text string
}

// maxFolded bounds the buttons that are looked for.
const maxFolded = 10_000

// FindFolded looks for such buttons in the whole page, comments included.
func FindFolded(root *html.Node) Folded {
	var f Folded
	var walk func(n *html.Node, depth int)
	walk = func(n *html.Node, depth int) {
		if f.Places >= maxFolded {
			return
		}
		if n.Type == html.ElementNode && mayFold(n) {
			if t := dom.ButtonText(n); t != "" && (more.MatchString(t) || moreEast.MatchString(t)) {
				f.add(t)
				return
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, depth+1)
		}
	}
	walk(root, 0)
	return f
}

func (f *Folded) add(text string) {
	if f.Places == 0 {
		f.Text = text
	}
	f.Places++
	if v, err := strconv.Atoi(anyNumber.FindString(text)); err == nil {
		f.Comments += v
	}
}

// mayFold reports whether an element can be a button that unfolds comments. A
// link that leads to the comments of another page ("12 comments") is none.
func mayFold(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Button:
		return true
	case atom.A:
		href := dom.Attr(n, "href")
		return href == "" || strings.HasPrefix(href, "#") || strings.HasPrefix(href, "javascript:") || strings.Contains(strings.ToLower(href), "comment") ||
			strings.Contains(href, "thread") || strings.HasPrefix(href, "?") || dom.Attr(n, "role") == "button"
	case atom.Span, atom.Div, atom.P, atom.Summary:
		c := dom.Cues(n)
		return dom.Attr(n, "role") == "button" || strings.Contains(c, "more") || strings.Contains(c, "load") || strings.Contains(c, "expand") || n.DataAtom == atom.Summary
	}
	return false
}
