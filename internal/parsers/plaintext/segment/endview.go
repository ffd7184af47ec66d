package segment

import "math"

// endView is a page as it is seen by who looks for the end of its article.
type endView struct {
	x      *Context
	at     []int                // the places where it may be
	odds   []float64            // log probability of each end of the page, by the field
	below  []float64            // probability, by the field, of an end up to there
	traits [][numTraits]float64 // of each line
	sum    [][numTraits]float64 // running totals, one longer than the lines
	square [][numTraits]float64
	apart  []float64 // how different the text after each place is
	best   float64   // highest of odds
	far    float64   // highest of apart
	worded []float64 // how well the words go with an end at each place
	words  float64   // highest of worded
}

func newEndView(m *Model, x *Context, odds []float64, at []int) *endView {
	n := len(x.lines)
	v := &endView{x: x, odds: odds, at: at, traits: make([][numTraits]float64, n), sum: make([][numTraits]float64, n+1),
		square: make([][numTraits]float64, n+1), below: make([]float64, n+1), best: math.Inf(-1), words: math.Inf(-1)}
	total := 0.0
	for i := range n {
		v.traits[i] = m.endTraits(x, i)
		for k, t := range v.traits[i] {
			v.sum[i+1][k] = v.sum[i][k] + t
			v.square[i+1][k] = v.square[i][k] + t*t
		}
		total += math.Exp(odds[i])
		v.below[i] = total
	}
	v.below[n] = 1
	for _, e := range at {
		v.best = max(v.best, odds[e])
		apart := 0.0
		for k := range numTraits {
			t := v.contrast(k, 0, e, n)
			apart += t * t
		}
		v.apart = append(v.apart, math.Sqrt(apart))
		v.far = max(v.far, math.Sqrt(apart))
		v.worded = append(v.worded, v.sum[n][traitRegister]-2*v.sum[e][traitRegister])
		v.words = max(v.words, v.worded[len(v.worded)-1])
	}
	return v
}

// mostContrast bounds contrasts.
const mostContrast = 20

// contrast is by how many standard errors the mean of trait k in the lines
// [mid, to) is above that in [from, mid): the statistic of a test for two
// samples, their variances pooled. It is 0 where one of them is empty.
func (v *endView) contrast(k, from, mid, to int) float64 {
	n1, n2 := float64(mid-from), float64(to-mid)
	if n1 < 1 || n2 < 1 {
		return 0
	}
	before, after := (v.sum[mid][k]-v.sum[from][k])/n1, (v.sum[to][k]-v.sum[mid][k])/n2
	mean := (v.sum[to][k] - v.sum[from][k]) / (n1 + n2)
	spread := (v.square[to][k]-v.square[from][k])/(n1+n2) - mean*mean
	if spread < 1e-9 {
		return 0
	}
	return max(-mostContrast, min(mostContrast, (after-before)/math.Sqrt(spread*(1/n1+1/n2))))
}

// evidence is what is known of place c: what the field says of it and of its
// neighbours, where it is, and for each trait how the page and the lines nearby
// change there, and what the lines around it and the whole rest are like; last
// how well the words of the lines above and below go with it.
func (v *endView) evidence(c int) []float32 {
	e, n := v.at[c], len(v.traits)
	var f []float32
	add := func(values ...float64) {
		for _, x := range values {
			f = append(f, float32(x))
		}
	}
	better := 0
	for _, o := range v.at {
		if v.odds[o] > v.odds[e] {
			better++
		}
	}
	add(v.odds[e], v.odds[e]-v.best, float64(better), v.below[e], v.apart[c], v.apart[c]-v.far)
	for _, d := range []int{-2, -1, 1, 2} {
		if e+d < 0 || e+d > n {
			add(Missing)
			continue
		}
		add(max(-mostContrast, v.odds[e+d]-v.odds[e]))
	}
	words := v.x.sums.words
	add(float64(e), float64(n-e), float64(e)/float64(n), words[e]/max(1, words[n]), math.Log1p(words[e]), math.Log(float64(n)))
	for k := range numTraits {
		add(v.contrast(k, 0, e, n), v.contrast(k, max(0, e-window), e, min(n, e+window)))
		for i := e - 2; i <= e+1; i++ {
			if i < 0 || i >= n {
				add(Missing)
				continue
			}
			add(v.traits[i][k])
		}
		if e == n {
			add(Missing)
			continue
		}
		add((v.sum[n][k] - v.sum[e][k]) / float64(n-e))
	}
	add(v.worded[c], v.worded[c]-v.words, v.worded[c]-v.worded[len(v.at)-1])
	return f
}
