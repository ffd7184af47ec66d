package analysis

import (
	"time"

	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/thread"
)

// Estimate is an aggregate with its uncertainty.
type Estimate struct {
	// Value is the mean or share; NaN where there is nothing to average.
	Value float64
	// Lo and Hi bound the interval at Level; both NaN where there are too few
	// data for an interval, and Warnings then says so.
	Lo, Hi float64
	Level  float64 // such as 0.95
	// N counts the comments (posts, or threads, where these are averaged)
	// behind Value, NAuthors the distinct known authors among them (0 where
	// authors are unknown).
	N, NAuthors int
	// Method names how the interval was made; empty without one.
	Method string
	// Warnings say what the estimate cannot support, in plain words.
	Warnings []string
}

// HasInterval reports whether Lo and Hi are set.
func (e Estimate) HasInterval() bool { return e.Lo == e.Lo && e.Hi == e.Hi }

// excludesZero reports whether there is an interval, all on one side of 0.
func (e Estimate) excludesZero() bool { return e.Lo > 0 || e.Hi < 0 }

// Axis is what a trend runs along.
type Axis string

// The axes of a trend.
const (
	AxisTime     Axis = "time"
	AxisPosition Axis = "position"
)

// TrendBin is one step of a trend.
type TrendBin struct {
	// From and To bound the bin, half-open: times on AxisTime, else zero.
	From, To time.Time
	// FirstPosition and LastPosition bound the bin on AxisPosition, inclusive,
	// 1-based over the comments in source order.
	FirstPosition, LastPosition int
	Sentiment                   Estimate
	// Items counts the bin's items, scored or not.
	Items int
}

// TrendPoint is one comment (or post, where a source has posts only) in a trend.
type TrendPoint struct {
	Time      time.Time // AxisTime
	Position  int       // AxisPosition, 1-based
	Sentiment float64
	ThreadID  string
	ID        string
}

// Trend is sentiment over time, or over position where there are no times.
type Trend struct {
	Axis Axis
	// Unit names the bins for people, such as "day" or "10 comments".
	Unit   string
	Bins   []TrendBin
	Points []TrendPoint
	// Zone names the zone that time bins are cut in, for people: "UTC",
	// "Europe/London", or "clock time, zone not stated". Empty on
	// AxisPosition.
	Zone string
	// Change is the mean of the last third of the items along the axis minus
	// the mean of the first third, in [-2, 2]; N counts the items of both
	// thirds, 0 where it was not computed. It alone supports words such as
	// "rising", unless Between.
	Change Estimate
	// Between says that there are several threads, too few to tell how far
	// others would differ, and that Change is gone when the mean of each is
	// taken out: threads of different times differ, none is seen to change.
	Between bool
	// Curve is sentiment smoothed along the axis by local regression, with
	// its pointwise band; empty where there are too few items. Span is the
	// share of the items that each place of it rests on.
	Curve []CurvePoint
	Span  float64
	// Changes are the places where mean sentiment changes by more than
	// chance and the own tones of authors and of threads explain, in order
	// (where there are fewer than 12 threads: within threads). They are looked for on AxisTime, and on AxisPosition within a single thread.
	Changes []TrendChange
	// Untimed counts scored items without a time that a time axis leaves out.
	Untimed int
	// Outside counts timed items far away from the rest (at most 2%) that
	// the trend leaves out so that its bins fit the discussion.
	Outside  int
	Warnings []string
}

// CurvePoint is a place on the smoothed trend.
type CurvePoint struct {
	Time     time.Time // AxisTime
	Position float64   // AxisPosition, 1-based
	// Value is in [-1, 1]; NaN in bins with hardly any items and farther than
	// half a bin from all items, where the line breaks. Lo and Hi are NaN where too few authors are near.
	Value, Lo, Hi float64
}

// TrendChange is a place where mean sentiment changes.
type TrendChange struct {
	// Time is when the first item after the change was written, between
	// Earliest and Latest at the summary's level (AxisTime).
	Time, Earliest, Latest time.Time
	// Position is that item's position, likewise (AxisPosition).
	Position, FirstPosition, LastPosition int
	// Before and After are the means up to the next change on each side.
	Before, After Estimate
	// P is the probability of so large a change where there is none, in the
	// stretch between the changes on either side that were found before it.
	P float64
}

// Concentration is how unevenly authors take part. Items without a known author
// do not count.
type Concentration struct {
	// Gini is the inequality of the numbers of items by author, 0 where all
	// write equally often.
	Gini Estimate
	// TopAuthor wrote most, the share TopShare of the N items; the first of
	// equals in the order of the source. NaN without authors.
	TopAuthor  string
	TopShare   float64
	N, Authors int
	// Curve says how much the most active authors wrote, from the first
	// author to all, at up to 200 places (Lorenz 1905, from the top).
	Curve []LorenzPoint
}

// DistributionBin counts comments with sentiment in [Lo, Hi); the last bin
// includes Hi.
type DistributionBin struct {
	Lo, Hi float64
	N      int
}

// Distribution is how sentiment spreads over [-1, 1].
type Distribution struct {
	Bins                        []DistributionBin
	Mean                        Estimate
	Negative, Neutral, Positive Estimate // shares by label
	Scored, Unscored            int
}

