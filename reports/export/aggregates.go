package export

import (
	"strings"
	"time"

	"github.com/undertone-project/undertone/analysis"
)

// Aggregate are the columns that every aggregate carries. Pointers are nil
// where there are too few data: notes then says so.
type Aggregate struct {
	N        int      `json:"n" doc:"Comments (or posts, where the input has no comments) behind the figure"`
	NAuthors int      `json:"n_authors" doc:"Distinct known authors among them; 0 where authors are unknown"`
	Mean     *float64 `json:"mean" doc:"The mean; for shares, the share from 0 to 1"`
	Lo       *float64 `json:"lo" doc:"Lower end of the interval; empty where there are too few data for one"`
	Hi       *float64 `json:"hi" doc:"Upper end of the interval"`
	Level    *float64 `json:"level" doc:"Level of the interval, such as 0.95"`
	Notes    string   `json:"notes" doc:"What the figure cannot support, in words"`
}

func aggregate(e analysis.Estimate) Aggregate {
	a := Aggregate{N: e.N, NAuthors: e.NAuthors, Mean: num(e.Value), Notes: strings.Join(e.Warnings, "; ")}
	if e.HasInterval() {
		a.Lo, a.Hi, a.Level = num(e.Lo), num(e.Hi), num(e.Level)
	}
	return a
}

// TrendRow is a bin of the trend chart.
type TrendRow struct {
	Axis          string `json:"axis" doc:"time, or position where there are no times"`
	Unit          string `json:"unit" doc:"Width of the bins"`
	From          string `json:"from" doc:"Beginning of the bin on the time axis, RFC 3339"`
	To            string `json:"to" doc:"End of the bin on the time axis, not included"`
	FirstPosition *int   `json:"first_position" doc:"First item of the bin on the position axis, from 1 in source order"`
	LastPosition  *int   `json:"last_position" doc:"Last item of the bin on the position axis"`
	Aggregate
}

// Trend gives the rows behind the trend chart: mean sentiment by bin.
func Trend(s *analysis.Summary) []TrendRow {
	var rows []TrendRow
	for i, b := range s.Trend.Bins {
		row := TrendRow{Axis: string(s.Trend.Axis), Unit: s.Trend.Unit, Aggregate: aggregate(b.Sentiment)}
		row.From, row.To, row.FirstPosition, row.LastPosition = bounds(s, i)
		rows = append(rows, row)
	}
	return rows
}

// bounds are the ends of a bin of the trend, on its own axis only.
func bounds(s *analysis.Summary, bin int) (from, to string, first, last *int) {
	b := &s.Trend.Bins[bin]
	if s.Trend.Axis == analysis.AxisTime {
		return b.From.Format(time.RFC3339), b.To.Format(time.RFC3339), nil, nil
	}
	return "", "", ptr(b.FirstPosition), ptr(b.LastPosition)
}

// TimelineRow is one measure in one bin of the timeline.
type TimelineRow struct {
	ThreadID      string `json:"thread_id" doc:"Thread; empty for all threads together"`
	Axis          string `json:"axis" doc:"time, or position where there are no times"`
	Unit          string `json:"unit" doc:"Width of the bins"`
	Zone          string `json:"zone" doc:"Zone that bins of time are cut in"`
	From          string `json:"from" doc:"Beginning of the bin on the time axis, RFC 3339"`
	To            string `json:"to" doc:"End of the bin on the time axis, not included"`
	FirstPosition *int   `json:"first_position" doc:"First item of the bin on the position axis, from 1 in source order"`
	LastPosition  *int   `json:"last_position" doc:"Last item of the bin on the position axis"`
	Measure       string `json:"measure" doc:"comments: how many, scored or not; sentiment: mean; negative_share, neutral_share, positive_share: of the scored ones"`
	Aggregate
}

// Timeline gives the rows of the timeline table: for every bin of the trend,
// over all threads and by thread, how many comments and in what tone.
func Timeline(s *analysis.Summary) []TimelineRow {
	var rows []TimelineRow
	for i := range s.Timeline {
		c := &s.Timeline[i]
		row := TimelineRow{ThreadID: c.ThreadID, Axis: string(s.Trend.Axis), Unit: s.Trend.Unit, Zone: s.Trend.Zone}
		row.From, row.To, row.FirstPosition, row.LastPosition = bounds(s, c.Bin)
		add := func(measure string, a Aggregate) {
			row.Measure, row.Aggregate = measure, a
			rows = append(rows, row)
		}
		add("comments", Aggregate{N: c.Items, NAuthors: c.Authors})
		add("sentiment", aggregate(c.Sentiment))
		add("negative_share", aggregate(c.Negative))
		add("neutral_share", aggregate(c.Neutral))
		add("positive_share", aggregate(c.Positive))
	}
	return rows
}

