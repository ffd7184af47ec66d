package edge

import "strings"

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// stopwords carry no topic: function words and the commonest verbs of
// comments.
var stopwords = set(`a about above after again against ago all almost already also although always am among an and another any
anybody anyone anything are aren't around as at away back be became because become been before being below better between
both but by came can can't cannot come could couldn't did didn't do does doesn't doing don't done down during each either else
enough especially even ever every everyone everything exactly few find first for from further get gets getting give go goes
going gone gonna good got great had hadn't has hasn't have haven't having he he'd he'll he's hello help her here here's hers herself
hey hi him himself his how how's however i i'd i'll i'm i've if i'd in indeed instead into is isn't it it'd it'll it's its itself just keep
kind know last least less let let's like likely little ll look looking lot lots made make makes making many may maybe me mean
might mine more most much must my myself need never new next no nobody none nor not nothing now of off often oh ok okay on once
one ones only or other others our ours ourselves out over own part people perhaps please point pretty probably put quite rather re
read real really reply right said same saw say saying says see seem seems seen she she'd she's should shouldn't since so some
somebody someone something sometimes soon still stuff such sure take taken tell than thank thanks that that'd that's the their
theirs them themselves then there there's these they they'd they'll they're they've thing things think this those though thought through
thus time to today together too took toward try trying two under until up upon us use used using ve very via want was wasn't way we
we'd we'll we're we've well went were weren't what what's whatever when where which while who who's whole whom whose why will with
within without won't work would wouldn't yeah year years yes yet you you'd you'll you're you've your yours yourself`)

// openers are ways to begin a comment that say something about whether it
// answers another one. Each is a list of word sequences.
var openers = [...]struct {
	cue     int
	phrases string
}{
	{cueAgree, `agreed|i agree|agree|exactly|amen|ditto|same here|me too|so true|very true|true|indeed|absolutely|definitely|good point|great point|fair point|excellent point|well said|well put|you're right|you are right|that's right|that is right|right on|+1|this|yes|yeah|yep|yup|of course|seconded|i second|fair enough|good call|nice one|spot on|no doubt|quite so|point taken|good idea|great idea|sounds like|sounds good|makes sense|correct|you bet|nailed it|i concur|totally|seems fair`},
	{cueDisagree, `no|nope|nah|not really|not true|not quite|not exactly|wrong|disagree|i disagree|i don't agree|actually|but|however|nonsense|bullshit|bs|rubbish|really|sorry but|i'm sorry but|on the contrary|the problem with that|the trouble with that|that's not|that is not|that's wrong|that isn't|it's not|it isn't|you're wrong|you are wrong|don't be|except|yes but|yeah but|uh|um|er|lol no|false|incorrect|not so|hardly|i doubt|i beg`},
	{cueAnswer, `yes|yeah|yep|yup|no|nope|because|sure|i think so|i don't think so|i believe so|it depends|depends|maybe|probably|possibly|you can|you could|you need|you should|you have to|you might|try|of course|not yet|correct|it is|it was|it's|they are|they're|he is|he's|she is|she's|i did|i do|i have|i was|i am`},
	{cueAnaphora, `that|that's|that is|that was|those|it is|it's|it was|it|he|he's|she|she's|they|they're|these|which|the same|the problem with that|same|so|such|then|neither|either|both`},
	{cueConjunction, `and|but|or|so|because|also|then|except|though|although|plus|well|besides|yet|nor|still`},
	{cueThanks, `thanks|thank|thx|ty|many thanks|thank you|cheers|danke|vielen dank|merci|gracias|obrigado|grazie|much appreciated|appreciate|glad|you're welcome|you are welcome|no problem|my pleasure|happy to`},
	{cueInterjection, `lol|haha|hahaha|ha|wow|hmm|hmmm|oh|ah|aha|ouch|ugh|omg|lmao|rofl|meh|heh|hehe|oops|whoa|yikes|aww|aw|sigh|huh|hm`},
	{cueGreeting, `hi|hey|hello|dear|hallo|hola|liebe|lieber|bonjour|good morning|ciao|moin`},
	{cueAsk, `what|why|how|who|where|when|which|is|are|do|does|did|can|could|would|will|has|have|should|any|isn't|aren't|don't|doesn't|so you|are you|do you|what do you|how do you|why do you|have you|what about|how about|what if`},
	{cueFirstPerson, `i|i'm|i've|i'd|my|we|i'll|as a|personally|imo|in my opinion|our`},
	{cueAboutPost, `great post|great article|nice post|nice article|good article|good post|awesome post|excellent article|excellent post|interesting article|interesting post|thanks for sharing|thanks for this|thank you for this|thank you for sharing|love this|loved this|i love this|what a|this article|this post|this is a great|great read|great recipe|this recipe|great job|another great|beautiful|wonderful post|fantastic|the article|the author|just found|i just made|made this|love the|great work|lovely|congratulations|congrats|happy birthday|awesome|amazing|brilliant`},
}

// contains are words that, anywhere in the first sentences, tell of an answer
// or of the post.
var (
	secondPerson = set(`you your you're you've you'd you'll yours yourself u ur du dein deine ihr ihre tu vous votre usted te ti tú`)
	saying       = set(`say says said saying point points pointed mention mentioned mentions note noted wrote write claim claimed claims state stated
		suggest suggested suggesting mean meant describe described ask asked asking refer argue arguing imply implying think believe quote quoted`)
	sayings = set(`comment comments point points post question reply response argument claim statement analogy assessment example suggestion`)
	// contributions are what people call each other's comments.
	contributions = set(`point points thought thoughts analysis assessment comment comments explanation insight insights observation observations
		argument arguments question questions answer answers summary statement perspective reasoning logic reply response remark analogy suggestion
		advice info information clarification correction link links rant theory attitude opinion`)
	demonstratives = set(`that that's those these such which it it's that'd that'll`)
	being          = set(`is was were are would will might may sounds seems looks makes isn't wasn't explains means has does doesn't`)
	postWords      = set(`article post blog recipe author writer piece column site website page posting story episode podcast artikel beitrag blogpost rezept`)
	disagreement   = set(`wrong disagree nonsense ridiculous actually incorrect false doubt misleading untrue bullshit ignorant stupid idiot fool`)
)

// phraseIndex finds openers by their first word.
type phraseIndex map[string][]phrase

type phrase struct {
	words []string
	cue   int
}

var openerIndex = buildOpeners()

func buildOpeners() phraseIndex {
	out := phraseIndex{}
	for _, o := range openers {
		for p := range strings.SplitSeq(o.phrases, "|") {
			w := strings.Fields(p)
			out[w[0]] = append(out[w[0]], phrase{w, o.cue})
		}
	}
	return out
}

// match reports for each cue whether words begin with one of its phrases.
func (x phraseIndex) match(words []string, hit func(cue, length int)) {
	if len(words) == 0 {
		return
	}
	for _, p := range x[words[0]] {
		if len(p.words) <= len(words) && equal(p.words, words[:len(p.words)]) {
			hit(p.cue, len(p.words))
		}
	}
}

func equal(a, b []string) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
