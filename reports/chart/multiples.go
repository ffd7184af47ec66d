package chart

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// Group is a named summary in a chart of several.
type Group struct {
	Name    string
	Summary *analysis.Summary
}

// MaxMultiples is the most groups that Multiples draws.
const MaxMultiples = 12

// Multiples draws the distribution of sentiment in each group as small charts
// with shared axes, the other groups together in grey behind each. The groups'
// distributions must have the same bins.
//
// The error wraps ErrNoData where fewer than two groups have scored items.
func Multiples(groups []Group, m Meta) (Figure, error) {
	face := newTypeface(m.Fonts)
	b := &multiplesBody{face: face}
	items, left := 0, 0
	for _, g := range groups {
		if g.Summary == nil || g.Summary.Distribution.Scored == 0 || len(g.Summary.Distribution.Bins) == 0 {
			continue
		}
		if len(b.groups) == MaxMultiples {
			left++
			continue
		}
		items += g.Summary.Items
		name, _ := face.legible(g.Name)
		b.groups = append(b.groups, g)
		b.names = append(b.names, name)
	}
	if len(b.groups) < 2 {
		return nil, fmt.Errorf("multiples: fewer than two groups with scored texts: %w", ErrNoData)
	}
	b.fill()
	first := b.groups[0].Summary
	f := &figure{name: "multiples", face: face, body: b, title: b.finding(noun(first))}
	f.subtitle = fmt.Sprintf("Share of %s by sentiment, from %s1 (negative) to +1 (positive); the highest bar is %s. Grey: all other groups together",
		numeral.Nouns(noun(first)), minus, percent(b.most))
	f.notes = append(f.notes, fmt.Sprintf("%s in %s", numeral.Plural(items, noun(first)), numeral.Plural(len(b.groups), "group")))
	if left > 0 {
		f.notes = append(f.notes, numeral.Plural(left, "further group")+" not shown")
	}
	f.notes = append(f.notes, intervalNote(first, "Ranges of the mean"), methodNote(m.Method, m))
	f.alt = fmt.Sprintf("Small histograms of sentiment for %s. %s.", numeral.Plural(len(b.groups), "group"), f.title)
	return f, nil
}

type multiplesBody struct {
	groups []Group
	names  []string
	own    [][]float64 // shares by group and bin
	others [][]float64 // of all other groups together
	most   float64
	face   *typeface
}

// fill works out the shares.
func (b *multiplesBody) fill() {
	bins := len(b.groups[0].Summary.Distribution.Bins)
	total := make([]int, bins)
	scored := 0
	for _, g := range b.groups {
		for i, bin := range g.Summary.Distribution.Bins[:min(bins, len(g.Summary.Distribution.Bins))] {
			total[i] += bin.N
			scored += bin.N
		}
	}
	for _, g := range b.groups {
		d := &g.Summary.Distribution
		own, others := make([]float64, bins), make([]float64, bins)
		n := 0
		for _, bin := range d.Bins {
			n += bin.N
		}
		for i, bin := range d.Bins[:min(bins, len(d.Bins))] {
			own[i] = float64(bin.N) / float64(max(n, 1))
			others[i] = float64(total[i]-bin.N) / float64(max(scored-n, 1))
			b.most = math.Max(b.most, math.Max(own[i], others[i]))
		}
		b.own, b.others = append(b.own, own), append(b.others, others)
	}
}

