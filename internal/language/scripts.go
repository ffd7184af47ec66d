package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// script is a writing system that Detect tells apart.
type script int

const (
	latin script = iota
	cyrillic
	arabic
	han
	kana
	hangul
	greek
	hebrew
	thai
	devanagari
	bengali
	tamil
	telugu
	georgian
	armenian
	other
	numScripts
)

// scriptLanguage names the language of the scripts that one language uses
// far more than all others.
var scriptLanguage = [numScripts]string{
	hangul: "ko", greek: "el", hebrew: "he", thai: "th", devanagari: "hi", bengali: "bn", tamil: "ta", telugu: "te",
	georgian: "ka", armenian: "hy",
}

// countScripts counts the letters of s by script.
func countScripts(s string) (counts [numScripts]int, letters int) {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			i++
			if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
				counts[latin]++
				letters++
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if unicode.IsLetter(r) {
			counts[scriptOf(r)]++
			letters++
		}
	}
	return counts, letters
}

// scriptOf looks a letter's script up by block, the commonest ones first.
func scriptOf(r rune) script {
	switch {
	case r < 0x250 || 0x1e00 <= r && r < 0x1f00:
		return latin
	case 0x370 <= r && r < 0x400 || 0x1f00 <= r && r < 0x2000:
		return greek
	case 0x400 <= r && r < 0x530:
		return cyrillic
	case 0x530 <= r && r < 0x590:
		return armenian
	case 0x590 <= r && r < 0x600:
		return hebrew
	case 0x600 <= r && r < 0x780 || 0xfb50 <= r && r < 0xfe00 || 0xfe70 <= r && r < 0xff00:
		return arabic
	case 0x900 <= r && r < 0x980:
		return devanagari
	case 0x980 <= r && r < 0xa00:
		return bengali
	case 0xb80 <= r && r < 0xc00:
		return tamil
	case 0xc00 <= r && r < 0xc80:
		return telugu
	case 0xe00 <= r && r < 0xe80:
		return thai
	case 0x10a0 <= r && r < 0x1100:
		return georgian
	case 0x3040 <= r && r < 0x3100:
		return kana
	case 0x1100 <= r && r < 0x1200 || 0xac00 <= r && r < 0xd7b0:
		return hangul
	case unicode.Is(unicode.Han, r):
		return han
	}
	return other
}

// detectHan tells Japanese, which mixes in syllables, from Chinese.
func detectHan(counts [numScripts]int, letters int) (string, float64) {
	all := counts[han] + counts[kana]
	// Detect multiplies with the share of the larger script: undo that.
	whole := float64(all) / float64(max(counts[han], counts[kana]))
	if 12*counts[kana] >= all {
		return "ja", whole
	}
	return "zh", whole
}

// Letters that only some languages of a script use, with the languages they
// speak for.
var cyrillicLetters = []struct{ letters, lang string }{
	{"їєґ", "uk"}, {"і", "uk be"}, {"ў", "be"}, {"ыэё", "ru be"}, {"ъ", "ru bg"}, {"щ", "ru uk bg"},
	{"ђћ", "sr"}, {"јљњџ", "sr mk"}, {"ѓќѕ", "mk"}, {"й", "ru uk be bg"}, {"ь", "ru uk be"},
}

var cyrillicWords = map[string]string{
	"и": "ru bg sr mk", "не": "ru uk be bg sr mk", "что": "ru", "это": "ru", "как": "ru bg", "на": "ru uk be bg sr mk",
	"вы": "ru be", "мы": "ru be", "он": "ru sr", "спасибо": "ru", "да": "ru bg sr mk", "нет": "ru", "так": "ru uk be",
	"очень": "ru", "если": "ru", "только": "ru", "уже": "ru", "все": "ru", "для": "ru uk be", "есть": "ru", "был": "ru", "было": "ru",
	"та": "uk", "що": "uk", "це": "uk", "як": "uk be", "дякую": "uk", "але": "uk be", "або": "uk be", "є": "uk", "й": "uk", "він": "uk",
	"ще": "uk bg", "бути": "uk", "дуже": "uk", "і": "uk be", "у": "ru uk be sr", "гэта": "be", "што": "be mk", "дзякуй": "be", "ён": "be",
	"се": "bg sr mk", "е": "bg mk", "от": "ru bg", "за": "ru uk be bg sr mk", "това": "bg", "много": "ru bg", "благодаря": "bg",
	"са": "bg sr", "че": "bg", "си": "bg sr mk", "ли": "ru bg sr mk", "един": "bg", "или": "ru bg sr mk", "след": "bg",
	"је": "sr", "су": "sr", "није": "sr", "хвала": "sr", "ово": "sr", "као": "sr", "од": "sr mk",
	"сум": "mk", "тоа": "mk", "благодарам": "mk", "ова": "mk", "дека": "mk",
}

var cyrillicCodes = []string{"ru", "uk", "be", "bg", "sr", "mk"}

func detectCyrillic(s string) (string, float64) {
	var votes [8]float64
	give := func(langs string, weight float64) {
		fields := strings.Fields(langs)
		for _, l := range fields {
			for i, c := range cyrillicCodes {
				if c == l {
					votes[i] += weight / float64(len(fields))
				}
			}
		}
	}
	s = strings.ToLower(s)
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		give(cyrillicWords[w], 1)
	}
	for _, l := range cyrillicLetters {
		if n := countAny(s, l.letters); n > 0 {
			give(l.lang, min(float64(n), 3)*0.7)
		}
	}
	first := 0
	sum := 0.0
	for i := range cyrillicCodes {
		sum += votes[i]
		if votes[i] > votes[first] {
			first = i
		}
	}
	if sum == 0 || votes[first] < 0.3 {
		return Und, 0
	}
	return cyrillicCodes[first], max(0.35, votes[first]/sum)
}

func countAny(s, letters string) int {
	n := 0
	for _, r := range s {
		if strings.ContainsRune(letters, r) {
			n++
		}
	}
	return n
}

// detectArabic tells Persian and Urdu from Arabic by their own letters.
func detectArabic(s string) (string, float64) {
	urdu, persian, arab := countAny(s, "ٹڈڑےںھہ"), countAny(s, "پچژگکی"), countAny(s, "ةىيكأإؤئ")
	switch {
	case urdu > 0 && urdu*4 >= persian:
		return "ur", 0.9
	case persian > arab:
		return "fa", 0.9
	case arab > 0:
		return "ar", 0.9
	}
	return "ar", 0.6
}
