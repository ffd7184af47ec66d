package xmlstream

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/undertone-project/undertone/analysis/format"
)

// Records reads an export that is a flat list of elements: it reads each
// element that want accepts, unless it stands within another such, and yields
// what records makes of it. An element that is too large, or cut off by the end
// of the input, is a *format.SyntaxError.
func Records(ctx context.Context, src format.Source, want func(Event) bool, records func(*Element) []format.Record) iter.Seq2[format.Record, error] {
	return func(yield func(format.Record, error) bool) {
		s, err := New(src.Reader)
		if err != nil {
			yield(format.Record{}, fmt.Errorf("reading %s: %w", src.Name, err))
			return
		}
		for {
			e, err := s.element(ctx, want, src.RecordLimit())
			switch {
			case errors.Is(err, io.EOF):
				return
			case errors.Is(err, ErrRecord), errors.Is(err, ErrTruncated), errors.Is(err, ErrTag):
				if !yield(format.Record{}, &format.SyntaxError{Source: src.Name, Line: e.First, Err: err}) {
					return
				}
				continue
			case err != nil:
				yield(format.Record{}, fmt.Errorf("reading %s near line %d: %w", src.Name, s.Line(), err))
				return
			}
			for _, rec := range records(e) {
				if !yield(rec, nil) {
					return
				}
			}
		}
	}
}

// element reads the next element that want accepts.
func (s *Scanner) element(ctx context.Context, want func(Event) bool, limit int) (*Element, error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		ev, err := s.Next()
		if err != nil {
			return &Element{First: ev.Line}, err
		}
		if ev.Kind == Start && want(ev) {
			return s.Read(ev, limit)
		}
	}
}
