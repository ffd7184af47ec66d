// Package language tells the language of a comment from its script and its
// most frequent words, and says [Und] where the text does not carry enough to
// tell. Comments are short: "thanks" is English because the word is, "haha"
// and "ok" are no language in particular.
package language

import (
	"math"
	"unicode"
	"unicode/utf8"

	"github.com/undertone-project/undertone/internal/text"
)

// Und is the BCP 47 code of an undetermined language.
const Und = "und"

// maxBytes bounds the part of a text that is looked at: more of it does not
// change the verdict.
const maxBytes = 4096

// Detect gives the language of s as a BCP 47 primary subtag and the
// confidence in it, in (0, 1]. Where s has no letters, is too short or fits
// several languages alike it gives [Und] and 0. It is deterministic and safe
// for concurrent use.
func Detect(s string) (lang string, confidence float64) {
	s = head(s)
	counts, letters := countScripts(s)
	if letters == 0 {
		return Und, 0
	}
	top := latin
	for sc := range numScripts {
		if counts[sc] > counts[top] {
			top = sc
		}
	}
	share := float64(counts[top]) / float64(letters)
	switch top {
	case latin:
		lang, confidence = detectLatin(s)
	case cyrillic:
		lang, confidence = detectCyrillic(s)
	case arabic:
		lang, confidence = detectArabic(s)
	case han, kana:
		lang, confidence = detectHan(counts, letters)
	case other:
		return Und, 0
	default:
		lang, confidence = scriptLanguage[top], 1
	}
	// A few letters of a script, or half of another one, make it less sure.
	confidence *= share
	if confidence < 0.3 {
		return Und, 0
	}
	return lang, confidence
}

// head is the beginning of s up to maxBytes, cut between runes.
func head(s string) string {
	if len(s) <= maxBytes {
		return s
	}
	end := maxBytes
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end]
}

// detectLatin weighs the frequent words, endings and letters of the languages
// written in Latin script. Names, handles, hashtags and links count for none.
func detectLatin(s string) (string, float64) {
	t := tables()
	var evidence [maxLanguages]float64
	known, words, foreign := 0, 0, 0
	var buf [64]text.Token
	var key [48]byte
	for _, tok := range text.Tokens(buf[:0], s) {
		if tok.Kind != text.Word {
			continue
		}
		k := foldInto(key[:0], tok.In(s))
		if len(k) == 0 {
			continue
		}
		words++
		if set, ok := t.words[string(k)]; ok {
			if set&(1<<t.english) != 0 {
				known++
			}
			share(&evidence, set, 1)
			continue
		}
		set, ascii := t.shape(k)
		// A form alone is half a word's evidence: two of them are needed.
		weight := 0.5
		if !ascii {
			foreign++
			weight = 0.7
		}
		share(&evidence, set, weight)
	}
	// English is the language most often mixed into others and the one with
	// the longest list: it must explain a part of the words by itself.
	if words > 0 {
		e := &evidence[t.english]
		*e *= math.Min(1, 3*float64(known)/float64(words))
		*e -= 0.5 * float64(foreign)
	}
	return t.best(evidence)
}

// share adds weight, divided by the number of languages in set, to each.
func share(evidence *[maxLanguages]float64, set uint32, weight float64) {
	if set == 0 {
		return
	}
	n := 0
	for b := set; b != 0; b &= b - 1 {
		n++
	}
	for i := range evidence {
		if set&(1<<i) != 0 {
			evidence[i] += weight / float64(n)
		}
	}
}

// best picks the language with most evidence, or Und where there is less
// than one word's worth or a close second.
func (t *table) best(evidence [maxLanguages]float64) (string, float64) {
	first, second := -1, 0.0
	for i, e := range evidence {
		switch {
		case first < 0 || e > evidence[first]:
			if first >= 0 {
				second = math.Max(second, evidence[first])
			}
			first = i
		case e > second:
			second = e
		}
	}
	e := evidence[first]
	if e < 0.6 || e < 1.15*second {
		return Und, 0
	}
	// One telling word gives 0.6, four give more than 0.9.
	margin := (e - second) / e
	return t.codes[first], (1 - math.Exp(-0.95*e)) * (0.5 + 0.5*margin)
}

// foldInto appends the lower-case form of word to dst with straight
// apostrophes; nothing where it does not fit or holds digits.
func foldInto(dst []byte, word string) []byte {
	for _, r := range word {
		if text.IsApostrophe(r) {
			r = '\''
		} else if unicode.IsDigit(r) || len(dst)+utf8.UTFMax > cap(dst) {
			return dst[:0]
		}
		dst = utf8.AppendRune(dst, unicode.ToLower(r))
	}
	return dst
}
