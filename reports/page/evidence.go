package page

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/undertone-project/undertone/analysis/thread"
)

const (
	maxOne   = 20_000 // bytes of one text
	maxMarks = 10     // highlighted stretches of a text, the strongest
	// faintest is the share of the strongest weight under which a stretch is
	// not highlighted: engines give every word a little.
	faintest = 0.3
)

// mark is a stretch of a text to highlight, in UTF-16 units as scripts count.
type mark struct {
	start, length int
	weight        int // hundredths; 0 for a mention of a target
}

// marks chooses what to highlight: mentions first, then the strongest words,
// none over another, in the order of the text.
func marks(text string, list []thread.Evidence) []mark {
	var found []thread.Evidence
	most := 0.0
	for _, e := range list {
		sp := e.Span
		if sp.Start < 0 || sp.Start >= sp.End || sp.End > len(text) || !utf8.RuneStart(text[sp.Start]) || sp.End < len(text) && !utf8.RuneStart(text[sp.End]) {
			continue // not about particular words of this text
		}
		if mention(e) {
			e.Weight = 0
		} else if !telling(sp.In(text)) || e.Weight == 0 || math.IsNaN(e.Weight) || math.IsInf(e.Weight, 0) {
			continue
		}
		most = max(most, math.Abs(e.Weight))
		found = append(found, e)
	}
	slices.SortStableFunc(found, func(a, b thread.Evidence) int {
		if ma, mb := mention(a), mention(b); ma != mb {
			return cmp.Compare(bit(mb), bit(ma))
		}
		return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight))
	})
	var chosen []thread.Evidence
	for _, e := range found {
		if len(chosen) == maxMarks {
			break
		}
		if !mention(e) && math.Abs(e.Weight) < faintest*most {
			continue
		}
		if !slices.ContainsFunc(chosen, func(c thread.Evidence) bool { return e.Span.Start < c.Span.End && c.Span.Start < e.Span.End }) {
			chosen = append(chosen, e)
		}
	}
	slices.SortFunc(chosen, func(a, b thread.Evidence) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return inUnits(text, chosen)
}

// mention reports whether the words name a target rather than speak of it.
func mention(e thread.Evidence) bool { return e.Rule == "mention" || e.Rule == "mentioned" }

// telling reports whether words can be seen to say something: quotation marks
// and full stops carry a little weight, too, but mean nothing to a reader.
func telling(words string) bool {
	return strings.ContainsFunc(words, func(r rune) bool { return !unicode.IsPunct(r) && !unicode.IsSpace(r) || r == '!' || r == '?' })
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// inUnits turns byte offsets, in order and apart, into UTF-16 ones. A byte that
// is not UTF-8 counts as one unit: it is written as U+FFFD.
func inUnits(text string, list []thread.Evidence) []mark {
	out := make([]mark, 0, len(list))
	at, unit := 0, 0
	advance := func(to int) int {
		for at < to {
			r, size := utf8.DecodeRuneInString(text[at:])
			at += size
			unit++
			if r > 0xFFFF {
				unit++
			}
		}
		return unit
	}
	for _, e := range list {
		start := advance(e.Span.Start)
		end := advance(e.Span.End)
		w := 0
		if !mention(e) {
			if w = int(math.Round(100 * max(min(e.Weight, 99), -99))); w == 0 {
				w = int(math.Copysign(1, e.Weight))
			}
		}
		out = append(out, mark{start, end - start, w})
	}
	return out
}
