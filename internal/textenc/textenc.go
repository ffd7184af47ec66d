// Package textenc turns text of unknown encoding into UTF-8 while it is read.
// Readers of plain text and of tables share it.
//
// What it recognises, in this order: a byte order mark (UTF-8, UTF-16, UTF-32),
// UTF-16 without a mark (every other byte is zero), valid UTF-8, and
// windows-1252 where the bytes look like a Western language. Zero bytes that
// stand alone in a text become U+FFFD and are counted. Anything else is
// refused with [ErrNotText] or [ErrUnknownEncoding]: a wrong guess would turn
// into wrong words without anybody noticing. Lines that end in a carriage return
// alone, as old Macintosh programs and some spreadsheets still write them, end
// in a line feed afterwards.
//
// It knows no domain types and holds at most [Window] bytes of the input.
package textenc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// Window is the number of bytes that are looked at to choose an encoding, and
// the size of the buffer.
const Window = 64 << 10

// The names that NewReader and Encoding return.
const (
	UTF8        = "utf-8"
	UTF16LE     = "utf-16le"
	UTF16BE     = "utf-16be"
	UTF32LE     = "utf-32le"
	UTF32BE     = "utf-32be"
	Windows1252 = "windows-1252"
)

var (
	// ErrNotText says that the input is binary.
	ErrNotText = errors.New("not text: it holds zero bytes or control characters")
	// ErrUnknownEncoding says that the input may be text, in an encoding that
	// cannot be told from its bytes.
	ErrUnknownEncoding = errors.New("not text in a known encoding: convert it to UTF-8, " +
		"for instance with iconv -f ENCODING -t UTF-8")
)

// Reader gives the UTF-8 form of an input. Its Read never returns invalid
// UTF-8 taken as a whole stream.
type Reader struct {
	src      *bufio.Reader
	decoded  io.Reader // for encodings decoded by x/text, else nil
	name     string
	decided  bool   // the 8-bit question (UTF-8 or windows-1252) is settled
	returns  bool   // lines end in a carriage return alone
	pending  []byte // converted bytes that did not fit the caller's buffer
	out      []byte // backing array of pending
	line     int    // 1-based line of the next source byte
	replaced int
	firstBad int
	err      error
}

// NewReader looks at the beginning of r and returns a Reader that converts it
// to UTF-8, without byte order mark, together with the name of the encoding
// (one of the constants). The error wraps ErrNotText or ErrUnknownEncoding
// where r is not text, or is r's own. An empty input is valid UTF-8.
//
// Where the first Window bytes are plain ASCII the name is UTF8 and the choice
// between UTF-8 and windows-1252 is made where the first other byte stands:
// Encoding, asked at the end, knows. Read may therefore return
// ErrUnknownEncoding too.
func NewReader(r io.Reader) (*Reader, string, error) {
	src := bufio.NewReaderSize(r, Window)
	head, err := src.Peek(Window)
	if err != nil && err != io.EOF {
		return nil, "", fmt.Errorf("reading the beginning: %w", err)
	}
	d := &Reader{src: src, name: UTF8, line: 1, returns: ReturnsOnly(head)}
	if name, enc, mark := unicodeForm(head); enc != nil {
		d.name = name
		if _, err := src.Discard(mark); err != nil {
			return nil, "", err
		}
		d.decoded = enc.NewDecoder().Reader(src)
		return d, d.name, nil
	} else if mark > 0 {
		if _, err := src.Discard(mark); err != nil {
			return nil, "", err
		}
		d.decided, head = true, head[mark:]
	}
	if binary(head) {
		return nil, "", ErrNotText
	}
	if err := d.decide(head); err != nil {
		return nil, "", err
	}
	return d, d.name, nil
}

// ReturnsOnly reports whether the beginning of an input has lines that end in
// a carriage return and none that end in a line feed. It is not asked of
// UTF-16 and UTF-32.
func ReturnsOnly(head []byte) bool {
	at := bytes.IndexByte(head, '\r')
	// One at the very end may be the half of a "\r\n".
	return at >= 0 && at < len(head)-1 && bytes.IndexByte(head, '\n') < 0
}

