package chart

import (
	"fmt"
	"image/color"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// ReplyTones draws the stance of replies by the tone of the comment that they
// answer: each row a bar of shares that add up to 1, with counts and intervals.
//
// The error wraps ErrNoData where fewer than two replies with a known stance
// answer scored comments.
func ReplyTones(s *analysis.Summary, m Meta) (Figure, error) {
	b := &matrixBody{
		unit: "reply", face: newTypeface(m.Fonts), columns: []string{"agrees", "disagrees", "asks", "neither"},
		fills: []color.NRGBA{colPositive, colNegative, colQuestion, colNeutral}, inks: []color.NRGBA{inkPositive, inkNegative, colText, colMuted},
		share: func(p, k int) analysis.Estimate { return s.ReplyTones.Share[p][k] },
		n:     func(p, k int) int { return s.ReplyTones.N[p][k] },
	}
	for _, l := range analysis.ToneLabels() {
		b.rows = append(b.rows, string(l)+" comment")
	}
	n := b.total()
	if n < 2 {
		return nil, fmt.Errorf("reply tones: fewer than two replies with a known stance to scored comments: %w", ErrNoData)
	}
	f := &figure{name: "reply-tones", face: b.face, body: b, title: replyTonesFinding(s)}
	f.subtitle = "Stance of replies toward the comment that they answer (columns) by the tone of that comment (rows)"
	f.notes = append(f.notes, sampleNote(s), intervalNote(s, "Ranges"), edgeNote(s))
	if edgeNote(s) != "" {
		f.notes = append(f.notes, "A stance is toward one comment: the ranges take the reply edges as they are, and wrong edges make the rows look more alike")
	}
	f.notes = append(f.notes, methodNote(m.bothMethods(), m))
	f.alt = fmt.Sprintf("Bars of the stance of %s by the tone of the comment answered. %s.", numeral.Plural(n, "reply"), f.title)
	return f, nil
}

// replyTonesFinding compares the disagreement with negative and with positive
// comments.
func replyTonesFinding(s *analysis.Summary) string {
	toNegative, toPositive := s.ReplyTones.Share[0][1], s.ReplyTones.Share[2][1]
	shares := fmt.Sprintf("%s to %s", percent(toNegative.Value), percent(toPositive.Value))
	switch dir, known := apart(toPositive, toNegative); {
	case !known:
		return "Too few replies to tell whether the tone of a comment goes with disagreement"
	case dir > 0:
		return "Negative comments are contradicted more often than positive ones, " + shares
	case dir < 0:
		return "Negative comments are contradicted less often than positive ones, " + shares
	}
	return "No clear link between the tone of a comment and disagreement with it"
}
