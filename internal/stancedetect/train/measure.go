package train

import (
	"fmt"
	"strings"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/eval"
	"github.com/undertone-project/undertone/internal/stancedetect"
)

// Figures are what a set of predictions scores.
type Figures struct {
	Set       string
	N         int
	MacroF1   float64
	PolarF1   float64 // mean F1 of the first two classes: SemEval's measure
	Accuracy  float64
	Sure      float64 // mean probability of the class chosen
	ECE       float64 // expected calibration error of the class chosen
	Confusion *eval.Confusion
	// Of stances toward targets: the share of rows in which the most probable
	// class is a side, with the share of those that are right; and the same of
	// the sides that are sure enough to be given.
	Sides, SidesRight, Given, GivenRight float64
}

// Measure compares probabilities with labels.
func Measure(task stancedetect.Task, set string, examples []Example, probs [][]float64) Figures {
	var gold, pred []int
	var sure []float64
	for i, e := range examples {
		best := 0
		for c, p := range probs[i] {
			if p > probs[i][best] {
				best = c
			}
		}
		gold, pred, sure = append(gold, e.Label), append(pred, best), append(sure, probs[i][best])
	}
	c := eval.NewConfusion(task.Classes(), gold, pred)
	mean := 0.0
	for _, p := range sure {
		mean += p / float64(len(sure))
	}
	f := Figures{
		Sure: mean, Set: set, N: len(gold), MacroF1: macroF1(c), PolarF1: (c.Class(0).F1 + c.Class(1).F1) / 2,
		Accuracy: c.Accuracy(), ECE: calibrationError(gold, pred, sure), Confusion: c,
	}
	if task == stancedetect.TargetStance {
		f.sides(gold, pred, probs)
	}
	return f
}

// sides counts the sides that would be given, with all and with those that are
// sure enough.
func (f *Figures) sides(gold, pred []int, probs [][]float64) {
	all, right, given, givenRight := 0, 0, 0, 0
	for i, p := range probs {
		if pred[i] > 1 {
			continue
		}
		s := stance.Stance{Favor: p[0], Against: p[1], None: p[2]}
		stance.DefaultLimits.Apply(&s)
		hit := 0
		if gold[i] == pred[i] {
			hit = 1
		}
		all, right = all+1, right+hit
		if !s.Abstained {
			given, givenRight = given+1, givenRight+hit
		}
	}
	share := func(a, b int) float64 { return float64(a) / float64(max(b, 1)) }
	f.Sides, f.SidesRight = share(all, len(gold)), share(right, all)
	f.Given, f.GivenRight = share(given, len(gold)), share(givenRight, given)
}

// macroF1 is the mean F1 of the classes that the gold labels hold; other
// predictions are errors.
func macroF1(c *eval.Confusion) float64 {
	sum, n := 0.0, 0
	for k := range c.Classes {
		if m := c.Class(k); m.Support > 0 {
			sum += m.F1
			n++
		}
	}
	return sum / float64(max(n, 1))
}

// BySet measures each set apart, in order of first appearance.
func BySet(task stancedetect.Task, examples []Example, probs [][]float64) []Figures {
	var names []string
	rows := map[string][]int{}
	for i, e := range examples {
		if rows[e.Set] == nil {
			names = append(names, e.Set)
		}
		rows[e.Set] = append(rows[e.Set], i)
	}
	var out []Figures
	for _, n := range names {
		var es []Example
		var ps [][]float64
		for _, i := range rows[n] {
			if probs[i] != nil {
				es, ps = append(es, examples[i]), append(ps, probs[i])
			}
		}
		out = append(out, Measure(task, n, es, ps))
	}
	return out
}

// calibrationError is the mean gap between confidence and accuracy over ten
// bins of equal width, weighted by their rows (Guo et al. 2017).
func calibrationError(gold, pred []int, sure []float64) float64 {
	const bins = 10
	var n, right, conf [bins]float64
	for i := range gold {
		b := max(0, min(int(sure[i]*bins), bins-1))
		n[b]++
		conf[b] += sure[i]
		if gold[i] == pred[i] {
			right[b]++
		}
	}
	sum := 0.0
	for b := range n {
		gap := right[b] - conf[b]
		if gap < 0 {
			gap = -gap
		}
		sum += gap
	}
	return sum / float64(max(len(gold), 1))
}

// String is one line for people.
func (f Figures) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-26s n %5d  macro-F1 %.3f  polar-F1 %.3f  accuracy %.3f  sure %.3f  ECE %.3f ", f.Set, f.N, f.MacroF1, f.PolarF1, f.Accuracy, f.Sure, f.ECE)
	for k, c := range f.Confusion.Classes {
		fmt.Fprintf(&b, " %s %.2f", c, f.Confusion.Class(k).F1)
	}
	if f.Sides > 0 {
		fmt.Fprintf(&b, "  sides %.2f (%.3f right), given %.2f (%.3f right)", f.Sides, f.SidesRight, f.Given, f.GivenRight)
	}
	return b.String()
}
