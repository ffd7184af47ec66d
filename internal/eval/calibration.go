package eval

import "math"

// Answer is one answer of an engine with the probability that it was given
// with.
type Answer struct {
	Confidence float64
	Right      bool
	Weight     float64 // what the row stands for, such as 1
}

// Bin is one bar of a reliability diagram.
type Bin struct {
	Lo, Hi     float64 // confidences in (Lo, Hi]
	Rows       []int   // indices of its answers
	Weight     float64 // of its answers
	Confidence float64 // mean confidence of its answers
	Accuracy   float64 // share of them that are right
}

// Reliability sorts answers into bins of equal width by their confidence.
// Answers without confidence (unscored) are left out.
func Reliability(answers []Answer, bins int) []Bin {
	out := make([]Bin, bins)
	for i := range out {
		out[i].Lo, out[i].Hi = float64(i)/float64(bins), float64(i+1)/float64(bins)
	}
	for i, a := range answers {
		if !(a.Confidence > 0) {
			continue
		}
		b := &out[min(max(int(math.Ceil(a.Confidence*float64(bins)))-1, 0), bins-1)]
		b.Rows = append(b.Rows, i)
		b.Weight += a.Weight
		b.Confidence += a.Weight * a.Confidence
		if a.Right {
			b.Accuracy += a.Weight
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

// Answers are the most probable classes of the rows of p with their
// probabilities; rows whose probabilities are all 0 (unscored) have no
// confidence.
func (p *Predictions) Answers() []Answer {
	out := make([]Answer, len(p.Gold))
	for i := range out {
		out[i] = p.answer(i)
	}
	return out
}

func (p *Predictions) answer(row int) Answer {
	k := argmax(p.Probabilities[row])
	if k < 0 {
		return Answer{}
	}
	return Answer{p.Probabilities[row][k], p.Gold[row] == k, p.weight(row)}
}

// CalibrationError is the expected calibration error (Naeini et al. 2015; Guo
// et al. 2017): the mean distance between confidence and accuracy over the
// bins, weighted by their answers. In [0, 1], 0 for none; NaN without answers.
func CalibrationError(bins []Bin) float64 {
	n, sum := 0.0, 0.0
	for _, b := range bins {
		n += b.Weight
		sum += b.Weight * math.Abs(b.Confidence-b.Accuracy)
	}
	if n == 0 {
		return math.NaN()
	}
	return sum / n
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
