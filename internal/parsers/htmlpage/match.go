package htmlpage

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"github.com/undertone-project/undertone/analysis/format"
)

var (
	htmlStart = regexp.MustCompile(`(?i)^(?:<!--.*?-->|<\?xml[^>]*\?>|\s)*<(?:!doctype\s+html|html|head|body)\b`)
	htmlTags  = regexp.MustCompile(`(?i)<(?:html|head|body|title|meta|div|table|p|span|a|br|li|script)\b[^<>]*>`)
	otherXML  = regexp.MustCompile(`(?i)<(?:rss|feed|rdf:rdf|disqus|mediawiki|urlset|comments)\b`)
)

// Match implements format.Format.
func (Reader) Match(p format.Probe) format.Match {
	head := p.Head
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		head = bytes.ReplaceAll(head[2:], []byte{0}, nil)
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n\f")
	start := head[:min(len(head), 4096)]
	ext := strings.ToLower(path.Ext(p.Name))
	named := ext == ".html" || ext == ".htm" || ext == ".xhtml" || ext == ".shtml" || ext == ".mht"
	switch {
	case htmlStart.Match(start):
		return format.Match{Score: 90, Reason: "begins as an HTML page"}
	case len(head) == 0 || bytes.IndexByte(start, 0) >= 0:
		return format.Match{}
	case start[0] == '{' || start[0] == '[' || otherXML.Match(start):
		return format.Match{}
	case named && htmlTags.Match(head):
		return format.Match{Score: 80, Reason: "file name and HTML elements"}
	case start[0] == '<' && len(htmlTags.FindAll(head, 4)) >= 4:
		return format.Match{Score: 60, Reason: "HTML elements"}
	}
	return format.Match{}
}
