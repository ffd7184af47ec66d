package chart

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/unicode/runenames"
)

// legible is s as the fonts at hand can show it on one line: white space
// collapsed, control characters dropped, emoji named ("[thumbs up sign]"),
// stretches in a script without glyphs named by the script ("[CJK]"), and
// right-to-left text put into visual order. whole is false where a stretch was
// replaced by its script's name, so that s can no longer be told from others.
//
// Arabic always counts as lacking glyphs: without shaping its letters would
// stand unjoined.
func (t *typeface) legible(s string) (shown string, whole bool) {
	if isASCII(s) {
		return strings.Join(strings.FieldsFunc(s, isGap), " "), true
	}
	s = norm.NFC.String(strings.ToValidUTF8(s, ""))
	var b strings.Builder
	whole = true
	last := "" // the name put in for the cluster before
	for _, g := range graphemes(s) {
		name, script := t.substitute(g)
		switch {
		case name == "":
			b.WriteString(strings.Map(dropInvisible, g))
		case name != last:
			b.WriteString("[" + name + "]")
		}
		whole = whole && !script
		if strings.TrimSpace(g) != "" { // a space between two of a kind keeps them together
			last = name
		}
	}
	out := strings.Join(strings.FieldsFunc(b.String(), isGap), " ")
	out = strings.ReplaceAll(out, "] [", "], [")
	return strings.Map(dropIsolate, visual(out)), whole
}

// isolated is s as a part of a longer text whose order s does not disturb,
// though it may run from right to left (UAX #9, FSI and PDI).
func isolated(s string) string { return "\u2068" + strings.Map(dropIsolate, s) + "\u2069" }

// dropIsolate removes isolates, which only matter to the order.
func dropIsolate(r rune) rune {
	if r >= 0x2066 && r <= 0x2069 {
		return -1
	}
	return r
}

func isGap(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// dropInvisible removes format characters (joiners, variation selectors,
// direction marks) and writes the replacement character, which stands for a
// fault of encoding, as a question mark.
func dropInvisible(r rune) rune {
	if r == unicode.ReplacementChar {
		return '?'
	}
	if dropIsolate(r) < 0 {
		return r // until the order is settled
	}
	if unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) || r == 0x20E3 {
		return -1
	}
	return r
}

// substitute is the name to put in place of a cluster, "" where it can be
// shown; script says that it is the name of a script.
func (t *typeface) substitute(cluster string) (name string, script bool) {
	var flag []byte
	for _, r := range cluster {
		switch {
		case isGap(r) || dropInvisible(r) != r || dropIsolate(r) < 0:
			continue
		case r >= 0x1F1E6 && r <= 0x1F1FF: // regional indicators
			flag = append(flag, byte('A'+r-0x1F1E6))
			continue
		case t.covers(r) && !unicode.Is(unicode.Arabic, r):
			continue
		}
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) {
			return scriptName(r), true
		}
		return strings.ToLower(runenames.Name(r)), false
	}
	if flag != nil {
		return "flag " + string(flag), false
	}
	return "", false
}

func scriptName(r rune) string {
	for _, s := range []struct {
		name  string
		table *unicode.RangeTable
	}{
		{"CJK", unicode.Han}, {"CJK", unicode.Hiragana}, {"CJK", unicode.Katakana}, {"CJK", unicode.Hangul},
		{"CJK", unicode.Bopomofo}, {"Arabic", unicode.Arabic}, {"Hebrew", unicode.Hebrew}, {"Devanagari", unicode.Devanagari},
		{"Bengali", unicode.Bengali}, {"Tamil", unicode.Tamil}, {"Telugu", unicode.Telugu}, {"Gujarati", unicode.Gujarati},
		{"Gurmukhi", unicode.Gurmukhi}, {"Kannada", unicode.Kannada}, {"Malayalam", unicode.Malayalam}, {"Sinhala", unicode.Sinhala},
		{"Thai", unicode.Thai}, {"Lao", unicode.Lao}, {"Khmer", unicode.Khmer}, {"Burmese", unicode.Myanmar},
		{"Tibetan", unicode.Tibetan}, {"Georgian", unicode.Georgian}, {"Armenian", unicode.Armenian}, {"Ethiopic", unicode.Ethiopic},
	} {
		if unicode.Is(s.table, r) {
			return s.name
		}
	}
	return "other script"
}

// visual reorders s for drawing from left to right.
func visual(s string) string {
	if !strings.ContainsFunc(s, isRightToLeft) {
		return s
	}
	var p bidi.Paragraph
	if _, err := p.SetString(s); err != nil {
		return s
	}
	o, err := p.Order()
	if err != nil {
		return s
	}
	var b strings.Builder
	for i := range o.NumRuns() { // in the order of the text
		r := o.Run(i)
		if !p.IsLeftToRight() {
			r = o.Run(o.NumRuns() - 1 - i)
		}
		if r.Direction() == bidi.RightToLeft {
			b.WriteString(bidi.ReverseString(r.String()))
			continue
		}
		b.WriteString(r.String())
	}
	return b.String()
}

func isRightToLeft(r rune) bool {
	if r < 0x590 {
		return false
	}
	p, _ := bidi.LookupRune(r)
	return p.Class() == bidi.R || p.Class() == bidi.AL
}
