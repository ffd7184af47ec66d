package unpack

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
)

// members reads the members of a gzip file one after the other. Web archives
// have one for each record, so that reading can go on behind a damaged one;
// nobody else does that, and then a fault is final.
type members struct {
	r    *bufio.Reader
	z    *gzip.Reader
	open bool
	err  error // final unless resumed
}

func newMembers(r *bufio.Reader) (*members, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	z.Multistream(false)
	return &members{r: r, z: z, open: true}, nil
}

func (m *members) Read(p []byte) (int, error) {
	for m.err == nil {
		if !m.open {
			if _, err := m.r.Peek(1); err != nil {
				m.err = err
				break
			}
			if err := m.z.Reset(m.r); err != nil {
				m.err = err
				break
			}
			m.z.Multistream(false)
			m.open = true
		}
		n, err := m.z.Read(p)
		switch {
		case errors.Is(err, io.EOF):
			m.open = false
		case err != nil:
			m.err = err
		}
		if n > 0 || len(p) == 0 {
			return n, m.err
		}
	}
	return 0, m.err
}

// resume goes to the next member behind a fault; false where there is none.
func (m *members) resume() bool {
	if m.err == nil || errors.Is(m.err, io.EOF) {
		return m.err == nil
	}
	magic := []byte("\x1f\x8b\x08")
	for {
		head, err := m.r.Peek(max(m.r.Buffered(), len(magic)))
		if i := bytes.Index(head, magic); i >= 0 {
			_, _ = m.r.Discard(i) // it is in the buffer
			m.err, m.open = nil, false
			return true
		}
		if err != nil {
			return false
		}
		_, _ = m.r.Discard(len(head) - len(magic) + 1) // likewise
	}
}
