package segment

import "slices"

// A line with a name and under it one with a time of day, text below, is the
// header of a comment whatever stands around: of 1,509 such places on the
// developers' flattened pages with headers 1,508 are one. A model of lines may
// still miss them where a page is short and has few.
const (
	// leastBlocks is how many a page must have before those near its top count: one
	// may be the byline of the article. Below, one is enough: the 6,468 lines of 267
	// saved articles have none but those of comments that were taken for theirs.
	leastBlocks = 2
	// blockLines is how many lines a header and the line below it have.
	blockLines = 3
	// headWords and bylineLines tell a header near the top from the byline of the
	// article: a paragraph stands above it.
	headWords, bylineLines = 12, 4
	// longestOpening is how many times the median the first comment of a page may
	// be, and shortComment how many words a shorter median counts as.
	longestOpening, shortComment = 4, 40
)

// blocks are the first lines of such headers from line least on, where there
// are enough of them.
func (x *Context) blocks(least int) []int {
	var out []int
	opens := least == 0 && x.block(0) // the first may be the byline of the article
	for i := max(least, 1); i+blockLines <= len(x.lines); i++ {
		if !x.block(i) {
			continue
		}
		if above := &x.info[i-1]; !opens && i < bylineLines && (above.kind != "text" || above.words < headWords) {
			continue
		}
		out = append(out, i)
	}
	if len(out) < leastBlocks && (len(out) == 0 || out[0] < bylineLines) {
		return nil
	}
	if opens && x.evenWords(out, blockLines-1) {
		return slices.Insert(out, 0, 0)
	}
	return out
}

// block reports whether such a header begins at line i.
func (x *Context) block(i int) bool {
	if i+blockLines > len(x.lines) || x.kind(i+1) != "time" || x.kind(i+2) != "text" {
		return false
	}
	switch in := &x.info[i]; in.kind {
	case "name", "says", "by":
		return true
	case "text": // "Ann K.", "Ben Jr."
		return in.name && in.words > 1 && in.end == '.'
	}
	return false
}

// evenWords reports whether the text above the first of the headers found, below
// one that the page begins with, is about as long as comments there are: an
// article would be longer. Headers have that many lines.
func (x *Context) evenWords(found []int, lines int) bool {
	words := make([]float64, len(found))
	for k, i := range found {
		end := len(x.lines)
		if k+1 < len(found) {
			end = found[k+1]
		}
		words[k] = x.sums.words[end] - x.sums.words[i+lines]
	}
	slices.Sort(words)
	return x.sums.words[found[0]]-x.sums.words[lines] <= longestOpening*max(words[len(words)/2], shortComment)
}

// settleBlocks fixes the labels of these headers and of the lines below them,
// likewise those of bylines in one line, and takes a page for one with headers
// where enough of its comments have them. The article, of least to most lines, ends
// above the first of them: the number of lines that it may have is returned.
func (x *Context) settleBlocks(least, most int) int {
	x.fixed = make(map[int]Label)
	found := x.blocks(least)
	for _, i := range found {
		x.fixed[i], x.fixed[i+1], x.fixed[i+2] = Header, Header, Start
	}
	joined, below := x.bylines(least)
	x.settleBylines(joined, below, least)
	all := append(found, joined...)
	if len(all) == 0 {
		return most
	}
	first := slices.Min(all)
	if x.style == Bare && len(all) >= (len(x.lines)-first)/linesPerHeader {
		x.style = Dated
	}
	return min(most, first)
}
