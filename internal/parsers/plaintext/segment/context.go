package segment

import (
	"math"
	"strings"
)

// Style is what a page has kept of its comments' headers.
type Style uint8

// The styles.
const (
	Bare  Style = iota // no headers: text only
	Named              // lines with authors, without dates
	Dated              // lines with dates
	numStyles
)

// String is the style's name.
func (s Style) String() string { return [...]string{"bare", "named", "dated", "?"}[min(s, numStyles)] }

// Context is a page prepared for looking at its lines one by one.
type Context struct {
	lines []Line
	style Style
	info  []info
	df    map[string]int // in how many lines a content word occurs
	lead  map[string]bool
	gaps  bool // blank lines stand between some of the lines, not all
	words int  // mean words of a line in the second half of the page
	same  map[string]int
	sums  sums
	tail  []string      // traits of the second half of the page
	dated int           // lines with a date
	seen  []int         // clear headers up to and including each line
	fixed map[int]Label // of lines that are plain to see
	opens int           // where they say that the first comment begins without a header

	by     *Model    // whose scores are
	scores []*Scores // of lines, nil where they have not been asked for
}

// sums are running totals over lines, one longer than the lines.
type sums struct{ me, you, live, words, over []float64 }

// NewContext prepares lines.
func NewContext(lines []Line) *Context {
	x := &Context{lines: lines, info: make([]info, len(lines)), df: make(map[string]int), same: make(map[string]int), lead: make(map[string]bool)}
	says, dated, clear, replies, named, gaps := 0, 0, 0, 0, 0, 0
	for i, l := range lines {
		x.info[i] = newInfo(l.Text)
		x.info[i].kind = kindOf(&x.lines[i], &x.info[i])
		for _, w := range x.info[i].content {
			x.df[w]++
		}
		x.same[x.info[i].key]++
		if l.IsMeta && l.Meta.Says {
			says++
		}
		if l.IsMeta && l.Meta.HasDate {
			dated++
		}
		switch x.info[i].kind {
		case "time", "date", "name,date":
			clear++
		}
		if l.Reply {
			replies++
			if x.info[i].kind != "text" {
				named++
			}
		}
		if l.Gap {
			gaps++
		}
	}
	switch n := len(lines) / linesPerHeader; {
	case clear >= max(3, n):
		x.style = Dated
	case says >= max(2, n) || replies >= max(4, n) && 2*named >= replies:
		x.style = Named
	}
	x.dated = dated
	x.gaps = gaps > 2 && gaps < len(lines)-2
	for i := range x.info {
		for _, w := range x.info[i].content {
			x.info[i].idf += x.idf(w)
		}
		if i < leadLines {
			for _, w := range x.info[i].content {
				x.lead[w] = true
			}
		}
	}
	x.addUp()
	x.repetitions()
	x.traitsOfTail()
	return x
}

// addUp fills in the running totals.
func (x *Context) addUp() {
	n := len(x.lines)
	x.sums = sums{make([]float64, n+1), make([]float64, n+1), make([]float64, n+1), make([]float64, n+1), make([]float64, n+1)}
	x.seen = make([]int, n)
	headers := 0
	for i := range x.lines {
		in := &x.info[i]
		live := in.emo || strings.ContainsAny(x.lines[i].Text, "!?")
		x.sums.me[i+1] = x.sums.me[i] + one(in.me)
		x.sums.you[i+1] = x.sums.you[i] + one(in.you)
		x.sums.live[i+1] = x.sums.live[i] + one(live)
		x.sums.words[i+1] = x.sums.words[i] + float64(in.words)
		x.sums.over[i+1] = x.sums.over[i]
		if i > 0 {
			in.over1 = x.overlap(i, i-1)
			x.sums.over[i+1] += in.over1
			if i > 1 {
				in.over2 = x.overlap(i, i-2)
			}
		}
		if k := x.kind(i); k == "says" || k == "time" || k == "name,date" {
			headers++
		}
		x.seen[i] = headers
	}
}

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// linesPerHeader is how many lines a page has at most for each header of a
// comment, its article included: fewer headers are chance.
const linesPerHeader = 30

// leadLines is how many lines at the top of a page stand for its topic.
const leadLines = 4

// Style is the style of the page.
func (x *Context) Style() Style { return x.style }

// idf weighs a content word by its rarity in the page.
func (x *Context) idf(w string) float64 {
	return math.Log(float64(len(x.lines)+1) / float64(x.df[w]))
}
