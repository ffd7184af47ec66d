package forest

import "math"

// Choose fits a forest to choices: of the rows with the same Choice one is
// taken, the one that is yes. Their odds are then to be compared with one
// another alone: the exponentials of the odds, divided by their sum, are the
// probabilities of the rows (a conditional logit, McFadden 1974; boosted as in
// Friedman 2001). The same rows and options give the same forest.
func Choose(rows []Row, opt Options) *Forest {
	b := newBooster(rows, opt)
	last := 0
	for _, r := range rows {
		last = max(last, r.Choice)
	}
	top, sum := make([]float64, last+1), make([]float64, last+1)
	return b.run(&Forest{}, func() {
		for c := range top {
			top[c], sum[c] = math.Inf(-1), 0
		}
		for i, r := range rows {
			top[r.Choice] = max(top[r.Choice], b.odds[i])
		}
		for i, r := range rows {
			sum[r.Choice] += math.Exp(b.odds[i] - top[r.Choice])
		}
		for i, r := range rows {
			p := math.Exp(b.odds[i]-top[r.Choice]) / sum[r.Choice]
			b.slope(i, p)
		}
	})
}
