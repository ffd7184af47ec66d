package edge

import (
	"github.com/undertone-project/undertone/internal/address"
)

// ownCues reads what a comment's own wording says.
func (v *View) ownCues(i int) {
	s, c := &v.seen[i], &v.thread.Comments[i]
	q := &s.cues
	t := s.tokens
	q[cueBias] = 1
	q[cueWords] = logWords(t.all)
	q[cueShort] = flag(t.all <= 8)
	q[cueLong] = flag(t.all >= 120)
	openerIndex.match(t.words, func(cue, _ int) { q[cue] = 1 })
	if len(t.words) > 2 && q[cueGreeting] == 1 {
		// After "Hi Ann," comes the real opening.
		openerIndex.match(t.words[2:], func(cue, _ int) { q[cue] = 1 })
	}
	q[cueAsk] *= flag(t.marks.questions > 0)
	q[cueQuestionEnd] = flag(t.marks.endsAsking)
	q[cueQuestion] = flag(t.marks.questions > 0)
	wordCues(q, t)
	q[cueLower] = flag(t.marks.lower)
	q[cueExclaim] = min(float64(t.marks.exclaims), 3) / 3
	q[cueLink] = flag(t.marks.links > 0)
	q[cueFace] = flag(t.marks.faces > 0)
	q[cueSigned] = flag(c.Signed)
	q[cueQuoteMark] = flag(t.marks.quoteFirst)
	q[cueQuoted] = flag(c.Quoted != "")
	for _, h := range c.Hits {
		if h.Target == Post {
			q[cueQuotesPost] = h.Share
		} else if h.Target != i-1 {
			q[cueQuotesOther] = max(q[cueQuotesOther], h.Share)
		}
	}
	v.nameCues(q, c, s)
	phraseCues(q, t)
	s.reply = replyLike(q)
	q[cueReplyLike] = s.reply
}

func wordCues(q *[globalFirst]float64, t tokens) {
	for k, w := range t.words {
		switch {
		case secondPerson[w]:
			q[cueYou] = 1
			if k < t.first || k < 12 {
				q[cueYouEarly] = 1
			}
		case postWords[w]:
			q[cuePostWords] = 1
		case k < 25 && disagreement[w]:
			q[cueDisputes] = 1
		}
	}
}

// phraseCues reads what two words together say.
func phraseCues(q *[globalFirst]float64, t tokens) {
	w := t.words
	for k := 0; k+1 < len(w) && k < 30; k++ {
		if (w[k] == "you" && saying[w[k+1]]) || (w[k] == "your" && sayings[w[k+1]]) {
			q[cueYouSaid] = 1
		}
	}
	if len(w) > 1 && demonstratives[w[0]] && (being[w[1]] || len(w[0]) > 3 && w[0][len(w[0])-2] == '\'') {
		q[cueThatIs] = 1
	}
	for k := 0; k < len(w) && k < 10; k++ {
		if contributions[w[k]] && (k == 0 || w[k-1] != "my") {
			q[cueContribution] = 1
		}
	}
	if t.all <= 15 {
		q[cueShortReply] = max(q[cueAgree], q[cueDisagree], q[cueAnaphora], q[cueInterjection], q[cueAnswer], q[cueYouEarly]) * (1 - q[cueAboutPost])
	}
	if t.all <= 8 {
		q[cueShortPlain] = (1 - q[cueAboutPost]) * (1 - q[cuePostWords]) * (1 - q[cueThanks])
	}
}

// earlyName is the offset up to which a name stands at the beginning of a
// comment: "Thank you very much, Ann".
const earlyName = 24

func (v *View) nameCues(q *[globalFirst]float64, c *Comment, s *seen) {
	for k, m := range c.Names {
		switch {
		case v.postAuthor > 0 && s.named[k] == v.postAuthor:
			q[cueNamePostAuthor] = 1
			continue
		case s.named[k] == 0 && m.Kind != address.Reference:
			q[cueNameUnknown] = 1
		}
		switch m.Kind {
		case address.Handle:
			q[cueHandle] = 1
		case address.Vocative:
			q[cueVocative] = 1
			if m.Span.Start < earlyName {
				q[cueVocativeFirst] = 1
			}
		case address.Reference:
			q[cueReference] = 1
		}
	}
}

// replyLike sums up how much a wording is that of a reply, in [0, 1]: a rough
// score whose weight the model learns, alone and by kind of thread.
func replyLike(q *[globalFirst]float64) float64 {
	r := 0.9*q[cueHandle] + 0.6*q[cueVocative] + 0.3*q[cueAgree] + 0.35*q[cueDisagree] + 0.25*q[cueAnaphora] + 0.2*q[cueConjunction] +
		0.3*q[cueYouEarly] + 0.15*q[cueYou] + 0.3*q[cueInterjection] + 0.3*q[cueQuoted] + 0.2*q[cueShort] + 0.1*q[cueLower] +
		0.2*q[cueDisputes] - 0.4*q[cueAboutPost] - 0.2*q[cuePostWords] - 0.1*q[cueLong]
	return max(0, min(1, r))
}

// placeCues reads what the comment before and the thread say.
func (v *View) placeCues(i int) {
	s := &v.seen[i]
	q := &s.cues
	n := len(v.seen)
	q[cueRelLength] = q[cueWords] - v.global[cueMeanWords-globalFirst]
	q[cueEarly] = 1 / float64(1+i)
	q[cueSecond] = flag(i == 1)
	q[cueReplyLikeBusy] = (s.reply - 0.3) * (v.global[cueShareReply-globalFirst] - 0.3) * 4
	if s.author > 0 {
		q[cueHost] = flag(s.author == v.host)
		q[cuePostAuthor] = flag(s.author == v.postAuthor)
	}
	q[cueSimPost], _ = v.vocab.similarity(s.bag, v.post.bag)
	if i+1 < n {
		q[cueNextReplyLike] = v.seen[i+1].reply
	}
	if i == 0 {
		return
	}
	p := &v.seen[i-1]
	q[cueSimPrev], _ = v.vocab.similarity(s.bag, p.bag)
	q[cueSimPrevRel] = q[cueSimPrev] - v.farSim(i)
	q[cuePrevQuestion] = flag(p.tokens.marks.questions > 0)
	q[cuePrevWords] = p.cues[cueWords]
	q[cuePrevShort] = p.cues[cueShort]
	q[cuePrevLong] = p.cues[cueLong]
	q[cuePrevThanks] = p.cues[cueThanks]
	q[cuePrevReplyLike] = p.reply
	q[cuePrevNamed] = max(p.cues[cueHandle], p.cues[cueVocative])
	if s.author > 0 && p.author > 0 {
		q[cueAuthorPrev] = flag(s.author == p.author)
		q[cueHostAfterOther] = flag(s.author == v.host && p.author != v.host)
	}
	if p.author > 0 {
		q[cuePrevHost] = flag(p.author == v.host)
	}
	a, b := v.thread.Comments[i].When, v.thread.Comments[i-1].When
	q[cueEarlier] = flag(a.before(b))
	if a.Known && b.Known {
		q[cueGapKnown] = 1
		q[cueGap] = gap(b, a)
	}
}

// farSim is the mean similarity of comment i to some comments further back,
// what two comments of this thread share anyway.
func (v *View) farSim(i int) float64 {
	sum, n := 0.0, 0
	for k := i - 3; k >= 0 && k >= i-8; k-- {
		s, _ := v.vocab.similarity(v.seen[i].bag, v.seen[k].bag)
		sum += s
		n++
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}
