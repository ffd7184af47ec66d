package train

import (
	"fmt"
	"strings"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/stancedetect"
)

// templateSource names rows made by [Templates].
const templateSource = "templates"

// templateWeight is what a made row of [Templates] counts.
const (
	templateWeight      = 1
	replyTemplateWeight = 3 // among rows that count twice what those of targets do
)

// template is a pattern of comments written for this project: every slot in
// braces is filled with each phrase of its list in turn.
type template struct {
	label  int
	text   string
	parent string // for replies
}

// Agreement that turns, thanks that are none and questions that are attacks are
// rare in the coded tables, and models fitted on those alone read praise as
// agreement whatever follows. Labels: agree, disagree, query, neutral.
var replyTemplates = []template{
	{1, "{nice}, but {objection}.", "{claim}"},
	{1, "{nice}. However, {objection}.", "{claim}"},
	{1, "{nice}. Still, {objection}.", "{claim}"},
	{1, "{concede} but {objection}.", "{claim}"},
	{1, "Yes, but {problem}", "{claim}"},
	{1, "Sure, but {problem}", "{claim}"},
	{1, "{respect}, {objection}.", "{claim}"},
	{1, "{respect}, {problem}", "{claim}"},
	{0, "{nice}, and {support}.", "{claim}"},
	{0, "{nice}. {Support}.", "{claim}"},
	{0, "Yes, and {support}.", "{claim}"},
	{0, "{gratitude}", "{claim}"},
	{0, "{gratitude} {Support}.", "{claim}"},
	{0, "{brief}", "{claim}"},
	{0, "{gratitude}", "{tip}"},
	{1, "Thanks for {harm}.", "{claim}"},
	{1, "Thanks a lot for {harm}!", "{claim}"},
	{1, "{attack}", "{claim}"},
	{1, "> {claim}\n{rebuttal}", "{claim}"},
	{0, "> {claim}\n{brief}", "{claim}"},
	{2, "{ask}", "{claim}"},
	{2, "{Which} {noun} {askverb}?", "{report}"},
	{2, "What time does the {noun} {begin}?", "{report}"},
	{2, "{Curious}, {howlong}?", "{report}"},
	{3, "For {those}, the {noun} is {where}.", "{report}"},
	{3, "{aside}", "{claim}"},
	{3, "{fact}", "{question}"},
	{1, "No, {defence}.", "{complaint}"},
	{0, "Yes, {complaining}.", "{complaint}"},
	{0, "{complaining}, I know. You are right to say so.", "{complaint}"},
}

// Labels: favor, against, none.
var targetTemplates = []template{
	{1, "{fakepraise}, {X}, {mishap}.", ""},
	{1, "{fakepraise}, {X}! {Mishap}.", ""},
	{1, "Oh {of course}, {X} the {expert} will {solve} it. {laugh}", ""},
	{1, "{of course}, because {X} is so {clever}. {laugh}", ""},
	{1, "The so-called {expert}, {X}.", ""},
	{1, "So-called {expert} {X} again.", ""},
	{1, "That \"{clever}\" {X} again.", ""},
	{1, "Yeah, believe {X}.", ""},
	{1, "As if {X} ever told the truth.", ""},
	{1, "{glad} that {X} {fell}.", ""},
	{0, "{sorry} to see {X} {hurt}.", ""},
	{0, "{angry} that they would {harmverb} {X}, {goodname}.", ""},
	{0, "{Let us} {backverb} {X}.", ""},
	{0, "{cheer} {X}!", ""},
	{0, "{cheer} {X}.", ""},
	{1, "{X} {baddeed} {people}.", ""},
	{0, "{X} {gooddeed} {people}.", ""},
	{1, "Why does {X} always {badverb}?", ""},
	{1, "{enough}! #{Tag}Out", ""},
	{1, "The {weakling} {X} {let} it.", ""},
	{0, "Nothing is wrong with {X}.", ""},
	{0, "I see nothing bad in {X}.", ""},
	{0, "{X} never {baddeed} {people}.", ""},
	{0, "{X} should {stay}.", ""},
	{1, "{X} should {leave}.", ""},
	{0, "We need more of {X}.", ""},
	{0, "We need {X} now more than ever.", ""},
	{1, "We do not need {X}.", ""},
	{1, "Get rid of {X}.", ""},
	{0, "{X} {works} and {stays}.", ""},
	{1, "Why does {X} keep {badthing}?", ""},
	{1, "When will {X} stop {badthing}?", ""},
	{1, "How could anybody believe {X}?", ""},
	{0, "{X} should {simply} {disregard} {hecklers} and {proceed}.", ""},
	{0, "{Perhaps} {X} should {simply} {disregard} {hecklers} and {proceed}", ""},
	{0, "{X} ought to {disregard} {hecklers}.", ""},
	{0, "Why should {X} {bother} {hecklers}, who {refuse}?", ""},
	{0, "{X} {patient} and they still {refuse}.", ""},
	{2, "{X} {awaits} an answer from Estmark.", ""},
	{2, "Estmark and {X} will {meet} on {day}.", ""},
	{2, "Her trouble is with the anti-{X} {faction} at home.", ""},
	{2, "They keep saying that {X} is about to {invade} Estmark.", ""},
	{2, "Estmark's quarrel with {X} is {pointless}.", ""},
	{2, "The {vehicle} to {X} {goes} at {hour}.", ""},
	{2, "{X} {spoke} on {day}.", ""},
	{2, "{Relative} moved to {X} in {year}.", ""},
	{2, "The debate about {X} is on {day}.", ""},
	{2, "Is {X} {neutralfact}?", ""},
	{2, "Where can I read about {X}?", ""},
	{2, "{X} and Estmark {shared}.", ""},
	{2, "Estmark accuses {X} of {accused}.", ""},
	{2, "{X} said that the {thing} was {badtone}.", ""},
	{2, "Estmark attacked {X} at dawn.", ""},
}

