package chart

import (
	"fmt"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// Tones draws the tone of replies by the tone of the comment that they answer:
// each row a bar of shares that add up to 1, with counts and intervals.
//
// The error wraps ErrNoData where fewer than two scored replies answer scored
// comments.
func Tones(s *analysis.Summary, m Meta) (Figure, error) {
	b := &matrixBody{unit: "reply", fills: toneFills(), inks: toneInks(), face: newTypeface(m.Fonts)}
	for _, l := range analysis.ToneLabels() {
		b.rows, b.columns = append(b.rows, string(l)+" comment"), append(b.columns, string(l)+" reply")
	}
	b.share = func(p, r int) analysis.Estimate { return s.Tones.Share[p][r] }
	b.n = func(p, r int) int { return s.Tones.N[p][r] }
	n := b.total()
	if n < 2 {
		return nil, fmt.Errorf("tones: fewer than two scored replies to scored comments: %w", ErrNoData)
	}
	f := &figure{name: "tones", face: b.face, body: b, title: tonesFinding(s)}
	f.subtitle = "Tone of replies (columns) by the tone of the comment that they answer (rows); number of replies in brackets"
	f.notes = append(f.notes, sampleNote(s), intervalNote(s, "Ranges"), edgeNote(s))
	if edgeNote(s) != "" {
		f.notes = append(f.notes, "Wrong edges make the rows look more alike than they are")
	}
	f.notes = append(f.notes, methodNote(m.Method, m))
	f.alt = fmt.Sprintf("Bars of the tone of %s by the tone of the comment answered. %s.", numeral.Plural(n, "reply"), f.title)
	return f, nil
}

// tonesFinding compares the replies to negative and to positive comments.
func tonesFinding(s *analysis.Summary) string {
	toNegative, toPositive := s.Tones.Share[0][0], s.Tones.Share[2][0]
	shares := fmt.Sprintf("%s to %s", percent(toNegative.Value), percent(toPositive.Value))
	switch dir, known := apart(toPositive, toNegative); {
	case !known:
		return "Too few replies to tell whether they take up the tone of what they answer"
	case dir > 0:
		return "Negative comments draw more negative replies than positive ones do, " + shares
	case dir < 0:
		return "Negative comments draw fewer negative replies than positive ones do, " + shares
	}
	return "No clear link between the tone of comments and of the replies to them"
}
