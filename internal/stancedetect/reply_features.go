package stancedetect

import (
	"math"
	"strings"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/text"
)

// The structural features of a reply.
const (
	rBias    = iota
	rTop     // answers the post
	rMessage // written with handles, hashtags or links
	rTopMessage
	rSameAuthor
	rQuotes
	rSayAgree // phrases, by class
	rSayDisagree
	rSayQuery
	rSayNeutral
	rOpenAgree // the same at the start
	rOpenDisagree
	rOpenQuery
	rOpenNeutral
	rAgreesBut // agreement or praise first, then "but"
	rOpenBut
	rOpenNegator
	rOpenQuestion
	rOpenFirst
	rOpenSecond
	rOpenThanks
	rOpenLaugh
	rOpenHandle
	rPositive
	rNegative
	rTopPositive
	rTopNegative
	rTopThanks
	rTopQuestion
	rTopSecond
	rThanks
	rLaugh
	rIrony
	rSecond
	rSecondNegated
	rSecondNegative
	rSecondPositive
	rFirst
	rNegators
	rContrast
	rHedge
	rEndsQuestion
	rQuestions
	rOnlyQuestion
	rAttackQuestion // a question with "you" and a negative word
	rShout
	rCaps
	rLink
	rTag
	rShort
	rLength
	rLonger
	rParentPositive
	rParentNegative
	rSameTone
	rOppositeTone
	rParentQuestion
	rParentQuestionAnswer
	rParentDisagrees // the parent itself opens with a contradiction
	rParentAgrees
	rParentSecond
	rOverlap
	rSharedSame // shared words under the same negation
	rSharedFlipped
	rRepeats // most of the reply is the parent
	// Where the text stands below the post that its stance is asked toward.
	rIsPost
	rIsPostMessage
	rDepthOne
	rDepthTwo
	rDepthMore
	rBelowMessage
	rBelowOther
	rDeepMessage
	replyDense
)

var replyNames = [replyDense]string{
	"prior", "top level", "short message", "short message at top level", "own parent", "quotation", "agreement phrase", "disagreement phrase", "question phrase",
	"neutral phrase", "agreement opener", "disagreement opener", "question opener", "neutral opener", "agreement, then but", "opens with but",
	"opens with a negation", "opens with a question word", "opens with I", "opens with you", "opens with thanks",
	"opens with laughter", "opens with a handle", "positive tone", "negative tone", "positive tone at top level",
	"negative tone at top level", "thanks at top level", "question at top level", "second person at top level", "thanks", "laughter", "irony mark",
	"second person", "second person negated", "second person with negative tone", "second person with positive tone", "first person",
	"negations", "contrast", "hedge", "ends with a question", "questions", "nothing but a question", "rhetorical attack",
	"exclamation", "capitals", "link", "hashtag", "short", "length", "longer than parent", "parent's tone", "parent's tone",
	"same tone as parent", "opposite tone to parent", "parent asks", "answers a question", "parent contradicts", "parent agrees",
	"parent addresses someone", "shared words", "shared words, same side", "shared words, other side", "repeats the parent",
	"begins the thread", "message that begins the thread", "answers the post", "two below the post", "further below the post",
	"message below the post", "comment below the post", "message further below the post",
}

// replyFeatures enters the structural features of a reply whose text and
// parent are analysed in sc.
func (sc *scratch) replyFeatures(r stance.Reply) {
	p, v := sc.text, &sc.vec
	t := p.textTone()
	none := text.Span{}
	v.add(rBias, 1, none)
	v.flag(rTop, r.TopLevel)
	message := p.message() || sc.parent.message()
	v.flag(rMessage, message)
	v.flag(rTopMessage, message && r.TopLevel)
	v.flag(rSameAuthor, r.SameAuthor)
	v.flag(rQuotes, r.Quoted != "" || strings.HasPrefix(r.Text, ">"))
	p.sayings(v)
	p.opener(v)
	p.agreesBut(v)
	v.add(rPositive, t.positive, none)
	v.add(rNegative, t.negative, none)
	v.add(rThanks, t.thanks, none)
	v.add(rLaugh, t.laugh, none)
	v.add(rSecond, t.second, none)
	v.add(rQuestions, t.questions, none)
	if r.TopLevel {
		v.add(rTopPositive, t.positive, none)
		v.add(rTopNegative, t.negative, none)
		v.add(rTopThanks, t.thanks, none)
		v.add(rTopQuestion, t.questions, none)
		v.add(rTopSecond, t.second, none)
	}
	p.wordCounts(v)
	p.questionForms(v)
	v.add(rLength, float32(math.Log1p(float64(p.content)))/4, none)
	v.flag(rShort, p.content <= 5)
	if !r.TopLevel {
		// What a comment says of an article is rarely said in its words.
		sc.parentFeatures(t)
	}
	sc.postFeatures(r)
}

// message reports whether a text has handles, hashtags or links.
func (p *prose) message() bool {
	return p.holds(text.Handle) || p.holds(text.Hashtag) || p.holds(text.URL)
}

