package chart

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/undertone-project/undertone/analysis"
)

// event is an event of a shape: when, and for how long, in parts of the span.
type event struct {
	name     string
	at, long float64
}

// fillCross makes up events, a smoothed course, the tables of tone against
// stance and the concentration of authors.
func fillCross(s *analysis.Summary, sh shape, start time.Time) {
	rng := rand.New(rand.NewPCG(13, uint64(sh.n)))
	for _, e := range sh.events {
		from := start.Add(time.Duration(e.at * float64(sh.span)))
		row := analysis.EventSummary{Shown: sh.timed, Before: est(-0.1, -0.2, 0), After: est(0.2, 0.1, 0.3), Difference: est(0.3, 0.1, 0.5)}
		row.Name, row.From, row.To = e.name, from, from.Add(time.Duration(e.long*float64(sh.span)))
		s.Events = append(s.Events, row)
	}
	if sh.n > 100 {
		s.Trend.Span = 0.4
		for i, b := range s.Trend.Bins {
			v := 0.3 * math.Sin(float64(i)/3)
			c := analysis.CurvePoint{Time: b.From.Add(b.To.Sub(b.From) / 2), Position: float64(b.FirstPosition+b.LastPosition) / 2, Value: v, Lo: v - 0.1, Hi: v + 0.15}
			if i%17 == 9 {
				c.Value, c.Lo, c.Hi = math.NaN(), math.NaN(), math.NaN()
			}
			s.Trend.Curve = append(s.Trend.Curve, c)
		}
	}
	for p := range 3 {
		n := sh.n / (3 + 2*p)
		for k := range 4 {
			s.ReplyTones.N[p][k] = rng.IntN(n/2 + 1)
		}
		total := 0
		for _, k := range s.ReplyTones.N[p] {
			total += k
		}
		for k := range 4 {
			s.ReplyTones.Share[p][k] = proportion(s.ReplyTones.N[p][k], total)
		}
	}
	fillToneStances(s, sh, rng)
	fillConcentration(s, sh, rng)
}

func fillToneStances(s *analysis.Summary, sh shape, rng *rand.Rand) {
	if sh.n == 0 || len(s.Targets) == 0 {
		return
	}
	t := analysis.ToneStance{Opposite: proportion(sh.n/4, sh.n)}
	if len(s.Targets) == 1 {
		t.Target = s.Targets[0].Target
	}
	for p := range 3 {
		total := 0
		for k := range 3 {
			t.N[p][k] = rng.IntN(sh.n/2 + 1)
			total += t.N[p][k]
		}
		for k := range 3 {
			t.Share[p][k] = proportion(t.N[p][k], total)
		}
	}
	s.ToneStances = []analysis.ToneStance{t}
}

func fillConcentration(s *analysis.Summary, sh shape, rng *rand.Rand) {
	if sh.authors == 0 {
		return
	}
	counts := make([]int, sh.authors)
	for range sh.n {
		counts[int(float64(sh.authors)*math.Pow(rng.Float64(), 2.5))]++
	}
	slices.SortFunc(counts, func(a, b int) int { return b - a })
	c := &s.Concentration
	c.N, c.Authors = sh.n, sh.authors
	c.Gini = est(0.55, 0.48, 0.61)
	c.Gini.Method = "jackknife"
	items := 0
	for i, n := range counts {
		items += n
		c.Curve = append(c.Curve, analysis.LorenzPoint{Authors: i + 1, Items: items})
	}
}
