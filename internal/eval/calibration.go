package eval

import "math"

// Bin is one bar of a reliability diagram.
type Bin struct {
	Lo, Hi     float64 // confidences in (Lo, Hi]
	N          int
	Weight     float64 // N, or the weight of the rows
	Confidence float64 // mean confidence of the rows in it
	Accuracy   float64 // share of them that are right
}

// Reliability sorts predictions into bins of equal width by the probability
// of the predicted class. probabilities holds a row of class probabilities
// for each gold label; rows whose sum is 0 (unscored) are left out.
func Reliability(gold []int, probabilities [][]float64, bins int) []Bin {
	return reliability(gold, probabilities, nil, bins)
}

// reliability is Reliability with a weight for each row, or nil.
func reliability(gold []int, probabilities [][]float64, weights []float64, bins int) []Bin {
	out := make([]Bin, bins)
	for i := range out {
		out[i].Lo, out[i].Hi = float64(i)/float64(bins), float64(i+1)/float64(bins)
	}
	for i, p := range probabilities {
		k := argmax(p)
		if k < 0 {
			continue
		}
		b := &out[min(max(int(math.Ceil(p[k]*float64(bins)))-1, 0), bins-1)]
		w := 1.0
		if weights != nil {
			w = weights[i]
		}
		b.N++
		b.Weight += w
		b.Confidence += w * p[k]
		if gold[i] == k {
			b.Accuracy += w
		}
	}
	for i := range out {
		if n := out[i].Weight; n > 0 {
			out[i].Confidence /= n
			out[i].Accuracy /= n
		}
	}
	return out
}

// CalibrationError is the expected calibration error (Naeini et al. 2015; Guo
// et al. 2017): the mean distance between confidence and accuracy over bins of
// equal width, weighted by the number of rows. In [0, 1], 0 for none.
func CalibrationError(gold []int, probabilities [][]float64, bins int) float64 {
	return calibrationError(Reliability(gold, probabilities, bins))
}

func calibrationError(bins []Bin) float64 {
	n, sum := 0.0, 0.0
	for _, b := range bins {
		n += b.Weight
		sum += b.Weight * math.Abs(b.Confidence-b.Accuracy)
	}
	if n == 0 {
		return 0
	}
	return sum / n
}

// Brier is the mean squared distance of the class probabilities from the gold
// labels, in [0, 2]; unscored rows are left out.
func Brier(gold []int, probabilities [][]float64) float64 {
	n, sum := 0, 0.0
	for i, p := range probabilities {
		if argmax(p) < 0 {
			continue
		}
		n++
		for k, v := range p {
			if k == gold[i] {
				v--
			}
			sum += v * v
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// argmax is the index of the largest value, -1 where none is above 0.
func argmax(p []float64) int {
	best := -1
	for k, v := range p {
		if v > 0 && (best < 0 || v > p[best]) {
			best = k
		}
	}
	return best
}
