package chart

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// leastAuthors is how many authors a curve of concentration takes.
const leastAuthors = 5

// Concentration draws how much of what was written the most active authors
// wrote: a Lorenz curve from the top, with the shares of some groups of them
// and the Gini coefficient.
//
// The error wraps ErrNoData where fewer than five authors are known or nobody
// wrote twice.
func Concentration(s *analysis.Summary, m Meta) (Figure, error) {
	c := &s.Concentration
	if c.Authors < leastAuthors || c.N <= c.Authors || len(c.Curve) == 0 {
		return nil, fmt.Errorf("concentration: fewer than %d known authors, or nobody wrote twice: %w", leastAuthors, ErrNoData)
	}
	b := &concentrationBody{c: c, noun: noun(s), face: newTypeface(m.Fonts)}
	b.facts = b.groups()
	f := &figure{name: "concentration", face: b.face, body: b, title: b.finding()}
	f.subtitle = fmt.Sprintf("Share of the %s (upward) written by the most active share of authors (to the right)", numeral.Nouns(b.noun))
	f.notes = append(f.notes, sampleNote(s))
	if n := s.Items - s.AuthorsKnown; n > 0 {
		f.notes = append(f.notes, numeral.Plural(n, b.noun)+" without a known author left out")
	}
	f.notes = append(f.notes, "Shares are counts of these authors and need no interval", "Gini: 0 where all write equally often, near 1 where one writes everything")
	if c.Gini.HasInterval() {
		f.notes = append(f.notes, fmt.Sprintf("its %s interval takes the authors as drawn from others like them (%s)", levelText(c.Gini.Level), c.Gini.Method))
	}
	if m.Source != "" {
		f.notes = append(f.notes, "Source: "+m.Source)
	}
	f.alt = fmt.Sprintf("Lorenz curve of %s by %s. %s.", numeral.Plural(c.N, b.noun), numeral.Plural(c.Authors, "author"), f.title)
	return f, nil
}

type concentrationBody struct {
	c     *analysis.Concentration
	noun  string
	facts []authorGroup
	face  *typeface
}

// authorGroup is what the most active authors wrote.
type authorGroup struct {
	name    string
	authors int
	share   float64
}

// written is the share of the items by the most active authors.
func (b *concentrationBody) written(authors int) float64 {
	last := analysis.LorenzPoint{}
	for _, p := range b.c.Curve {
		if p.Authors >= authors {
			// Between two places of the curve it is a straight line.
			part := float64(authors-last.Authors) / float64(p.Authors-last.Authors)
			return (float64(last.Items) + part*float64(p.Items-last.Items)) / float64(b.c.N)
		}
		last = p
	}
	return 1
}

func (b *concentrationBody) groups() []authorGroup {
	out := []authorGroup{{"most active author", 1, b.written(1)}}
	for _, g := range []struct {
		name string
		part float64
	}{{"most active 10%", 0.1}, {"most active half", 0.5}} {
		if n := int(math.Round(g.part * float64(b.c.Authors))); n > 1 && n > out[len(out)-1].authors {
			out = append(out, authorGroup{g.name, n, b.written(n)})
		}
	}
	return out
}

func (b *concentrationBody) finding() string {
	g := b.facts[0]
	if len(b.facts) > 2 {
		g = b.facts[1]
	}
	if g.authors == 1 {
		return fmt.Sprintf("The most active of %s wrote %s of the %s", numeral.Plural(b.c.Authors, "author"), percent(g.share), numeral.Nouns(b.noun))
	}
	return fmt.Sprintf("The %s of authors (%s of %s) wrote %s of the %s", g.name, numeral.Count(g.authors), numeral.Count(b.c.Authors), percent(g.share), numeral.Nouns(b.noun))
}

const (
	lorenzHeight vg.Length = 250
	factsWide    vg.Length = 210 // of the figures beside the curve
	factRow      vg.Length = 44
)

// beside reports whether the figures stand beside the curve.
func (b *concentrationBody) beside(w vg.Length) bool { return w >= 480 }

func (b *concentrationBody) factsHeight() vg.Length {
	return factRow * vg.Length(len(b.facts)+1)
}

func (b *concentrationBody) height(_ *typeface, w vg.Length) vg.Length {
	if b.beside(w) {
		return max(lorenzHeight, b.factsHeight()+20)
	}
	return lorenzHeight + b.factsHeight() + 8
}

