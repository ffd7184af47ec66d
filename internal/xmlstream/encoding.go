package xmlstream

import (
	"bufio"
	"bytes"
	"io"
	"regexp"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"github.com/undertone-project/undertone/internal/textenc"
)

// window is how much of an input is looked at and held at a time.
const window = 64 << 10

var declaredEncoding = regexp.MustCompile(`<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([A-Za-z0-9_.:-]{2,40})`)

// decoded returns src as UTF-8. What the bytes prove goes before what the
// document says: exports are often converted without their declaration being
// changed. Bytes that are no UTF-8 are left to whoever reads the text.
func decoded(src io.Reader) (io.Reader, error) {
	r := bufio.NewReaderSize(src, window)
	head, err := r.Peek(window)
	if err != nil && err != io.EOF && len(head) == 0 {
		return nil, err
	}
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		enc, _, err := textenc.NewReader(r)
		return enc, err
	}
	ascii, valid := true, validPrefix(head)
	for _, c := range head {
		if c >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if valid && !ascii {
		return r, nil
	}
	if m := declaredEncoding.FindSubmatch(head); m != nil {
		if enc, name := charset.Lookup(string(m[1])); enc != nil && name != "utf-8" && name != "utf-16le" && name != "utf-16be" {
			return enc.NewDecoder().Reader(r), nil
		}
		return r, nil
	}
	if !valid {
		if _, name, err := textenc.NewReader(bytes.NewReader(head)); err == nil && name != textenc.UTF8 {
			enc, _, err := textenc.NewReader(r)
			return enc, err
		}
	}
	return r, nil
}

// validPrefix reports whether head is UTF-8, but for a rune cut off at its end.
func validPrefix(head []byte) bool {
	for cut := 0; cut < utf8.UTFMax && cut <= len(head); cut++ {
		if utf8.Valid(head[:len(head)-cut]) {
			return true
		}
	}
	return false
}
