// Package lemmy reads what the API of Lemmy returns: lists of comments, a post,
// lists of posts, alone or put together in one object.
//
// Comment ids are Lemmy's numbers; a post's has "post-" before it, because the
// two count apart. The parent comes from a comment's path ("0.12.34").
package lemmy

import (
	"context"
	"errors"
	"iter"
	"net/url"
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/jsonstream"
)

// Format reads Lemmy JSON.
type Format struct{}

var _ format.Format = Format{}

// New returns the reader.
func New() Format { return Format{} }

// Name is the name used with --format.
func (Format) Name() string { return "lemmy" }

// Describe says what the format is.
func (Format) Describe() string { return "Lemmy: lists of comments and posts of the API" }

// Match looks for the keys of a comment or a post with its creator.
func (Format) Match(p format.Probe) format.Match {
	s, ok := jsonstream.NewSniff(p.Head)
	switch {
	case !ok:
	case s.Keys("creator", "comment", "path", "post_id", "content"):
		return format.Match{Score: 95, Reason: "Lemmy comments: comment, creator, path"}
	case s.Keys("creator", "community", "post", "ap_id", "name"):
		return format.Match{Score: 95, Reason: "Lemmy posts: post, creator, community"}
	}
	return format.Match{}
}

// Read yields posts and comments in the order of the file; a post stands
// before the first of its comments.
func (Format) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	seen := map[string]bool{}
	return jsonstream.Records(ctx, src, func(d *jsonstream.Decoder, out *jsonstream.Out) error {
		r := &reader{d: d, out: out, seen: seen}
		return d.Next(jsonstream.Handler{Field: r.field, Element: func(int) error { return r.view() }})
	})
}

type reader struct {
	d    *jsonstream.Decoder
	out  *jsonstream.Out
	seen map[string]bool // posts given out
}

// view is what the API calls a comment view or a post view.
type view struct {
	Comment *comment `json:"comment"`
	Post    *post    `json:"post"`
	Creator person   `json:"creator"`
	Counts  struct {
		Comments jsonstream.Scalar `json:"comments"`
		Score    jsonstream.Scalar `json:"score"`
	} `json:"counts"`
}

type person struct {
	Name    jsonstream.Scalar `json:"name"`
	ActorID jsonstream.Scalar `json:"actor_id"`
	APID    jsonstream.Scalar `json:"ap_id"`
	Local   jsonstream.Scalar `json:"local"`
}

type comment struct {
	ID          jsonstream.Scalar `json:"id"`
	PostID      jsonstream.Scalar `json:"post_id"`
	ParentID    jsonstream.Scalar `json:"parent_id"`
	Path        jsonstream.Scalar `json:"path"`
	Content     jsonstream.Scalar `json:"content"`
	Removed     jsonstream.Scalar `json:"removed"`
	Deleted     jsonstream.Scalar `json:"deleted"`
	Published   jsonstream.Scalar `json:"published"`
	PublishedAt jsonstream.Scalar `json:"published_at"`
	APID        jsonstream.Scalar `json:"ap_id"`
	Score       jsonstream.Scalar `json:"score"` // since version 1.0; before, in counts
}

type post struct {
	ID          jsonstream.Scalar `json:"id"`
	Name        jsonstream.Scalar `json:"name"`
	Body        jsonstream.Scalar `json:"body"`
	URL         jsonstream.Scalar `json:"url"`
	APID        jsonstream.Scalar `json:"ap_id"`
	CreatorID   jsonstream.Scalar `json:"creator_id"`
	Removed     jsonstream.Scalar `json:"removed"`
	Deleted     jsonstream.Scalar `json:"deleted"`
	Published   jsonstream.Scalar `json:"published"`
	PublishedAt jsonstream.Scalar `json:"published_at"`
	Score       jsonstream.Scalar `json:"score"`
	Comments    jsonstream.Scalar `json:"comments"`
}

func (r *reader) field(key string) error {
	switch key {
	case "comments", "posts", "items", "replies":
		return r.d.Next(jsonstream.Handler{Element: func(int) error { return r.view() }})
	case "post_view", "comment_view":
		return r.view()
	case "post", "comments_view":
		// A bare wrapper of GET /post in some clients.
		return r.d.Next(jsonstream.Handler{Field: r.field})
	}
	return r.d.Skip()
}

func (r *reader) view() error {
	var v view
	ok, err := r.out.Take(r.d, &v)
	if err != nil || !ok {
		return err
	}
	if v.Comment == nil && v.Post == nil {
		return r.out.Bad(errors.New("neither a comment nor a post"))
	}
	if err := r.post(&v); err != nil || v.Comment == nil {
		return err
	}
	return r.comment(&v)
}

func (r *reader) post(v *view) error {
	if v.Post == nil || v.Post.ID == "" || r.seen[v.Post.ID.ID()] {
		return nil
	}
	p := v.Post
	r.seen[p.ID.ID()] = true
	rec := format.Record{Kind: thread.KindPost, ID: "post-" + p.ID.ID(), Title: p.Name.String(), Text: p.Body.String(),
		URL: p.APID.String(), Created: published(p.Published, p.PublishedAt, r.out.Src),
		Likes: p.Score.Likes()}
	rec.Thread = rec.ID
	if rec.URL == "" {
		rec.URL = p.URL.String()
	}
	if v.Comment == nil { // else the creator and the counts are the comment's
		rec.Author = v.Creator.name()
		rec.StatedComments, rec.StatedKnown = first(v.Counts.Comments, p.Comments).Int()
		rec.Likes = first(v.Counts.Score, p.Score).Likes()
	}
	if rec.Author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
	if p.Removed.True() || p.Deleted.True() {
		rec.Deleted, rec.Text = true, ""
	}
	return r.out.Record(rec)
}

func (r *reader) comment(v *view) error {
	c := v.Comment
	rec := format.Record{Kind: thread.KindComment, ID: c.ID.ID(), ParentKnown: true, Text: c.Content.String(),
		URL: c.APID.String(), Author: v.Creator.name(), Created: published(c.Published, c.PublishedAt, r.out.Src),
		Likes: first(v.Counts.Score, c.Score).Likes()}
	of := c.PostID.ID()
	if of == "" && v.Post != nil {
		of = v.Post.ID.ID()
	}
	if of != "" {
		rec.Thread = "post-" + of
	}
	if rec.Author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
	rec.ReplyTo = c.ParentID.ID()
	if above := strings.Split(c.Path.String(), "."); len(above) >= 2 {
		rec.ReplyTo = above[len(above)-2]
	}
	if rec.ReplyTo == "0" {
		rec.ReplyTo = ""
	}
	if c.Removed.True() || c.Deleted.True() {
		rec.Deleted, rec.Text = true, ""
	}
	return r.out.Record(rec)
}

// first is the first of two that is there.
func first(a, b jsonstream.Scalar) jsonstream.Scalar {
	if a != "" {
		return a
	}
	return b
}

// published is a time; versions before 0.19 leave out the zone, which is UTC.
func published(old, now jsonstream.Scalar, src format.Source) thread.Time {
	if now != "" {
		old = now
	}
	return old.Time(src, true)
}

// name is the account's name, with its host where it is not the server's own.
func (p *person) name() string {
	name := p.Name.String()
	at := p.ActorID
	if at == "" {
		at = p.APID
	}
	if u, err := url.Parse(at.String()); err == nil && p.Local == "false" && u.Host != "" && name != "" {
		return name + "@" + u.Host
	}
	return name
}
