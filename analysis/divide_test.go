package analysis

import (
	"testing"
)

// Dividing the comments of threads keeps what is known of replies, counts each
// comment once, and compares the halves of a thread as parts of one thread.
func TestDivide(t *testing.T) {
	results := []Result{makeThread("a", 80, 20, 1, false), makeThread("b", 40, 20, 2, true)}
	half := func(r *Result, i int) string {
		if r.Thread.Comments[i].Depth <= 1 && i%2 == 0 {
			return "even"
		}
		return ""
	}
	groups := Divide(results, half)
	if len(groups) != 2 || groups[0].Name != "even" || groups[1].Name != unnamed {
		t.Fatalf("groups %v", groups)
	}
	whole := Summarize(results, SummaryOptions{})
	n := 0
	for _, g := range groups {
		s := Summarize(g.Results, SummaryOptions{})
		n += s.Items
		for _, d := range s.Depths {
			if d.Depth > len(whole.Depths) {
				t.Errorf("depth %d in a part of threads %d deep", d.Depth, len(whole.Depths))
			}
		}
	}
	if n != whole.Items {
		t.Errorf("%d items in the parts, %d in the whole", n, whole.Items)
	}
	cmp := Compare(groups, CompareOptions{Permutations: 199, Resamples: 200})
	if cmp.Groups[0].Items+cmp.Groups[1].Items != whole.Items {
		t.Errorf("%d and %d items compared", cmp.Groups[0].Items, cmp.Groups[1].Items)
	}
	for _, c := range cmp.Contrasts {
		if c.Measure == MeasureVirality {
			t.Error("the virality of a part of a tree is compared")
		}
	}
	byThread := Divide(results, func(r *Result, _ int) string { return r.Thread.ID })
	if len(byThread) != 2 || byThread[0].Results[0].Members != nil {
		t.Error("whole threads are not kept whole")
	}
}

// A thread without comments has no level: it makes no group of its own beside
// those of comments, but stays where it has a value.
func TestDivideLeavesOutThreadsWithoutComments(t *testing.T) {
	results := []Result{makeThread("a", 8, 2, 1, false), makeThread("empty", 0, 0, 1, false)}
	byLevel := func(r *Result, i int) string {
		if i < 0 {
			return ""
		}
		return "some"
	}
	if groups := Divide(results, byLevel); len(groups) != 1 || groups[0].Name != "some" || len(groups[0].Results) != 1 {
		t.Errorf("groups %v", groups)
	}
	if groups := Divide(results, func(r *Result, _ int) string { return r.Thread.ID }); len(groups) != 2 {
		t.Errorf("by thread: %d groups", len(groups))
	}
	if groups := Divide(results[1:], byLevel); len(groups) != 1 {
		t.Errorf("without any comment: %d groups", len(groups))
	}
}
