package synthetic

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
)

// Comments writes comments for benchmarks. Words are as frequent in them as
// words are: half come from a short list, the others from thousands, many of
// which are seen once only. What they say makes no sense.
type Comments struct {
	Seed  uint64
	Words int // of each comment
	// Names may be named in any comment: Mentions of them on average, each
	// once at most.
	Names    []string
	Mentions float64
}

var (
	frequentWords = strings.Fields(`the a to of and is in that it for you on this was with they are be not have but as so at what all we if do or
just about from would no who when will by there more an has can like one people how their because out up think don't it's than were he only
your them get know been some I my me his it why even should I'm that's which any other then into now very our much after those make`)
	opinionWords = strings.Fields(`good bad great terrible wrong right love hate stupid thanks agree support corrupt liar honest support fail
failed disaster happy angry trust fear best worst weak strong help hurt peace war crime ridiculous wonderful shame nonsense excellent problem`)
	syllables = strings.Fields("ba co de fa gri ho li ma no per qua re sta ti un ver wo ca ment tion er ing ly al ist ous ness ard en ow")
	endings   = []string{".", ".", ".", "!", "?", "..."}
)

// commenter is the state of writing.
type commenter struct {
	Comments
	*rand.Rand
	topics []string // the rarer words, the more frequent ones first
}

// Write gives n comments.
func (c Comments) Write(n int) []string {
	w := &commenter{Comments: c, Rand: source(c.Seed)}
	for range 8000 {
		t := ""
		for range 1 + w.IntN(4) {
			t += syllables[w.IntN(len(syllables))]
		}
		w.topics = append(w.topics, t)
	}
	out := make([]string, n)
	for i := range out {
		out[i] = w.comment()
	}
	return out
}

// skewed is a random index below n, low ones more often.
func (w *commenter) skewed(n int, power float64) int {
	return int(math.Pow(w.Float64(), power) * float64(n))
}

func (w *commenter) word() string {
	switch x := w.Float64(); {
	case x < 0.52:
		return frequentWords[w.skewed(len(frequentWords), 2)]
	case x < 0.60:
		return opinionWords[w.IntN(len(opinionWords))]
	case x < 0.63:
		return capital(w.topics[w.IntN(len(w.topics))])
	case x < 0.65:
		return fmt.Sprint(w.IntN(3000))
	}
	return w.topics[w.skewed(len(w.topics), 2.5)]
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func (w *commenter) comment() string {
	words := make([]string, w.Words)
	for i := range words {
		words[i] = w.word()
	}
	for _, name := range w.Names {
		if w.Float64()*float64(len(w.Names)) < w.Mentions {
			copy(words[w.IntN(w.Words-1):], strings.Fields(name))
		}
	}
	w.punctuate(words)
	return strings.Join(words, " ")
}

// punctuate makes sentences of words.
func (w *commenter) punctuate(words []string) {
	opens, left := true, 0
	for i := range words {
		if opens {
			words[i], opens, left = capital(words[i]), false, 5+w.IntN(14)
		}
		left--
		switch {
		case left == 0 || i == len(words)-1:
			words[i] += endings[w.IntN(len(endings))]
			opens = true
		case w.IntN(14) == 0:
			words[i] += ","
		case w.IntN(60) == 0:
			words[i] = `"` + words[i] + `"`
		}
	}
}
