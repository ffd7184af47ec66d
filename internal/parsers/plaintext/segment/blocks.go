package segment

// A line with a name and under it one with a time of day, text below, is the
// header of a comment whatever stands around: of 1,509 such places on the
// developers' flattened pages with headers 1,508 are one. A model of lines may
// still miss them where a page is short and has few.
const (
	// leastBlocks is how many a page must have before they count: one may be the
	// byline of the article.
	leastBlocks = 2
	// blockLines is how many lines a header and the line below it have.
	blockLines = 3
	// headWords and bylineLines tell a header near the top from the byline of the
	// article: a paragraph stands above it.
	headWords, bylineLines = 12, 4
)

// blocks are the first lines of such headers from line least on, where there
// are enough of them.
func (x *Context) blocks(least int) []int {
	var out []int
	for i := max(least, 1); i+blockLines <= len(x.lines); i++ {
		switch x.kind(i) {
		case "name", "says", "by":
		default:
			continue
		}
		if x.kind(i+1) != "time" || x.kind(i+2) != "text" {
			continue
		}
		if above := &x.info[i-1]; i < bylineLines && (above.kind != "text" || above.words < headWords) {
			continue
		}
		out = append(out, i)
	}
	if len(out) < leastBlocks {
		return nil
	}
	return out
}

// settleBlocks fixes the labels of these headers and of the lines below them,
// and takes a page for one with headers where enough of them are seen.
func (x *Context) settleBlocks(least int) {
	found := x.blocks(least)
	if len(found) == 0 {
		return
	}
	x.fixed = make(map[int]Label, blockLines*len(found))
	for _, i := range found {
		x.fixed[i], x.fixed[i+1], x.fixed[i+2] = Header, Header, Start
	}
	if x.style == Bare && len(found) >= len(x.lines)/linesPerHeader {
		x.style = Dated
	}
}
