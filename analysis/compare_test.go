package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/analysis/thread"
)

// discussion invents threads whose sentiment is about mean; authors write 1 to
// 4 comments each and have a tone of their own.
func discussion(name string, threads, authors int, mean float64, seed uint64) Group {
	rng := rand.New(rand.NewPCG(seed, 9))
	g := Group{Name: name}
	for k := range threads {
		th := &thread.Thread{ID: fmt.Sprint(name, k), Post: thread.Post{ID: "post"}}
		r := Result{Thread: th}
		for a := range authors {
			own := 0.2 * rng.NormFloat64()
			for range 1 + rng.IntN(4) {
				c := thread.Comment{ID: fmt.Sprint(len(th.Comments)), Author: fmt.Sprint(name, "-", k, "-", a)}
				c.Reply = thread.ReplyEdge{Parent: "post", Source: thread.ParentNone, Confidence: 1}
				if n := len(th.Comments); n > 0 && rng.IntN(2) == 0 {
					c.Reply = thread.ReplyEdge{Parent: fmt.Sprint(rng.IntN(n)), Source: thread.ParentDeclared, Confidence: 1}
				}
				th.Comments = append(th.Comments, c)
				r.Sentiment = append(r.Sentiment, tone(max(min(mean+own+0.3*rng.NormFloat64(), 0.79), -0.79)))
				r.Words = append(r.Words, 5+rng.IntN(60))
				r.Stances = append(r.Stances, []stance.Stance{position("the plan", max(min(mean+rng.NormFloat64(), 1), -1))})
				r.Replies = append(r.Replies, stance.ReplyStance{Scored: true, Agree: rng.Float64(), Disagree: 0.5 - mean})
			}
		}
		g.Results = append(g.Results, r)
	}
	return g
}

// find gives the contrast of a measure.
func find(t *testing.T, c Comparison, m Measure) Contrast {
	t.Helper()
	for _, x := range c.Contrasts {
		if x.Measure == m {
			return x
		}
	}
	t.Fatalf("no contrast of %s", m)
	return Contrast{}
}

func TestCompareFindsADifference(t *testing.T) {
	c := Compare([]Group{discussion("town", 2, 30, 0.2, 1), discussion("valley", 2, 30, -0.25, 2)}, CompareOptions{})
	x := find(t, c, MeasureSentiment)
	d := x.Difference
	if !x.Supported || d.Value > -0.3 || d.Hi >= 0 || !d.HasInterval() || d.NAuthors != 120 || d.N != x.EstimateA.N+x.EstimateB.N {
		t.Errorf("%+v", x)
	}
	if x.Effect.Name != "Cliff's delta" || x.Effect.Estimate.Hi >= 0 || x.P > 0.001 || x.PAdjusted < x.P {
		t.Errorf("effect %+v, p %v, adjusted %v", x.Effect, x.P, x.PAdjusted)
	}
	if !x.WithoutAuthor.Holds || x.WithoutAuthor.Lo > d.Value || x.WithoutAuthor.Hi < d.Value {
		t.Errorf("%+v", x.WithoutAuthor)
	}
	if math.Abs(x.Adjusted.Value-d.Value) > 0.1 || !x.Adjusted.HasInterval() {
		t.Errorf("adjusted %+v", x.Adjusted)
	}
	for _, part := range []string{"The mean sentiment is lower in valley (-", "than in town (+", "95% interval", "adjusted for", "It holds whichever author or thread is left out."} {
		if !strings.Contains(x.Sentence, part) {
			t.Errorf("%q lacks %q", x.Sentence, part)
		}
	}
	if g := find(t, c, MeasureGini); g.Effect.Name != "" || !math.IsNaN(g.Effect.Estimate.Value) || !math.IsNaN(g.WithoutAuthor.Lo) {
		t.Errorf("%+v", g)
	}
	if depth := find(t, c, MeasureDepth); depth.Supported {
		t.Errorf("%+v", depth)
	}
	if share := find(t, c, MeasureNegative); share.Effect.Name != "risk difference" || share.Effect.Estimate.Value != share.Difference.Value {
		t.Errorf("%+v", share.Effect)
	}
	if v := find(t, c, MeasureVolume); v.Difference.HasInterval() || !math.IsNaN(v.P) || !strings.Contains(v.Sentence, "at least 6 threads on each side, and one has 2") {
		t.Errorf("%+v", v)
	}
	if g := c.Groups[0]; g.Name != "town" || g.Threads != 2 || g.Authors != 60 || g.Items != g.Scored || g.Items != g.AuthorsKnown || g.OnTargets != g.Items ||
		g.Answering != g.Items || g.Sentiment.Value != x.EstimateA.Value || g.First.Known() || g.MeanWords < 5 {
		t.Errorf("%+v", g)
	}
	if len(c.Warnings) == 0 || !hasWarning(c.Warnings, "not validated on these groups") {
		t.Errorf("%q", c.Warnings)
	}
}

