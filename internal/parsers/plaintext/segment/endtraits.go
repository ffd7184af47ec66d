package segment

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The traits of a line in which articles and comments differ.
const (
	traitMe       = iota // speaks of its author
	traitYou             // of its reader
	traitWe              // of both
	traitLive            // exclaims, asks, laughs
	traitWords           // logarithm of its length
	traitStops           // sentences that end inside it
	traitOver            // words shared with the line before
	traitLead            // with the top of the page
	traitStop            // ends with a full stop
	traitOpen            // ends with none
	traitLower           // opens in lower case
	traitQuote           // quotes
	traitHabit           // written as editors would not leave it
	traitNames           // share of words with a capital, the first aside
	traitShort           // of contractions
	traitDigits          // of numbers
	traitLetters         // mean length of its words
	traitReply           // opens as an answer does
	traitJoin            // opens as a second paragraph does
	traitVoc             // speaks to somebody by name
	traitName            // may be nothing but a name
	traitSaid            // reports what somebody said
	traitAbout           // says what closes an article
	traitField           // how much more probable a comment's line is, by the field alone
	traitRegister        // how much more it is worded as comments are
	numTraits
)

// traitSpan is how many bytes of a line are looked at word by word.
const traitSpan = 600

// endTraits are the traits of line i.
func (m *Model) endTraits(x *Context, i int) (t [numTraits]float64) {
	in, text := &x.info[i], x.lines[i].Text
	lower := " " + strings.ToLower(prefixOf(text, traitSpan))
	t[traitMe], t[traitYou], t[traitVoc], t[traitName] = one(in.me), one(in.you), one(in.voc), one(in.name)
	t[traitWe] = one(strings.Contains(lower, " we ") || strings.Contains(lower, " our "))
	t[traitLive] = one(in.emo || strings.ContainsAny(text, "!?"))
	t[traitStop], t[traitOpen] = one(in.end == '.'), one(in.end == 'a' || in.end == '1' || in.end == '#')
	t[traitLower] = one(in.first == 'l')
	t[traitQuote] = one(strings.ContainsAny(text, `"“”`))
	t[traitHabit] = one(in.habits&(lowerI|dots|shouts|smiles|capitals) != 0)
	t[traitSaid] = one(strings.Contains(lower, " said") || strings.Contains(lower, " says"))
	t[traitWords], t[traitStops] = math.Log1p(float64(in.words)), min(10, float64(in.stops))
	t[traitOver], t[traitLead] = in.over1, x.leads(in)
	switch in.opener() {
	case "agree", "deny", "praise", "thanks", "greet", "laugh", "you":
		t[traitReply] = 1
	case "join", "demo":
		t[traitJoin] = 1
	}
	for _, sign := range closers {
		t[traitAbout] += one(strings.Contains(lower, sign))
	}
	s := m.Emit(x, i)
	t[traitField] = max(-10, min(10, max(s[Start], s[Continue])-s[Article]))
	t[traitRegister] = m.Register.Odds(text)
	wordTraits(&t, prefixOf(text, traitSpan))
	return t
}

// wordTraits fills in the traits that are means over words.
func wordTraits(t *[numTraits]float64, text string) {
	words := strings.Fields(text)
	if len(words) == 0 {
		return
	}
	names, letters, digits, contracted := 0, 0, 0, 0
	for k, w := range words {
		letters += len(w)
		r, _ := utf8.DecodeRuneInString(w)
		if k > 0 && unicode.IsUpper(r) && len(w) > 1 {
			names++
		}
		if unicode.IsDigit(r) {
			digits++
		}
		if p := strings.IndexAny(w, "'’"); p > 0 && p < len(w)-1 {
			contracted++
		}
	}
	n := float64(len(words))
	t[traitNames], t[traitShort], t[traitDigits] = float64(names)/n, float64(contracted)/n, float64(digits)/n
	t[traitLetters] = min(12, float64(letters)/n)
}

// closers are signs of what stands at the end of an article: notes on who wrote
// it and where it was published, what else there is to read, and questions to
// its readers.
var closers = []string{"posted in", "posted by", "tags:", "tagged", "filed under", "related", "copyright", "©", "photo", "source:", "published",
	"is a writer", "is the author", "follow ", "subscribe", "click here", "more information", "permalink", "bookmark", "update:", "leave a comment",
	"comments", "http", "twitter", "facebook", "newsletter", "sign up", "what do you think", "let me know", "what are your", "p.s."}

// leads is the share of a line's content words, by rarity, that stand at the
// top of the page.
func (x *Context) leads(in *info) float64 {
	if in.idf <= 0 {
		return 0
	}
	sum := 0.0
	for _, w := range in.content {
		if x.lead[w] {
			sum += x.idf(w)
		}
	}
	return sum / in.idf
}
