package segment

import "github.com/undertone-project/undertone/internal/parsers/plaintext/page"

const (
	// leastJoined is how many bylines of one shape a page must have before they
	// count, and leastSigners how many names they must bear.
	leastJoined, leastSigners = 5, 3
	// countAbove is how far above the first byline that stands below its comment
	// a line like "12 comments" says where that begins.
	countAbove = 6
)

// bylines are the lines from line least on that are headers of comments by
// themselves: bylines with a time of day, of the shape that most have, and
// whether they stand below the comments; text is under the last of others. One
// near the top may be the byline of the article.
func (x *Context) bylines(least int) (out []int, below bool) {
	count := make(map[string]int)
	best := ""
	for i := range x.lines {
		if s := x.lines[i].Shape; s != "" {
			if count[s]++; count[s] > count[best] || count[s] == count[best] && s < best {
				best = s
			}
		}
	}
	below = page.SignsBelow(best)
	if least == 0 && !below && best != "" {
		if out := x.opensJoined(best); out != nil {
			return out, false
		}
	}
	if count[best] < max(leastJoined, len(x.lines)/linesPerHeader) || !below && x.lines[len(x.lines)-1].Shape == best {
		return nil, false
	}
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
		return nil, false
	}
	return out, below
}

// opensJoined are the bylines of a shape where the page begins with one, another
// person signs with the same, and the text under the first is no longer than
// comments are: they have no article above them, which would begin with its title.
func (x *Context) opensJoined(shape string) []int {
	last := len(x.lines) - 1
	if x.lines[0].Shape != shape || x.lines[last].Shape == shape {
		return nil
	}
	var out []int
	others := false
	for i, l := range x.lines {
		if l.Shape == shape {
			out = append(out, i)
			others = others || l.Signs != x.lines[0].Signs
		}
	}
	if !others || len(out) < len(x.lines)/linesPerHeader || !x.evenWords(out[1:], 1) {
		return nil
	}
	return out
}

// settleBylines fixes the labels of these headers and of the lines below them,
// and where they stand below the comments, those of the first comment: it begins
// under the number of comments or with the line above.
func (x *Context) settleBylines(found []int, below bool, least int) {
	for k, i := range found {
		x.fixed[i] = Header
		switch x.kind(i + 1) {
		case "time", "date", "name,date": // the header goes on
			continue
		}
		if last := k+1 == len(found); last && !below || !last && found[k+1] > i+1 {
			x.fixed[i+1] = Start
		}
	}
	if !below || len(found) == 0 {
		return
	}
	first := found[0] - 1
	for i := first; i > max(least, found[0]-countAbove); i-- {
		if x.kind(i-1) == countLine {
			first = i
			break
		}
	}
	if first < max(least, 1) || x.kind(first) == countLine {
		return
	}
	x.opens = first
	x.fixed[first] = Start
	for i := first + 1; i < found[0]; i++ {
		x.fixed[i] = Continue
	}
}
