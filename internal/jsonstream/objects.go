package jsonstream

import (
	"bufio"
	"bytes"
	"context"
	stdjson "encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"unicode/utf8"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/textenc"
)

// Object is one object of a dump.
type Object struct {
	// Raw is the object as written. It is valid until the next one is read.
	Raw []byte
	// Line is its 1-based line where the dump has one object a line, else 0.
	Line int
	// Record is its 1-based number.
	Record int
}

// Bad is a fault in this object.
func (o Object) Bad(src format.Source, err error) error {
	if o.Line > 0 {
		return &format.SyntaxError{Source: src.Name, Line: o.Line, Err: err}
	}
	return &format.SyntaxError{Source: src.Name, Record: o.Record, Err: err}
}

// Objects yields the objects of src: of JSON lines, of an array, or one after
// the other. A line or element that is no object or too long is a
// *format.SyntaxError and is skipped; in a dump that is not JSON lines a fault
// in the syntax is one too, and is the last.
func Objects(ctx context.Context, src format.Source) iter.Seq2[Object, error] {
	return func(yield func(Object, error) bool) {
		r, head, err := open(src.Reader)
		if err != nil {
			yield(Object{}, fmt.Errorf("reading %s: %w", src.Name, err))
			return
		}
		if Lines(head) {
			lines(ctx, src, r, yield)
			return
		}
		values(ctx, src, r, yield)
	}
}

// open begins to read a dump and shows its beginning. Dumps are UTF-8 with few
// exceptions: only where the beginning is not does textenc, which has to look
// at every byte, stand in between.
func open(src io.Reader) (*bufio.Reader, []byte, error) {
	r := bufio.NewReaderSize(src, 256<<10)
	head, err := r.Peek(format.HeadSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, err
	}
	whole := head
	for n := 0; n < utf8.UTFMax && len(whole) > 0 && !utf8.Valid(whole); n++ {
		whole = whole[:len(whole)-1] // the last rune may be cut
	}
	if utf8.Valid(whole) && bytes.IndexByte(head, 0) < 0 && !bytes.HasPrefix(head, []byte("\ufeff")) {
		return r, head, nil
	}
	decoded, _, err := textenc.NewReader(r)
	if err != nil {
		return nil, nil, err
	}
	r = bufio.NewReaderSize(decoded, 256<<10)
	if head, err = r.Peek(format.HeadSize); err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, err
	}
	return r, head, nil
}

// Lines reports whether head, the beginning of a dump, is JSON lines: its first
// line that is not empty is a whole object, or an object too long to see whole.
func Lines(head []byte) bool {
	head = bytes.TrimLeft(head, "\ufeff \t\r\n")
	line, _, more := bytes.Cut(head, []byte("\n"))
	if len(line) == 0 || line[0] != '{' {
		return false
	}
	line = bytes.TrimSpace(line)
	if more || len(head) < format.HeadSize {
		// A first line that is cut off or spoiled does not make the rest one
		// document: what follows decides.
		return stdjson.Valid(line) || len(line) > 2 && bytes.Contains(head, []byte("\n{"))
	}
	return true
}

// lines reads one object a line.
func lines(ctx context.Context, src format.Source, r *bufio.Reader, yield func(Object, error) bool) {
	var held []byte
	o := Object{}
	for n := 1; ; n++ {
		if err := ctx.Err(); err != nil {
			yield(Object{}, err)
			return
		}
		line, long, err := readLine(r, &held, src.RecordLimit())
		if err != nil && !errors.Is(err, io.EOF) {
			yield(Object{}, fmt.Errorf("reading %s: %w", src.Name, err))
			return
		}
		if line = bytes.TrimSpace(line); len(line) > 0 || long {
			if !utf8.Valid(line) {
				line = bytes.ToValidUTF8(line, []byte("\ufffd"))
			}
			o.Raw, o.Line, o.Record = line, n, o.Record+1
			var bad error
			switch {
			case long:
				bad = o.Bad(src, ErrTooLong)
			case line[0] != '{':
				bad = o.Bad(src, errNoValue)
			}
			if !yield(o, bad) {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// readLine gives the next line without copying where it fits r's buffer. Of a
// line longer than limit nothing is kept.
func readLine(r *bufio.Reader, held *[]byte, limit int) (line []byte, long bool, err error) {
	line, err = r.ReadSlice('\n')
	if !errors.Is(err, bufio.ErrBufferFull) {
		return line, len(line) > limit, err
	}
	*held = append((*held)[:0], line...)
	for errors.Is(err, bufio.ErrBufferFull) {
		line, err = r.ReadSlice('\n')
		if long = long || len(*held)+len(line) > limit; !long {
			*held = append(*held, line...)
		}
	}
	if long {
		return nil, true, err
	}
	return *held, false, err
}

// values reads the elements of an array, or objects one after the other.
func values(ctx context.Context, src format.Source, r io.Reader, yield func(Object, error) bool) {
	d := newDecoder(ctx, r, src.RecordLimit())
	o, stopped := Object{}, false
	take := func() error {
		raw, err := d.Raw()
		if err != nil {
			return err
		}
		o.Raw, o.Record = raw, o.Record+1
		if raw[0] != '{' {
			err = o.Bad(src, errNoValue)
		}
		if !yield(o, err) {
			stopped = true
			return errStop
		}
		return nil
	}
	var err error
	for err == nil && d.More() {
		if d.array() {
			err = d.Next(Handler{Element: func(int) error { return take() }})
		} else {
			err = take()
		}
	}
	if err == nil {
		err = d.end()
	}
	if err == nil || stopped {
		return
	}
	o.Record++
	switch {
	case ctx.Err() != nil:
		err = ctx.Err()
	case d.guard.failed != nil:
		err = fmt.Errorf("reading %s: %w", src.Name, d.guard.failed)
	default:
		err = o.Bad(src, err)
	}
	yield(o, err)
}

var errStop = errors.New("stopped")

// array reports whether the next value is an array. It is called after More.
func (d *Decoder) array() bool {
	var b [64]byte
	buffered := d.d.Buffered()
	for {
		n, err := buffered.Read(b[:])
		if head := bytes.TrimLeft(b[:n], " \t\r\n\ufeff"); len(head) > 0 {
			return head[0] == '['
		}
		if err != nil {
			return false
		}
	}
}
