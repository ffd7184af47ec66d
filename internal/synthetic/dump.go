package synthetic

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
)

// Dump describes a dump of comments as Pushshift and its successors publish
// them: one comment a line in the order of time, so that the comments of a
// thread are spread over the file among those of thousands of others.
type Dump struct {
	Seed uint64
	// Bytes is about how long the dump is: it ends with the line that reaches
	// it.
	Bytes int64
	// Comments is how many comments a thread has on average; 0 means 12. A few
	// threads have thousands.
	Comments int
	// Active is how many threads receive comments at any one time; 0 means
	// 5000.
	Active int
}

// Written says what a dump holds.
type Written struct {
	Bytes    int64
	Comments int
	Threads  int
}

// open is a thread that still receives comments.
type open struct {
	number int
	recent [8]int // numbers of comments that can be answered, 0 for none
	n      int
}

type dumper struct {
	Dump
	r       *rand.Rand
	active  []open
	threads int
	at      int // number of the comment
	line    []byte
}

// Write writes the dump to w.
func (d Dump) Write(w io.Writer) (Written, error) {
	if d.Comments <= 0 {
		d.Comments = 12
	}
	if d.Active <= 0 {
		d.Active = 5000
	}
	g := &dumper{Dump: d, r: source(d.Seed)}
	b := bufio.NewWriterSize(w, 256<<10)
	var out Written
	for out.Bytes < d.Bytes {
		g.next()
		n, err := b.Write(g.line)
		out.Bytes += int64(n)
		if err != nil {
			return out, fmt.Errorf("writing the dump: %w", err)
		}
		out.Comments++
	}
	out.Threads = g.threads
	if err := b.Flush(); err != nil {
		return out, fmt.Errorf("writing the dump: %w", err)
	}
	return out, nil
}

// thread chooses the thread of the next comment: a new one, which takes the
// place of an old one, or one of those open, low places far more often.
func (g *dumper) thread() *open {
	if len(g.active) == 0 || g.r.IntN(g.Comments) == 0 {
		g.threads++
		fresh := open{number: g.threads}
		if len(g.active) < g.Active {
			g.active = append(g.active, fresh)
			return &g.active[len(g.active)-1]
		}
		at := g.r.IntN(len(g.active))
		g.active[at] = fresh
		return &g.active[at]
	}
	x := g.r.Float64()
	return &g.active[int(x*x*float64(len(g.active)))]
}

// next writes one comment to g.line.
func (g *dumper) next() {
	g.at++
	t := g.thread()
	parent := 0
	if t.n > 0 && g.r.IntN(3) > 0 {
		parent = t.recent[g.r.IntN(min(t.n, len(t.recent)))]
	}
	t.recent[t.n%len(t.recent)] = g.at
	t.n++
	author, body := g.r.IntN(200_000), byte(0)
	switch g.r.IntN(40) {
	case 0:
		body = 'd'
	case 1:
		body = 'r'
	}
	b := append(g.line[:0], `{"author":"`...)
	if body == 'd' {
		b = append(b, "[deleted]"...)
	} else {
		b = strconv.AppendInt(append(b, "Reader_"...), int64(author), 10)
	}
	b = append(b, `","author_flair_css_class":null,"author_flair_text":null,"body":"`...)
	switch body {
	case 'd':
		b = append(b, "[deleted]"...)
	case 'r':
		b = append(b, "[removed]"...)
	default:
		b = g.body(b)
	}
	b = append(b, `","can_gild":true,"controversiality":0,"created_utc":`...)
	g.line = g.rest(b, t.number, parent)
}

// body appends a text: mostly short, sometimes long, some with a quotation.
func (g *dumper) body(b []byte) []byte {
	switch n := g.r.IntN(100); {
	case n == 0:
		return text(b, g.r, 30, 120, `\n`)
	case n < 8:
		b = append(b, "&gt; "...)
		b = text(b, g.r, 1, 1, `\n`)
		return text(append(b, `\n\n`...), g.r, 1, 3, `\n`)
	case n < 10:
		return append(b, `See [\"the plan\"](http://example.org/plan?a=1&amp;b=2) \u2014 page 4`...)
	}
	return text(b, g.r, 1, 6, `\n`)
}

func (g *dumper) rest(b []byte, number, parent int) []byte {
	seconds := 1_500_000_000 + int64(g.at/40)
	if g.at%16 == 0 { // dumps of some months write a string
		b = append(strconv.AppendInt(append(b, '"'), seconds, 10), '"')
	} else {
		b = strconv.AppendInt(b, seconds, 10)
	}
	b = append(b, `,"distinguished":null,"edited":false,"gilded":0,"id":"`...)
	b = appendID(b, g.at)
	b = append(b, `","is_submitter":false,"link_id":"t3_`...)
	b = appendID(b, number)
	b = append(b, `","parent_id":"`...)
	if parent == 0 {
		b = appendID(append(b, "t3_"...), number)
	} else {
		b = appendID(append(b, "t1_"...), parent)
	}
	b = append(b, `","permalink":"/r/bridges/comments/`...)
	b = appendID(b, number)
	b = append(b, `/the_old_bridge/`...)
	b = appendID(b, g.at)
	b = append(b, `/","retrieved_on":`...)
	b = strconv.AppendInt(b, seconds+2_600_000, 10)
	b = append(b, `,"score":`...)
	b = strconv.AppendInt(b, int64(g.r.IntN(60)-9), 10)
	return append(b, `,"stickied":false,"subreddit":"bridges","subreddit_id":"t5_2qh33","subreddit_type":"public"}`+"\n"...)
}

// appendID appends a number as Reddit writes ids, in base 36.
func appendID(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n)+36*36*36*36*36, 36) }
