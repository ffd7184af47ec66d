package address

import (
	"strings"

	"github.com/undertone-project/undertone/internal/text"
)

// maxScan bounds how much of a text is searched, in bytes.
const maxScan = 64 << 10

// Vocatives finds the names that s addresses or refers to, in the order of the
// text. Names in known are found in more places than others.
func Vocatives(s string, known []string) []Mention {
	return NewNames(known).Find(s)
}

// Find finds the names that s addresses or refers to, in the order of the
// text. A name that is not known counts only where the words around it say
// that it is spoken to.
func (n *Names) Find(s string) []Mention {
	if len(s) > maxScan {
		s = s[:maxScan]
	}
	f := finder{s: s, toks: text.Tokens(nil, s), names: n}
	for i := 0; i < len(f.toks); {
		if m, used := f.mention(i); used > 0 {
			f.out = append(f.out, m)
			i += used
			continue
		}
		i++
	}
	return f.out
}

type finder struct {
	s     string
	toks  []text.Token
	names *Names
	out   []Mention
}

// mention decides whether a name is addressed at token i; used is the number
// of tokens it takes.
func (f *finder) mention(i int) (m Mention, used int) {
	t := f.toks[i]
	switch {
	case t.Kind == text.Handle:
		if i > 0 && f.toks[i-1].End == t.Start && f.toks[i-1].Kind != text.Punct {
			return Mention{}, 0 // an e-mail address
		}
		return f.handle(i, i, 1)
	case t.Kind == text.Punct && t.In(f.s) == "@" && i+1 < len(f.toks) && f.toks[i+1].Kind == text.Word && f.atGap(i):
		return f.handle(i, i+1, 2)
	case t.Kind != text.Word:
		return Mention{}, 0
	}
	name, count, full, known := f.names.at(f.s, f.toks, i)
	if known {
		if kind, ok := f.knownHere(i, i+count, full); ok {
			sp := text.Span{Start: t.Start, End: f.toks[i+count-1].End}
			return Mention{Name: name, Span: sp, Kind: kind, Known: true}, count
		}
		return Mention{}, 0
	}
	if c := f.unknownName(i); c > 0 && f.addressedHere(i, i+c) {
		sp := text.Span{Start: t.Start, End: f.toks[i+c-1].End}
		return Mention{Name: sp.In(f.s), Span: sp, Kind: Vocative}, c
	}
	return Mention{}, 0
}

// atGap reports whether a bare "@" at token i introduces a name: "@ Ann", at
// the start of a line or sentence, not "5 @ home".
func (f *finder) atGap(i int) bool {
	_, _, _, known := f.names.at(f.s, f.toks, i+1)
	return known || (f.startsLine(i) && capitalised(f.toks[i+1].In(f.s)))
}

// handle reads "@name", lengthened to a known name or, at the start of a line
// with a colon or comma behind, to a second capitalised word.
func (f *finder) handle(from, at, used int) (Mention, int) {
	name := strings.TrimPrefix(f.toks[at].In(f.s), "@")
	known, count, _, ok := f.names.at(f.s, f.toks, at)
	if ok {
		name = known
		used += count - 1
	} else if f.startsLine(from) && at+2 < len(f.toks) && f.toks[at+1].Kind == text.Word &&
		capitalised(f.toks[at+1].In(f.s)) && isOneOf(f.toks[at+2].In(f.s), ":,") && nameLike(f.toks[at+1].In(f.s)) {
		name += " " + f.toks[at+1].In(f.s)
		used++
	}
	sp := text.Span{Start: f.toks[from].Start, End: f.toks[from+used-1].End}
	if strings.Contains(sp.In(f.s), "\n") {
		return Mention{}, 0
	}
	return Mention{Name: name, Span: sp, Kind: Handle, Known: ok}, used
}

// unknownName counts the tokens of a capitalised name of one or two words at
// token i.
func (f *finder) unknownName(i int) int {
	if !nameLike(f.toks[i].In(f.s)) {
		return 0
	}
	if i+1 < len(f.toks) && f.toks[i+1].Kind == text.Word && nameLike(f.toks[i+1].In(f.s)) && !f.lineBreak(i) {
		return 2
	}
	return 1
}

