package mbox

import (
	"bytes"
	"io"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"github.com/undertone-project/undertone/internal/markup"
)

// header is the head of a message or part: fields by lower-case name, the
// first of each.
type header map[string]string

// maxFields bounds the fields of one head.
const maxFields = 1000

// readHeader splits a message into head and body. Continued lines are joined
// by a space.
func readHeader(data []byte) (header, []byte) {
	h := header{}
	name := ""
	for n := 0; len(data) > 0; n++ {
		line, rest, _ := bytes.Cut(data, []byte("\n"))
		bare := bytes.TrimRight(line, "\r")
		if len(bare) == 0 {
			return h, rest
		}
		switch i := bytes.IndexByte(bare, ':'); {
		case bare[0] == ' ' || bare[0] == '\t':
			if v := h[name]; name != "" && len(v)+len(bare) < 1<<16 {
				h[name] = v + " " + string(bytes.TrimSpace(bare))
			}
		case i > 0 && headerLine.Match(bare):
			name = ""
			key := strings.ToLower(string(bare[:i]))
			if _, twice := h[key]; !twice && n < maxFields {
				name = key
				h[key] = string(bytes.TrimSpace(bare[i+1:]))
			}
		case bytes.HasPrefix(bare, []byte(">From ")):
		default:
			return h, data // the blank line is missing
		}
		data = rest
	}
	return h, nil
}

// words decodes the encoded words of RFC 2047 and bytes beyond ASCII.
func words(s string) string {
	dec := mime.WordDecoder{CharsetReader: func(name string, r io.Reader) (io.Reader, error) {
		data, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		return strings.NewReader(decodeText(data, name)), nil
	}}
	// The decoder would read UTF-8 by itself, and lose what only claims to be.
	if d, err := dec.DecodeHeader(claimed.ReplaceAllString(utf8Text([]byte(s)), "=?unknown?")); err == nil {
		s = d
	}
	return strings.Join(strings.Fields(markup.Clean(s)), " ")
}

var claimed = regexp.MustCompile(`(?i)=\?utf-?8\?`)

// decodeText turns bytes into text by the name of their encoding; bytes that
// are UTF-8 but are declared otherwise are left as they are.
func decodeText(data []byte, name string) string {
	ascii := bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf || r == 0x1b }) < 0
	if ascii {
		return string(data)
	}
	enc, canonical := charset.Lookup(strings.TrimSpace(name))
	if enc == nil || canonical == "utf-8" || canonical == "replacement" || utf8.Valid(data) && canonical == "windows-1252" {
		return utf8Text(data)
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return utf8Text(data)
	}
	return string(out)
}

// utf8Text reads bytes without a declared encoding: UTF-8, else windows-1252.
func utf8Text(data []byte) string {
	if utf8.Valid(data) {
		return string(data)
	}
	enc, _ := charset.Lookup("windows-1252")
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return strings.ToValidUTF8(string(data), "\uFFFD")
	}
	return string(out)
}

var (
	// angled is "Name <address>"; named is "address (Name)", as old mail and
	// the archives of mailman write it.
	angled = regexp.MustCompile(`^(.*?)\s*<([^<>]*)>\s*(?:\(.*\))?$`)
	named  = regexp.MustCompile(`^(.*?)\s*\((.*)\)$`)
	escape = regexp.MustCompile(`\\(.)`)
)

// author is the name in a From field, else the address.
func author(from string) string {
	from = strings.TrimSpace(from)
	name := from
	if m := angled.FindStringSubmatch(from); m != nil {
		if name = strings.TrimSpace(m[1]); name == "" {
			name = m[2]
		}
	} else if m := named.FindStringSubmatch(from); m != nil && strings.TrimSpace(m[2]) != "" {
		name = m[2]
	}
	if n := len(name); n > 1 && name[0] == '"' && name[n-1] == '"' {
		name = escape.ReplaceAllString(name[1:n-1], "$1")
	}
	return words(name)
}

// messageIDs finds the ids in a field; what people and programs write between
// them is passed over.
var messageIDs = regexp.MustCompile(`<[^<>\s]+>`)

// clock finds the parts of a Date field: day and month, year, time, zone.
var clock = regexp.MustCompile(`^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[\s-]([A-Za-z]{3,9})[\s-](\d{2,4})\s+(\d{1,2}:\d{2}(?::\d{2})?)(?:\s+([+-]\d{4}|[A-Z]{1,4}\b))?`)
