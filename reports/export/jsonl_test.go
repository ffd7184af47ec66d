package export

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/thread"
)

// FuzzJSONLines compares with encoding/json, byte for byte.
func FuzzJSONLines(f *testing.F) {
	f.Add("plain", `"quoted" \ <b>&amp;`, 0.25, 7, true)
	f.Add("\x00\x1f\b\f\n\r\t\x7f", "\xff\xc3\u2028\u2029\ufffd 🙂", math.Copysign(0, -1), -1, false)
	f.Add("", "é", 1e-9, 1<<40, true)
	f.Add("x", "y", 3e22, 0, false)
	f.Fuzz(func(t *testing.T, a, b string, x float64, n int, full bool) {
		row := ParsedRow{ThreadRow: ThreadRow{ThreadID: a, Text: b}}
		if full {
			row.ParentConfidence, row.Position, row.Deleted = num(x), &n, &full
			row.Alternatives = []thread.Candidate{{Parent: b, Probability: 0.5}, {Parent: "post"}}
		}
		same(t, row)
		same(t, CommentRow{ThreadRow: row.ThreadRow, ScoreColumns: ScoreColumns{NWords: &n, Sentiment: row.ParentConfidence, Language: a}})
		same(t, Utterance{ID: a, Text: b})
	})
}

func same[T any](t *testing.T, row T) {
	t.Helper()
	var want bytes.Buffer
	e := json.NewEncoder(&want)
	e.SetEscapeHTML(false)
	if err := e.Encode(row); err != nil {
		return
	}
	var got bytes.Buffer
	w, err := NewWriter[T](&got, Style{Encoding: "jsonl"})
	if err == nil {
		err = w.Write([]T{row})
	}
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want.String(), got.String()); diff != "" {
		t.Error(diff)
	}
}
