package chart

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gonum.org/v1/plot/vg"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/internal/numeral"
)

func TestLegible(t *testing.T) {
	tests := []struct {
		in, want string
		whole    bool
	}{
		{"", "", true},
		{"plain \t name\n", "plain name", true},
		{"Żółć Ægir, Ελένη, Иван", "Żółć Ægir, Ελένη, Иван", true},
		{"e\u0301te\u0301", "été", true},
		{"王小明", "[CJK]", false},
		{"王 小明 Li", "[CJK] Li", false},
		{"محمد علي", "[Arabic]", false},
		{"नमस्ते", "[Devanagari]", false},
		{"fox 🦊", "fox [fox face]", true},
		{"👍🏽👍", "[thumbs up sign]", true},
		{"👩‍👩‍👧", "[woman]", true},
		{"🇬🇧", "[flag GB]", true},
		{"a\u202eb\u0000c\ufffd\xff", "ab c?", true},
		{"\u05d0\u05d1 x", "x \u05d1\u05d0", true},
	}
	face := newTypeface(nil)
	for _, tt := range tests {
		got, whole := face.legible(tt.in)
		if got != tt.want || whole != tt.whole {
			t.Errorf("legible(%q) = %q, %v; want %q, %v", tt.in, got, whole, tt.want, tt.whole)
		}
	}
}

// TestLegibleCovered checks that whatever comes in, each character that comes
// out has a glyph.
func TestLegibleCovered(t *testing.T) {
	face := newTypeface(nil)
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.String().Draw(t, "in")
		out, _ := face.legible(in)
		for _, r := range out {
			if r != ' ' && !face.covers(r) {
				t.Fatalf("legible(%q) = %q: no glyph for %U", in, out, r)
			}
		}
	})
}

func TestWrap(t *testing.T) {
	face := newTypeface(nil)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zA-Zé]{1,30}`), 0, 20).Draw(t, "words")
		w := vg.Length(rapid.Float64Range(30, 500).Draw(t, "width"))
		most := rapid.IntRange(0, 4).Draw(t, "lines")
		text := strings.Join(words, " ")
		for _, lines := range [][]string{face.wrap(text, stTitle, w, most), face.balance(text, stTitle, w, most)} {
			if most > 0 && len(lines) > most {
				t.Fatalf("%d lines, at most %d asked for", len(lines), most)
			}
			for _, l := range lines {
				if got := face.width(l, stTitle); got > w+0.01 {
					t.Fatalf("%q is %v wide, more than %v", l, got, w)
				}
			}
			if joined := strings.Join(lines, ""); most == 0 && strings.ReplaceAll(joined, " ", "") != strings.ReplaceAll(text, " ", "") {
				t.Fatalf("%q became %q", text, lines)
			}
		}
	})
}

func TestNumbers(t *testing.T) {
	tests := []struct{ got, want string }{
		{signed(0.123), "+0.12"}, {signed(-0.05), "−0.05"}, {signed(-0.001), "0.00"}, {signed(math.NaN()), "–"},
		{signedTo(-48.2, 0), "−48"}, {signedTo(0.3, 0), "0"},
		{percent(0.476), "48%"}, {percent(0), "0%"}, {percent(0.001), "<1%"}, {percent(math.NaN()), "–"},
		{percent(0.9994), ">99%"}, {percent(1), "100%"}, {percentRange(est(0, 0, 0.0002)), "<1%"}, {percentRange(est(1, 0.998, 1)), ">99%"},
		{percentRange(est(1, 0.7, 1)), "70–100%"}, {percentRange(est(0, 0, 0)), "0–0%"}, {percentRange(est(0.5, 0.41, 0.55)), "41–55%"}, {signedRange(est(0, -0.2, 0.04)), "−0.20 to +0.04"},
		{numeral.Count(0), "0"}, {numeral.Count(999), "999"}, {numeral.Count(1000), "1,000"}, {numeral.Count(1234567), "1,234,567"}, {numeral.Count(-1234), "-1,234"},
		{numeral.Plural(1, "comment"), "1 comment"}, {numeral.Plural(2, "reply"), "2 replies"},
		{levelText(0.95), "95%"}, {levelText(0.999), "99.9%"}, {levelText(0), "95%"},
		{listing([]string{"A"}, 2), "A"}, {listing([]string{"A", "B", "C"}, 3), "A, B and C"}, {listing([]string{"A", "B", "C", "D"}, 2), "A and 3 others"},
		{footnote(newTypeface(nil), []string{"one;", "", "two."}), "One. Two."},
		{meanText(analysis.Estimate{Value: 0.1, Lo: 0, Hi: 0.2, Level: 0.9}), "+0.10 (90% interval 0.00 to +0.20)"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestTimeTicks(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.Parse("2006-01-02 15:04", s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no zone database")
	}
	tests := []struct {
		name     string
		from, to time.Time
		finest   time.Duration
		want     []string
	}{
		{"a day in six-hour steps", at("2022-02-07 09:10"), at("2022-02-08 08:00"), 3 * time.Hour,
			[]string{"12:00/7 Feb 2022", "18:00", "00:00/8 Feb 2022", "06:00"}},
		{"Mondays", at("2022-01-14 00:00"), at("2022-02-10 00:00"), day, []string{"17 Jan/2022", "24 Jan", "31 Jan", "7 Feb"}},
		{"months over a year's end", at("2021-11-20 00:00"), at("2022-04-10 00:00"), day, []string{"Dec/2021", "Jan/2022", "Feb", "Mar", "Apr"}},
		{"summer time begins", time.Date(2022, 3, 26, 0, 0, 0, 0, berlin), time.Date(2022, 3, 29, 0, 0, 0, 0, berlin), day,
			[]string{"26 Mar/2022", "27 Mar", "28 Mar", "29 Mar"}},
		{"decades", at("1990-06-01 00:00"), at("2022-01-01 00:00"), 30 * day, []string{"2000", "2010", "2020"}},
	}
	room := func(ticks []tick) bool { return len(ticks) <= 5 }
	for _, tt := range tests {
		var got []string
		for _, k := range timeTicks(tt.from, tt.to, tt.finest, room) {
			label := k.label
			if k.context != "" {
				label += "/" + k.context
			}
			got = append(got, label)
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, d)
		}
	}
}

func TestCountTicks(t *testing.T) {
	room := func(ticks []tick) bool { return len(ticks) <= 6 }
	var got []string
	for _, k := range countTicks(1, 23, room) {
		got = append(got, k.label)
	}
	if d := cmp.Diff([]string{"1", "5", "10", "15", "20"}, got); d != "" {
		t.Error(d)
	}
}

// A name from right to left within a sentence leaves the order of the rest.
func TestIsolated(t *testing.T) {
	face := newTypeface(nil)
	const name = "\u05d0\u05d1"
	if got, _ := face.legible(isolated(name) + ", 05:29 on 3 May"); got != "\u05d1\u05d0, 05:29 on 3 May" {
		t.Errorf("%q", got)
	}
	if got, _ := face.legible(isolated("Talks\u2069\u2068 in Geneva") + "."); got != "Talks in Geneva." {
		t.Errorf("%q", got)
	}
}
