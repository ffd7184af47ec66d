package cli

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// warner prints warnings to standard error, counting them so that a dirty
// input does not fill the screen.
type warner struct {
	w     io.Writer
	quiet bool
	limit int
	n     int
}

func newWarner(s streams, quiet bool) *warner { return &warner{w: s.err, quiet: quiet, limit: 20} }

func (w *warner) warn(format string, args ...any) {
	w.n++
	if w.quiet || w.n > w.limit {
		return
	}
	fmt.Fprintf(w.w, "undertone: warning: "+format+"\n", args...)
}

// close says how many warnings were not shown.
func (w *warner) close() {
	if rest := w.n - w.limit; rest > 0 && !w.quiet {
		fmt.Fprintf(w.w, "undertone: warning: %d more warnings not shown\n", rest)
	}
}
