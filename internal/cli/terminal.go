package cli

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"github.com/undertone-project/undertone/internal/numeral"
)

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// warner prints warnings to standard error, counting those about the input so
// that a dirty one does not fill the screen.
type warner struct {
	w     io.Writer
	quiet bool
	limit int
	n     int
}

func newWarner(s streams, quiet bool) *warner { return &warner{w: s.err, quiet: quiet, limit: 20} }

// warn prints a warning about the whole.
func (w *warner) warn(format string, args ...any) {
	if !w.quiet {
		fmt.Fprintf(w.w, "undertone: warning: "+format+"\n", args...)
	}
}

// input prints a warning about a part of the input, of which there may be many.
func (w *warner) input(format string, args ...any) {
	if w.n++; w.n <= w.limit {
		w.warn(format, args...)
	}
}

// close says how many warnings were not shown.
func (w *warner) close() {
	if rest := w.n - w.limit; rest > 0 && !w.quiet {
		w.warn("%s about the input not shown", numeral.Plural(rest, "more warning"))
	}
}