// addressedHere reports whether the words around tokens [i, j) show that the
// name there, which nobody is known by, is spoken to.
func (f *finder) addressedHere(i, j int) bool {
	after := f.punctAfter(j)
	switch {
	case f.startsLine(i):
		// "Ann: no." and, at the very start, "Ann, you are right."
		return after == ":" || (after == "," && i == 0 && f.secondPersonSoon(j))
	case f.greetedAt(i):
		return after != "" && after != "-"
	}
	if !f.endsClause(j) {
		return false
	}
	prev := f.toks[i-1]
	if prev.In(f.s) == "," && i >= 2 {
		// "Good point, Ann."
		return f.clauseHasPraise(i-2, 6) && f.sentenceEnds(j)
	}
	return prev.Kind == text.Word && praise[text.Fold(prev.In(f.s))]
}

// knownHere reports how a known name at tokens [i, j) is meant.
func (f *finder) knownHere(i, j int, full bool) (Kind, bool) {
	w := f.toks[i].In(f.s)
	after := f.punctAfter(j)
	fold := text.Fold(w)
	common := j == i+1 && (notNames[fold] || bindings[fold] || praise[fold] || ambiguous[fold])
	proper := capitalised(w) || (full && !common && len(w) >= 5)
	if j == i+1 && (!proper || (common && after == "")) {
		return 0, false
	}
	switch {
	case f.startsLine(i) && (isOneOf(after, ":,-–—.!?") && after != "" || f.atLineEnd(j)):
		return Vocative, !common || after == ":" || after == ","
	case f.greetedAt(i) && (after != "" || f.atLineEnd(j)):
		return Vocative, true
	case common:
		return 0, false
	case i > 0 && f.toks[i-1].In(f.s) == "," && f.endsClause(j) && !f.inList(i, j):
		return Vocative, true
	case i > 0 && f.sentenceEnds(j) && f.toks[i-1].Kind == text.Word && !bindings[text.Fold(f.toks[i-1].In(f.s))] && !capitalised(f.toks[i-1].In(f.s)):
		return Vocative, true
	}
	return Reference, full || f.spokenOf(i, j)
}

// spokenOf reports whether a first name is used for somebody who said
// something: "as Ann says", "agree with Ann", "Ann's point".
func (f *finder) spokenOf(i, j int) bool {
	if j < len(f.toks) && speech[text.Fold(f.toks[j].In(f.s))] {
		return true
	}
	if i < 2 {
		return false
	}
	prev, before := text.Fold(f.toks[i-1].In(f.s)), text.Fold(f.toks[i-2].In(f.s))
	return (prev == "with" || prev == "to") && (strings.HasPrefix(before, "agree") || before == "disagree" || before == "reply" || before == "response")
}

// secondPersonSoon reports whether "you" follows within a few words.
func (f *finder) secondPersonSoon(j int) bool {
	for k := j; k < len(f.toks) && k < j+12; k++ {
		switch text.Fold(f.toks[k].In(f.s)) {
		case "you", "your", "you're", "yours", "u", "thanks", "thank", "i":
			return true
		}
	}
	return false
}

// clauseHasPraise reports whether one of the words before token i praises,
// thanks or speaks to somebody.
func (f *finder) clauseHasPraise(i, back int) bool {
	for k := i; k >= 0 && k > i-back; k-- {
		w := text.Fold(f.toks[k].In(f.s))
		if praise[w] || greetings[w] || w == "your" || w == "you're" {
			return true
		}
		if isOneOf(f.toks[k].In(f.s), ".!?") {
			return false
		}
	}
	return false
}

// inList reports whether the name is one of several: "Ann, Ben and Cem".
func (f *finder) inList(i, j int) bool {
	if i >= 2 && capitalised(f.toks[i-2].In(f.s)) && !f.startsLine(i-2) {
		return true
	}
	return j+1 < len(f.toks) && f.toks[j].In(f.s) == "," && capitalised(f.toks[j+1].In(f.s)) && f.toks[j+1].In(f.s) != "I"
}
