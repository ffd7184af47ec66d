// Package discourse reads topics of Discourse forums as /t/ID.json returns
// them, several pages one after the other, or the posts alone.
//
// Post 1 is the post. Discourse names the number of the post that is answered;
// the record names its id. Moderators' actions ("closed this topic") are posts like
// any other, most of them without text.
package discourse

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/jsonstream"
	"github.com/undertone-project/undertone/internal/markup"
)

// Format reads Discourse JSON.
type Format struct{}

var _ format.Format = Format{}

// New returns the reader.
func New() Format { return Format{} }

// Name is the name used with --format.
func (Format) Name() string { return "discourse" }

// Describe says what the format is.
func (Format) Describe() string { return "Discourse: topics (/t/ID.json)" }

// Match looks for the keys of a post.
func (Format) Match(p format.Probe) format.Match {
	if s, ok := jsonstream.NewSniff(p.Head); ok && s.Keys("cooked", "username") && (s.Keys("post_number") || s.Keys("post_stream")) {
		return format.Match{Score: 95, Reason: "Discourse posts: cooked, post_number"}
	}
	return format.Match{}
}

// Read yields the posts of each topic.
func (Format) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	numbers := map[string]map[string]string{}
	return jsonstream.Records(ctx, src, func(d *jsonstream.Decoder, out *jsonstream.Out) error {
		r := &reader{d: d, out: out, numbers: numbers}
		err := d.Next(jsonstream.Handler{Field: r.field, Element: func(int) error { return r.topicOrPost() }})
		// What a cut-off file holds is given out before the fault.
		return errors.Join(r.finish(), err)
	})
}

// post is a post of a topic.
type post struct {
	ID          jsonstream.Scalar `json:"id"`
	Username    jsonstream.Scalar `json:"username"`
	CreatedAt   jsonstream.Scalar `json:"created_at"`
	Cooked      jsonstream.Scalar `json:"cooked"`
	Number      jsonstream.Scalar `json:"post_number"`
	ReplyTo     jsonstream.Scalar `json:"reply_to_post_number"`
	TopicID     jsonstream.Scalar `json:"topic_id"`
	TopicTitle  jsonstream.Scalar `json:"topic_title"`
	PostURL     jsonstream.Scalar `json:"post_url"`
	DeletedAt   jsonstream.Scalar `json:"deleted_at"`
	UserDeleted jsonstream.Scalar `json:"user_deleted"`
	LikeCount   jsonstream.Scalar `json:"like_count"`
	Actions     *[]action         `json:"actions_summary"`
}

// action counts what users did with a post; likes are number 2.
type action struct {
	ID    jsonstream.Scalar `json:"id"`
	Count jsonstream.Scalar `json:"count"`
}

// likes is the number of likes. The summary leaves out what nobody did.
func (p *post) likes() thread.Likes {
	if p.LikeCount != "" || p.Actions == nil {
		return p.LikeCount.Likes()
	}
	for _, a := range *p.Actions {
		if a.ID == "2" && a.Count != "" {
			return a.Count.Likes()
		}
	}
	return thread.LikesOf(0)
}

// reader goes through one document. The title and the number of posts stand
// behind the posts; the opening post is held until they are known, and the
// posts behind it with it.
type reader struct {
	d         *jsonstream.Decoder
	out       *jsonstream.Out
	id        jsonstream.Scalar
	title     jsonstream.Scalar
	stated    jsonstream.Scalar
	held      []post
	heldBytes int
	given     int
	numbers   map[string]map[string]string // topic -> post number -> id
}

func (r *reader) field(key string) error {
	switch key {
	case "post_stream":
		return r.d.Next(jsonstream.Handler{Field: r.field})
	case "posts", "latest_posts":
		return r.d.Next(jsonstream.Handler{Element: func(int) error { return r.post() }})
	case "id":
		return r.d.Scalar(&r.id)
	case "title":
		return r.d.Scalar(&r.title)
	case "posts_count":
		return r.d.Scalar(&r.stated)
	}
	return r.d.Skip()
}

// topicOrPost reads an element of an array: a topic, told by its stream, or a
// post.
func (r *reader) topicOrPost() error {
	var both struct {
		post
		Title  jsonstream.Scalar `json:"title"`
		Stated jsonstream.Scalar `json:"posts_count"`
		Stream struct {
			Posts []post `json:"posts"`
		} `json:"post_stream"`
	}
	ok, err := r.out.Take(r.d, &both)
	if err != nil || !ok {
		return err
	}
	if len(both.Stream.Posts) == 0 {
		return r.hold(both.post)
	}
	sub := &reader{d: r.d, out: r.out, id: both.ID, title: both.Title, stated: both.Stated, numbers: r.numbers, held: both.Stream.Posts}
	return sub.finish()
}

func (r *reader) post() error {
	var p post
	ok, err := r.out.Take(r.d, &p)
	if err != nil || !ok {
		return err
	}
	return r.hold(p)
}

// hold keeps a post until the title is known, or gives it out where too much
// is held.
func (r *reader) hold(p post) error {
	r.held = append(r.held, p)
	if r.heldBytes += len(p.Cooked); r.heldBytes > r.out.Src.RecordLimit() {
		return r.flush()
	}
	return nil
}

func (r *reader) flush() error {
	for i := range r.held {
		if err := r.give(&r.held[i]); err != nil {
			return err
		}
	}
	r.held, r.heldBytes = nil, 0
	return nil
}

func (r *reader) finish() error {
	if err := r.flush(); err != nil {
		return err
	}
	if n, ok := r.stated.Int(); ok && n > r.given {
		r.out.Src.Report(format.Note{Role: "stated", Text: r.title.String(),
			Reason: fmt.Sprintf("the topic has %d posts, %d are in the file", n, r.given)})
	}
	return nil
}

func (r *reader) give(p *post) error {
	if p.ID == "" && p.Number == "" {
		return r.out.Bad(errors.New("a post without id and number"))
	}
	topic := p.TopicID.ID()
	if topic == "" {
		topic = r.id.ID()
	}
	id := p.ID.ID()
	if id == "" {
		id = "post-" + p.Number.ID()
	}
	if r.numbers[topic] == nil {
		clear(r.numbers) // one topic at a time
		r.numbers[topic] = map[string]string{}
	}
	r.numbers[topic][p.Number.ID()] = id
	r.given++
	return r.out.Record(r.record(p, topic, id))
}

func (r *reader) record(p *post, topic, id string) format.Record {
	rec := format.Record{Thread: "topic-" + topic, Kind: thread.KindComment, ID: id, Author: p.Username.String(),
		Created: p.CreatedAt.Time(r.out.Src, true), URL: p.PostURL.String(), Likes: p.likes()}
	if rec.Author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
	rec.Text, rec.Quoted = markup.Text(p.Cooked.String())
	if p.DeletedAt != "" || p.UserDeleted.True() {
		rec.Deleted, rec.Text, rec.Quoted = true, "", ""
	}
	if p.Number.ID() == "1" {
		rec.Kind = thread.KindPost
		if rec.Title = r.title.String(); rec.Title == "" {
			rec.Title = p.TopicTitle.String()
		}
		if n, ok := r.stated.Int(); ok && n > 0 {
			rec.StatedComments, rec.StatedKnown = n-1, true
		}
		return rec
	}
	rec.ParentKnown = true
	if to := p.ReplyTo.ID(); to != "" && to != "0" && to != "1" {
		if rec.ReplyTo = r.numbers[topic][to]; rec.ReplyTo == "" {
			rec.ReplyTo = "post-" + to // not in the file
		}
	}
	return rec
}
