package chart

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// Depth draws the mean sentiment at each level of the reply tree with its
// interval, the number of comments there and how many of them rest on inferred
// edges. Levels that few comments have stand together as one band.
//
// The error wraps ErrNoData where no scored comment answers another comment.
func Depth(s *analysis.Summary, m Meta) (Figure, error) {
	var rows []analysis.DepthSummary
	for _, d := range s.DepthBands {
		if d.Sentiment.N > 0 {
			rows = append(rows, d)
		}
	}
	if !hasReplies(rows) {
		return nil, fmt.Errorf("depth: no scored reply to a comment: %w", ErrNoData)
	}
	face := newTypeface(m.Fonts)
	b := &depthBody{rows: rows, face: face, reach: depthReach(rows)}
	f := &figure{name: "depth", face: face, body: b, title: depthFinding(s)}
	f.subtitle = "Mean sentiment by level of the reply tree; level 1 answers the post"
	f.notes = append(f.notes, sampleNote(s), intervalNote(s, "Whiskers"), "Coloured where the interval excludes zero, grey where it does not, a ring where there are too few for one")
	inferred, n := 0, 0
	for _, d := range rows {
		inferred += d.Inferred
		n += d.Sentiment.N
	}
	if s.ReplyGap.N > 0 {
		f.notes = append(f.notes, "Replies minus top-level comments "+meanText(s.ReplyGap))
	}
	if inferred > 0 {
		f.notes = append(f.notes, fmt.Sprintf("The level of %s of %s comments rests on inferred replies", numeral.Count(inferred), numeral.Count(n)))
	}
	f.notes = append(f.notes, methodNote(m.Method, m))
	f.alt = fmt.Sprintf("Mean sentiment with interval at %s. %s. Level 1: %s.",
		levels(rows[len(rows)-1].To), f.title, meanText(rows[0].Sentiment))
	return f, nil
}

func levels(n int) string { return numeral.Plural(n, "level") + " of the reply tree" }

func depthReach(rows []analysis.DepthSummary) float64 {
	var vs []float64
	for _, d := range rows {
		vs = append(vs, d.Sentiment.Value, d.Sentiment.Lo, d.Sentiment.Hi)
	}
	return symmetric(vs...)
}

type depthBody struct {
	rows  []analysis.DepthSummary
	face  *typeface
	reach float64
}

const (
	depthRow     vg.Length = 30
	depthRowMost vg.Length = 46 // where there is more room than wanted
)

func (b *depthBody) height(_ *typeface, _ vg.Length) vg.Length {
	return 2*stLabel.lineHeight() + 16 + depthRow*vg.Length(max(len(b.rows), 3))
}

func (b *depthBody) draw(p *pen, r vg.Rectangle) {
	lh := stLabel.lineHeight()
	row := min(depthRowMost, (height(r)-2*lh-16)/vg.Length(len(b.rows)))
	names, rest := cutLeft(r, b.namesWidth()+12)
	counts, plot := cutRight(rest, max(b.countWidth(), width(r)*0.18))
	values, plot := cutRight(plot, b.face.width(minus+"0.00", stValue)+24)
	values.Max.X -= 16
	plot.Min.X += 8
	plot.Max.X -= 8
	if row < 8 || width(plot) < 40 {
		return
	}
	x := scale{-b.reach, b.reach, plot.Min.X, plot.Max.X}
	top := r.Max.Y - lh - 8
	bottom := top - row*vg.Length(len(b.rows))
	head := r.Max.Y - stLabel.size*ascentPart
	p.text("negative", stLabel.strong().in(inkNegative), plot.Min.X, head, left)
	p.text("positive", stLabel.strong().in(inkPositive), plot.Max.X, head, right)
	title := "n"
	if b.anyInferred() {
		title = "n (inferred)"
	}
	p.text("mean", stLabel.strong().in(colMuted), values.Max.X, head, right)
	p.text(b.face.fit(title, stLabel.strong().in(colMuted), width(counts)), stLabel.strong().in(colMuted), counts.Min.X, head, left)
	b.drawGrid(p, x, top, bottom)
	most := 1
	for _, d := range b.rows {
		most = max(most, d.Sentiment.N)
	}
	for i, d := range b.rows {
		y := top - row*(vg.Length(i)+0.5)
		p.textMid(levelName(d), stLabel.strong().in(colInk), names.Min.X, y, left)
		b.drawEstimate(p, x, d.Sentiment, y)
		p.textMid(signed(d.Sentiment.Value), stValue, values.Max.X, y, right)
		b.drawCount(p, counts, d, most, y)
	}
}

// levelName names a level, or a band of levels.
func levelName(d analysis.DepthSummary) string {
	if d.To > d.Depth {
		return fmt.Sprintf("levels %d–%d", d.Depth, d.To)
	}
	return fmt.Sprintf("level %d", d.Depth)
}

func (b *depthBody) namesWidth() vg.Length {
	var w vg.Length
	for _, d := range b.rows {
		w = max(w, b.face.width(levelName(d), stLabel.strong()))
	}
	return w
}

func (b *depthBody) anyInferred() bool {
	for _, d := range b.rows {
		if d.Inferred > 0 {
			return true
		}
	}
	return false
}

func (b *depthBody) drawGrid(p *pen, x scale, top, bottom vg.Length) {
	decimals := 1
	if b.reach < 1 {
		decimals = 2
	}
	base := bottom - 4 - stLabel.size*ascentPart
	for _, part := range []float64{-1, 0, 1} {
		p.text(signedTo(part*b.reach, decimals), stLabel.in(colMuted), x.of(part*b.reach), base, align((part+1)/2))
	}
	for _, part := range []float64{-1, -0.5, 0.5, 1} {
		p.vline(x.of(part*b.reach), bottom, top, 0.6, colGrid)
	}
	p.vline(x.of(0), bottom, top, 1, colRule)
}

// drawEstimate draws a mean and its interval, a ring where there is none, in
// the colour of its sign where the interval excludes zero.
func (b *depthBody) drawEstimate(p *pen, x scale, e analysis.Estimate, y vg.Length) {
	if math.IsNaN(e.Value) {
		return
	}
	at := x.of(e.Value)
	if e.HasInterval() {
		p.whisker(x.of(e.Lo), x.of(e.Hi), y, 4, 1.6, colText)
		c := colMuted
		switch dir, _ := lean(e); dir {
		case 1:
			c = colPositive
		case -1:
			c = colNegative
		}
		p.fill(circle(at, y, 4.6), c)
	} else {
		p.stroke(circle(at, y, 3.6), 1.3, colMuted)
		p.mark(at-4, y-4, at+4, y+4)
	}
}

// countLabel is the number of comments at a level and how many of their places
// are inferred.
func countLabel(d analysis.DepthSummary) string {
	if d.Inferred == 0 {
		return numeral.Count(d.Sentiment.N)
	}
	return numeral.Count(d.Sentiment.N) + " (" + numeral.Count(d.Inferred) + ")"
}

func (b *depthBody) countWidth() vg.Length {
	w := b.face.width("n (inferred)", stLabel.strong())
	for _, d := range b.rows {
		w = max(w, b.face.width(countLabel(d), stLabel))
	}
	return w
}

func (b *depthBody) drawCount(p *pen, r vg.Rectangle, d analysis.DepthSummary, most int, y vg.Length) {
	h := scale{0, float64(most), r.Min.X, r.Max.X}
	p.bar(r.Min.X, y-11, max(h.of(float64(d.Sentiment.N)), r.Min.X+1), y-8, colVolume)
	p.textMid(countLabel(d), stLabel, r.Min.X, y+1, left)
}
