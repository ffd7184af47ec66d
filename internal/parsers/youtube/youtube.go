// Package youtube reads lists of commentThreads and comments of the YouTube
// Data API v3: one answer, several in an array or one after the other.
//
// YouTube has two levels: a reply's parent is the top-level comment. Replies
// that a thread claims and the file lacks, and further pages, are told to the
// audit.
package youtube

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"regexp"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/jsonstream"
	"github.com/undertone-project/undertone/internal/markup"
)

// Format reads YouTube JSON.
type Format struct{}

var _ format.Format = Format{}

// New returns the reader.
func New() Format { return Format{} }

// Name is the name used with --format.
func (Format) Name() string { return "youtube" }

// Describe says what the format is.
func (Format) Describe() string { return "YouTube Data API: commentThreads and comments" }

var kinds = regexp.MustCompile(`"kind"\s*:\s*"youtube#comment(Thread|ThreadListResponse|ListResponse)?"`)

// Match looks for the kind that every answer names.
func (Format) Match(p format.Probe) format.Match {
	s, ok := jsonstream.NewSniff(p.Head)
	if ok && (s.Find(kinds) || s.Keys("snippet", "authorDisplayName", "publishedAt")) {
		return format.Match{Score: 95, Reason: "YouTube comment threads"}
	}
	return format.Match{}
}

// Read yields top-level comments, each with its replies behind it.
func (Format) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	return jsonstream.Records(ctx, src, func(d *jsonstream.Decoder, out *jsonstream.Out) error {
		r := &reader{d: d, out: out}
		if err := d.Next(jsonstream.Handler{Field: r.field, Element: r.element}); err != nil {
			return err
		}
		return r.finish()
	})
}

type reader struct {
	d       *jsonstream.Decoder
	out     *jsonstream.Out
	own     thing // the document itself where it is a thread
	missing int
	more    bool
}

// thing is a commentThread or a comment.
type thing struct {
	Kind    jsonstream.Scalar `json:"kind"`
	ID      jsonstream.Scalar `json:"id"`
	Snippet *snippet          `json:"snippet"`
	Replies struct {
		Comments []thing `json:"comments"`
	} `json:"replies"`
	Items []thing           `json:"items"` // of an answer within an array
	Next  jsonstream.Scalar `json:"nextPageToken"`
}

type snippet struct {
	VideoID      jsonstream.Scalar `json:"videoId"`
	ChannelID    jsonstream.Scalar `json:"channelId"`
	TopLevel     *thing            `json:"topLevelComment"`
	TotalReplies jsonstream.Scalar `json:"totalReplyCount"`
	ParentID     jsonstream.Scalar `json:"parentId"`
	TextDisplay  jsonstream.Scalar `json:"textDisplay"`
	TextOriginal jsonstream.Scalar `json:"textOriginal"`
	Author       jsonstream.Scalar `json:"authorDisplayName"`
	Published    jsonstream.Scalar `json:"publishedAt"`
	Likes        jsonstream.Scalar `json:"likeCount"`
}

func (r *reader) field(key string) (err error) {
	switch key {
	case "items":
		return r.d.Next(jsonstream.Handler{Element: r.element})
	case "nextPageToken":
		var token jsonstream.Scalar
		err = r.d.Scalar(&token)
		r.more = token != ""
	case "id":
		err = r.d.Scalar(&r.own.ID)
	case "snippet":
		_, err = r.out.Take(r.d, &r.own.Snippet)
	case "replies":
		_, err = r.out.Take(r.d, &r.own.Replies)
	default:
		err = r.d.Skip()
	}
	return err
}

func (r *reader) element(int) error {
	var t thing
	ok, err := r.out.Take(r.d, &t)
	if err != nil || !ok {
		return err
	}
	if len(t.Items) == 0 && t.Snippet == nil && t.ID == "" {
		return r.out.Bad(errors.New("neither a comment thread nor a comment"))
	}
	for i := range t.Items {
		if err := r.give(&t.Items[i]); err != nil {
			return err
		}
	}
	if t.Items != nil {
		r.more = t.Next != ""
		return nil
	}
	return r.give(&t)
}

func (r *reader) finish() error {
	if r.own.Snippet != nil {
		if err := r.give(&r.own); err != nil {
			return err
		}
	}
	if r.missing > 0 {
		r.out.Src.Report(format.Note{Role: "stated", Reason: fmt.Sprintf("%d replies are not in the file", r.missing)})
	}
	if r.more {
		r.out.Src.Report(format.Note{Role: "warning", Reason: "a further page of comments exists"})
	}
	return nil
}

// give gives out a thread or a comment.
func (r *reader) give(t *thing) error {
	switch {
	case t.Snippet == nil:
		return r.out.Bad(errors.New("a comment without snippet"))
	case t.Snippet.TopLevel == nil:
		return r.comment(t, "", "", t.Snippet.ParentID.ID())
	}
	s := t.Snippet
	video, channel := s.VideoID.ID(), s.ChannelID.ID()
	top := s.TopLevel
	if top.ID == "" {
		top.ID = t.ID
	}
	if err := r.comment(top, video, channel, ""); err != nil {
		return err
	}
	for i := range t.Replies.Comments {
		if err := r.comment(&t.Replies.Comments[i], video, channel, top.ID.ID()); err != nil {
			return err
		}
	}
	if n, ok := s.TotalReplies.Int(); ok && n > len(t.Replies.Comments) && n < 1<<31 {
		r.missing += n - len(t.Replies.Comments)
	}
	return nil
}

func (r *reader) comment(t *thing, video, channel, parent string) error {
	s := t.Snippet
	if s == nil {
		return r.out.Bad(errors.New("a comment without snippet"))
	}
	if v := s.VideoID.ID(); v != "" {
		video = v
	}
	rec := format.Record{Kind: thread.KindComment, ID: t.ID.ID(), ParentKnown: true, ReplyTo: parent,
		Author: s.Author.String(), Created: s.Published.Time(r.out.Src, true), Likes: s.Likes.Likes()}
	if p := s.ParentID.ID(); p != "" && p != rec.ID {
		rec.ReplyTo = p
	}
	switch {
	case video != "":
		rec.Thread = "video-" + video
		rec.URL = "https://www.youtube.com/watch?v=" + video + "&lc=" + rec.ID
	case channel != "":
		rec.Thread = "channel-" + channel
	}
	if rec.Author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
	if rec.Text = s.TextOriginal.String(); rec.Text == "" {
		rec.Text, rec.Quoted = markup.Broken(s.TextDisplay.String())
	}
	return r.out.Record(rec)
}
