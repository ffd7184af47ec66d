package structure

import (
	"errors"
	"fmt"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
)

// TestMemory reads records of many interleaved threads, some without a key,
// with budgets from almost nothing to plenty.
func TestMemory(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.IntRange(1, 40).Draw(t, "keys")
		recs := make([]format.Record, rapid.IntRange(0, 300).Draw(t, "records"))
		for i := range recs {
			k := rapid.IntRange(0, keys).Draw(t, "key")
			r := reply(fmt.Sprint("c", i), "", fmt.Sprint("Comment number ", i, " of the thread."))
			if i%5 == 4 {
				r.ReplyTo = fmt.Sprint("c", i-k)
			}
			if r.Thread = fmt.Sprint("page-", k); k == 0 {
				r.Thread = ""
			}
			if i%11 == 0 {
				r.Kind = thread.KindPost
			}
			recs[i] = r
		}
		var want []thread.Thread
		for _, memory := range []int64{1 << 30, 2000, 1} {
			var got []thread.Thread
			for th, err := range Threads(seqOf(recs), Options{Source: "page.json", Memory: memory}) {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, th)
			}
			if want == nil {
				want = got
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("with %d bytes: %s", memory, diff)
			}
		}
	})
	nothingLeft(t, dir)
}

// TestNothingLeft ends the iteration in every way there is.
func TestNothingLeft(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	broken := errors.New("broken")
	for _, end := range []string{"end", "error", "stop"} {
		records := func(yield func(format.Record, error) bool) {
			for i := range 500 {
				if !yield(in(fmt.Sprint("t", i%50), said("A comment.")), nil) {
					return
				}
			}
			if end == "error" {
				yield(format.Record{}, broken)
			}
		}
		n := 0
		for _, err := range Threads(records, Options{Memory: 100}) {
			if n++; end == "stop" && n == 3 || err != nil {
				break
			}
		}
		if want := map[string]int{"end": 50, "error": 1, "stop": 3}[end]; n != want {
			t.Errorf("%s: %d threads, want %d", end, n, want)
		}
		nothingLeft(t, dir)
	}
}

func nothingLeft(t *testing.T, dir string) {
	t.Helper()
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("temporary files are left: %v, %v", left, err)
	}
}
