package segtrain

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
)

// Write writes a model in the form that segment.ReadModel reads: sorted by
// name, two decimals, features left out whose weights differ by
// less than cutoff between labels.
// comment lines come first, each after "# ".
func Write(w io.Writer, m *segment.Model, cutoff float64, comments ...string) error {
	bw := bufio.NewWriter(w)
	for _, c := range comments {
		fmt.Fprintf(bw, "# %s\n", c)
	}
	for s := range m.Trans {
		for a := range m.Trans[s] {
			row(bw, segment.TransitionName(segment.Style(s), segment.Label(a)), m.Trans[s][a])
		}
	}
	names := make([]string, 0, len(m.Weights))
	for name, scores := range m.Weights {
		if slices.Max(scores[:])-slices.Min(scores[:]) >= cutoff {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		row(bw, name, m.Weights[name])
	}
	return bw.Flush()
}

func row(w *bufio.Writer, name string, scores segment.Scores) {
	w.WriteString(name)
	for _, v := range scores {
		w.WriteByte('\t')
		w.WriteString(strconv.FormatFloat(v, 'f', 2, 64))
	}
	w.WriteByte('\n')
}

// WriteWords writes the weights of a regression over words in the form that
// segment.ReadWording and segment.ReadRegister read, after lines of comment.
func WriteWords(w io.Writer, weights map[string]float64, comments ...string) error {
	bw := bufio.NewWriter(w)
	for _, c := range comments {
		fmt.Fprintf(bw, "# %s\n", c)
	}
	for _, name := range slices.Sorted(maps.Keys(weights)) {
		fmt.Fprintf(bw, "%s\t%s\n", name, strconv.FormatFloat(weights[name], 'f', -1, 64))
	}
	return bw.Flush()
}
