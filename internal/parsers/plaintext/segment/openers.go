package segment

import (
	"hash/fnv"
	"strings"
	"unicode"
)

// openers sorts the words that paragraphs open with into classes, so that what
// is learned of one word holds for its like.
var openers = func() map[string]string {
	m := make(map[string]string)
	for _, class := range []struct{ name, words string }{
		{"agree", `yes yeah yep yup agree agreed exactly true right indeed absolutely totally same ditto definitely
			seconded amen correct precisely sí oui ja`},
		{"deny", `no nope nah wrong actually sorry false nonsense bullshit bs non nein`},
		{"praise", `great good nice love loved awesome wow excellent amazing wonderful beautiful congrats congratulations
			fantastic brilliant cool interesting bravo perfect kudos well-done lovely gorgeous delicious yum fascinating
			superb helpful loving hilarious funny enjoyed`},
		{"thanks", `thanks thank thx thankyou gracias danke merci obrigado ty`},
		{"greet", `hi hello hey dear greetings hola hallo welcome`},
		{"laugh", `lol haha hahaha ha hah lmao omg hmm hmmm ugh oh ah aww umm um well er heh rofl yay woo sigh ooh`},
		{"me", `i i'm i've i'd i'll my mine we we're we've our me im ive id`},
		{"you", `you your you're you've u ur`},
		{"third", `he she his her they their it its it's he's she's they're them him`},
		{"demo", `this that these those that's such there there's here here's`},
		{"join", `and but or so because also moreover furthermore however besides additionally then therefore thus plus
			yet still otherwise meanwhile finally lastly second secondly third thirdly first firstly next another anyway
			anyways again unfortunately nevertheless nonetheless consequently similarly likewise instead alternatively
			hence ps p.s fyi edit update note basically`},
		{"ask", `what what's why how who where when which is are do does did can could would will should anyone has have isn't`},
		{"the", `the a an some most many all every each`},
		{"prep", `if as in for with after before at on by from to since while although though until unless when once during without`},
		{"act", `just maybe perhaps seems sounds looks try please check see let think thought read glad happy hope wish don't not`},
	} {
		for _, w := range strings.Fields(class.words) {
			if m[w] == "" { // a word belongs to the first class that lists it
				m[w] = class.name
			}
		}
	}
	return m
}()

// opener is the class of the word that the line opens with.
func (in *info) opener() string {
	if len(in.tokens) == 0 {
		return "-"
	}
	if c, ok := openers[in.tokens[0]]; ok {
		return c
	}
	return "other"
}

// addressed reports whether s opens by speaking to somebody: "@ann", "Ann,",
// "Hi Ann", "Dear Mr Lee".
func addressed(s string) bool {
	if strings.HasPrefix(s, "@") {
		return true
	}
	words := strings.Fields(prefixOf(s, 60))
	if len(words) > 1 && openers[strings.ToLower(strings.Trim(words[0], ",!"))] == "greet" {
		return true
	}
	for i := 0; i < len(words) && i < 2; i++ {
		w := words[i]
		if !unicode.IsUpper(rune(w[0])) {
			return false
		}
		dash := i+1 < len(words) && strings.ContainsAny(words[i+1], "-–—") && len(words[i+1]) <= 3
		if name := strings.TrimRight(w, ",:!-–"); (name != w || dash) && len(name) > 1 {
			_, known := openers[strings.ToLower(name)]
			return !known && !common[strings.ToLower(name)]
		}
	}
	return false
}

func prefixOf(s string, n int) string {
	if len(s) > n {
		return s[:n]
	}
	return s
}

// closings are the first words of a line that says goodbye.
var closings = func() map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(`thanks thank thx ty cheers best regards kind warm love sincerely yours peace respectfully
		blessings hugs xoxo xo ciao saludos abrazos gruß lg liebe cordially warmly take good`) {
		m[w] = true
	}
	return m
}()

func firstOf(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return words[0]
}

// habits are ways of writing that go with a person: lower-case "i", "...",
// "!!", smileys, capitals, no stop at the end.
type habits uint8