func TestCompareMeasures(t *testing.T) {
	c := Compare([]Group{discussion("a", 7, 8, 0, 1), discussion("b", 7, 8, 0, 2)}, CompareOptions{Permutations: 99, Resamples: 99})
	var got []Measure
	for _, x := range c.Contrasts {
		got = append(got, x.Measure)
		if !x.Difference.HasInterval() || math.IsNaN(x.P) && x.Measure != MeasureUptake || x.Sentence == "" || x.Label == "" {
			t.Errorf("%+v", x)
		}
	}
	want := []Measure{
		MeasureSentiment, MeasureNegative, MeasurePositive, MeasureUptake, MeasureNetStance, MeasureAgree, MeasureDisagree,
		MeasureReplies, MeasureDepth, MeasureWords, MeasureGini, MeasureVolume, MeasureVirality,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if c.Family != len(want)-1 { // all take the target up: nothing to test
		t.Errorf("family of %d", c.Family)
	}
}

func TestComparePairs(t *testing.T) {
	gs := []Group{discussion("a", 1, 8, 0, 1), discussion("b", 1, 8, 0, 2), discussion("c", 1, 8, 0, 3)}
	pairs := func(opt CompareOptions) (out []string) {
		opt.Permutations, opt.Resamples = 19, 19
		for _, x := range Compare(gs, opt).Contrasts {
			if x.Measure == MeasureSentiment {
				out = append(out, x.A+x.B)
			}
		}
		return out
	}
	if diff := cmp.Diff([]string{"ab", "ac", "bc"}, pairs(CompareOptions{})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"ab", "ac"}, pairs(CompareOptions{AgainstFirst: true})); diff != "" {
		t.Error(diff)
	}
}

func TestCompareTheSameOnAnyNumberOfProcessors(t *testing.T) {
	gs := []Group{
		{Name: "a", Results: []Result{makeThread("a", 120, 40, 1, true)}},
		{Name: "b", Results: []Result{makeThread("b", 90, 0, 2, true)}},
		discussion("c", 2, 20, 0.1, 3),
	}
	run := func(procs int) Comparison {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		return Compare(gs, CompareOptions{Seed: 4, Permutations: 499})
	}
	if diff := cmp.Diff(run(1), run(6), equateNaN); diff != "" {
		t.Error(diff)
	}
}

// Authors who write in both groups are known as one, and differences within
// them are surer than between different people.
func TestCompareSharedAuthors(t *testing.T) {
	a, b := discussion("a", 1, 20, 0, 1), discussion("b", 1, 20, 0, 1)
	for i := range b.Results[0].Sentiment { // the same people, a little more positive
		s := a.Results[0].Sentiment[i].Polarity()*0.9 + 0.06
		b.Results[0].Sentiment[i] = tone(s)
	}
	apart := find(t, Compare([]Group{a, b}, CompareOptions{}), MeasureSentiment)
	for i := range b.Results[0].Thread.Comments {
		b.Results[0].Thread.Comments[i].Author = strings.ToUpper(a.Results[0].Thread.Comments[i].Author)
	}
	c := Compare([]Group{a, b}, CompareOptions{})
	same := find(t, c, MeasureSentiment)
	if c.SharedAuthors != 20 || same.Difference.NAuthors != 20 || !hasWarning(c.Warnings, "20 authors wrote in more than one group") {
		t.Errorf("%d shared, %+v, %q", c.SharedAuthors, same.Difference, c.Warnings)
	}
	if !same.Supported || apart.Supported {
		t.Errorf("same people: %s\nothers: %s", same.Sentence, apart.Sentence)
	}
}

// One loud author does not make a finding, and the sentence names them.
func TestCompareOneLoudAuthor(t *testing.T) {
	a, b := discussion("a", 1, 25, 0.1, 1), discussion("b", 1, 25, 0.1, 2)
	r := &b.Results[0]
	for range 60 {
		r.Thread.Comments = append(r.Thread.Comments, thread.Comment{ID: fmt.Sprint(len(r.Thread.Comments)), Author: "Vox"})
		r.Sentiment = append(r.Sentiment, tone(-0.7))
	}
	x := find(t, Compare([]Group{a, b}, CompareOptions{}), MeasureSentiment)
	if x.Supported || x.WithoutAuthor.Holds || x.WithoutAuthor.Name != "Vox" || math.Abs(x.WithoutAuthor.Without) > 0.15 {
		t.Errorf("%+v", x)
	}
}

