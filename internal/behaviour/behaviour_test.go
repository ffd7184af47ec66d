package behaviour

import (
	"testing"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/internal/classifier"
	"github.com/undertone-project/undertone/internal/lexicon"
	"github.com/undertone-project/undertone/internal/naivebayes"
)

const file = "../../testdata/behaviour/sentiment.csv"

// The share of the cases that each engine must pass: a floor against
// regressions, not a goal. Run with -v for the table and the failures.
func TestPassRates(t *testing.T) {
	cases, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) < 200 {
		t.Errorf("%d cases", len(cases))
	}
	lex, err := lexicon.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		engine sentiment.Scorer
		floor  float64
	}{{classifier.New(), 0.87}, {lex, 0.87}, {naivebayes.New(), 0.3}} {
		t.Run(tt.engine.Name(), func(t *testing.T) {
			rates, failures, err := Run(t.Context(), tt.engine, cases)
			if err != nil {
				t.Fatal(err)
			}
			passed := 0
			for _, r := range rates {
				t.Logf("%-30s %3d of %3d", r.Capability, r.Passed, r.N)
				passed += r.Passed
			}
			t.Logf("%-30s %3d of %3d", "all", passed, len(cases))
			for _, f := range failures {
				t.Logf("%s %s %q %q: want %v, got %s", f.Case.ID, f.Case.Kind, f.Case.Text, f.Case.Other, f.Case.Expected, f.Got)
			}
			if share := float64(passed) / float64(len(cases)); share < tt.floor {
				t.Errorf("passes %.3f of the cases, less than %.3f", share, tt.floor)
			}
		})
	}
}
