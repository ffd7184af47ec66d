package chart

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// body is the part of a figure between its subtitle and its footnote.
type body interface {
	// height is how much room the body wants at width w.
	height(t *typeface, w vg.Length) vg.Length
	// draw fills r.
	draw(p *pen, r vg.Rectangle)
}

// figure is a Figure with the common frame around a body.
type figure struct {
	name, alt       string
	title, subtitle string
	panelTitle      string // inside a dashboard, where it is not title
	panelSubtitle   string // likewise
	notes           []string
	body            body
	face            *typeface
}

func (f *figure) Name() string { return f.name }
func (f *figure) Alt() string  { return f.alt }

// Size is as wide as every chart.
func (f *figure) Size() (w, h vg.Length) { return figureWidth, f.Height(figureWidth) }

// Height is as high as the content needs.
func (f *figure) Height(w vg.Length) vg.Length {
	inner := w - 2*marginAt(w)
	return 2*marginAt(w) + f.heading().height(f.face, inner) + f.body.height(f.face, inner) + f.footHeight(inner)
}

func (f *figure) Draw(c draw.Canvas) { f.paint(&pen{Canvas: c.Canvas, face: f.face}, c.Rectangle) }

// paint draws the figure with its whole frame into r.
func (f *figure) paint(p *pen, r vg.Rectangle) {
	p = p.within(r)
	p.rect(r.Min.X, r.Min.Y, r.Max.X, r.Max.Y, colWhite)
	r = inset(r, marginAt(width(r)))
	r = f.heading().draw(p, r)
	foot, rest := cutBottom(r, f.footHeight(width(r)))
	f.body.draw(p.within(rest), rest)
	if lines := f.face.wrap(footnote(f.face, f.notes), stNote, width(r), 0); len(lines) > 0 {
		foot.Max.Y -= 12
		p.hline(foot.Min.X, foot.Max.X, foot.Max.Y+4, 0.5, colRule)
		p.block(lines, stNote, foot, left)
	}
}

// headLines is how many lines a title or a subtitle may have: more where they
// are short.
func headLines(w vg.Length) int {
	if w < 450 {
		return 5
	}
	return 3
}

// heading is a title and a subtitle in their styles.
type heading struct {
	title, subtitle     string
	titleSt, subtitleSt style
}

func (f *figure) heading() heading { return heading{f.title, f.subtitle, stTitle, stSubtitle} }

// panelHeading is the heading inside a dashboard.
func (f *figure) panelHeading() heading {
	h := heading{f.panelTitle, f.panelSubtitle, stPanel, stLabel.in(colMuted)}
	if h.title == "" {
		h.title = f.title
	}
	if h.subtitle == "" {
		h.subtitle = f.subtitle
	}
	return h
}

func (h heading) height(t *typeface, w vg.Length) vg.Length {
	high := vg.Length(len(t.balance(h.title, h.titleSt, w, headLines(w)))) * h.titleSt.lineHeight()
	if n := len(t.balance(h.subtitle, h.subtitleSt, w, headLines(w))); n > 0 {
		high += 3 + vg.Length(n)*h.subtitleSt.lineHeight()
	}
	return high + 10
}

// draw writes the heading and returns the room below it.
func (h heading) draw(p *pen, r vg.Rectangle) vg.Rectangle {
	_, rest := cutTop(r, h.height(p.face, width(r)))
	r = p.block(p.face.balance(h.title, h.titleSt, width(r), headLines(width(r))), h.titleSt, r, left)
	r.Max.Y -= 3
	p.block(p.face.balance(h.subtitle, h.subtitleSt, width(r), headLines(width(r))), h.subtitleSt, r, left)
	return rest
}

func (f *figure) footHeight(w vg.Length) vg.Length {
	n := len(f.face.wrap(footnote(f.face, f.notes), stNote, w, 0))
	if n == 0 {
		return 0
	}
	return 12 + vg.Length(n)*stNote.lineHeight()
}

func inset(r vg.Rectangle, d vg.Length) vg.Rectangle {
	return vg.Rectangle{
		Min: vg.Point{X: r.Min.X + d, Y: r.Min.Y + d},
		Max: vg.Point{X: r.Max.X - d, Y: r.Max.Y - d},
	}
}
