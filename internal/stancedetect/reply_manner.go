package stancedetect

import (
	"strings"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/text"
)

// replyManner is a way of answering that has weights of its own beside those
// that all replies share.
type replyManner uint8

const (
	plainManner replyManner = iota // a comment answers a comment
	tweetManner                    // a short message answers a short message
	topManner                      // a comment answers the post
	postManner                     // asked is the stance toward the post that began the thread
	manners
)

var replyStyles = [manners]uint32{0, tweetStyle, topStyle, postStyle}

var mannerNotes = [manners]string{"", ", in a short message", ", in an answer to a post", ", toward the thread's post"}

// replyManner tells the manner of the reply that sc has read.
func (sc *scratch) replyManner(r stance.Reply) replyManner {
	switch {
	case r.TowardPost:
		return postManner
	case sc.tweetLike():
		return tweetManner
	case len(sc.parent.words) == 0:
		return topManner
	}
	return plainManner
}

// Calibrations is the number of kinds of reply that are calibrated apart: the
// manners, and short messages asked for their stance toward a post.
const Calibrations = int(manners) + 1

// calibrated is the kind of the reply that sc has read, below [Calibrations].
func (sc *scratch) calibrated() int {
	if sc.manner == postManner && sc.tweetLike() {
		return int(manners)
	}
	return int(sc.manner)
}

// sureness is what scores of a kind of reply are multiplied by.
func (w *weights) sureness(kind int) float32 {
	if w.sure == nil {
		return 1
	}
	return w.sure[kind]
}

// postFeatures enters where a comment stands below the post that its stance
// is asked toward.
func (sc *scratch) postFeatures(r stance.Reply) {
	if !r.TowardPost {
		return
	}
	tweet, v := sc.tweetLike(), &sc.vec
	v.flag(rIsPost, r.Depth == 0)
	v.flag(rIsPostMessage, r.Depth == 0 && tweet)
	v.flag(rDepthOne, r.Depth == 1)
	v.flag(rDepthTwo, r.Depth == 2)
	v.flag(rDepthMore, r.Depth > 2)
	v.flag(rBelowMessage, r.Depth > 0 && tweet)
	v.flag(rBelowOther, r.Depth > 0 && !tweet)
	v.flag(rDeepMessage, r.Depth > 1 && tweet)
}

// maxTweet is the length of a short message at most, in bytes.
const maxTweet = 300

// tweetLike reports whether a reply looks like a short message in a public
// network: brief, and with handles or hashtags on both sides.
func (sc *scratch) tweetLike() bool {
	if len(sc.text.s) >= maxTweet {
		return false
	}
	if len(sc.parent.words) == 0 {
		return sc.text.marked(true)
	}
	return sc.text.marked(false) && sc.parent.marked(true)
}

// marked reports whether a text holds a handle or, where that will do, a
// hashtag or Twitter's own short link.
func (p *prose) marked(any bool) bool {
	if !p.message() {
		return false
	}
	for _, t := range p.toks {
		switch {
		case t.Kind == text.Handle, any && t.Kind == text.Hashtag:
			return true
		case any && t.Kind == text.URL && strings.Contains(t.In(p.s), "://t.co"):
			return true
		}
	}
	return false
}
