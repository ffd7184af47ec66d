package xmlstream

import (
	"bytes"
	"html"
)

// maxAttrs bounds the attributes of one tag; the rest is passed over.
const maxAttrs = 64

// attributes reads what follows the name in a start tag.
func attributes(b []byte) []Attr {
	var out []Attr
	for len(out) < maxAttrs {
		b = bytes.TrimLeft(b, " \t\r\n/")
		eq := bytes.IndexByte(b, '=')
		if eq < 0 {
			return out
		}
		words := bytes.Fields(b[:eq])
		b = bytes.TrimLeft(b[eq+1:], " \t\r\n")
		var value []byte
		if len(b) > 0 && (b[0] == '"' || b[0] == '\'') {
			end := bytes.IndexByte(b[1:], b[0])
			if end < 0 {
				return out
			}
			value, b = b[1:1+end], b[end+2:]
		} else {
			end := bytes.IndexAny(b, " \t\r\n")
			if end < 0 {
				end = len(b)
			}
			value, b = b[:end], b[end:]
		}
		if len(words) > 0 {
			_, name := split(string(words[len(words)-1]))
			out = append(out, Attr{Name: name, Value: html.UnescapeString(string(value))})
		}
	}
	return out
}
