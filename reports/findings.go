package reports

import (
	"fmt"
	"math"
	"strings"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
	"github.com/undertone-project/undertone/reports/chart"
	"github.com/undertone-project/undertone/reports/page"
)

// findings are what the charts' titles claim, each with the figures behind it.
func findings(s *analysis.Summary, figures []chart.Figure) []page.Finding {
	var out []page.Finding
	for _, f := range figures {
		sentence := chart.Finding(f)
		if sentence == "" || strings.HasPrefix(f.Name(), "tree-") {
			continue
		}
		out = append(out, page.Finding{Sentence: sentence + ".", Figures: figuresOf(s, f.Name()), Chart: f.Name()})
	}
	return out
}

// figuresOf gives the figures behind the chart of that name, with their
// intervals and what they count; "" where the finding has them all.
func figuresOf(s *analysis.Summary, name string) string {
	switch name {
	case "trend":
		return trendFigures(s)
	case "distribution":
		d := &s.Distribution
		return fmt.Sprintf("Negative %s, neutral %s, positive %s; mean %s; %s.", chart.Percent(d.Negative), chart.Percent(d.Neutral), chart.Percent(d.Positive),
			chart.Mean(d.Mean), behind(s, d.Mean))
	case "stance":
		return stanceFigures(s)
	case "depth":
		if s.ReplyGap.N > 0 {
			return fmt.Sprintf("Mean tone of replies to comments minus that of top-level comments %s; %s.", chart.Mean(s.ReplyGap), behind(s, s.ReplyGap))
		}
	case "replies":
		r := &s.RepliesToComments
		if r.N > 0 {
			return fmt.Sprintf("Of replies to comments, %s agree, %s disagree and %s ask; %s.", chart.Percent(r.Agree), chart.Percent(r.Disagree),
				chart.Percent(r.Query), behind(s, r.Agree))
		}
	}
	return ""
}

func trendFigures(s *analysis.Summary) string {
	t := &s.Trend
	var parts []string
	if t.Change.N > 0 {
		parts = append(parts, fmt.Sprintf("Mean tone of the last third minus that of the first %s; %s.", chart.Mean(t.Change), behind(s, t.Change)))
	}
	for _, c := range t.Changes {
		at := fmt.Sprintf("%s %d", unit(s), c.Position)
		if t.Axis == analysis.AxisTime {
			at = c.Time.Format("2006-01-02 15:04")
		}
		parts = append(parts, fmt.Sprintf("At %s from %s to %s (p = %.3f).", at, chart.Mean(c.Before), chart.Mean(c.After), c.P))
	}
	return strings.Join(parts, " ")
}

// stanceFigures names the targets that most take up.
func stanceFigures(s *analysis.Summary) string {
	const most = 4
	var parts []string
	for _, t := range s.Targets {
		if len(parts) == most {
			break
		}
		if !math.IsNaN(t.Net.Value) {
			parts = append(parts, fmt.Sprintf("%s: in favor minus against %s; %s.", t.Target, chart.Mean(t.Net), behind(s, t.Net)))
		}
	}
	return strings.Join(parts, " ")
}

// behind says what an estimate rests on: "129 comments, 36 known authors".
func behind(s *analysis.Summary, e analysis.Estimate) string {
	if e.NAuthors == 0 {
		return chart.Count(e.N, unit(s)) + ", authors unknown"
	}
	return chart.Count(e.N, unit(s)) + " by " + chart.Count(e.NAuthors, "known author")
}

func unit(s *analysis.Summary) string { return string(s.Unit) }

// numbers are the key figures at the head of the page.
func numbers(s *analysis.Summary) []page.Number {
	out := []page.Number{{Label: upper(unit(s)) + "s", Value: numeral.Count(s.Items), Note: scoredNote(s)}}
	if s.AuthorsKnown > 0 {
		note := ""
		if s.AuthorsKnown < s.Items {
			note = fmt.Sprintf("known for %s of %s", numeral.Count(s.AuthorsKnown), numeral.Count(s.Items))
		}
		out = append(out, page.Number{Label: "Authors", Value: numeral.Count(s.Authors), Note: note})
	}
	d := &s.Distribution
	if d.Scored == 0 {
		return out
	}
	share := func(label string, e analysis.Estimate) {
		value, note, _ := strings.Cut(chart.Percent(e), " ")
		out = append(out, page.Number{Label: label, Value: value, Note: strings.Trim(note, "()")})
	}
	share("Negative in tone", d.Negative)
	share("Positive in tone", d.Positive)
	value, note, _ := strings.Cut(chart.Mean(d.Mean), " ")
	return append(out, page.Number{Label: "Mean tone, −1 to +1", Value: value, Note: strings.Trim(note, "()")})
}

func scoredNote(s *analysis.Summary) string {
	if s.Distribution.Unscored == 0 {
		return "all scored"
	}
	return fmt.Sprintf("%s scored", numeral.Count(s.Distribution.Scored))
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
