package stackxml

import (
	"bytes"
	"context"
	"iter"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/instant"
	"github.com/undertone-project/undertone/internal/jsonstream"
	"github.com/undertone-project/undertone/internal/markup"
	"github.com/undertone-project/undertone/internal/xmlstream"
)

// Posts reads Posts.xml: questions as posts, answers as the comments under
// them.
type Posts struct{}

var _ format.Format = Posts{}

// Name is the name used with --format.
func (Posts) Name() string { return "stackexchange-posts" }

// Describe says what the format is.
func (Posts) Describe() string {
	return "Posts.xml of the Stack Exchange data dump: questions and their answers"
}

// Match looks for the root element and a row of a post.
func (Posts) Match(p format.Probe) format.Match {
	if bytes.Contains(p.Head, []byte("<posts")) && bytes.Contains(p.Head, []byte("<row ")) && bytes.Contains(p.Head, []byte(" PostTypeId=\"")) {
		return format.Match{Score: 97, Reason: "rows of posts with PostTypeId"}
	}
	return format.Match{}
}

// Read yields a post for each question and a comment for each answer.
func (Posts) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	want := func(ev xmlstream.Event) bool { return ev.Name == "row" }
	return xmlstream.Records(ctx, src, want, func(e *xmlstream.Element) []format.Record { return entry(e, src) })
}

// The types of posts that are read.
const (
	question = "1"
	answer   = "2"
)

func entry(e *xmlstream.Element, src format.Source) []format.Record {
	lines := thread.Lines{Start: e.First, End: e.Last}
	rec := format.Record{ID: "post-" + e.Attr("Id"), Author: author(e, "Owner"), Lines: lines, Likes: jsonstream.Scalar(e.Attr("Score")).Likes()}
	switch kind := e.Attr("PostTypeId"); kind {
	case question:
		rec.Kind, rec.Thread, rec.Title = thread.KindPost, rec.ID, markup.Name(e.Attr("Title"))
		rec.StatedComments, rec.StatedKnown = jsonstream.Scalar(e.Attr("AnswerCount")).Int()
	case answer:
		rec.Kind, rec.Thread, rec.ParentKnown = thread.KindComment, "post-"+e.Attr("ParentId"), true
	default:
		src.Report(format.Note{Lines: lines, Role: "omitted", Reason: "neither a question nor an answer (PostTypeId " + kind + ")", Text: e.Attr("Id")})
		return nil
	}
	if rec.Author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
	rec.Text, rec.Quoted = markup.Text(e.Attr("Body"))
	var ok bool
	if rec.Created, ok = instant.UTC(e.Attr("CreationDate")); !ok {
		src.Report(format.Note{Lines: lines, Role: string(rec.Kind), Reason: "its time cannot be read", Text: rec.Created.Raw})
	}
	return []format.Record{rec}
}

// author is the name that the dump gives, else the number of the account;
// prefix is that of the attributes.
func author(e *xmlstream.Element, prefix string) string {
	if name := markup.Name(e.Attr(prefix + "DisplayName")); name != "" {
		return name
	}
	if user := e.Attr(prefix + "UserId"); user != "" {
		return "user " + user
	}
	return ""
}
