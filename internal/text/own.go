package text

import "strings"

// NotOwn appends to dst the parts of s that are not the writer's own wording:
// lines quoted with ">", fenced and inline code, and a signature after a "-- "
// line. The spans are in order and do not overlap. Links are tokens of their
// own kind ([URL]); passages in quotation marks are left to the caller.
func NotOwn(dst []Span, s string) []Span {
	fence := -1
	for start := 0; start < len(s); {
		end, next := len(s), len(s)
		if nl := strings.IndexByte(s[start:], '\n'); nl >= 0 {
			end, next = start+nl, start+nl+1
		}
		line := strings.TrimRight(s[start:end], "\r")
		trimmed := strings.TrimLeft(line, " \t")
		switch {
		case strings.HasPrefix(trimmed, "```"):
			if fence >= 0 {
				dst = append(dst, Span{fence, end})
				fence = -1
			} else if !strings.Contains(trimmed[3:], "```") {
				fence = start
			} else {
				dst = append(dst, Span{start, end})
			}
		case fence >= 0:
		case (line == "-- " || line == "--") && start > 0:
			return append(dst, Span{start, len(s)})
		case quotedLine(trimmed):
			dst = append(dst, Span{start, end})
		default:
			dst = inlineCode(dst, s, start, end)
		}
		start = next
	}
	if fence >= 0 {
		dst = append(dst, Span{fence, len(s)})
	}
	return dst
}

// quotedLine reports whether a line is quoted as in mail and Markdown. "> 5"
// and faces such as ">:(" are not.
func quotedLine(line string) bool {
	for _, p := range []string{">", "&gt;"} {
		rest, ok := strings.CutPrefix(line, p)
		if !ok {
			continue
		}
		rest = strings.TrimLeft(rest, " >\t")
		return rest == "" || !strings.ContainsAny(rest[:1], ":;=()0123456789.-")
	}
	return false
}

// inlineCode appends the spans between back ticks in s[start:end].
func inlineCode(dst []Span, s string, start, end int) []Span {
	for start < end {
		open := strings.IndexByte(s[start:end], '`')
		if open < 0 {
			break
		}
		open += start
		// A back tick inside a word is an apostrophe.
		if open > start && isASCIILetter(s[open-1]) {
			start = open + 1
			continue
		}
		n := strings.IndexByte(s[open+1:end], '`')
		if n < 0 {
			break
		}
		dst = append(dst, Span{open, open + n + 2})
		start = open + n + 2
	}
	return dst
}

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
