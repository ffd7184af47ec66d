package stancedetect

import (
	"math"

	"github.com/undertone-project/undertone/internal/text"
)

// The structural features of a stance toward a target. The first 2*relations
// are the attitudes for and against, by relation.
const (
	tBias  = uint32(2*relations) + iota
	tNamed // mentioned at all
	tPartial
	tPronoun
	tTag
	tTitleTag
	tQuoted
	tQuestion
	tWhy
	tShout
	tIrony
	tShould
	tShouldNot
	tWill
	tFirst
	tSecond
	tNegated
	tPositive // tone of the sentences that mention it
	tNegative
	tTextPositive // tone of the whole text
	tTextNegative
	tMixedPositive // the same where the text names others too
	tMixedNegative
	tAbsent
	tAbsentPositive
	tAbsentNegative
	tOverlap
	tHeadFound
	tPolicy
	tPolicyPositive
	tPolicyNegative
	tPage
	tPageThanks
	tPagePositive
	tPageNegative
	tPageSecond
	tParent
	tAgreeing
	tDenying
	tRivalUp
	tRivalDown
	tRivalOnly
	tOthers
	tQuestions
	tLength
	tLaugh
	tComparison
	tSilent     // named, but nothing is said of it
	targetDense // their number
)

var targetNames = [targetDense]string{
	tBias: "prior", tNamed: "mentioned", tPartial: "partial mention", tPronoun: "pronoun", tTag: "hashtag", tTitleTag: "hashtags",
	tQuoted: "scare quotes", tQuestion: "question", tWhy: "why question", tShout: "exclamation", tIrony: "irony mark",
	tShould: "should", tShouldNot: "should not", tWill: "will", tFirst: "first person",
	tSecond: "second person", tNegated: "negation", tPositive: "sentence tone", tNegative: "sentence tone",
	tMixedPositive: "mixed text tone", tMixedNegative: "mixed text tone", tTextPositive: "text tone", tTextNegative: "text tone", tAbsent: "not mentioned", tAbsentPositive: "text tone",
	tAbsentNegative: "text tone", tOverlap: "shared words", tHeadFound: "head word", tPolicy: "policy",
	tPolicyPositive: "policy tone", tPolicyNegative: "policy tone", tPage: "about the page", tPageThanks: "thanks",
	tPagePositive: "page tone", tPageNegative: "page tone", tPageSecond: "addresses the writer", tParent: "about the parent",
	tAgreeing: "agreement", tDenying: "contradiction", tRivalUp: "rival favored", tRivalDown: "rival attacked",
	tRivalOnly: "only the rival", tOthers: "other targets", tQuestions: "questions", tLength: "length", tLaugh: "laughter",
	tComparison: "comparison", tSilent: "nothing said of it",
}

// targetView is one target in one text.
type targetView struct {
	*about
	mentions []mention
	hits     []hit
	net      float32 // squashed sum of hits
	silent   bool    // mentioned, without any attitude word in reach
}

// faint is the strength below which an attitude says nothing.
const faint = 0.12

// view gathers the attitudes toward a target.
func (p *prose) view(v *targetView) {
	v.hits = v.hits[:0]
	for _, m := range v.mentions {
		v.hits = p.attitudes(v.hits, m)
	}
	v.hits = distinct(v.hits)
	v.net, v.silent = 0, len(v.mentions) > 0
	for _, h := range v.hits {
		v.net += h.value
		v.silent = v.silent && (h.rel == relRest || abs(h.value) < faint)
	}
	v.net = squash(v.net)
}

// tone holds what the whole text is like, whatever the target.
type tone struct {
	positive, negative float32
	thanks, agreeing   float32
	denying, second    float32
	laugh, questions   float32
}

// textTone sums the words of a text.
func (p *prose) textTone() tone {
	if !p.toned {
		p.tone, p.toned = p.sumTone(), true
	}
	return p.tone
}

func (p *prose) sumTone() tone {
	var t tone
	for i := range p.words {
		w := &p.words[i]
		if w.pol > 0 {
			t.positive += w.pol
		} else {
			t.negative -= w.pol
		}
		if w.class&(thanks|agreeing|denying|second|laugh) == 0 {
			continue
		}
		t.thanks += has(w.class&thanks != 0)
		t.agreeing += has(w.class&agreeing != 0 && i < 8)
		t.denying += has(w.class&denying != 0 && i < 8)
		t.second += has(w.class&second != 0)
		t.laugh += has(w.class&laugh != 0)
	}
	for _, s := range p.sentences {
		t.questions += has(s.question)
	}
	n := float32(math.Sqrt(float64(p.content + 4)))
	t.positive, t.negative = 2*t.positive/n, 2*t.negative/n
	t.second /= n
	t.questions /= float32(len(p.sentences) + 1)
	t.thanks, t.agreeing, t.denying, t.laugh = squash(t.thanks), squash(t.agreeing), squash(t.denying), squash(t.laugh)
	return t
}