// TargetSummary is the stance of the discussion toward one target.
type TargetSummary struct {
	Target string
	// Favor, Against and None are shares among the comments that take the
	// target up; Net is favor - against.
	Favor, Against, None, Net Estimate
	// N counts those comments; NFavor, NAgainst and NNone add up to it.
	N, NFavor, NAgainst, NNone int
	// NAbstained counts those of NNone that lean to a side, but not surely
	// enough for it to be given.
	NAbstained int
	// NetTrend is Net in each bin of the summary's trend; empty where too few
	// comments take the target up.
	NetTrend []Estimate
}

// ReplyShares is how comments stand toward what they answer.
type ReplyShares struct {
	// The shares are among the N comments whose stance toward their parent is
	// known.
	Agree, Disagree, Query, Neutral     Estimate
	N                                   int
	NAgree, NDisagree, NQuery, NNeutral int
	// Unknown counts the comments whose stance is not.
	Unknown int
}

// ToneMatrix is the tone of replies by the tone of the comment they answer.
// Rows and columns are negative, neutral and positive. Where edges are uncertain
// the intervals are over their alternatives too; wrong edges make the rows look
// more alike than they are.
type ToneMatrix struct {
	// Share[p][r] is the share of tone r among the scored replies to comments
	// of tone p.
	Share [3][3]Estimate
	N     [3][3]int
}

// ToneLabels are the labels of a ToneMatrix's rows and columns.
func ToneLabels() [3]sentiment.Label {
	return [3]sentiment.Label{sentiment.Negative, sentiment.Neutral, sentiment.Positive}
}

// HourCell is one hour of the week.
type HourCell struct {
	Weekday   time.Weekday
	Hour      int // 0 to 23, by the clock of the zone
	Items     int // scored or not
	Sentiment Estimate
}

// Week is when in the week items are written.
type Week struct {
	// Cells are the 168 hours from Monday on; empty where no item has a clock
	// time.
	Cells []HourCell
	Zone  string // as that of a Trend
	// Untimed counts items without a clock time.
	Untimed int
}

// DepthSummary is the sentiment at one depth of the reply tree, or at a band of
// neighbouring depths.
type DepthSummary struct {
	Depth     int // 1 is top-level
	To        int // the deepest of a band; Depth for one depth
	Sentiment Estimate
	// Items counts the comments at this depth, scored or not; Inferred those
	// of the scored whose depth rests on inferred edges.
	Items, Inferred int
}

// TreeNode is one node of the reply tree to draw, in depth-first order.
type TreeNode struct {
	ID, ParentID string
	Depth        int // 0 is the post
	Scored       bool
	Sentiment    float64
	Label        sentiment.Label // empty where unscored
	Source       thread.ParentSource
	Confidence   float64
	Author       string
	Words        int
	Deleted      bool
}

// Tree is one thread's reply tree.
type Tree struct {
	ThreadID string
	Title    string
	Nodes    []TreeNode // the post first
}

// ThreadSummary is one row of the threads table.
type ThreadSummary struct {
	ThreadID, Title, Author, Source string
	Created                         thread.Time
	Comments, Authors               int // Authors counts distinct known names
	Deleted                         int // placeholders, not among Comments
	Scored                          int
	MaxDepth                        int
	TopLevel                        int
	InferredEdges                   int
	MeanParentConfidence            float64 // over inferred edges, NaN without any
	Sentiment                       Estimate
	NegativeShare, PositiveShare    Estimate
	// Virality is the structural virality of the reply tree: the mean
	// distance between any two of its nodes, the post among them, near 2
	// where all answer the post and long where a chain goes on. Where edges
	// are uncertain the interval is over their alternatives; otherwise the
	// tree is what it is and there is none.
	Virality      Estimate
	Concentration Concentration
	First, Last   thread.Time // of the comments; unknown without times
	Warnings      []string
}

// Summary is the aggregate of one or more results.
type Summary struct {
	// Unit is what was aggregated: comments, or posts where the input has no
	// comments at all.
	Unit    thread.Kind
	Threads []ThreadSummary
	Trend   Trend
	Events  []EventSummary // as in SummaryOptions
	// Timeline holds the figures of each bin of the trend, for all threads and
	// for each.
	Timeline     []TimelineCell
	Distribution Distribution
	Targets      []TargetSummary // most taken up first
	Depths       []DepthSummary
	// DepthBands are the depths with those that few comments have taken
	// together, so that each holds a tenth of the scored comments or more but
	// for the top level and the deepest.
	DepthBands []DepthSummary
	// ReplyGap is the mean sentiment of replies to comments minus that of
	// top-level comments, in [-2, 2]; N counts both, 0 where one of them has
	// none.
	ReplyGap Estimate
	Trees    []Tree // threads with comments, largest first
	// RepliesToComments and RepliesToPost are the stances of comments toward
	// their parents, by what the parent is; nothing for posts.
	RepliesToComments, RepliesToPost ReplyShares
	Tones                            ToneMatrix
	ReplyTones                       ReplyToneMatrix
	// ToneStances are stances by the tone of the comment: over all targets,
	// then, where there are several, for each of Targets.
	ToneStances []ToneStance
	Week        Week
	// Concentration is over the items of all threads.
	Concentration Concentration
	Level         float64
	Seed          uint64
	// Items counts comments (or posts, see Unit) without placeholders of
	// deleted ones, Authors their distinct known authors; AuthorsKnown is
	// how many items have one.
	Items, Authors, AuthorsKnown int
	Warnings                     []string
}
