// Package segment divides the lines of a page into an article and the comments
// under it. What a scraper leaves of a page has no marks for that: names, dates
// and nesting may be gone, and a comment may have any number of lines.
//
// The lines are labelled by a linear-chain conditional random field: each label
// scores the features of its line (wording, length, punctuation, person,
// overlap with the lines around, addressing, author and date lines) and its
// transition from the label before, and the best sequence as a whole is found
// with the Viterbi algorithm. See Lafferty, McCallum and Pereira, "Conditional
// Random Fields", ICML 2001.
//
// On pages without names and dates, where wording alone says little, boosted
// trees look again: some at the places where the article may end, at what the
// field says of them, how the text differs before and after it and how far its
// words are those of articles or of comments (EndEvidence, Register), others at
// the lines after it, at what the field and the wording of forum posts (Wording)
// say of them, at their form and at the page as a whole (Evidence). A line counts
// as a start by all the ends that are probable, and as many lines are taken for
// starts as the expected F1 is highest with.
//
// Features have names. Weights and trees are data (weights.tsv.gz,
// starts.tsv.gz, ends.tsv.gz, wording.tsv.gz, register.tsv.gz: tab-separated
// values), made by package segtrain.
package segment

import "github.com/undertone-project/undertone/internal/parsers/plaintext/page"

// Label says what a line is.
type Label uint8

// The labels. An article comes first; after the first line that is none of it,
// no line belongs to it.
const (
	Article  Label = iota // a line of the article, its head included
	Header                // a line about a comment: its author, its date
	Start                 // the first line of a comment's text
	Continue              // a further line of it
	NumLabels
)

// String is the label's name.
func (l Label) String() string {
	return [...]string{"article", "header", "start", "continue", "?"}[min(l, NumLabels)]
}

// Line is a line to be labelled. Furniture of the site is left out beforehand.
type Line struct {
	Text   string
	Indent int  // width of the white space before it
	Gap    bool // a blank line comes before it
	Reply  bool // a button to reply stood between this line and the one before
	Meta   page.Meta
	IsMeta bool // Meta is that of the line
	// Signs is whose byline with a date and a time of day the line is, and Shape
	// how that is built; both are empty for other lines.
	Signs, Shape string
}

// Prepare takes the furniture out of a page and returns the lines that remain
// with their indices.
func Prepare(lines []page.Line) (out []Line, index []int) {
	reply := false
	for i, l := range lines {
		if page.Furniture(l.Text) != "" {
			reply = reply || page.IsReply(l.Text)
			continue
		}
		m, isMeta := page.ParseMeta(l.Text)
		line := Line{Text: l.Text, Indent: l.Indent, Gap: l.Gap, Reply: reply, Meta: m, IsMeta: isMeta}
		if b, ok := page.ParseByline(l.Text); ok && b.HasDate && b.Name != "" && (b.Date.Hour >= 0 || b.Date.Relative()) {
			line.Signs, line.Shape = b.Name, b.Shape
		}
		out = append(out, line)
		index = append(index, i)
		reply = false
	}
	return out, index
}

// Decode labels lines with the built-in model. The first head of them are known
// to be the article's: its title and byline.
func Decode(lines []Line, head int) []Label { return builtin().DecodeFrom(lines, head) }

// Divide is [Model.Divide] with the built-in model.
func Divide(lines []Line, head int) ([]Label, []float64) { return builtin().Divide(lines, head) }

// Allowed reports whether label b may follow label a.
func Allowed(a, b Label) bool {
	switch b {
	case Article:
		return a == Article
	case Continue:
		return a == Start || a == Continue
	}
	return true
}

// mayBegin reports whether a page may begin with label l.
func mayBegin(l Label) bool { return l != Continue }
