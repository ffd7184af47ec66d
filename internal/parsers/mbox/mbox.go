// Package mbox reads mail and news: mbox files and the archives of mailing
// lists (pipermail, hyperkitty), single messages, and Usenet articles as news
// servers give them.
//
// The first message of a thread is its post; the others are comments that
// answer what In-Reply-To names, else the last of References (RFC 5322, 3.6.4;
// RFC 5536). Ids keep their angle brackets. Quoted lines stay in the text,
// marked with ">", for internal/structure to take apart.
package mbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"

	"github.com/undertone-project/undertone/analysis/format"
)

// Reader reads mail and news.
type Reader struct{}

var _ format.Format = Reader{}

// New returns the reader.
func New() Reader { return Reader{} }

// Name is the name used with --format.
func (Reader) Name() string { return "mbox" }

// Describe says what the format is.
func (Reader) Describe() string {
	return "mail and news: mbox, mailing list archives, Usenet articles (In-Reply-To, References)"
}

var (
	// fromLine separates the messages of an mbox: an address and a date.
	fromLine = regexp.MustCompile(`^From \S.*(?:\d{1,2}:\d{2}|\b\d{4})`)
	// headerLine is a field of a message's head.
	headerLine = regexp.MustCompile(`^[!-9;-~]{1,76}:(?:[ \t]|\r?$)`)
	// telling are the fields that a mail or an article has and other texts
	// with "name: value" lines have not.
	telling = regexp.MustCompile(`(?im)^(?:Message-ID:\s*<|Received:\s|Newsgroups:\s|In-Reply-To:\s*<|References:\s*<|NNTP-Posting-|Return-Path:\s|MIME-Version:\s|X-Original-To:)`)
	sender  = regexp.MustCompile(`(?im)^From:\s*\S`)
)

// Match looks for the separator of an mbox or the head of a message.
func (Reader) Match(p format.Probe) format.Match {
	head := bytes.TrimLeft(bytes.TrimPrefix(p.Head, []byte("\xef\xbb\xbf")), "\r\n")
	first, rest, _ := bytes.Cut(head, []byte("\n"))
	mbox := fromLine.Match(first)
	if mbox || status.Match(first) || bytes.HasPrefix(first, []byte("#! rnews")) {
		head = rest
		first, _, _ = bytes.Cut(head, []byte("\n"))
	}
	top := head
	if i := blankLine.FindIndex(head); i != nil {
		top = head[:i[0]]
	}
	switch {
	case !headerLine.Match(first) || !sender.Match(top):
		return format.Match{}
	case mbox:
		return format.Match{Score: 96, Reason: "From line of an mbox and a message's head"}
	case telling.Match(top):
		return format.Match{Score: 92, Reason: "head of a mail or a news article"}
	}
	return format.Match{}
}

var blankLine = regexp.MustCompile(`(?m)^\r?\n`)

// Read yields each message. A message that is too large or has no sender is a
// *format.SyntaxError.
func (Reader) Read(ctx context.Context, src format.Source) iter.Seq2[format.Record, error] {
	return func(yield func(format.Record, error) bool) {
		s := newSplitter(src.Reader, src.RecordLimit())
		t := newThreads()
		for n := 1; ; n++ {
			if err := ctx.Err(); err != nil {
				yield(format.Record{}, err)
				return
			}
			m, err := s.next()
			if errors.Is(err, io.EOF) {
				return
			}
			var rec format.Record
			switch {
			case errors.Is(err, errTooLarge):
				err = &format.SyntaxError{Source: src.Name, Line: m.first, Err: fmt.Errorf("message %d: %w of %d bytes", n, err, src.RecordLimit())}
			case err != nil:
				yield(format.Record{}, fmt.Errorf("reading %s near line %d: %w", src.Name, m.last, err))
				return
			default:
				if rec, err = record(m, t, src); err != nil {
					err = &format.SyntaxError{Source: src.Name, Line: m.first, Err: fmt.Errorf("message %d: %w", n, err)}
				}
			}
			if !yield(rec, err) {
				return
			}
		}
	}
}
