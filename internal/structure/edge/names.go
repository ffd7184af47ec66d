package edge

// Cues are what a comment, its predecessor and its place in the thread say
// about whether it answers the post, the comment before, or one above that.
// Each is weighted separately for each of those [slot] values.
const (
	cueBias = iota
	cueWords
	cueShort
	cueLong
	cueRelLength
	cueAgree
	cueDisagree
	cueAnswer
	cueAnaphora
	cueConjunction
	cueThanks
	cueInterjection
	cueGreeting
	cueAsk
	cueFirstPerson
	cueAboutPost
	cueQuestionEnd
	cueQuestion
	cueYouEarly
	cueYou
	cueLower
	cueHandle
	cueVocative
	cueReference
	cueVocativeFirst
	cueNameUnknown
	cueNamePostAuthor
	cueQuoteMark
	cueQuoted
	cueQuotesPost
	cueQuotesOther
	cuePostWords
	cueDisputes
	cueExclaim
	cueLink
	cueSigned
	cueFace
	cueAuthorSeen
	cueAuthorNew
	cueAuthorPrev
	cueHost
	cuePrevHost
	cueHostAfterOther
	cuePostAuthor
	cueSimPost
	cueSimPrev
	cueSimPrevRel
	cuePrevQuestion
	cuePrevWords
	cuePrevShort
	cuePrevLong
	cuePrevThanks
	cuePrevReplyLike
	cuePrevNamed
	cueEarlier
	cueGapKnown
	cueGap
	cueEarly
	cueSecond
	cueReplyLike
	cueReplyLikeBusy
	cueNextReplyLike
	cueYouSaid
	cueShortReply
	cueThatIs
	cueShortPlain
	cueContribution
	globalFirst
)

// Thread-wide cues, the same for every comment of a thread.
const (
	cueSize = iota + globalFirst
	cueMeanWords
	cueShareYou
	cueShareReply
	cueShareHandle
	cueShareMatched
	cueShareQuestion
	cueShareShort
	cueShareThanks
	cueShareAboutPost
	cueShareQuoted
	cueAuthorsKnown
	cueAuthorRepeat
	cueHostShare
	cueTimesKnown
	cueTimesFall
	cueTopicDrift
	cueMeanSimPost
	cueBody
	cueForeign
	cuePriorPost
	cuePriorPrev
	numCues
)

// cueNames are the names under which cues appear in the weights and as the
// rules of evidence, in the order of the constants.
var cueNames = [numCues]string{
	"bias", "words", "short", "long", "relative-length", "agreement", "contradiction", "answer", "anaphora", "conjunction",
	"thanks", "interjection", "greeting", "asks", "first-person", "about-the-post", "ends-in-question", "question",
	"second-person-early", "second-person", "lower-case", "handle", "vocative", "reference", "vocative-first", "unknown-name",
	"names-post-author", "quotation-mark", "quoted", "quotes-post", "quotes-other", "post-words", "disputes", "exclaims", "link", "signed", "face",
	"author-seen", "author-new", "author-of-previous", "host", "after-host", "host-answers", "post-author", "topic-of-post",
	"topic-of-previous", "topic-of-previous-relative", "previous-asks", "previous-words", "previous-short", "previous-long",
	"previous-thanks", "previous-replies", "previous-named", "earlier-than-previous", "gap-known", "gap", "early", "second",
	"reply-like", "reply-like-in-busy", "next-replies", "you-said", "short-reply", "that-is", "short-plain", "names-a-contribution",
	"thread-size", "thread-words", "thread-second-person", "thread-replies", "thread-handles", "thread-handles-matched",
	"thread-questions", "thread-short", "thread-thanks", "thread-about-post", "thread-quotes", "thread-authors-known",
	"thread-authors-repeat", "thread-host", "thread-times-known", "thread-times-fall", "thread-drift", "thread-on-topic",
	"thread-post-body", "thread-foreign", "thread-prior-post", "thread-prior-previous",
}

// Pair features tell of a comment and one possible parent among the comments.
// They are weighted separately for the comment before and for those above it.
const (
	pairSim = iota
	pairSimBest
	pairRare
	pairQuote
	pairQuoteOther
	pairAddressed
	pairVocative
	pairReference
	pairNamesOther
	pairNamedBack
	pairSameAuthor
	pairTurn
	pairAsks
	pairAsksAnswer
	pairWords
	pairShort
	pairDistance
	pairLevel
	pairRoot
	pairDepth
	pairHost
	pairAnswersHost
	pairHostOnThis
	pairLater
	pairGapKnown
	pairGap
	pairChildren
	pairHostAnswered
	pairReplyLike
	pairShortToLong
	pairPraised
	numPairs
)

// pairNames are the names of the pair features, in the order of the constants.
var pairNames = [numPairs]string{
	"shared-words", "best-shared-words", "rare-word", "quotation", "quotes-another", "addresses-author", "names-author",
	"reference-to-author", "names-another", "is-named-by", "same-author", "author-turn", "answers-question", "question-and-answer",
	"parent-words", "parent-short", "distance", "level", "opens-branch", "parent-depth", "parent-host", "answers-host",
	"host-answers-this", "written-later", "gap-to-parent-known", "gap-to-parent", "siblings", "host-has-answered", "parent-replies",
	"short-to-long", "contribution-of-parent",
}

// slot is the place of a possible parent.
type slot int

// The slots.
const (
	slotPost slot = iota
	slotPrev      // the comment before
	slotUp        // another comment
	numSlots
)

var slotNames = [numSlots]string{"post", "previous", "above"}
