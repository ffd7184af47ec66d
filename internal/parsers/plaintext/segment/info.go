package segment

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/page"
)

// info is what is known of one line.
type info struct {
	words   int
	tokens  []string // the first three and the last words, in lower case
	last    string
	first   byte // class of the first sign
	end     byte // class of the last sign
	content []string
	idf     float64 // norm of content
	me, you bool
	list    int // number of a numbered paragraph, else 0
	name    bool
	key     string
	kind    string
	emo     bool
	over1   float64 // overlap with the line before
	over2   float64 // overlap with the line before that
	voc     bool    // speaks to somebody at its beginning
	habits  habits
	stops   int      // sentences that end inside the line
	repeats float64  // share that repeats an earlier line
	from    int      // that line, -1 for none
	early   []string // its first words, each once
	youAt   int      // place of the first "you" among the first words, from 1
	thatAt  int      // place of the first "that", "this" or "it"
	closing bool     // says goodbye: "Thanks,", "Best regards"
}

// maxEarly is how many words at the beginning of a line are features each.
const maxEarly = 12

// maxContent bounds the content words of a line that are compared.
const maxContent = 200

func newInfo(s string) info {
	in := info{words: page.Words(s), first: firstClass(s), end: endClass(s)}
	seen := make(map[string]bool)
	n := 0
	for _, w := range strings.FieldsFunc(s, notWord) {
		w = strings.ToLower(strings.Trim(strings.ReplaceAll(w, "’", "'"), "'"))
		if w == "" {
			continue
		}
		if len(in.tokens) < 3 {
			in.tokens = append(in.tokens, w)
		}
		in.last = w
		switch n++; w {
		case "you", "your", "you're", "you've", "u":
			if in.youAt == 0 && n <= maxEarly {
				in.youAt = n
			}
		case "that", "this", "it", "that's", "it's", "these", "those":
			if in.thatAt == 0 && n <= maxEarly {
				in.thatAt = n
			}
		}
		if n <= maxEarly && !slices.Contains(in.early, w) {
			in.early = append(in.early, w)
		}
		switch w {
		case "i", "i'm", "i've", "i'd", "i'll", "my", "me", "mine", "myself":
			in.me = true
		case "you", "your", "you're", "you've", "you'd", "you'll", "u", "ur", "yours":
			in.you = true
		}
		if len(in.content) < maxContent && utf8.RuneCountInString(w) >= 4 && !common[w] && !seen[w] {
			seen[w] = true
			in.content = append(in.content, stem(w))
		}
	}
	in.list = listNumber(s)
	in.emo = emoticon(s)
	in.voc = addressed(s)
	in.closing = in.words <= 4 && closings[firstOf(in.tokens)]
	in.habits = habitsOf(s, &in)
	in.stops = sentences(s)
	in.name = page.NameLike(s) && in.words <= 4
	in.key = strings.ToLower(s)
	return in
}

func notWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
}

// stem cuts the commonest English endings, so that "talk" meets "talks".
func stem(w string) string {
	for _, end := range []string{"'s", "ing", "ies", "ed", "es", "s"} {
		if len(w) > len(end)+3 && strings.HasSuffix(w, end) {
			return w[:len(w)-len(end)]
		}
	}
	return w
}

// listNumber is the number at the beginning of a numbered paragraph.
func listNumber(s string) int {
	n, i := 0, 0
	for i < len(s) && i < 3 && s[i] >= '0' && s[i] <= '9' {
		n = n*10 + int(s[i]-'0')
		i++
	}
	if i == 0 || i >= len(s) || !strings.ContainsRune(".):/-", rune(s[i])) {
		return 0
	}
	return n
}

// firstClass is the class of the sign that s begins with.
func firstClass(s string) byte {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsUpper(r):
		return 'U'
	case unicode.IsLower(r):
		return 'l'
	case unicode.IsDigit(r):
		return '1'
	case strings.ContainsRune(`"“‘'«„`, r):
		return '"'
	case strings.ContainsRune("-–—*•·+", r):
		return '-'
	case r == '@' || r == '>' || r == '(' || r == '[' || r == '#':
		return byte(r)
	case r == '…' || r == '.':
		return '.'
	case unicode.IsLetter(r):
		return 'x'
	}
	return '?'
}

// endClass is the class of the sign that s ends with, quotes and brackets
// aside.
func endClass(s string) byte {
	trimmed := strings.TrimRight(s, `"”’»)] `)
	r, _ := utf8.DecodeLastRuneInString(trimmed)
	switch {
	case strings.HasSuffix(trimmed, "..."), r == '…':
		return '~'
	case r == '.' || r == '!' || r == '?' || r == ':' || r == ',' || r == ';':
		return byte(r)
	case unicode.IsLetter(r):
		return 'a'
	case unicode.IsDigit(r):
		return '1'
	}
	return '#'
}

// common are words that say nothing about a topic.
var common = func() map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(`about above after again all also although always another anyone anything around
		because been before being between both came cannot come could didn't does doesn't doing done don't down each
		either else even ever every everyone everything from gets getting give goes going gone good great have having
		hear here himself however i've into isn't it's itself just keep know less like little long look lots made make
		makes making many maybe mean might more most much must need never nothing often once only other others over
		people perhaps pretty quite rather really right said same says seem seems should since some someone something
		still such sure take than thank thanks that that's their them themselves then there there's these they they're
		thing things think this those though thought through time took toward under until upon used using very want
		wants wasn't ways well went were what what's when where which while will with within without won't would years
		yeah you're your yours we're you've`) {
		m[w] = true
	}
	return m
}()
