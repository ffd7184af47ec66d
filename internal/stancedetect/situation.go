package stancedetect

import "github.com/undertone-project/undertone/internal/text"

// style is the style of the text toward target j, 0 for most comments.
func (sc *scratch) style(j int) uint32 {
	switch {
	case len(sc.views[j].mentions) == 0:
		return unnamedStyle
	case sc.edited:
		return briefStyle
	}
	return 0
}

// edited reports whether the text is written as news are, rather than typed:
// one whole sentence, or up to three in which nobody says "I" or "you" outside
// quotation marks; every one begins with a capital, or with no letter at all,
// and ends, unless the words have capitals as in a headline. It holds no
// handles, hashtags or links.
func (p *prose) edited() bool {
	n, title, long := 0, 0, 0
	begins, quoted, ended, personal := true, false, false, false
	for i := range p.words {
		w := &p.words[i]
		quoted = p.quotation(i, quoted)
		switch w.kind {
		case text.Handle, text.Hashtag, text.URL:
			return false
		case text.Punct, text.Symbol:
			if p.endsHere(i) {
				begins, ended = true, true
			}
			continue
		}
		if begins {
			if n++; n > 3 || !w.title && isLetter(p.s[w.Start]) {
				return false
			}
		}
		begins, ended = false, false
		if w.End-w.Start > 3 {
			long++
			title += int(has(w.title))
		}
		personal = personal || !quoted && w.class&(first|second) != 0 && !w.upper
	}
	switch {
	case n == 1:
		return ended || long > 2 && 2*title > long
	case n == 0 || personal:
		return false
	}
	return ended
}

// endsHere reports whether the mark at word i ends a sentence as typesetters
// see it: what goes on in lower case or with a comma was no end.
func (p *prose) endsHere(i int) bool {
	next := i+1 < len(p.words)
	switch p.words[i].In(p.s) {
	case ".":
		if i > 0 && next && p.abbreviation(i) || next && p.words[i+1].In(p.s) == "," {
			return false
		}
	case "!", "?", "\u2026", "...":
	default:
		return false
	}
	return !next || p.words[i+1].kind != text.Word || p.words[i+1].title || !isLetter(p.s[p.words[i+1].Start])
}

// situation is how a text takes up a target, as far as the certainty of the
// model depends on it.
type situation uint8

const (
	sitNamed        situation = iota // named, and no other target is
	sitAmong                         // other targets are named, too
	sitBrief                         // alone in a text as news have them
	sitUnnamed                       // a topic that the text does not name
	sitBriefAmong                    // in a text as news have them, with others
	sitUnnamedAmong                  // not named, while others are
	// Situations is their number.
	Situations
)

func (sc *scratch) situation(j int) situation {
	alone := sc.others(j) == 0
	switch style := sc.style(j); {
	case style == briefStyle && alone:
		return sitBrief
	case style == briefStyle:
		return sitBriefAmong
	case style == unnamedStyle && alone:
		return sitUnnamed
	case style == unnamedStyle:
		return sitUnnamedAmong
	case alone:
		return sitNamed
	}
	return sitAmong
}

// certainty is what the scores of target j are multiplied by, so that
// probabilities are as sure as they are right.
func (w *weights) certainty(sc *scratch, j int) float32 {
	if w.temperatures == nil {
		return 1
	}
	return 1 / w.temperatures[sc.situation(j)]
}
