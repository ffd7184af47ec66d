package chart

import (
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// Dashboard composes one picture that can go into a document as it is: what
// was read, the finding, key numbers with their intervals, the given figures
// and one footnote. A figure named "trend" takes the full width, others stand
// in two columns. What goes into detail is left out: stance over time, the
// tones along edges, the week, all trees but the first, and depth where there
// are more than five others. Without figures it says that there is nothing to
// draw.
func Dashboard(s *analysis.Summary, m Meta, figs ...Figure) Figure {
	face := newTypeface(m.Fonts)
	d := &dashboard{face: face}
	d.kicker = kicker(s, m, face)
	d.headline = headline(s)
	d.tiles = tiles(s)
	d.notes = append(d.notes, sampleNote(s))
	if s.Items > 0 {
		d.notes = append(d.notes, intervalNote(s, "Bands, whiskers and ranges"))
	}
	warnings := warningNotes(m, 3, s.Warnings, s.Trend.Warnings)
	if !slices.ContainsFunc(warnings, func(w string) bool { return strings.Contains(w, "who answers whom") }) {
		d.notes = append(d.notes, edgeNote(s))
	}
	d.notes = append(d.notes, warnings...)
	method := m.Method
	if len(s.Targets) > 0 {
		method = m.bothMethods()
	}
	d.notes = append(d.notes, methodNote(method, m))
	if m.Generator != "" {
		d.notes = append(d.notes, "made with "+m.Generator)
	}
	var charts []string
	for _, f := range figs {
		if f != nil && !leftOut(f) {
			d.figs = append(d.figs, f)
		}
	}
	if len(d.figs) > mostPanels {
		d.figs = slices.DeleteFunc(d.figs, func(f Figure) bool { return f.Name() == "depth" })
	}
	for _, f := range d.figs {
		charts = append(charts, f.Alt())
	}
	d.alt = strings.TrimSpace(fmt.Sprintf("Dashboard: %s. %s. %s", d.kicker, d.headline, strings.Join(charts, " ")))
	return d
}

// mostPanels is the number of panels past which depth gives way.
const mostPanels = 5

// leftOut reports whether a figure goes into more detail than a dashboard.
func leftOut(f Figure) bool {
	switch f.Name() {
	case "stance-trend", "tones", "week", "reply-tones", "tone-stance", "concentration":
		return true
	}
	return strings.HasPrefix(f.Name(), "tree-")
}

type dashboard struct {
	face             *typeface
	alt              string
	kicker, headline string
	tiles            []tile
	figs             []Figure
	notes            []string
}

func (d *dashboard) Name() string { return "dashboard" }
func (d *dashboard) Alt() string  { return d.alt }

// kicker says what was read.
func kicker(s *analysis.Summary, m Meta, face *typeface) string {
	if s.Items == 0 {
		return ""
	}
	n := numeral.Plural(s.Items, noun(s))
	if len(s.Threads) == 1 {
		if title, _ := face.legible(s.Threads[0].Title); title != "" {
			return fmt.Sprintf("%s: “%s”", n, title)
		}
	}
	if len(s.Threads) > 1 && noun(s) != "post" {
		n += " in " + numeral.Plural(len(s.Threads), "thread")
	}
	if source, _ := face.legible(m.Source); source != "" {
		n += " from " + source
	}
	return n
}

// headline is the overall finding.
func headline(s *analysis.Summary) string {
	switch {
	case s.Items == 0:
		return "There are no comments to draw a picture of"
	case s.Distribution.Scored == 0:
		return fmt.Sprintf("None of the %s could be scored", numeral.Plural(s.Items, noun(s)))
	}
	return distributionFinding(s)
}

// edgeNote says how many reply edges are inferred, "" where none.
func edgeNote(s *analysis.Summary) string {
	inferred, all := 0, 0
	for _, t := range s.Threads {
		inferred += t.InferredEdges
		all += t.Comments
	}
	if inferred == 0 {
		return ""
	}
	return fmt.Sprintf("Who answers whom is inferred for %s of %s comments", numeral.Count(inferred), numeral.Count(all))
}

var stHeadline = style{size: 21, bold: true, col: colInk}

const tileHeight vg.Length = 66

func (d *dashboard) Size() (w, h vg.Length) { return dashboardWidth, d.Height(dashboardWidth) }

// Height is as high as the panels need.
func (d *dashboard) Height(w vg.Length) vg.Length {
	inner := w - 2*marginAt(w)
	_, panels := arrange(d.figs, inner)
	return 2*marginAt(w) + d.headHeight(inner) + panels + d.footHeight(inner)
}

func (d *dashboard) headHeight(w vg.Length) vg.Length {
	h := vg.Length(len(d.face.wrap(d.kicker, stSubtitle, w, 2)))*stSubtitle.lineHeight() + 4
	h += vg.Length(len(d.face.balance(d.headline, stHeadline, w, headLines(w)))) * stHeadline.lineHeight()
	if len(d.tiles) > 0 {
		_, rows := tileGrid(len(d.tiles), w)
		h += (10 + tileHeight) * vg.Length(rows)
	}
	return h + 18
}

func (d *dashboard) footHeight(w vg.Length) vg.Length {
	return 12 + vg.Length(len(d.face.wrap(footnote(d.face, d.notes), stNote, w, 0)))*stNote.lineHeight()
}

func (d *dashboard) Draw(c draw.Canvas) { d.paint(&pen{Canvas: c.Canvas, face: d.face}, c.Rectangle) }

func (d *dashboard) paint(p *pen, r vg.Rectangle) {
	p = p.within(r)
	p.rect(r.Min.X, r.Min.Y, r.Max.X, r.Max.Y, colWhite)
	r = inset(r, marginAt(width(r)))
	head, r := cutTop(r, d.headHeight(width(r)))
	d.paintHead(p.within(head), head)
	foot, r := cutBottom(r, d.footHeight(width(r)))
	panels, _ := arrange(d.figs, width(r))
	for _, panel := range panels {
		box := vg.Rectangle{
			Min: vg.Point{X: r.Min.X + panel.x, Y: r.Max.Y - panel.y - panel.h},
			Max: vg.Point{X: r.Min.X + panel.x + panel.w, Y: r.Max.Y - panel.y},
		}
		paintPanel(p.within(box), panel.f, box)
	}
	lines := d.face.wrap(footnote(d.face, d.notes), stNote, width(foot), 0)
	foot.Max.Y -= 12
	p.hline(foot.Min.X, foot.Max.X, foot.Max.Y+4, 0.5, colRule)
	p.within(foot).block(lines, stNote, foot, left)
}

func (d *dashboard) paintHead(p *pen, r vg.Rectangle) {
	w := width(r)
	r = p.block(d.face.wrap(d.kicker, stSubtitle, w, 2), stSubtitle, r, left)
	r.Max.Y -= 4
	r = p.block(d.face.balance(d.headline, stHeadline, w, headLines(w)), stHeadline, r, left)
	if len(d.tiles) == 0 {
		return
	}
	cols, _ := tileGrid(len(d.tiles), w)
	each := (w - 10*vg.Length(cols-1)) / vg.Length(cols)
	for i, t := range d.tiles {
		box := r
		box.Max.Y -= 10 + (10+tileHeight)*vg.Length(i/cols)
		box.Min.Y = box.Max.Y - tileHeight
		box.Min.X += (each + 10) * vg.Length(i%cols)
		box.Max.X = box.Min.X + each
		t.paint(p.within(box), box)
	}
}

// tileGrid is how many of n tiles stand side by side, and in how many rows.
func tileGrid(n int, w vg.Length) (cols, rows int) {
	for cols, rows = n, 1; cols > 1 && (w+10)/vg.Length(cols) < 142; rows++ {
		cols = (n + rows) / (rows + 1)
	}
	return cols, (n + cols - 1) / cols
}
