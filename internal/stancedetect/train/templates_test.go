package train

import (
	"strings"
	"testing"

	"github.com/undertone-project/undertone/internal/eval"
	"github.com/undertone-project/undertone/internal/stancedetect"
)

// TestTemplates checks that every slot is filled, that rows differ, and that
// none of them is a behavioural case.
func TestTemplates(t *testing.T) {
	g, err := eval.ReadGoldFile("../../../testdata/behaviour/stance.csv", "text", "expected")
	if err != nil {
		t.Fatal(err)
	}
	cases := map[string]bool{}
	for _, s := range g.Strings("text") {
		cases[strings.ToLower(s)] = true
	}
	for _, task := range []stancedetect.Task{stancedetect.TargetStance, stancedetect.ReplyStance} {
		rows := Templates(task)
		if len(rows) < 150 {
			t.Errorf("%s: %d rows", task, len(rows))
		}
		distinct := map[string]bool{}
		for _, r := range rows {
			distinct[r.Text] = true
			switch {
			case strings.ContainsAny(r.Text+r.Reply.ParentText+r.Target.Name, "{}"):
				t.Errorf("unfilled slot: %q", r.Text)
			case cases[strings.ToLower(r.Text)]:
				t.Errorf("a behavioural case: %q", r.Text)
			case task == stancedetect.TargetStance && !strings.Contains(r.Text, r.Target.Name) && !strings.Contains(r.Text, "#"):
				t.Errorf("%q does not name %q", r.Text, r.Target.Name)
			}
		}
		if len(distinct) < len(rows)*3/4 {
			t.Errorf("%s: %d distinct texts in %d rows", task, len(distinct), len(rows))
		}
	}
}
