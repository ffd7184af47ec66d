package reddit

import (
	"errors"
	"strconv"
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/jsonstream"
)

// The kinds of things, as the API calls them.
const (
	kindComment = "t1"
	kindPost    = "t3"
	kindMore    = "more"
)

var errNeither = errors.New("neither a comment (body, link_id) nor a submission (title)")

// item is a thing with what its data holds, whatever its kind.
type item struct {
	Kind        string            `json:"-"`
	ID          jsonstream.Scalar `json:"id"`
	Author      jsonstream.Scalar `json:"author"`
	Body        jsonstream.Scalar `json:"body"`
	Selftext    jsonstream.Scalar `json:"selftext"`
	Title       jsonstream.Scalar `json:"title"`
	CreatedUTC  jsonstream.Scalar `json:"created_utc"`
	ParentID    jsonstream.Scalar `json:"parent_id"`
	LinkID      jsonstream.Scalar `json:"link_id"`
	Permalink   jsonstream.Scalar `json:"permalink"`
	URL         jsonstream.Scalar `json:"url"`
	NumComments jsonstream.Scalar `json:"num_comments"`
	Count       jsonstream.Scalar `json:"count"`
	Score       jsonstream.Scalar `json:"score"`
	Ups         jsonstream.Scalar `json:"ups"`
	Downs       jsonstream.Scalar `json:"downs"`
	ScoreHidden jsonstream.Scalar `json:"score_hidden"`

	hasBody bool
	scalar  bool // no object: the id of a comment that a stub stands for
	ids     int  // such ids in a stub
	replies []*item
}

// field is where the value of key belongs, or nil.
func (it *item) field(key string) *jsonstream.Scalar {
	switch key {
	case "id":
		return &it.ID
	case "author":
		return &it.Author
	case "body":
		it.hasBody = true
		return &it.Body
	case "selftext":
		return &it.Selftext
	case "title":
		return &it.Title
	case "created_utc":
		return &it.CreatedUTC
	case "parent_id":
		return &it.ParentID
	case "link_id":
		return &it.LinkID
	case "permalink":
		return &it.Permalink
	case "url":
		return &it.URL
	case "num_comments":
		return &it.NumComments
	case "count":
		return &it.Count
	case "score":
		return &it.Score
	case "ups":
		return &it.Ups
	case "downs":
		return &it.Downs
	case "score_hidden":
		return &it.ScoreHidden
	}
	return nil
}

// guessKind tells comments from submissions where no wrapper says it.
func (it *item) guessKind() {
	switch {
	case it.Kind != "":
	case it.LinkID != "" || it.hasBody || it.Body != "":
		it.Kind = kindComment
	case it.Title != "" || it.Selftext != "":
		it.Kind = kindPost
	}
}

// record makes the record of a comment or submission. post is the thread for
// comments that name none; above is the comment whose replies hold it, if any.
func (it *item) record(post string, above *item) format.Record {
	rec := format.Record{Created: it.CreatedUTC.Unix(), URL: it.link(), Author: it.Author.String(), Likes: it.likes()}
	if removed(rec.Author) {
		rec.Author = ""
	}
	if rec.Author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
	if it.Kind == kindPost {
		rec.Kind, rec.ID, rec.Title = thread.KindPost, fullName(kindPost, it.ID.ID()), unescape(it.Title.String())
		rec.Thread = rec.ID
		if rec.Text = it.Selftext.String(); removed(rec.Text) {
			rec.Text, rec.Deleted = "", true
		}
		rec.StatedComments, rec.StatedKnown = it.NumComments.Int()
	} else {
		rec.Kind, rec.ID, rec.ParentKnown = thread.KindComment, fullName(kindComment, it.ID.ID()), true
		if rec.Thread = fullName(kindPost, it.LinkID.ID()); rec.Thread == "" {
			rec.Thread = post
		}
		rec.ReplyTo = parent(it.ParentID, above)
		if rec.Thread == "" {
			rec.Thread = strings.TrimSpace(it.ParentID.ID())
		}
		if rec.Text = it.Body.String(); removed(rec.Text) || !it.hasBody && rec.Text == "" {
			rec.Text, rec.Deleted = "", true
		}
	}
	rec.Text = unescape(rec.Text)
	return rec
}

// likes is the score: upvotes less downvotes. While a score is hidden Reddit
// gives 1 for it, which says nothing.
func (it *item) likes() thread.Likes {
	switch {
	case it.ScoreHidden.True():
		return thread.Likes{}
	case it.Score != "":
		return it.Score.Likes()
	}
	likes := it.Ups.Likes()
	if downs, ok := it.Downs.Int(); ok {
		likes.N -= downs
	}
	return likes
}

func (it *item) link() string {
	at := it.Permalink.String()
	if strings.HasPrefix(at, "/") {
		return "https://www.reddit.com" + at
	}
	if at == "" && it.Kind == kindPost {
		return it.URL.String()
	}
	return at
}

// parent is the comment answered, "" where that is the submission. Some dumps
// write the id in decimal, and nothing for the submission.
func parent(s jsonstream.Scalar, above *item) string {
	id := s.ID()
	switch {
	case strings.HasPrefix(id, "t3_"):
		return ""
	case id == "" && above != nil:
		return fullName(kindComment, above.ID.ID())
	case id == "" || strings.HasPrefix(id, "t1_"):
		return id
	}
	if n, err := strconv.ParseUint(id, 10, 64); err == nil && len(id) > 7 {
		id = strconv.FormatUint(n, 36)
	}
	return fullName(kindComment, id)
}

// fullName puts the kind before an id that lacks it.
func fullName(kind, id string) string {
	if id == "" || strings.HasPrefix(id, kind+"_") {
		return id
	}
	return kind + "_" + id
}

// removed knows what Reddit leaves in place of a name or a body.
func removed(s string) bool {
	switch s {
	case "[deleted]", "[removed]", "[ Removed by Reddit ]", "[ Removed by reddit ]", "[removed by reddit]",
		"[deleted by user]", "[ Removed by Reddit in response to a copyright notice. ]":
		return true
	}
	return false
}

var entities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&", "\r\n", "\n", "\r", "\n")

// unescape undoes the three entities that the API escapes in Markdown.
func unescape(s string) string {
	if !strings.ContainsAny(s, "&\r") {
		return s
	}
	return entities.Replace(s)
}
