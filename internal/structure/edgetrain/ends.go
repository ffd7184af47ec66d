package edgetrain

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/structure"
)

// ends counts what comes out from end to end.
type ends struct {
	style                string
	pages, refused       int
	gold, found, matched int // comments
	// Right parents, and those of baselines that know the true starts, or have
	// the starts that were found.
	parents, top, previous, foundTop, foundPrevious share
	lost                                            [losses]int
	edges                                           []Outcome // of all comments found, whether they are some or not
	authors, authorsRight                           int
}

// share is a number of comments, and its share of each page's summed up.
type share struct {
	n     int
	pages float64
}

func (s *share) add(n, of int) {
	s.n += n
	s.pages += float64(n) / float64(of)
}

// loss is how the parent of a true comment came to be wrong.
type loss int

// The losses.
const (
	lostStart  loss = iota // the comment was not found
	lostParent             // its parent was not found
	replyAsTop
	topAsReply
	otherReply
	losses
)

var lossNames = [losses]string{"comment not found", "its parent not found", "reply put at the top", "top-level taken for a reply", "other comment"}

// page is what came out for one page, by the first lines of comments.
type page struct {
	comment map[int]*thread.Comment
	before  map[int]int // the start before, 0 for the first
	starts  map[string]int
	order   []int
}

// readPage reads a page as the program does. Of a page that the reader refuses
// nothing counts as found.
func readPage(ctx context.Context, name string, read format.Format, opt structure.Options) (p page, refused bool, err error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return p, false, err
	}
	p = page{comment: map[int]*thread.Comment{}, before: map[int]int{}, starts: map[string]int{}}
	opt.Source = filepath.Base(name)
	last := 0
	for th, err := range structure.Threads(read.Read(ctx, format.Source{Name: opt.Source, Reader: bytes.NewReader(data)}), opt) {
		if err != nil {
			return p, true, nil
		}
		for i := range th.Comments {
			c := &th.Comments[i]
			at := c.Lines.Start
			p.comment[at], p.before[at], p.starts[c.ID] = c, last, at
			p.order = append(p.order, at)
			last = at
		}
	}
	return p, false, nil
}

// parent is the first line of a comment's parent, 0 for the post.
func (p *page) parent(c *thread.Comment) int { return p.starts[c.Reply.Parent] }

// add reads one page as the program does and compares it with the gold.
func (e *ends) add(ctx context.Context, dir string, d *Doc, read format.Format, opt structure.Options) error {
	p, refused, err := readPage(ctx, filepath.Join(dir, "flat", d.Name+"."+d.Domain+".txt"), read, opt)
	if err != nil {
		return err
	}
	e.style, e.pages = d.Domain, e.pages+1
	e.refused += int(one(refused))
	e.found += len(p.comment)
	var right, top, previous, foundTop, foundPrevious int
	truth := make(map[int]int, len(d.Comments)) // parents' first lines by first lines
	for i, c := range d.Comments {
		want := 0
		if d.Parents[i] >= 0 {
			want = d.Comments[d.Parents[i]].Lines.Start
		}
		truth[c.Lines.Start] = want
		top += int(one(want == 0))
		previous += int(one(d.Parents[i] == i-1))
		e.authors += int(one(c.Author != ""))
		got := p.comment[c.Lines.Start]
		if got == nil {
			e.lost[lostStart]++
			continue
		}
		e.matched++
		e.authorsRight += int(one(c.Author != "" && got.Author == c.Author))
		foundTop += int(one(want == 0))
		foundPrevious += int(one(p.before[c.Lines.Start] == want))
		if why, wrong := p.why(p.parent(got), want); wrong {
			e.lost[why]++
		} else {
			right++
		}
	}
	e.outcomes(d.Name, &p, truth)
	n := len(d.Comments)
	e.gold += n
	e.parents.add(right, n)
	e.top.add(top, n)
	e.previous.add(previous, n)
	e.foundTop.add(foundTop, n)
	e.foundPrevious.add(foundPrevious, n)
	return nil
}

// why says what is wrong with a parent.
func (p *page) why(got, want int) (why loss, wrong bool) {
	switch {
	case got == want:
		return 0, false
	case want == 0:
		return topAsReply, true
	case p.comment[want] == nil:
		return lostParent, true
	case got == 0:
		return replyAsTop, true
	}
	return otherReply, true
}

// outcomes notes how sure the edges of all comments found are, and whether they
// are right: those of passages that are no comments never are.
func (e *ends) outcomes(name string, p *page, truth map[int]int) {
	for _, at := range p.order {
		c := p.comment[at]
		want, comment := truth[at]
		got := p.parent(c)
		e.edges = append(e.edges, Outcome{Doc: name, P: c.Reply.Confidence, Post: got == 0, Right: comment && got == want})
	}
}

func (e *ends) write(w io.Writer) {
	n, pages := float64(e.gold), float64(e.pages)
	precision, recall := float64(e.matched)/float64(max(e.found, 1)), float64(e.matched)/n
	fmt.Fprintf(w, "%s: %d pages (%d refused by the reader), %d comments\n", e.style, e.pages, e.refused, e.gold)
	fmt.Fprintf(w, "  comment starts           precision %.3f, recall %.3f, F1 %.3f\n", precision, recall, 2*precision*recall/max(precision+recall, 1e-9))
	line := func(name string, s share, note string) {
		fmt.Fprintf(w, "  %-24s %.3f   by page %.3f   %s\n", name, float64(s.n)/n, s.pages/pages, note)
	}
	line("parents right", e.parents, "(of all true comments)")
	line("all top-level", e.top, "(knowing the starts)")
	line("all to the one before", e.previous, "(knowing the starts)")
	line("all top-level", e.foundTop, "(with the starts found)")
	line("all to the one before", e.foundPrevious, "(with the starts found)")
	fmt.Fprint(w, "  wrong                   ")
	for why, name := range lossNames {
		fmt.Fprintf(w, " %s: %.3f", name, float64(e.lost[why])/n)
	}
	s := Summarise(e.edges)
	fmt.Fprintf(w, "\n  edges of all found       right %.3f, calibration error (ECE) %.3f; confidence >= 0.9: %d, of which right %.3f\n", s.Right, s.ECE, s.Sure, s.SureRight)
	if e.authors > 0 {
		fmt.Fprintf(w, "  authors right            %.3f of %d stated\n", float64(e.authorsRight)/float64(e.authors), e.authors)
	}
	fmt.Fprintln(w)
}
