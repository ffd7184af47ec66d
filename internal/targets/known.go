package targets

import (
	_ "embed" // the table of places
	"strings"
	"sync"
)

//go:embed places.txt
var placesTable string

// place is a country, an alliance or another actor with several names.
type place struct {
	names    []string // the names themselves, abbreviations among them
	demonyms []string // "Russian", "Russians"
	seats    []string // what stands for its government: "Moscow", "the Kremlin"
	leaders  []string // people who speak for it
}

// places reads the table once.
var places = sync.OnceValue(func() []place {
	var out []place
	for line := range strings.Lines(placesTable) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "|")
		for len(f) < 4 {
			f = append(f, "")
		}
		out = append(out, place{list(f[0]), list(f[1]), list(f[2]), list(f[3])})
	}
	return out
})

func list(s string) []string {
	var out []string
	for _, w := range strings.Split(s, ",") {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// placeIndex finds a place by a folded name or demonym.
var placeIndex = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for i, p := range places() {
		for _, group := range [][]string{p.names, p.demonyms} {
			for _, n := range group {
				if key := phraseKey(n); key != "" {
					if _, taken := m[key]; !taken {
						m[key] = i
					}
				}
			}
		}
	}
	return m
})

// governmentWords say that a name means those who rule a place.
var governmentWords = map[string]bool{
	"government": true, "govt": true, "gov": true, "administration": true, "regime": true, "leadership": true,
	"establishment": true, "state": true, "authorities": true,
}

// placeOf finds the place that a target's name means, with or without a word
// for its government: "Russia", "US government", "Ukraine's government",
// "government of Canada".
func placeOf(name string) (place, bool) {
	words := strings.Fields(phraseKey(name))
	for len(words) > 1 {
		switch {
		case words[0] == "the":
			words = words[1:]
			continue
		case governmentWords[words[len(words)-1]]:
			words = words[:len(words)-1]
			continue
		case governmentWords[words[0]] && words[1] == "of" && len(words) > 2:
			words = words[2:]
			continue
		}
		break
	}
	i, ok := placeIndex()[strings.Join(words, " ")]
	if !ok {
		return place{}, false
	}
	return places()[i], true
}

// IsPlace reports whether a target's name means a country, its government or
// another actor of the table of places.
func IsPlace(name string) bool {
	_, ok := placeOf(name)
	return ok
}