// Encoding is the name of the encoding as far as the input has been read.
func (d *Reader) Encoding() string { return d.name }

// Replaced is the number of bytes that no encoding explains and that became
// U+FFFD so far, and the 1-based line of the first of them (0 where none).
func (d *Reader) Replaced() (n, firstLine int) { return d.replaced, d.firstBad }

// Read implements io.Reader.
func (d *Reader) Read(p []byte) (int, error) {
	if d.decoded != nil {
		return d.decoded.Read(p)
	}
	for len(d.pending) == 0 {
		if d.err != nil {
			return 0, d.err
		}
		d.fill()
	}
	n := copy(p, d.pending)
	d.pending = d.pending[n:]
	return n, nil
}

// fill converts the next piece of the source into pending.
func (d *Reader) fill() {
	window, err := d.src.Peek(Window)
	if err != nil && err != io.EOF {
		d.err = err
		if len(window) == 0 {
			return
		}
	}
	if len(window) == 0 {
		d.err = io.EOF
		return
	}
	if err := d.decide(window); err != nil {
		d.err = err
		return
	}
	used := d.convert(window, err != nil)
	if _, err := d.src.Discard(used); err != nil {
		d.err = err
	}
}

// decide settles whether the input is UTF-8 or windows-1252, once there is a
// byte outside ASCII to tell from.
func (d *Reader) decide(window []byte) error {
	if d.decided {
		return nil
	}
	i := bytes.IndexFunc(window, func(r rune) bool { return r >= utf8.RuneSelf })
	if i < 0 {
		return nil
	}
	d.decided = true
	valid, invalid := countUTF8(window[i:])
	switch {
	case invalid == 0 || valid >= 4*invalid:
		return nil
	case western(window[i:]):
		d.name = Windows1252
		return nil
	case valid > invalid:
		return nil
	}
	return ErrUnknownEncoding
}

// convert appends the UTF-8 form of window to pending and returns how many
// bytes of it were used. A rune cut by the end of the window is left for the
// next one unless the input ends there.
func (d *Reader) convert(window []byte, last bool) int {
	d.out = d.out[:0]
	i := 0
	for i < len(window) {
		b := window[i]
		switch {
		case b == 0:
			d.bad()
			i++
		case b < utf8.RuneSelf:
			if b == '\r' && d.returns {
				b = '\n'
			}
			if b == '\n' {
				d.line++
			}
			d.out = append(d.out, b)
			i++
		case d.name == Windows1252:
			d.out = utf8.AppendRune(d.out, charmap.Windows1252.DecodeByte(b))
			i++
		default:
			if !last && !utf8.FullRune(window[i:]) {
				d.pending = d.out
				return i
			}
			_, size := utf8.DecodeRune(window[i:])
			if size == 1 {
				d.bad()
			} else {
				d.out = append(d.out, window[i:i+size]...)
			}
			i += size
		}
	}
	d.pending = d.out
	return i
}

// bad writes U+FFFD for a byte that cannot be read.
func (d *Reader) bad() {
	if d.replaced == 0 {
		d.firstBad = d.line
	}
	d.replaced++
	d.out = utf8.AppendRune(d.out, utf8.RuneError)
}

// unicodeForm recognises byte order marks, and UTF-16 without one. It returns
// the decoder, nil for UTF-8, and the length of the mark.
func unicodeForm(head []byte) (string, encoding.Encoding, int) {
	has := func(mark string) bool { return bytes.HasPrefix(head, []byte(mark)) }
	switch {
	case has("\xef\xbb\xbf"):
		return UTF8, nil, 3
	case has("\xff\xfe\x00\x00"):
		return UTF32LE, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), 4
	case has("\x00\x00\xfe\xff"):
		return UTF32BE, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), 4
	case has("\xff\xfe"):
		return UTF16LE, xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM), 2
	case has("\xfe\xff"):
		return UTF16BE, xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM), 2
	}
	switch even, odd := zeroShares(head); {
	case odd > 0.4 && even < 0.02:
		return UTF16LE, xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM), 0
	case even > 0.4 && odd < 0.02:
		return UTF16BE, xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM), 0
	}
	return UTF8, nil, 0
}
