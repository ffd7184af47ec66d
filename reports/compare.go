package reports

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
	"github.com/undertone-project/undertone/reports/chart"
	"github.com/undertone-project/undertone/reports/export"
)

// CompareOptions choose how groups are compared and what the comparison says
// about itself.
type CompareOptions struct {
	Compare  analysis.CompareOptions
	Meta     chart.Meta
	Image    chart.Output // what files the pictures become
	NoPage   bool         // leave index.html out
	Inputs   []Input
	Settings map[string]string
	// Style and Encodings are those of the tables, as in Options.
	Style     export.Style
	Encodings []string
}

// Comparison is a comparison of groups ready to be written.
type Comparison struct {
	bundle
	analysis.Comparison
}

// NewComparison compares groups; fewer than two are an error.
func NewComparison(groups []analysis.Group, opt CompareOptions) (*Comparison, error) {
	if len(groups) < 2 {
		return nil, errors.New("comparing needs at least two groups")
	}
	if err := opt.Image.Check(); err != nil {
		return nil, err
	}
	c := &Comparison{Comparison: analysis.Compare(groups, opt.Compare)}
	if len(c.Contrasts) == 0 {
		return nil, errors.New("the groups share nothing that can be compared")
	}
	resources := []export.Resource{
		export.NewResource[export.ContrastRow]("comparison", "comparison.csv", "Differences between groups", "measure", "target", "group_a", "group_b"),
	}
	c.style, c.encodings = opt.Style, opt.Encodings
	c.addTable("comparison", table(export.Contrasts(&c.Comparison)))
	c.files = append(c.files, file{"comparison.txt", func(w io.Writer) error { return c.WriteText(w) }})
	var panels []panel
	for pair := range len(groups) * (len(groups) - 1) / 2 {
		f, err := chart.Forest(&c.Comparison, opt.Meta, pair)
		if errors.Is(err, chart.ErrNoData) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("drawing the forest plot: %w", err)
		}
		panels = append(panels, newPanel(f, opt.Image, nil))
	}
	side, err := c.multiples(groups, opt, &resources)
	if err != nil {
		return nil, err
	}
	panels = append(panels, side...)
	for _, p := range panels {
		c.files = append(c.files, p.files()...)
	}
	c.files = append(c.files, file{"datapackage.json", func(w io.Writer) error {
		return export.WriteDataPackage(w, "undertone-comparison", c.title(), resources)
	}})
	c.page(groups, opt, panels)
	c.inputs, c.settings, c.seed, c.warnings = opt.Inputs, opt.Settings, opt.Compare.Seed, c.Warnings
	return c, nil
}

// multiples adds the groups' distributions side by side, and their figures.
func (c *Comparison) multiples(groups []analysis.Group, opt CompareOptions, resources *[]export.Resource) ([]panel, error) {
	var parts []chart.Group
	var rows []export.GroupDistributionRow
	for _, g := range groups {
		s := analysis.Summarize(g.Results, analysis.SummaryOptions{Level: opt.Compare.Level, Seed: opt.Compare.Seed})
		parts = append(parts, chart.Group{Name: g.Name, Summary: &s})
		rows = append(rows, export.GroupDistribution(g.Name, &s)...)
	}
	f, err := chart.Multiples(parts, opt.Meta)
	if errors.Is(err, chart.ErrNoData) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("drawing small multiples: %w", err)
	}
	name := f.Name() + ".csv"
	c.addCSV(name, table(rows))
	*resources = append(*resources, export.NewResource[export.GroupDistributionRow](f.Name(), name, "Distributions of the groups"))
	sheet := export.NewSheet(rows)
	return []panel{newPanel(f, opt.Image, &sheet)}, nil
}

func (c *Comparison) title() string {
	names := make([]string, len(c.Groups))
	for i, g := range c.Groups {
		names[i] = g.Name
	}
	return strings.Join(names, " compared with ")
}

// WriteText writes the comparison as a text table, with what can be concluded.
func (c *Comparison) WriteText(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	pair := ""
	for _, k := range c.Contrasts {
		if p := k.B + " minus " + k.A; p != pair {
			pair = p
			fmt.Fprintf(tw, "%s\n\t%s\t%s\tdifference\t%.0f%% interval\teffect\tp, Holm-adjusted\n", pair, k.A, k.B, 100*c.Level)
		}
		effect := k.Effect.Estimate.Value
		if !k.Difference.HasInterval() {
			// Of one thread each, delta is always 1 or 0: no effect, a count of two.
			effect = math.NaN()
		}
		mark := ""
		switch {
		case k.Supported:
			mark = " *"
		case k.Contested():
			mark = " ?"
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t%s\t%s%s\n", k.Label, orDash(numeral.Fixed, k.EstimateA.Value, 2), orDash(numeral.Fixed, k.EstimateB.Value, 2),
			orDash(numeral.Signed, k.Difference.Value, 2), interval(k.Difference), orDash(numeral.Signed, effect, 2), orDash(numeral.Fixed, k.PAdjusted, 3), mark)
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(w)
	for _, k := range c.Contrasts {
		switch {
		case k.Supported:
			fmt.Fprintln(w, "* "+k.Sentence)
		case k.Contested():
			fmt.Fprintln(w, "? "+k.Sentence)
		}
	}
	for _, warning := range c.Warnings {
		fmt.Fprintln(w, "note: "+warning)
	}
	return nil
}

// orDash writes a figure, a dash where there is none.
func orDash(write func(v float64, decimals int) string, v float64, decimals int) string {
	if math.IsNaN(v) {
		return "-"
	}
	return write(v, decimals)
}

func interval(e analysis.Estimate) string {
	if !e.HasInterval() {
		return "too few"
	}
	return numeral.Signed(e.Lo, 2) + " to " + numeral.Signed(e.Hi, 2)
}
