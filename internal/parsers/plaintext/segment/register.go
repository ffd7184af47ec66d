package segment

import (
	"io"
	"math"
	"strings"
	"unicode"
)

// Register tells by the words of a line whether it is written as articles are
// or as comments are: a logistic regression, learned from the lines of pages.
// Unlike the field it sees all words of a line, wherever they stand, and nothing
// but words: no length, no place, no neighbours.
type Register map[string]float64

// RegisterBias is the feature that every line has.
const RegisterBias = "bias"

// maxRegister bounds the log odds of a line, so that no one line decides where
// an article ends.
const maxRegister = 3

// registerWords are how many words and signs at the beginning of a line are
// looked at.
const registerWords = 60

// Odds are the log odds that a line is one of a comment, from -3 to 3; 0 without
// a model.
func (r Register) Odds(text string) float64 {
	if len(r) == 0 {
		return 0
	}
	sum, n := 0.0, 0
	RegisterFeatures(text, func(name string) {
		if w, ok := r[name]; ok {
			sum += w
			n++
		}
	})
	return max(-maxRegister, min(maxRegister, r[RegisterBias]+sum*RegisterScale(n)))
}

// RegisterScale is the value of each feature of a line that has n known ones:
// long lines would otherwise be sure by their length alone.
func RegisterScale(n int) float64 { return 1 / math.Sqrt(float64(max(1, n))) }

// RegisterFeatures calls emit once for each feature of a line, the bias apart:
// "1=" and a word or sign, "2=" and a pair of them, in lower case.
func RegisterFeatures(text string, emit func(name string)) {
	seen := make(map[string]bool)
	once := func(name string) {
		if !seen[name] {
			seen[name] = true
			emit(name)
		}
	}
	before := ""
	for _, w := range tokens(text, registerWords) {
		once("1=" + w)
		if before != "" {
			once("2=" + before + " " + w)
		}
		before = w
	}
}

// tokens are the first n words and signs of a text, in lower case.
func tokens(text string, n int) []string {
	var out []string
	begin := -1
	word := func(end int) {
		if begin >= 0 {
			out = append(out, strings.ToLower(strings.ReplaceAll(text[begin:end], "’", "'")))
			begin = -1
		}
	}
	for i, r := range text {
		if len(out) >= n {
			return out[:n]
		}
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '\'' || r == '’':
			if begin < 0 {
				begin = i
			}
		case unicode.IsSpace(r):
			word(i)
		default:
			word(i)
			out = append(out, string(r))
		}
	}
	word(len(text))
	return out[:min(n, len(out))]
}

// ReadRegister reads weights: a name and its weight a line.
func ReadRegister(r io.Reader) (*Register, error) {
	w, err := readWeights(r)
	return (*Register)(&w), err
}
