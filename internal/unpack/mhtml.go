package unpack

import (
	"bufio"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
	"time"

	"github.com/undertone-project/undertone/internal/warc"
)

// maxHead bounds the head of a page saved as one file.
const maxHead = 64 << 10

// mhtml goes through the parts of a page that a browser saved as one file (RFC
// 2557): the page itself, then those framed in it. Pictures and the like are
// left out.
func (u *unpacker) mhtml(name string, r *bufio.Reader, layer int) bool {
	head, err := textproto.NewReader(bufio.NewReader(io.LimitReader(byteReader{r}, maxHead))).ReadMIMEHeader()
	if err != nil {
		return u.fail(name, fmt.Errorf("unpacking %s: the head of the saved page: %w", name, err))
	}
	_, params, err := mime.ParseMediaType(head.Get("Content-Type"))
	if err != nil || params["boundary"] == "" {
		return u.fail(name, fmt.Errorf("unpacking %s: the saved page names no boundary of its parts", name))
	}
	saved, _ := mail.ParseDate(head.Get("Date")) // else the zero time
	left := map[string]int{}
	parts := multipart.NewReader(r, params["boundary"])
	for n := 1; ; n++ {
		p, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return u.leftOut(name, left)
		}
		if err != nil && u.broken == nil {
			return u.fail(name, &DamageError{Name: name, Record: n, Err: err}) && u.leftOut(name, left)
		}
		if err == nil {
			err = u.next(name)
		} else {
			err = u.broken
		}
		if err != nil {
			return u.fail(name, err)
		}
		if kind, _ := warc.MediaType(p.Header.Get("Content-Type")); kind != "text/html" && kind != "application/xhtml+xml" {
			left["of type "+orUnknown(kind)]++
			continue
		}
		if !u.part(name, n, p, head, saved, layer) {
			return false
		}
	}
}

// part gives out a page among the parts.
func (u *unpacker) part(name string, n int, p *multipart.Part, head textproto.MIMEHeader, saved time.Time, layer int) bool {
	at := p.Header.Get("Content-Location")
	if n == 1 && !strings.HasPrefix(at, "http") {
		at = head.Get("Snapshot-Content-Location")
	}
	e := Entry{Name: name, Archived: n > 1, Page: &Page{Captured: saved}}
	if strings.HasPrefix(at, "http") {
		e.Page.URL = at
	}
	if n > 1 {
		e.Name = inside(name, place(at, n))
	}
	more, _ := u.page(e, n, "", untransfer(p.Header.Get("Content-Transfer-Encoding"), p), layer)
	return more
}

// untransfer undoes a transfer encoding.
func untransfer(name string, r io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "quoted-printable":
		return quotedprintable.NewReader(bufio.NewReaderSize(r, buffer))
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, r)
	}
	return r
}

// byteReader gives single bytes, so that a buffered reader above takes no more
// than it needs.
type byteReader struct{ r *bufio.Reader }

func (b byteReader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	return b.r.Read(p[:1])
}
