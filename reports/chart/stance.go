package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// MaxTargets is the most targets that Stance draws: the most taken up.
const MaxTargets = 12

// Stance draws stances toward each target as diverging bars (Heiberger and
// Robbins, "Design of Diverging Stacked Bar Charts for Likert Scales", Journal
// of Statistical Software 57(5), 2014): against to the left of zero, favor to
// the right, neither in a column of its own, sorted by net stance.
//
// Targets with too few for an interval are drawn pale. The error wraps
// ErrNoData where no target is taken up twice.
func Stance(s *analysis.Summary, m Meta) (Figure, error) {
	targets := stanceTargets(s.Targets)
	if len(targets) == 0 {
		return nil, fmt.Errorf("stance: no target is taken up by two %s: %w", numeral.Nouns(noun(s)), ErrNoData)
	}
	face := newTypeface(m.Fonts)
	b := &stanceBody{targets: targets, names: targetNames(face, targets), face: face}
	short := make([]string, len(b.names))
	for i, n := range b.names {
		short[i] = face.fit(n, stTitle, 260)
	}
	f := &figure{name: "stance", face: face, body: b, title: stanceFinding(s, targets, short)}
	f.subtitle = fmt.Sprintf("Share of the %s that take up a target, against it (left) or in favor of it (right)", numeral.Nouns(noun(s)))
	f.notes = append(f.notes, sampleNote(s), "Net: in favor minus against, in percentage points")
	some := slices.ContainsFunc(targets, func(t analysis.TargetSummary) bool { return t.Net.HasInterval() })
	if some {
		f.subtitle += fmt.Sprintf("; number of %s in brackets", numeral.Nouns(noun(s)))
		f.notes = append(f.notes, intervalNote(s, "Whiskers and net"))
	}
	if slices.ContainsFunc(targets, func(t analysis.TargetSummary) bool { return !t.Net.HasInterval() }) {
		f.notes = append(f.notes, "Pale: too few "+numeral.Nouns(noun(s))+" or authors for an interval")
	}
	if n, unsure := neither(targets); unsure > 0 {
		f.notes = append(f.notes, fmt.Sprintf("Neither: %s, of which %s to a side that is not sure enough to be given", numeral.Count(n), leans(unsure)))
	}
	if left := len(s.Targets) - len(targets); left > 0 {
		f.notes = append(f.notes, fmt.Sprintf("The %d targets taken up most, of %d", len(targets), len(targets)+left))
	}
	if len(targets) > 1 && some {
		f.notes = append(f.notes, "Intervals are for each target on its own, not adjusted for their number")
	}
	f.notes = append(f.notes, methodNote(m.stanceMethod(), m))
	f.alt = stanceAlt(f.title, b)
	return f, nil
}

// neither counts who takes no side, and those of them who lean to one.
func neither(targets []analysis.TargetSummary) (n, unsure int) {
	for _, t := range targets {
		n, unsure = n+t.NNone, unsure+t.NAbstained
	}
	return n, unsure
}

// stanceTargets are the targets to draw, the most favored first.
func stanceTargets(all []analysis.TargetSummary) []analysis.TargetSummary {
	var out []analysis.TargetSummary
	for _, t := range all {
		if t.N > 1 {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(a, b analysis.TargetSummary) int { return b.N - a.N })
	out = out[:min(len(out), MaxTargets)]
	slices.SortStableFunc(out, func(a, b analysis.TargetSummary) int {
		switch x, y := net(a), net(b); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return strings.Compare(a.Target, b.Target)
	})
	return out
}

func net(t analysis.TargetSummary) float64 {
	if math.IsNaN(t.Net.Value) {
		return 0
	}
	return t.Net.Value
}

// targetNames are the names as shown; those in a script without glyphs are
// told apart by a number.
func targetNames(face *typeface, targets []analysis.TargetSummary) []string {
	out := make([]string, len(targets))
	for i, t := range targets {
		shown, whole := face.legible(t.Target)
		if !whole {
			shown = fmt.Sprintf("%s %d", shown, i+1)
		}
		out[i] = shown
	}
	return out
}

func stanceAlt(title string, b *stanceBody) string {
	parts := make([]string, 0, len(b.targets))
	for _, t := range b.targets {
		parts = append(parts, fmt.Sprintf("%s: %d against, %d in favor, %d neither", t.Target, t.NAgainst, t.NFavor, t.NNone)+unsureAlt(t))
	}
	return fmt.Sprintf("Diverging bars of stance by target. %s. %s.", title, strings.Join(parts, "; "))
}

func leans(n int) string {
	if n == 1 {
		return "1 leans"
	}
	return numeral.Count(n) + " lean"
}

func unsureAlt(t analysis.TargetSummary) string {
	if t.NAbstained == 0 {
		return ""
	}
	return fmt.Sprintf(" (%d of them unsure)", t.NAbstained)
}

type stanceBody struct {
	targets []analysis.TargetSummary
	names   []string
	face    *typeface
}
