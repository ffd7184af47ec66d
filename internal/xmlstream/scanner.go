// Package xmlstream reads XML exports as they are found in the wild, in bounded
// memory: with control characters, bad UTF-8, missing or wrong name spaces,
// stray characters before the root, end tags that match nothing.
//
// It is a scanner rather than a validating parser: what cannot be markup is
// text, an end tag ends the nearest open element of its name or nothing, and
// names are compared without their prefix. encoding/xml, by contrast, stops at
// the first control character and holds a CDATA section of any size. Entities
// that a document declares are never expanded, nothing is ever fetched, and
// nothing in the input makes the scanner hold more than one tag, one piece of
// text of 64 KiB and the names of the open elements.
package xmlstream

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The limits on any document.
const (
	// MaxDepth is how many elements may be open at a time.
	MaxDepth = 512
	// MaxTag is the length of a tag with its attributes, in bytes.
	MaxTag = 1 << 20
)

// ErrDepth says that more than MaxDepth elements are open.
var ErrDepth = fmt.Errorf("more than %d elements are open at a time", MaxDepth)

// ErrTag says that a tag is longer than MaxTag. It has been passed over, and
// scanning can go on.
var ErrTag = fmt.Errorf("a tag is longer than %d bytes", MaxTag)

// Kind is what an event is.
type Kind int

// The kinds of event.
const (
	Start Kind = iota + 1
	End
	Text
)

// Event is what the scanner found.
type Event struct {
	Kind Kind
	// Name is the name of an element without its prefix; Prefix is that, ""
	// where there is none.
	Name, Prefix string
	Attrs        []Attr // of a start tag
	// Data is a piece of text; a text may come in several pieces. Raw says
	// that entities in it stand for themselves (CDATA). Data is good until the
	// next call.
	Data []byte
	Raw  bool
	Line int // 1-based line on which the event ends
}

// Attr is an attribute with its entities decoded.
type Attr struct{ Name, Value string }

