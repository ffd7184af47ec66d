package analysis

import (
	"math"

	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/internal/stats"
)

// Group is a named set of results that are compared with others.
type Group struct {
	Name    string
	Results []Result
}

// CompareOptions say how to compare. The zero value is usable.
type CompareOptions struct {
	Level     float64 // of every interval, and 1 - Level of every test; 0 means 0.95
	Seed      uint64  // of every random draw
	Resamples int     // bootstrap resamples of each estimate; 0 means 2000
	// Permutations of each test; 0 means 4999. Very many authors have fewer,
	// at least 999.
	Permutations int
	// AgainstFirst compares every group with the first alone; else all pairs
	// are compared.
	AgainstFirst bool
	// MaxTargets bounds the targets compared to those that most comments take
	// up; 0 means 5.
	MaxTargets int
	// Without are measures to leave out: those by which the groups were made.
	Without []Measure
	// Skipped is how many records of the input could not be read: a warning
	// tells of them.
	Skipped int
	// Validated says that the engines were checked against a hand-coded
	// sample of these groups.
	Validated bool
}

// Measure names what a contrast compares.
type Measure string

// The measures, in the order of a comparison. Shares and means are over
// comments, the last two over threads.
const (
	MeasureSentiment Measure = "sentiment"           // mean sentiment of scored comments
	MeasureNegative  Measure = "negative_share"      // share of scored comments
	MeasurePositive  Measure = "positive_share"      // share of scored comments
	MeasureUptake    Measure = "target_uptake"       // share of comments that take a target up
	MeasureNetStance Measure = "net_stance"          // favor - against among those
	MeasureAgree     Measure = "agree_share"         // share of replies with a known stance
	MeasureDisagree  Measure = "disagree_share"      // share of replies with a known stance
	MeasureReplies   Measure = "reply_share"         // share of comments that answer a comment
	MeasureDepth     Measure = "depth"               // mean depth
	MeasureWords     Measure = "words"               // mean words of a comment
	MeasureGini      Measure = "author_gini"         // inequality of authors
	MeasureVolume    Measure = "comments_per_thread" // mean over threads
	MeasureVirality  Measure = "structural_virality" // mean over threads
)

// Effect is a difference on a scale without units.
type Effect struct {
	// Name is "Cliff's delta", "risk difference", or empty where there is
	// none. Both are in [-1, 1], above 0 where B has more.
	Name     string
	Estimate Estimate
}

// Robustness is how a difference fares without each author, or each thread, in
// turn.
type Robustness struct {
	// Lo and Hi are the range of the difference; NaN where none can be left
	// out.
	Lo, Hi float64
	// Name is the author's (empty where unknown), or the thread's id, whose
	// absence moves the difference most, to Without.
	Name    string
	Without float64
	// Holds is whether the difference keeps its sign and at least half its
	// size whoever is left out.
	Holds bool
}

// Contrast is one measure compared between two groups.
type Contrast struct {
	Measure Measure
	Target  string // of the measures of stance toward a target, else empty
	Label   string // the measure for people, such as "mean sentiment"
	A, B    string // names of the groups
	// EstimateA and EstimateB are the groups' own; Difference is B - A.
	EstimateA, EstimateB Estimate
	Difference           Estimate
	Effect               Effect
	// Units are the clusters behind intervals and test: "authors", "authors
	// and threads" where both groups have threads enough (6) to tell how far
	// threads differ, or "threads" for the measures of threads.
	Units string
	// EdgesInDoubt is whether the intervals of Difference and Effect are over
	// the alternatives of uncertain reply edges; the test takes the chosen ones.
	EdgesInDoubt bool
	// P is two-sided, by permutation of the units; with authors and threads
	// the larger of the two. PAdjusted is Holm's over the family of all
	// contrasts that have one. Both NaN where there is no test.
	P, PAdjusted float64
	// Adjusted is the difference with the length of comments held equal (in
	// the logarithm of words); N is 0 where that makes no sense.
	Adjusted                     Estimate
	WithoutAuthor, WithoutThread Robustness
	// Supported is whether PAdjusted is at most 1 - level and the interval of
	// the difference, where there is one, excludes zero: the test takes reply
	// edges and lengths as they are, the interval allows for their doubt.
	Supported bool
	// Sentence says in plain words what can and cannot be concluded.
	Sentence string
}

