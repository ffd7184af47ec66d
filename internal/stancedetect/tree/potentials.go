package tree

import (
	_ "embed" // the potentials
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

//go:embed potentials.tsv
var learned string

// Default gives the potentials that come with the program, learned from
// labelled threads.
var Default = sync.OnceValues(func() (*Potentials, error) { return Read(strings.NewReader(learned)) })

// Labels names the classes in order.
var Labels = [Classes]string{"agree", "disagree", "query", "neutral"}

// Learn estimates potentials from pairs of labels, parent first: the number
// of times that a label follows a label over the number expected by chance,
// both with smooth added, so that pairs seen rarely stay near 1. Pairs of
// different sets (communities differ in what is common) are compared with
// chance within their own set.
func Learn(sets [][][2]int, smooth float64) *Potentials {
	var seen, expected Potentials
	for _, pairs := range sets {
		var from, to [Classes]float64
		for _, p := range pairs {
			seen[p[0]][p[1]]++
			from[p[0]]++
			to[p[1]]++
		}
		for a := range from {
			for b := range to {
				if len(pairs) > 0 {
					expected[a][b] += from[a] * to[b] / float64(len(pairs))
				}
			}
		}
	}
	var out Potentials
	for a := range out {
		for b := range out[a] {
			out[a][b] = (seen[a][b] + smooth) / (expected[a][b] + smooth)
		}
	}
	return &out
}

// Write writes potentials as [Read] reads them: a row for each label of the
// parent, a column for each label of the answer.
func (p *Potentials) Write(w io.Writer) error {
	var b strings.Builder
	b.WriteString("parent\t" + strings.Join(Labels[:], "\t") + "\n")
	for a, row := range p {
		b.WriteString(Labels[a])
		for _, x := range row {
			b.WriteString("\t" + strconv.FormatFloat(x, 'f', 4, 64))
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Read reads potentials; each must be above 0.
func Read(r io.Reader) (*Potentials, error) {
	data, err := io.ReadAll(io.LimitReader(r, 1<<16))
	if err != nil {
		return nil, fmt.Errorf("reading potentials: %w", err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	if len(lines) != Classes+1 {
		return nil, fmt.Errorf("reading potentials: %d lines, want %d", len(lines), Classes+1)
	}
	var p Potentials
	for a, line := range lines[1:] {
		f := strings.Split(line, "\t")
		if len(f) != Classes+1 || f[0] != Labels[a] {
			return nil, fmt.Errorf("reading potentials: line %d: %q", a+2, line)
		}
		for b, s := range f[1:] {
			x, err := strconv.ParseFloat(s, 64)
			if err != nil || !(x > 0) || x > 1e6 {
				return nil, fmt.Errorf("reading potentials: line %d: %q is no potential", a+2, s)
			}
			p[a][b] = x
		}
	}
	return &p, nil
}
