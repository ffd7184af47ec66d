// Package feed reads discussions from feeds: the comment feeds of WordPress
// (RSS), Atom with the threading extension of RFC 4685 (thr:in-reply-to), and
// the Atom export of Blogger. Entries of other feeds are read as posts, with
// the number of comments that the feed states.
//
// In a comment feed of WordPress the line "In reply to ..." names the parent; it
// is no part of the text. Feeds hold the latest comments only, newest first: a
// parent may be missing, or come later.
package feed

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/xmlstream"
)

// Reader reads feeds.
type Reader struct{}

var _ format.Format = Reader{}

// New returns the reader.
func New() Reader { return Reader{} }

// Name is the name used with --format.
func (Reader) Name() string { return "feed" }

// Describe says what the format is.
func (Reader) Describe() string {
	return "comment feed: WordPress RSS, Atom with thr:in-reply-to (RFC 4685), Blogger's Atom export"
}

// atomRoot is the root of an Atom feed under any prefix.
var atomRoot = regexp.MustCompile(`<(?:[\w-]{1,30}:)?feed[\s>]`)

// Match looks for the root of a feed and for signs of comments.
func (Reader) Match(p format.Probe) format.Match {
	head := p.Head
	atom := atomRoot.Match(head) && (bytes.Contains(head, []byte("w3.org/2005/Atom")) || bytes.Contains(head, []byte("<entry")))
	rss := bytes.Contains(head, []byte("<rss")) || bytes.Contains(head, []byte("<rdf:RDF")) && bytes.Contains(head, []byte("<channel"))
	switch {
	case !atom && !rss:
		return format.Match{}
	case atom && (bytes.Contains(head, []byte("blogger.com,")) || bytes.Contains(head, []byte("schemas.google.com/blogger"))):
		return format.Match{Score: 95, Reason: "Atom of Blogger"}
	case bytes.Contains(head, []byte("in-reply-to")), bytes.Contains(head, []byte("purl.org/syndication/thread")):
		return format.Match{Score: 93, Reason: "feed with the threading extension"}
	case rss && bytes.Contains(head, []byte("#comment-")):
		return format.Match{Score: 93, Reason: "RSS whose items are comments"}
	case atom:
		return format.Match{Score: 75, Reason: "Atom feed"}
	}
	return format.Match{Score: 75, Reason: "RSS feed"}
}

// Read yields the entries in the order of the feed, but for replies to entries
// that come later, which follow at the end. An entry that is too large or cut
// off is a *format.SyntaxError.
func (Reader) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	return func(yield func(format.Record, error) bool) {
		w := walker{src: src, yield: yield, threads: map[string]string{}, posts: map[string]bool{}}
		if err := w.run(ctx); err != nil && !errors.Is(err, errStopped) {
			yield(format.Record{}, err)
		}
	}
}

// errStopped says that the caller wants no more records.
var errStopped = errors.New("stopped")

func (w *walker) run(ctx context.Context) error {
	s, err := xmlstream.New(w.src.Reader)
	if err != nil {
		return fmt.Errorf("reading %s: %w", w.src.Name, err)
	}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		ev, err := s.Next()
		if errors.Is(err, io.EOF) {
			return w.end()
		}
		if errors.Is(err, xmlstream.ErrTag) {
			if !w.yield(format.Record{}, &format.SyntaxError{Source: w.src.Name, Line: ev.Line, Err: err}) {
				return errStopped
			}
			continue
		}
		if err != nil {
			return fmt.Errorf("reading %s near line %d: %w", w.src.Name, s.Line(), err)
		}
		if ev.Kind != xmlstream.Start || !wanted[ev.Name] {
			continue
		}
		e, err := s.Read(ev, w.src.RecordLimit())
		switch {
		case errors.Is(err, xmlstream.ErrRecord), errors.Is(err, xmlstream.ErrTruncated):
			if !w.yield(format.Record{}, &format.SyntaxError{Source: w.src.Name, Line: e.First, Err: err}) {
				return errStopped
			}
		case err != nil:
			return fmt.Errorf("reading %s near line %d: %w", w.src.Name, s.Line(), err)
		default:
			if err := w.element(e); err != nil {
				return err
			}
		}
	}
}

// wanted are the elements that are read: entries, and what a feed says of
// itself before them.
var wanted = map[string]bool{"item": true, "entry": true, "title": true, "link": true, "image": true, "textInput": true}

func (w *walker) element(e *xmlstream.Element) error {
	switch e.Name {
	case "item":
		return w.add(rssItem(e, w.src))
	case "entry":
		return w.add(atomEntry(e, w.src))
	case "title":
		if w.title == "" {
			w.title = e.Text()
		}
	case "link":
		if w.link == "" && e.Attr("href") == "" {
			w.link = e.Text()
		}
	}
	return nil
}
