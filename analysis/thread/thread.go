// Package thread is the data model of undertone: a post, the comments under
// it, and the reply edges between them. It imports the standard library only,
// so that every other package, and any other program, can build on it.
//
// Vocabulary. A Thread is one [Post] and the [Comment] values under it. A
// comment has exactly one parent: another comment, or the post (it is then
// top-level). How the parent is known is its [ParentSource]; how sure that is,
// its confidence. Text is always the author's own words; quoted passages are
// kept apart in Quoted.
package thread

// Kind tells a post's row from a comment's.
type Kind string

// The two kinds of row in the comments table.
const (
	KindPost    Kind = "post"
	KindComment Kind = "comment"
)

// AuthorSource says how an author's name is known.
type AuthorSource string

// The ways to know an author. The empty AuthorSource goes with an empty name.
const (
	// AuthorStated: a byline, an author line or an export's field.
	AuthorStated AuthorSource = "stated"
	// AuthorSigned: the comment closes with a signature ("best - Donna").
	AuthorSigned AuthorSource = "signature"
	// AuthorAddressed: a reply addresses the writer of this comment by name.
	AuthorAddressed AuthorSource = "addressed"
)

// Span is a half-open range [Start, End) of byte offsets into a text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// In returns the part of s that the span covers, or "" when the span does not
// fit s.
func (sp Span) In(s string) string {
	if sp.Start < 0 || sp.End > len(s) || sp.Start > sp.End {
		return ""
	}
	return s[sp.Start:sp.End]
}

// Lines is an inclusive range of 1-based lines of a text source. The zero
// value means that the source has no lines.
type Lines struct {
	Start, End int
}

// Likes is what readers of the source made of a contribution: likes, points,
// or upvotes less downvotes where a platform has both. The zero value means
// that the source says nothing, which is not the same as no likes.
type Likes struct {
	N     int // may be negative
	Known bool
}

// LikesOf is the count n, stated by the source.
func LikesOf(n int) Likes { return Likes{N: n, Known: true} }

// Known reports whether the range refers to lines at all.
func (l Lines) Known() bool { return l.Start > 0 }

// Post is what the comments of a thread are written under: an article, a live
// blog's entry, a blog index's teaser, a digest's section.
type Post struct {
	ID      string // unique within its thread
	Author  string
	Title   string
	URL     string
	Created Time
	Lines   Lines // the lines that Text was read from
	Text    string
	Likes   Likes
	// StatedComments is the number of comments that the source itself claims,
	// or -1 where it claims none.
	StatedComments int
}

// Comment is one contribution to the discussion under a post.
type Comment struct {
	ID           string // unique within its thread
	Author       string
	AuthorSource AuthorSource
	Title        string
	URL          string
	Created      Time
	Lines        Lines  // the lines that Text and Quoted were read from
	Text         string // the author's own words
	Quoted       string // passages quoted from others, newline-separated
	Likes        Likes
	// Kept holds the values of the columns that the user wanted kept, in that
	// order; nil where the input has none of them.
	Kept []string
	// Deleted marks a placeholder: the comment is known to have existed (it
	// was removed, or replies refer to it) but its text is not.
	Deleted bool
	// Reply is the edge to the parent.
	Reply ReplyEdge
	// Depth is the distance to the post: 1 for a top-level comment.
	Depth int
}

// DropText takes the words out of the thread and leaves what was measured on
// them to stand alone: texts, quotations, titles of comments and the evidence
// behind reply edges. The post keeps its title.
func (t *Thread) DropText() {
	t.Post.Text = ""
	for i := range t.Comments {
		c := &t.Comments[i]
		c.Text, c.Quoted, c.Title, c.Reply.Evidence = "", "", "", nil
		for k := range c.Reply.Candidates {
			c.Reply.Candidates[k].Evidence = nil
		}
	}
}

// Thread is one post and the comments under it, in source order.
type Thread struct {
	ID       string // unique within one run
	Source   string // the name of the file or stream that it was read from
	Post     Post
	Comments []Comment
	Warnings []string // what the reader of the figures should know
}
