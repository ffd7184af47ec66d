package segment

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed" // weights.tsv.gz, starts.tsv.gz, ends.tsv.gz, wording.tsv.gz, register.tsv.gz
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/undertone-project/undertone/internal/forest"
)

//go:embed weights.tsv.gz
var weights []byte

//go:embed starts.tsv.gz
var starts []byte

//go:embed wording.tsv.gz
var wording []byte

//go:embed register.tsv.gz
var registers []byte

//go:embed ends.tsv.gz
var endings []byte

// builtin is the model made of the embedded weights.
var builtin = sync.OnceValue(func() *Model {
	m, err := unpack(weights, ReadModel)
	if err != nil {
		panic("segment: embedded weights: " + err.Error()) // a test reads them
	}
	if m.Starts, err = unpack(starts, forest.Read); err != nil {
		panic("segment: embedded trees: " + err.Error())
	}
	if m.Ends, err = unpack(endings, forest.Read); err != nil {
		panic("segment: embedded trees: " + err.Error())
	}
	said, err := unpack(wording, ReadWording)
	if err != nil {
		panic("segment: embedded wording: " + err.Error())
	}
	m.Wording = *said
	written, err := unpack(registers, ReadRegister)
	if err != nil {
		panic("segment: embedded register: " + err.Error())
	}
	m.Register = *written
	return m
})

func unpack[T any](data []byte, read func(io.Reader) (*T, error)) (*T, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return read(z)
}

// Scores holds a value for each label.
type Scores [NumLabels]float64

// Model scores sequences of labels.
type Model struct {
	Weights map[string]Scores // of the features of lines
	// Trans are the weights of label pairs, one table for each style of page.
	Trans [numStyles][NumLabels][NumLabels]float64
	// Starts decides, on pages without headers, where comments begin once it is
	// known where the article ends. Nil leaves that to the weights.
	Starts *forest.Forest
	// Wording is what the trees are told of the wording of lines. It may be nil.
	Wording Wording
	// Register is what they are told of the words of articles and of comments.
	// It may be nil.
	Register Register
	// Ends weighs, on pages without headers, where the article may end. Nil
	// leaves that to the weights.
	Ends *forest.Forest
}

// Decode finds the best labels for lines.
func (m *Model) Decode(lines []Line) []Label {
	if len(lines) == 0 {
		return nil
	}
	labels, _ := m.label(NewContext(lines), 0, len(lines))
	return labels
}

// DecodeAfter is Decode where the article is known to be the first n lines.
func (m *Model) DecodeAfter(lines []Line, n int) []Label {
	if len(lines) == 0 {
		return nil
	}
	labels, _ := m.label(NewContext(lines), n, n)
	return labels
}

// DecodeFrom is Decode where at least the first n lines are known to be the
// article's: its title and byline.
func (m *Model) DecodeFrom(lines []Line, n int) []Label {
	labels, _ := m.Divide(lines, n)
	return labels
}

// Divide is DecodeFrom, and says how probable it is that each line begins a
// comment. The probabilities are nil where the page has headers or holds its
// comments twice: what is a start then hardly ever is none.
func (m *Model) Divide(lines []Line, n int) ([]Label, []float64) {
	if len(lines) == 0 {
		return nil, nil
	}
	return m.label(NewContext(lines), n, len(lines))
}

// label decodes, and looks again for the article's end and the starts where
// there are no headers. A page that holds its comments twice tells by itself, and
// a line like "12 comments" says where the article ends.
func (m *Model) label(x *Context, least, most int) ([]Label, []float64) {
	if c, ok := FindCopies(x.lines); ok && least <= c.At && c.At <= most {
		if c.starts != nil {
			return c.labels(), nil
		}
		least, most = max(least, c.At-headerLines), c.At
	}
	most = x.settleBlocks(least, most)
	labels := m.decode(x, least, most)
	first := articleLines(labels)
	switch {
	case m.Starts == nil || x.style != Bare:
	case m.Ends == nil || least == most || first == len(labels) || x.kind(first-1) == countLine:
		return labels, m.restart(x, labels)
	default:
		return m.weigh(x, least, most)
	}
	return labels, nil
}

// headerWords is how many words a line has at most that is the header of a
// comment without looking like one.
const headerWords = 12

