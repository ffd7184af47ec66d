package targets

import (
	"strings"

	"github.com/undertone-project/undertone/internal/text"
)

// census holds how often the texts write each word with a capital where
// nothing but a name asks for one, and without.
type census struct {
	title, lower map[string]int
	capital      map[string]int // at the start of a sentence too
	owned        map[string]int // "cutler's weir": possessor and what it possesses, both capitalised
}

func newCensus(texts []string) *census {
	c := &census{title: map[string]int{}, lower: map[string]int{}, capital: map[string]int{}, owned: map[string]int{}}
	for _, s := range texts {
		units := unitsOf(nil, s, text.Tokens(nil, s))
		if shouting(units) {
			continue
		}
		for i, u := range units {
			switch {
			case u.tag || u.first:
			case u.title:
				c.title[u.word]++
			default:
				c.lower[u.word]++
			}
			if u.title && !u.tag {
				c.capital[u.word]++
			}
			if u.owns && u.title && i+1 < len(units) && units[i+1].title {
				c.owned[ownedKey(u, units[i+1])]++
			}
		}
	}
	return c
}

func ownedKey(owner, owned unit) string { return owner.word + "'s " + owned.word }

// compound reports whether a possessive belongs to a name, as in "Cutler's
// Weir": the texts write the two together again and again, and the possessor
// hardly ever without. "Russia's Putin" are two names.
func (c *census) compound(owner, owned unit) bool {
	n := c.owned[ownedKey(owner, owned)]
	return n >= 2 && 5*n >= 4*c.capital[owner.word]
}

// isName reports whether a capitalised unit is written so because it is a
// name.
func (c *census) isName(u unit) bool {
	if !u.title || len(u.word) < 2 || calendar[u.word] || furniture[u.word] {
		return false
	}
	if u.upper || u.dotted {
		return len(u.word) <= 6 && !shouted[u.word] && (len(u.word) > 2 || !commonWords[u.word] || u.word == "us")
	}
	if u.first {
		// "Putin lied." opens a sentence: the other sentences decide.
		_, known := placeIndex()[u.word]
		return (c.title[u.word] > c.lower[u.word] || known) && !stopWords[u.word]
	}
	return c.title[u.word] > c.lower[u.word] && !stopWords[u.word]
}

// connectors may stand inside a name: "Bank of England".
var connectors = set("of the for de la du van von der den al bin ibn del da di")

// calendar words are capitalised without being targets.
var calendar = set(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct
nov dec christmas easter am pm gmt utc est pst`)

// furniture is what pages and writers add around comments.
var furniture = set(`reply comment comments share like likes permalink report edit edited update posted quote pingback trackback
http https www com org lol lmao wtf omg imo imho btw fyi ps edit tldr tl dr mr mrs ms sir ok okay yeah yes oh hi hello hey
thanks thank english dear god jesus christ internet`)

// shouted are words that comments write in capitals for force.
var shouted = set(`not no never all any and the you your they them this that what why how who is are was were be do does
did will would should must can one only very so too but or if it its more most less now just really have has had for from stop
love hate please great good bad best worst big huge free own read real true false same every always our my me him her his he she
we in on at to of by up out off over want need know think all-caps please thank`)

// stopWords never are names on their own, however they are written.
var stopWords = set(`i i'm i've i'll i'd the a an and but or so if then there here this that these those it its it's he she they we
you your my our his her their who what when where why how not no yes as at by for from in of on to with without about after
before because since while until although though however also just even still only well now never always very most more many
much some any all both each every few other another such same is are was were be been being am do does did have has had can could
will would shall should may might must let's lets maybe perhaps actually really great good nice wow exactly agreed please sorry
one two three first second next last new old many people thanks don't doesn't didn't can't won't isn't`)

// policies are heads of phrases that name what people are for or against
// without capitals.
var policies = set(`control tax taxes ban bans mandate mandates law laws bill reform sanctions treaty policy policies war
vaccine vaccines pipeline wage care rights marriage penalty insurance immigration expansion agreement lockdown lockdowns referendum
subsidies tariff tariffs embargo warming energy deficit strike strikes`)

// isColour reports whether a hashtag is a colour of six hexadecimal digits, as
// in scraps of a style sheet: with a digit in it, or all the same.
func isColour(tag string) bool {
	if len(tag) != 6 || strings.Trim(tag, "0123456789abcdef") != "" {
		return false
	}
	return strings.ContainsAny(tag, "0123456789") || strings.Count(tag, tag[:1]) == 6
}

// candidates calls yield with each name in s: its key and how it is written.
func (c *census) candidates(s string, yield func(key, written string)) {
	units := unitsOf(nil, s, text.Tokens(nil, s))
	loud := shouting(units)
	for i := 0; i < len(units); {
		u := units[i]
		switch {
		case u.tag:
			if !u.joined && s[u.Start] == '#' && len(u.word) > 2 && !isColour(u.word) {
				yield("#"+u.word, u.In(s))
			}
			i++
		case !loud && c.isName(u):
			i = c.name(s, units, i, yield)
		default:
			if i > 0 && policies[u.word] && !u.title && c.modifier(s, units, i-1) {
				yield(units[i-1].word+" "+u.word, s[units[i-1].Start:u.End])
			}
			i++
		}
	}
}

// modifier reports whether unit i can begin a policy's name: "gun" in "gun
// control" can, "the" in "the law" cannot.
func (c *census) modifier(s string, units []unit, i int) bool {
	w := units[i].word
	return len(w) > 2 && !units[i].title && !units[i].owns && !stopWords[w] && !vague[w] && joins(s, units, i+1)
}

// vague modifiers make no policy of a noun.
var vague = set(`foreign domestic own good bad better best great real big little no another certain current existing federal local new
their whole entire under against into over through out total full take taking took having lose pass passed passing make making
common basic human different several equal take self`)

// name reads the name that begins at unit i and returns where to go on.
func (c *census) name(s string, units []unit, i int, yield func(key, written string)) int {
	end := i + 1
	for end < len(units) {
		if units[end-1].owns {
			if !units[end].title || !c.compound(units[end-1], units[end]) {
				break
			}
			end++
			continue
		}
		next := end
		for next < len(units) && next-end < 2 && connectors[units[next].word] && (next > end || units[next].word != "the") && !units[next].title && joins(s, units, next) {
			next++
		}
		if next >= len(units) || !joins(s, units, next) || !c.isName(units[next]) || units[next].tag {
			break
		}
		if next == end && units[next].joined && c.place(units[next-1]) && c.place(units[next]) {
			break // "NATO-Russia" are two names
		}
		end = next + 1
	}
	from := i
	// "Russian Foreign Minister Sergey Lavrov" is about Lavrov and Russia.
	if end-from > 1 && c.place(units[from]) && offices[units[from+1].word] {
		yield(units[from].word, units[from].In(s))
		from++
	}
	for from < end-1 && (offices[units[from].word] || honorifics[units[from].word]) {
		from++
	}
	words := make([]string, 0, end-from)
	for n, u := range units[from:end] {
		word := u.word
		if u.owns && from+n < end-1 {
			word += "'s"
		}
		words = append(words, word)
	}
	if len(words) == 1 && (offices[words[0]] || honorifics[words[0]]) {
		return end
	}
	if len(words) <= 5 {
		yield(strings.Join(words, " "), s[units[from].Start:units[end-1].End])
	}
	return end
}

var honorifics = set("mr mrs ms dr sir lord lady miss prof professor sen rep gen gov team uncle aunt")

func (c *census) place(u unit) bool {
	_, ok := placeIndex()[u.word]
	return ok
}
