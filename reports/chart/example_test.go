package chart_test

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/thread"
	"github.com/undertone-project/undertone/reports/chart"
)

// A summary with too little for a chart says so with ErrNoData; the others go
// into a dashboard.
func Example() {
	share := func(v, lo, hi float64) analysis.Estimate {
		return analysis.Estimate{Value: v, Lo: lo, Hi: hi, Level: 0.95, N: 120, NAuthors: 70}
	}
	s := &analysis.Summary{
		Unit: thread.KindComment, Items: 124, Authors: 70, AuthorsKnown: 124, Level: 0.95,
		Distribution: analysis.Distribution{
			Scored: 120, Unscored: 4, Mean: share(-0.21, -0.3, -0.12),
			Negative: share(0.45, 0.36, 0.54), Neutral: share(0.35, 0.27, 0.44), Positive: share(0.2, 0.14, 0.28),
			Bins: []analysis.DistributionBin{{Lo: -1, Hi: -0.5, N: 30}, {Lo: -0.5, Hi: 0, N: 45}, {Lo: 0, Hi: 0.5, N: 30}, {Lo: 0.5, Hi: 1, N: 15}},
		},
	}
	meta := chart.Meta{Method: "lexicon"}
	_, err := chart.Trend(s, meta)
	fmt.Println(errors.Is(err, chart.ErrNoData))

	distribution, err := chart.Distribution(s, meta)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(distribution.Alt())

	var picture bytes.Buffer
	if err := chart.WritePNG(&picture, chart.Dashboard(s, meta, distribution), chart.DefaultScale); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(bytes.HasPrefix(picture.Bytes(), []byte("\x89PNG")))
	// Output:
	// true
	// Histogram of the sentiment of 120 comments. Negative comments outnumber positive ones, 45% to 20%. 45% negative, 35% neutral, 20% positive; mean −0.21 (95% interval −0.30 to −0.12).
	// true
}
