package edge

import (
	"math"

	"github.com/undertone-project/undertone/internal/address"
)

// readGlobals sums up the thread: a quiet blog's thanks under an article, or a
// debate.
func (v *View) readGlobals() {
	n := 0.0
	set := func(cue int, x float64) { v.global[cue-globalFirst] = x }
	var sums [numCues]float64
	for i := range v.seen {
		if v.thread.Comments[i].Gone {
			continue
		}
		n++
		q := &v.seen[i].cues
		sums[cueMeanWords] += q[cueWords]
		sums[cueShareYou] += q[cueYou]
		sums[cueShareReply] += v.seen[i].reply
		sums[cueShareHandle] += max(q[cueHandle], q[cueVocative])
		sums[cueShareMatched] += flag(v.namesEarlier(i))
		sums[cueShareQuestion] += q[cueQuestion]
		sums[cueShareShort] += q[cueShort]
		sums[cueShareThanks] += q[cueThanks]
		sums[cueShareAboutPost] += max(q[cueAboutPost], q[cuePostWords])
		sums[cueShareQuoted] += q[cueQuoted]
		sums[cueForeign] += flag(v.foreign(i))
	}
	if n == 0 {
		return
	}
	for cue, s := range sums {
		if cue >= globalFirst {
			set(cue, s/n)
		}
	}
	set(cueSize, math.Log1p(n)/5)
	set(cueBody, math.Log1p(float64(v.post.tokens.all))/7)
	v.authorGlobals(set, n)
	v.timeGlobals(set)
	v.topicGlobals(set)
}

// namesEarlier reports whether comment i names the author of an earlier one.
func (v *View) namesEarlier(i int) bool {
	for k, a := range v.seen[i].named {
		if a == 0 || v.seen[i].kinds[k] == address.Reference {
			continue
		}
		for j := i - 1; j >= 0 && j >= i-20; j-- {
			if v.seen[j].author == a {
				return true
			}
		}
	}
	return false
}

// foreign reports whether a comment of some length has hardly any English
// function words.
func (v *View) foreign(i int) bool {
	words := v.seen[i].tokens.words
	if len(words) < 6 {
		return false
	}
	k := 0
	for _, w := range words {
		if stopwords[w] {
			k++
		}
	}
	return k*5 < len(words)
}

func (v *View) authorGlobals(set func(int, float64), n float64) {
	known, distinct, host := 0.0, map[int]bool{}, 0.0
	for i := range v.seen {
		a := v.seen[i].author
		if a == 0 {
			continue
		}
		known++
		v.seen[i].cues[cueAuthorSeen] = flag(distinct[a])
		v.seen[i].cues[cueAuthorNew] = flag(!distinct[a])
		distinct[a] = true
		host += flag(a == v.host)
	}
	set(cueAuthorsKnown, known/n)
	if known*2 < n {
		// That a signature is new means nothing where few sign.
		for i := range v.seen {
			v.seen[i].cues[cueAuthorNew] = 0
		}
	}
	if known > 0 {
		set(cueAuthorRepeat, 1-float64(len(distinct))/known)
		set(cueHostShare, host/known)
	}
}

func (v *View) timeGlobals(set func(int, float64)) {
	pairs, falls := 0.0, 0.0
	for i := 1; i < len(v.seen); i++ {
		a, b := v.thread.Comments[i-1].When, v.thread.Comments[i].When
		if a.Known && b.Known {
			pairs++
			falls += flag(b.before(a))
		}
	}
	if pairs > 0 {
		set(cueTimesKnown, pairs/float64(len(v.seen)-1))
		set(cueTimesFall, falls/pairs)
	}
}

func (v *View) topicGlobals(set func(int, float64)) {
	near, post := 0.0, 0.0
	for i := range v.seen {
		s, _ := v.vocab.similarity(v.seen[i].bag, v.post.bag)
		post += s
		if i > 0 {
			p, _ := v.vocab.similarity(v.seen[i].bag, v.seen[i-1].bag)
			near += p - v.farSim(i)
		}
	}
	set(cueTopicDrift, 10*near/float64(len(v.seen)))
	set(cueMeanSimPost, post/float64(len(v.seen)))
}

// gap is the time from a to b on a logarithmic scale: 0 for a minute or less,
// 1 for about ten days.
func gap(a, b When) float64 {
	minutes := (b.Lo - a.Lo) / 60
	if minutes <= 1 {
		return 0
	}
	return math.Log(minutes) / 9.5
}