const (
	lowerI habits = 1 << iota
	lowerStart
	dots
	shouts
	smiles
	capitals
	openEnd
	numHabits = iota
)

var habitNames = [numHabits]string{"i", "lower", "dots", "bang", "smile", "caps", "open"}

func habitsOf(s string, in *info) habits {
	var h habits
	set := func(on bool, bit habits) {
		if on {
			h |= bit
		}
	}
	set(strings.Contains(s, " i ") || strings.HasPrefix(s, "i ") || strings.Contains(s, " im "), lowerI)
	set(in.first == 'l', lowerStart)
	set(strings.Contains(s, "..") || strings.Contains(s, "…"), dots)
	set(strings.Contains(s, "!!"), shouts)
	set(in.emo, smiles)
	set(shouted(s), capitals)
	set(in.end == 'a' && in.words > 4, openEnd)
	return h
}

// shouted reports whether s holds a word of four or more capitals.
func shouted(s string) bool {
	run := 0
	for i := 0; i < len(s); i++ {
		if s[i] >= 'A' && s[i] <= 'Z' {
			if run++; run >= 4 {
				return true
			}
			continue
		}
		run = 0
	}
	return false
}

// sentences counts the ends of sentences inside s.
func sentences(s string) int {
	n := 0
	for i := 0; i+1 < len(s); i++ {
		if (s[i] == '.' || s[i] == '!' || s[i] == '?') && s[i+1] == ' ' {
			n++
		}
	}
	return n
}

// shingle is how many words in a row count as a repetition.
const shingle = 5

// maxShingled is how many words of a line are looked at for repetitions.
const maxShingled = 60

var space = []byte{' '}

// repetitions finds for each line how much of its beginning repeats an earlier
// line: the share of its runs of five words that stand before, and in which
// line the first of them does.
func (x *Context) repetitions() {
	seen := make(map[uint64]int32)
	h := fnv.New64a()
	for i := range x.lines {
		words := strings.FieldsFunc(strings.ToLower(prefixOf(x.lines[i].Text, 8*maxShingled)), notWord)
		if len(words) > maxShingled {
			words = words[:maxShingled]
		}
		in := &x.info[i]
		in.from = -1
		hits, runs := 0, 0
		for k := 0; k+shingle <= len(words); k++ {
			h.Reset()
			for _, w := range words[k : k+shingle] {
				h.Write([]byte(w))
				h.Write(space)
			}
			sum := h.Sum64()
			runs++
			if at, ok := seen[sum]; !ok {
				seen[sum] = int32(i)
			} else if int(at) < i {
				hits++
				if in.from < 0 {
					in.from = int(at)
				}
			}
		}
		if runs > 0 {
			in.repeats = float64(hits) / float64(runs)
		}
	}
}

// traitsOfTail sums up how the second half of the page is written, where most
// lines are comments: a page of one-liners and one of letters need different
// expectations.
func (x *Context) traitsOfTail() {
	from := len(x.lines) / 2
	n := float64(len(x.lines) - from)
	if n == 0 {
		return
	}
	var words, short, open, lower, closing, voc, joins, replies, over float64
	for i := from; i < len(x.lines); i++ {
		in := &x.info[i]
		words += float64(in.words)
		short += one(in.words <= 4)
		open += one(in.end == 'a')
		lower += one(in.first == 'l')
		closing += one(in.closing)
		voc += one(in.voc)
		over += in.over1
		switch in.opener() {
		case "join", "demo":
			joins++
		case "agree", "deny", "praise", "thanks", "greet", "laugh", "you":
			replies++
		}
	}
	x.words = int(words / n)
	for _, v := range []struct {
		name  string
		share float64
	}{{"short", short / n}, {"open", open / n}, {"lower", lower / n}, {"closing", 5 * closing / n}, {"voc", 5 * voc / n},
		{"joins", 2 * joins / n}, {"replies", 2 * replies / n}, {"over", 5 * over / n}} {
		x.tail = append(x.tail, v.name+"="+share(v.share))
	}
	x.tail = append(x.tail, "words="+bucket(x.words), "lines="+bucket(len(x.lines)/8))
}
