package structure

import (
	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/structure/edge"
)

// ModelView is what the model of reply edges sees of one thread: the post and
// its comments, prepared as [Threads] prepares them. Training uses it, so that
// the model learns from what it will see.
func ModelView(post format.Record, comments []format.Record) *edge.Thread {
	t := plant(&group{id: "thread", post: post, hasPost: true, comments: comments})
	hits := takeQuotes(t, true)
	return see(t, readNames(t, true), hits)
}
