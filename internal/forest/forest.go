// Package forest fits and reads small sums of decision trees that answer a
// question with yes or no.
package forest

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Node is a node of a tree. A leaf has Left 0 and the value Cut; any other
// sends a row left if its number Number is at most Cut.
type Node struct {
	Number, Left, Right int
	Cut                 float32
}

// Tree is a decision tree: its root is the first node.
type Tree []Node

// Forest is a sum of trees that gives the log odds of a yes: gradient boosting after Friedman, "Greedy Function
// Approximation: A Gradient Boosting Machine", Annals of Statistics 29 (2001).
type Forest struct {
	Base  float64 // log odds before any tree
	Trees []Tree
}

// Value is where v ends up in a tree.
func (t Tree) Value(v []float32) float32 {
	k := 0
	for t[k].Left != 0 {
		if v[t[k].Number] <= t[k].Cut {
			k = t[k].Left
		} else {
			k = t[k].Right
		}
	}
	return t[k].Cut
}

// Odds are the log odds of v.
func (f *Forest) Odds(v []float32) float64 {
	sum := f.Base
	for _, t := range f.Trees {
		sum += float64(t.Value(v))
	}
	return sum
}

// Write writes a forest as text: a line with the base, then a line
// for each tree: its nodes, each "number,left,right,cut".
func Write(w io.Writer, f *Forest, comments ...string) error {
	bw := bufio.NewWriter(w)
	for _, c := range comments {
		fmt.Fprintf(bw, "# %s\n", c)
	}
	fmt.Fprintf(bw, "%v\n", f.Base)
	for _, t := range f.Trees {
		for k, n := range t {
			if k > 0 {
				bw.WriteByte('\t')
			}
			fmt.Fprintf(bw, "%d,%d,%d,%s", n.Number, n.Left, n.Right, strconv.FormatFloat(float64(n.Cut), 'g', -1, 32))
		}
		bw.WriteByte('\n')
	}
	return bw.Flush()
}

// Read reads what Write writes.
func Read(r io.Reader) (*Forest, error) {
	var f *Forest
	sc := bufio.NewScanner(r)
	for no := 1; sc.Scan(); no++ {
		line := sc.Text()
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		if f == nil {
			f = &Forest{}
			var err error
			if f.Base, err = strconv.ParseFloat(line, 64); err != nil {
				return nil, fmt.Errorf("line %d: %w", no, err)
			}
			continue
		}
		t := make(Tree, len(fields))
		for k, field := range fields {
			n := &t[k]
			if _, err := fmt.Sscanf(field, "%d,%d,%d,%g", &n.Number, &n.Left, &n.Right, &n.Cut); err != nil {
				return nil, fmt.Errorf("line %d: node %d: %w", no, k, err)
			}
			leaf := n.Left == 0 && n.Right == 0
			if !leaf && (n.Left <= k || n.Right <= k || n.Left >= len(t) || n.Right >= len(t) || n.Number < 0) || math.IsNaN(float64(n.Cut)) {
				return nil, fmt.Errorf("line %d: node %d leads nowhere", no, k)
			}
		}
		f.Trees = append(f.Trees, t)
	}
	if f == nil && sc.Err() == nil {
		return nil, io.ErrUnexpectedEOF
	}
	return f, sc.Err()
}
