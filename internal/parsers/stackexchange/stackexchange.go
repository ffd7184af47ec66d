// Package stackexchange reads questions, answers and comments as the API of
// the Stack Exchange sites returns them.
//
// The question is the post, its answers are top-level comments, and comments
// answer the question or the answer below which they stand. Questions and
// answers count together and apart from comments: their ids have "post-" before
// them.
package stackexchange

import (
	"context"
	"errors"
	"html"
	"iter"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/jsonstream"
	"github.com/undertone-project/undertone/internal/markup"
)

// Format reads Stack Exchange JSON.
type Format struct{}

var _ format.Format = Format{}

// New returns the reader.
func New() Format { return Format{} }

// Name is the name used with --format.
func (Format) Name() string { return "stackexchange" }

// Describe says what the format is.
func (Format) Describe() string {
	return "Stack Exchange API: questions with answers and comments"
}

// Match looks for the wrapper of an answer, or for the ids of posts.
func (Format) Match(p format.Probe) format.Match {
	s, ok := jsonstream.NewSniff(p.Head)
	switch {
	case !ok || !s.Keys("creation_date"):
	case s.Keys("items") && (s.Keys("question_id") || s.Keys("answer_id") || s.Keys("comment_id", "post_id")),
		s.Keys("question_id", "owner"), s.Keys("answer_id", "owner"), s.Keys("comment_id", "post_id", "owner"):
		return format.Match{Score: 95, Reason: "Stack Exchange posts: creation_date and their ids"}
	}
	return format.Match{}
}

// Read yields each question, its comments, then each answer and its comments.
func (Format) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	return jsonstream.Records(ctx, src, func(d *jsonstream.Decoder, out *jsonstream.Out) error {
		r := &reader{d: d, out: out}
		err := d.Next(jsonstream.Handler{Field: r.field, Element: r.element})
		if err == nil && r.more.True() {
			out.Src.Report(format.Note{Role: "warning", Reason: "a further page of the answer exists"})
		}
		return err
	})
}

type reader struct {
	d    *jsonstream.Decoder
	out  *jsonstream.Out
	more jsonstream.Scalar
}

type owner struct {
	Name jsonstream.Scalar `json:"display_name"`
}

// post is a question, an answer or a comment.
type post struct {
	QuestionID   jsonstream.Scalar `json:"question_id"`
	AnswerID     jsonstream.Scalar `json:"answer_id"`
	CommentID    jsonstream.Scalar `json:"comment_id"`
	PostID       jsonstream.Scalar `json:"post_id"`
	Title        jsonstream.Scalar `json:"title"`
	Body         jsonstream.Scalar `json:"body"`
	BodyMarkdown jsonstream.Scalar `json:"body_markdown"`
	Created      jsonstream.Scalar `json:"creation_date"`
	Link         jsonstream.Scalar `json:"link"`
	Score        jsonstream.Scalar `json:"score"`
	Owner        *owner            `json:"owner"`
	Comments     []post            `json:"comments"`
	Answers      []post            `json:"answers"`
	Items        []post            `json:"items"` // of an answer within an array
}

func (r *reader) field(key string) error {
	switch key {
	case "items":
		return r.d.Next(jsonstream.Handler{Element: r.element})
	case "has_more":
		return r.d.Scalar(&r.more)
	}
	return r.d.Skip()
}

func (r *reader) element(int) error {
	var p post
	ok, err := r.out.Take(r.d, &p)
	if err != nil || !ok {
		return err
	}
	if p.Items == nil {
		return r.give(&p, "", "")
	}
	for i := range p.Items {
		if err := r.give(&p.Items[i], "", ""); err != nil {
			return err
		}
	}
	return nil
}

// give gives out a post with what stands below it. of and above are the thread
// and the post that it stands in, where there are any.
func (r *reader) give(p *post, of, above string) error {
	rec := format.Record{Kind: thread.KindComment, ParentKnown: true, Created: p.Created.Unix(), URL: p.Link.String(), Likes: p.Score.Likes()}
	if p.Owner != nil {
		rec.Author = markup.Name(p.Owner.Name.String())
	}
	if rec.Author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
	if rec.Text, rec.Quoted = markup.Text(p.Body.String()); rec.Text == "" && rec.Quoted == "" {
		rec.Text = html.UnescapeString(p.BodyMarkdown.String())
	}
	switch {
	case p.CommentID != "":
		if rec.ID = p.CommentID.ID(); of == "" {
			of = name(p.PostID)
		}
		if rec.ReplyTo = above; above == of {
			rec.ReplyTo = ""
		}
	case p.AnswerID != "":
		if rec.ID = name(p.AnswerID); of == "" {
			of = name(p.QuestionID)
		}
	case p.QuestionID != "":
		rec.Kind, rec.ParentKnown, rec.ID = thread.KindPost, false, name(p.QuestionID)
		rec.Title, of = markup.Name(p.Title.String()), rec.ID
	default:
		return r.out.Bad(errors.New("neither a question, an answer nor a comment"))
	}
	rec.Thread = of
	if err := r.out.Record(rec); err != nil {
		return err
	}
	for _, list := range [][]post{p.Comments, p.Answers} {
		for i := range list {
			if err := r.give(&list[i], of, rec.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// name is the id of a question or an answer.
func name(id jsonstream.Scalar) string {
	if id == "" {
		return ""
	}
	return "post-" + id.ID()
}
