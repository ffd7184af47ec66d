package eval

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

// Report is everything measured of one engine on one gold table.
type Report struct {
	Task      string       `json:"task"`
	Gold      string       `json:"gold"`
	Engine    string       `json:"engine"`
	N         int          `json:"n"`
	Unscored  int          `json:"unscored"`
	Level     float64      `json:"level"`
	Seed      uint64       `json:"seed"`
	Classes   []string     `json:"classes"`
	Confusion [][]int      `json:"confusion"` // [gold][predicted]
	Missed    []int        `json:"unscored_by_class"`
	Figures   []Figure     `json:"figures"`
	Against   string       `json:"against,omitempty"`
	Paired    []Difference `json:"differences,omitempty"`
	By        string       `json:"by,omitempty"`
	Groups    []Group      `json:"groups,omitempty"`
	// Weighted says that figures are weighted by the inverse of the
	// probabilities of a sample; Effective is then the size of a simple random
	// sample of the same precision (Kish 1965).
	Weighted  bool    `json:"weighted,omitempty"`
	Effective float64 `json:"n_effective,omitempty"`
	// Prevalence holds the corrected shares of the classes in a corpus.
	Prevalence []Prevalence `json:"prevalence,omitempty"`
}

// Group is the rows that share a value of the column asked for.
type Group struct {
	Value    string   `json:"value"`
	N        int      `json:"n"`
	Unscored int      `json:"unscored"`
	Figures  []Figure `json:"figures"` // those of Metrics, with intervals
}

// MarshalJSON writes a figure that could not be computed as null.
func (f Figure) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Name  string   `json:"name"`
		Value *float64 `json:"value"`
		Lo    *float64 `json:"lo"`
		Hi    *float64 `json:"hi"`
	}{f.Name, number(f.Value), number(f.Lo), number(f.Hi)})
}

// MarshalJSON writes the figure's fields beside those of the two engines.
func (d Difference) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Name  string   `json:"name"`
		A     *float64 `json:"engine"`
		B     *float64 `json:"against"`
		Value *float64 `json:"difference"`
		Lo    *float64 `json:"lo"`
		Hi    *float64 `json:"hi"`
		P     *float64 `json:"p"`
	}{d.Name, number(d.A), number(d.B), number(d.Value), number(d.Lo), number(d.Hi), number(d.P)})
}