// Contested reports whether the adjusted test finds a difference whose interval
// holds zero all the same, so that it is not supported: most often because the
// replies that it rests on are inferred, which the test takes as certain.
func (c *Contrast) Contested() bool { return !c.Supported && c.PAdjusted <= 1-c.Difference.Level }

// GroupSummary describes one group of a comparison.
type GroupSummary struct {
	Name    string
	Threads int
	// Items counts comments, or posts, without placeholders; Scored those with
	// a sentiment; OnTargets those that take any target up; Answering those
	// whose stance toward their parent is known.
	Items, Scored, OnTargets, Answering int
	// Authors are distinct known authors; AuthorsKnown items that have one.
	Authors, AuthorsKnown int
	MeanWords             float64 // NaN without items
	InferredEdges         int
	Sentiment             Estimate
	First, Last           thread.Time // of the items; unknown without times
}

// Comparison is what Compare finds.
type Comparison struct {
	Unit      thread.Kind
	Groups    []GroupSummary
	Contrasts []Contrast // by pair of groups, then in the order of the measures
	Level     float64
	Seed      uint64
	Family    int // contrasts with a p value, over which Holm adjusts
	// SharedAuthors counts known authors who wrote in more than one group.
	SharedAuthors int
	Warnings      []string
}

// Compare compares groups by sentiment, stance, reply structure, volume and
// concentration of authors. Authors are the units of every interval and test:
// who writes in both groups is resampled, and permuted, as one. Where both
// groups have threads enough, intervals and tests allow for differences between
// threads too (Contrast.Units), and then speak of the groups beyond these
// threads; with fewer threads they speak of these threads alone. Comments
// without a known author count as independent, and a warning says so. Depths
// rest on edges that may be uncertain, and the intervals of their differences
// and effects allow for that; tests and checks take the chosen parents.
//
// A test asks whether the difference could come from the same units having
// fallen to the other group; it says nothing of why the groups differ, nor
// whether the engines err more in one of them. The outcome depends on groups
// and opt alone. Fewer than two groups give no contrasts.
func Compare(groups []Group, opt CompareOptions) Comparison {
	if !(opt.Level > 0 && opt.Level < 1) {
		opt.Level = stats.DefaultLevel
	}
	if opt.MaxTargets <= 0 {
		opt.MaxTargets = 5
	}
	cp := newComparer(groups, opt)
	out := Comparison{Unit: cp.unit, Level: opt.Level, Seed: opt.Seed, SharedAuthors: cp.sharedAuthors()}
	out.Groups = make([]GroupSummary, len(groups))
	jobs := make([]func(), 0, len(groups))
	for g := range groups {
		jobs = append(jobs, func() { out.Groups[g] = cp.summary(g) })
	}
	measures := cp.measures()
	for a := range groups {
		for b := a + 1; b < len(groups); b++ {
			for _, m := range measures {
				out.Contrasts = append(out.Contrasts, Contrast{Measure: m.id, Target: m.target})
				at := len(out.Contrasts) - 1
				jobs = append(jobs, func() { out.Contrasts[at] = cp.contrast(m, a, b) })
			}
		}
		if opt.AgainstFirst {
			break
		}
	}
	stats.Parallel(len(jobs), func(i int) { jobs[i]() })
	out.Contrasts = occurring(out.Contrasts)
	out.Family = adjust(out.Contrasts, opt.Level)
	for i := range out.Contrasts {
		out.Contrasts[i].Sentence = cp.sentence(&out.Contrasts[i], out.Family)
	}
	out.Warnings = cp.warningsOf(&out)
	return out
}

// occurring keeps the contrasts that have observations on both sides.
func occurring(cs []Contrast) []Contrast {
	out := cs[:0]
	for _, c := range cs {
		if c.EstimateA.N > 0 && c.EstimateB.N > 0 {
			out = append(out, c)
		}
	}
	return out
}

// adjust fills the adjusted p values and gives the size of the family.
func adjust(cs []Contrast, level float64) int {
	ps := make([]float64, len(cs))
	family := 0
	for i := range cs {
		ps[i] = cs[i].P
		if !math.IsNaN(ps[i]) {
			family++
		}
	}
	for i, p := range stats.Holm(ps) {
		cs[i].PAdjusted = p
		d := &cs[i].Difference
		cs[i].Supported = p <= 1-level && (!d.HasInterval() || d.Lo > 0 || d.Hi < 0)
	}
	return family
}
