package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/numeral"
)

const minus = "\u2212"

// signed writes v with its sign and two decimals: "+0.12", "−0.05", "0.00".
func signed(v float64) string { return signedTo(v, 2) }

func signedTo(v float64, decimals int) string {
	if math.IsNaN(v) {
		return "–"
	}
	return strings.Replace(numeral.Signed(v, decimals), "-", minus, 1)
}

// percent writes a share: "48%".
func percent(v float64) string {
	if math.IsNaN(v) {
		return "–"
	}
	switch {
	case v > 0 && v < 0.005:
		return "<1%"
	case v < 1 && v >= 0.995:
		return ">99%" // not all
	}
	return strconv.Itoa(int(math.Round(100*v))) + "%"
}

// signedRange writes an interval of signed values: "−0.20 to −0.04".
func signedRange(e analysis.Estimate) string { return signed(e.Lo) + " to " + signed(e.Hi) }

// percentRange writes an interval of shares: "41–55%".
func percentRange(e analysis.Estimate) string {
	switch {
	case e.Hi > 0 && e.Hi < 0.005:
		return "<1%"
	case e.Lo < 1 && e.Lo >= 0.995:
		return ">99%"
	}
	return strconv.Itoa(int(math.Round(100*e.Lo))) + "–" + strconv.Itoa(int(math.Round(100*e.Hi))) + "%"
}

// pointsRange writes an interval of differences between shares in percentage
// points: "−51 to −25".
func pointsRange(e analysis.Estimate) string {
	return signedTo(100*e.Lo, 0) + " to " + signedTo(100*e.Hi, 0)
}

func zeroNaN(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return v
}

// noun is what a summary counts.
func noun(s *analysis.Summary) string {
	if s.Unit == thread.KindPost {
		return "post"
	}
	return "comment"
}

// levelText writes a level: "95%".
func levelText(level float64) string {
	if !(level > 0 && level < 1) {
		level = 0.95
	}
	return strconv.FormatFloat(math.Round(level*1000)/10, 'f', -1, 64) + "%"
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// lowerFirst undoes upperFirst.
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// listing joins names: "A", "A and B", "A, B and C"; past most it counts the
// rest: "A, B and 3 others".
func listing(names []string, most int) string {
	rest := 0
	if len(names) > most {
		rest = len(names) - (most - 1)
		names = names[:most-1]
	}
	if rest > 0 {
		names = append(append([]string(nil), names...), fmt.Sprintf("%d others", rest))
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
