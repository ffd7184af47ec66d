package cli

import (
	"fmt"
	"io"
	"time"
)

// progress counts work on a terminal's standard error, and does nothing
// elsewhere. A count without a total is all that can be known while reading a
// stream, which is why this is not a bar.
type progress struct {
	w    io.Writer // nil: silent
	what string
	n    int
	last time.Time
}

func newProgress(s streams, quiet bool, what string) *progress {
	p := &progress{what: what, last: time.Now()}
	if s.errTerminal && !quiet {
		p.w = s.err
	}
	return p
}

func (p *progress) add(n int) {
	p.n += n
	if p.w == nil || time.Since(p.last) < 200*time.Millisecond {
		return
	}
	p.last = time.Now()
	fmt.Fprintf(p.w, "\r\x1b[K%d %s", p.n, p.what)
}

// close clears the line.
func (p *progress) close() {
	if p.w != nil {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
