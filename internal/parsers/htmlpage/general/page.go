package general

import (
	"regexp"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/stated"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/unit"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What is counted below every element.
const (
	words      = iota // of text
	linkWords         // of text in links
	dated             // short lines with a date
	named             // names: marked as such, or announced ("Ann says")
	controls          // lines of buttons: reply, permalink, report
	avatars           // pictures of persons
	headings          // h1 to h4
	numbered          // ids and names that end in a number
	fields            // fields of forms
	lines             // of text
	long              // lines of prose
	teasers           // lines that lead on to another page: "read more", "12 replies", an ellipsis
	titled            // headings that the title of the document repeats
	filed             // links to tags and categories, headings that link to a page
	anchors           // links to an anchor named as comments are
	replyLinks        // buttons to reply
	says              // lines that say something: three words outside of links, no date, no button
	kinds
)

// element is an element in page order.
type element struct {
	n      *html.Node
	parent int32
	end    int32 // index after its last descendant
	link   bool  // in a link
	sig    string
}

// page is a page as an array of its elements with running totals, so that what
// lies below any element, or in any run of siblings, is known at once.
type page struct {
	nodes  []element
	index  map[*html.Node]int32
	totals [kinds][]int32 // totals[k][i]: count of k in elements before i
	title  string         // of the document
	heads  []head         // lines that announce comments or other lists, in page order
	claims []claim        // numbers of comments that lines state, in page order
	empty  bool           // a line says that there are no comments
}

// head is a line that announces a list.
type head struct {
	at   int32 // the element that it stands in, or a later one
	says stated.Heading
}

// claim is a line that states a number of comments.
type claim struct {
	at int32
	n  int
}

// maxElements bounds the elements of a page that are looked at.
const maxElements = 1_500_000

func newPage(root *html.Node) *page {
	p := &page{index: map[*html.Node]int32{}}
	p.add(root, -1, false)
	p.title = documentTitle(root)
	var counts [kinds][]int32
	for k := range counts {
		counts[k] = make([]int32, len(p.nodes)+1)
	}
	p.countText(root, &counts)
	p.countElements(&counts)
	for k := range counts {
		total := int32(0)
		for i, c := range counts[k] {
			counts[k][i] = total
			total += c
		}
	}
	p.totals = counts
	return p
}

func (p *page) add(n *html.Node, parent int32, link bool) {
	if n.Type == html.ElementNode {
		if dom.Invisible(n.DataAtom) && n.DataAtom != atom.Input && n.DataAtom != atom.Textarea && n.DataAtom != atom.Button || len(p.nodes) >= maxElements {
			return
		}
		link = link || n.DataAtom == atom.A
		i := int32(len(p.nodes))
		p.index[n] = i
		p.nodes = append(p.nodes, element{n: n, parent: parent, link: link, sig: unit.Signature(n)})
		parent = i
		defer func() { p.nodes[i].end = int32(len(p.nodes)) }()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.add(c, parent, link)
	}
}

// shortLine is the length in bytes of lines that are searched for dates and
// names.
const shortLine = 240

func (p *page) countText(root *html.Node, counts *[kinds][]int32) {
	all := dom.Lines([]*html.Node{root}, nil)
	when := make([]bool, len(all)) // lines with a date
	defer func() { p.countNames(all, when, counts) }()
	at := int32(0)
	for j, l := range all {
		total, plain := 0, 0
		for _, piece := range l.Pieces {
			i, ok := p.index[piece.Node]
			if !ok {
				continue
			}
			w := len(strings.Fields(piece.Text))
			total += w
			counts[words][i] += int32(w)
			if p.nodes[i].link {
				counts[linkWords][i] += int32(w)
			} else {
				plain += w
			}
			if unit.OnlyControls(piece.Text) {
				counts[controls][i]++
				if unit.OffersReply(piece.Text) {
					counts[replyLinks][i]++
				}
			}
		}
		first, ok := p.index[l.Pieces[0].Node]
		if !ok {
			continue
		}
		counts[lines][first]++
		if l.Quote != nil {
			if total >= 12 {
				counts[long][first]++
			}
			continue
		}
		text := l.Text()
		at = max(at, first)
		p.addHead(text, at)
		if isTeaser(text) {
			counts[teasers][first]++
		}
		if total >= 12 {
			counts[long][first]++
		}
		if len(text) > shortLine {
			counts[says][first]++
			continue
		}
		if a, b, ok := unit.FindDate(l, text); ok && (len(strings.Fields(text[:a]))+len(strings.Fields(text[b:])) <= 10) {
			counts[dated][first]++
			when[j] = true
			if total >= 12 {
				counts[long][first]-- // a line about the comment, however long
			}
			plain = 0
			text = text[:a] + unit.CutMark + text[b:]
		} else if hasClock(text) && len(strings.Fields(text)) <= 18 {
			counts[dated][first]++
			when[j] = true
			if total >= 12 {
				counts[long][first]--
			}
			plain = 0
		} else if statesTime(l) && len(strings.Fields(text)) <= 18 {
			when[j] = true // counted with the element
			plain = 0
		}
		if unit.Announces(text) {
			counts[named][first]++
			plain = 0
		}
		if saysSomething(text, plain) {
			counts[says][first]++
		}
	}
}

// statesTime reports whether a piece of a line stands in an element that states
// a time in its attributes, whatever it shows.
func statesTime(l dom.Line) bool {
	for _, piece := range l.Pieces {
		for n, up := piece.Node, 0; n != nil && up < 2; n, up = n.Parent, up+1 {
			if len(n.Attr) > 0 && unit.StatesTime(n) {
				return true
			}
		}
	}
	return false
}

// saysSomething reports whether a short line with so many words outside of
// links is no furniture. Languages without spaces have few words.
func saysSomething(text string, plain int) bool {
	if plain >= 3 {
		return !unit.OnlyControls(text)
	}
	return plain > 0 && len(text) >= 24 && strings.ContainsFunc(text, func(r rune) bool { return r >= 0x3040 && r < 0xe000 })
}

// What the links of teasers say, and the numbers beside them.
var (
	readMore = regexp.MustCompile(`(?i)(?:read (?:more|the rest|full)|continue reading|full story|weiterlesen|mehr lesen|lire la suite|leer más|seguir leyendo|leggi tutto|lees meer|keep reading)\W*$`)
	howMany  = regexp.MustCompile(`(?i)^\W*\d+\s+(?:replies|answers|comments|antworten|kommentare|views|réponses|respuestas)\b`)
)

// isTeaser reports whether a line leads on to another page.
func isTeaser(text string) bool {
	if strings.HasSuffix(text, "[...]") || strings.HasSuffix(text, "[…]") {
		return true
	}
	tail := text[max(len(text)-40, 0):]
	return readMore.MatchString(tail) || len(text) > 0 && text[0] >= '0' && text[0] <= '9' && howMany.MatchString(text[:min(len(text), 40)])
}

// hasClock reports whether a line shows a time of day: forums that leave out
// the day or the year still show that.
func hasClock(s string) bool {
	digit := func(i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }
	for i := range len(s) {
		if s[i] == ':' && digit(i-1) && digit(i+1) && digit(i+2) && !digit(i+3) && !digit(i-3) {
			return true
		}
	}
	return false
}

// countNames counts what stands in a link or in bold on a line with a date, or
// on the line beside one, and may be a name.
func (p *page) countNames(all []dom.Line, when []bool, counts *[kinds][]int32) {
	for j, l := range all {
		near := when[j] || j > 0 && when[j-1] || j+1 < len(all) && when[j+1]
		if l.Quote != nil || len(l.Pieces) > 12 {
			continue
		}
		if !near {
			p.countAlone(l, counts)
			continue
		}
		for _, piece := range l.Pieces {
			i, ok := p.index[piece.Node]
			if !ok || counts[named][i] > 0 {
				continue
			}
			switch piece.Node.DataAtom {
			case atom.A, atom.B, atom.Strong, atom.Cite, atom.H3, atom.H4, atom.H5, atom.H6, atom.Dt, atom.Em:
				if unit.MayBeName(piece.Text) {
					counts[named][i]++
				}
			}
		}
	}
}

// countAlone counts a name that stands in bold on a line of its own, without a
// date near it, where the elements around it speak of comments.
func (p *page) countAlone(l dom.Line, counts *[kinds][]int32) {
	if len(l.Pieces) != 1 {
		return
	}
	n := l.Pieces[0].Node
	i, ok := p.index[n]
	if !ok || counts[named][i] > 0 {
		return
	}
	if up := n.Parent; n.DataAtom == atom.A && up != nil {
		n = up
	}
	switch n.DataAtom {
	case atom.B, atom.Strong, atom.Cite, atom.H4, atom.H5, atom.H6, atom.Dt:
		if unit.MayBeName(l.Pieces[0].Text) && aboutComments(n) {
			counts[named][i]++
		}
	}
}

// aboutComments reports whether an element around n speaks of comments.
func aboutComments(n *html.Node) bool {
	for up := 0; n != nil && up < 8 && n.DataAtom != atom.Body; n, up = n.Parent, up+1 {
		for _, w := range unit.Words(dom.Class(n) + " " + dom.ID(n)) {
			if strongCue[w] || strings.Contains(w, "comment") {
				return true
			}
		}
	}
	return false
}

func (p *page) countElements(counts *[kinds][]int32) {
	for i := range p.nodes {
		n := p.nodes[i].n
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4:
			counts[headings][i]++
			if t := dom.Short(n, 300); p.title != "" && len(t) >= 8 && strings.Contains(p.title, t) {
				counts[titled][i]++
			}
		case atom.A:
			p.countLink(int32(i), counts)
			if counts[named][i] == 0 && unit.LinksToProfile(n) {
				counts[named][i]++
			}
		case atom.Button:
			p.countButton(int32(i), counts)
		case atom.Input, atom.Textarea:
			if t := dom.Attr(n, "type"); t != "hidden" && t != "checkbox" && t != "radio" && t != "submit" && t != "button" && t != "image" {
				counts[fields][i]++
			}
		case atom.Img:
			if isAvatar(n) {
				counts[avatars][i]++
			}
		}
		if len(n.Attr) == 0 {
			continue
		}
		if unit.MarksAuthor(n) {
			counts[named][i]++
		}
		if n.DataAtom == atom.Time || unit.StatesTime(n) {
			counts[dated][i]++
		}
		if id := dom.ID(n); id != "" && unit.NamesComment(id) {
			counts[numbered][i]++
		} else if n.DataAtom == atom.A && unit.NamesComment(dom.Attr(n, "name")) {
			counts[numbered][i]++
		}
	}
}

