package analysis

import (
	"math"
	"testing"
)

func TestTimeline(t *testing.T) {
	one := Summarize([]Result{makeThread("a", 60, 0, 1, true)}, SummaryOptions{})
	if len(one.Timeline) != len(one.Trend.Bins) || len(one.Timeline) < 2 {
		t.Fatalf("%d cells for %d bins", len(one.Timeline), len(one.Trend.Bins))
	}
	two := Summarize([]Result{makeThread("a", 60, 0, 1, true), makeThread("b", 30, 0, 1, true)}, SummaryOptions{})
	items := map[string]int{}
	for _, cell := range two.Timeline {
		items[cell.ThreadID] += cell.Items
		if cell.Items == 0 && cell.ThreadID != "" {
			t.Errorf("an empty cell of thread %s", cell.ThreadID)
		}
		sum := cell.Negative.Value + cell.Neutral.Value + cell.Positive.Value
		if cell.Sentiment.N > 0 && (sum < 0.999 || sum > 1.001) {
			t.Errorf("shares add up to %v", sum)
		}
		bin := two.Trend.Bins[cell.Bin]
		if cell.ThreadID == "" && (cell.Items != bin.Items || cell.Sentiment.N > 0 && math.Abs(cell.Sentiment.Value-bin.Sentiment.Value) > 1e-9) {
			t.Errorf("bin %d: %d items of mean %v in the timeline, %d of %v in the trend", cell.Bin, cell.Items, cell.Sentiment.Value, bin.Items, bin.Sentiment.Value)
		}
	}
	if items["a"] != 60 || items["b"] != 30 || items[""] != 90 {
		t.Errorf("items by thread: %v", items)
	}
}