func number(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// NewReport measures predictions. The caller fills in the names. extra metrics
// are measured beside the common ones.
func NewReport(p *Predictions, r Resampling, extra ...Metric) *Report {
	r = r.withDefaults()
	c := p.Confusion()
	out := &Report{N: len(p.Gold), Level: r.Level, Seed: r.Seed, Classes: p.Classes, Confusion: c.Count, Missed: c.Unscored}
	for _, n := range c.Unscored {
		out.Unscored += n
	}
	out.Figures = Measure(p, r, extra...)
	if p.Weights != nil {
		var sum, squares float64
		for _, w := range p.Weights {
			sum += w
			squares += w * w
		}
		out.Weighted, out.Effective = true, math.Round(sum*sum/squares*10)/10
	}
	return out
}

// AddComparison adds the paired bootstrap against a second engine.
func (o *Report) AddComparison(name string, p, against *Predictions, r Resampling, extra ...Metric) {
	o.Against = name
	for _, m := range slices.Concat(Metrics(), extra) {
		if m.Name == CalibrationName && (p.Probabilities == nil || against.Probabilities == nil) {
			continue
		}
		o.Paired = append(o.Paired, Compare(p, against, m, r))
	}
}

// AddGroups adds the figures for each value of a column, the largest group
// first.
func (o *Report) AddGroups(column string, values []string, p *Predictions, r Resampling) {
	o.By = column
	rows := map[string][]int{}
	for i, v := range values {
		rows[v] = append(rows[v], i)
	}
	for v, at := range rows {
		sub := p.Rows(at)
		g := Group{Value: v, N: len(at), Figures: Measure(sub, r)[:len(Metrics())-boolInt(p.Probabilities == nil)]}
		for _, n := range sub.Confusion().Unscored {
			g.Unscored += n
		}
		o.Groups = append(o.Groups, g)
	}
	slices.SortFunc(o.Groups, func(a, b Group) int { return cmp.Or(b.N-a.N, strings.Compare(a.Value, b.Value)) })
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// WriteJSON writes the report as indented JSON.
func (o *Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(o)
}

// WriteText writes the report for people.
func (o *Report) WriteText(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "%s of %s on %s: n %d, unscored %d\n\n", o.Task, o.Engine, o.Gold, o.N, o.Unscored)
	fmt.Fprintf(t, "gold \\ predicted\t%s\tunscored\t\n", strings.Join(o.Classes, "\t"))
	for k, row := range o.Confusion {
		fmt.Fprintf(t, "%s\t", o.Classes[k])
		for _, n := range row {
			fmt.Fprintf(t, "%d\t", n)
		}
		fmt.Fprintf(t, "%d\t\n", o.Missed[k])
	}
	if o.Weighted {
		fmt.Fprintf(t, "\nfigures weighted by 1/p_sample (effective n %.1f)\n", o.Effective)
	}
	fmt.Fprintf(t, "\n\tvalue\t%.0f%% interval\t\n", 100*o.Level)
	writeFigures(t, o.Figures)
	o.writePrevalence(t)
	if o.Against != "" {
		fmt.Fprintf(t, "\nagainst %s\t%s\t%s\tdifference\t%.0f%% interval\tp\t\n", o.Against, o.Engine, o.Against, 100*o.Level)
		for _, d := range o.Paired {
			fmt.Fprintf(t, "%s\t%s\t%s\t%+.3f\t%+.3f to %+.3f\t%.4f\t\n", d.Name, decimals(d.A), decimals(d.B), d.Value, d.Lo, d.Hi, d.P)
		}
	}
	for i, g := range o.Groups {
		if i == 0 {
			fmt.Fprintf(t, "\nby %s\tn\tunscored", o.By)
			for _, f := range g.Figures {
				fmt.Fprintf(t, "\t%s", f.Name)
			}
			fmt.Fprint(t, "\t\n")
		}
		fmt.Fprintf(t, "%s\t%d\t%d", g.Value, g.N, g.Unscored)
		for _, f := range g.Figures {
			fmt.Fprintf(t, "\t%s", decimals(f.Value))
		}
		fmt.Fprint(t, "\t\n")
	}
	return t.Flush()
}

// writePrevalence shows what the corpus holds by the engine, by the sample
// alone and by both.
func (o *Report) writePrevalence(t io.Writer) {
	for i, p := range o.Prevalence {
		if i == 0 {
			fmt.Fprintf(t, "\nin the corpus\tengine\tsample alone\t%.0f%% interval\tcorrected\t%.0f%% interval\t\n", 100*o.Level, 100*o.Level)
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s to %s\t%s\t%s to %s\t\n", p.Name, decimals(p.Engine), decimals(p.Sample.Value), decimals(p.Sample.Lo), decimals(p.Sample.Hi),
			decimals(p.Corrected.Value), decimals(p.Corrected.Lo), decimals(p.Corrected.Hi))
	}
	for _, p := range o.Prevalence {
		for _, n := range p.Notes {
			fmt.Fprintf(t, "note: %s\n", n)
		}
	}
}

func writeFigures(t io.Writer, figures []Figure) {
	for _, f := range figures {
		fmt.Fprintf(t, "%s\t%s\t%s to %s\t\n", f.Name, decimals(f.Value), decimals(f.Lo), decimals(f.Hi))
	}
}

// decimals is v with three decimals, "-" where it is not a number.
func decimals(v float64) string {
	if math.IsNaN(v) {
		return "-"
	}
	return strconv.FormatFloat(v, 'f', 3, 64)
}

// WritePredictions writes a CSV with one row for each gold row, in order: id,
// label, predicted (empty where unscored) and the probability of each class.
// prefix is put before the class names in the header, such as "p_".
func WritePredictions(w io.Writer, ids []string, p *Predictions, prefix string) error {
	cw := csv.NewWriter(w)
	header := []string{"id", "label", "predicted"}
	for _, c := range p.Classes {
		header = append(header, prefix+strings.ToLower(c))
	}
	if err := cw.Write(header); err != nil {
		return err
	}
	for i, id := range ids {
		row := []string{id, p.Classes[p.Gold[i]], ""}
		if k := p.Predicted[i]; k >= 0 {
			row[2] = p.Classes[k]
		}
		for k := range p.Classes {
			cell := ""
			if p.Predicted[i] >= 0 && p.Probabilities != nil {
				cell = strconv.FormatFloat(p.Probabilities[i][k], 'f', 6, 64)
			}
			row = append(row, cell)
		}
		if err := cw.Write(row); err != nil {
			return err
		}
	}
	cw.Flush()
	return cw.Error()
}
