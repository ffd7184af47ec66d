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
	m := f.Without(2)
	if len(m.Starts.Trees) != 2*forests {
		t.Errorf("%d trees", len(m.Starts.Trees))
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
