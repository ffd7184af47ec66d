package segment

const (
	// leastJoined is how many bylines of one shape a page must have before they
	// count, and leastSigners how many names they must bear.
	leastJoined, leastSigners = 5, 3
)

// bylines are the lines from line least on that are headers of comments by
// themselves: bylines with a time of day, of the shape that most have, text
// under the last. One near the top may be the byline of the article.
func (x *Context) bylines(least int) []int {
	count := make(map[string]int)
	best := ""
	for i := range x.lines {
		if s := x.lines[i].Shape; s != "" {
			if count[s]++; count[s] > count[best] || count[s] == count[best] && s < best {
				best = s
			}
		}
	}
	if count[best] < max(leastJoined, len(x.lines)/linesPerHeader) || x.lines[len(x.lines)-1].Shape == best {
		return nil
	}
	var out []int
	names := make(map[string]bool)
	for i := max(least, 1); i < len(x.lines); i++ {
		if x.lines[i].Shape != best {
			continue
		}
		if above := &x.info[i-1]; i < bylineLines && (above.kind != "text" || above.words < headWords) {
			continue
		}
		out = append(out, i)
		names[x.lines[i].Signs] = true
	}
	if len(out) < leastJoined || len(names) < leastSigners {
		return nil
	}
	return out
}
