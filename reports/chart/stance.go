package chart

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
)

// MaxTargets is the most targets that Stance draws: the most taken up.
const MaxTargets = 12

// Stance draws stances toward each target as diverging bars (Heiberger and
// Robbins, "Design of Diverging Stacked Bar Charts for Likert Scales", Journal
// of Statistical Software 57(5), 2014): against to the left of zero, favor to
// the right, neither in a column of its own, sorted by net stance.
//
// The error wraps ErrNoData where nothing takes up any target.
func Stance(s *analysis.Summary, m Meta) (Figure, error) {
	targets := stanceTargets(s.Targets)
	if len(targets) == 0 {
		return nil, fmt.Errorf("stance: no %s takes up a target: %w", noun(s), ErrNoData)
	}
	face := newTypeface(m.Fonts)
	show := func(name string) string { shown, _ := face.legible(name); return shown }
	b := &stanceBody{targets: targets, names: targetNames(face, targets), face: face}
	short := func(name string) string { return face.fit(show(name), stTitle, 190) }
	f := &figure{name: "stance", face: face, body: b, title: stanceFinding(s, targets, short)}
	f.subtitle = fmt.Sprintf("Share of the %s that take up a target, against it (left) or in favor of it (right); number of %s in brackets",
		nouns(noun(s)), nouns(noun(s)))
	f.notes = append(f.notes, sampleNote(s), intervalNote(s, "Whiskers and net"))
	if left := len(s.Targets) - len(targets); left > 0 {
		f.notes = append(f.notes, fmt.Sprintf("The %d targets taken up most, of %d", len(targets), len(targets)+left))
	}
	if len(targets) > 1 {
		f.notes = append(f.notes, "Intervals are for each target on its own, not adjusted for their number")
	}
	var warnings [][]string
	for _, t := range targets {
		warnings = append(warnings, t.Net.Warnings)
	}
	f.notes = append(f.notes, warningNotes(2, warnings...)...)
	f.notes = append(f.notes, methodNote(m.stanceMethod(), m))
	f.alt = stanceAlt(f.title, b)
	return f, nil
}

