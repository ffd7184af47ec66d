// Package page holds the lines of a plain-text page and recognises what single
// lines are: furniture of the site, a line of dates and names about a text
// (its "meta line"), a stated number of comments, something that reads like a
// title. It judges lines alone; what a line means in its place is decided by
// the packages plaintext and segment.
package page

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ErrEmpty says that an input holds no words.
var ErrEmpty = errors.New("it is empty: there is no text to read")

// Line is one line that is not blank.
type Line struct {
	No     int    // 1-based line of the source
	Text   string // without surrounding white space
	Indent int    // width of the white space before Text, a tab counting as 4
	Gap    bool   // a blank line, or the beginning of the page, comes before it
	Lost   int    // signs that Clean left out of Text
}

// Read reads the lines of a page that are not blank. An error names the source
// and the line: one longer than limit bytes, a page larger than most bytes, of
// which all is held because its shape shows only in the whole, or one without
// any text (ErrEmpty).
func Read(ctx context.Context, name string, r io.Reader, limit, most int) ([]Line, error) {
	br := bufio.NewReaderSize(r, 64<<10)
	var lines []Line
	var long []byte // the pieces of a line that does not fit br's buffer
	size, gap := 0, true
	for no := 1; ; {
		piece, err := br.ReadSlice('\n')
		if len(long)+len(bytes.TrimSuffix(piece, []byte("\n"))) > limit {
			return nil, fmt.Errorf("%s:%d: a line longer than %d bytes: this is no text of paragraphs; "+
				"break its lines, for instance with fold -s, or raise the limit \"record\"", name, no, limit)
		}
		if size += len(piece); size > most {
			return nil, fmt.Errorf("%s:%d: more than %d bytes of plain text (limit \"page\"): split it into one file a page", name, no, most)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			long = append(long, piece...)
			continue
		}
		if err != nil && err != io.EOF {
			return nil, fmt.Errorf("reading %s:%d: %w", name, no, err)
		}
		if long != nil {
			piece, long = append(long, piece...), nil
		}
		if line, ok := newLine(no, string(piece), gap); ok {
			lines = append(lines, line)
			gap = false
		} else {
			gap = true
		}
		if err == io.EOF {
			break
		}
		if no++; no%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("%s: %w", name, ErrEmpty)
	}
	return lines, nil
}

// Clean takes control characters out of lines, and counts them in Lost. Where
// every second sign could not be read (UTF-16 that was taken for bytes), the
// replacement characters go as well. Lines of nothing else are dropped.
func Clean(lines []Line) []Line {
	out := lines[:0]
	for _, l := range lines {
		sparse := 3*strings.Count(l.Text, string(utf8.RuneError)) > utf8.RuneCountInString(l.Text)
		l.Text = strings.Map(func(r rune) rune {
			if r < ' ' && !unicode.IsSpace(r) || r == 0x7f || sparse && r == utf8.RuneError {
				l.Lost++
				return -1
			}
			return r
		}, l.Text)
		if l.Lost > 0 {
			l.Text = strings.TrimFunc(l.Text, blank)
		}
		if l.Text != "" {
			out = append(out, l)
		}
	}
	return out
}

// newLine trims a line and measures its indent. It is false for a blank one.
func newLine(no int, raw string, gap bool) (Line, bool) {
	indent := 0
	for i, r := range raw {
		if blank(r) {
			if r == '\t' {
				indent += 3
			}
			indent++
			continue
		}
		return Line{No: no, Text: strings.TrimRightFunc(raw[i:], blank), Indent: indent, Gap: gap}, true
	}
	return Line{}, false
}

// blank reports whether r shows as nothing: white space, zero-width signs and
// byte order marks, object replacement signs where a picture was.
func blank(r rune) bool {
	switch r {
	case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\ufffc', '\u200e', '\u200f':
		return true
	}
	return unicode.IsSpace(r)
}

// Words counts the words of s: runs of letters and digits, with what is inside
// them ("won't", "U.S.").
func Words(s string) int {
	n, in := 0, false
	for _, r := range s {
		word := unicode.IsLetter(r) || unicode.IsDigit(r)
		if word && !in {
			n++
		}
		in = word || in && (r == '\'' || r == '’' || r == '.' || r == '-')
	}
	return n
}

// Closed reports whether s ends like a sentence: with a full stop, question or
// exclamation mark, ellipsis or colon, quotes and brackets aside.
func Closed(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(`"'”’»)]`, r)
	})
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…:;", r) && r != utf8.RuneError
}

// TitleLike reports whether s may be a title or a heading: up to 30 words,
// beginning with a capital, a digit or a quote, and without a full stop at its
// end.
func TitleLike(s string) bool {
	if n := Words(s); n == 0 || n > 30 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, `"'“‘«([#`))
	if !unicode.IsUpper(r) && !unicode.IsTitle(r) && !unicode.IsDigit(r) && unicode.ToLower(r) != unicode.ToUpper(r) {
		return false
	}
	if !Closed(s) {
		return true
	}
	end := strings.TrimRight(s, `"'”’»)] `)
	return strings.HasSuffix(end, "?") || strings.HasSuffix(end, "!") || initials(end)
}

// initials reports whether s ends in an abbreviation of capitals ("the U.S.").
func initials(s string) bool {
	last := s[strings.LastIndexByte(s, ' ')+1:]
	return strings.Count(last, ".") >= 2 && strings.ToUpper(last) == last && !strings.HasSuffix(last, "..")
}
