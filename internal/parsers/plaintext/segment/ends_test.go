package segment

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/internal/forest"
)

func TestEndOddsAreOfAllEnds(t *testing.T) {
	m := tiny()
	x := NewContext(prepare("The bridge is closed\nYes it is\nand 1. so\n2. on\nYes"))
	odds := m.endOdds(x)
	if len(odds) != len(x.lines)+1 {
		t.Fatalf("%d ends of %d lines", len(odds), len(x.lines))
	}
	// All sequences of labels that are allowed, one after another.
	sums := make([]float64, len(odds))
	var walk func(labels []Label, score float64)
	walk = func(labels []Label, score float64) {
		i := len(labels)
		if i == len(x.lines) {
			sums[articleLines(labels)] += math.Exp(score)
			return
		}
		for b := Label(0); b < NumLabels; b++ {
			s := score + m.Emit(x, i)[b]
			if i == 0 && !mayBegin(b) {
				continue
			}
			if i > 0 {
				if !x.allowed(labels[i-1], b, i, len(x.lines)) {
					continue
				}
				s += m.Trans[Bare][labels[i-1]][b]
			}
			walk(append(labels[:i:i], b), s)
		}
	}
	walk(nil, 0)
	all := 0.0
	for _, s := range sums {
		all += s
	}
	for e, s := range sums {
		if got, want := math.Exp(odds[e]), s/all; math.Abs(got-want) > 1e-9 {
			t.Errorf("end %d: probability %v, want %v", e, got, want)
		}
	}
}

func TestEndEvidence(t *testing.T) {
	m := builtin()
	width := 0
	for _, text := range []string{"One line", "One\ntwo\n\nthree, no four", "¡Hola!\n1. a\n2. b\n@ann no\n“quote”\nThanks,\nAnn", strings.Repeat("A line.\nAnd another!\n", 90)} {
		x := NewContext(prepare(strings.TrimSpace(text)))
		n := len(x.lines)
		at, evidence := m.EndEvidence(x, 0, n)
		if len(at) != len(evidence) || len(at) > mostEnds+1 || at[len(at)-1] != n {
			t.Errorf("%d places of %d lines, with evidence of %d", len(at), n, len(evidence))
		}
		for k, numbers := range evidence {
			if width == 0 {
				width = len(numbers)
			}
			if len(numbers) != width {
				t.Errorf("%d numbers, want %d", len(numbers), width)
			}
			for _, v := range numbers {
				if v != v {
					t.Errorf("place %d: evidence that is no number: %v", at[k], numbers)
				}
			}
		}
		if at, _ := m.EndEvidence(x, 1, max(1, n-1)); n > 1 && (at[0] < 1 || at[len(at)-1] >= n) {
			t.Errorf("places %v outside of [1, %d)", at, n)
		}
	}
	for _, tree := range m.Ends.Trees {
		for _, node := range tree {
			if node.Number >= width {
				t.Fatalf("a tree asks for number %d of %d", node.Number, width)
			}
		}
	}
}

func TestContrast(t *testing.T) {
	v := &endView{traits: make([][numTraits]float64, 4), sum: make([][numTraits]float64, 5), square: make([][numTraits]float64, 5)}
	for i, y := range []float64{0, 1, 1, 2} {
		v.sum[i+1][traitMe], v.square[i+1][traitMe] = v.sum[i][traitMe]+y, v.square[i][traitMe]+y*y
	}
	// Means of 0.5 and 1.5, a variance of 0.5 over all four.
	if got, want := v.contrast(traitMe, 0, 2, 4), math.Sqrt2; math.Abs(got-want) > 1e-9 {
		t.Errorf("contrast %v, want %v", got, want)
	}
	for _, got := range []float64{v.contrast(traitMe, 0, 0, 4), v.contrast(traitMe, 0, 4, 4), v.contrast(traitYou, 0, 2, 4)} {
		if got != 0 {
			t.Errorf("contrast %v where there is none", got)
		}
	}
}

func TestSettle(t *testing.T) {
	const a, h, s, c = Article, Header, Start, Continue
	tests := []struct {
		starts, headers []float64
		want            []Label
	}{
		{[]float64{0, 0.5, 0.5, 0.1, 1}, make([]float64, 5), []Label{a, s, s, c, s}}, // one of two ends: both are worth a try
		{[]float64{0, 0.1, 0.9, 0.1, 1}, make([]float64, 5), []Label{a, a, s, c, s}}, // one of them is not
		{[]float64{0, 0, 0.2, 0.9}, []float64{0, 0.9, 0, 0}, []Label{a, h, s, s}},    // a header heads a comment
		{[]float64{0, 0.9, 0, 0.2}, []float64{0, 0, 0.9, 0.1}, []Label{a, s, h, s}},  // wherever it stands
		{[]float64{0, 0, 0}, make([]float64, 3), []Label{a, a, a}},                   // nothing begins
		{[]float64{1, 0.4, 0.4, 0.4}, make([]float64, 4), []Label{s, s, s, s}},       // and without an article
	}
	for i, tt := range tests {
		if diff := cmp.Diff(tt.want, settle(tt.starts, tt.headers)); diff != "" {
			t.Errorf("%d: %s", i, diff)
		}
	}
}

func TestEndsAreWeighed(t *testing.T) {
	const text = "The bridge is closed\nYes it is\nand it stays so\nYes\nSo be it"
	m := tiny()
	m.Starts = &forest.Forest{Base: -9}
	sure := func(at int) *forest.Forest { // of the end before line at, by its number among the lines
		const place = 10
		return &forest.Forest{Trees: []forest.Tree{
			{{Number: place, Left: 1, Right: 2, Cut: float32(at)}, {Cut: 0}, {Cut: -20}},
			{{Number: place, Left: 1, Right: 2, Cut: float32(at) - 1}, {Cut: -20}, {Cut: 0}},
		}}
	}
	for at := 1; at < 5; at++ {
		m.Ends = sure(at)
		if got := articleLines(m.Decode(prepare(text))); got != at {
			t.Errorf("an article of %d lines, want %d", got, at)
		}
	}
	m.Ends = sure(5) // no comments at all
	if got := articleLines(m.Decode(prepare(text))); got != 5 {
		t.Errorf("comments under %d lines of an article alone", got)
	}
	m.Ends = sure(1) // the reader knows better
	if got := articleLines(m.DecodeFrom(prepare(text), 2)); got != 2 {
		t.Errorf("an article of %d lines, of which 2 are known", got)
	}
	if got := articleLines(m.DecodeAfter(prepare(text), 4)); got != 4 {
		t.Errorf("an article of %d lines, want the 4 that are given", got)
	}
}
