package unpack

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/undertone-project/undertone/internal/warc"
)

// DamageError says that one record of a web archive is damaged. It was left
// out, or read as far as it goes; the records behind it follow.
type DamageError struct {
	Name   string // of the archive, or of the entry where that is known
	Record int    // 1-based
	Err    error
}

// Error names the archive, the record and the fault.
func (e *DamageError) Error() string {
	return fmt.Sprintf("%s: record %d: %v", e.Name, e.Record, e.Err)
}

// Unwrap gives the fault.
func (e *DamageError) Unwrap() error { return e.Err }

// Page is what a web archive says of an entry.
type Page struct {
	URL      string
	Captured time.Time // zero where unknown
	// Data says that the entry is declared to be data (JSON, XML), not a text
	// or a page.
	Data bool
}

// warc goes through the records of a WARC file. What cannot hold a discussion
// is counted and named at the end.
func (u *unpacker) warc(name string, r *bufio.Reader, layer int) bool {
	records := warc.NewReader(r)
	left := map[string]int{}
	told := 0 // the last record said to be damaged
	for {
		rec, err := records.Next()
		var damage *warc.DamageError
		switch {
		case errors.Is(err, io.EOF):
			return u.leftOut(name, left)
		case u.broken != nil:
			return u.fail(name, u.broken)
		case errors.As(err, &damage):
			if u.resume != nil {
				u.resume()
			}
			if damage.Number != told && !u.fail(name, &DamageError{Name: name, Record: damage.Number, Err: damage.Err}) {
				return false
			}
			told = damage.Number
			continue
		case err != nil:
			return u.fail(name, fmt.Errorf("unpacking %s: %w", name, err))
		}
		if err := u.next(name); err != nil {
			return u.fail(name, err)
		}
		kind, body, why, err := content(rec)
		if err != nil {
			told = rec.Number
			if !u.fail(name, &DamageError{Name: name, Record: rec.Number, Err: err}) {
				return false
			}
			continue
		}
		if why != "" {
			left[why]++
			continue
		}
		e := Entry{Name: inside(name, place(rec.URI, rec.Number)), Archived: true,
			Page: &Page{URL: rec.URI, Captured: rec.Date, Data: isData(kind)}}
		more, whole := u.page(e, rec.Number, rec.Truncated, body, layer)
		if !more {
			return false
		}
		if !whole {
			told = rec.Number
		}
	}
}

// content is what a record holds, or why it is left out.
func content(rec *warc.Record) (kind string, body io.Reader, why string, err error) {
	switch rec.Type {
	case "response":
		if !strings.HasPrefix(rec.URI, "http") {
			return "", nil, "responses of another protocol than HTTP", nil
		}
		res, err := warc.ReadResponse(rec.Block)
		if err != nil {
			return "", nil, "", err
		}
		if res.Status != 200 && res.Status != 203 && res.Status != 206 {
			return "", nil, fmt.Sprintf("responses of HTTP status %d", res.Status), nil
		}
		kind, body = res.MediaType, res.Body
	case "resource", "conversion":
		kind, _ = warc.MediaType(rec.ContentType)
		body = rec.Block
	case "revisit":
		return "", nil, "revisits: the archive, or another, holds the page as captured before", nil
	default:
		return "", nil, fmt.Sprintf("%.30s records", rec.Type), nil
	}
	b := bufio.NewReaderSize(body, memberBuffer)
	if head, _ := b.Peek(headSize); !isText(kind, head) {
		return "", nil, fmt.Sprintf("of type %.60s", orUnknown(kind)), nil
	}
	return kind, b, "", nil
}

func orUnknown(kind string) string {
	if kind == "" {
		return "unknown"
	}
	return kind
}

// isText reports whether a media type may hold a discussion. Without one, the
// content tells.
func isText(kind string, head []byte) bool {
	switch kind {
	case "text/html", "application/xhtml+xml", "text/plain", "text/csv", "text/tab-separated-values", "message/rfc822", "application/mbox":
		return len(head) > 0
	case "", "application/octet-stream", "unk", "no-type":
		trimmed := strings.TrimLeft(string(head), "\ufeff \t\r\n")
		return trimmed != "" && strings.ContainsRune("<{[", rune(trimmed[0]))
	}
	return isData(kind) && len(head) > 0
}

// isData knows the types of data formats.
func isData(kind string) bool {
	switch kind {
	case "image/svg+xml", "application/xhtml+xml", "application/manifest+json", "application/opensearchdescription+xml":
		return false
	case "application/json", "text/json", "application/xml", "text/xml", "application/x-ndjson", "application/jsonl":
		return true
	}
	return strings.HasSuffix(kind, "+json") || strings.HasSuffix(kind, "+xml")
}

// place is the path of a page in an archive: its host and path.
func place(uri string, number int) string {
	at, err := url.Parse(uri)
	if err != nil || at.Host == "" {
		return fmt.Sprintf("record-%d", number)
	}
	out := at.Host + at.Path
	switch dir := strings.TrimRight(at.Path, "/"); {
	case dir == "":
		out = at.Host + "/index.html"
	case dir != at.Path:
		out = at.Host + dir + ".html"
	}
	if at.RawQuery != "" {
		out += "?" + at.RawQuery
	}
	return out
}

// page gives out an entry whose content may be damaged: it is read as far as
// it goes, and the fault follows.
func (u *unpacker) page(e Entry, number int, truncated string, body io.Reader, layer int) (more, whole bool) {
	in := &lenient{r: body}
	e.Reader = &leafReader{u: u, name: e.Name, r: &layerReader{u: u, r: in, name: e.Name, layer: layer}}
	if !u.yield(e, nil) {
		return false, true
	}
	if u.broken != nil {
		return u.fail(e.Name, u.broken), true
	}
	if truncated != "" && in.err == nil {
		in.err = fmt.Errorf("the crawler cut it off (%.40s)", truncated)
	}
	if in.err == nil {
		return true, true
	}
	return u.fail(e.Name, &DamageError{Name: e.Name, Record: number, Err: fmt.Errorf("%w; it was read as far as it goes", in.err)}), false
}

// lenient ends where its source fails, and keeps the fault.
type lenient struct {
	r   io.Reader
	err error
}

func (l *lenient) Read(p []byte) (int, error) {
	if l.err != nil {
		return 0, io.EOF
	}
	n, err := l.r.Read(p)
	var limit *LimitError
	if err != nil && !errors.Is(err, io.EOF) && !errors.As(err, &limit) {
		l.err, err = err, io.EOF
	}
	return n, err
}

// leftOut yields a note for each kind of record that was left out.
func (u *unpacker) leftOut(name string, left map[string]int) bool {
	for _, why := range slices.Sorted(maps.Keys(left)) {
		if !u.yield(Entry{Name: name, Omitted: left[why], Why: why}, nil) {
			return false
		}
	}
	return true
}
