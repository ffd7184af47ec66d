package chart

import (
	"fmt"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// ToneStance draws stance toward the targets by the tone of the comment, all
// targets together: how far tone would mislead as a measure of stance
// (Bestvater & Monroe 2022).
//
// The error wraps ErrNoData where fewer than two scored comments take a target
// up.
func ToneStance(s *analysis.Summary, m Meta) (Figure, error) {
	if len(s.ToneStances) == 0 {
		return nil, fmt.Errorf("tone and stance: no scored %s takes a target up: %w", noun(s), ErrNoData)
	}
	t := &s.ToneStances[0]
	b := &matrixBody{
		unit: "stance", face: newTypeface(m.Fonts), fills: toneFills(), inks: toneInks(),
		columns: []string{"against", "neither", "in favor"},
		share:   func(p, k int) analysis.Estimate { return t.Share[p][k] },
		n:       func(p, k int) int { return t.N[p][k] },
	}
	if t.Target != "" {
		b.unit = noun(s)
	}
	for _, l := range analysis.ToneLabels() {
		b.rows = append(b.rows, string(l)+" "+noun(s))
	}
	n := b.total()
	if n < 2 {
		return nil, fmt.Errorf("tone and stance: fewer than two scored %s take a target up: %w", numeral.Nouns(noun(s)), ErrNoData)
	}
	f := &figure{name: "tone-stance", face: b.face, body: b, title: toneStanceFinding(t, noun(s))}
	about := "what they speak of"
	if name, _ := b.face.legible(t.Target); name != "" {
		about = name
	}
	f.subtitle = fmt.Sprintf("Stance of %s toward %s (columns) by their tone (rows)", numeral.Nouns(noun(s)), b.face.fit(about, stSubtitle, 300))
	f.notes = append(f.notes, sampleNote(s), intervalNote(s, "Ranges"))
	if t.Target == "" {
		f.notes = append(f.notes, fmt.Sprintf("A %s counts once for each of the %d targets that it takes up", noun(s), len(s.Targets)))
	}
	if o := t.Opposite; o.N > 0 {
		f.notes = append(f.notes, fmt.Sprintf("Of the %s for or against in %s that are negative or positive, %s point the other way than the tone%s",
			numeral.Plural(o.N, "stance"), numeral.Nouns(noun(s)), percent(o.Value), rangeText(o)))
	}
	f.notes = append(f.notes, "A wrong tone or a wrong stance counts as well: the two engines err apart", methodNote(m.bothMethods(), m))
	f.alt = fmt.Sprintf("Bars of stance toward targets by the tone of the %s, %s. %s.", noun(s), numeral.Plural(n, b.unit), f.title)
	return f, nil
}

// toneStanceFinding says how often tone points the other way.
func toneStanceFinding(t *analysis.ToneStance, noun string) string {
	o := t.Opposite
	const much = 0.1 // a share that no reader would call none
	switch {
	case !o.HasInterval():
		return fmt.Sprintf("Too few %s that take a side to compare their tone with it", numeral.Nouns(noun))
	case o.Lo >= much:
		return fmt.Sprintf("Tone is not stance: %s of the stances taken go against the tone of the %s", percent(o.Value), noun)
	case o.Hi < 0.5:
		return fmt.Sprintf("Tone and stance mostly point the same way: %s of the stances taken go against the tone", percent(o.Value))
	}
	return fmt.Sprintf("Too few %s to tell how often tone and stance part", numeral.Nouns(noun))
}

// rangeText is the interval of a share in brackets, nothing without one.
func rangeText(e analysis.Estimate) string {
	if !e.HasInterval() {
		return ""
	}
	return fmt.Sprintf(" (%s interval %s)", levelText(e.Level), percentRange(e))
}