// countButton counts a button, whose text package dom leaves out.
func (p *page) countButton(i int32, counts *[kinds][]int32) {
	text := dom.Fold(dom.ButtonText(p.nodes[i].n))
	if text == "" {
		text = dom.Attr(p.nodes[i].n, "aria-label")
	}
	if unit.OnlyControls(text) {
		counts[controls][i]++
		if unit.OffersReply(text) {
			counts[replyLinks][i]++
		}
	}
}

// isAvatar reports whether a picture shows a person.
func isAvatar(n *html.Node) bool {
	src := dom.Attr(n, "src")
	cue := strings.ToLower(dom.Class(n) + " " + src[:min(len(src), 300)] + " " + dom.Attr(n, "alt"))
	for _, w := range []string{"avatar", "gravatar", "userpic", "profile", "user_pic", "icon_user", "photo.jpg", "headshot"} {
		if strings.Contains(cue, w) {
			return true
		}
	}
	return n.Parent != nil && strings.Contains(dom.Cues(n.Parent), "avatar")
}

// span is a run of siblings, or a single element: the elements [from, to) in
// page order.
type span struct {
	from, to int32
}

// count is how many of kind k lie in a span.
func (p *page) count(k int, s span) int { return int(p.totals[k][s.to] - p.totals[k][s.from]) }

// roots are the top elements of a span, with the text between them.
func (p *page) roots(s span) []*html.Node {
	first := p.nodes[s.from].n
	if p.nodes[s.from].end >= s.to {
		return []*html.Node{first}
	}
	var out []*html.Node
	for n := first; n != nil; n = n.NextSibling {
		if i, ok := p.index[n]; ok && i >= s.to {
			break
		}
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) == "" || n.Type == html.CommentNode {
			continue
		}
		out = append(out, n)
	}
	return out
}