// finding names the groups with the lowest and the highest mean, where their
// intervals do not overlap.
func (b *multiplesBody) finding(noun string) string {
	lo, hi, known := -1, -1, 0
	for i, g := range b.groups {
		e := g.Summary.Distribution.Mean
		if !e.HasInterval() {
			continue
		}
		known++
		if lo < 0 || e.Value < b.groups[lo].Summary.Distribution.Mean.Value {
			lo = i
		}
		if hi < 0 || e.Value > b.groups[hi].Summary.Distribution.Mean.Value {
			hi = i
		}
	}
	if known < 2 {
		return "Too few " + numeral.Nouns(noun) + " to compare the tone of the groups"
	}
	low, high := b.groups[lo].Summary.Distribution.Mean, b.groups[hi].Summary.Distribution.Mean
	if dir, _ := apart(low, high); dir <= 0 {
		return fmt.Sprintf("No clear difference in mean tone between %d groups", known)
	}
	name := func(i int) string { return b.face.fit(b.names[i], stTitle, 220) }
	return fmt.Sprintf("The mean tone runs from %s in %s to %s in %s", signed(low.Value), name(lo), signed(high.Value), name(hi))
}

const multipleChart vg.Length = 150

func (b *multiplesBody) grid(w vg.Length) (cols, rows int) {
	cols = min(len(b.groups), max(1, int(w/190)))
	return cols, (len(b.groups) + cols - 1) / cols
}

func (b *multiplesBody) height(_ *typeface, w vg.Length) vg.Length {
	_, rows := b.grid(w)
	return multipleChart * vg.Length(rows)
}

func (b *multiplesBody) draw(p *pen, r vg.Rectangle) {
	cols, rows := b.grid(width(r))
	w := (width(r) - 20*vg.Length(cols-1)) / vg.Length(cols)
	h := height(r) / vg.Length(rows)
	if w < 100 || h < 5*stLabel.lineHeight() {
		return
	}
	for i := range b.groups {
		box := vg.Rectangle{Min: vg.Point{X: r.Min.X + (w+20)*vg.Length(i%cols)}}
		box.Max = vg.Point{X: box.Min.X + w, Y: r.Max.Y - h*vg.Length(i/cols)}
		box.Min.Y = box.Max.Y - h + 10
		b.drawOne(p, i, box)
	}
}

func (b *multiplesBody) drawOne(p *pen, i int, box vg.Rectangle) {
	d := &b.groups[i].Summary.Distribution
	w := width(box)
	mean := fmt.Sprintf("mean %s", signed(d.Mean.Value))
	if d.Mean.HasInterval() {
		mean += fmt.Sprintf(" (%s)", signedRange(d.Mean))
	}
	n := "n " + numeral.Count(d.Scored)
	rest := w - b.face.width(n, stLabel) - 10
	p.block([]string{n}, stLabel.in(colMuted), box, right)
	box = p.block([]string{b.face.fit(b.names[i], stValue, rest)}, stValue, box, left)
	box = p.block([]string{b.face.fit(mean, stLabel, w)}, stLabel, box, left)
	foot, plot := cutBottom(box, stLabel.lineHeight()+2)
	plot.Max.Y -= 4
	x := scale{-1, 1, plot.Min.X, plot.Max.X}
	y := scale{0, math.Max(b.most, 0.01), plot.Min.Y, plot.Max.Y}
	for k, bin := range d.Bins[:len(b.own[i])] {
		x0, x1 := x.of(bin.Lo), x.of(bin.Hi)
		if v := b.others[i][k]; v > 0 {
			p.rect(x0, plot.Min.Y, x1, y.of(v), colGrid)
		}
		if v := b.own[i][k]; v > 0 {
			p.bar(x0+(x1-x0)*0.2, plot.Min.Y, x1-(x1-x0)*0.2, max(y.of(v), plot.Min.Y+0.75), toneColor((bin.Lo+bin.Hi)/2))
		}
	}
	p.hline(plot.Min.X, plot.Max.X, plot.Min.Y, 0.8, colRule)
	p.vline(x.of(0), plot.Min.Y-3, plot.Min.Y, 0.8, colRule)
	base := foot.Max.Y - 3 - stLabel.size*ascentPart
	p.text(minus+"1", stLabel.in(inkNegative), x.of(-1), base, left)
	p.text("0", stLabel.in(colMuted), x.of(0), base, center)
	p.text("+1", stLabel.in(inkPositive), x.of(1), base, right)
}
