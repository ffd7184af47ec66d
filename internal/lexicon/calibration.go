package lexicon

import "math"

// calibration maps the rule score to log odds against neutral: for negative
// and positive, a constant and the weights of the score's positive part, its
// negative part and the share of conflicting opinion. Fitted with equal weight
// to every data set and, within each, to every class, so that no community's
// share of angry comments is built in:
//
//	go run ./internal/tools/train lexicon ../shared/data/sentiment
var calibration = [2][4]float64{
	{-0.751, -0.433, 3.876, 1.531},
	{-1.243, 4.591, 0.500, 1.472},
}

// Features are the inputs of the calibration: 1, the positive part of the rule
// score, its negative part (as a positive number), and the share of opinion
// that is balanced by opinion of the other sign, all in [0, 1].
func (a *Analysis) Features() [4]float64 {
	score := a.Score()
	mixed := 2 * min(a.Positive, a.Negative) / (a.Positive + a.Negative + shrink)
	return [4]float64{1, max(score, 0), max(-score, 0), mixed}
}

func probabilities(a *Analysis) (negative, neutral, positive float64) {
	x := a.Features()
	var odds [2]float64
	for k := range odds {
		for j, v := range x {
			odds[k] += calibration[k][j] * v
		}
		odds[k] = math.Exp(odds[k])
	}
	sum := 1 + odds[0] + odds[1]
	return odds[0] / sum, 1 / sum, odds[1] / sum
}
