package general

import (
	"strings"
	"testing"
)

func TestWeights(t *testing.T) {
	w := shipped()
	again, err := ParseWeights(w.String())
	if err != nil || again != w {
		t.Errorf("weights do not survive writing and reading: %v", err)
	}
	for _, bad := range []string{"", "date 1", "date\tone", strings.Replace(weightsFile, "one-date", "two-date", 1)} {
		if _, err := ParseWeights(bad); err == nil {
			t.Errorf("%.20q: no error", bad)
		}
	}
}

func TestHasClock(t *testing.T) {
	for s, want := range map[string]bool{"9:00am On Apr 24": true, "at 21:40": true, "score 3:1": false, "12:345": false, "": false, "ratio 1:20 in": true} {
		if got := hasClock(s); got != want {
			t.Errorf("hasClock(%q) = %v", s, got)
		}
	}
}