// DistributionRow is a bar of the distribution chart, or a share.
type DistributionRow struct {
	Measure string   `json:"measure" doc:"count: comments in the bin; share: share of a label; mean: mean sentiment; unscored: comments without a score"`
	Label   string   `json:"label" doc:"Label of a share: negative, neutral, positive"`
	BinLo   *float64 `json:"bin_lo" doc:"Lower end of the bin of sentiment"`
	BinHi   *float64 `json:"bin_hi" doc:"Upper end of the bin, included in the last bin only"`
	Aggregate
}

// Distribution gives the rows behind the distribution chart.
func Distribution(s *analysis.Summary) []DistributionRow {
	d := &s.Distribution
	var rows []DistributionRow
	for _, b := range d.Bins {
		rows = append(rows, DistributionRow{Measure: "count", BinLo: num(b.Lo), BinHi: num(b.Hi), Aggregate: Aggregate{N: b.N}})
	}
	return append(rows,
		DistributionRow{Measure: "share", Label: "negative", Aggregate: aggregate(d.Negative)},
		DistributionRow{Measure: "share", Label: "neutral", Aggregate: aggregate(d.Neutral)},
		DistributionRow{Measure: "share", Label: "positive", Aggregate: aggregate(d.Positive)},
		DistributionRow{Measure: "mean", Aggregate: aggregate(d.Mean)},
		DistributionRow{Measure: "unscored", Aggregate: Aggregate{N: d.Unscored}},
	)
}

// GroupDistributionRow is a row of a distribution, for one of several groups.
type GroupDistributionRow struct {
	Group string `json:"group" doc:"Name of the group"`
	DistributionRow
}

// GroupDistribution gives the distribution of one group.
func GroupDistribution(group string, s *analysis.Summary) []GroupDistributionRow {
	var rows []GroupDistributionRow
	for _, r := range Distribution(s) {
		rows = append(rows, GroupDistributionRow{group, r})
	}
	return rows
}

// TargetRow is a bar of the stance chart.
type TargetRow struct {
	Target string `json:"target" doc:"What the stance is toward"`
	Stance string `json:"stance" doc:"favor, against, none, or net (favor minus against)"`
	Count  *int   `json:"count" doc:"Comments with this stance; empty for net"`
	Aggregate
	Abstained *int `json:"abstained" doc:"With none: those of count that lean to a side, but not surely enough for it to be given; empty otherwise"`
}

// Targets gives the rows behind the stance chart: shares among the comments
// that take the target up.
func Targets(s *analysis.Summary) []TargetRow {
	var rows []TargetRow
	for _, t := range s.Targets {
		rows = append(rows,
			TargetRow{t.Target, "favor", ptr(t.NFavor), aggregate(t.Favor), nil},
			TargetRow{t.Target, "against", ptr(t.NAgainst), aggregate(t.Against), nil},
			TargetRow{t.Target, "none", ptr(t.NNone), aggregate(t.None), ptr(t.NAbstained)},
			TargetRow{t.Target, "net", nil, aggregate(t.Net), nil},
		)
	}
	return rows
}

// DepthRow is a level of the reply tree.
type DepthRow struct {
	Depth    int `json:"depth" doc:"Distance to the post; 1 is top-level"`
	Inferred int `json:"inferred" doc:"Comments whose depth rests on inferred reply edges"`
	Aggregate
}

// Depths gives the mean sentiment at each level of the reply tree.
func Depths(s *analysis.Summary) []DepthRow {
	var rows []DepthRow
	for _, d := range s.Depths {
		rows = append(rows, DepthRow{d.Depth, d.Inferred, aggregate(d.Sentiment)})
	}
	return rows
}

// DepthBandRow is a step of the depth chart.
type DepthBandRow struct {
	Depth    int `json:"depth" doc:"Distance to the post of the band's first level; 1 is top-level"`
	ToDepth  int `json:"to_depth" doc:"That of its last level"`
	Inferred int `json:"inferred" doc:"Comments whose depth rests on inferred reply edges"`
	Aggregate
}

// DepthBands gives the steps of the depth chart, in which levels with few
// comments are taken together.
func DepthBands(s *analysis.Summary) []DepthBandRow {
	var rows []DepthBandRow
	for _, d := range s.DepthBands {
		rows = append(rows, DepthBandRow{d.Depth, d.To, d.Inferred, aggregate(d.Sentiment)})
	}
	return rows
}

