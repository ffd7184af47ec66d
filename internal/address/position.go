package address

import (
	"strings"

	"github.com/undertone-project/undertone/internal/text"
)

// lineBreak reports whether a line ends between tokens i and i+1.
func (f *finder) lineBreak(i int) bool {
	return strings.Contains(f.s[f.toks[i].End:f.toks[i+1].Start], "\n")
}

// startsLine reports whether token i is the first of its line, or of the text
// after an opening quotation mark or bracket.
func (f *finder) startsLine(i int) bool {
	return i == 0 || f.lineBreak(i-1)
}

// atLineEnd reports whether no token of the same line follows token j-1.
func (f *finder) atLineEnd(j int) bool {
	return j >= len(f.toks) || f.lineBreak(j-1)
}

// punctAfter is the punctuation mark right after token j-1, "\n" at the end of
// a line, or "".
func (f *finder) punctAfter(j int) string {
	if f.atLineEnd(j) {
		return "\n"
	}
	if t := f.toks[j]; t.Kind == text.Punct {
		mark := t.In(f.s)
		if strings.HasPrefix(mark, "-") || strings.HasPrefix(mark, "–") || strings.HasPrefix(mark, "—") {
			return "-"
		}
		return mark
	}
	return ""
}

// endsClause reports whether a clause ends after token j-1.
func (f *finder) endsClause(j int) bool {
	p := f.punctAfter(j)
	return p == "\n" || p == "," || p == ";" || f.sentenceEnds(j)
}

// sentenceEnds reports whether a sentence ends after token j-1.
func (f *finder) sentenceEnds(j int) bool {
	p := f.punctAfter(j)
	if p == "\n" {
		return true
	}
	if j < len(f.toks) && (f.toks[j].Kind == text.Emoticon || f.toks[j].Kind == text.Symbol) {
		return true
	}
	return p != "" && strings.ContainsAny(p[:1], ".!?") || strings.HasPrefix(p, "…")
}

// greetedAt reports whether a word that goes before an addressed name comes
// right before token i, itself at the start of a sentence: "Thanks Ann",
// "Thank you, Ann", "Hi there Ann".
func (f *finder) greetedAt(i int) bool {
	k := i - 1
	if k >= 0 && f.toks[k].In(f.s) == "," {
		k--
	}
	if k < 0 || f.lineBreakBetween(k, i) {
		return false
	}
	w := text.Fold(f.toks[k].In(f.s))
	if (w == "you" || w == "there" || w == "again") && k > 0 {
		k--
		w = text.Fold(f.toks[k].In(f.s))
		if w != "thank" && w != "hi" && w != "hey" && w != "hello" && w != "thanks" {
			return false
		}
	}
	return greetings[w] && (k == 0 || f.lineBreak(k-1) || isOneOf(f.toks[k-1].In(f.s)[:1], ".!?,") || strings.HasPrefix(f.toks[k-1].In(f.s), "…"))
}

func (f *finder) lineBreakBetween(k, i int) bool {
	return strings.Contains(f.s[f.toks[k].End:f.toks[i].Start], "\n")
}

// isOneOf reports whether mark is one of the characters of list.
func isOneOf(mark, list string) bool {
	return mark != "" && strings.Contains(list, mark)
}
