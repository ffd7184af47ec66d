package table

import (
	"fmt"
	"io"
	"strings"
)

// limitReader bounds how far a parser may read past the last complete record,
// so that an unclosed quote or an endless line cannot fill the memory.
type limitReader struct {
	r     io.Reader
	limit int64
	read  int64 // bytes handed out
	start int64 // offset at which the record being read begins
}

// lookahead is what buffered readers above may hold beyond a record.
const lookahead = 64 << 10

// allow notes that the record before offset is complete.
func (l *limitReader) allow(offset int64) { l.start = offset }

// Read hands out bytes until the record is too long.
func (l *limitReader) Read(p []byte) (int, error) {
	if l.read-l.start > l.limit+lookahead {
		return 0, fmt.Errorf("a record that begins at byte %d is longer than %d MiB; is a quote left open?", l.start, l.limit>>20)
	}
	n, err := l.r.Read(p)
	l.read += int64(n)
	return n, err
}

// peekLine lets the first line be looked at before it is read.
type peekLine struct {
	r    io.Reader
	head string
	err  error
}

// line returns the first line, at most one lookahead long.
func (p *peekLine) line() (string, error) {
	buf := make([]byte, lookahead)
	n, err := io.ReadFull(p.r, buf)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	p.head, p.err = string(buf[:n]), err
	line, _, _ := strings.Cut(p.head, "\n")
	return strings.TrimRight(line, "\r"), err
}

// blankLine empties the first line, so that lines count as before, and returns
// the next.
func (p *peekLine) blankLine() string {
	_, rest, _ := strings.Cut(p.head, "\n")
	p.head = "\n" + rest
	line, _, _ := strings.Cut(rest, "\n")
	return strings.TrimRight(line, "\r")
}

// Read gives the head first, then the rest.
func (p *peekLine) Read(b []byte) (int, error) {
	if p.head != "" {
		n := copy(b, p.head)
		p.head = p.head[n:]
		return n, nil
	}
	return p.r.Read(b)
}
