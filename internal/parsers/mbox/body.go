package mbox

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"regexp"
	"strings"

	"github.com/undertone-project/undertone/internal/markup"
)

// The limits on the parts of a message.
const (
	maxNesting = 8
	maxParts   = 100
)

// body is the text of a message: own holds the marks of quoted lines, quoted
// what an HTML part sets apart.
func body(h header, data []byte, nesting int) (own, quoted string) {
	kind, params := mediaType(h["content-type"])
	switch {
	case strings.HasPrefix(kind, "multipart/"):
		if own, quoted, ok := parts(kind, params["boundary"], data, nesting); ok {
			return own, quoted
		}
	case kind != "" && !strings.HasPrefix(kind, "text/"):
		return "", ""
	}
	text := decodeText(transfer(h["content-transfer-encoding"], data), params["charset"])
	if kind == "text/html" {
		return markup.Text(text)
	}
	return lines(text), ""
}

// parts reads a message of several parts: the plain one of alternatives, all
// texts of others that are no attachments.
func parts(kind, boundary string, data []byte, nesting int) (own, quoted string, ok bool) {
	if boundary == "" || nesting >= maxNesting || !bytes.Contains(data, []byte("--"+boundary)) {
		return "", "", false
	}
	var texts, quotes []string
	var html [2]string
	r := multipart.NewReader(bytes.NewReader(data), boundary)
	for range maxParts {
		p, err := r.NextRawPart()
		if err != nil {
			break // the end, or parts that cannot be told apart
		}
		content, _ := io.ReadAll(p) // what there is of a cut-off part is kept
		h := header{}
		for name, values := range p.Header {
			h[strings.ToLower(name)] = values[0]
		}
		if strings.HasPrefix(strings.ToLower(h["content-disposition"]), "attachment") {
			continue
		}
		own, quoted := body(h, content, nesting+1)
		if strings.HasPrefix(strings.ToLower(h["content-type"]), "text/html") {
			if html[0] == "" {
				html = [2]string{own, quoted}
			}
			continue
		}
		if own != "" && (kind != "multipart/alternative" || len(texts) == 0) {
			texts, quotes = append(texts, own), append(quotes, quoted)
		}
	}
	if len(texts) == 0 {
		return html[0], html[1], true
	}
	return strings.Join(texts, "\n"), strings.TrimSpace(strings.Join(quotes, "\n")), true
}

var parameter = regexp.MustCompile(`(?i)\b(boundary|charset)\s*=\s*(?:"([^"]*)"|([^\s;"]+))`)

// mediaType reads a Content-Type, also one with mistakes.
func mediaType(field string) (kind string, params map[string]string) {
	if kind, params, err := mime.ParseMediaType(field); err == nil {
		return kind, params
	}
	kind, _, _ = strings.Cut(field, ";")
	kind = strings.ToLower(strings.TrimSpace(kind))
	if !strings.Contains(kind, "/") {
		kind = "" // "text", as mailers of the nineties wrote
	}
	params = map[string]string{}
	for _, m := range parameter.FindAllStringSubmatch(field, 8) {
		params[strings.ToLower(m[1])] = m[2] + m[3]
	}
	return kind, params
}

// transfer undoes a transfer encoding as far as it goes.
func transfer(name string, data []byte) []byte {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "quoted-printable":
		r := bytes.NewReader(data)
		out, err := io.ReadAll(quotedprintable.NewReader(r))
		if err != nil {
			return looseQuotedPrintable(data)
		}
		return out
	case "base64":
		clean := bytes.Map(func(r rune) rune {
			if r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9' || r == '+' || r == '/' {
				return r
			}
			return -1
		}, data)
		out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
		n, _ := base64.RawStdEncoding.Decode(out, clean) // what could be read is kept
		return out[:n]
	}
	return data
}

var (
	softBreak = regexp.MustCompile(`=[ \t]*\r?\n`)
	encoded   = regexp.MustCompile(`=[0-9A-Fa-f]{2}`)
)

// looseQuotedPrintable decodes what is well formed and leaves the rest.
func looseQuotedPrintable(data []byte) []byte {
	data = softBreak.ReplaceAll(data, nil)
	return encoded.ReplaceAllFunc(data, func(m []byte) []byte {
		return []byte{digit(m[1])<<4 | digit(m[2])}
	})
}

func digit(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c | 0x20 - 'a' + 10
}

var stuffed = regexp.MustCompile(`(?m)^>(>*From )`)

// lines cleans a plain text: ">From " was written for "From ".
func lines(text string) string {
	text = markup.Clean(text)
	if strings.Contains(text, ">From ") {
		text = stuffed.ReplaceAllString(text, "$1")
	}
	return text
}
