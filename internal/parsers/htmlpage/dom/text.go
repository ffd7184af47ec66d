package dom

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Piece is a run of text in one element.
type Piece struct {
	Text string     // white space folded; a space at either end is kept
	Node *html.Node // the element that it stands in
}

// Line is what a page shows on a line of its own.
type Line struct {
	Pieces []Piece
	// Quote is the innermost element of a quoted passage that holds the line;
	// nil outside of one.
	Quote *html.Node
	// Depth is the number of quotations around the line.
	Depth int
}

// Text is the text of a line, trimmed.
func (l Line) Text() string {
	if len(l.Pieces) == 1 {
		return strings.TrimSpace(l.Pieces[0].Text)
	}
	var b strings.Builder
	for _, p := range l.Pieces {
		b.WriteString(p.Text)
	}
	return strings.TrimSpace(fold(b.String()))
}

// Skip decides whether a subtree is left out of Lines.
type Skip func(*html.Node) bool

// Lines returns the text below the roots, line by line. skip may be nil.
func Lines(roots []*html.Node, skip Skip) []Line {
	w := walker{skip: skip}
	for _, r := range roots {
		w.node(r, nil)
		w.flush()
	}
	return w.lines
}

// Text is the text below a node, one line per block.
func Text(n *html.Node, skip Skip) string {
	return JoinLines(Lines([]*html.Node{n}, skip))
}

// JoinLines puts lines together, one below the other.
func JoinLines(lines []Line) string {
	out := make([]string, 0, len(lines))
	for _, l := range lines {
		if t := l.Text(); t != "" {
			out = append(out, t)
		}
	}
	return strings.Join(out, "\n")
}

type walker struct {
	skip  Skip
	lines []Line
	line  Line
	quote *html.Node
	depth int
}

func (w *walker) flush() {
	for _, p := range w.line.Pieces {
		if strings.TrimSpace(p.Text) != "" {
			w.line.Quote, w.line.Depth = w.quote, w.depth
			w.lines = append(w.lines, w.line)
			break
		}
	}
	w.line = Line{}
}

func (w *walker) node(n, parent *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.text(n, parent)
	case html.ElementNode, html.DocumentNode:
		w.element(n)
	}
}

func (w *walker) text(n, parent *html.Node) {
	if parent == nil {
		parent = n.Parent
	}
	if parent != nil && (parent.DataAtom == atom.Pre || parent.DataAtom == atom.Textarea) {
		for i, part := range strings.Split(n.Data, "\n") {
			if i > 0 {
				w.flush()
			}
			w.add(part, parent)
		}
		return
	}
	w.add(n.Data, parent)
}

func (w *walker) add(s string, in *html.Node) {
	if s = fold(s); s == "" {
		return
	}
	if n := len(w.line.Pieces); n > 0 && apart(w.line.Pieces[n-1], Piece{s, in}) {
		s = " " + s
	}
	w.line.Pieces = append(w.line.Pieces, Piece{Text: s, Node: in})
}

// apart reports whether two pieces without a space between them are words of
// their own: a name and a date in two elements that only style sets apart. A
// capital in an element of its own ("<b>W</b>ord") is part of its word.
func apart(a, b Piece) bool {
	last, _ := utf8.DecodeLastRuneInString(a.Text)
	first, _ := utf8.DecodeRuneInString(b.Text)
	if !unicode.IsLetter(last) && !unicode.IsDigit(last) || !unicode.IsLetter(first) && !unicode.IsDigit(first) || len(a.Text) < 2 {
		return false
	}
	if a.Node == nil || b.Node == nil {
		return false
	}
	return named(a.Node) && named(b.Node) && !near(a.Node, b.Node) && !near(b.Node, a.Node)
}

// named reports whether an element is there for what it says, not for style.
func named(n *html.Node) bool {
	return n.DataAtom == atom.A || n.DataAtom == atom.Time || n.DataAtom == atom.Cite || Class(n) != "" || n.Parent != nil && Class(n.Parent) != ""
}

// near reports whether root is n or one of the elements right around it.
func near(n, root *html.Node) bool {
	for up := 0; n != nil && up < 3; n, up = n.Parent, up+1 {
		if n == root {
			return true
		}
	}
	return false
}

