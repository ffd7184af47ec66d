// Package stackxml reads Comments.xml of the Stack Exchange data dump: one row
// of attributes a comment, under the question or answer that it belongs to.
//
// Comments there name no parent: each belongs to its post. The dump names
// users by number, or by UserDisplayName where the account is gone; the number
// is the author then, as "user 7".
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

// Reader reads Comments.xml.
type Reader struct{}

var _ format.Format = Reader{}

// New returns the reader.
func New() Reader { return Reader{} }

// Name is the name used with --format.
func (Reader) Name() string { return "stackexchange-xml" }

// Describe says what the format is.
func (Reader) Describe() string { return "Comments.xml of the Stack Exchange data dump" }

// Match looks for the root element and a row of a comment.
func (Reader) Match(p format.Probe) format.Match {
	i := bytes.Index(p.Head, []byte("<comments"))
	row := bytes.Contains(p.Head, []byte("<row ")) && bytes.Contains(p.Head, []byte(" PostId=\"")) && bytes.Contains(p.Head, []byte(" Text=\""))
	switch {
	case i >= 0 && row:
		return format.Match{Score: 97, Reason: "rows of comments with PostId and Text"}
	case i >= 0 && i < 200 && p.Name == "Comments.xml":
		return format.Match{Score: 80, Reason: "named Comments.xml"}
	}
	return format.Match{}
}

// Read yields a comment for each row.
func (Reader) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	want := func(ev xmlstream.Event) bool { return ev.Name == "row" }
	return xmlstream.Records(ctx, src, want, func(e *xmlstream.Element) []format.Record {
		return comment(e, src)
	})
}

func comment(e *xmlstream.Element, src format.Source) []format.Record {
	lines := thread.Lines{Start: e.First, End: e.Last}
	if e.Attr("PostId") == "" {
		src.Report(format.Note{Lines: lines, Role: "omitted", Reason: "a row without PostId", Text: e.Attr("Id")})
		return nil
	}
	rec := format.Record{
		Thread: "post-" + e.Attr("PostId"), Kind: thread.KindComment, ID: e.Attr("Id"), ParentKnown: true,
		Author: markup.Name(e.Attr("UserDisplayName")), Lines: lines,
		Likes: jsonstream.Scalar(e.Attr("Score")).Likes(),
		// The text is Markdown, in which "<" is what it is.
		Text: markup.Clean(e.Attr("Text")),
	}
	if user := e.Attr("UserId"); rec.Author == "" && user != "" {
		rec.Author = "user " + user
	}
	if rec.Author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
	var ok bool
	// The dump's times are in UTC.
	if rec.Created, ok = instant.UTC(e.Attr("CreationDate")); !ok {
		src.Report(format.Note{Lines: lines, Role: "comment", Reason: "its time cannot be read", Text: rec.Created.Raw})
	}
	rec.Deleted = rec.Text == ""
	return []format.Record{rec}
}
