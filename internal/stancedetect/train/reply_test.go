package train

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/internal/stancedetect"
)

func TestReplyFoldsSpreadFewGroups(t *testing.T) {
	var examples []Example
	for g, n := range []int{50, 30, 20, 15, 5} {
		for range n {
			examples = append(examples, Example{Set: "forums", Group: fmt.Sprint(g)})
		}
	}
	for i := range 40 {
		e := Example{Set: "threads", Group: fmt.Sprint(i)}
		examples = append(examples, e)
		e.Set += towardParent
		examples = append(examples, e)
	}
	folds := replyFolds(examples, 4)
	size, of := map[int]int{}, map[string]int{}
	for i, e := range examples[:120] {
		size[folds[i]]++
		if f, ok := of[e.Group]; ok && f != folds[i] {
			t.Fatalf("group %s in folds %d and %d", e.Group, f, folds[i])
		}
		of[e.Group] = folds[i]
	}
	if len(size) != 4 || size[0] != 50 {
		t.Errorf("sizes of the folds %v", size)
	}
	for i := 120; i < len(examples); i += 2 {
		if folds[i] != folds[i+1] {
			t.Errorf("the two views of %s are in folds %d and %d", examples[i].Group, folds[i], folds[i+1])
		}
	}
}

func TestAnswersToParents(t *testing.T) {
	row := func(depth int, platform string) Example {
		return Example{Set: "s", Label: depth % 2, Platform: platform, Weight: 9, Reply: stance.Reply{TowardPost: true, PostText: "p", Depth: depth}}
	}
	got := AnswersToParents([]Example{row(0, "twitter"), row(1, "twitter"), row(2, "twitter"), row(1, "reddit"), {Set: "s"}}, 0.5)
	if len(got) != 2 {
		t.Fatalf("%d rows, want the post and its answer", len(got))
	}
	for _, e := range got {
		if e.Reply.TowardPost || e.Reply.PostText != "" || e.Reply.Depth != 0 || e.Set != "s"+towardParent || e.Weight != parentWeight {
			t.Errorf("%+v", e)
		}
	}
}

func TestConsistent(t *testing.T) {
	// Right in three of four rows and surer or less sure than that.
	var examples []Example
	for i := range 4 {
		examples = append(examples, Example{Label: i / 3, Weight: 1})
	}
	all := func(int) bool { return true }
	for _, sure := range []float64{0.6, 0.9} {
		probs := [][]float64{{sure, 1 - sure}, {sure, 1 - sure}, {sure, 1 - sure}, {sure, 1 - sure}}
		if p := temper(probs[0], consistent(examples, probs, 0.1, all)); math.Abs(p[0]-0.75) > 0.01 {
			t.Errorf("%.1f becomes %.3f, want 0.75", sure, p[0])
		}
		if at := consistent(examples, probs, 1, all); at < 1 {
			t.Errorf("temperature %.2f is below the least", at)
		}
	}
}

func TestFitRepliesCalibratesByKind(t *testing.T) {
	var examples []Example
	for i := range 240 {
		text, label := "that is right", 0
		if i%2 == 0 {
			text, label = "no that is wrong", 1
		}
		post := i%4 < 2
		if post && i%8 < 4 {
			label = 1 - label // toward the post the words say nothing
		}
		examples = append(examples, Example{
			ID: fmt.Sprint(i), Set: "s", Group: fmt.Sprint(i), Label: label, Text: text, Weight: 1, Base: 1, Never: 0b1100, Parent: -1,
			Reply: stance.Reply{Text: text, ParentText: "the bridge is long", TowardPost: post, PostText: "the bridge", Depth: 2},
		})
	}
	m, probs, folds, err := fitReplies(context.Background(), examples, Settings{Bits: 8, Least: 1, L2: 1e-3, FreeL2: 1, Iterations: 20, Folds: 2}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(probs) != len(examples) || len(folds) != len(examples) {
		t.Fatalf("%d and %d of %d rows", len(probs), len(folds), len(examples))
	}
	got, err := Predictions(context.Background(), m, stancedetect.ReplyStance, examples[:4])
	if err != nil {
		t.Fatal(err)
	}
	if got[0][1] > 0.7 || got[2][1] < 0.8 {
		t.Errorf("toward the post %v, toward the parent %v", got[0], got[2])
	}
}
