package lexicon

import "github.com/undertone-project/undertone/internal/text"

// Kind is the kind of thing that a [Hit] rests on.
type Kind uint8

// The kinds of hits.
const (
	WordHit   Kind = iota // one word of the lexicon
	PhraseHit             // an idiom
	EmojiHit              // an emoji or emoticon
	MarkHit               // punctuation: disbelief, irony marks
)

// Mod is a rule that changed a hit's valence; a set of bits.
type Mod uint16

// The rules.
const (
	Negated Mod = 1 << iota
	Boosted
	Dampened
	AfterContrast
	Conceded
	Questioned
	Exclaimed
	Shouted
	Repeated
	Ironic
	Quoted
	Hypothetical
	Expletive
)

// Hit is a word, phrase or mark with a valence.
type Hit struct {
	text.Span
	First, Last int // the tokens it covers, inclusive
	Kind        Kind
	Mods        Mod
	Base        float64 // the lexicon's valence, -4 to 4
	Valence     float64 // after the rules
}

// Mark says how a token stands in the text; a set of bits.
type Mark uint8

// The marks of tokens.
const (
	NotOwn     Mark = 1 << iota // quoted line, code or signature: not the writer's
	InQuotes                    // inside quotation marks
	InNegation                  // in the scope of a negation
	InPhrase                    // part of an idiom
	SentenceStart
	Attributed // in a longer quotation: somebody else's words
)

// Analysis is what the rules found in one text. Its slices are reused by the
// next analysis with the same [Workspace].
type Analysis struct {
	Tokens []text.Token
	Marks  []Mark   // one for each token
	Hashes []uint64 // the [Hash] of each token's folded form, 0 for links, handles, numbers and what is not the writer's own
	Hits   []Hit

	Words        int // the writer's own words
	Known        int // of them, words that the tables hold
	Shouts       int // words in capitals where the text is not all capitals
	Capitals     int // words in capitals
	Sentences    int
	Questions    int // sentences that end in a question mark
	Exclamations int // sentences that end in an exclamation mark
	Negations    int
	Contrasts    int
	Ironies      int // marks of irony
	Swears       int
	Seconds      int // words in the second person

	// Positive and Negative are the sums of the valences, both >= 0.
	Positive, Negative float64
}

// shrink is the amount of opinion at which the rule score is half way from
// neutral to its bound.
const shrink = 2.0

// Score is the rule score in (-1, 1): the balance of the valences, shrunk to 0
// where there is little of them. More of the same does not raise it much, so
// a text's length does not drive it.
func (a *Analysis) Score() float64 {
	return (a.Positive - a.Negative) / (a.Positive + a.Negative + shrink)
}

// Contribution is what a hit adds to [Analysis.Score].
func (a *Analysis) Contribution(h *Hit) float64 {
	return h.Valence / (a.Positive + a.Negative + shrink)
}

// Workspace holds the memory of an analysis for the next one. It is not safe
// for concurrent use; the zero value is not usable, see [Lexicon.Workspace]. Its analysis stays valid
// until the next.
type Workspace struct {
	a         Analysis
	masked    []text.Span
	ids       []int32
	roles     []Role
	caps      []bool
	folded    []byte        // the folded forms, one after another
	shortened [MaxWord]byte // a drawn-out word without its extra letters
	ends      []int         // where each token's folded form ends
	seen      []uint32      // by entry or phrase: the stamp of the text it was in, twice
	stamp     uint32
}

// Lexicon holds the tables of words and rules. It is safe for concurrent use.
type Lexicon struct {
	t   *tables
	not int32 // the entry of "not"
}

// Load gives the lexicon, built on the first call (about 10 ms). An error
// means that the embedded tables are damaged.
func Load() (*Lexicon, error) {
	t, err := load()
	if err != nil {
		return nil, err
	}
	return &Lexicon{t, t.index.get(Hash([]byte("not")))}, nil
}

// Folded is the folded form of token i in the last analysis.
func (w *Workspace) Folded(i int) []byte {
	start := 0
	if i > 0 {
		start = w.ends[i-1]
	}
	return w.folded[start:w.ends[i]]
}

// Workspace makes the working memory for [Lexicon.Analyse].
func (l *Lexicon) Workspace() *Workspace {
	return &Workspace{seen: make([]uint32, l.t.numIDs)}
}
