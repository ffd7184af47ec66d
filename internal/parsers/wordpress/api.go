package wordpress

import (
	"context"
	"errors"
	"iter"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/jsonstream"
	"github.com/undertone-project/undertone/internal/markup"
)

// API reads what the REST API of WordPress returns: comments
// (/wp-json/wp/v2/comments) and posts, in arrays or one at a time, pages one
// after the other.
//
// Spam and trash, which the API gives to administrators, become placeholders.
// It states no likes.
type API struct{}

var _ format.Format = API{}

// Name is the name used with --format.
func (API) Name() string { return "wordpress-api" }

// Describe says what the format is.
func (API) Describe() string {
	return "WordPress REST API: comments (/wp-json/wp/v2/comments) and posts"
}

// Match looks for the keys of a comment or a post.
func (API) Match(p format.Probe) format.Match {
	s, ok := jsonstream.NewSniff(p.Head)
	switch {
	case !ok || !s.Keys("rendered", "content", "date_gmt"):
	case s.Keys("author_name", "post", "parent"):
		return format.Match{Score: 95, Reason: "comments of the WordPress REST API: post, parent, author_name"}
	case s.Keys("title", "comment_status", "link"):
		return format.Match{Score: 95, Reason: "posts of the WordPress REST API"}
	}
	return format.Match{}
}

type rendered struct {
	Rendered jsonstream.Scalar `json:"rendered"`
	Raw      jsonstream.Scalar `json:"raw"`
}

// UnmarshalJSON accepts any value; a bare string is the text itself.
func (r *rendered) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '{' {
		type plain rendered
		return jsonstream.Unmarshal(raw, (*plain)(r))
	}
	return r.Rendered.UnmarshalJSON(raw)
}

// apiItem is a comment or a post.
type apiItem struct {
	ID         jsonstream.Scalar `json:"id"`
	Post       jsonstream.Scalar `json:"post"`
	Parent     jsonstream.Scalar `json:"parent"`
	AuthorName jsonstream.Scalar `json:"author_name"`
	Date       jsonstream.Scalar `json:"date"`
	DateGMT    jsonstream.Scalar `json:"date_gmt"`
	Content    rendered          `json:"content"`
	Title      rendered          `json:"title"`
	Link       jsonstream.Scalar `json:"link"`
	Status     jsonstream.Scalar `json:"status"`
	Type       jsonstream.Scalar `json:"type"`
}

// Read yields a record for each comment or post.
func (API) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	return jsonstream.Each(ctx, src, func(o jsonstream.Object, out *jsonstream.Out) error {
		var it apiItem
		if err := jsonstream.Unmarshal(o.Raw, &it); err != nil {
			return err
		}
		if it.ID == "" {
			return errors.New("neither a comment nor a post: no id")
		}
		rec := it.record(out.Src)
		rec.Lines = thread.Lines{Start: o.Line, End: o.Line}
		switch kind := it.Type.String(); kind {
		case "pingback", "trackback":
			out.Src.Report(format.Note{Record: o.Record, Role: "comment", Reason: "a " + kind, Text: rec.Author})
		}
		return out.Record(rec)
	})
}

func (it *apiItem) record(src format.Source) format.Record {
	rec := format.Record{Kind: thread.KindComment, ID: it.ID.ID(), Author: markup.Name(it.AuthorName.String()), URL: it.Link.String()}
	if rec.Created = it.DateGMT.Time(src, true); !rec.Created.Known() {
		rec.Created = it.Date.Time(src, false)
	}
	if rec.Author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
	body := it.Content.Rendered
	if body == "" {
		body = it.Content.Raw
	}
	rec.Text, rec.Quoted = markup.Broken(body.String())
	if it.Post == "" {
		rec.Kind, rec.ID = thread.KindPost, "post-"+rec.ID
		rec.Thread, rec.Title = rec.ID, markup.Name(it.Title.Rendered.String())
		return rec
	}
	rec.Thread, rec.ParentKnown = "post-"+it.Post.ID(), true
	if rec.ReplyTo = it.Parent.ID(); rec.ReplyTo == "0" {
		rec.ReplyTo = ""
	}
	switch it.Status.String() {
	case "spam", "trash":
		rec.Deleted, rec.Text, rec.Quoted = true, "", ""
	}
	return rec
}
