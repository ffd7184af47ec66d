package eval

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func near(a, b float64) bool { return math.Abs(a-b) < 5e-4 }

var classes = []string{"negative", "neutral", "positive"}

// Worked by hand: precision 2/3, 1/2, 3/4; recall 2/4, 1/2, 3/4.
func example() *Predictions {
	return &Predictions{
		Classes:   classes,
		Gold:      []int{0, 0, 0, 0, 1, 1, 2, 2, 2, 2},
		Predicted: []int{0, 0, 2, -1, 1, 0, 2, 2, 2, 1},
	}
}

func TestConfusion(t *testing.T) {
	c := example().Confusion()
	want := []ClassMetrics{
		{2.0 / 3, 0.5, 4.0 / 7, 4}, {0.5, 0.5, 0.5, 2}, {0.75, 0.75, 0.75, 4},
	}
	for k, w := range want {
		if got := c.Class(k); !near(got.Precision, w.Precision) || !near(got.Recall, w.Recall) || !near(got.F1, w.F1) || got.Support != w.Support {
			t.Errorf("class %d: %+v, want %+v", k, got, w)
		}
	}
	if !near(c.MacroF1(), (4.0/7+0.5+0.75)/3) || !near(c.MacroRecall(), (0.5+0.5+0.75)/3) || !near(c.Accuracy(), 0.6) {
		t.Errorf("macro-F1 %v, macro-recall %v, accuracy %v", c.MacroF1(), c.MacroRecall(), c.Accuracy())
	}
	empty := NewConfusion(classes, nil, nil)
	if empty.MacroF1() != 0 || empty.Accuracy() != 0 {
		t.Error("figures of nothing are not 0")
	}
}

func TestCalibrationError(t *testing.T) {
	// Ten rows at 0.8, of which six are right: |0.8-0.6|; ten at 0.5, of
	// which five are right: 0.
	var gold []int
	var p [][]float64
	for i := range 10 {
		gold = append(gold, min(i/6, 1), min(i/5, 1))
		p = append(p, []float64{0.8, 0.2}, []float64{0.5, 0.4})
	}
	gold, p = append(gold, 0), append(p, []float64{0, 0}) // unscored
	answers := (&Predictions{Gold: gold, Probabilities: p}).Answers()
	bins := Reliability(answers, 10)
	if got := CalibrationError(bins); !near(got, 0.1) {
		t.Errorf("calibration error %v, want 0.1", got)
	}
	rows := 0
	for _, b := range bins {
		rows += len(b.Rows)
		for _, r := range b.Rows {
			if c := answers[r].Confidence; c <= b.Lo || c > b.Hi {
				t.Errorf("confidence %v between %v and %v", c, b.Lo, b.Hi)
			}
		}
	}
	if rows != 20 {
		t.Errorf("%d of 20 answers in bins", rows)
	}
	if got := CalibrationError(Reliability(answers[20:], 10)); !math.IsNaN(got) {
		t.Errorf("calibration error %v without answers", got)
	}
}

// The data and the four values are Krippendorff's (2011).
func TestAlpha(t *testing.T) {
	x := math.NaN()
	coders := [][]float64{
		{1, 2, 3, 3, 2, 1, 4, 1, 2, x, x, x},
		{1, 2, 3, 3, 2, 2, 4, 1, 2, 5, x, 3},
		{x, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, x},
		{1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, x},
	}
	units := make([][]float64, 12)
	for i := range units {
		for _, c := range coders {
			units[i] = append(units[i], c[i])
		}
	}
	for scale, want := range []float64{Nominal: 0.743, Ordinal: 0.815, Interval: 0.849, Ratio: 0.797} {
		if got := Alpha(units, Scale(scale)); math.Abs(got-want) > 6e-4 {
			t.Errorf("scale %d: alpha %.4f, want %.3f", scale, got, want)
		}
	}
	f := AlphaInterval(units, Nominal, Resampling{Seed: 1})
	if !(f.Lo < f.Value && f.Value < f.Hi && f.Hi <= 1) {
		t.Errorf("interval %+v", f)
	}
	if !math.IsNaN(Alpha(nil, Nominal)) || !math.IsNaN(Alpha([][]float64{{1, 1}, {1, 1}}, Nominal)) {
		t.Error("alpha without variation is a number")
	}
}

// 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: 0.4, the common textbook case.
func TestKappa(t *testing.T) {
	var a, b []int
	for _, c := range []struct{ n, a, b int }{{20, 1, 1}, {5, 1, 0}, {10, 0, 1}, {15, 0, 0}, {3, -1, 1}} {
		for range c.n {
			a, b = append(a, c.a), append(b, c.b)
		}
	}
	if got := Kappa(a, b, 2); !near(got, 0.4) {
		t.Errorf("kappa %v, want 0.4", got)
	}
}

func TestMeasure(t *testing.T) {
	p := example()
	p.Probabilities = make([][]float64, len(p.Gold))
	for i, k := range p.Predicted {
		p.Probabilities[i] = make([]float64, 3)
		if k >= 0 {
			p.Probabilities[i] = []float64{0.1, 0.1, 0.1}
			p.Probabilities[i][k] = 0.8
		}
	}
	one, two := Measure(p, Resampling{Seed: 3, Replicates: 400}), Measure(p, Resampling{Seed: 3, Replicates: 400})
	if d := cmp.Diff(one, two); d != "" {
		t.Errorf("two runs differ:\n%s", d)
	}
	if one[0].Name != "macro-F1" || len(one) != 4+9 {
		t.Fatalf("figures %+v", one)
	}
	for _, f := range one[:3] {
		if !(f.Lo <= f.Value && f.Value <= f.Hi) {
			t.Errorf("%+v", f)
		}
	}
}