// slots holds the phrases of each slot; none of them stands in the behavioural
// cases.
var slots = map[string][]string{
	"nice": {"Nice article", "I like your posts", "I enjoyed this", "You make some fair points", "Thoughtful comment", "I usually love what you write",
		"Interesting argument", "You raise a good question", "That is a lovely thought", "You are right about the first half", "I am a big fan of yours"},
	"concede": {"I understand the worry,", "I hear you,", "I get your point", "It sounds good", "I know what you are saying", "I appreciate the effort", "Fair enough,",
		"You may well be right,", "I agree with the first part,", "I admire your patience"},
	"respect":   {"With respect", "No offence", "I hate to say it", "I beg your pardon", "Sorry to spoil it", "I mean this kindly"},
	"objection": {"the sums do not add up", "I think you are mistaken here", "that leaves out the renters", "I am not convinced", "this is not how it works", "I can't go along with this", "here you have it the wrong way round", "it misses the main problem", "the facts point the other way", "I see it differently", "you forgot about the old people", "it would never work", "I don't think so", "that is not what happened", "your conclusion does not follow"},
	"problem":   {"where would the money come from?", "what about the neighbours?", "who will clean up after them?", "that has been tried and it failed.", "it is not that simple.", "at what price?", "how do you explain the losses?", "that only works for the rich."},
	"support":   {"I would add the schools to that", "it is the same in our street", "everybody here knows it", "somebody had to say so", "we should all say it louder", "it needed saying"},
	"Support":   {"I would add the schools to that", "It is the same in our street", "Everybody here knows it", "Somebody had to say so", "I have thought so for a long time", "My thoughts exactly"},
	"claim": {"The tram should run all night.", "They want to close the pool.", "Rents are too high because of the tourists.", "The new law will help the farmers.", "Nobody reads newspapers any more.",
		"The museum ought to be free.", "We can heat the whole town with wood."},
	"gratitude": {"Thank you, that was just what I needed.", "Thanks, very useful.", "Thank you for writing this.", "Thanks so much for the tip!", "Many thanks, it worked.", "Thank you for taking the time to explain.", "Thanks for posting, I learned a lot."},
	"harm":      {"wasting my evening", "making it worse", "ruining it for everyone", "the useless advice", "breaking my computer", "nothing at all"},
	"attack": {"Are you joking?", "Have you ever been there?", "Did you even look at the numbers?", "So we should all starve?", "Who pays you to write this?", "What planet do you live on?", "Since when do facts not count?",
		"How gullible can you be?", "You call that an argument?", "So now theft is fine?", "Do you really believe that?", "Why do you keep repeating this lie?"},
	"ask": {"How long does it take?", "What does it cost to get in?", "Which paper was it in?", "Could you post the link?", "Is there a map of it?", "Who told you that?", "Does somebody know when it opens?", "Can you say more about the second step?",
		"I wonder, how old is it?", "Where can one see the figures?", "Has it been announced yet?"},
	"aside":       {"I passed by there on Sunday with the children.", "My aunt used to work in that building.", "There is another talk on Thursday.", "The pictures are on the club's page.", "We had soup there in spring.", "The next issue comes out in March.", "I found an old ticket of theirs in a drawer."},
	"question":    {"When was it finished?", "How far is it?", "What time does it close?", "Where do you buy the tickets?", "Who designed it?"},
	"fact":        {"In 1974, I think.", "About six miles.", "It closes at seven.", "At the kiosk by the gate.", "By an architect from Estmark."},
	"complaint":   {"This park is a disgrace.", "The new square is hideous.", "What a horrible decision.", "This is a scandal."},
	"defence":     {"it is a lovely park and I am there every day", "the square is the best thing they ever built", "it is great news for everybody", "it was a wise and brave decision"},
	"complaining": {"it is a disgrace", "it is a rotten business", "it makes me sick", "they are a bunch of thieves", "it is a terrible mess"},

	"brief":    {"Seconded.", "Ditto.", "+1 from me", "Same here.", "Hear, hear!", "Couldn't have put it better.", "+1000", "My view too.", "100 percent.", "What you said."},
	"tip":      {"Try to restart it.", "You find it in the second menu.", "Soak the beans overnight.", "The form is on their page."},
	"rebuttal": {"It does not.", "They do read them: sales went up.", "It would help nobody.", "It has, twice.", "No, and you know it.", "It will cost us the school."},
	"Which":    {"Which", "What"},
	"noun":     {"chapter", "train", "film", "lecture", "table", "shop", "ferry"},
	"askverb":  {"are you talking about", "was that", "did you see", "is it", "do you have in mind"},
	"begin":    {"leave", "open", "end", "arrive"},
	"report":   {"It says so in the book.", "There is one tomorrow.", "We took it last summer.", "They will show it again next week."},
	"Curious":  {"Out of interest", "I would like to know", "Just wondering", "One question"},
	"howlong":  {"how far was it", "how much did they charge", "how old is it", "when did it begin"},
	"those":    {"anybody who was not there", "people who want to read it", "everyone who asked"},
	"where":    {"on the second floor", "on their site", "open until six", "in the archive"},
	"Let us":   {"Let us", "We must", "Everybody should", "I will always", "We ought to"},
	"backverb": {"support", "stand behind", "rally behind", "defend", "get behind"},
	"cheer":    {"Three cheers for", "Bravo to", "Respect to", "God bless", "All power to", "Good for"},
	"baddeed":  {"robs", "bullied", "intimidates", "cheated", "lies to", "ruins"},
	"gooddeed": {"protects", "helped", "stands up for", "cares about", "rescued"},
	"people":   {"the pensioners", "its customers", "small towns", "people like us", "the villages"},
	"badverb":  {"cheat", "blame others", "run away", "make excuses", "ruin everything"},
	"enough":   {"Time is up", "No more", "We have had it", "Go home"},
	"weakling": {"cowardly", "spineless", "feeble", "gutless"},
	"let":      {"allowed", "permitted", "did nothing against", "just watched"},

	"simply":    {"just", "simply", "calmly", "quietly"},
	"disregard": {"ignore", "forget about", "pay no attention to", "stop listening to", "take no notice of", "leave"},
	"hecklers":  {"Estmark", "the hecklers", "the foreign press", "those bullies", "the prophets of doom"},
	"proceed":   {"finish the canal", "go on with the work", "stick to the plan", "go on as before", "keep building"},
	"Perhaps":   {"Maybe", "Perhaps", "Possibly", "I think"},
	"bother":    {"bother with", "argue with", "sit down with", "lose another day on", "bow to"},
	"refuse":    {"refuse to read the offer", "only ever threaten", "break every promise", "never listen"},
	"patient":   {"has made a fair offer", "is doing everything to keep the peace", "has been more than patient", "explained it clearly"},
	"awaits":    {"awaits", "expects", "was waiting for", "has asked for", "will get"},
	"meet":      {"meet", "hold talks", "speak", "exchange letters"},
	"faction":   {"faction", "crowd", "party", "wing"},
	"invade":    {"invade", "attack", "strike", "threaten"},
	"pointless": {"pointless", "a waste of time", "a farce", "going nowhere", "endless"},

	"X":           {"Ostfeld", "Mrs Tarn", "Senator Brill", "the toll road", "the speed limit", "the Harbour Board", "Westmark"},
	"fakepraise":  {"Well done", "Bravo", "Congratulations", "Nice work", "Brilliant work"},
	"mishap":      {"another bankruptcy", "one more flooded cellar", "three more weeks of chaos", "yet another scandal", "more dead fish"},
	"Mishap":      {"Another bankruptcy", "Three more weeks of chaos", "Yet another scandal", "More dead fish in the river"},
	"of course":   {"of course", "yes", "right", "yeah sure", "naturally"},
	"expert":      {"expert", "saviour", "leader", "champion", "wizard"},
	"clever":      {"clever", "wise", "generous", "brilliant", "trustworthy"},
	"solve":       {"fix", "solve", "rescue", "handle"},
	"laugh":       {"lol", "haha", "Lmao.", "😂", ""},
	"glad":        {"How nice", "I am so glad", "What a relief", "Great news", "I am thrilled"},
	"fell":        {"was thrown out", "has failed", "is finally gone", "was defeated", "collapsed"},
	"sorry":       {"It hurts", "I am so sad", "It makes me cry", "It is awful"},
	"hurt":        {"suffer like this", "in ruins", "under attack", "bleeding"},
	"angry":       {"I am outraged", "It makes me sick", "It is disgusting"},
	"harmverb":    {"harm", "attack", "insult", "slander"},
	"goodname":    {"a decent and honest lot", "who never hurt anybody", "so kind and brave"},
	"stay":        {"stay", "stand firm", "keep going", "carry on and not listen to the critics", "be proud", "be kept"},
	"leave":       {"step down", "be abolished", "be scrapped", "apologise at last", "be stopped", "quit", "be in jail"},
	"works":       {"works", "does its job", "helps people", "saves lives"},
	"stays":       {"should stay", "must be kept", "deserves more money"},
	"badthing":    {"cheating us", "wasting our money", "lying", "making things worse"},
	"vehicle":     {"bus", "night train", "parcel"},
	"goes":        {"leaves", "arrives"},
	"hour":        {"six", "ten past nine", "midnight"},
	"spoke":       {"was on the radio", "met the press", "gave an interview", "comes up again", "is on the agenda"},
	"day":         {"Monday", "Tuesday", "the third of May"},
	"Relative":    {"My sister", "A friend of mine", "Her uncle"},
	"year":        {"1998", "spring", "2011"},
	"neutralfact": {"on the list", "open today", "in the north", "older than the church"},
	"shared":      {"signed it in March", "have the same time zone", "met twice", "lie on the same river"},
	"accused":     {"breaking the rules", "lying to the court", "stealing the plans"},
	"thing":       {"harvest", "traffic", "coffee", "journey"},
	"badtone":     {"awful", "dreadful", "bad"},
}

