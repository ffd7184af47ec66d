// Package synthetic makes training sentences from templates: what negation,
// contrast, irony marks, questions and the like do to an opinion, and what
// names and identities must not do. They were written for this project, in
// other words than the behavioural cases, which stay unseen in training.
package synthetic

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strings"
)

//go:embed templates.txt
var templates string

// Sentence is a text with its label: 0 negative, 1 neutral, 2 positive.
type Sentence struct {
	Text  string
	Label int
}

// maxDraws bounds the draws for one template, which may have few sentences.
const maxDraws = 4

// Sentences fills each template up to n times. The same seed gives the same
// sentences.
func Sentences(n int, seed uint64) ([]Sentence, error) {
	rng := rand.New(rand.NewPCG(seed, 0x7e3d))
	slots := map[string][]string{}
	seen := map[string]bool{}
	var out []Sentence
	line := 0
	for l := range strings.Lines(templates) {
		line++
		l = strings.TrimSpace(l)
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		head, rest, _ := strings.Cut(l, " ")
		if head == "slot" {
			name, fillers, _ := strings.Cut(rest, " = ")
			slots[name] = strings.Split(fillers, " | ")
			continue
		}
		label := strings.Index("-0+", head)
		if label < 0 || len(head) != 1 {
			return nil, fmt.Errorf("templates.txt: line %d: label %q is none of -, 0, +", line, head)
		}
		for made, draws := 0, 0; made < n && draws < maxDraws*n; draws++ {
			text, err := fill(rest, slots, rng)
			if err != nil {
				return nil, fmt.Errorf("templates.txt: line %d: %w", line, err)
			}
			if !seen[text] {
				seen[text] = true
				out = append(out, Sentence{text, label})
				made++
			}
		}
	}
	return out, nil
}

// fill draws a filler for each slot of a template; a sentence that begins with
// a slot is capitalised half of the time.
func fill(template string, slots map[string][]string, rng *rand.Rand) (string, error) {
	var b strings.Builder
	for rest := template; ; {
		before, after, found := strings.Cut(rest, "{")
		b.WriteString(before)
		if !found {
			break
		}
		name, tail, _ := strings.Cut(after, "}")
		fillers := slots[name]
		if len(fillers) == 0 {
			return "", fmt.Errorf("no slot %q", name)
		}
		b.WriteString(fillers[rng.IntN(len(fillers))])
		rest = tail
	}
	s := b.String()
	if strings.HasPrefix(template, "{") && rng.IntN(2) == 0 {
		s = strings.ToUpper(s[:1]) + s[1:]
	}
	return s, nil
}
