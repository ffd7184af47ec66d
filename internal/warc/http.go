package warc

import (
	"bufio"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http/httputil"
	"regexp"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Response is an HTTP response as an archive holds it.
type Response struct {
	Status    int
	MediaType string // in lower case, without parameters; "" where none is given
	Charset   string // as given
	// Body is the content with chunks and compressions undone. Crawlers that
	// undo them and leave the fields that name them are seen through.
	Body io.Reader
}

// maxWindow bounds the memory that a compression may ask for.
const maxWindow = 64 << 20

// ReadResponse reads the head of a response. The error is about the head; one
// in the content comes from Body.
func ReadResponse(r io.Reader) (*Response, error) {
	b := bufio.NewReaderSize(r, maxLine)
	line, err := readLine(b)
	if err != nil {
		return nil, fmt.Errorf("no HTTP response: %w", err)
	}
	parts := strings.Fields(line)
	if len(parts) < 2 || !strings.HasPrefix(parts[0], "HTTP/") {
		return nil, fmt.Errorf("no HTTP response: %.40q", line)
	}
	status, err := strconv.Atoi(parts[1])
	if err != nil {
		return nil, fmt.Errorf("no HTTP status: %.40q", line)
	}
	fields, err := readFields(b)
	if err != nil {
		return nil, fmt.Errorf("the head of an HTTP response: %w", err)
	}
	res := &Response{Status: status}
	res.MediaType, res.Charset = MediaType(fields["content-type"])
	body := b
	if strings.Contains(strings.ToLower(fields["transfer-encoding"]), "chunked") && chunked(b) {
		body = bufio.NewReaderSize(httputil.NewChunkedReader(b), maxLine)
	}
	encodings := strings.Split(strings.ToLower(fields["content-encoding"]), ",")
	for i := min(len(encodings), 4) - 1; i >= 0; i-- {
		decoded, err := decode(strings.TrimSpace(encodings[i]), body)
		if err != nil {
			return nil, err
		}
		body = bufio.NewReaderSize(decoded, maxLine)
	}
	res.Body = body
	return res, nil
}

// MediaType reads a Content-Type, also one with mistakes.
func MediaType(field string) (kind, charset string) {
	kind, params, err := mime.ParseMediaType(field)
	if err == nil {
		return kind, params["charset"]
	}
	kind, _, _ = strings.Cut(field, ";")
	return strings.ToLower(strings.TrimSpace(kind)), ""
}

var chunkSize = regexp.MustCompile(`^[0-9A-Fa-f]{1,8}[ \t]*(?:;[^\r\n]*)?\r?\n`)

// chunked looks whether a body is in chunks.
func chunked(b *bufio.Reader) bool {
	head, _ := b.Peek(256)
	return chunkSize.Match(head)
}

// decode undoes a content encoding where the content has it.
func decode(encoding string, b *bufio.Reader) (io.Reader, error) {
	head, _ := b.Peek(4)
	begins := func(magic string) bool { return strings.HasPrefix(string(head), magic) }
	var err error
	var out io.Reader = b
	switch encoding {
	case "gzip", "x-gzip":
		if begins("\x1f\x8b") {
			out, err = gzip.NewReader(b)
		}
	case "deflate":
		switch {
		case len(head) > 1 && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0:
			out, err = zlib.NewReader(b)
		case !readable(head):
			out = flate.NewReader(b)
		}
	case "br":
		if !readable(head) {
			out = brotli.NewReader(b)
		}
	case "zstd":
		if begins("\x28\xb5\x2f\xfd") {
			var z *zstd.Decoder
			if z, err = zstd.NewReader(b, zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderLowmem(true), zstd.WithDecoderConcurrency(1)); err == nil {
				out = z
			}
		}
	case "", "identity":
	default:
		err = errors.New("it is not known")
	}
	if err != nil {
		return nil, fmt.Errorf("content encoding %.20q: %w", encoding, err)
	}
	return out, nil
}

// readable reports whether a text with mark-up or data begins so: then nothing
// is left to undo, whatever the response says.
func readable(head []byte) bool {
	s := strings.TrimLeft(strings.TrimPrefix(string(head), "\xef\xbb\xbf"), " \t\r\n")
	if s == "" {
		return true
	}
	switch {
	case s[0] == '<':
		return len(s) < 2 || strings.ContainsRune("!?/", rune(s[1])) || s[1]|0x20 >= 'a' && s[1]|0x20 <= 'z'
	case s[0] == '{' || s[0] == '[':
		return len(s) < 2 || strings.ContainsRune("{[\"' \t\r\n]}-0123456789", rune(s[1]))
	}
	return false
}
