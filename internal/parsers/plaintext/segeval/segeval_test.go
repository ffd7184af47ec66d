package segeval

import (
	"math"
	"testing"

	"github.com/undertone-project/undertone/internal/parsers/plaintext/segment"
	"github.com/undertone-project/undertone/internal/parsers/plaintext/segtrain"
)

func TestMeasure(t *testing.T) {
	const a, s, c = segment.Article, segment.Start, segment.Continue
	docs := []segtrain.Document{{Gold: []segment.Label{a, a, s, c, s}}, {Gold: []segment.Label{a, s}}}
	answers := [][]segment.Label{{a, s, c, s, s}, {a, s}}
	n := 0
	r := Measure("bare", docs, func(d segtrain.Document, article int) []segment.Label {
		if article >= 0 {
			return d.Gold
		}
		n++
		return answers[n-1]
	})
	if r.Starts != (Count{Right: 2, Wrong: 2, Missed: 1}) || r.Articles != 1 {
		t.Errorf("report %+v", r)
	}
	if r.Given.F1() != 1 || r.EveryLine != (Count{Right: 3, Wrong: 1}) {
		t.Errorf("report %+v", r)
	}
	if want := (2.0*1/(2*1+2+1) + 1) / 2; math.Abs(r.MeanF1-want) > 1e-12 {
		t.Errorf("mean %v, want %v", r.MeanF1, want)
	}
}
