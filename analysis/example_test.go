package analysis_test

import (
	"context"
	"fmt"
	"log"
	"strings"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/stance"
)

// Read a table of comments, score it, and look at the summary.
func Example() {
	input := strings.NewReader(`id,parent_id,author,text
1,,Ana,"What a wonderful plan. Thank you, Mayor Alden!"
2,1,Ben,"I disagree. Mayor Alden is a liar and the plan is a disaster."
3,,Cy,"When does the bridge open?"
`)
	ctx := context.Background()
	analyzer, err := analysis.New(analysis.Options{
		Targets: []stance.Target{{Name: "Mayor Alden", Aliases: []string{"Alden", "the mayor"}}},
	})
	if err != nil {
		log.Fatal(err)
	}
	threads, skipped, err := analyzer.Read(ctx, "bridge.csv", input)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(threads), "thread,", len(skipped), "records skipped")

	var results []analysis.Result
	for i := range threads {
		result, err := analyzer.Analyze(ctx, &threads[i])
		if err != nil {
			log.Fatal(err)
		}
		for j, c := range result.Thread.Comments {
			fmt.Printf("%s answers %s: %s", c.ID, c.Reply.Parent, result.Sentiment[j].Label())
			for _, s := range result.Stances[j] {
				fmt.Printf(", %s toward %s", s.Label(), s.Target)
			}
			fmt.Println()
		}
		results = append(results, *result)
	}
	summary := analysis.Summarize(results, analysis.SummaryOptions{})
	fmt.Println("comments:", summary.Items, "authors:", summary.Authors)
	// Output:
	// 1 thread, 0 records skipped
	// 1 answers post: positive, favor toward Mayor Alden
	// 2 answers 1: negative, against toward Mayor Alden
	// 3 answers post: neutral
	// comments: 3 authors: 3
}