// Where the longer comments of one group make all the difference, the sentence
// says so.
func TestCompareLength(t *testing.T) {
	a, b := discussion("a", 1, 40, 0.1, 1), discussion("b", 1, 40, 0.1, 2)
	for i := range b.Results[0].Words {
		b.Results[0].Words[i] *= 8
	}
	for _, g := range []Group{a, b} {
		r := &g.Results[0]
		for i := range r.Sentiment {
			r.Sentiment[i] = tone(max(r.Sentiment[i].Polarity()-0.1*math.Log1p(float64(r.Words[i])), -0.79))
		}
	}
	x := find(t, Compare([]Group{a, b}, CompareOptions{}), MeasureSentiment)
	if !x.Supported || !strings.HasSuffix(strings.Split(x.Sentence, " It holds")[0], "length may explain it.") {
		t.Errorf("%s", x.Sentence)
	}
}

// With threads enough, what sets single threads apart is no finding.
func TestCompareAllowsForThreads(t *testing.T) {
	a, b := discussion("a", 8, 20, 0, 1), discussion("b", 8, 20, 0, 2)
	for k := range b.Results { // two threads of eight make the difference
		for i := range b.Results[k].Sentiment {
			if k < 2 {
				b.Results[k].Sentiment[i] = tone(-0.6)
			}
		}
	}
	x := find(t, Compare([]Group{a, b}, CompareOptions{}), MeasureSentiment)
	if x.Supported || x.Units != "authors and threads" || x.Difference.Hi < 0 || x.Effect.Estimate.Hi < 0 || x.WithoutThread.Holds {
		t.Errorf("%+v", x)
	}
	c := discussion("c", 2, 30, 0, 3)
	for i := range c.Results[1].Sentiment {
		c.Results[1].Sentiment[i] = tone(-0.6)
	}
	few := find(t, Compare([]Group{a, c}, CompareOptions{}), MeasureSentiment)
	if !few.Supported || few.Units != "authors" || !strings.Contains(few.Sentence, "it leans on one thread") {
		t.Errorf("%+v", few)
	}
}

func TestCompareTakesAnything(t *testing.T) {
	empty := Group{Name: "empty"}
	posts := Group{Name: "posts", Results: []Result{{Thread: &thread.Thread{ID: "p", Post: thread.Post{ID: "p"}}, PostSentiment: tone(0.3)}}}
	some := discussion("some", 1, 9, 0, 1)
	short := Group{Name: "short", Results: []Result{{Thread: some.Results[0].Thread}, {}}}
	for _, gs := range [][]Group{nil, {empty}, {empty, empty}, {empty, some}, {posts, some}, {posts, posts}, {short, some}} {
		c := Compare(gs, CompareOptions{Permutations: 19, Resamples: 19})
		if len(c.Warnings) == 0 || len(c.Groups) != len(gs) {
			t.Errorf("%d groups: %+v", len(gs), c)
		}
		for _, x := range c.Contrasts {
			if x.EstimateA.N == 0 || x.EstimateB.N == 0 || x.Supported {
				t.Errorf("%+v", x)
			}
		}
	}
}

// Without a difference, Holm keeps false findings among all contrasts of a
// comparison to about one comparison in twenty: with one thread a side, and
// with several that each have a tone of their own.
func TestCompareFalseFindings(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation of a second")
	}
	const reps = 100
	for _, threads := range []int{1, 9} {
		found := 0
		for r := range uint64(reps) {
			gs := []Group{{Name: "a"}, {Name: "b"}}
			for k := range 2 * threads {
				tone := 0.0
				if threads > 1 {
					tone = 0.2 * rand.New(rand.NewPCG(r, uint64(k))).NormFloat64()
				}
				d := discussion(fmt.Sprint("t", k), 1, 15, tone, 100*r+uint64(k))
				gs[k%2].Results = append(gs[k%2].Results, d.Results...)
			}
			c := Compare(gs, CompareOptions{Permutations: 299, Resamples: 99, Seed: r})
			for _, x := range c.Contrasts {
				if x.Supported {
					found++
					break
				}
			}
		}
		t.Logf("%d threads a side: %d of %d comparisons had a false finding", threads, found, reps)
		if found > 11 { // 5 expected at most
			t.Errorf("%d threads a side: %d of %d comparisons had a false finding", threads, found, reps)
		}
	}
}

func BenchmarkCompare(b *testing.B) {
	gs := []Group{{Name: "a"}, {Name: "b"}}
	for i := range 500 {
		g := &gs[i%2]
		g.Results = append(g.Results, makeThread(fmt.Sprint("t", i), 200, 90, uint64(i), true))
	}
	for b.Loop() {
		if c := Compare(gs, CompareOptions{}); len(c.Contrasts) < 8 {
			b.Fatalf("%d contrasts", len(c.Contrasts))
		}
	}
	b.ReportMetric(100_000*float64(b.N)/b.Elapsed().Seconds(), "comments/s")
}
