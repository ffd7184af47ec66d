package analysis_test

import (
	"fmt"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/sentiment"
	"github.com/undertone-project/undertone/analysis/thread"
)

// Two threads whose scores are already known are compared; the comments of one
// author count as one in every interval and test.
func ExampleCompare() {
	talk := func(id string, warm float64) analysis.Result {
		r := analysis.Result{Thread: &thread.Thread{ID: id, Post: thread.Post{ID: "post"}}}
		for i := range 60 {
			r.Thread.Comments = append(r.Thread.Comments, thread.Comment{
				ID: fmt.Sprint(i), Author: fmt.Sprint(id, " writer ", i%40),
				Reply: thread.ReplyEdge{Parent: "post", Source: thread.ParentNone, Confidence: 1},
			})
			positive := warm + float64(i%7)/20
			r.Sentiment = append(r.Sentiment, sentiment.Score{Scored: true, Positive: positive, Neutral: 0.1, Negative: 0.9 - positive})
			r.Words = append(r.Words, 20+i%9)
		}
		return r
	}
	c := analysis.Compare([]analysis.Group{
		{Name: "the harbour", Results: []analysis.Result{talk("harbour", 0.2)}},
		{Name: "the library", Results: []analysis.Result{talk("library", 0.4)}},
	}, analysis.CompareOptions{})
	for _, x := range c.Contrasts {
		if x.Measure == analysis.MeasureSentiment {
			fmt.Printf("difference %+.1f, supported: %v\n", x.Difference.Value, x.Supported)
		}
	}
	fmt.Println(c.Warnings[0])
	// Output:
	// difference +0.4, supported: true
	// the harbour: 1 thread; what differs may be single threads, not what the groups stand for
}
