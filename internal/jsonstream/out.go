package jsonstream

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/undertone-project/undertone/analysis/format"
)

// Out passes on what a reader finds in a document.
type Out struct {
	Src   format.Source
	yield func(format.Record, error) bool
	n     int
	stop  bool // the caller wants no more
}

// Record passes on a record. Its error must be returned at once.
func (o *Out) Record(rec format.Record) error {
	o.n++
	return o.pass(rec, nil)
}

// Bad passes on that a record cannot be read and is skipped. Its error must be
// returned at once.
func (o *Out) Bad(err error) error {
	o.n++
	return o.bad(err)
}

func (o *Out) bad(err error) error {
	return o.pass(format.Record{}, &format.SyntaxError{Source: o.Src.Name, Record: o.n, Err: err})
}

func (o *Out) pass(rec format.Record, err error) error {
	if o.stop = o.stop || !o.yield(rec, err); o.stop {
		return errStop
	}
	return nil
}

// Records passes on the records of fn in order, and a fault of one value as a
// bad record: the form of Read for formats of whole documents. read is called
// for each document in src and must consume it. Its error ends the reading.
func Records(ctx context.Context, src format.Source, read func(*Decoder, *Out) error) iter.Seq2[format.Record, error] {
	return func(yield func(format.Record, error) bool) {
		out := &Out{Src: src, yield: yield}
		d, err := NewDecoder(ctx, src)
		if err != nil {
			yield(format.Record{}, err)
			return
		}
		for err == nil && d.More() {
			err = read(d, out)
		}
		if err == nil {
			err = d.end()
		}
		switch {
		case err == nil || errors.Is(err, errStop):
		case ctx.Err() != nil:
			yield(format.Record{}, ctx.Err())
		case d.guard.failed != nil:
			yield(format.Record{}, fmt.Errorf("reading %s: %w", src.Name, d.guard.failed))
		default:
			out.n++
			_ = out.bad(err)
		}
	}
}

// Take reads one value into v. Where it is of another shape, that is passed on
// as a bad record, and ok is false.
func (o *Out) Take(d *Decoder, v any) (ok bool, err error) {
	err = d.Decode(v)
	var shape *ShapeError
	if errors.As(err, &shape) {
		return false, o.Bad(err)
	}
	return err == nil, err
}

// end says what is wrong with what follows the last document.
func (d *Decoder) end() error {
	d.guard.left = d.guard.limit
	_, err := d.d.Token()
	if err == nil {
		err = errors.New("text after the end of the JSON")
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return d.located(err)
}

// Each calls read for each object of src (see [Objects]); its error is about
// that object alone unless it is Out's.
func Each(ctx context.Context, src format.Source, read func(Object, *Out) error) iter.Seq2[format.Record, error] {
	return func(yield func(format.Record, error) bool) {
		out := &Out{Src: src, yield: yield}
		for o, err := range Objects(ctx, src) {
			if err == nil {
				if err = read(o, out); errors.Is(err, errStop) {
					return
				}
				if err != nil {
					err = o.Bad(src, err)
				}
			}
			if err != nil && !yield(format.Record{}, err) {
				return
			}
		}
	}
}
