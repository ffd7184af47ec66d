package segment

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Wording tells by words alone whether a paragraph opens a post or goes on with
// one, given the paragraph before: a logistic regression over hashed words,
// fitted to posts of a forum that keep their paragraphs.
type Wording struct {
	Bias    float64
	Scale   float64 // of the weights
	Weights []int8  // WordingSize of them
}

// WordingSize is the number of weights, a power of two.
const WordingSize = 1 << 18

// maxWords is how many words and signs of a line are looked at.
const maxWords = 250

// Odds are the log odds that a line opens a post, after the line before.
func (w *Wording) Odds(before, line Tokens) float64 {
	sum := 0
	WordingFeatures(before, line, func(at uint32) { sum += int(w.Weights[at]) })
	return w.Bias + w.Scale*float64(sum)
}

// Tokens are the words and signs of a line, in lower case.
type Tokens struct {
	all   []string
	words []string // those that are words
	lower bool     // the line begins with a small letter
}

// Tokenize cuts a line into words and signs.
func Tokenize(s string) Tokens {
	r, _ := utf8.DecodeRuneInString(s)
	t := Tokens{lower: unicode.IsLower(r)}
	s = strings.ToLower(s)
	from := -1
	word := func(to int) {
		if from >= 0 {
			w := strings.ReplaceAll(s[from:to], "’", "'")
			t.all, t.words = append(t.all, w), append(t.words, w)
			from = -1
		}
	}
	for i, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' || r == '’' {
			if from < 0 {
				from = i
			}
			continue
		}
		word(i)
		switch {
		case strings.ContainsRune(`.!?,:;"…()-`, r):
			t.all = append(t.all, string(r))
		case r == '“' || r == '”':
			t.all = append(t.all, `"`)
		}
		if len(t.all) > maxWords {
			break
		}
	}
	word(len(s))
	return t
}

// earlyWords is how many words at the beginning of a line, and at the end of
// the line before, count apart from the others.
const earlyWords = 12

// WordingFeatures calls emit with the place of each feature of a line, given
// the line before.
func WordingFeatures(before, line Tokens, emit func(at uint32)) {
	e := hasher{emit: emit}
	for n := 1; n <= 3; n++ {
		e.add("s", line.all[:min(n, len(line.all))]...)
		e.add("l", line.all[max(0, len(line.all)-n):]...)
		e.add("ps", before.all[:min(n, len(before.all))]...)
		e.add("p", before.all[max(0, len(before.all)-n):]...)
	}
	e.add("w2", line.words[min(1, len(line.words)):min(3, len(line.words))]...)
	e.once("e", line.words[:min(earlyWords, len(line.words))])
	e.once("r", line.words[min(earlyWords, len(line.words)):])
	e.once("pe", before.words[max(0, len(before.words)-earlyWords):])
	first, pfirst, last := firstOf(line.words), firstOf(before.words), ""
	if len(before.all) > 0 {
		last = before.all[len(before.all)-1]
	}
	e.add("ff", pfirst, first)
	e.add("lf", last, first)
	n, p := bucket(len(line.words)), bucket(len(before.words))
	e.add("len", n)
	e.add("plen", p)
	e.add("ll", p, n)
	e.add("fl", first, n)
	if r, _ := utf8.DecodeRuneInString(last); unicode.IsLetter(r) || unicode.IsDigit(r) {
		last = "a"
	}
	e.add("case", bit(line.lower), last)
}

// hasher finds the place of features by hashing (FNV-1a).
type hasher struct{ emit func(at uint32) }

func (e hasher) add(template string, values ...string) {
	h := mix(2166136261, template)
	for _, v := range values {
		h = mix((h^' ')*16777619, v)
	}
	e.emit((h ^ h>>18) % WordingSize)
}

// once adds a feature for each word, however often it occurs.
func (e hasher) once(template string, words []string) {
	seen := make(map[string]bool, len(words))
	for _, w := range words {
		if !seen[w] {
			seen[w] = true
			e.add(template, w)
		}
	}
}

func mix(h uint32, s string) uint32 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// WriteWording writes weights: lines of comments, a line with bias and scale,
// then a byte for each weight.
func WriteWording(w io.Writer, m *Wording, comments ...string) error {
	bw := bufio.NewWriter(w)
	for _, c := range comments {
		fmt.Fprintf(bw, "# %s\n", c)
	}
	fmt.Fprintf(bw, "%v %v\n", m.Bias, m.Scale)
	for _, v := range m.Weights {
		bw.WriteByte(byte(v))
	}
	return bw.Flush()
}

// ReadWording reads what WriteWording writes.
func ReadWording(r io.Reader) (*Wording, error) {
	br := bufio.NewReader(r)
	for {
		line, err := br.ReadString('\n')
		if err != nil {
			return nil, fmt.Errorf("no weights: %w", err)
		}
		if strings.HasPrefix(line, "#") {
			continue
		}
		m := &Wording{Weights: make([]int8, WordingSize)}
		if _, err := fmt.Sscan(line, &m.Bias, &m.Scale); err != nil {
			return nil, fmt.Errorf("bias and scale: %w", err)
		}
		data := make([]byte, WordingSize)
		if _, err := io.ReadFull(br, data); err != nil {
			return nil, fmt.Errorf("weights: %w", err)
		}
		for i, b := range data {
			m.Weights[i] = int8(b)
		}
		return m, nil
	}
}