// stanceTargets are the targets to draw, the most favored first.
func stanceTargets(all []analysis.TargetSummary) []analysis.TargetSummary {
	var out []analysis.TargetSummary
	for _, t := range all {
		if t.N > 0 {
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
	for i, t := range b.targets {
		parts = append(parts, fmt.Sprintf("%s: %d against, %d in favor, %d neither", b.names[i], t.NAgainst, t.NFavor, t.NNone))
	}
	return fmt.Sprintf("Diverging bars of stance by target. %s. %s.", title, strings.Join(parts, "; "))
}

type stanceBody struct {
	targets []analysis.TargetSummary
	names   []string
	face    *typeface
}

const stanceRow vg.Length = 36

func (b *stanceBody) height(_ *typeface, _ vg.Length) vg.Length {
	return stLabel.lineHeight() + 8 + stanceRow*vg.Length(len(b.targets)) + stLabel.lineHeight() + 6
}

// stanceColumns are the columns of the chart.
type stanceColumns struct {
	name, bars, none, net vg.Rectangle // net is empty where there is no room
	reach                 float64      // share at the end of the bars' axis
}

func (b *stanceBody) columns(r vg.Rectangle) stanceColumns {
	var c stanceColumns
	var widest vg.Length
	for _, n := range b.names {
		widest = max(widest, b.face.width(n, stLabel.strong()))
	}
	c.name, r = cutLeft(r, min(widest+10, width(r)*0.27))
	if width(r) > 380 {
		c.net, r = cutRight(r, b.face.width(minus+"100 to +100", stLabel)+14)
	}
	c.none, r = cutRight(r, max(64, width(r)*0.15))
	c.bars = r
	for _, t := range b.targets {
		for _, e := range []analysis.Estimate{t.Favor, t.Against} {
			c.reach = math.Max(c.reach, zeroNaN(e.Value))
			c.reach = math.Max(c.reach, zeroNaN(e.Hi))
		}
	}
	c.reach = math.Max(0.25, math.Ceil(c.reach*4-1e-9)/4)
	return c
}

func zeroNaN(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return v
}

func (b *stanceBody) draw(p *pen, r vg.Rectangle) {
	c := b.columns(r)
	rows := height(r) - 2*stLabel.lineHeight() - 14
	row := min(stanceRow, rows/vg.Length(len(b.targets)))
	// The bars leave room at both ends for a value beyond the whisker.
	value := b.face.width("100% (8,888)", stLabel) + 6
	x := scale{-c.reach, c.reach, c.bars.Min.X + value, c.bars.Max.X - value}
	if x.until-x.at < 40 || row < 8 {
		return
	}
	top := r.Max.Y - stLabel.lineHeight() - 8
	b.drawHeads(p, c, x, r.Max.Y-stLabel.size*ascentPart)
	bottom := top - row*vg.Length(len(b.targets))
	b.drawGrid(p, c, x, top, bottom)
	for i := range b.targets {
		b.drawRow(p, c, x, i, top-row*(vg.Length(i)+0.5), row)
	}
	p.vline(x.of(0), bottom, top, 1, colMuted)
}

func (b *stanceBody) drawHeads(p *pen, c stanceColumns, x scale, y vg.Length) {
	zero := x.of(0)
	p.text("against", stLabel.strong().in(inkNegative), zero-8, y, right)
	p.text("in favor", stLabel.strong().in(inkPositive), zero+8, y, left)
	p.text("neither", stLabel.strong().in(colMuted), c.none.Min.X, y, left)
	if width(c.net) > 0 {
		p.text("net, points", stLabel.strong().in(colMuted), c.net.Max.X, y, right)
	}
}

func (b *stanceBody) drawGrid(p *pen, c stanceColumns, x scale, top, bottom vg.Length) {
	step := 0.25
	if c.reach > 0.5 {
		step = 0.5
	}
	for v := -c.reach; v <= c.reach+1e-9; v += step {
		if math.Abs(math.Mod(v, step)) > 1e-9 && math.Abs(math.Abs(math.Mod(v, step))-step) > 1e-9 {
			continue
		}
		p.vline(x.of(v), bottom, top, 0.6, colGrid)
	}
	for v := 0.0; v <= c.reach+1e-9; v += step {
		y := bottom - 3 - stLabel.size*ascentPart
		p.text(percent(v), stLabel.in(colMuted), x.of(v), y, center)
		if v > 0 {
			p.text(percent(v), stLabel.in(colMuted), x.of(-v), y, center)
		}
	}
}

func (b *stanceBody) drawRow(p *pen, c stanceColumns, x scale, i int, y, row vg.Length) {
	t := b.targets[i]
	half := min(9, row*0.3)
	if i > 0 {
		p.hline(c.name.Min.X, max(c.none.Max.X, c.net.Max.X), y+row/2, 0.5, colGrid)
	}
	b.drawName(p, c, i, y, row)
	b.drawBar(p, x, -1, t.Against, t.NAgainst, y, half, colNegative, inkNegative)
	b.drawBar(p, x, +1, t.Favor, t.NFavor, y, half, colPositive, inkPositive)
	none := scale{0, 1, c.none.Min.X, c.none.Max.X - 8}
	label := fmt.Sprintf("%s (%s)", percent(t.None.Value), count(t.NNone))
	p.rect(none.at, y-half-1, none.until, y-half+2, colGrid)
	p.rect(none.at, y-half-1, none.of(zeroNaN(t.None.Value)), y-half+2, colNeutral)
	p.textMid(b.face.fit(label, stLabel, width(c.none)-4), stLabel, c.none.Min.X, y+2, left)
	if width(c.net) > 0 {
		b.drawNet(p, c.net, t, y)
	}
}

func (b *stanceBody) drawName(p *pen, c stanceColumns, i int, y, row vg.Length) {
	st := stLabel.strong().in(colInk)
	most := 1
	if row >= 2*st.lineHeight() {
		most = 2
	}
	lines := b.face.wrap(b.names[i], st, width(c.name)-8, most)
	h := st.lineHeight() * vg.Length(len(lines))
	box := c.name
	box.Max.Y = y + h/2
	p.block(lines, st, box, left)
}

// drawBar draws one side: the bar, its interval, and the share and count
// beyond them.
func (b *stanceBody) drawBar(p *pen, x scale, side float64, e analysis.Estimate, n int, y, half vg.Length, fill, ink color.NRGBA) {
	v := zeroNaN(e.Value)
	end := x.of(side * v)
	p.rect(x.of(0), y-half, end, y+half, fill)
	if e.HasInterval() {
		lo, hi := x.of(side*e.Lo), x.of(side*e.Hi)
		p.whisker(min(lo, hi), max(lo, hi), y, 3, 1.2, colInk)
		if side > 0 {
			end = max(end, hi)
		} else {
			end = min(end, hi)
		}
	}
	a := left
	if side < 0 {
		a = right
	}
	label := fmt.Sprintf("%s (%s)", percent(v), count(n))
	p.textMid(label, stLabel.in(ink), end+vg.Length(side)*6, y, a)
}

// drawNet writes favor minus against in percentage points with its interval.
func (b *stanceBody) drawNet(p *pen, r vg.Rectangle, t analysis.TargetSummary, y vg.Length) {
	value := signedTo(100*t.Net.Value, 0)
	st := stValue
	if dir, _ := lean(t.Net); dir != 0 {
		st = st.in(toneInk(float64(dir)))
	}
	if !t.Net.HasInterval() {
		p.textMid(value, st, r.Max.X, y, right)
		return
	}
	lh := stLabel.lineHeight()
	p.textMid(value, st, r.Max.X, y+lh/2, right)
	p.textMid(pointsRange(t.Net), stLabel.in(colMuted), r.Max.X, y-lh/2, right)
}
