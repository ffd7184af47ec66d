package general

import (
	"math"
	"strings"

	"github.com/undertone-project/undertone/internal/parsers/htmlpage/dom"
	"github.com/undertone-project/undertone/internal/parsers/htmlpage/unit"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What is known of a group, each from 0 to about 1.
const (
	fDate          = iota // members with a date
	fOneDate              // members with one or two dates
	fManyDates            // members with more than four
	fName                 // members with a name
	fControl              // members with buttons
	fAvatar               // members with a picture of a person
	fNumber               // members whose id is a number
	fText                 // members with words outside of links
	fProse                // members with a long line
	fLinks                // share of the words that stand in links
	fCue                  // the shared class or id speaks of comments
	fWeakCue              // ... of posts or messages
	fNotCue               // ... of something else
	fContext              // an element around them speaks of comments
	fNotContext           // ... of something else
	fMany                 // logarithm of their number
	fShare                // share of the page's words
	fHeads                // members with headings
	fForm                 // members with fields of forms
	fSingle               // only one member
	fRun                  // runs of siblings
	fNested               // members inside of members
	fInline               // spans
	fWords                // logarithm of the mean of their words
	fSome                 // date or name or button at all
	fManyNames            // members with more than five names
	fManyNumbers          // members with more than six numbers as ids
	fManyAvatars          // members with more than two pictures of persons
	fCoverDates           // share of the page's dates that they hold
	fCoverNames           // ... of its names
	fCoverNumbers         // ... of its numbered ids
	fCoverControls        // ... of its buttons
	fBefore               // share of the page's words before the first
	fAfter                // ... after the last
	fManyOneDate          // fMany times fOneDate
	fManyName             // fMany times fName
	fBoth                 // members with a date and a name
	fWhole                // members with a date, a name and prose
	fManyBoth             // fMany times fBoth
	fOrphanBefore         // what stands before the first looks like part of one
	fTeaser               // members that lead on to another page
	fParts                // members are the parts of their parents: cells of a post
	fOrphanAfter          // ... after the last
	fSingleCue            // single, numbered and named after comments
	fAnnounced            // a line before them announces comments
	fOtherList            // ... another list
	fClaimed              // their number is what the page states
	fEmpty                // the page says that it has no comments
	fTitled               // members with the title of the document
	fFiled                // members with links to tags, or with a heading that links to a page
	fAnchor               // members with a link to an anchor named as comments are
	fReply                // members with a button to reply
	fSingleBare           // single, and nothing names it after comments
	fManyReply            // fMany times fReply
	fManyAnchor           // fMany times fAnchor
	fCoverReply           // share of the page's reply buttons
	fSays                 // members with a line that says something
	fSaid                 // ... and a date and a name
	fBeside               // members right behind an element with a name that is none of them
	nFeatures
)

type summary [nFeatures]float64

// weigh computes a group's features. It reports whether the group can be
// comments at all.
func (p *page) weigh(g *group) bool {
	if !p.measure(g) {
		return false
	}
	g.sum = p.summarise(g)
	return true
}

// measure counts what each member has of its own.
func (p *page) measure(g *group) bool {
	g.own = make([]features, len(g.members))
	var open []int
	texts, somewhere := 0, 0
	for i, m := range g.members {
		for k := range kinds {
			g.own[i][k] = p.count(k, m)
		}
		for len(open) > 0 && g.members[open[len(open)-1]].to <= m.from {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			outer := open[len(open)-1]
			for k := range kinds {
				g.own[outer][k] -= g.own[i][k]
			}
		}
		open = append(open, i)
		if g.own[i][words] > 0 {
			texts++
		}
		if g.own[i][dated]+g.own[i][named]+g.own[i][controls]+g.own[i][numbered] > 0 {
			somewhere++
		}
	}
	return texts > 0 && somewhere*3 >= len(g.members)
}

// summarise turns counts into shares.
func (p *page) summarise(g *group) summary {
	var s summary
	n := float64(len(g.members))
	total, linked, prev, last := 0, 0, span{}, int32(0)
	for i, m := range g.members {
		o := g.own[i]
		add := func(k int, yes bool) {
			if yes {
				s[k] += 1 / n
			}
		}
		add(fDate, o[dated] > 0)
		add(fOneDate, o[dated] == 1 || o[dated] == 2)
		add(fManyDates, o[dated] > 4)
		add(fName, o[named] > 0)
		add(fControl, o[controls] > 0)
		add(fAvatar, o[avatars] > 0)
		add(fNumber, o[numbered] > 0)
		add(fText, o[words]-o[linkWords] >= 5)
		add(fProse, o[long] > 0)
		add(fHeads, o[headings] > 0)
		add(fForm, o[fields] > 0)
		add(fTeaser, o[teasers] > 0)
		add(fSays, o[says] > 0)
		add(fSaid, o[says] > 0 && o[dated] > 0 && o[named] > 0)
		add(fTitled, o[titled] > 0)
		add(fFiled, o[filed] > 0)
		add(fAnchor, o[anchors] > 0 && o[anchors] < 5)
		add(fReply, o[replyLinks] > 0 && o[replyLinks] < 5)
		s[fCoverReply] += float64(o[replyLinks])
		add(fBoth, o[dated] > 0 && o[named] > 0)
		add(fWhole, o[dated] > 0 && o[named] > 0 && o[long] > 0)
		add(fManyNames, o[named] > 5)
		add(fManyNumbers, o[numbered] > 6)
		add(fManyAvatars, o[avatars] > 2)
		s[fCoverDates] += float64(o[dated])
		s[fCoverNames] += float64(o[named])
		s[fCoverNumbers] += float64(o[numbered])
		s[fCoverControls] += float64(o[controls])
		add(fSome, o[dated]+o[named]+o[controls] > 0)
		add(fNested, i > 0 && m.to <= prev.to)
		if m.to > prev.to {
			prev = m
		}
		last = max(last, m.to)
		total += max(o[words], 0)
		linked += max(o[linkWords], 0)
	}
	s[fLinks] = float64(linked) / float64(max(total, 1))
	s[fWords] = math.Log1p(float64(total)/n) / 5
	s[fShare] = float64(total) / float64(max(p.totals[words][len(p.nodes)], 1))
	s[fMany] = math.Log1p(n) / 5
	if n == 1 {
		s[fSingle] = 1
	}
	if g.run {
		s[fRun] = 1
	}
	first := p.nodes[g.members[0].from].n
	if first.DataAtom == atom.Span || first.DataAtom == atom.P && !g.run {
		s[fInline] = 1
	}
	s[fContext], s[fNotContext] = p.context(g)
	s.setCues(g.cue)
	p.cover(&s)
	pageWords := float64(max(p.totals[words][len(p.nodes)], 1))
	s[fBefore] = float64(p.totals[words][g.members[0].from]) / pageWords
	s[fAfter] = 1 - float64(p.totals[words][last])/pageWords
	s[fManyBoth] = s[fMany] * s[fBoth]
	s[fOrphanBefore], s[fOrphanAfter] = p.orphans(g)
	s[fParts] = p.parts(g, s[fNested])
	s[fManyOneDate], s[fManyName] = s[fMany]*s[fOneDate], s[fMany]*s[fName]
	s[fManyReply], s[fManyAnchor] = s[fMany]*s[fReply], s[fMany]*s[fAnchor]
	s[fBeside] = p.beside(g)
	s[fAnnounced], s[fOtherList] = p.announced(g.members[0].from)
	s[fClaimed] = p.fitsClaim(len(g.members), g.members[0].from, last)
	if p.empty {
		s[fEmpty] = 1
	}
	return s
}

// setCues sets what follows from the class or id that the members share.
func (s *summary) setCues(cue string) {
	s[fCue], s[fWeakCue], s[fNotCue] = cues(cue)
	s[fSingleCue] = s[fSingle] * s[fCue] * s[fNumber]
	s[fSingleBare] = s[fSingle] * (1 - max(s[fCue], s[fContext]*0.5))
}

// parts reports whether the members come in twos and threes with a parent each,
// as the cells of a post do and comments do not.
func (p *page) parts(g *group, nested float64) float64 {
	if nested > 0 || g.run || len(g.members) < 2 {
		return 0
	}
	parents, last := 0, int32(-1)
	for _, m := range g.members {
		if up := p.nodes[m.from].parent; up != last {
			parents++
			last = up
		}
	}
	per := float64(len(g.members)) / float64(parents)
	if per >= 1.5 && per <= 4 && parents > 1 {
		return 1
	}
	return 0
}

// orphans tells whether the siblings right before the first and right after the
// last member have a name, a date or a number, as parts of a comment that was
// cut in the wrong place do.
func (p *page) orphans(g *group) (before, after float64) {
	first, last := g.members[0], g.members[len(g.members)-1]
	part := func(n *html.Node) float64 {
		i, ok := p.index[n]
		if !ok {
			return 0
		}
		s := span{i, p.nodes[i].end}
		if p.count(words, s) > 60 {
			return 0
		}
		if p.count(dated, s)+p.count(numbered, s) > 0 || p.count(named, s) > 0 && p.count(headings, s) == 0 {
			return 1
		}
		return 0
	}
	if n := p.neighbour(p.nodes[first.from].n, false); n != nil {
		before = part(n)
	}
	roots := p.roots(last)
	if n := p.neighbour(roots[len(roots)-1], true); n != nil {
		after = part(n)
	}
	return before, after
}

// beside is the share of the members right behind an element, none of them,
// that has a name: the head of the comment whose text the member is.
func (p *page) beside(g *group) float64 {
	if g.run {
		return 0
	}
	known := make(map[int32]bool, len(g.members))
	for _, m := range g.members {
		known[m.from] = true
	}
	n := 0
	for _, m := range g.members {
		before := p.neighbour(p.nodes[m.from].n, false)
		if before == nil {
			continue
		}
		i := p.index[before]
		s := span{i, p.nodes[i].end}
		if !known[i] && p.count(words, s) > 0 && p.count(words, s) <= 60 && p.count(headings, s) == 0 && p.count(named, s) > 0 {
			n++
		}
	}
	return float64(n) / float64(len(g.members))
}

// neighbour is the next element beside n in one direction that is looked at.
func (p *page) neighbour(n *html.Node, forward bool) *html.Node {
	for steps := 0; steps < 20; steps++ {
		if forward {
			n = n.NextSibling
		} else {
			n = n.PrevSibling
		}
		if n == nil {
			return nil
		}
		if _, ok := p.index[n]; ok && n.DataAtom != atom.Br {
			return n
		}
	}
	return nil
}

// cover turns what the members hold into shares of what the page holds.
func (p *page) cover(s *summary) {
	for _, c := range []struct{ feature, kind int }{{fCoverDates, dated}, {fCoverNames, named}, {fCoverNumbers, numbered}, {fCoverControls, controls}, {fCoverReply, replyLinks}} {
		s[c.feature] /= float64(max(p.totals[c.kind][len(p.nodes)], 1))
	}
}

var (
	strongCue = set(`comment comments kommentar kommentare commentaire commentaires comentario comentarios commento reply replies response
responses cmt disqus answer answers reactie reacties reaction beitrag beitraege thread discussion diskussion`)
	weakCue = set(`post posts message messages msg entry topic forum posting talk conversation item bubble node row`)
	notCue  = set(`related recent widget sidebar nav menu navigation footer header teaser promo promoted ad ads advert sponsored tag tags share
sharing social gallery archive archives trackback trackbacks pingback pingbacks ping story stories form respond tweet tweets twitter blogroll calendar popular latest trending
breadcrumb pagination pager toc category categories login signup newsletter subscribe cookie poll vote banner carousel slider slide hentry product
link links profile signature userinfo bio headline headlines more author meta info avatar body content text similar suggested top`)
	notContext = set(`related sidebar widget nav menu footer blogroll popular latest trending aside rail recent archive twitter tweets promo teaser header
breadcrumb similar suggested calendar`)
)

func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// cues tells what a class or id speaks of.
func cues(s string) (strong, weak, not float64) {
	for _, w := range unit.Words(s) {
		switch {
		case strongCue[w] || strings.Contains(w, "comment") || strings.Contains(w, "kommentar"):
			strong = 1
		case weakCue[w]:
			weak = 1
		case notCue[w]:
			not = 1
		}
	}
	return strong, weak, not
}

// context tells what the elements around a group speak of.
func (p *page) context(g *group) (about, not float64) {
	i := p.nodes[g.members[0].from].parent
	for up := 0; i >= 0 && up < 10; i, up = p.nodes[i].parent, up+1 {
		n := p.nodes[i].n
		if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
			break
		}
		if n.DataAtom == atom.Aside || n.DataAtom == atom.Nav || n.DataAtom == atom.Footer {
			not = 1
		}
		for _, w := range unit.Words(dom.Class(n) + " " + dom.ID(n) + " " + dom.Label(n)) {
			if strongCue[w] || strings.Contains(w, "comment") {
				about = 1
			}
			if notContext[w] && up < 6 {
				not = 1
			}
		}
	}
	return about, not
}

// featureNames name the features in explanations and in the table of weights.
var featureNames = [nFeatures]string{
	"date", "one-date", "many-dates", "name", "control", "avatar", "number", "text", "prose", "links", "cue", "weak-cue", "not-cue",
	"context", "not-context", "many", "share", "heads", "form", "single", "run", "nested", "inline", "words", "some", "many-names", "many-numbers",
	"many-avatars", "cover-dates", "cover-names", "cover-numbers", "cover-controls", "before", "after", "many*one-date", "many*name", "both", "whole", "many*both", "orphan-before", "teaser", "parts", "orphan-after",
	"single*cue*number", "announced", "other-list", "claimed", "empty", "titled", "filed", "anchor", "reply", "single*bare", "many*reply", "many*anchor", "cover-reply", "says", "said", "beside",
}
