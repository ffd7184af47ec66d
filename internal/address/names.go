package address

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/undertone-project/undertone/internal/text"
)

// Names is an index of names that are known to take part in a discussion.
// Looking up a word costs the same for ten names and ten thousand. The zero
// value knows none.
type Names struct {
	byFirst map[string][]entry // by the first word, folded
	joined  map[string]string  // by all letters and digits, folded
}

type entry struct {
	name  string
	words []string // folded
}

// NewNames makes an index. Empty and duplicate names are passed over.
func NewNames(known []string) *Names {
	n := &Names{byFirst: map[string][]entry{}, joined: map[string]string{}}
	for _, name := range known {
		name = strings.TrimSpace(name)
		key := Key(name)
		if key == "" || len(name) > 60 {
			continue
		}
		if _, dup := n.joined[key]; dup {
			continue
		}
		n.joined[key] = name
		var words []string
		for _, t := range text.Tokens(nil, name) {
			words = append(words, text.Fold(strings.TrimPrefix(t.In(name), "@")))
		}
		if len(words) > 0 {
			n.byFirst[words[0]] = append(n.byFirst[words[0]], entry{name, words})
		}
	}
	return n
}

// Key is the form under which names are compared: letters and digits only,
// lower case.
func Key(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// at finds the longest known name that begins at token i: in full, else by its
// first word. full tells which; count is the number of tokens.
func (n *Names) at(s string, toks []text.Token, i int) (name string, count int, full, ok bool) {
	if n == nil || len(n.byFirst) == 0 {
		return "", 0, false, false
	}
	first := text.Fold(strings.TrimPrefix(toks[i].In(s), "@"))
	for _, e := range n.byFirst[first] {
		c := matched(s, toks, i, e.words)
		if c == len(e.words) && (!full || c > count) {
			name, count, full, ok = e.name, c, true, true
		}
	}
	if full {
		return name, count, true, true
	}
	if whole, found := n.joined[Key(first)]; found {
		return whole, 1, true, true
	}
	if es := n.byFirst[first]; len(es) > 0 && utf8.RuneCountInString(first) >= 2 {
		return es[0].name, 1, false, true
	}
	return "", 0, false, false
}

// matched counts how many of words the tokens from i on repeat.
func matched(s string, toks []text.Token, i int, words []string) int {
	for c, w := range words {
		if i+c >= len(toks) || text.Fold(strings.TrimPrefix(toks[i+c].In(s), "@")) != w {
			return c
		}
	}
	return len(words)
}
