package chart

import (
	"errors"
	"fmt"
	"testing"

	"gonum.org/v1/plot/vg"
)

func groupsFor(n int) []Group {
	var out []Group
	for i := range n {
		name := fmt.Sprintf("Group %d", i+1)
		if i == 1 {
			name = longTitle
		}
		s := synthetic(shape{n: 40 + 30*i, authors: 20, mean: -0.6 + 0.3*float64(i)})
		out = append(out, Group{name, s})
	}
	return out
}

func TestMultiples(t *testing.T) {
	for _, n := range []int{2, 3, 4, 7, 15} {
		f, err := Multiples(groupsFor(n), testMeta())
		if err != nil {
			t.Fatal(err)
		}
		w, h := f.Size()
		checkGeometry(t, paintLog(f, w, h))
		log := &record{}
		body := f.(*figure).body
		r := vg.Rectangle{Max: vg.Point{X: 372, Y: body.height(nil, 372)}}
		body.draw(&pen{Canvas: blank{}, face: newTypeface(nil), log: log, panel: r}, r)
		checkGeometry(t, log)
	}
	for _, groups := range [][]Group{nil, groupsFor(1), {{"empty", synthetic(shape{})}, {"none", nil}, groupsFor(1)[0]}} {
		if _, err := Multiples(groups, testMeta()); !errors.Is(err, ErrNoData) {
			t.Errorf("%d groups: got %v, want ErrNoData", len(groups), err)
		}
	}
}

func TestMultiplesFinding(t *testing.T) {
	groups := groupsFor(3)
	groups[0].Summary.Distribution.Mean = est(-0.3, -0.4, -0.2)
	groups[1].Summary.Distribution.Mean = bare(0.9)
	groups[2].Summary.Distribution.Mean = est(0.1, 0, 0.2)
	title := func() string {
		f, err := Multiples(groups, testMeta())
		if err != nil {
			t.Fatal(err)
		}
		return f.(*figure).title
	}
	if got, want := title(), "The mean tone runs from −0.30 in Group 1 to +0.10 in Group 3"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	groups[0].Summary.Distribution.Mean = est(-0.1, -0.4, 0.05)
	if got, want := title(), "No clear difference in mean tone between 2 groups"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	groups[0].Summary.Distribution.Mean = bare(-0.1)
	if got, want := title(), "Too few comments to compare the tone of the groups"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
