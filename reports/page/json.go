package page

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"
)

// text appends a string. encoding/json escapes <, >, & and the line separators,
// so that no text can end the script element, and writes U+FFFD for what is
// not UTF-8.
func (w *writer) text(s string) {
	if s == "" {
		w.buf = append(w.buf, `"",`...)
		return
	}
	b, err := json.Marshal(s)
	if err != nil { // cannot be, for a string
		b = []byte(`""`)
	}
	w.buf = append(append(w.buf, b...), ',')
}

func (w *writer) int(n int) { w.buf = append(strconv.AppendInt(w.buf, int64(n), 10), ',') }

func (w *writer) ints(list ...int) {
	for _, n := range list {
		w.int(n)
	}
}

// list appends an array of its own.
func (w *writer) list(list ...int) {
	w.buf = append(w.buf, '[')
	w.ints(list...)
	w.close()
	w.buf = append(w.buf, ',')
}

// close ends an array: its last comma gives way.
func (w *writer) close() {
	if w.buf[len(w.buf)-1] == ',' {
		w.buf = w.buf[:len(w.buf)-1]
	}
	w.buf = append(w.buf, ']')
}

// place is the index of s in a fixed list; 0, which is unknown, where it is not
// there.
func place(list []string, s string) int { return max(slices.Index(list, s), 0) }

func thousandths(v float64) int {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return int(math.Round(1000 * v))
}

// cut shortens a text that is too long for a page, between two characters.
func cut(s string) (string, int) {
	if len(s) <= maxOne {
		return s, 0
	}
	end := maxOne
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end], flagShortened
}
