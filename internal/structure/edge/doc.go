// Package edge is the model of who replies to whom: it scores the possible
// parents of every comment of a thread and decodes the whole thread.
//
// The model is a linear softmax over the possible parents of a comment. In
// depth-first order those are the comment before, its ancestors, and the post;
// in time order the comments before within a window, those that it quotes or
// names, and the post. Depth-first order makes one choice limit the next, so
// the thread is decoded as a whole over a beam of reply trees, and the
// probability of an edge sums over the trees that hold it.
//
// Everything is linear in the number of comments: candidates, beam and texts
// are bounded.
package edge

import "github.com/undertone-project/undertone/internal/address"

// Parents that are not comments.
const (
	Post    = -1 // a reply to the post: top-level
	Unknown = -2 // to be inferred
)

// Comment is what the model sees of a comment.
type Comment struct {
	Text   string // the author's own words
	Quoted string // what the comment quotes, as far as it is marked or found
	Author string // "" where unknown
	When   When
	// Parent is the declared parent: an index, Post, or Unknown.
	Parent int
	// Names are the names the comment addresses, in the order of its text.
	Names []address.Mention
	// Signed reports that Author comes from a signature in the text.
	Signed bool
	// Gone marks a placeholder, which has no text and can only be a parent.
	Gone bool
	// Doubt is the probability, in [0, 1), that the comment is none of its own but
	// goes on with the one before. It is for comments whose parent is Unknown.
	Doubt float64
	// Hits are the earlier texts that the comment quotes.
	Hits []Hit
}

// Hit is an earlier text that a comment quotes.
type Hit struct {
	Target int     // the quoted comment's index, or Post
	Share  float64 // share of the quoted words that stand in the target, in (0, 1]
	Words  int     // number of words that both share in runs
}

// Thread is what the model sees of a thread.
type Thread struct {
	Title, Text, Author string // of the post
	Comments            []Comment
}

// When is the time of a comment as an interval in seconds on a scale that is
// the same for all comments of a thread.
type When struct {
	Known  bool
	Lo, Hi float64
}

// before reports whether w is certainly earlier than v.
func (w When) before(v When) bool { return w.Known && v.Known && w.Hi <= v.Lo }
