package eval

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"
)

// Guides for alpha (Krippendorff 2004; Hayes & Krippendorff 2007): from
// Reliable on data can be relied on, from Tentative on they allow tentative
// conclusions.
const (
	Reliable  = 0.800
	Tentative = 0.667
)

// Pair is how two coders agree.
type Pair struct {
	A         string   `json:"a"`
	B         string   `json:"b"`
	N         int      `json:"n"` // units that both coded
	Agreement Figure   `json:"agreement"`
	Kappa     Figure   `json:"kappa"`
	ByClass   []Figure `json:"kappa_by_class"` // each class against the rest
	Confusion [][]int  `json:"confusion"`      // [a][b]
}

// Agreement is how far the coders of a sample agree.
type Agreement struct {
	Task    string   `json:"task"`
	Coders  []string `json:"coders"`
	Classes []string `json:"classes"`
	Units   int      `json:"units"`    // with two codes or more
	Alone   int      `json:"one_code"` // with one code: they tell nothing
	Level   float64  `json:"level"`
	Seed    uint64   `json:"seed"`
	Alphas  []Figure `json:"alpha"`
	Pairs   []Pair   `json:"pairs"`
}

// Agree computes the agreement of coders. codes holds a row for each coder
// with a class index for each unit, -1 where it has none. values are the
// classes' places on a scale, such as -1, 0, 1, or nil where they have no
// order. Intervals are of a bootstrap over units.
func Agree(coders, classes []string, codes [][]int, values []float64, r Resampling) *Agreement {
	r = r.withDefaults()
	out := &Agreement{Coders: coders, Classes: classes, Level: r.Level, Seed: r.Seed}
	nominal, scaled := units(codes, nil), units(codes, values)
	for _, u := range nominal {
		switch len(u) {
		case 0:
		case 1:
			out.Alone++
		default:
			out.Units++
		}
	}
	add := func(name string, u [][]float64, s Scale) {
		f := AlphaInterval(u, s, r)
		f.Name = name
		out.Alphas = append(out.Alphas, f)
	}
	add("alpha, nominal", nominal, Nominal)
	if values != nil {
		add("alpha, ordinal", scaled, Ordinal)
		add("alpha, interval", scaled, Interval)
	}
	for i := range coders {
		for j := i + 1; j < len(coders); j++ {
			out.Pairs = append(out.Pairs, pairOf(coders[i], coders[j], classes, codes[i], codes[j], r))
		}
	}
	return out
}

// units turns codes into the values of each unit.
func units(codes [][]int, values []float64) [][]float64 {
	out := make([][]float64, len(codes[0]))
	for _, coder := range codes {
		for u, k := range coder {
			switch {
			case k < 0:
			case values == nil:
				out[u] = append(out[u], float64(k))
			default:
				out[u] = append(out[u], values[k])
			}
		}
	}
	return out
}

// pairOf measures two coders on the units that both have coded: the first is
// taken for the gold.
func pairOf(a, b string, classes []string, x, y []int, r Resampling) Pair {
	p := &Predictions{Classes: classes}
	for u := range x {
		if x[u] >= 0 && y[u] >= 0 {
			p.Gold, p.Predicted = append(p.Gold, x[u]), append(p.Predicted, y[u])
		}
	}
	out := Pair{A: a, B: b, N: len(p.Gold), Confusion: p.Confusion().Count}
	metrics := []Metric{
		{"percent agreement", func(p *Predictions, rows []int) float64 { return p.Weighted(rows).Accuracy() }},
		{"Cohen's kappa", func(p *Predictions, rows []int) float64 { return p.kappa(rows, -1) }},
	}
	for k, class := range classes {
		metrics = append(metrics, Metric{"kappa " + class, func(p *Predictions, rows []int) float64 { return p.kappa(rows, k) }})
	}
	figures := measure(p, r, metrics)
	out.Agreement, out.Kappa, out.ByClass = figures[0], figures[1], figures[2:]
	return out
}

// kappa of gold and predictions, or of one class against the rest.
func (p *Predictions) kappa(rows []int, class int) float64 {
	a, b := make([]int, len(rows)), make([]int, len(rows))
	for i, r := range rows {
		a[i], b[i] = p.Gold[r], p.Predicted[r]
		if class >= 0 {
			a[i], b[i] = boolInt(a[i] == class), boolInt(b[i] == class)
		}
	}
	return Kappa(a, b, max(len(p.Classes), 2))
}

// WriteJSON writes the agreement as indented JSON.
func (o *Agreement) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(o)
}

// WriteText writes the agreement for people.
func (o *Agreement) WriteText(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "%s coded by %s: %d units with two codes or more", o.Task, strings.Join(o.Coders, ", "), o.Units)
	if o.Alone > 0 {
		fmt.Fprintf(t, ", %d with one code left out", o.Alone)
	}
	fmt.Fprintf(t, "\n\nKrippendorff's\tvalue\t%.0f%% interval\t\n", 100*o.Level)
	writeFigures(t, o.Alphas)
	fmt.Fprintf(t, "\nguides (Hayes & Krippendorff 2007): %.3f and more can be relied on, %.3f and more allows tentative conclusions. Here: %s\n", Reliable, Tentative, o.verdict())
	for _, p := range o.Pairs {
		fmt.Fprintf(t, "\n%s \\ %s\t%s\t\n", p.A, p.B, strings.Join(o.Classes, "\t"))
		for k, row := range p.Confusion {
			fmt.Fprint(t, o.Classes[k])
			for _, n := range row {
				fmt.Fprintf(t, "\t%d", n)
			}
			fmt.Fprint(t, "\t\n")
		}
		fmt.Fprintf(t, "\n%d units\tvalue\t%.0f%% interval\t\n", p.N, 100*o.Level)
		writeFigures(t, append([]Figure{p.Agreement, p.Kappa}, p.ByClass...))
	}
	return t.Flush()
}

// verdict reads the best fitting alpha, the last one, beside the guides.
func (o *Agreement) verdict() string {
	f := o.Alphas[len(o.Alphas)-1]
	where := func(v float64) string {
		switch {
		case math.IsNaN(v):
			return "cannot be told"
		case v >= Reliable:
			return "reliable"
		case v >= Tentative:
			return "tentative"
		}
		return "not reliable"
	}
	s := f.Name + " is " + where(f.Value)
	if lo := where(f.Lo); cmp.Compare(lo, where(f.Value)) != 0 {
		s += ", its interval reaches down to " + lo
	}
	return s
}
