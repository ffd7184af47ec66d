// Package wordpress reads WXR, the export format of WordPress (Tools, Export):
// RSS with posts as items and the comments, with their parents, inside of
// them.
//
// Comments in the trash and spam become placeholders; pingbacks, trackbacks and
// comments that await approval are kept, and the audit says so. Items that are
// no discussion (attachments, menu entries, drafts) are left out unless they
// have comments.
package wordpress

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/xmlstream"
)

// Reader reads WXR.
type Reader struct{}

var _ format.Format = Reader{}

// New returns the reader.
func New() Reader { return Reader{} }

// Name is the name used with --format.
func (Reader) Name() string { return "wordpress" }

// Describe says what the format is.
func (Reader) Describe() string {
	return "WordPress export (WXR): posts and their comments with parents, from Tools > Export"
}

// Match looks for the elements of WXR.
func (Reader) Match(p format.Probe) format.Match {
	head := p.Head
	rss := bytes.Contains(head, []byte("<rss")) || bytes.Contains(head, []byte("<channel"))
	switch {
	case !rss:
	case bytes.Contains(head, []byte("<wp:wxr_version")), bytes.Contains(head, []byte("wordpress.org/export/")):
		return format.Match{Score: 98, Reason: "WXR name space"}
	case bytes.Contains(head, []byte("<wp:post_id")), bytes.Contains(head, []byte("<wp:comment")):
		return format.Match{Score: 95, Reason: "WXR elements"}
	}
	return format.Match{}
}

// Read yields each post and its comments. A comment that is too large or cut
// off is a *format.SyntaxError.
func (Reader) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	return func(yield func(format.Record, error) bool) {
		w := walker{src: src, yield: yield}
		if err := w.run(ctx); err != nil && !errors.Is(err, errStopped) {
			yield(format.Record{}, err)
		}
	}
}

// errStopped says that the caller wants no more records.
var errStopped = errors.New("stopped")

// walker goes through the items of a feed.
type walker struct {
	src   format.Source
	yield func(format.Record, error) bool
	s     *xmlstream.Scanner
	item  *item // nil outside of items
	items int
	cut   bool // a field was cut off
}

func (w *walker) run(ctx context.Context) (err error) {
	if w.s, err = xmlstream.New(w.src.Reader); err != nil {
		return fmt.Errorf("reading %s: %w", w.src.Name, err)
	}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		ev, err := w.s.Next()
		if errors.Is(err, io.EOF) {
			return w.end()
		}
		if errors.Is(err, xmlstream.ErrTag) {
			if err := w.bad(ev.Line, err); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return fmt.Errorf("reading %s near line %d: %w", w.src.Name, w.s.Line(), err)
		}
		if err := w.event(ev); err != nil {
			return err
		}
	}
}

// end looks at how the input ended.
func (w *walker) end() error {
	if w.item != nil {
		if err := w.closeItem(); err != nil {
			return err
		}
		if !w.cut {
			return w.bad(w.s.Line(), fmt.Errorf("<item>: %w", xmlstream.ErrTruncated))
		}
	}
	return nil
}

func (w *walker) event(ev xmlstream.Event) error {
	switch {
	case ev.Kind == xmlstream.Start && ev.Name == "item":
		if w.item != nil {
			if err := w.closeItem(); err != nil {
				return err
			}
		}
		w.items++
		w.item = &item{first: ev.Line, depth: w.s.Depth(), number: w.items}
	case w.item == nil:
	case ev.Kind == xmlstream.End && w.s.Depth() < w.item.depth:
		return w.closeItem()
	case ev.Kind == xmlstream.Start:
		return w.field(ev)
	}
	return nil
}

// field reads a child of an item.
func (w *walker) field(ev xmlstream.Event) error {
	if ev.Name != "comment" && !wanted[ev.Name] {
		if err := w.s.Skip(ev); err != nil && !xmlstream.AtEnd(err) {
			return fmt.Errorf("reading %s near line %d: %w", w.src.Name, w.s.Line(), err)
		}
		return nil
	}
	e, err := w.s.Read(ev, w.src.RecordLimit())
	switch {
	case errors.Is(err, xmlstream.ErrRecord), errors.Is(err, xmlstream.ErrTruncated):
		w.cut = errors.Is(err, xmlstream.ErrTruncated)
		return w.bad(e.First, err)
	case err != nil:
		return fmt.Errorf("reading %s near line %d: %w", w.src.Name, w.s.Line(), err)
	}
	if ev.Name != "comment" {
		w.item.set(e)
		return nil
	}
	if err := w.post(); err != nil {
		return err
	}
	w.item.comments++
	return w.give(w.item.comment(e, w.src))
}

// post yields the item's post before its first comment.
func (w *walker) post() error {
	if w.item.given {
		return nil
	}
	w.item.given = true
	return w.give(w.item.record(w.src))
}

// closeItem yields the post of an item without comments where it is one that
// people could have written under.
func (w *walker) closeItem() error {
	it := w.item
	defer func() { w.item = nil }()
	if it.given {
		return nil
	}
	if why := it.unread(); why != "" {
		w.src.Report(format.Note{Lines: thread.Lines{Start: it.first, End: w.s.Line()}, Role: "omitted", Reason: why, Text: it.get("title")})
		return nil
	}
	return w.post()
}

func (w *walker) give(rec format.Record) error {
	if !w.yield(rec, nil) {
		return errStopped
	}
	return nil
}

func (w *walker) bad(line int, err error) error {
	if !w.yield(format.Record{}, &format.SyntaxError{Source: w.src.Name, Line: line, Err: err}) {
		return errStopped
	}
	return nil
}