// sayings finds the phrases of the table; the longest at each word counts.
func (p *prose) sayings(v *vector) {
	voc := vocab()
	var count [4]float32
	from := p.start()
	for i := from; i < len(p.words); i++ {
		if p.words[i].lists&beginsSay == 0 {
			continue
		}
		longest, class := 0, 0
		for _, ph := range voc.say[p.words[i].hash] {
			if len(ph.words) > longest && i+len(ph.words) <= len(p.words) && p.matches(ph.words, i) {
				longest, class = len(ph.words), int(ph.value)
			}
		}
		if longest == 0 || (longest == 1 && i > from+2) {
			continue
		}
		sp := text.Span{Start: p.words[i].Start, End: p.words[i+longest-1].End}
		if i <= from+2 {
			v.add(uint32(rOpenAgree+class), 1, sp)
		}
		if count[class] < 3 {
			v.add(uint32(rSayAgree+class), 0.5, sp)
		}
		count[class]++
		i += longest - 1
	}
}

// agreesBut looks for a "but" in the first two sentences after agreement or
// praise: "Good point, but ...".
func (p *prose) agreesBut(v *vector) {
	nice := false
	for _, s := range p.sentences[:min(2, len(p.sentences))] {
		for k := s.from; k < s.to; k++ {
			w := &p.words[k]
			if nice && (w.hash == hashBut || w.hash == hashHowever) {
				v.add(rAgreesBut, 1, w.Span)
				return
			}
			nice = nice || w.pol > 0.1 || w.class&(agreeing|thanks) != 0
		}
	}
}

var hashHowever = hashWord("however")

// start is the first word that is not a handle, a number or punctuation.
func (p *prose) start() int {
	for i := range p.words {
		if p.words[i].kind == text.Word {
			return i
		}
	}
	return 0
}

// opener looks at how the reply begins.
func (p *prose) opener(v *vector) {
	at := p.start()
	if at >= len(p.words) {
		return
	}
	w := &p.words[at]
	v.flag(rOpenHandle, p.words[0].kind == text.Handle)
	for id, c := range [...]struct {
		id uint32
		c  class
	}{{rOpenBut, contrast}, {rOpenNegator, negator}, {rOpenQuestion, question}, {rOpenFirst, first}, {rOpenSecond, second}, {rOpenThanks, thanks}, {rOpenLaugh, laugh}} {
		_ = id
		if w.class&c.c != 0 {
			v.add(c.id, 1, w.Span)
		}
	}
}

// wordCounts sums up kinds of word, each relative to the length.
func (p *prose) wordCounts(v *vector) {
	n := float32(math.Sqrt(float64(p.content + 1)))
	var negators, contrasts, firsts, hedges, ironies, caps, shouts float32
	negated, angry, kind := 0, 0, 0
	for si := range p.sentences {
		s := p.sentences[si]
		shouts += has(s.shout)
		you, not := false, false
		var tone float32
		for k := s.from; k < s.to; k++ {
			w := &p.words[k]
			tone += w.pol
			caps += has(w.upper && w.End-w.Start > 3)
			if w.class == 0 {
				continue
			}
			you, not = you || w.class&second != 0, not || w.class&negator != 0
			negators += has(w.class&negator != 0)
			contrasts += has(w.class&contrast != 0)
			firsts += has(w.class&first != 0)
			hedges += has(w.class&hedge != 0)
			ironies += has(w.class&irony != 0)
		}
		if you && not {
			negated++
		}
		if you && tone < -0.2 {
			angry++
		}
		if you && tone > 0.2 {
			kind++
		}
	}
	none := text.Span{}
	for _, f := range [...]struct {
		id uint32
		x  float32
	}{
		{rNegators, negators / n}, {rContrast, contrasts / n}, {rFirst, firsts / n}, {rHedge, hedges / n}, {rIrony, squash(ironies)},
		{rCaps, squash(caps)}, {rShout, squash(shouts)}, {rSecondNegated, squash(float32(negated))},
		{rSecondNegative, squash(float32(angry))}, {rSecondPositive, squash(float32(kind))},
	} {
		v.add(f.id, f.x, none)
	}
	p.firstOf(v, rLink, text.URL)
	p.firstOf(v, rTag, text.Hashtag)
}

// firstOf enters a feature that rests on the first token of a kind.
func (p *prose) firstOf(v *vector, id uint32, kind text.TokenKind) {
	if !p.holds(kind) {
		return
	}
	for _, tok := range p.toks {
		if tok.Kind == kind {
			v.add(id, 1, tok.Span)
			return
		}
	}
}

// questionForms tells real questions from attacks in the form of one.
func (p *prose) questionForms(v *vector) {
	if len(p.sentences) == 0 {
		return
	}
	last := p.sentences[len(p.sentences)-1]
	if last.question {
		v.add(rEndsQuestion, 1, p.words[last.to-1].Span)
	}
	all := true
	for _, s := range p.sentences {
		all = all && s.question
		if !s.question {
			continue
		}
		you, tone := false, float32(0)
		for k := s.from; k < s.to; k++ {
			you = you || p.words[k].class&second != 0
			tone += p.words[k].pol
		}
		if you && tone < -0.1 {
			v.add(rAttackQuestion, 1, text.Span{Start: p.words[s.from].Start, End: p.words[s.to-1].End})
		}
	}
	v.flag(rOnlyQuestion, all)
}
