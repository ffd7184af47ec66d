package chart

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

const (
	panelGap vg.Length = 24
	// narrowPanel is the least width of one of two columns.
	narrowPanel vg.Length = 310
)

// panel is a figure's place in a dashboard; x and y count from its top left.
type panel struct {
	f          Figure
	x, y, w, h vg.Length
}

// arrange places figures at width w and returns the height they take. The
// trend takes the full width; others go, in order, to the shorter of two
// columns, whose last panels are drawn out to the same end.
func arrange(figs []Figure, w vg.Length) (panels []panel, h vg.Length) {
	var narrow []Figure
	flush := func() {
		var block []panel
		block, h = twoColumns(narrow, w, h)
		panels = append(panels, block...)
		narrow = nil
	}
	for _, f := range figs {
		if f.Name() != "trend" {
			narrow = append(narrow, f)
			continue
		}
		flush()
		high := panelHeight(f, w)
		panels = append(panels, panel{f, 0, h, w, high})
		h += high + panelGap
	}
	flush()
	return panels, h
}

// twoColumns places figures from y downward and returns where they end.
func twoColumns(figs []Figure, w, y vg.Length) ([]panel, vg.Length) {
	if len(figs) == 0 {
		return nil, y
	}
	half := (w - panelGap) / 2
	if len(figs) == 1 || half < narrowPanel {
		var out []panel
		for _, f := range figs {
			h := panelHeight(f, w)
			out = append(out, panel{f, 0, y, w, h})
			y += h + panelGap
		}
		return out, y
	}
	var out []panel
	ends := [2]vg.Length{y, y}
	var last [2]int
	for _, f := range figs {
		col := 0
		if ends[1] < ends[0]-1 {
			col = 1
		}
		h := panelHeight(f, half)
		last[col] = len(out)
		out = append(out, panel{f, (half + panelGap) * vg.Length(col), ends[col], half, h})
		ends[col] += h + panelGap
	}
	end := max(ends[0], ends[1])
	for col, i := range last {
		out[i].h += end - ends[col]
	}
	return out, end
}

// panelHead is the room for the rule above a panel.
const panelHead vg.Length = 10

func panelHeight(f Figure, w vg.Length) vg.Length {
	if f, ok := f.(*figure); ok {
		return panelHead + f.panelHeading().height(f.face, w) + f.body.height(f.face, w)
	}
	fw, fh := f.Size()
	return fh * w / max(fw, 1)
}

// paintPanel draws a figure without the margin and the footnote that the
// dashboard has of its own.
func paintPanel(p *pen, f Figure, r vg.Rectangle) {
	own, ok := f.(*figure)
	if !ok {
		f.Draw(draw.Canvas{Canvas: p.Canvas, Rectangle: r})
		return
	}
	p.hline(r.Min.X, r.Max.X, r.Max.Y, 1.2, colInk)
	r.Max.Y -= panelHead
	q := p.within(r)
	q.face = own.face
	rest := own.panelHeading().draw(q, r)
	own.body.draw(q.within(rest), rest)
}
