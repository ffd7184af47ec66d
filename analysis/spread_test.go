package analysis

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/stance"
)

func TestSettle(t *testing.T) {
	own := []stance.Stance{{Target: "a", Favor: 0.9, None: 0.1}, {Target: "b", Against: 0.48, Favor: 0.1, None: 0.42}, {Target: "c", Against: 0.45, Favor: 0.43, None: 0.12}}
	flags := func(m minStance) (out []bool) {
		lists := [][]stance.Stance{own, nil}
		m.settle(lists)
		for _, s := range lists[0] {
			out = append(out, s.Abstained)
		}
		return out
	}
	for limit, want := range map[minStance][]bool{
		0:    {false, true, true},
		0.44: {false, false, true}, // the other side is too near
		0.95: {true, true, true},
		0.3:  {false, false, false},
	} {
		if d := cmp.Diff(want, flags(limit)); d != "" {
			t.Errorf("limit %v: %s", limit, d)
		}
	}
	for _, s := range own {
		if s.Abstained {
			t.Error("the engine's own list was changed")
		}
	}
}