func has(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// structural enters the structural features of a target into vec.
func (p *prose) structural(vec *vector, v *targetView, t tone, rivals []targetView, others int, stems []uint64) {
	none := text.Span{}
	for rel := range relations {
		vec.spread(uint32(2*rel), uint32(2*rel+1), v.hits, rel, 2)
	}
	vec.add(tBias, 1, none)
	p.mentionFeatures(vec, v)
	switch {
	case others > 0:
		// Whose tone it is, the sentences must tell.
	case p.namesOthers(v.mentions):
		vec.add(tMixedPositive, t.positive, none)
		vec.add(tMixedNegative, t.negative, none)
	default:
		vec.add(tTextPositive, t.positive, none)
		vec.add(tTextNegative, t.negative, none)
	}
	vec.add(tQuestions, t.questions, none)
	vec.add(tLaugh, t.laugh, none)
	vec.add(tOthers, has(others > 0), none)
	vec.flag(tSilent, v.silent)
	if len(v.mentions) == 0 {
		vec.add(tAbsent, 1, none)
		vec.add(tLength, float32(math.Log1p(float64(p.content)))/5, none)
		if others == 0 {
			vec.add(tAbsentPositive, t.positive, none)
			vec.add(tAbsentNegative, t.negative, none)
		}
		p.overlapFeatures(vec, v, stems)
	}
	if v.policy {
		vec.add(tPolicy, 1, none)
		vec.add(tPolicyPositive, t.positive, none)
		vec.add(tPolicyNegative, t.negative, none)
	}
	if v.page || v.parent {
		vec.flag(tPage, v.page)
		vec.flag(tParent, v.parent)
		vec.add(tPageThanks, t.thanks, none)
		vec.add(tPagePositive, t.positive, none)
		vec.add(tPageNegative, t.negative, none)
		vec.add(tPageSecond, t.second, none)
		vec.add(tAgreeing, t.agreeing, none)
		vec.add(tDenying, t.denying, none)
	}
	for i := range rivals {
		r := &rivals[i]
		if len(r.mentions) == 0 {
			continue
		}
		vec.add(tRivalUp, max(r.net, 0), r.mentions[0].Span)
		vec.add(tRivalDown, max(-r.net, 0), r.mentions[0].Span)
		vec.flag(tRivalOnly, len(v.mentions) == 0)
	}
}

// namesOthers reports whether the text holds names besides the mentions.
func (p *prose) namesOthers(ms []mention) bool {
	names := 0
	for i := range p.words {
		names += int(has(p.words[i].name))
	}
	for _, m := range ms {
		for k := m.from; k <= m.to; k++ {
			names -= int(has(p.words[k].name))
		}
	}
	return names > 0
}

// overlapFeatures tell how much of an unnamed target's name the text holds.
func (p *prose) overlapFeatures(vec *vector, v *targetView, stems []uint64) {
	if len(v.stems) == 0 {
		return
	}
	foundAny, head := 0, false
	for _, s := range v.stems {
		for i, have := range stems {
			if have == s && p.words[i].kind == text.Word {
				foundAny++
				head = head || s == v.head
				break
			}
		}
	}
	vec.add(tOverlap, float32(foundAny)/float32(len(v.stems)), text.Span{})
	vec.flag(tHeadFound, head)
}

// mentionFeatures tell how the target is mentioned and what surrounds it.
func (p *prose) mentionFeatures(vec *vector, v *targetView) {
	n := len(v.mentions)
	if n == 0 {
		return
	}
	var count [targetDense]float32
	var tonePos, toneNeg float32
	lastSentence := int32(-1)
	for _, m := range v.mentions {
		count[tPartial] += has(m.kind == partial)
		count[tPronoun] += has(m.kind == pronoun)
		count[tTag] += has(m.tag)
		count[tQuoted] += has(m.quoted)
		si := p.words[m.from].sentence
		p.around(&count, m)
		if si == lastSentence {
			continue
		}
		lastSentence = si
		p.sentenceFeatures(&count, int(si), m)
		for k := p.sentences[si].from; k < p.sentences[si].to; k++ {
			if m.asked && p.words[k].clause == p.words[m.to].clause {
				continue
			}
			if x := p.words[k].pol * p.owned(k, m); x > 0 {
				tonePos += x
			} else {
				toneNeg -= x
			}
		}
	}
	vec.add(tNamed, 0.5, v.mentions[0].Span)
	vec.add(tPositive, squash(tonePos), text.Span{})
	vec.add(tNegative, squash(toneNeg), text.Span{})
	for id := uint32(0); id < targetDense; id++ {
		if count[id] != 0 {
			vec.add(id, squash(count[id]), text.Span{})
		}
	}
}

// around looks at the words beside a mention.
func (p *prose) around(count *[targetDense]float32, m mention) {
	for k := m.to + 1; k < len(p.words) && k <= m.to+4 && p.words[k].clause == p.words[m.to].clause; k++ {
		w := &p.words[k]
		switch {
		case w.class&should != 0 && (w.class&negator != 0 || k+1 < len(p.words) && p.words[k+1].class&negator != 0):
			count[tShouldNot]++
		case w.class&should != 0:
			count[tShould]++
		case w.class&will != 0:
			count[tWill]++
		case w.class&negator != 0:
			count[tNegated]++
		}
	}
	for k := m.from - 1; k >= 0 && k >= m.from-4 && p.words[k].clause == p.words[m.from].clause; k-- {
		w := &p.words[k]
		if w.class&negator != 0 {
			count[tNegated]++
		}
		if w.class&than != 0 {
			count[tComparison]++
		}
	}
}

// sentenceFeatures looks at the sentence of a mention.
func (p *prose) sentenceFeatures(count *[targetDense]float32, si int, m mention) {
	s := p.sentences[si]
	count[tQuestion] += has(s.question)
	count[tShout] += has(s.shout)
	for k := s.from; k < s.to; k++ {
		w := &p.words[k]
		if w.class == 0 || w.name {
			continue // "US" is no first person
		}
		count[tIrony] += has(w.class&irony != 0)
		count[tFirst] += has(w.class&first != 0)
		count[tSecond] += has(w.class&second != 0)
		if w.class&question != 0 && s.question && k < s.from+2 {
			count[tWhy]++
		}
	}
	for k := s.from; k < s.to; k++ {
		if p.words[k].kind == text.Hashtag {
			count[tTitleTag] = 1
		}
	}
}
