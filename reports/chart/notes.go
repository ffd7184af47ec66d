package chart

import (
	"fmt"
	"strings"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// sampleNote says what was counted: items, authors, coverage.
func sampleNote(s *analysis.Summary) string {
	if s.Items == 0 {
		return "No " + numeral.Nouns(noun(s))
	}
	n := numeral.Plural(s.Items, noun(s))
	if len(s.Threads) > 1 && noun(s) != "post" {
		n += " in " + numeral.Plural(len(s.Threads), "thread")
	}
	switch {
	case s.AuthorsKnown == 0:
		n += ", authors unknown"
	case s.AuthorsKnown < s.Items:
		n += fmt.Sprintf(", %s known for %s of them", numeral.Plural(s.Authors, "author"), numeral.Count(s.AuthorsKnown))
	default:
		n += " by " + numeral.Plural(s.Authors, "author")
	}
	if u := s.Distribution.Unscored; u > 0 {
		n += fmt.Sprintf("; %s of them not scored (no words, or a language the method does not know)", numeral.Count(u))
	}
	return n
}

// intervalNote says what the intervals are and what was resampled.
func intervalNote(s *analysis.Summary, marks string) string {
	unit := "resampled by author"
	if s.AuthorsKnown == 0 {
		unit = "each " + noun(s) + " resampled on its own, as authors are unknown"
	}
	return fmt.Sprintf("%s: %s intervals, %s", marks, levelText(s.Level), unit)
}

// methodNote says what scored the texts, whether that was validated, and what
// was read.
func methodNote(method string, m Meta) string {
	var parts []string
	if method != "" {
		parts = append(parts, "Method: "+method)
	}
	parts = append(parts, m.validation())
	if m.Source != "" {
		parts = append(parts, "source: "+m.Source)
	}
	return strings.Join(parts, "; ")
}

// warningNotes are up to most distinct warnings, each a sentence, without
// those on validation, which every footnote has already.
func warningNotes(m Meta, most int, lists ...[]string) []string {
	seen := map[string]bool{"": true}
	var out []string
	for _, l := range lists {
		for _, w := range l {
			if seen[w] || len(out) == most || strings.HasPrefix(w, m.validation()) {
				continue
			}
			seen[w] = true
			out = append(out, w)
		}
	}
	return out
}

// footnote is the notes as one paragraph that the fonts can show.
func footnote(face *typeface, notes []string) string {
	var out []string
	for _, n := range notes {
		if n, _ = face.legible(n); n != "" {
			out = append(out, upperFirst(strings.TrimRight(n, ".;")))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return strings.Join(out, ". ") + "."
}

// meanText is an estimate in words: "−0.12 (95% interval −0.20 to −0.04)".
func meanText(e analysis.Estimate) string {
	if !e.HasInterval() {
		return signed(e.Value) + " (too few for an interval)"
	}
	return fmt.Sprintf("%s (%s interval %s)", signed(e.Value), levelText(e.Level), signedRange(e))
}
