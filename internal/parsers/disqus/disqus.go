// Package disqus reads the XML that Disqus exports: threads, which are the
// pages commented on, then posts, which are the comments.
//
// Deleted comments and spam become placeholders. Threads may come in any order
// among the posts, or be missing.
package disqus

import (
	"bytes"
	"context"
	"iter"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/instant"
	"github.com/undertone-project/undertone/internal/markup"
	"github.com/undertone-project/undertone/internal/xmlstream"
)

// Reader reads Disqus XML.
type Reader struct{}

var _ format.Format = Reader{}

// New returns the reader.
func New() Reader { return Reader{} }

// Name is the name used with --format.
func (Reader) Name() string { return "disqus" }

// Describe says what the format is.
func (Reader) Describe() string {
	return "Disqus export (XML): threads, and posts with their parents"
}

// Match looks for the root element.
func (Reader) Match(p format.Probe) format.Match {
	switch {
	case bytes.Contains(p.Head, []byte("<disqus")):
		return format.Match{Score: 98, Reason: "root element disqus"}
	case bytes.Contains(p.Head, []byte("<post dsq:id=")), bytes.Contains(p.Head, []byte("<thread dsq:id=")):
		return format.Match{Score: 90, Reason: "elements with dsq:id"}
	}
	return format.Match{}
}

// Read yields a post for each thread and a comment for each post.
func (Reader) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	want := func(ev xmlstream.Event) bool { return ev.Name == "thread" || ev.Name == "post" }
	return xmlstream.Records(ctx, src, want, func(e *xmlstream.Element) []format.Record {
		if e.Name == "thread" {
			return page(e, src)
		}
		return []format.Record{comment(e, src)}
	})
}

// key is the id of a thread. It begins with "thread-" because comments have
// numbers of their own.
func key(id string) string { return "thread-" + id }

func page(e *xmlstream.Element, src format.Source) []format.Record {
	lines := thread.Lines{Start: e.First, End: e.Last}
	id := e.Attr("id")
	if id == "" || e.Get("link") == "" && e.Get("title") == "" && e.Get("createdAt") == "" {
		src.Report(format.Note{Lines: lines, Role: "omitted", Reason: "a thread without id, link, title or date", Text: id})
		return nil
	}
	rec := format.Record{
		Thread: key(id), Kind: thread.KindPost, ID: key(id), Title: markup.Name(e.Get("title")), URL: e.Get("link"), Lines: lines,
	}
	rec.Text, rec.Quoted = markup.Text(e.Child("message").Text())
	stamp(&rec, e, src)
	return []format.Record{rec}
}

func comment(e *xmlstream.Element, src format.Source) format.Record {
	rec := format.Record{
		Thread: key(e.Child("thread").Attr("id")), Kind: thread.KindComment, ID: e.Attr("id"), ParentKnown: true,
		ReplyTo: e.Child("parent").Attr("id"), Lines: thread.Lines{Start: e.First, End: e.Last},
	}
	stamp(&rec, e, src)
	switch {
	case e.Get("isDeleted") == "true":
		rec.Deleted = true
	case e.Get("isSpam") == "true":
		rec.Deleted = true
		src.Report(format.Note{Lines: rec.Lines, Role: "omitted", Reason: "marked as spam: a placeholder keeps its place", Text: rec.Author})
	default:
		rec.Text, rec.Quoted = markup.Broken(e.Child("message").Text())
	}
	return rec
}

// stamp sets the author and the time.
func stamp(rec *format.Record, e *xmlstream.Element, src format.Source) {
	author := e.Child("author")
	for _, name := range []string{"name", "username"} {
		if rec.Author == "" && author != nil {
			rec.Author = markup.Name(author.Get(name))
		}
	}
	if rec.Author != "" {
		rec.AuthorSource = thread.AuthorStated
	}
	var ok bool
	if rec.Created, ok = instant.UTC(e.Get("createdAt")); !ok {
		src.Report(format.Note{Lines: rec.Lines, Role: string(rec.Kind), Reason: "its time cannot be read", Text: rec.Created.Raw})
	}
}