func (w *walker) element(n *html.Node) {
	if n.Type == html.ElementNode && (invisible[n.DataAtom] && n.DataAtom != atom.Head && !namesPerson(n) || w.skip != nil && w.skip(n)) {
		return
	}
	if n.DataAtom == atom.Img {
		if alt := emoji(n); alt != "" {
			w.add(" "+alt+" ", n)
		}
		return
	}
	if n.DataAtom == atom.Br {
		w.flush()
		return
	}
	blockwise := block[n.DataAtom]
	if blockwise {
		w.flush()
	}
	before := w.quote
	if isQuote(n) {
		w.flush()
		w.quote, blockwise = n, true
		w.depth++
		defer func() { w.depth-- }()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, n)
	}
	if blockwise {
		w.flush()
	}
	w.quote = before
}

// namesPerson reports whether a button bears the name of an author, as some
// comment systems have it.
func namesPerson(n *html.Node) bool {
	if n.DataAtom != atom.Button {
		return false
	}
	c := strings.ToLower(Class(n))
	return strings.Contains(c, "username") || strings.Contains(c, "author")
}

// isQuote reports whether an element holds words of another.
func isQuote(n *html.Node) bool {
	if n.DataAtom == atom.Blockquote {
		return true
	}
	if n.DataAtom != atom.Div && n.DataAtom != atom.Aside && n.DataAtom != atom.Table && n.DataAtom != atom.Fieldset {
		return false
	}
	for _, w := range strings.Fields(Class(n)) {
		switch strings.ToLower(w) {
		case "quote", "quotecontent", "quote_content", "bbcode_container", "bbcode_quote", "quotebox", "quoted", "quotetext",
			"quoted-text", "bbcodequote", "bbcode-quote", "quotemsg", "blockquote", "quote-wrapper", "ipsquote", "bb_quote",
			"bb-quote", "quote_block", "userquote", "quoteheader", "quote-header", "quotetitle", "quote-body", "quotebody":
			return true
		}
	}
	return false
}

// emoji is the sign that a small picture stands for.
func emoji(n *html.Node) string {
	alt := Attr(n, "alt")
	if alt == "" || len(alt) > 16 {
		return ""
	}
	cue := strings.ToLower(Class(n) + " " + Attr(n, "src"))
	if strings.Contains(cue, "smil") || strings.Contains(cue, "emoji") || strings.Contains(cue, "emoticon") {
		return alt
	}
	return ""
}

// fold makes every run of white space one space.
func fold(s string) string {
	clean := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 0x80 || c < ' ' || c == ' ' && i > 0 && s[i-1] == ' ' {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		case r == '\u00ad' || r == '\u200b' || r == '\ufeff':
			continue // invisible break opportunities
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}

// Fold makes every run of white space one space and trims.
func Fold(s string) string { return strings.TrimSpace(fold(s)) }

// Short is the text below a node on one line, "" where it is longer than limit
// bytes. Its cost depends on limit, not on the size of the subtree's text.
func Short(n *html.Node, limit int) string {
	var b strings.Builder
	steps := 0
	var walk func(*html.Node) bool
	walk = func(n *html.Node) bool {
		if steps++; steps > 20*limit {
			return false
		}
		switch n.Type {
		case html.TextNode:
			b.WriteString(fold(n.Data[:min(len(n.Data), 4*limit)]))
			return b.Len() <= limit
		case html.ElementNode:
			if invisible[n.DataAtom] && n.DataAtom != atom.Head && n.DataAtom != atom.Title {
				return true
			}
			if block[n.DataAtom] || n.DataAtom == atom.Br {
				b.WriteByte(' ')
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if !walk(c) {
				return false
			}
		}
		return true
	}
	if !walk(n) {
		return ""
	}
	return Fold(b.String())
}

// maxButton bounds the text of a button in bytes.
const maxButton = 80

// ButtonText is the text of a button, which Lines leaves out; "" where it is
// long.
func ButtonText(n *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node, depth int)
	walk = func(n *html.Node, depth int) {
		for c := n.FirstChild; c != nil && b.Len() <= maxButton && depth < 6; c = c.NextSibling {
			if c.Type == html.TextNode {
				b.WriteString(c.Data[:min(len(c.Data), 4*maxButton)])
			} else {
				walk(c, depth+1)
			}
		}
	}
	walk(n, 0)
	if t := Fold(b.String()); len(t) <= maxButton {
		return t
	}
	return ""
}
