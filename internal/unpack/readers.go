package unpack

import (
	"errors"
	"fmt"
	"io"
)

// counter counts what is read of the input.
type counter struct {
	r io.Reader
	n *int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	*c.n += int64(n)
	return n, err
}

// layerReader checks what a compression gives out.
type layerReader struct {
	u     *unpacker
	r     io.Reader
	name  string
	layer int
}

func (l *layerReader) Read(p []byte) (int, error) {
	if l.u.broken != nil {
		return 0, l.u.broken
	}
	n, err := l.r.Read(p)
	if bad := l.u.count(l.name, l.layer, n); bad != nil {
		return 0, bad
	}
	if err != nil && err != io.EOF {
		var limit *LimitError
		if !errors.As(err, &limit) {
			err = fmt.Errorf("unpacking %s: %w", l.name, err)
		}
	}
	return n, err
}

// leafReader checks what entries give out.
type leafReader struct {
	u    *unpacker
	r    io.Reader
	name string
}

func (l *leafReader) Read(p []byte) (int, error) {
	if l.u.broken != nil {
		return 0, l.u.broken
	}
	n, err := l.r.Read(p)
	if l.u.leaf += int64(n); l.u.leaf > l.u.limits.Bytes {
		l.u.stop(&LimitError{Name: l.name, Limit: "Bytes", Value: l.u.limits.Bytes, What: "the bytes that it unpacks to are"})
		return 0, l.u.broken
	}
	return n, err
}
