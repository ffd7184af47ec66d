package chart

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/thread"
)

// est is an estimate with an interval, bare one without.
func est(v, lo, hi float64) analysis.Estimate {
	return analysis.Estimate{Value: v, Lo: lo, Hi: hi, N: 100, Level: 0.95}
}

func bare(v float64) analysis.Estimate { return est(v, math.NaN(), math.NaN()) }

func TestTrendFinding(t *testing.T) {
	points := make([]analysis.TrendPoint, 30)
	tests := []struct {
		name    string
		axis    analysis.Axis
		unit    thread.Kind
		mean    analysis.Estimate
		chang   analysis.Estimate
		bins    []analysis.Estimate
		threads int
		between bool
		want    string
	}{
		{name: "rises among positives", mean: est(0.3, 0.2, 0.4), chang: est(0.2, 0.1, 0.3), want: "Comments grow more positive over time"},
		{name: "rises among negatives", mean: est(-0.3, -0.4, -0.2), chang: est(0.2, 0.1, 0.3), want: "Comments grow less negative over time"},
		{name: "falls among negatives", mean: est(-0.3, -0.4, -0.2), chang: est(-0.2, -0.3, -0.1), want: "Comments grow more negative over time"},
		{name: "falls among positives", mean: est(0.3, 0.2, 0.4), chang: est(-0.2, -0.3, -0.1), want: "Comments grow less positive over time"},
		{name: "interval covers zero", mean: est(0, -0.1, 0.1), chang: est(0.4, -0.01, 0.8), want: "No clear change in tone over time"},
		{name: "negative without change", mean: est(-0.2, -0.3, -0.1), chang: est(0, -0.2, 0.2), want: "Negative on average, with no clear change over time"},
		{name: "positive without change", mean: est(0.2, 0.1, 0.3), chang: est(0, -0.2, 0.2), want: "Positive on average, with no clear change over time"},
		{name: "zero as printed", mean: est(-0.1, -0.2, -0.004), chang: est(0.1, 0.001, 0.2), want: "No clear change in tone over time"},
		{name: "change without interval", mean: est(0, -0.1, 0.1), chang: bare(0.9), want: "Too few comments to tell whether the tone changes over time"},
		{name: "between threads", mean: est(-0.3, -0.4, -0.2), chang: est(0.2, 0.1, 0.3), between: true,
			want: "Later threads are less negative; no clear change within threads"},
		{name: "position", axis: analysis.AxisPosition, mean: est(0, -0.1, 0.1), chang: est(0, -0.2, 0.2),
			want: "No clear change in tone from the first comment to the last"},
		{name: "several threads without times", axis: analysis.AxisPosition, mean: est(0.2, 0.1, 0.3), chang: est(-0.4, -0.5, -0.3), threads: 3,
			want: "Positive on average, with no clear change that can be told without times"},
		{name: "posts", unit: thread.KindPost, mean: est(0.1, 0.05, 0.2), chang: est(0.3, 0.2, 0.4), want: "Posts grow more positive over time"},
		{name: "bins apart", mean: est(0.1, 0, 0.2), bins: []analysis.Estimate{est(-0.2, -0.3, -0.1), bare(1), est(0.2, 0.1, 0.3), bare(-1)},
			want: "Comments grow more positive over time"},
		{name: "bins overlap", mean: est(0, -0.1, 0.1), bins: []analysis.Estimate{est(-0.2, -0.3, 0.1), est(0.2, 0, 0.3)},
			want: "No clear change in tone over time"},
		{name: "one bin", mean: est(0, -0.1, 0.1), bins: []analysis.Estimate{est(-0.2, -0.3, 0.1)},
			want: "Too few comments to tell whether the tone changes over time"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &analysis.Summary{Unit: tt.unit, Trend: analysis.Trend{Axis: tt.axis, Points: points, Change: tt.chang, Between: tt.between}}
			s.Distribution.Mean = tt.mean
			s.Threads = make([]analysis.ThreadSummary, tt.threads)
			if s.Unit == "" {
				s.Unit = thread.KindComment
			}
			for _, e := range tt.bins {
				s.Trend.Bins = append(s.Trend.Bins, analysis.TrendBin{Sentiment: e})
			}
			if got := trendFinding(s); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestChangeFinding(t *testing.T) {
	date := func(d int) time.Time { return time.Date(2022, 1, d, 0, 0, 0, 0, time.UTC) }
	change := func(from, at, to int, before, after float64) analysis.TrendChange {
		return analysis.TrendChange{
			Time: date(at), Earliest: date(from), Latest: date(to), Position: at, FirstPosition: from, LastPosition: to,
			Before: est(before, 0, 0), After: est(after, 0, 0),
		}
	}
	tests := []struct {
		name    string
		axis    analysis.Axis
		changes []analysis.TrendChange
		want    string
	}{
		{"narrow", analysis.AxisTime, []analysis.TrendChange{change(10, 11, 12, 0.2, -0.2)}, "Comments turn more negative around 11 Jan 2022"},
		{"wide", analysis.AxisTime, []analysis.TrendChange{change(5, 11, 20, -0.4, -0.1)}, "Comments turn less negative between 5 Jan 2022 and 20 Jan 2022"},
		{"position", analysis.AxisPosition, []analysis.TrendChange{change(10, 11, 12, 0.4, 0.1)}, "Comments turn less positive around comment 11"},
		{"two", analysis.AxisTime, []analysis.TrendChange{change(5, 6, 7, -0.2, 0.2), change(20, 21, 22, 0.2, -0.2)},
			"Comments turn more positive, then more negative"},
		{"three", analysis.AxisTime, make([]analysis.TrendChange, 3), "The tone of the comments changes 3 times"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &analysis.Summary{Trend: analysis.Trend{Axis: tt.axis, Changes: tt.changes}}
			for d := range 31 {
				s.Trend.Points = append(s.Trend.Points, analysis.TrendPoint{Time: date(d + 1), Position: d + 1})
			}
			if got := trendFinding(s); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestDistributionFinding(t *testing.T) {
	tests := []struct {
		name                string
		scored              int
		neg, pos, mean      analysis.Estimate
		wantTitle, wantMean string
	}{
		{"clearly negative", 100, est(0.5, 0.45, 0.55), est(0.2, 0.15, 0.25), est(-0.2, -0.3, -0.1),
			"Negative comments outnumber positive ones, 50% to 20%", "The mean tone, −0.20, is below zero"},
		{"clearly positive", 100, est(0.2, 0.15, 0.25), est(0.5, 0.45, 0.55), est(0.2, 0.1, 0.3),
			"Positive comments outnumber negative ones, 50% to 20%", "The mean tone, +0.20, is above zero"},
		{"overlap, mean covers zero", 100, est(0.4, 0.3, 0.5), est(0.35, 0.25, 0.45), est(-0.05, -0.1, 0.01),
			"No clear lean: 40% negative, 35% positive", "The mean tone, −0.05, is not clearly different from zero"},
		{"overlap, mean below zero", 100, est(0.4, 0.3, 0.5), est(0.35, 0.25, 0.45), est(-0.15, -0.2, -0.1),
			"Negative on average: 40% negative, 35% positive", "The mean tone, −0.15, is below zero"},
		{"no intervals", 3, bare(2.0 / 3), bare(0), bare(-0.4),
			"2 of 3 comments negative, 0 positive: too few comments to generalise", "Too few comments for an interval around the mean"},
		{"one", 1, bare(0), bare(1), bare(0.4), "One comment, positive in tone", "One score of +0.40"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &analysis.Summary{Unit: thread.KindComment}
			s.Distribution = analysis.Distribution{Negative: tt.neg, Positive: tt.pos, Mean: tt.mean, Scored: tt.scored}
			if got := distributionFinding(s); got != tt.wantTitle {
				t.Errorf("title: got %q, want %q", got, tt.wantTitle)
			}
			if got := meanFinding(s); got != tt.wantMean {
				t.Errorf("mean: got %q, want %q", got, tt.wantMean)
			}
		})
	}
}

// TestStanceUnsure checks that the chart says how many lean to a side that was
// not given.
func TestStanceUnsure(t *testing.T) {
	s := &analysis.Summary{Unit: thread.KindComment, Targets: []analysis.TargetSummary{
		{Target: "A", N: 9, NFavor: 2, NAgainst: 1, NNone: 6, NAbstained: 4, Net: bare(0.1)}, {Target: "B", N: 5, NNone: 5, Net: bare(0)},
	}}
	f, err := Stance(s, Meta{})
	if err != nil {
		t.Fatal(err)
	}
	got := f.(*figure)
	if want := "Neither: 11, of which 4 lean to a side that is not sure enough to be given"; !slices.Contains(got.notes, want) {
		t.Errorf("notes %q lack %q", got.notes, want)
	}
	if !strings.Contains(got.alt, "6 neither (4 of them unsure)") {
		t.Errorf("alt %q", got.alt)
	}
}

func TestStanceFinding(t *testing.T) {
	against, favor, open, few := est(-0.4, -0.6, -0.2), est(0.4, 0.2, 0.6), est(0.1, -0.1, 0.3), bare(-1)
	tests := []struct {
		name string
		nets []analysis.Estimate
		want string
	}{
		{"both", []analysis.Estimate{favor, against}, "Comments lean against B and in favor of A"},
		{"many against", []analysis.Estimate{against, against, against, against}, "Comments lean against A, B and 2 others"},
		{"one against", []analysis.Estimate{open, against}, "Comments lean against B; no clear lean on the other target"},
		{"one in favor", []analysis.Estimate{favor, open, few}, "Comments lean in favor of A; no clear lean on the other 2"},
		{"none", []analysis.Estimate{open, open}, "No clear lean for or against any of the 2 targets"},
		{"some too few", []analysis.Estimate{open, few, few}, "No clear lean on any target that enough comments take up to tell (1 of 3)"},
		{"one open", []analysis.Estimate{open}, "No clear lean for or against A"},
		{"few", []analysis.Estimate{few}, "Too few comments to tell where they stand on A"},
		{"few on two", []analysis.Estimate{few, few}, "Too few comments to tell where they stand on any of 2 targets"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var targets []analysis.TargetSummary
			for _, e := range tt.nets {
				targets = append(targets, analysis.TargetSummary{Net: e})
			}
			s := &analysis.Summary{Unit: thread.KindComment}
			if got := stanceFinding(s, targets, []string{"A", "B", "C", "D"}[:len(targets)]); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestTreeFinding(t *testing.T) {
	tests := []struct {
		facts treeFacts
		want  string
	}{
		{treeFacts{comments: 1}, "One comment under the post"},
		{treeFacts{comments: 4, deepest: 1}, "All 4 comments answer the post, none another comment"},
		{treeFacts{comments: 4, deepest: 1, open: 2}, "No replies between the 4 comments were found"},
		{treeFacts{comments: 1200, replies: 700, deepest: 9}, "700 of 1,200 comments answer another comment, down to level 9"},
		{treeFacts{comments: 18, replies: 1, deepest: 2, inferred: 9}, "An estimated 1 of 18 comments answers another comment, down to level 2"},
	}
	for _, tt := range tests {
		if got := treeFinding(tt.facts); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestDepthFinding(t *testing.T) {
	rows := func(es ...analysis.Estimate) []analysis.DepthSummary {
		var out []analysis.DepthSummary
		for i, e := range es {
			out = append(out, analysis.DepthSummary{Depth: i + 1, Sentiment: e})
		}
		return out
	}
	top := est(0, -0.05, 0.05)
	tests := []struct {
		name string
		rows []analysis.DepthSummary
		gap  analysis.Estimate
		want string
	}{
		{"gap below", rows(top, top), est(-0.2, -0.3, -0.1), "Replies are more negative in tone than top-level comments"},
		{"gap below zero among positives", rows(top, est(0.3, 0, 0)), est(-0.2, -0.3, -0.1), "Replies are less positive in tone than top-level comments"},
		{"gap above", rows(top, top), est(0.2, 0.1, 0.3), "Replies are more positive in tone than top-level comments"},
		{"gap covers zero", rows(top, est(0.5, 0.4, 0.6)), est(0.2, -0.1, 0.3), "No clear difference in tone between replies and top-level comments"},
		{"gap unknown", rows(top, top), bare(0.2), "Too few comments to compare the tone of replies and top-level comments"},
		{"levels apart", rows(top, est(-0.2, -0.3, -0.1), bare(-1)), analysis.Estimate{}, "Replies are more negative in tone than top-level comments"},
		{"levels overlap", rows(top, est(-0.1, -0.3, 0)), analysis.Estimate{}, "No clear difference in tone between replies and top-level comments"},
		{"no interval below", rows(top, bare(0.3)), analysis.Estimate{}, "Too few comments to compare the tone of replies and top-level comments"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := depthFinding(&analysis.Summary{Depths: tt.rows, ReplyGap: tt.gap}); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestEdgeKindOf(t *testing.T) {
	tests := []struct {
		source     thread.ParentSource
		confidence float64
		want       edgeKind
	}{
		{thread.ParentDeclared, 1, edgeGiven},
		{thread.ParentMarkup, 1, edgeGiven},
		{thread.ParentNone, 1, edgeGiven},
		{thread.ParentNone, 0.8, edgeInferred},
		{thread.ParentNone, 0.55, edgeUnsure},
		{thread.ParentNone, 0.3, edgeOpen},
		{thread.ParentMention, 0.9, edgeInferred},
		{thread.ParentInferred, 0.4, edgeUnsure},
	}
	for _, tt := range tests {
		if got := edgeKindOf(analysis.TreeNode{Source: tt.source, Confidence: tt.confidence}); got != tt.want {
			t.Errorf("%s at %v: got %d, want %d", tt.source, tt.confidence, got, tt.want)
		}
	}
}
