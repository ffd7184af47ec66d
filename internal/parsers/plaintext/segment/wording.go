package segment

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Wording tells by the words of a line, and those at the edges of the lines
// around it, whether it begins a post or goes on with one: a logistic
// regression, learned from posts of forums. Headers, lengths of pages and the
// like do not enter, so that it holds for any kind of page as far as words go.
type Wording map[string]float64

// WordingBias is the kind of the feature that every line has.
const WordingBias = "bias"

// Odds are the log odds of each line from line first on, 0 without a model.
func (w Wording) Odds(x *Context, first int) []float64 {
	out := make([]float64, len(x.lines)-first)
	if len(w) == 0 {
		return out
	}
	x.Wordings(first, func(i int, name []byte) { out[i-first] += w[string(name)] })
	for i, v := range out {
		out[i] = min(maxOdds, max(-maxOdds, v))
	}
	return out
}

const (
	// openingWords are the words at the beginning of a line that are features.
	openingWords = 15
	// closingWords are those at the end of the line before.
	closingWords = 12
	// edgeWords are those at the beginnings of the lines before and after.
	edgeWords = 6
)

// Wordings calls emit with the name of each feature of each line from first
// on: "k=words". No feature of a line is emitted twice.
func (x *Context) Wordings(first int, emit func(i int, name []byte)) {
	none := []string{}
	var before, words, after []string
	if first < len(x.lines) {
		after = said(x.lines[first].Text)
	}
	e := wordEmitter{emit: emit, buf: make([]byte, 0, 64)}
	for i := first; i < len(x.lines); i++ {
		before, words, after = words, after, none
		if i+1 < len(x.lines) {
			after = said(x.lines[i+1].Text)
		}
		e.i = i
		e.opening(words)
		e.before(before, i == first)
		e.add("n", firstWords(after, 2)...)
		e.each("N", firstWords(after, edgeWords))
		e.pair(x, first, words, before, after)
	}
}

// said is the words of a line in lower case.
func said(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(s, notWord) {
		if w = strings.ToLower(strings.Trim(strings.ReplaceAll(w, "’", "'"), "'")); w != "" {
			out = append(out, w)
		}
	}
	return out
}

func firstWords(words []string, n int) []string { return words[:min(n, len(words))] }

func lastWords(words []string, n int) []string { return words[max(0, len(words)-n):] }

// wordEmitter builds names without allocating.
type wordEmitter struct {
	emit func(i int, name []byte)
	buf  []byte
	i    int
}

func (e *wordEmitter) add(kind string, values ...string) {
	e.buf = append(append(e.buf[:0], kind...), '=')
	for n, v := range values {
		if n > 0 {
			e.buf = append(e.buf, ' ')
		}
		e.buf = append(e.buf, v...)
	}
	e.emit(e.i, e.buf)
}

// each emits a feature for each of some words, once.
func (e *wordEmitter) each(kind string, words []string) {
	for k, w := range words {
		if !slices.Contains(words[:k], w) {
			e.add(kind, w)
		}
	}
}

// opening emits what the line itself says.
func (e *wordEmitter) opening(words []string) {
	e.add("1", firstWords(words, 1)...)
	e.add("2", firstWords(words, 2)...)
	e.add("3", firstWords(words, 3)...)
	early := firstWords(words, openingWords)
	e.each("w", early)
	for k := range len(early) - 1 {
		if k == 0 || !slices.Contains(early[:k], early[k]) {
			e.add("b", early[k], early[k+1])
		}
	}
	e.each("l", lastWords(words, 3))
}

// before emits what the line before says.
func (e *wordEmitter) before(words []string, top bool) {
	if top {
		e.add("top")
		return
	}
	e.add("e", lastWords(words, 1)...)
	e.add("E", lastWords(words, 2)...)
	e.each("p", lastWords(words, closingWords))
	e.each("P", firstWords(words, edgeWords))
	e.add("o", firstWords(words, 2)...)
}

// pair emits how the line goes with those around.
func (e *wordEmitter) pair(x *Context, first int, words, before, after []string) {
	in := &x.info[e.i]
	end, person := "", ""
	if e.i > first {
		p := &x.info[e.i-1]
		end, person = letter(p.end), bit(p.me)+bit(p.you)
	}
	e.add(WordingBias)
	e.add("f", firstOf(before), firstOf(words))
	e.add("sizes", bucket(len(before)), bucket(len(words)))
	e.add("next", bucket(len(words)), bucket(len(after)))
	e.add("ends", end, letter(in.end), letter(in.first))
	e.add("person", person, bit(in.me)+bit(in.you))
	e.add("over", level(in.over1), level(in.over2))
	if len(words) > 0 && len(before) > 0 && words[0] == before[0] {
		e.add("parallel")
	}
}

// ReadWording reads weights: a name and its weight a line.
func ReadWording(r io.Reader) (*Wording, error) {
	w, err := readWeights(r)
	return (*Wording)(&w), err
}

// readWeights reads the weights of a regression.
func readWeights(r io.Reader) (map[string]float64, error) {
	w := make(map[string]float64)
	sc := bufio.NewScanner(r)
	for no := 1; sc.Scan(); no++ {
		line := sc.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		name, value, _ := strings.Cut(line, "\t")
		v, err := strconv.ParseFloat(value, 64)
		if err == nil && (math.IsNaN(v) || math.IsInf(v, 0)) {
			err = strconv.ErrRange
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", no, err)
		}
		w[name] = v
	}
	return w, sc.Err()
}
