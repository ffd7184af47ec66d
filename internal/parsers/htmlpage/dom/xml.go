package dom

import (
	"bytes"
	"strings"

	"golang.org/x/net/html/atom"
)

// expandXML rewrites pages that were saved as XML: "<div/>" becomes
// "<div></div>", which an HTML parser would otherwise take for a start tag
// that swallows the rest of the page ("<title/>", "<iframe/>"). Pages written
// by hand have stray "<br/>"s and a few "<a/>"s but also empty pairs of tags,
// which XML writers never make; they are left alone.
func expandXML(data []byte) []byte {
	short, pairs := 0, 0
	scanTags(data, func(name []byte, end int, closed bool) {
		switch {
		case !common[atom.Lookup(bytes.ToLower(name))]:
		case closed:
			short++
		case bytes.HasPrefix(data[end:], []byte("</")) && len(data) > end+2+len(name) && bytes.EqualFold(data[end+2:end+2+len(name)], name):
			pairs++
		}
	})
	if short < 3 || short < 4*pairs {
		return data
	}
	var out bytes.Buffer
	out.Grow(len(data) + len(data)/16)
	last := 0
	scanTags(data, func(name []byte, end int, closed bool) {
		if a := atom.Lookup(bytes.ToLower(name)); closed && !void[a] && !foreign(name) {
			out.Write(data[last : end-2])
			out.WriteString("></")
			out.Write(name)
			out.WriteByte('>')
			last = end
		}
	})
	out.Write(data[last:])
	return out.Bytes()
}

// common are the elements that an XML writer closes in short form where they
// are empty and that pages often leave empty.
var common = map[atom.Atom]bool{
	atom.Div: true, atom.Span: true, atom.A: true, atom.I: true, atom.P: true, atom.Li: true, atom.Td: true, atom.Dt: true, atom.Dd: true,
	atom.Iframe: true, atom.Textarea: true, atom.Script: true, atom.Title: true, atom.Ul: true, atom.B: true,
}

// foreign recognises elements with a prefix and those of drawings, which may
// close in short form in HTML too.
func foreign(name []byte) bool {
	return bytes.IndexByte(name, ':') >= 0 || strings.Contains(" path circle rect use polygon line g stop ellipse polyline ", " "+string(bytes.ToLower(name))+" ")
}

// scanTags calls f for every start tag with the index after it. Quoted values
// are skipped; a tag that does not end within maxTag bytes is none.
func scanTags(data []byte, f func(name []byte, end int, closed bool)) {
	const maxTag = 1 << 16
	misses := 0
	for i := 0; i < len(data); {
		k := bytes.IndexByte(data[i:], '<')
		if k < 0 {
			return
		}
		i += k + 1
		if bytes.HasPrefix(data[i:], []byte("!--")) {
			e := bytes.Index(data[i:], []byte("-->"))
			if e < 0 {
				return
			}
			i += e + 3
			continue
		}
		if i >= len(data) || !isLetter(data[i]) {
			continue
		}
		n := i
		for n < len(data) && (isLetter(data[n]) || data[n] >= '0' && data[n] <= '9' || data[n] == '-' || data[n] == ':') {
			n++
		}
		end, quote := -1, byte(0)
		for j := n; j < len(data) && j < n+maxTag; j++ {
			c := data[j]
			if quote != 0 {
				if c == quote {
					quote = 0
				}
				continue
			}
			if (c == '"' || c == '\'') && data[j-1] == '=' {
				quote = c
			}
			if c == '>' {
				end = j + 1
				break
			}
		}
		if end < 0 {
			if misses++; misses > 100 {
				return // no page has so many tags without an end
			}
			continue
		}
		f(data[i:n], end, data[end-2] == '/')
		i = end
	}
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