func (b *concentrationBody) draw(p *pen, r vg.Rectangle) {
	var facts, plot vg.Rectangle
	if b.beside(width(r)) {
		facts, plot = cutRight(r, factsWide)
		plot.Max.X -= 36
	} else {
		facts, plot = cutBottom(r, b.factsHeight())
		plot.Min.Y += 8
	}
	b.drawCurve(p, plot)
	b.drawFacts(p, facts)
}

func (b *concentrationBody) drawCurve(p *pen, r vg.Rectangle) {
	lh := stLabel.lineHeight()
	r.Min.X += b.face.width("100%", stLabel) + 8
	r.Max.X -= b.face.width("100%", stLabel) / 2
	r.Min.Y += lh + 8
	r.Max.Y -= 6
	if width(r) < 60 || height(r) < 60 {
		return
	}
	x, y := scale{0, 1, r.Min.X, r.Max.X}, scale{0, 1, r.Min.Y, r.Max.Y}
	for i := range 5 {
		v := float64(i) / 4
		p.hline(r.Min.X, r.Max.X, y.of(v), 0.6, colGrid)
		p.vline(x.of(v), r.Min.Y, r.Max.Y, 0.6, colGrid)
		if i > 0 { // the 0% beneath is for both
			p.textMid(percent(v), stLabel, r.Min.X-6, y.of(v), right)
		}
		p.text(percent(v), stLabel, x.of(v), r.Min.Y-5-stLabel.size*ascentPart, center)
	}
	p.line(vg.Point{X: x.at, Y: y.at}, vg.Point{X: x.until, Y: y.until}, 1, colMuted, 4, 3)
	st := stLabel.in(colMuted)
	p.text(b.face.fit("dashed: all write equally often", st, width(r)*0.6), st, r.Max.X-5, r.Min.Y+5, right)
	area := []vg.Length{x.at, y.at}
	var path vg.Path
	path.Move(vg.Point{X: x.at, Y: y.at})
	for i, pt := range b.c.Curve {
		px := x.of(float64(pt.Authors) / float64(b.c.Authors))
		py := y.of(float64(pt.Items) / float64(b.c.N))
		area = append(area, px, py)
		path.Line(vg.Point{X: px, Y: py})
		if i%lineChunk == lineChunk-1 {
			p.stroke(path, 2, colInk)
			path = nil
			path.Move(vg.Point{X: px, Y: py})
		}
	}
	p.fill(polygon(area...), fade(colPositive, 0.14))
	p.stroke(path, 2, colInk)
	for _, g := range b.facts {
		p.fill(circle(x.of(float64(g.authors)/float64(b.c.Authors)), y.of(g.share), 4), colPositive)
	}
}

// drawFacts lists the shares of groups of authors as bars, and the Gini
// coefficient.
func (b *concentrationBody) drawFacts(p *pen, r vg.Rectangle) {
	if width(r) < 120 {
		return
	}
	lh := stLabel.lineHeight()
	x := scale{0, 1, r.Min.X, r.Max.X - b.face.width("100%", stValue) - 8}
	top := r.Max.Y
	for _, g := range b.facts {
		name := g.name
		if g.authors > 1 {
			name = fmt.Sprintf("%s (%s)", g.name, numeral.Plural(g.authors, "author"))
		}
		p.text(b.face.fit(name, stLabel, width(r)), stLabel, r.Min.X, top-stLabel.size*ascentPart, left)
		mid := top - lh - 11
		p.rect(x.at, mid-5, x.until, mid+5, colGrid)
		p.bar(x.at, mid-5, x.of(g.share), mid+5, colPositive)
		p.textMid(percent(g.share), stValue, r.Max.X, mid, right)
		top -= factRow
	}
	p.text("Gini coefficient", stLabel, r.Min.X, top-stLabel.size*ascentPart, left)
	text := fmt.Sprintf("%.2f", b.c.Gini.Value)
	p.text(text, stValue, r.Min.X, top-lh-stLabel.size*ascentPart-1, left)
	if g := b.c.Gini; g.HasInterval() {
		st := stLabel.in(colMuted)
		p.text(fmt.Sprintf("%s interval %.2f to %.2f", levelText(g.Level), g.Lo, g.Hi), st, r.Min.X+b.face.width(text+"  ", stValue), top-lh-stLabel.size*ascentPart-1, left)
	}
}
