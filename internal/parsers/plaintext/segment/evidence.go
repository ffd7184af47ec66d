package segment

import (
	"math"
	"strings"
)

// Missing stands for what a line does not have: a line before the first, for
// instance.
const Missing = -100

// Evidence is what the second model looks at: for each line from line first
// on, the first that is none of the article's, numbers about the line, those
// around it and the page. It holds for pages without headers.
func (m *Model) Evidence(x *Context, first int) [][]float32 {
	n := len(x.lines) - first
	if n <= 0 {
		return nil
	}
	v := &view{x: x, first: first, n: n, odds: m.startOdds(x, first), said: m.Wording.Odds(x, first)}
	v.measure()
	v.sumUp()
	out := make([][]float32, n)
	for i := range out {
		e := vector{v: v, i: i}
		e.around()
		e.line()
		e.place()
		out[i] = append(e.f, v.page...)
	}
	return out
}

// maxOdds bounds log odds.
const maxOdds = 6

// startOdds are the log odds that line first+i begins a comment rather than
// going on with one, given that comments begin at line first.
func (m *Model) startOdds(x *Context, first int) []float64 {
	n := len(x.lines) - first
	trans := &m.Trans[x.style]
	emit := make([][2]float64, n)
	for i := range emit {
		s := m.Emit(x, first+i)
		emit[i] = [2]float64{s[Start], s[Continue]}
	}
	t := [2][2]float64{{trans[Start][Start], trans[Start][Continue]}, {trans[Continue][Start], trans[Continue][Continue]}}
	alpha, beta := make([][2]float64, n), make([][2]float64, n)
	alpha[0] = [2]float64{emit[0][0], -1e9}
	for i := 1; i < n; i++ {
		for b := range 2 {
			alpha[i][b] = logAdd(alpha[i-1][0]+t[0][b], alpha[i-1][1]+t[1][b]) + emit[i][b]
		}
	}
	for i := n - 2; i >= 0; i-- {
		for a := range 2 {
			beta[i][a] = logAdd(t[a][0]+emit[i+1][0]+beta[i+1][0], t[a][1]+emit[i+1][1]+beta[i+1][1])
		}
	}
	odds := make([]float64, n)
	for i := range odds {
		odds[i] = min(maxOdds, max(-maxOdds, alpha[i][0]+beta[i][0]-alpha[i][1]-beta[i][1]))
	}
	return odds
}

// logAdd is log(exp(a)+exp(b)).
func logAdd(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if math.IsInf(a, -1) {
		return a
	}
	return a + math.Log1p(math.Exp(b-a))
}

// vector collects the numbers of line i.
type vector struct {
	v *view
	i int
	f []float32
}

func (e *vector) add(values ...float64) {
	for _, x := range values {
		e.f = append(e.f, float32(x))
	}
}

// near adds what of gives for the lines from i+a to i+b.
func (e *vector) near(a, b int, of func(i int) float64) {
	for k := e.i + a; k <= e.i+b; k++ {
		if k < 0 || k >= e.v.n {
			e.add(Missing)
			continue
		}
		e.add(of(k))
	}
}

// ends are the classes of the signs at the ends of lines, firsts of those at
// their beginnings.
const (
	ends   = `a1#,:.?!~;`
	firsts = `l.xU1"->@([#?`
)

// around adds what the lines nearby are like.
func (e *vector) around() {
	v := e.v
	e.near(-3, 2, func(i int) float64 { return v.odds[i] })
	e.near(-3, 2, func(i int) float64 { return v.length[i] })
	e.near(-2, 1, func(i int) float64 { return float64(strings.IndexByte(ends, v.info(i).end)) })
	e.near(-1, 1, func(i int) float64 { return float64(strings.IndexByte(firsts, v.info(i).first)) })
	e.near(-1, 1, func(i int) float64 { return float64(v.info(i).stops) })
	e.near(-2, 2, func(i int) float64 { return one(v.named[i]) + one(v.named[i] && v.x.same[v.info(i).key] > 1) })
	e.near(-2, 1, func(i int) float64 { return one(v.info(i).closing) + 2*one(v.info(i).voc) })
	e.near(-1, 1, func(i int) float64 { return v.rankOdds[i] })
	e.near(-1, 1, func(i int) float64 { return v.rankLen[i] })
	e.near(-1, 2, func(i int) float64 { return v.said[i] })
	e.near(0, 0, func(i int) float64 { return v.rankSaid[i] })
}

// line adds what line i shares with others.
func (e *vector) line() {
	v, in := e.v, e.v.info(e.i)
	e.near(0, 1, func(i int) float64 { return v.info(i).over1 })
	e.near(0, 1, func(i int) float64 { return v.info(i).over2 })
	e.near(-1, 0, func(i int) float64 { return v.info(i).repeats })
	c := v.class[e.i]
	e.add((v.byClass[c][0] - v.p[e.i] + v.mean) / v.byClass[c][1])
	if e.i == 0 {
		e.add(Missing, 0)
		return
	}
	p := v.info(e.i - 1)
	end := v.byEnd[p.end]
	e.add((end[0] - v.p[e.i] + v.mean) / end[1])
	same := 0
	for h := in.habits ^ p.habits; h != 0; h &= h - 1 {
		same++
	}
	e.add(float64(same))
}

// place adds where line i stands.
func (e *vector) place() {
	v, i := e.v, e.i
	e.add(float64(i), float64(v.n-i), v.last[i], v.run[i])
	average := func(of []float64, from, to int) {
		from, to = max(from, 0), min(to, v.n)
		if from >= to {
			e.add(Missing)
			return
		}
		sum := 0.0
		for _, x := range of[from:to] {
			sum += x
		}
		e.add(sum / float64(to-from))
	}
	average(v.p, i-window, i)
	average(v.p, i+1, i+1+window)
	average(v.length, i-window, i)
	average(v.length, i, i+window)
}