// attr is the value of an attribute by its name without prefix, "" where there
// is none.
func attr(attrs []Attr, name string) string {
	for _, a := range attrs {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

// Scanner reads the events of a document.
type Scanner struct {
	r     *bufio.Reader
	line  int
	stack []string // full names of the open elements
	pops  int      // elements still to be ended
	cdata bool     // within a CDATA section
	tag   []byte   // the tag being read
	names map[string]string
	long  bool // a tag that was too long has been passed over
	err   error
}

// New returns a scanner that reads r, converted to UTF-8 where it is in
// another encoding.
func New(r io.Reader) (*Scanner, error) {
	in, err := decoded(r)
	if err != nil {
		return nil, err
	}
	return &Scanner{r: bufio.NewReaderSize(in, window), line: 1, names: map[string]string{}}, nil
}

// Depth is the number of open elements.
func (s *Scanner) Depth() int { return len(s.stack) }

// Line is the 1-based line that the scanner stands on.
func (s *Scanner) Line() int { return s.line }

// Next returns the next event, io.EOF at the end of the input (elements may
// still be open then), ErrTag, ErrDepth, or the error of the reader. Only after
// ErrTag there is more.
func (s *Scanner) Next() (Event, error) {
	for {
		if s.pops > 0 {
			s.pops--
			full := s.stack[len(s.stack)-1]
			s.stack = s.stack[:len(s.stack)-1]
			prefix, name := split(full)
			return Event{Kind: End, Name: name, Prefix: prefix, Line: s.line}, nil
		}
		if s.err != nil {
			return Event{}, s.err
		}
		ev, ok := s.step()
		if ok {
			return ev, nil
		}
		if s.long {
			s.long = false
			return Event{Line: s.line}, ErrTag
		}
	}
}

// step reads one piece; ok is false where it is no event.
func (s *Scanner) step() (ev Event, ok bool) {
	if s.cdata {
		return s.inCDATA()
	}
	head, err := s.r.Peek(1)
	if err != nil {
		s.err = err
		return Event{}, false
	}
	if head[0] != '<' {
		return s.text()
	}
	head, _ = s.r.Peek(9)
	switch {
	case bytes.HasPrefix(head, []byte("<![CDATA[")):
		s.discard(9)
		s.cdata = true
		return Event{}, false
	case bytes.HasPrefix(head, []byte("<!--")):
		s.discard(4)
		s.skipPast("-->")
		return Event{}, false
	case bytes.HasPrefix(head, []byte("<?")):
		s.skipPast("?>")
		return Event{}, false
	case bytes.HasPrefix(head, []byte("<!")):
		s.skipDirective()
		return Event{}, false
	case len(head) > 1 && nameStart(head[1]):
		return s.startTag()
	case len(head) > 2 && head[1] == '/' && nameStart(head[2]):
		return s.endTag()
	}
	b, _ := s.r.ReadSlice('<') // a sign that begins no tag
	return Event{Kind: Text, Data: b, Line: s.line}, true
}

// text reads up to the next tag, or as much as the window holds.
func (s *Scanner) text() (Event, bool) {
	b, err := s.r.ReadSlice('<')
	if err == nil {
		b = b[:len(b)-1]
		_ = s.r.UnreadByte() // follows a successful read
	} else if err != bufio.ErrBufferFull {
		s.err = err
	}
	s.count(b)
	return Event{Kind: Text, Data: b, Line: s.line}, len(b) > 0
}

// inCDATA reads up to the end of the section, or as much as the window holds.
func (s *Scanner) inCDATA() (Event, bool) {
	b, err := s.r.Peek(window / 2)
	if err != nil && len(b) == 0 {
		s.err, s.cdata = err, false
		return Event{}, false
	}
	end := bytes.Index(b, []byte("]]>"))
	n := end
	switch {
	case end >= 0:
		s.cdata = false
	case err != nil:
		n = len(b)
	default:
		n = len(b) - 2 // the mark may begin here
	}
	data := b[:n]
	s.count(data)
	if end >= 0 {
		n += 3
	}
	_, _ = s.r.Discard(n) // all of it was peeked at: data stays as it is
	return Event{Kind: Text, Data: data, Raw: true, Line: s.line}, len(data) > 0
}

func (s *Scanner) startTag() (Event, bool) {
	b, ok := s.readTag()
	if !ok {
		return Event{}, false
	}
	b = b[1 : len(b)-1]
	closed := bytes.HasSuffix(b, []byte("/"))
	b = bytes.TrimSuffix(b, []byte("/"))
	n := bytes.IndexAny(b, " \t\r\n/")
	if n < 0 {
		n = len(b)
	}
	full := s.intern(b[:n])
	if len(s.stack) >= MaxDepth {
		s.err = ErrDepth
		return Event{}, false
	}
	s.stack = append(s.stack, full)
	if closed {
		s.pops = 1
	}
	prefix, name := split(full)
	return Event{Kind: Start, Name: name, Prefix: prefix, Attrs: attributes(b[n:]), Line: s.line}, true
}

// endTag ends the nearest open element of that name with all within it; a tag
// without such an element is passed over.
func (s *Scanner) endTag() (Event, bool) {
	b, ok := s.readTag()
	if !ok {
		return Event{}, false
	}
	full := bytes.TrimSpace(b[2 : len(b)-1])
	for i := len(s.stack) - 1; i >= 0; i-- {
		if s.stack[i] == string(full) {
			s.pops = len(s.stack) - i
			break
		}
	}
	return Event{}, false
}

// readTag reads from "<" to the ">" outside of quotation marks. A tag that is
// too long is passed over.
func (s *Scanner) readTag() ([]byte, bool) {
	s.tag = s.tag[:0]
	from, quote := 0, byte(0)
	for {
		b, err := s.r.ReadSlice('>')
		s.count(b)
		if len(s.tag)+len(b) <= MaxTag {
			s.tag = append(s.tag, b...)
		} else if err == nil {
			s.long = true
			return nil, false
		}
		if err != nil && err != bufio.ErrBufferFull {
			s.err = err
			return nil, false
		}
		for ; from < len(s.tag); from++ {
			switch c := s.tag[from]; {
			case quote != 0 && c == quote:
				quote = 0
			case quote == 0 && (c == '"' || c == '\'') && from > 0 && beforeValue(s.tag[:from]):
				quote = c
			}
		}
		if err == nil && quote == 0 {
			return s.tag, true
		}
	}
}

// beforeValue reports whether a tag so far ends in "=": a quotation mark that
// follows opens a value, any other is a slip.
func beforeValue(tag []byte) bool {
	tag = bytes.TrimRight(tag[max(0, len(tag)-16):], " \t\r\n")
	return bytes.HasSuffix(tag, []byte("="))
}

// skipPast discards input up to and including mark.
func (s *Scanner) skipPast(mark string) {
	for s.err == nil {
		b, err := s.r.Peek(window / 2)
		if i := bytes.Index(b, []byte(mark)); i >= 0 {
			s.discard(i + len(mark))
			return
		}
		if err != nil {
			s.discard(len(b))
			s.err = err
			return
		}
		s.discard(len(b) - len(mark) + 1)
	}
}

// skipDirective discards a document type with the declarations inside it.
func (s *Scanner) skipDirective() {
	for depth := 0; ; {
		c, err := s.r.ReadByte()
		switch {
		case err != nil:
			s.err = err
			return
		case c == '\n':
			s.line++
		case c == '<':
			depth++
		case c == '>':
			if depth--; depth <= 0 {
				return
			}
		}
	}
}

func (s *Scanner) discard(n int) {
	b, _ := s.r.Peek(n)
	s.count(b)
	_, _ = s.r.Discard(len(b)) // peeked at
}

func (s *Scanner) count(b []byte) { s.line += bytes.Count(b, []byte{'\n'}) }

func nameStart(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c >= 0x80
}

// intern keeps one copy of each name: exports have few.
func (s *Scanner) intern(b []byte) string {
	if name, ok := s.names[string(b)]; ok {
		return name
	}
	name := string(b)
	if len(s.names) < 1000 && len(name) < 100 {
		s.names[name] = name
	}
	return name
}

func split(full string) (prefix, name string) {
	if i := strings.LastIndexByte(full, ':'); i >= 0 {
		return full[:i], full[i+1:]
	}
	return "", full
}

// AtEnd reports whether err is the end of the input, in good order or not.
func AtEnd(err error) bool { return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) }