// TreeRow is a node of the tree chart.
type TreeRow struct {
	ThreadID         string   `json:"thread_id" doc:"Thread, as in the comments table"`
	ID               string   `json:"id" doc:"Post or comment"`
	ParentID         string   `json:"parent_id" doc:"Parent; empty for the post"`
	Depth            int      `json:"depth" doc:"Distance to the post"`
	Sentiment        *float64 `json:"sentiment" doc:"Tone from -1 to 1; empty where unscored"`
	ParentSource     string   `json:"parent_source" doc:"How the parent is known; dashed in the chart where inferred"`
	ParentConfidence *float64 `json:"parent_confidence" doc:"Probability that the parent is right"`
	Author           string   `json:"author" doc:"Author; empty where unknown"`
}

// TreeNodes gives the rows behind a tree chart.
func TreeNodes(t *analysis.Tree) []TreeRow {
	var rows []TreeRow
	for _, n := range t.Nodes {
		row := TreeRow{ThreadID: t.ThreadID, ID: n.ID, ParentID: n.ParentID, Depth: n.Depth, ParentSource: string(n.Source), Author: n.Author}
		if n.Scored {
			row.Sentiment = num(n.Sentiment)
		}
		if n.ParentID != "" {
			row.ParentConfidence = num(n.Confidence)
		}
		rows = append(rows, row)
	}
	return rows
}

// ThreadSummaryRow is a row of the threads table.
type ThreadSummaryRow struct {
	ThreadID       string   `json:"thread_id" doc:"Thread"`
	Title          string   `json:"title" doc:"Title of the post"`
	Author         string   `json:"author" doc:"Author of the post"`
	CreatedAt      string   `json:"created_at" doc:"Time of the post, RFC 3339"`
	SourceFile     string   `json:"source_file" doc:"Input that the thread was read from"`
	Comments       int      `json:"n_comments" doc:"Comments in the thread"`
	Scored         int      `json:"n_scored" doc:"Comments with a sentiment score"`
	Authors        int      `json:"n_known_authors" doc:"Distinct known authors of comments"`
	TopLevel       int      `json:"n_top_level" doc:"Comments that answer the post"`
	MaxDepth       int      `json:"max_depth" doc:"Greatest distance to the post"`
	InferredEdges  int      `json:"n_inferred_edges" doc:"Comments whose parent was inferred"`
	MeanConfidence *float64 `json:"mean_parent_confidence" doc:"Mean probability that an inferred parent is right"`
	First          string   `json:"first_comment_at" doc:"Time of the earliest comment"`
	Last           string   `json:"last_comment_at" doc:"Time of the latest comment"`
	NegativeShare  *float64 `json:"negative_share" doc:"Share of negative comments among the scored"`
	NegativeLo     *float64 `json:"negative_lo" doc:"Lower end of its interval"`
	NegativeHi     *float64 `json:"negative_hi" doc:"Upper end of its interval"`
	PositiveShare  *float64 `json:"positive_share" doc:"Share of positive comments among the scored"`
	PositiveLo     *float64 `json:"positive_lo" doc:"Lower end of its interval"`
	PositiveHi     *float64 `json:"positive_hi" doc:"Upper end of its interval"`
	Aggregate
}

// Threads gives the rows of the threads table; mean is the mean sentiment.
func Threads(s *analysis.Summary) []ThreadSummaryRow {
	var rows []ThreadSummaryRow
	for _, t := range s.Threads {
		a := aggregate(t.Sentiment)
		a.Notes = strings.Join(append(append([]string(nil), t.Warnings...), t.Sentiment.Warnings...), "; ")
		rows = append(rows, ThreadSummaryRow{
			ThreadID: t.ThreadID, Title: t.Title, Author: t.Author, CreatedAt: t.Created.String(), SourceFile: t.Source,
			Comments: t.Comments, Scored: t.Scored, Authors: t.Authors, TopLevel: t.TopLevel, MaxDepth: t.MaxDepth,
			InferredEdges: t.InferredEdges, MeanConfidence: num(t.MeanParentConfidence), First: t.First.String(), Last: t.Last.String(),
			NegativeShare: num(t.NegativeShare.Value), NegativeLo: num(t.NegativeShare.Lo), NegativeHi: num(t.NegativeShare.Hi),
			PositiveShare: num(t.PositiveShare.Value), PositiveLo: num(t.PositiveShare.Lo), PositiveHi: num(t.PositiveShare.Hi),
			Aggregate: a,
		})
	}
	return rows
}
