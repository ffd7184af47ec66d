package stancedetect

import "testing"

func TestEdited(t *testing.T) {
	var p prose
	for s, want := range map[string]bool{
		"The council opened the bridge.":                                   true,
		"“I will open it,” the mayor said.":                                true,
		"She called the bridge “a danger.”":                                true,
		"Mayor Alden Opens Bridge":                                         true,
		"The D-Minn. senator, Mr. Alden Jr. of the U.S. party, opened it.": true,
		"The council met. It opened the bridge. Nobody came.":              true,
		"The council met. I was there. Nobody came.":                       false,
		"The council met. “I was there,” she said.":                        true,
		"the council opened the bridge.":                                   false,
		"The council opened the bridge":                                    false,
		"The council met. It sat. It rose. It left.":                       false,
		"The council opened the bridge. #bridge":                           false,
		"@mayor The council opened the bridge.":                            false,
		"The council opened the bridge https://example.org/a":              false,
		"":                                 false,
		"...":                              false,
		"2,000 people crossed the bridge.": true,
		"The council opened the bridge! and nobody came.": true,
	} {
		p.read(s)
		if got := p.edited(); got != want {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
}
