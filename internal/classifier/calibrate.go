package classifier

import (
	"math"

	"gonum.org/v1/gonum/optimize"
)

// calibration turns a model's log odds into those of honest probabilities: a
// common slope (Platt 1999; Guo et al. 2017) and an offset for the two classes
// against neutral.
type calibration struct {
	slope  float64
	offset [2]float64
}

// odds of negative and positive against neutral.
func (c calibration) odds(z [numClasses]float64) [2]float64 {
	return [2]float64{c.slope*(z[0]-z[1]) + c.offset[0], c.slope*(z[2]-z[1]) + c.offset[1]}
}

func (c calibration) apply(z [numClasses]float64) [numClasses]float64 {
	o := c.odds(z)
	return softmax([numClasses]float64{o[0], 0, o[1]})
}

// calibrate fits slope and offsets to held-out scores by the least log loss;
// every set counts the same. Evenness is that of [Options].
func calibrate(held [][numClasses]float64, data []encoded, examples []Example, evenness float64) calibration {
	type setClass struct {
		set   string
		label int
	}
	counts, sets := map[setClass]float64{}, map[string]float64{}
	for _, e := range examples {
		if !e.Made {
			counts[setClass{e.Set, e.Label}]++
			sets[e.Set]++
		}
	}
	weight := make([]float64, len(data))
	totals := map[string]float64{}
	for i, e := range examples {
		if e.Made {
			continue
		}
		weight[i] = math.Pow(sets[e.Set]/counts[setClass{e.Set, e.Label}], evenness)
		totals[e.Set] += weight[i]
	}
	for i, e := range examples {
		if e.Made {
			continue
		}
		weight[i] /= totals[e.Set] * float64(len(sets))
	}
	loss := func(x []float64) float64 {
		c := calibration{x[0], [2]float64{x[1], x[2]}}
		sum := 0.0
		for i, z := range held {
			if weight[i] == 0 {
				continue
			}
			sum -= weight[i] * math.Log(math.Max(c.apply(z)[data[i].label], 1e-12))
		}
		return sum
	}
	start := []float64{1, 0, 0}
	res, err := optimize.Minimize(optimize.Problem{Func: loss}, start, nil, &optimize.NelderMead{})
	if err != nil && res == nil || res.X[0] <= 0 {
		return calibration{slope: 1}
	}
	// Rounded, so that the last digits of a sum do not reach the file.
	round := func(v float64) float64 { return math.Round(v*1e4) / 1e4 }
	return calibration{round(res.X[0]), [2]float64{round(res.X[1]), round(res.X[2])}}
}
