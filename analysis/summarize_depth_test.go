package analysis

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/thread"
)

// grove builds a result whose comments a, b, c... have the given parents
// ("post" for the post).
func grove(parents ...string) Result {
	th := &thread.Thread{ID: "t", Post: thread.Post{ID: "post"}}
	r := Result{Thread: th}
	for i, p := range parents {
		e := thread.ReplyEdge{Parent: p, Source: thread.ParentDeclared, Confidence: 1}
		th.Comments = append(th.Comments, thread.Comment{ID: string(rune('a' + i)), Reply: e})
		r.Sentiment = append(r.Sentiment, tone(0))
	}
	return r
}

func TestTreeOrder(t *testing.T) {
	for _, tt := range []struct {
		name    string
		parents []string
		want    string // id and depth
	}{
		{"depth first, children in order", []string{"post", "post", "a", "b", "a"}, "a1 c2 e2 b1 d2"},
		{"parents later in the source", []string{"c", "post", "b"}, "b1 c2 a3"},
		{"missing parent", []string{"gone", "a"}, "a1 b2"},
		{"own parent", []string{"a", "a"}, "a1 b2"},
		{"cycle", []string{"c", "a", "b", "c"}, "b1 c2 a3 d3"},
		{"two cycles", []string{"b", "a", "d", "c"}, "b1 a2 d1 c2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := Summarize([]Result{grove(tt.parents...)}, SummaryOptions{})
			var got []string
			for _, n := range s.Trees[0].Nodes[1:] {
				got = append(got, fmt.Sprint(n.ID, n.Depth))
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Levels that few comments have are taken together; the top level never is.
func TestDepthBands(t *testing.T) {
	for _, tt := range []struct {
		items []int // by level from 1 on
		want  string
	}{
		{[]int{5, 5}, "1 2"},
		{[]int{1, 1, 1}, "1 2 3"},
		{[]int{50, 40, 20, 9, 2, 1}, "1 2 3-6"},
		{[]int{50, 40, 20, 9, 13, 1}, "1 2 3 4-6"},
		{[]int{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, "1 2-4 5-7 8-10 11-13 14-16 17-21"},
		{[]int{90, 3, 3}, "1 2-3"},
		{[]int{7}, "1"},
		{nil, ""},
	} {
		samples := []*sample{{}}
		var rows []DepthSummary
		for i, n := range tt.items {
			samples = append(samples, &sample{n: n})
			rows = append(rows, DepthSummary{Depth: i + 1, To: i + 1, Items: n})
		}
		var got []string
		items := 0
		for _, b := range bandsOf(rows, samples) {
			items += b.Items
			if b.To > b.Depth {
				got = append(got, fmt.Sprint(b.Depth, "-", b.To))
			} else {
				got = append(got, fmt.Sprint(b.Depth))
			}
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%v: %s", tt.items, diff)
		}
		sum := 0
		for _, n := range tt.items {
			sum += n
		}
		if items != sum {
			t.Errorf("%v: %d of %d items in bands", tt.items, items, sum)
		}
	}
}

func TestTreesLargestFirst(t *testing.T) {
	s := Summarize([]Result{makeThread("a", 3, 0, 1, false), makeThread("b", 9, 0, 1, false), makeThread("c", 3, 0, 1, false)}, SummaryOptions{})
	var got []string
	for _, tr := range s.Trees {
		got = append(got, tr.ThreadID)
	}
	if diff := cmp.Diff([]string{"b", "a", "c"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestInferredOnThePath(t *testing.T) {
	r := grove("post", "a", "b", "post")
	r.Thread.Comments[1].Reply.Source, r.Thread.Comments[1].Reply.Confidence = thread.ParentMention, 0.7
	s := Summarize([]Result{r}, SummaryOptions{})
	var got []string
	for _, d := range s.Depths {
		got = append(got, fmt.Sprint(d.Depth, ": ", d.Inferred, " of ", d.Sentiment.N))
	}
	if diff := cmp.Diff([]string{"1: 0 of 2", "2: 1 of 1", "3: 1 of 1"}, got); diff != "" {
		t.Error(diff)
	}
	row := s.Threads[0]
	if row.InferredEdges != 1 || row.MeanParentConfidence != 0.7 || row.MaxDepth != 3 || row.TopLevel != 2 {
		t.Errorf("%+v", row)
	}
}

// Doubt about who answers whom widens the intervals by depth; values stay
// those of the chosen parents.
func TestUncertainEdgesWidenDepths(t *testing.T) {
	r := makeThread("a", 240, 0, 1, true)
	for i := range r.Sentiment { // tone follows depth, so that depth matters
		p := 0.5
		if r.Thread.Comments[i].Reply.Parent != "a-post" {
			p = -0.5
		}
		r.Sentiment[i] = tone(p + 0.1*float64(i%3))
	}
	unsure := Summarize([]Result{r}, SummaryOptions{})
	for i := range r.Thread.Comments {
		r.Thread.Comments[i].Reply.Candidates = nil
	}
	sure := Summarize([]Result{r}, SummaryOptions{})
	a, b := sure.Depths[0].Sentiment, unsure.Depths[0].Sentiment
	if a.Value != b.Value || a.N != b.N {
		t.Fatalf("sure %+v, unsure %+v", a, b)
	}
	if b.Hi-b.Lo < 1.5*(a.Hi-a.Lo) {
		t.Errorf("sure [%.3f, %.3f], unsure [%.3f, %.3f]", a.Lo, a.Hi, b.Lo, b.Hi)
	}
	g, h := sure.ReplyGap, unsure.ReplyGap
	if g.Value != h.Value || g.N != 240 || h.Hi-h.Lo <= g.Hi-g.Lo || g.Hi > -0.9 {
		t.Errorf("gap sure %+v, unsure %+v", g, h)
	}
}

// Redrawn parents are earlier comments or the post, in proportion.
func TestChoice(t *testing.T) {
	find := func(id string) (int32, bool) {
		i := int32(strings.Index("abcdef", id))
		return i, i >= 0 || id == "post"
	}
	e := thread.ReplyEdge{Source: thread.ParentInferred, Candidates: []thread.Candidate{
		{Parent: "b", Probability: 0.4}, {Parent: "post", Probability: 0.2}, {Parent: "f", Probability: 0.3}, {Parent: "gone", Probability: 0.1}}}
	ch, ok := newChoice(3, &e, find)
	if !ok || len(ch.parents) != 2 {
		t.Fatalf("%+v, %v", ch, ok)
	}
	for u, want := range map[float64]int32{0: 1, 0.66: 1, 0.67: -1, 0.999: -1} {
		if got := ch.pick(u); got != want {
			t.Errorf("pick(%v) = %d, want %d", u, got, want)
		}
	}
	e.Source = thread.ParentDeclared
	if _, ok := newChoice(3, &e, find); ok {
		t.Error("a declared edge is redrawn")
	}
}

// Redrawn edges may close a cycle with given ones that point forward.
func TestResolveDepthsSurvivesCycles(t *testing.T) {
	depth := make([]int32, 4)
	resolveDepths([]int32{1, 2, 0, 1}, []int32{3, 2, 1, 3}, depth)
	for i, d := range depth {
		if d < 1 || d > 6 {
			t.Errorf("depth[%d] = %d", i, d)
		}
	}
	if depth[0] != 3 {
		t.Errorf("depth[0] = %d, want its fallback 3", depth[0])
	}
}

// A chain as deep as it is long, with uncertain edges all along, costs no more
// than its comments.
func TestDeepChain(t *testing.T) {
	const n = 5000
	th := &thread.Thread{ID: "deep", Post: thread.Post{ID: "post"}}
	r := Result{Thread: th}
	parent := "post"
	for i := range n {
		e := thread.ReplyEdge{Parent: parent, Source: thread.ParentInferred, Confidence: 0.9}
		e.Candidates = []thread.Candidate{{Parent: parent, Probability: 0.9}, {Parent: "post", Probability: 0.1}}
		if i == 0 {
			e.Candidates = nil
		}
		parent = fmt.Sprint(i)
		th.Comments = append(th.Comments, thread.Comment{ID: parent, Reply: e})
		r.Sentiment = append(r.Sentiment, tone(float64(i%5)/10))
	}
	s := Summarize([]Result{r}, SummaryOptions{Resamples: 100})
	if len(s.Depths) != n || s.Threads[0].MaxDepth != n || s.Depths[n-1].Inferred != 1 {
		t.Errorf("%d depths, deepest %d", len(s.Depths), s.Threads[0].MaxDepth)
	}
	if v := s.Threads[0].Virality; v.Value < n/4 || v.Hi > v.Value {
		t.Errorf("%+v", v)
	}
}
