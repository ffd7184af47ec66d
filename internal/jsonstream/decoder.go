package jsonstream

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/internal/textenc"
)

// Decoder walks a document (or several, one after the other) value by value.
// An error of its methods is final, except for a *[ShapeError].
type Decoder struct {
	d     *json.Decoder
	guard *guard
	depth int
	ctx   context.Context
}

// NewDecoder reads src, in any encoding that textenc knows. One string, or one
// value read with Decode, may be src.RecordLimit() bytes long.
func NewDecoder(ctx context.Context, src format.Source) (*Decoder, error) {
	decoded, _, err := textenc.NewReader(src.Reader)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", src.Name, err)
	}
	return newDecoder(ctx, decoded, src.RecordLimit()), nil
}

func newDecoder(ctx context.Context, r io.Reader, limit int) *Decoder {
	g := &guard{r: r, limit: int64(limit)}
	d := json.NewDecoder(g)
	d.UseNumber()
	return &Decoder{d: d, guard: g, ctx: ctx}
}

// guard stops a reader that asks for more than limit bytes for one value: the
// standard decoder itself would buffer a value of any length.
type guard struct {
	r      io.Reader
	limit  int64
	left   int64
	failed error // of r, other than io.EOF
}

func (g *guard) Read(p []byte) (int, error) {
	if g.left <= 0 {
		return 0, ErrTooLong
	}
	if int64(len(p)) > g.left {
		p = p[:g.left]
	}
	n, err := g.r.Read(p)
	g.left -= int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		g.failed = err
	}
	return n, err
}

// Handler says what to do with the next value. A nil function skips the values
// of its kind.
type Handler struct {
	// Field is called for each key of an object and must consume its value.
	Field func(key string) error
	// Element is called for each element of an array and must consume it.
	Element func(index int) error
	// Scalar is given a string, number or boolean.
	Scalar func(Scalar)
}

// More reports whether another document follows.
func (d *Decoder) More() bool {
	d.guard.left = d.guard.limit
	return d.d.More()
}

// Offset is the number of bytes read so far.
func (d *Decoder) Offset() int64 { return d.d.InputOffset() }

// Next reads one value.
func (d *Decoder) Next(h Handler) error {
	t, err := d.token()
	if err != nil {
		return err
	}
	switch v := t.(type) {
	case json.Delim:
		return d.inside(v, h)
	case string:
		if h.Scalar != nil {
			h.Scalar(Scalar(v))
		}
	case json.Number:
		if h.Scalar != nil {
			h.Scalar(Scalar(v))
		}
	case bool:
		if h.Scalar != nil && v {
			h.Scalar("true")
		} else if h.Scalar != nil {
			h.Scalar("false")
		}
	}
	return nil
}

func (d *Decoder) inside(open json.Delim, h Handler) error {
	object := open == '{'
	if object && h.Field == nil || !object && h.Element == nil {
		return d.skipRest()
	}
	if d.depth++; d.depth > MaxDepth {
		return ErrTooDeep
	}
	defer func() { d.depth-- }()
	for i := 0; d.More(); i++ {
		if !object {
			if err := h.Element(i); err != nil {
				return err
			}
			continue
		}
		key, err := d.token()
		if err != nil {
			return err
		}
		name, _ := key.(string)
		if err := h.Field(name); err != nil {
			return err
		}
	}
	_, err := d.token()
	return err
}

// skipRest consumes what is left of an object or array that has been opened.
func (d *Decoder) skipRest() error {
	for open := 1; open > 0; {
		t, err := d.token()
		if err != nil {
			return err
		}
		if delim, ok := t.(json.Delim); ok {
			if delim == '{' || delim == '[' {
				if open++; open > MaxDepth {
					return ErrTooDeep
				}
			} else {
				open--
			}
		}
	}
	return nil
}

// Skip consumes one value.
func (d *Decoder) Skip() error { return d.Next(Handler{}) }

// Scalar reads one value as text; objects, arrays and null are "".
func (d *Decoder) Scalar(into *Scalar) error {
	*into = ""
	return d.Next(Handler{Scalar: func(s Scalar) { *into = s }})
}

// Raw reads one value as it is written, at most the limit long.
func (d *Decoder) Raw() ([]byte, error) {
	if err := d.ctx.Err(); err != nil {
		return nil, err
	}
	d.guard.left = d.guard.limit
	var raw json.RawMessage
	if err := d.d.Decode(&raw); err != nil {
		return nil, d.located(err)
	}
	return raw, nil
}

// Decode reads one value into v. A value of another shape than v is a
// *ShapeError; reading can go on behind it.
func (d *Decoder) Decode(v any) error {
	raw, err := d.Raw()
	if err != nil {
		return err
	}
	if err := Unmarshal(raw, v); err != nil {
		return &ShapeError{Err: err}
	}
	return nil
}

// ShapeError says that a value was read but is not of the shape expected.
type ShapeError struct{ Err error }

// Error describes the difference.
func (e *ShapeError) Error() string { return e.Err.Error() }

// Unwrap gives the decoder's error.
func (e *ShapeError) Unwrap() error { return e.Err }

func (d *Decoder) token() (json.Token, error) {
	if err := d.ctx.Err(); err != nil {
		return nil, err
	}
	d.guard.left = d.guard.limit
	t, err := d.d.Token()
	if err != nil {
		return nil, d.located(err)
	}
	return t, nil
}

func (d *Decoder) located(err error) error {
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("the JSON ends too early: the file is cut off")
	}
	return fmt.Errorf("at byte %d: %w", d.Offset(), err)
}
