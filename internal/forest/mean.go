package forest

// Mean is a forest whose log odds are the mean of those of some forests, which
// chance has made different: "bagging" (Breiman, "Bagging Predictors", Machine
// Learning 24, 1996). There must be one at least. Answers keep four digits.
func Mean(forests ...*Forest) *Forest {
	n := float64(len(forests))
	out := &Forest{}
	for _, f := range forests {
		out.Base += f.Base / n
		for _, t := range f.Trees {
			own := make(Tree, len(t))
			copy(own, t)
			for k := range own {
				if own[k].Left == 0 {
					own[k].Cut = float32(round(float64(own[k].Cut) / n))
				}
			}
			out.Trees = append(out.Trees, own)
		}
	}
	out.Base = round(out.Base)
	return out
}
