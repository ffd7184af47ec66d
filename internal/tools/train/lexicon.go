package main

import (
	"fmt"
	"io"
	"math"

	"github.com/undertone-project/undertone/internal/eval"
	"github.com/undertone-project/undertone/internal/lexicon"
)

// trainLexicon fits the calibration of the lexicon engine and prints it with
// the figures on the sets it was fitted on.
func trainLexicon(args []string, out io.Writer) error {
	if len(args) != 1 {
		return fmt.Errorf("lexicon takes the folder of the sentiment tables")
	}
	sets, err := readSets(args[0], shipSets)
	if err != nil {
		return err
	}
	l, err := lexicon.Load()
	if err != nil {
		return err
	}
	w := l.Workspace()
	fit := fitLexicon(l, sets)
	for _, k := range fit {
		fmt.Fprintf(out, "{%.3f, %.3f, %.3f, %.3f},\n", k[0], k[1], k[2], k[3])
	}
	return reportSets(out, sets, func(text string) int {
		x := l.Analyse(w, text).Features()
		a, b := dot(fit[0], x[:]), dot(fit[1], x[:])
		switch {
		case a > 0 && a > b:
			return 0
		case b > 0 && b > a:
			return 2
		}
		return 1
	})
}

// fitLexicon fits the lexicon engine's calibration to sets.
func fitLexicon(l *lexicon.Lexicon, sets []set) [2][]float64 {
	w := l.Workspace()
	var xs [][]float64
	var ys []int
	var weights []float64
	for _, s := range sets {
		counts := make([]float64, len(sentimentClasses))
		for _, r := range s.rows {
			counts[r.label]++
		}
		for _, r := range s.rows {
			x := l.Analyse(w, r.text).Features()
			xs = append(xs, append([]float64(nil), x[:]...))
			ys = append(ys, r.label)
			// Each class of each set counts the same.
			weights = append(weights, 1/counts[r.label])
		}
	}
	return fitSoftmax(xs, ys, weights)
}

func dot(a, b []float64) float64 {
	s := 0.0
	for i := range a {
		s += a[i] * b[i]
	}
	return s
}

// fitSoftmax fits the log odds of classes 0 and 2 against class 1 by gradient
// descent with a small ridge; the features are few and bounded, so that a
// fixed number of steps is enough.
func fitSoftmax(xs [][]float64, ys []int, weights []float64) [2][]float64 {
	n := len(xs[0])
	theta := [2][]float64{make([]float64, n), make([]float64, n)}
	total := 0.0
	for _, w := range weights {
		total += w
	}
	for range 3000 {
		grad := [2][]float64{make([]float64, n), make([]float64, n)}
		for i, x := range xs {
			ea, eb := math.Exp(dot(theta[0], x)), math.Exp(dot(theta[1], x))
			p := [2]float64{ea / (1 + ea + eb), eb / (1 + ea + eb)}
			for k, class := range []int{0, 2} {
				d := p[k]
				if ys[i] == class {
					d--
				}
				for j, v := range x {
					grad[k][j] += weights[i] / total * d * v
				}
			}
		}
		for k := range theta {
			for j := range theta[k] {
				theta[k][j] -= 4 * (grad[k][j] + 1e-4*theta[k][j])
			}
		}
	}
	return theta
}

// reportSets prints macro-F1 and accuracy of a classifier on each set.
func reportSets(out io.Writer, sets []set, predict func(string) int) error {
	for _, s := range sets {
		gold, predicted := make([]int, len(s.rows)), make([]int, len(s.rows))
		for i, r := range s.rows {
			gold[i], predicted[i] = r.label, predict(r.text)
		}
		c := eval.NewConfusion(sentimentClasses, gold, predicted)
		if _, err := fmt.Fprintf(out, "%-26s n %5d  macro-F1 %.3f  recall %.3f  accuracy %.3f\n", s.name, c.N(), c.MacroF1(), c.MacroRecall(), c.Accuracy()); err != nil {
			return err
		}
	}
	return nil
}
