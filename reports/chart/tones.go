package chart

import (
	"fmt"
	"image/color"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
)

// Tones draws the tone of replies by the tone of the comment that they answer:
// each row a bar of shares that add up to 1, with counts and intervals.
//
// The error wraps ErrNoData where fewer than two scored replies answer scored
// comments.
func Tones(s *analysis.Summary, m Meta) (Figure, error) {
	b := &tonesBody{m: &s.Tones, face: newTypeface(m.Fonts)}
	n := 0
	for p := range b.m.N {
		n += b.rowN(p)
	}
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
	f.alt = fmt.Sprintf("Bars of the tone of %s by the tone of the comment answered. %s.", plural(n, "reply"), f.title)
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

type tonesBody struct {
	m    *analysis.ToneMatrix
	face *typeface
}

func (b *tonesBody) rowN(parent int) int {
	return b.m.N[parent][0] + b.m.N[parent][1] + b.m.N[parent][2]
}

const toneRow vg.Length = 54

func (b *tonesBody) height(_ *typeface, _ vg.Length) vg.Length {
	return stLabel.lineHeight() + 8 + 3*toneRow
}

func (b *tonesBody) draw(p *pen, r vg.Rectangle) {
	lh := stLabel.lineHeight()
	row := min(toneRow+10, (height(r)-lh-8)/3)
	var names vg.Length
	labels := analysis.ToneLabels()
	for i, l := range labels {
		names = max(names, b.face.width(string(l)+" comment", stValue), b.face.width(plural(b.rowN(i), "reply"), stLabel))
	}
	_, bars := cutLeft(r, names+12)
	if width(bars) < 120 || row < 2*lh+16 {
		return
	}
	w := width(bars) / 3
	head := r.Max.Y - stLabel.size*ascentPart
	for i, l := range labels {
		p.text(b.face.fit(string(l)+" reply", stLabel.strong(), w-8), stLabel.strong().in(toneInks()[i]), bars.Min.X+w*vg.Length(i), head, left)
	}
	for i, l := range labels {
		y := r.Max.Y - lh - 8 - row*(vg.Length(i)+0.5)
		p.textMid(string(l)+" comment", stValue, r.Min.X, y+lh/2, left)
		p.textMid(plural(b.rowN(i), "reply"), stLabel.in(colMuted), r.Min.X, y-lh/2, left)
		if i > 0 {
			p.hline(r.Min.X, r.Max.X, y+row/2, 0.5, colGrid)
		}
		if b.rowN(i) == 0 {
			continue
		}
		for k := range labels {
			x := bars.Min.X + w*vg.Length(k)
			b.drawCell(p, i, k, x, x+w-10, y)
		}
	}
}

func toneInks() [3]color.NRGBA { return [3]color.NRGBA{inkNegative, colMuted, inkPositive} }

// drawCell draws a share as a bar of its column with the figures above and
// the interval beneath.
func (b *tonesBody) drawCell(p *pen, parent, reply int, x0, x1, y vg.Length) {
	fills := [3]color.NRGBA{colNegative, colNeutral, colPositive}
	e := b.m.Share[parent][reply]
	fill := fills[reply]
	if !e.HasInterval() {
		fill = mix(fill, colWhite, 0.6)
	}
	x := scale{0, 1, x0, x1}
	p.rect(x0, y-5, x1, y+5, colGrid)
	p.bar(x0, y-5, x.of(zeroNaN(e.Value)), y+5, fill)
	st := stLabel.in(toneInks()[reply])
	p.textMid(b.face.fit(shareLabel(e, b.m.N[parent][reply], b.rowN(parent)), st, x1-x0), st, x0, y+14, left)
	if e.HasInterval() {
		p.whisker(x.of(e.Lo), x.of(e.Hi), y, 3, 1.2, colInk)
		p.textMid(percentRange(e), stLabel.in(colMuted), x0, y-16, left)
	}
}
