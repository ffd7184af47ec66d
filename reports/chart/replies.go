package chart

import (
	"fmt"
	"image/color"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

// Replies draws how comments stand toward what they answer, for replies to
// comments and for comments on the post: shares of agreement, disagreement and
// questions with their intervals.
//
// The error wraps ErrNoData where fewer than two stances are known.
func Replies(s *analysis.Summary, m Meta) (Figure, error) {
	face := newTypeface(m.Fonts)
	b := &repliesBody{face: face}
	if s.RepliesToComments.N > 1 {
		b.groups = append(b.groups, replyGroup{"Replies to comments", s.RepliesToComments})
	}
	if s.RepliesToPost.N > 1 {
		b.groups = append(b.groups, replyGroup{"Comments on the post", s.RepliesToPost})
	}
	if len(b.groups) == 0 {
		return nil, fmt.Errorf("replies: fewer than two known stances toward a parent: %w", ErrNoData)
	}
	f := &figure{name: "replies", face: face, body: b, title: repliesFinding(s)}
	f.subtitle = "Stance of comments toward what they answer; a share of those whose stance is known"
	f.notes = append(f.notes, sampleNote(s), intervalNote(s, "Whiskers"))
	if u := s.RepliesToComments.Unknown + s.RepliesToPost.Unknown; u > 0 {
		f.notes = append(f.notes, "The stance of "+numeral.Plural(u, "comment")+" is not known")
	}
	f.notes = append(f.notes, edgeNote(s), methodNote(m.stanceMethod(), m))
	f.alt = fmt.Sprintf("Bars of the stance of replies. %s.", f.title)
	return f, nil
}

// repliesFinding compares disagreement with agreement, among replies to
// comments where there are any.
func repliesFinding(s *analysis.Summary) string {
	r, who := s.RepliesToComments, "Replies to comments"
	if r.N < 2 {
		r, who = s.RepliesToPost, "Comments on the post"
	}
	switch dir, known := apart(r.Disagree, r.Agree); {
	case !known:
		return fmt.Sprintf("Too few %s to tell whether more agree or disagree", few(s, r.Agree))
	case dir < 0:
		return fmt.Sprintf("%s disagree more often than they agree, %s to %s", who, percent(r.Disagree.Value), percent(r.Agree.Value))
	case dir > 0:
		return fmt.Sprintf("%s agree more often than they disagree, %s to %s", who, percent(r.Agree.Value), percent(r.Disagree.Value))
	}
	return fmt.Sprintf("No clear lean among %s: %s agree, %s disagree", lowerFirst(who), percent(r.Agree.Value), percent(r.Disagree.Value))
}

type replyGroup struct {
	name string
	r    analysis.ReplyShares
}

// replyRow is one bar of a group.
type replyRow struct {
	name      string
	e         analysis.Estimate
	n         int
	fill, ink color.NRGBA
}

func (g replyGroup) rows() []replyRow {
	return []replyRow{
		{"agree", g.r.Agree, g.r.NAgree, colPositive, inkPositive},
		{"disagree", g.r.Disagree, g.r.NDisagree, colNegative, inkNegative},
		{"ask", g.r.Query, g.r.NQuery, colQuestion, colText},
		{"neither", g.r.Neutral, g.r.NNeutral, colNeutral, colMuted},
	}
}

type repliesBody struct {
	groups []replyGroup
	face   *typeface
}

const (
	replyRowHeight vg.Length = 24
	replyGap       vg.Length = 12 // between groups one above the other
)

// across reports whether the groups stand side by side.
func (b *repliesBody) across(w vg.Length) bool { return len(b.groups) > 1 && w >= stanceNarrow }

func (b *repliesBody) height(_ *typeface, w vg.Length) vg.Length {
	one := stLabel.lineHeight() + 8 + 4*replyRowHeight
	if b.across(w) {
		return one
	}
	return one*vg.Length(len(b.groups)) + replyGap*vg.Length(len(b.groups)-1)
}

func (b *repliesBody) draw(p *pen, r vg.Rectangle) {
	for i, g := range b.groups {
		box := r
		if b.across(width(r)) {
			w := (width(r) - panelGap) / 2
			box.Min.X += (w + panelGap) * vg.Length(i)
			box.Max.X = box.Min.X + w
		} else {
			n := vg.Length(len(b.groups))
			h := (height(r) - replyGap*(n-1)) / n
			box.Max.Y -= (h + replyGap) * vg.Length(i)
			box.Min.Y = box.Max.Y - h
		}
		b.drawGroup(p, g, box)
	}
}

func (b *repliesBody) drawGroup(p *pen, g replyGroup, r vg.Rectangle) {
	lh := stLabel.lineHeight()
	head := fmt.Sprintf("%s (%s)", g.name, numeral.Count(g.r.N))
	p.text(b.face.fit(head, stValue, width(r)), stValue, r.Min.X, r.Max.Y-stLabel.size*ascentPart, left)
	row := min(replyRowHeight+6, (height(r)-lh-8)/4)
	names := b.face.width("disagree", stLabel) + 10
	var labels, most vg.Length // over all groups, which share a scale
	for _, g := range b.groups {
		for _, x := range g.rows() {
			labels = max(labels, b.face.width(shareLabel(x.e, x.n, g.r.N), stLabel))
			most = max(most, reachOf(x.e))
		}
	}
	x := scale{0, 1, r.Min.X + names, 0}
	room := width(r) - names - labels - labelGap
	if room < 20 || row < lh {
		return
	}
	x.until = x.at + room/max(most, 0.01) // the longest bar or whisker fills the room
	for i, bar := range g.rows() {
		y := r.Max.Y - lh - 8 - row*(vg.Length(i)+0.5)
		p.textMid(bar.name, stLabel, r.Min.X, y, left)
		fill := bar.fill
		if !bar.e.HasInterval() {
			fill = mix(fill, colWhite, 0.6)
		}
		end := x.of(zeroNaN(bar.e.Value))
		p.bar(x.at, y-7, end, y+7, fill)
		if bar.e.HasInterval() {
			p.whisker(x.of(bar.e.Lo), x.of(bar.e.Hi), y, 3, 1.2, colInk)
		}
		p.textMid(shareLabel(bar.e, bar.n, g.r.N), stLabel.in(bar.ink), x.of(float64(reachOf(bar.e)))+labelGap, y, left)
	}
	p.vline(x.at, r.Max.Y-lh-8-4*row, r.Max.Y-lh-8, 1, colRule)
}