// For independent rows the bootstrap interval of an accuracy of 0.7 with 400
// rows is near 0.7 ± 1.96*sqrt(0.21/400); with rows in groups of ten alike it
// is sqrt(10) times as wide.
func TestIntervalWidth(t *testing.T) {
	p := &Predictions{Classes: []string{"a", "b"}}
	for i := range 400 {
		p.Gold = append(p.Gold, 0)
		p.Predicted = append(p.Predicted, min(i/280, 1))
	}
	half := 1.96 * math.Sqrt(0.21/400)
	f := Measure(p, Resampling{Seed: 1})[2]
	if math.Abs(f.Hi-f.Value-half) > 0.1*half || math.Abs(f.Value-f.Lo-half) > 0.1*half {
		t.Errorf("interval %+v, half width wanted %.4f", f, half)
	}
	for i := range p.Gold {
		p.Clusters = append(p.Clusters, string(rune('A'+i/10)))
	}
	wide := Measure(p, Resampling{Seed: 1})[2]
	if ratio := (wide.Hi - wide.Lo) / (f.Hi - f.Lo); math.Abs(ratio-math.Sqrt(10)) > 0.35 {
		t.Errorf("clusters of ten widen the interval by %.2f, want %.2f", ratio, math.Sqrt(10))
	}
}

func TestCompare(t *testing.T) {
	a, b := &Predictions{Classes: []string{"a", "b"}}, &Predictions{Classes: []string{"a", "b"}}
	for i := range 300 {
		a.Gold = append(a.Gold, i%2)
		a.Predicted = append(a.Predicted, i%2)
		if i%5 == 0 {
			a.Predicted[i] = 1 - i%2
		}
		b.Predicted = append(b.Predicted, i%2)
		if i%3 == 0 {
			b.Predicted[i] = 1 - i%2
		}
	}
	b.Gold = a.Gold
	d := Compare(a, b, Metrics()[2], Resampling{Seed: 1})
	if !near(d.Value, 0.8-2.0/3) || d.Lo <= 0 || d.P > 0.01 {
		t.Errorf("difference %+v", d)
	}
	if same := Compare(a, a, Metrics()[0], Resampling{Seed: 1}); same.Value != 0 || same.P != 1 {
		t.Errorf("difference to itself %+v", same)
	}
}

func TestReadGold(t *testing.T) {
	g, err := ReadGold(strings.NewReader("\uFEFFid,text,label\n1,\"two\nlines\",Positive\n2,\"a \"\"b\"\"\",negative\n"), "g.csv", "id", "text", "label")
	if err != nil {
		t.Fatal(err)
	}
	labels, err := g.Labels(classes)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]int{2, 0}, labels); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"two\nlines", "a \"b\""}, g.Strings("text")); d != "" {
		t.Error(d)
	}
	if g.Rows[1].Line != 4 {
		t.Errorf("second row at line %d", g.Rows[1].Line)
	}
}

// Sheets come back from spreadsheet programs in the dress of their country.
func TestReadGoldSaved(t *testing.T) {
	for name, in := range map[string]string{
		"semicolons":   "\uFEFFid;text;label\r\n1;\"a, b; c\";neutral\r\n2;it’s;negative\r\n",
		"tabs":         "id\ttext\tlabel\n1\t\"a, b; c\"\tneutral\n2\tit’s\tnegative\n",
		"utf-16":       utf16("id,text,label\n1,\"a, b; c\",neutral\n2,it’s,negative\n"),
		"windows-1252": "id,text,label\n1,\"a, b; c\",neutral\n2,it\x92s,negative\n",
	} {
		g, err := ReadGold(strings.NewReader(in), "g.csv", "id", "text", "label")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if d := cmp.Diff([]string{"a, b; c", "it’s"}, g.Strings("text")); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

// utf16 is s as little-endian UTF-16 with its mark; s has no rune beyond it.
func utf16(s string) string {
	out := []byte{0xff, 0xfe}
	for _, r := range s {
		out = append(out, byte(r), byte(r>>8))
	}
	return string(out)
}

func TestReadGoldErrors(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", "g.csv: empty"},
		{"id,text\n1,x\n", `no column "label"`},
		{"id,text,label\n1,x\n", "line 2"},
		{"id,text,label\n1,x, \n", "g.csv: line 2 has no label: give it one of negative, neutral, positive, or take the row out"},
		{"id,text,label\n1,x,good\n", `g.csv: line 2: label "good" is none of negative, neutral, positive`},
	}
	for _, tt := range tests {
		g, err := ReadGold(strings.NewReader(tt.in), "g.csv", "id", "text", "label")
		if err == nil {
			_, err = g.Labels(classes)
		}
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: error %v, want %q", tt.in, err, tt.want)
		}
	}
}

func FuzzReadGold(f *testing.F) {
	f.Add("id,text,label\n1,x,neutral\n")
	f.Add("\uFEFFid,text,label\n\"")
	f.Fuzz(func(t *testing.T, s string) {
		g, err := ReadGold(strings.NewReader(s), "g", "id")
		if err == nil && len(g.Strings("id")) != len(g.Rows) {
			t.Fatal("rows lost")
		}
	})
}
