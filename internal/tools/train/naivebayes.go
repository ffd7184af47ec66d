package main

import (
	"fmt"
	"io"
	"math"

	"github.com/undertone-project/undertone/internal/naivebayes"
)

// trainNaiveBayes fits the neutral zone of the cdipaolo engine and prints it
// with the figures on the sets it was fitted on.
func trainNaiveBayes(args []string, out io.Writer) error {
	if len(args) != 1 {
		return fmt.Errorf("cdipaolo takes the folder of the sentiment tables")
	}
	sets, err := readSets(args[0], shipSets)
	if err != nil {
		return err
	}
	var zs, weights []float64
	var ys []int
	for _, s := range sets {
		counts := make([]float64, len(sentimentClasses))
		for _, r := range s.rows {
			counts[r.label]++
		}
		for _, r := range s.rows {
			z, known, err := naivebayes.Scaled(r.text)
			if err != nil {
				return err
			}
			if known == 0 {
				continue
			}
			zs, ys, weights = append(zs, z), append(ys, r.label), append(weights, 1/counts[r.label])
		}
	}
	theta := fitZone(zs, ys, weights)
	fmt.Fprintf(out, "intercept = %.3f\ntoward = %.3f\naway = %.3f\n", theta[0], theta[1], theta[2])
	return reportSets(out, sets, func(text string) int {
		z, known, err := naivebayes.Scaled(text)
		if err != nil || known == 0 {
			return -1
		}
		return zoneLabel(theta, z)
	})
}

func zoneLabel(theta [3]float64, z float64) int {
	switch {
	case theta[0]+theta[1]*math.Abs(z) <= 0:
		return 1
	case z > 0:
		return 2
	}
	return 0
}

// fitZone fits intercept, toward and away by gradient descent.
func fitZone(zs []float64, ys []int, weights []float64) [3]float64 {
	var theta [3]float64
	total := 0.0
	for _, w := range weights {
		total += w
	}
	for range 4000 {
		var grad [3]float64
		for i, z := range zs {
			a := math.Abs(z)
			with, against := math.Exp(theta[0]+theta[1]*a), math.Exp(theta[0]-theta[2]*a)
			sum := 1 + with + against
			with, against = with/sum, against/sum
			w := weights[i] / total
			dWith, dAgainst := with, against
			switch {
			case ys[i] == 1:
			case (ys[i] == 2) == (z > 0):
				dWith--
			default:
				dAgainst--
			}
			grad[0] += w * (dWith + dAgainst)
			grad[1] += w * dWith * a
			grad[2] -= w * dAgainst * a
		}
		for j := range theta {
			theta[j] -= 1.5 * grad[j]
		}
	}
	return theta
}
