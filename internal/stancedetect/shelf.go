package stancedetect

// shelf keeps the texts that were read last: a comment is read for its stance
// toward targets, for that toward its parent, and as the parent of others.
// What a text is read as does not depend on what is kept. When what came in
// since the last time makes a shelf full, all that was not asked for since
// then makes room.
type shelf struct {
	kept, older map[string]*prose
	size        int // bytes of the texts in kept
	spare       []*prose
	work        work
}

const (
	// shelfSize is how many bytes of text make a shelf full; what is known of
	// them takes twenty times as much.
	shelfSize = 128 << 10
	// maxKept is the length of the longest text that is kept.
	maxKept = 2 << 10
)

// read gives the text as it was read, or reads it. The result serves until
// more than a shelf full has been read.
func (sh *shelf) read(s string) *prose {
	if p := sh.kept[s]; p != nil {
		return p
	}
	if sh.size > shelfSize || sh.kept == nil {
		sh.turn()
	}
	p := sh.older[s]
	switch {
	case p != nil:
		delete(sh.older, s)
	case len(sh.spare) > 0:
		p, sh.spare = sh.spare[len(sh.spare)-1], sh.spare[:len(sh.spare)-1]
		p.read(s)
	default:
		p = &prose{work: &sh.work}
		p.read(s)
	}
	sh.kept[s] = p
	sh.size += len(s)
	return p
}

// turn makes what is kept the older texts, in place of those.
func (sh *shelf) turn() {
	for _, p := range sh.older {
		sh.spare = append(sh.spare, p)
	}
	clear(sh.older)
	sh.kept, sh.older, sh.size = sh.older, sh.kept, 0
	if sh.kept == nil {
		sh.kept = map[string]*prose{}
	}
}
