package dom

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"unicode/utf8"

	"github.com/undertone-project/undertone/internal/textenc"
	"golang.org/x/net/html/charset"
)

// declaredCharset finds the encoding that a page names in its head.
var declaredCharset = regexp.MustCompile(`(?i)<(?:meta|\?xml)\s[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_.:-]{2,40})`)

// declarationWindow is how far into a page a declaration is looked for.
const declarationWindow = 16 << 10

// decode returns data as UTF-8 with the name of the encoding. What the bytes
// prove goes before what the page says: a byte order mark, then valid UTF-8
// (saved pages are often converted without their declaration being changed),
// then the declaration, then what textenc recognises.
func decode(data []byte) ([]byte, string, error) {
	if mark := bytes.HasPrefix(data, []byte("\xef\xbb\xbf")); mark || utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 {
		return bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), "utf-8", nil
	}
	head := data[:min(len(data), declarationWindow)]
	utf16 := bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff"))
	if m := declaredCharset.FindSubmatch(head); m != nil && !utf16 {
		if enc, name := charset.Lookup(string(m[1])); enc != nil && name != "utf-8" && name != "utf-16le" && name != "utf-16be" {
			out, err := enc.NewDecoder().Bytes(data)
			return out, name, err
		}
	}
	r, name, err := textenc.NewReader(bytes.NewReader(data))
	if err == nil {
		var out []byte
		if out, err = io.ReadAll(r); err == nil {
			return out, r.Encoding(), nil
		}
	}
	if errors.Is(err, textenc.ErrNotText) && bytes.Count(head, []byte{0})*8 > len(head) {
		return nil, name, ErrNotText
	}
	return bytes.ToValidUTF8(bytes.ReplaceAll(data, []byte{0}, nil), []byte("\uFFFD")), "utf-8", nil
}
