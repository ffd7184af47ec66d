package analysis

import (
	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
)

// Result is a thread with everything that was measured on it. Slices that run
// parallel to Thread.Comments have the same length.
type Result struct {
	Thread *thread.Thread
	// Languages holds the language of each comment (BCP 47, "und" where
	// unknown), PostLanguage that of the post.
	Languages    []string
	PostLanguage string
	// Sentiment holds the tone of each comment, PostSentiment that of the post.
	Sentiment     []sentiment.Score
	PostSentiment sentiment.Score
	// Replies holds each comment's stance toward its parent.
	Replies []stance.ReplyStance
	// Stances holds each comment's stances toward the targets it takes up,
	// PostStances those of the post.
	Stances     [][]stance.Stance
	PostStances []stance.Stance
	// Words counts the words of each comment, PostWords those of the post.
	Words     []int
	PostWords int
	// Members, where not nil, says which comments count: the others are there
	// for who answers whom alone. Divide makes such results.
	Members []bool
}

// member reports whether comment i counts.
func (r *Result) member(i int) bool {
	return r.Members == nil || i < len(r.Members) && r.Members[i]
}
