package chart

import (
	"fmt"
	"math"
	"strconv"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// Forest draws the contrasts of a pair of groups: each measure's effect on a
// common scale from -1 to 1 with its interval, the values of both groups,
// their difference and its p value, adjusted for the family of contrasts. Pairs
// count from 0 in the order of c.Contrasts.
//
// The error wraps ErrNoData where there is no such pair.
func Forest(c *analysis.Comparison, m Meta, pair int) (Figure, error) {
	all := contrastsOf(c, pair)
	if len(all) == 0 {
		return nil, fmt.Errorf("forest: no pair %d of groups: %w", pair, ErrNoData)
	}
	rows := comparable(all)
	face := newTypeface(m.Fonts)
	name := "forest"
	if pair > 0 {
		name = fmt.Sprintf("forest-%d", pair+1)
	}
	nameA, _ := face.legible(rows[0].A)
	nameB, _ := face.legible(rows[0].B)
	f := &figure{name: name, face: face, body: newForestBody(rows, face)}
	f.title = upperFirst(forestFinding(rows, face.fit(nameA, stTitle, 230), face.fit(nameB, stTitle, 230)))
	unit := string(c.Unit)
	f.subtitle = fmt.Sprintf("A: %s (%s). B: %s (%s)", face.fit(nameA, stSubtitle, 400), groupSize(c, rows[0].A, unit),
		face.fit(nameB, stSubtitle, 400), groupSize(c, rows[0].B, unit))
	f.notes = append(f.notes,
		"Effect: Cliff's delta, or for shares the difference of the shares, from "+minus+"1 to +1; to the right where B has more",
		fmt.Sprintf("Whiskers and ranges: %s intervals, resampled by author (by thread for measures of threads)", levelText(c.Level)),
		fmt.Sprintf("p by permutation, adjusted for %s (Holm); filled where it is at most %s", numeral.Plural(c.Family, "contrast"), shortFloat(1-c.Level)))
	if n := len(all) - len(rows); n > 0 {
		f.notes = append(f.notes, fmt.Sprintf("not drawn: %s with too few authors or threads on a side for an interval", numeral.Plural(n, "measure")))
	}
	f.notes = append(f.notes, warningNotes(m, 3, c.Warnings)...)
	f.notes = append(f.notes, methodNote(m.Method, m))
	f.alt = fmt.Sprintf("Forest plot of %s between %s (A) and %s (B). %s.", numeral.Plural(len(rows), "contrast"), rows[0].A, rows[0].B, f.title)
	return f, nil
}

// contrastsOf are the contrasts of a pair.
func contrastsOf(c *analysis.Comparison, pair int) []analysis.Contrast {
	at := -1
	var out []analysis.Contrast
	for i, x := range c.Contrasts {
		if i == 0 || x.A != c.Contrasts[i-1].A || x.B != c.Contrasts[i-1].B {
			at++
		}
		if at == pair {
			out = append(out, x)
		}
	}
	return out
}

// comparable leaves out the contrasts without an interval, which say nothing
// of a difference; all stay where none has one.
func comparable(rows []analysis.Contrast) []analysis.Contrast {
	var out []analysis.Contrast
	for _, r := range rows {
		if r.Difference.HasInterval() {
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return rows
	}
	return out
}

// groupSize says how large a group is.
func groupSize(c *analysis.Comparison, name, unit string) string {
	for _, g := range c.Groups {
		if g.Name != name {
			continue
		}
		s := numeral.Plural(g.Items, unit)
		switch {
		case g.AuthorsKnown == g.Items:
			s += ", " + numeral.Plural(g.Authors, "author")
		case g.AuthorsKnown > 0:
			s += fmt.Sprintf(", %s known for %s", numeral.Plural(g.Authors, "author"), numeral.Count(g.AuthorsKnown))
		}
		return s
	}
	return "size unknown"
}

// forestFinding names the measures in which the groups differ.
func forestFinding(rows []analysis.Contrast, a, b string) string {
	var differ []string
	compared := false
	for _, r := range rows {
		compared = compared || r.Difference.HasInterval()
		if r.Supported {
			differ = append(differ, r.Label)
		}
	}
	if !compared {
		return fmt.Sprintf("Too few authors in %s or %s to compare them", a, b)
	}
	if len(differ) == 0 {
		return fmt.Sprintf("No clear difference between %s and %s in any of %s", a, b, numeral.Plural(len(rows), "measure"))
	}
	return fmt.Sprintf("%s and %s differ clearly in %s", a, b, listing(differ, 3))
}

// shortFloat writes v without trailing zeros.
func shortFloat(v float64) string {
	return strconv.FormatFloat(math.Round(v*1000)/1000, 'f', -1, 64)
}

// pText writes a p value.
func pText(p float64) string {
	switch {
	case math.IsNaN(p):
		return "no test"
	case p < 0.001:
		return "<0.001"
	case p > 0.995:
		return "1.00"
	case p < 0.1:
		return strconv.FormatFloat(p, 'f', 3, 64)
	}
	return strconv.FormatFloat(p, 'f', 2, 64)
}

// value writes a value of a contrast's measure, diff a difference.
func contrastValue(c *analysis.Contrast, v float64) string {
	switch {
	case math.IsNaN(v):
		return "–"
	case isShare(c):
		return percent(v)
	case isSigned(c):
		return signed(v)
	}
	return strconv.FormatFloat(v, 'f', decimalsOf(c), 64)
}

func contrastDiff(c *analysis.Contrast, v float64) string {
	if isShare(c) {
		return signedTo(100*v, 0)
	}
	return signedTo(v, decimalsOf(c))
}

// isShare reports whether a measure is said in percentage points, isSigned
// whether its values have a sign.
func isShare(c *analysis.Contrast) bool { return c.Effect.Name == "risk difference" }

func isSigned(c *analysis.Contrast) bool {
	return c.Measure == analysis.MeasureSentiment || c.Measure == analysis.MeasureNetStance
}

func decimalsOf(c *analysis.Contrast) int {
	if c.Measure == analysis.MeasureWords || c.Measure == analysis.MeasureVolume {
		return 1
	}
	return 2
}

// forestColumns are where the columns of the chart stand.
type forestColumns struct {
	label, plot          vg.Rectangle
	a, b, diff, adjusted vg.Length // right ends
}

type forestBody struct {
	rows  []analysis.Contrast
	label []string
	face  *typeface
	reach float64
}

func newForestBody(rows []analysis.Contrast, face *typeface) *forestBody {
	b := &forestBody{rows: rows, face: face}
	var ends []float64
	for _, r := range rows {
		label, _ := face.legible(r.Label)
		b.label = append(b.label, upperFirst(label))
		e := r.Effect.Estimate
		if r.Effect.Name != "" {
			ends = append(ends, e.Value, e.Lo, e.Hi)
		}
	}
	b.reach = symmetric(ends...)
	return b
}
