package linear

import (
	"context"
	"math"
)

// memory is the number of steps that L-BFGS remembers.
const memory = 6

// lbfgs minimises f from w, in place: limited-memory BFGS with backtracking
// line search (Nocedal & Wright 2006, algorithm 7.5). f returns the value at
// its first argument and writes the gradient to the second.
func lbfgs(ctx context.Context, f func(w, g []float64) float64, w []float64, iterations int) error {
	n := len(w)
	g, next, gnext, dir := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	var steps, yields [][]float64
	value := f(w, g)
	for it := range iterations {
		if err := ctx.Err(); err != nil {
			return err
		}
		direction(dir, g, steps, yields)
		slope := dot(dir, g)
		if slope >= 0 || norm(g) < 1e-7 {
			return nil
		}
		rate := 1.0
		if it == 0 {
			rate = math.Min(1, 1/norm(g))
		}
		var v float64
		ok := false
		for range 25 {
			for i := range next {
				next[i] = w[i] + rate*dir[i]
			}
			if v = f(next, gnext); v <= value+1e-4*rate*slope {
				ok = true
				break
			}
			rate /= 2
		}
		if !ok {
			return nil // as far as the precision carries
		}
		s, y := make([]float64, n), make([]float64, n)
		if len(steps) == memory {
			s, y = steps[0], yields[0]
			steps, yields = steps[1:], yields[1:]
		}
		for i := range s {
			s[i], y[i] = next[i]-w[i], gnext[i]-g[i]
		}
		if dot(s, y) > 1e-12 {
			steps, yields = append(steps, s), append(yields, y)
		}
		copy(w, next)
		copy(g, gnext)
		if value-v < 1e-7*math.Abs(v) {
			return nil
		}
		value = v
	}
	return nil
}

// direction is the two-loop recursion: minus the inverse Hessian's estimate
// times the gradient.
func direction(dir, g []float64, steps, yields [][]float64) {
	for i := range dir {
		dir[i] = -g[i]
	}
	m := len(steps)
	if m == 0 {
		return
	}
	alpha := make([]float64, m)
	for j := m - 1; j >= 0; j-- {
		alpha[j] = dot(steps[j], dir) / dot(steps[j], yields[j])
		add(dir, -alpha[j], yields[j])
	}
	scale := dot(steps[m-1], yields[m-1]) / dot(yields[m-1], yields[m-1])
	for i := range dir {
		dir[i] *= scale
	}
	for j := range m {
		beta := dot(yields[j], dir) / dot(steps[j], yields[j])
		add(dir, alpha[j]-beta, steps[j])
	}
}

func dot(a, b []float64) float64 {
	s := 0.0
	for i, x := range a {
		s += x * b[i]
	}
	return s
}

func norm(a []float64) float64 { return math.Sqrt(dot(a, a)) }

func add(dst []float64, x float64, a []float64) {
	for i, y := range a {
		dst[i] += x * y
	}
}
