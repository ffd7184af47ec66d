package reports_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/undertone-project/undertone/analysis"
	"github.com/undertone-project/undertone/analysis/stance"
	"github.com/undertone-project/undertone/reports"
	"github.com/undertone-project/undertone/reports/export"
)

// From a table of comments to a report on disk, as the command line makes it,
// and a row of one of its tables.
func Example() {
	const comments = `id,parent_id,author,text
1,,Ana,"What a wonderful plan. Thank you, Mayor Alden!"
2,1,Ben,"I disagree. Mayor Alden is a liar and the plan is a disaster."
3,,Cy,"When does the bridge open?"
`
	ctx := context.Background()
	analyzer, err := analysis.New(analysis.Options{Targets: []stance.Target{{Name: "Mayor Alden", Aliases: []string{"Alden"}}}})
	if err != nil {
		log.Fatal(err)
	}
	var results []analysis.Result
	for t, err := range analyzer.Threads(ctx, "bridge.csv", strings.NewReader(comments)) {
		if err != nil {
			log.Fatal(err)
		}
		r, err := analyzer.Analyze(ctx, &t)
		if err != nil {
			log.Fatal(err)
		}
		results = append(results, *r)
	}
	report, err := reports.New(results, reports.Options{Summary: analysis.SummaryOptions{Seed: 1}})
	if err != nil {
		log.Fatal(err)
	}
	parent, err := os.MkdirTemp("", "undertone-example")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(parent)
	dir := filepath.Join(parent, "bridge-report")
	if err := report.Write(ctx, dir, false); err != nil {
		log.Fatal(err)
	}
	for _, name := range []string{"dashboard.png", "comments.csv", "stances.csv", "manifest.json"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && info.Size() > 0 {
			fmt.Println(name)
		}
	}

	row := export.Comments(&results[0])[3] // the post comes first
	fmt.Println(row.ID, row.ParentID, row.SentimentLabel)
	// Output:
	// dashboard.png
	// comments.csv
	// stances.csv
	// manifest.json
	// 3 post neutral
}