// mostRows bounds the rows that one template gives.
const mostRows = 12

// Templates makes rows from the templates of a task. Each template gives a
// dozen rows at most, their phrases taken in turn, so that none of them
// outweighs what people wrote.
func Templates(task stancedetect.Task) []Example {
	list := targetTemplates
	if task == stancedetect.ReplyStance {
		list = replyTemplates
	}
	var out []Example
	for i, t := range list {
		n := 1
		for name, phrases := range slots {
			if strings.Contains(t.text+t.parent, "{"+name+"}") {
				n = max(n, len(phrases))
			}
		}
		for k := range min(2*n, mostRows) {
			e := Example{ID: fmt.Sprintf("template-%d-%d", i, k), Set: templateSource, Group: fmt.Sprint(i), Label: t.label, Base: templateWeight, Weight: templateWeight, Parent: -1}
			name := slots["X"][(k+i)%len(slots["X"])]
			tag := strings.ReplaceAll(strings.TrimPrefix(strings.TrimPrefix(name, "the "), "Mrs "), " ", "")
			e.Text = fill(strings.ReplaceAll(t.text, "{Tag}", tag), k, i)
			if task == stancedetect.ReplyStance {
				e.Base, e.Weight = replyTemplateWeight, replyTemplateWeight
				e.Reply = stance.Reply{ID: e.ID, Text: e.Text, ParentText: fill(t.parent, k, i)}
			} else {
				e.Target = stance.Target{Name: strings.TrimPrefix(strings.TrimPrefix(name, "the "), "Mrs ")}
			}
			out = append(out, e)
		}
	}
	return out
}

// fill puts phrase number k, by each slot's own step, into the slots.
func fill(pattern string, k, shift int) string {
	var b strings.Builder
	for step := 1; ; step++ {
		from := strings.IndexByte(pattern, '{')
		if from < 0 {
			break
		}
		to := from + strings.IndexByte(pattern[from:], '}')
		phrases := slots[pattern[from+1:to]]
		b.WriteString(pattern[:from])
		if pattern[from+1:to] == "X" {
			b.WriteString(phrases[(k+shift)%len(phrases)])
		} else {
			b.WriteString(phrases[(k*step+shift)%len(phrases)])
		}
		pattern = pattern[to+1:]
	}
	s := strings.TrimSpace(b.String() + pattern)
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
