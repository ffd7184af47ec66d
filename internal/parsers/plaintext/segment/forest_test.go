package segment

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/undertone-project/undertone/internal/forest"
)

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
	m.Starts = &forest.Forest{Base: -9} // no line begins a comment unless it must
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