// decode runs the Viterbi algorithm. The article has at least least and at most
// most lines.
func (m *Model) decode(x *Context, least, most int) []Label {
	trans := &m.Trans[x.style]
	back := make([][NumLabels]Label, len(x.lines))
	var best Scores
	for i := range x.lines {
		here := m.Emit(x, i)
		next := Scores{}
		for b := Label(0); b < NumLabels; b++ {
			next[b] = math.Inf(-1)
			if b == Article && i >= most || b != Article && i < least {
				continue
			}
			if l, ok := x.fixed[i]; ok && i >= least && l != b {
				continue
			}
			if i == 0 {
				if mayBegin(b) {
					next[b] = here[b]
				}
				continue
			}
			for a := Label(0); a < NumLabels; a++ {
				if s := best[a] + trans[a][b] + here[b]; x.allowed(a, b, i, most) && s > next[b] {
					next[b], back[i][b] = s, a
				}
			}
		}
		best = next
	}
	return trace(best, back)
}

// allowed reports whether line i may be b where the line before is a. Where
// comments have headers, the first of them comes with one, unless the end of
// the article is given as most or seen, and no long line of prose is the first header.
// The next number of a list goes on with it, in an article as in a comment.
func (x *Context) allowed(a, b Label, i, most int) bool {
	switch {
	case a == Article && i != most && x.listed(i):
		return b == Article
	case x.style != Bare && a == Article && b == Header:
		if x.info[i].kind == "text" && x.info[i].words > headerWords {
			return false
		}
	case b != Start || a == Header || a == Article && i == most:
	case a == Article && x.style != Bare:
		return i == x.opens && i > 0
	case a != Article && x.listed(i):
		return false
	}
	return Allowed(a, b)
}

// listed reports whether line i goes on with the numbered list that the line
// before is part of.
func (x *Context) listed(i int) bool {
	return i > 0 && x.info[i-1].list > 0 && x.info[i].list == x.info[i-1].list+1
}

// trace follows the pointers back from the best last label.
func trace(best Scores, back [][NumLabels]Label) []Label {
	labels := make([]Label, len(back))
	last := Label(0)
	for b := Label(1); b < NumLabels; b++ {
		if best[b] > best[last] {
			last = b
		}
	}
	for i := len(back) - 1; i >= 0; i-- {
		labels[i] = last
		last = back[i][last]
	}
	return labels
}

// Emit is the score of each label for line i, transitions apart.
func (m *Model) Emit(x *Context, i int) Scores {
	if x.by != m {
		x.by, x.scores = m, make([]*Scores, len(x.lines))
	}
	if x.scores[i] == nil {
		s := m.emit(x, i)
		x.scores[i] = &s
	}
	return *x.scores[i]
}

// emit works out what Emit remembers.
func (m *Model) emit(x *Context, i int) Scores {
	var sum Scores
	x.Features(i, func(name []byte) {
		if w, ok := m.Weights[string(name)]; ok {
			for l := range sum {
				sum[l] += w[l]
			}
		}
	})
	return sum
}

// ReadModel reads weights in the form that WriteModel gives them.
func ReadModel(r io.Reader) (*Model, error) {
	m := &Model{Weights: make(map[string]Scores)}
	sc := bufio.NewScanner(r)
	for no := 1; sc.Scan(); no++ {
		if sc.Text() == "" || sc.Text()[0] == '#' {
			continue
		}
		fields := strings.Split(sc.Text(), "\t")
		if len(fields) != 1+int(NumLabels) {
			return nil, fmt.Errorf("line %d: %d fields, want %d", no, len(fields), 1+NumLabels)
		}
		var row Scores
		for l := range row {
			v, err := strconv.ParseFloat(fields[1+l], 64)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", no, err)
			}
			row[l] = v
		}
		if style, from, ok := transitionName(fields[0]); ok {
			m.Trans[style][from] = row
		} else {
			m.Weights[fields[0]] = row
		}
	}
	return m, sc.Err()
}

// transitionName reads the name of a row of transition weights: ">style:label".
func transitionName(name string) (style Style, from Label, ok bool) {
	for style := Style(0); style < numStyles; style++ {
		for from := Label(0); from < NumLabels; from++ {
			if name == TransitionName(style, from) {
				return style, from, true
			}
		}
	}
	return 0, 0, false
}

// TransitionName is the name of the row with the weights of the transitions
// from a label in pages of a style.
func TransitionName(style Style, from Label) string {
	return ">" + style.String() + ":" + from.String()
}
