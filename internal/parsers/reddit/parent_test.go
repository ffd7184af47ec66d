package reddit

import (
	"encoding/json"
	"testing"
)

func TestParentID(t *testing.T) {
	for _, c := range []struct{ raw, link, want string }{
		{`"t1_c1"`, "t3_abc", "t1_c1"},
		{`"433"`, "t3_abc", "433"},
		{`433`, "t3_abc", "t1_c1"},    // the number that "c1" is to the base of 36
		{`13368`, "t3_abc", "t3_abc"}, // the submission's own
		{`null`, "t3_abc", ""},
	} {
		if got := parentID(json.RawMessage(c.raw), c.link); string(got) != c.want {
			t.Errorf("%s under %s: %q, want %q", c.raw, c.link, got, c.want)
		}
	}
}
