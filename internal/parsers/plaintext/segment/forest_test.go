package segment

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestForestReadsWhatItWrites(t *testing.T) {
	want := &Forest{Base: -0.5, Trees: []Tree{
		{{Number: 1, Left: 1, Right: 2, Cut: 0.25}, {Cut: -0.75}, {Cut: 1.5}},
		{{Cut: 0.125}},
	}}
	var b bytes.Buffer
	if err := WriteForest(&b, want, "a comment"); err != nil {
		t.Fatal(err)
	}
	got, err := ReadForest(&b)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if a, b := got.Odds([]float32{9, 0.25}), got.Odds([]float32{9, 0.5}); a != -1.125 || b != 1.125 {
		t.Errorf("odds %v and %v", a, b)
	}
}

func TestForestRefusesWhatLeadsNowhere(t *testing.T) {
	for _, bad := range []string{"", "x\n", "0\n0,0,0\n", "0\n1,1,2,0.5\n", "0\n1,0,1,0.5\t0,0,0,1\n", "0\n-1,1,2,0\t0,0,0,1\t0,0,0,1\n", "0\n0,0,0,NaN\n"} {
		if _, err := ReadForest(strings.NewReader(bad)); err == nil {
			t.Errorf("no error for %q", bad)
		}
	}
}

func TestBound(t *testing.T) {
	tests := []struct {
		p    []float64
		want float64
	}{
		{[]float64{1, 0.9, 0.1}, 0.9},
		{[]float64{1, 0.4, 0.4, 0.4}, 0.4}, // all are worth a try where nothing is sure
		{[]float64{1, 1, 1, 0.3}, 1},
		{nil, 1},
	}
	for _, tt := range tests {
		if got := bound(tt.p); got != tt.want {
			t.Errorf("bound(%v) = %v, want %v", tt.p, got, tt.want)
		}
	}
}

func TestEvidenceIsOfOneWidth(t *testing.T) {
	m := builtin()
	width := 0
	for _, text := range []string{"One line", "One\ntwo\n\nthree, no four", "\u00a1Hola!\n1. a\n2. b\n@ann no\n\u201cquote\u201d\nThanks,\nAnn"} {
		x := NewContext(prepare(text))
		for _, numbers := range m.Evidence(x, 0) {
			if width == 0 {
				width = len(numbers)
			}
			if len(numbers) != width {
				t.Errorf("%d numbers, want %d", len(numbers), width)
			}
		}
		if got := m.Evidence(x, len(x.lines)); got != nil {
			t.Errorf("evidence of no lines: %v", got)
		}
	}
	for _, tree := range m.Starts.Trees {
		for _, n := range tree {
			if n.Number >= width {
				t.Fatalf("a tree asks for number %d of %d", n.Number, width)
			}
		}
	}
}

func TestStartsAfterTheArticle(t *testing.T) {
	m := tiny()
	m.Starts = &Forest{Base: -9} // no line begins a comment unless it must
	got := m.DecodeAfter(prepare("The bridge is closed\nYes it is\nYes\nYes"), 1)
	if diff := cmp.Diff([]Label{Article, Start, Continue, Continue}, got); diff != "" {
		t.Error(diff)
	}
	m.Starts.Base = 9
	got = m.DecodeAfter(prepare("The bridge is closed\nYes it is\n1. yes\n2. no"), 1)
	if diff := cmp.Diff([]Label{Article, Start, Start, Continue}, got); diff != "" {
		t.Error(diff)
	}
}
