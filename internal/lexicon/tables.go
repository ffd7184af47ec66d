package lexicon

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/jonreiter/govader/data"
)

//go:embed data/words.txt
var wordList string

//go:embed data/phrases.txt
var phraseList string

//go:embed data/roles.txt
var roleList string

//go:embed data/emoji.txt
var emojiList string

// Role is what a word does to the words around it; a word may have several.
type Role uint16

// The roles of words.
const (
	Negator     Role = 1 << iota // turns what follows: "not", "without"
	WeakNegator                  // half turns it: "hardly"
	Booster                      // "very"
	Dampener                     // "slightly"
	Contrast                     // what follows counts more: "but"
	Concession                   // what follows counts less: "although"
	Conditional                  // what follows is not a fact: "if"
	Irony                        // a mark of irony: "#sarcasm"
	Swear                        // an expletive, not by itself a judgement
	Second                       // second person
	Clause                       // begins a clause, ends a negation's scope
)

var roleNames = map[string]Role{
	"negator": Negator, "weaknegator": WeakNegator, "booster": Booster, "dampener": Dampener, "contrast": Contrast,
	"concession": Concession, "conditional": Conditional, "irony": Irony, "swear": Swear, "second": Second, "clause": Clause,
}

// entry is what the tables say of one word or emoji.
type entry struct {
	valence float32
	roles   Role
	// next has a bit for each word that goes on with a phrase that begins with
	// this one, by the last digits of its entry.
	next uint64
}

// phrase is a fixed sequence of words.
type phrase struct {
	rest    []int32 // the entries of the words after the first
	id      int32   // number for finding repetitions, apart from entries
	valence float32
	negates bool
}

// tables is the lexicon as loaded; it does not change afterwards.
type tables struct {
	index   index // folded word, emoticon or emoji to entry
	entries []entry
	phrases map[int32][]phrase // by the entry of their first word, longest first
	numIDs  int32
}

// load builds the tables on first use.
var load = sync.OnceValues(buildTables)

func buildTables() (*tables, error) {
	t := &tables{index: newIndex(14), entries: make([]entry, 1, 12000), phrases: map[int32][]phrase{}}
	if err := t.addVADER(); err != nil {
		return nil, err
	}
	err := eachLine(wordList, func(first string, words string) error {
		v, err := strconv.ParseFloat(first, 32)
		for _, w := range strings.Fields(words) {
			t.entry(w).valence = float32(v)
		}
		return err
	})
	if err == nil {
		err = eachLine(roleList, t.addRoles)
	}
	if err == nil {
		err = eachLine(emojiList, func(first string, words string) error {
			v, err := strconv.ParseFloat(first, 32)
			for _, w := range strings.Fields(words) {
				t.entry(w).valence = float32(v)
			}
			return err
		})
	}
	if err == nil {
		err = eachLine(phraseList, t.addPhrases)
	}
	if err != nil {
		return nil, fmt.Errorf("lexicon: embedded tables: %w", err)
	}
	t.finish()
	return t, nil
}

// eachLine calls f with the first field and the rest of each line that is
// neither empty nor a comment.
func eachLine(list string, f func(first, rest string) error) error {
	n := 0
	for line := range strings.Lines(list) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		first, rest, _ := strings.Cut(line, " ")
		if err := f(first, rest); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return nil
}

// entry returns the entry of a word, made when there is none. The pointer is
// valid until the next call.
func (t *tables) entry(word string) *entry { return &t.entries[t.id(word)] }

func (t *tables) id(word string) int32 {
	h := Hash([]byte(word))
	i := t.index.get(h)
	if i == 0 {
		i = int32(len(t.entries))
		t.index.put(h, i)
		t.entries = append(t.entries, entry{})
	}
	return i
}

// addVADER takes the VADER lexicon (Hutto & Gilbert 2014, MIT) without the
// acronyms that it lists before its words: "hand", "po" and "l" are words or
// fragments far more often than the acronyms meant.
func (t *tables) addVADER() error {
	raw, err := data.Asset("rawdata/vaderLexicon.txt")
	if err != nil {
		return fmt.Errorf("lexicon: VADER data: %w", err)
	}
	words := false
	for line := range strings.Lines(string(raw)) {
		f := strings.SplitN(line, "\t", 3)
		if len(f) < 3 {
			continue
		}
		words = words || f[0] == "abandon"
		r, _ := utf8.DecodeRuneInString(f[0])
		if isWord := 'a' <= r && r <= 'z'; isWord && !words {
			continue
		}
		v, err := strconv.ParseFloat(f[1], 32)
		if err != nil {
			return fmt.Errorf("lexicon: VADER data: %q: %w", f[0], err)
		}
		t.entry(f[0]).valence = float32(v)
	}
	return nil
}

func (t *tables) addRoles(name, words string) error {
	role, ok := roleNames[name]
	if !ok {
		return fmt.Errorf("unknown role %q", name)
	}
	for _, w := range strings.Fields(words) {
		e := t.entry(w)
		e.roles |= role
		if role&(Negator|Contrast|Conditional) != 0 {
			e.valence = 0
		}
	}
	return nil
}

func (t *tables) addPhrases(first, rest string) error {
	p := phrase{negates: first == "negator"}
	if !p.negates {
		v, err := strconv.ParseFloat(first, 32)
		if err != nil {
			return err
		}
		p.valence = float32(v)
	}
	for s := range strings.SplitSeq(rest, "|") {
		f := strings.Fields(s)
		if len(f) == 1 {
			t.entry(f[0]).valence = p.valence
			continue
		}
		q := p
		for _, w := range f[1:] {
			q.rest = append(q.rest, t.id(w))
		}
		first := t.id(f[0])
		others := slices.DeleteFunc(t.phrases[first], func(o phrase) bool { return slices.Equal(o.rest, q.rest) })
		t.phrases[first] = append(others, q)
	}
	return nil
}

// finish numbers the phrases and puts the longest first.
func (t *tables) finish() {
	t.numIDs = int32(len(t.entries))
	for i := range t.entries {
		ps := t.phrases[int32(i)]
		slices.SortStableFunc(ps, func(a, b phrase) int { return len(b.rest) - len(a.rest) })
		for j := range ps {
			ps[j].id = t.numIDs
			t.numIDs++
			t.entries[i].next |= 1 << (ps[j].rest[0] & 63)
		}
	}
}
