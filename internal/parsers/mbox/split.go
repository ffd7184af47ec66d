package mbox

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"
)

// errTooLarge says that a message is longer than the limit; it has been passed
// over.
var errTooLarge = errors.New("the message is larger than the limit")

// status begins an article as a news server sends it.
var status = regexp.MustCompile(`^22[0-3] `)

// raw is one message as the source holds it.
type raw struct {
	data        []byte // without the separator; good until the next message
	first, last int    // 1-based lines
}

// splitter cuts a stream into messages.
type splitter struct {
	r     *bufio.Reader
	limit int
	line  int // lines read
	buf   []byte
	nntp  bool // the message is dot-stuffed and ends with a lone dot
	begun bool
}

func newSplitter(r io.Reader, limit int) *splitter {
	return &splitter{r: bufio.NewReaderSize(r, 64<<10), limit: limit}
}

// next returns the next message, io.EOF after the last.
func (s *splitter) next() (raw, error) {
	s.buf = s.buf[:0]
	m := raw{first: s.line + 1, last: s.line}
	over, blank, empty := false, !s.begun, true
	for {
		if !empty && s.separator(blank) {
			break
		}
		line, whole, err := s.readLine()
		if len(line) == 0 && err != nil {
			if err != io.EOF || empty {
				return m, err
			}
			break
		}
		m.last = s.line
		bare := bytes.TrimRight(line, "\r\n")
		if empty {
			if len(bare) == 0 || s.opening(bare) {
				continue
			}
			empty, m.first = false, s.line
		}
		if s.nntp && len(bare) == 1 && bare[0] == '.' {
			s.nntp = false
			break
		}
		if s.nntp {
			line = bytes.TrimPrefix(line, []byte("."))
		}
		blank = len(bare) == 0 && whole
		if over = over || len(s.buf)+len(line) > s.limit; !over {
			s.buf = append(s.buf, line...)
		}
	}
	m.data = s.buf
	if over {
		return m, errTooLarge
	}
	return m, nil
}

// opening takes the lines that may stand before a message.
func (s *splitter) opening(line []byte) bool {
	first := !s.begun
	s.begun = true
	if first {
		line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
	}
	switch {
	case status.Match(line):
		s.nntp = true
		return true
	case fromLine.Match(line), bytes.HasPrefix(line, []byte("#! rnews")):
		return true
	}
	return false
}

// separator reports whether a new message begins at the next line: one that
// looks like a separator, after a blank line and before a header. A sentence
// that begins with "From" is none.
func (s *splitter) separator(blank bool) bool {
	head, _ := s.r.Peek(5)
	if !bytes.HasPrefix(head, []byte("From ")) && !bytes.HasPrefix(head, []byte("#! rn")) {
		return false
	}
	head, _ = s.r.Peek(2048)
	line, after, ok := bytes.Cut(head, []byte("\n"))
	if !ok {
		return false
	}
	if bytes.HasPrefix(line, []byte("#! rnews ")) {
		return true
	}
	after, _, _ = bytes.Cut(after, []byte("\n"))
	return blank && fromLine.Match(line) && (headerLine.Match(after) || bytes.HasPrefix(after, []byte(">From ")))
}

// readLine reads a line, or a piece of a long one.
func (s *splitter) readLine() (line []byte, whole bool, err error) {
	line, err = s.r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		return line, false, nil
	}
	if len(line) > 0 {
		s.line++
	}
	return line, true, err
}
