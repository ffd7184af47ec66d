package segtrain

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/undertone-project/undertone/internal/forest"
)

func TestFitterHoldsOut(t *testing.T) {
	c := &Corpus{Bare: documents(threads(20))}
	opt := Options{Epochs: 1, Rate: 0.1, L2: 0.01, MinCount: 1, Seed: 1}
	f := NewFitter(c, Division{Folds: 4}, opt, forest.Options{Trees: 2, Leaves: 2, Rate: 0.1, MinRows: 1, Groups: 1, Columns: 1, Bins: 8})
	f.ends.Trees = 3
	m := f.Without(2)
	if len(m.Starts.Trees) != 2*forests || len(m.Ends.Trees) != 3*forests {
		t.Errorf("%d and %d trees", len(m.Starts.Trees), len(m.Ends.Trees))
	}
	for key := range f.fields {
		if key[0] != 2 && key[1] != 2 {
			t.Errorf("for what has not seen fold 2, a field was fitted without folds %v only", key)
		}
	}
	if f.All(); f.fields[[2]int{none, none}] == nil {
		t.Error("the field for all pages has not seen all pages")
	}
}

func TestRarerForms(t *testing.T) {
	c := Comment{"Ann Lee", "", []string{"I doubt it. It rains a lot.", "And so on."}}
	tests := []struct {
		form Form
		want []string
	}{
		{Form{}, c.Lines},
		{Form{Titles: true}, []string{"I doubt it", "It rains a lot.", "And so on."}},
		{Form{Signed: true}, []string{"Ann Lee", "I doubt it. It rains a lot.", "And so on."}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, tt.form.body(c)); diff != "" {
			t.Error(diff)
		}
	}
	closed := 0
	for _, name := range []string{"Ann", "Ben", "Carl", "Dora", "Emil", "Fred", "Gina", "Hans"} {
		c.Author = name
		if got := (Form{Parting: true}).body(c); got[len(got)-1] == name {
			closed++
		}
	}
	if closed == 0 || closed == 8 {
		t.Errorf("%d of 8 authors close with their names", closed)
	}
}

func TestEndRowsAreChoices(t *testing.T) {
	c := &Corpus{Bare: documents(threads(20))}
	f := NewFitter(c, Division{Folds: 4}, Options{Epochs: 1, Rate: 0.1, L2: 0.01, MinCount: 1, Seed: 1}, DefaultBoost())
	taken := make(map[int]int)
	alone := 0
	for _, r := range f.endRows(1) {
		if _, ok := taken[r.Choice]; !ok {
			taken[r.Choice] = 0
		}
		if r.Yes {
			taken[r.Choice]++
			if place, after := r.Values[10], r.Values[11]; place > 0 && after == 0 {
				alone++
			}
		}
	}
	for choice, n := range taken {
		if n != 1 {
			t.Errorf("choice %d: %d places are taken", choice, n)
		}
	}
	if len(taken) < 10 || alone == 0 || alone == len(taken) {
		t.Errorf("%d choices, %d of them articles alone", len(taken), alone)
	}
}
