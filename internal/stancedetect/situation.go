package stancedetect

// style is the style of the text toward target j, 0 for most comments.
func (sc *scratch) style(j int) uint32 {
	switch {
	case len(sc.views[j].mentions) == 0:
		return unnamedStyle
	case sc.text.edited():
		return briefStyle
	}
	return 0
}

// edited reports whether the text is one whole sentence, as news has them,
// rather than what somebody typed: it begins with a capital, or with no letter
// at all, and it ends.
func (p *prose) edited() bool {
	return len(p.sentences) == 1 && !p.sentences[0].open && (p.words[0].title || !isLetter(p.s[p.words[0].Start]))
}

// situation is how a text takes up a target, as far as the certainty of the
// model depends on it.
type situation uint8

const (
	sitNamed   situation = iota // named, and no other target is
	sitAmong                    // other targets are named, too
	sitBrief                    // alone in a text of one sentence
	sitUnnamed                  // a topic that the text does not name
	// Situations is their number.
	Situations
)

func (sc *scratch) situation(j int) situation {
	switch style := sc.style(j); {
	case sc.others(j) > 0:
		return sitAmong
	case style == briefStyle:
		return sitBrief
	case style == unnamedStyle:
		return sitUnnamed
	}
	return sitNamed
}

// certainty is what the scores of target j are multiplied by, so that
// probabilities are as sure as they are right.
func (w *weights) certainty(sc *scratch, j int) float32 {
	if w.temperatures == nil {
		return 1
	}
	return 1 / w.temperatures[sc.situation(j)]
}
