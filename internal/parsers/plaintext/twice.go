package plaintext

import "github.com/undertone-project/undertone/internal/parsers/plaintext/segment"

// leaveCopy leaves out of the article what stands again below it as comments,
// from prepared line first on. It returns for each of these the lines of the
// first copy that may name its author and date.
func (d *document) leaveCopy(lines []segment.Line, index []int, first int) [][]int {
	c, ok := segment.FindCopies(lines)
	if !ok || first > c.At || first < c.To {
		return nil
	}
	for _, i := range index[c.From:c.To] {
		d.why[i] = "stands again below, as a comment"
	}
	var above [][]int
	for _, h := range c.Headers {
		above = append(above, index[h[0]:h[1]])
	}
	return above
}
