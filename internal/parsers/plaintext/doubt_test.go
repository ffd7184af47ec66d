package plaintext

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/undertone-project/undertone/analysis/format"
	"github.com/undertone-project/undertone/analysis/thread"
)

// Where no headers tell, each comment says how doubtful its beginning is.
func TestDoubt(t *testing.T) {
	bare, err := os.ReadFile(filepath.Join("..", "..", "..", "testdata", "demo", "old-bridge-comments.txt"))
	if err != nil {
		t.Fatal(err)
	}
	headed := "The bridge\nThe council closes the old bridge to cars for a year, starting in May, it said on Monday.\n" +
		strings.Repeat("Ann Miller says:\nMay 3, 2024 at 10:15 am\nI cross it every day and I will miss it.\n", 4)
	for name, c := range map[string]struct {
		text  string
		doubt bool
	}{"bare": {string(bare), true}, "headers": {headed, false}} {
		n := 0
		for r, err := range New().Read(context.Background(), format.Source{Name: name, Reader: strings.NewReader(c.text)}) {
			if err != nil {
				t.Fatal(err)
			}
			if r.Kind != thread.KindComment {
				continue
			}
			n++
			if r.Doubt < 0 || r.Doubt >= 1 || (r.Doubt > 0) != c.doubt {
				t.Errorf("%s: comment %d: doubt %v", name, n, r.Doubt)
			}
		}
		if n < 4 {
			t.Errorf("%s: %d comments", name, n)
		}
	}
	if d := doubt(0.5); math.Abs(d-1/(1+startOdds)) > 1e-12 || doubt(1) != 0 || doubt(0) != 1 {
		t.Errorf("even odds leave a doubt of %v, certainty %v and %v", d, doubt(1), doubt(0))
	}
}
