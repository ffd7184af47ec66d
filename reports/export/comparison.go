package export

import (
	"strings"

	"github.com/undertone-project/undertone/analysis"
)

// ContrastRow is a row of the comparison table: one measure between two groups.
type ContrastRow struct {
	Measure    string   `json:"measure" doc:"What is compared: sentiment, negative_share, net_stance..."`
	Target     string   `json:"target" doc:"Target, for the measures of stance toward one; else empty"`
	GroupA     string   `json:"group_a" doc:"First group"`
	GroupB     string   `json:"group_b" doc:"Second group"`
	ValueA     *float64 `json:"value_a" doc:"The measure in group_a"`
	LoA        *float64 `json:"lo_a" doc:"Lower end of its interval"`
	HiA        *float64 `json:"hi_a" doc:"Upper end of its interval"`
	NA         int      `json:"n_a" doc:"Comments (threads, for measures of threads) behind value_a"`
	NAuthorsA  int      `json:"n_authors_a" doc:"Distinct known authors among them"`
	ValueB     *float64 `json:"value_b" doc:"The measure in group_b"`
	LoB        *float64 `json:"lo_b" doc:"Lower end of its interval"`
	HiB        *float64 `json:"hi_b" doc:"Upper end of its interval"`
	NB         int      `json:"n_b" doc:"Comments (threads, for measures of threads) behind value_b"`
	NAuthorsB  int      `json:"n_authors_b" doc:"Distinct known authors among them"`
	Difference *float64 `json:"difference" doc:"value_b minus value_a"`
	Lo         *float64 `json:"lo" doc:"Lower end of the interval of the difference; empty where there are too few data"`
	Hi         *float64 `json:"hi" doc:"Upper end"`
	Level      *float64 `json:"level" doc:"Level of the intervals"`
	Effect     string   `json:"effect" doc:"Effect size: Cliff's delta or risk difference; empty where there is none"`
	EffectSize *float64 `json:"effect_size" doc:"Its value, -1 to 1, above 0 where group_b has more"`
	EffectLo   *float64 `json:"effect_lo" doc:"Lower end of its interval"`
	EffectHi   *float64 `json:"effect_hi" doc:"Upper end of its interval"`
	P          *float64 `json:"p" doc:"Two-sided p by permutation of authors (of threads, for measures of threads); empty where there is no test"`
	PAdjusted  *float64 `json:"p_adjusted" doc:"p after Holm over all rows that have one"`
	LengthDiff *float64 `json:"difference_length_adjusted" doc:"The difference with the length of comments held equal; empty where that makes no sense"`
	LeaveOutLo *float64 `json:"without_author_lo" doc:"Smallest difference when each author in turn is left out"`
	LeaveOutHi *float64 `json:"without_author_hi" doc:"Greatest difference when each author in turn is left out"`
	ThreadLo   *float64 `json:"without_thread_lo" doc:"Smallest difference when each thread in turn is left out"`
	ThreadHi   *float64 `json:"without_thread_hi" doc:"Greatest difference when each thread in turn is left out"`
	Supported  bool     `json:"supported" doc:"Whether p_adjusted is at most 1 - level"`
	Conclusion string   `json:"conclusion" doc:"What can and cannot be concluded, in a sentence"`
	Notes      string   `json:"notes" doc:"What the figures cannot support"`
}

// Contrasts gives the rows of the comparison table.
func Contrasts(c *analysis.Comparison) []ContrastRow {
	var rows []ContrastRow
	for _, k := range c.Contrasts {
		a, b, d, e := aggregate(k.EstimateA), aggregate(k.EstimateB), aggregate(k.Difference), aggregate(k.Effect.Estimate)
		row := ContrastRow{
			Measure: string(k.Measure), Target: k.Target, GroupA: k.A, GroupB: k.B,
			ValueA: a.Mean, LoA: a.Lo, HiA: a.Hi, NA: a.N, NAuthorsA: a.NAuthors,
			ValueB: b.Mean, LoB: b.Lo, HiB: b.Hi, NB: b.N, NAuthorsB: b.NAuthors,
			Difference: d.Mean, Lo: d.Lo, Hi: d.Hi, Level: d.Level, Effect: k.Effect.Name,
			P: num(k.P), PAdjusted: num(k.PAdjusted), LeaveOutLo: num(k.WithoutAuthor.Lo), LeaveOutHi: num(k.WithoutAuthor.Hi),
			ThreadLo: num(k.WithoutThread.Lo), ThreadHi: num(k.WithoutThread.Hi),
			Supported: k.Supported, Conclusion: k.Sentence, Notes: strings.Join(k.Difference.Warnings, "; "),
		}
		if k.Effect.Name != "" {
			row.EffectSize, row.EffectLo, row.EffectHi = e.Mean, e.Lo, e.Hi
		}
		if k.Adjusted.N > 0 {
			row.LengthDiff = num(k.Adjusted.Value)
		}
		rows = append(rows, row)
	}
	return rows
}
