package stancedetect

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/eval"
)

const behaviourFile = "../../testdata/behaviour/stance.csv"

// passRates are the least shares of cases that an engine must pass.
var passRates = map[string]float64{Name: 0.86, DefaultName: 0.93}

// TestBehaviour runs the behavioural cases and logs the pass rate by
// capability and the cases that fail.
func TestBehaviour(t *testing.T) {
	g, err := eval.ReadGoldFile(behaviourFile, "id", "capability", "task", "text", "target", "opposes", "parent_text", "expected")
	if err != nil {
		t.Fatal(err)
	}
	if len(g.Rows) < 150 {
		t.Errorf("%d cases, want 150 at least", len(g.Rows))
	}
	trained, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []*Detector{New(), trained} {
		var order []string
		passed, all := map[string]int{}, map[string]int{}
		sum := 0
		for _, r := range g.Rows {
			cell := func(name string) string { return r.Fields[g.Column(name)] }
			c := cell("capability")
			if !slices.Contains(order, c) {
				order = append(order, c)
			}
			all[c]++
			got, want := behave(t, d, cell), cell("expected")
			if got == want {
				passed[c]++
				sum++
			} else {
				t.Logf("%s: %s: %q toward %q%q is %s, want %s", d.Name(), cell("id"), cell("text"), cell("target"), cell("parent_text"), got, want)
			}
		}
		for _, c := range order {
			t.Logf("%s: %-22s %2d of %2d", d.Name(), c, passed[c], all[c])
		}
		rate := float64(sum) / float64(len(g.Rows))
		t.Logf("%s: %d of %d cases, %.0f%%", d.Name(), sum, len(g.Rows), 100*rate)
		if rate < passRates[d.Name()] {
			t.Errorf("%s passes %.2f of the cases, want %.2f at least", d.Name(), rate, passRates[d.Name()])
		}
	}
}

func behave(t *testing.T, d *Detector, cell func(string) string) string {
	t.Helper()
	ctx := context.Background()
	if cell("task") == "reply" {
		out, err := d.DetectReplies(ctx, []stance.Reply{{Text: cell("text"), ParentText: cell("parent_text")}})
		if err != nil {
			t.Fatal(err)
		}
		return string(out[0].Label())
	}
	list := []stance.Target{{Name: cell("target")}}
	if o := cell("opposes"); o != "" {
		list[0].Opposes = []string{o}
		list = append(list, stance.Target{Name: o})
	} else if cell("capability") == "two targets" {
		for _, n := range []string{"Norland", "Sudland", "Reyes", "Lund"} {
			if n != list[0].Name {
				list = append(list, stance.Target{Name: n})
			}
		}
	}
	out, err := d.Detect(ctx, []stance.Text{{Text: cell("text"), Language: "en"}}, list)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range out[0] {
		if s.Target == list[0].Name {
			return string(s.Label())
		}
	}
	return fmt.Sprintf("%q not taken up", list[0].Name)
}
