package export

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the column lists in docs/tables.md")

// documented lists the tables of docs/tables.md, by the name in the marker
// that its column list stands between.
func documented() map[string]string {
	return map[string]string{
		"comments":      describe(columns[CommentRow]()),
		"stances":       describe(columns[StanceRow]()),
		"sentences":     describe(columns[SentenceRow]()),
		"timeline":      describe(columns[TimelineRow]()),
		"threads":       describe(columns[ThreadSummaryRow]()),
		"trend":         describe(columns[TrendRow]()),
		"distribution":  describe(columns[DistributionRow]()),
		"stance":        describe(columns[TargetRow]()),
		"depth":         describe(columns[DepthRow]()),
		"depth-bands":   describe(columns[DepthBandRow]()),
		"tree":          describe(columns[TreeRow]()),
		"stance-trend":  describe(columns[TargetTrendRow]()),
		"replies":       describe(columns[ReplyRow]()),
		"tones":         describe(columns[ToneRow]()),
		"week":          describe(columns[HourRow]()),
		"reply-tones":   describe(columns[ReplyToneRow]()),
		"tone-stance":   describe(columns[ToneStanceRow]()),
		"concentration": describe(columns[ConcentrationRow]()),
		"events":        describe(columns[EventRow]()),
		"changes":       describe(columns[ChangeRow]()),
		"trend-curve":   describe(columns[CurveRow]()),
		"multiples":     describe(columns[GroupDistributionRow]()),
		"comparison":    describe(columns[ContrastRow]()),
	}
}

// describe is the list of columns as a Markdown table.
func describe(cols []column) string {
	var b strings.Builder
	b.WriteString("| column | type | meaning |\n|---|---|---|\n")
	for _, c := range cols {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", c.name, frictionless(c.kind), strings.ReplaceAll(c.doc, "|", "\\|"))
	}
	return b.String()
}

// TestTablesDocumented keeps docs/tables.md and the row types the same. Run
// it with -update after a change of columns.
func TestTablesDocumented(t *testing.T) {
	path := filepath.Join("..", "..", "docs", "tables.md")
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	page = bytes.ReplaceAll(page, []byte("\r\n"), []byte("\n"))
	got := string(page)
	for name, want := range documented() {
		start, end := "<!-- columns: "+name+" -->\n", "<!-- end -->"
		before, rest, ok := strings.Cut(got, start)
		list, after, closed := strings.Cut(rest, end)
		if !ok || !closed {
			t.Errorf("%s has no list between %q and %q", path, strings.TrimSpace(start), end)
			continue
		}
		if *update {
			got = before + start + want + end + after
			continue
		}
		if diff := cmp.Diff(want, list); diff != "" {
			t.Errorf("%s: columns of %s (-in the code +on the page); run go test ./reports/export -update\n%s", path, name, diff)
		}
	}
	if *update && got != string(page) {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestColumnsDescribed makes sure that every column says what it holds.
func TestColumnsDescribed(t *testing.T) {
	for _, cols := range [][]column{
		columns[CommentRow](), columns[ParsedRow](), columns[StanceRow](), columns[ThreadSummaryRow](), columns[TimelineRow](),
		columns[TrendRow](), columns[DistributionRow](), columns[TargetRow](), columns[DepthRow](), columns[DepthBandRow](), columns[TreeRow](), columns[ContrastRow](),
		columns[TargetTrendRow](), columns[ReplyRow](), columns[ToneRow](), columns[HourRow](),
	} {
		seen := map[string]bool{}
		for _, c := range cols {
			if c.name == "" || c.doc == "" {
				t.Errorf("column %q (%v) lacks a name or a description", c.name, c.index)
			}
			if seen[c.name] {
				t.Errorf("column %q occurs twice", c.name)
			}
			seen[c.name] = true
		}
	}
}

// TestParseHasTheSameColumns holds the promise that parse gives the comments
// table without the scores, in the same order.
func TestParseHasTheSameColumns(t *testing.T) {
	scored := map[string]bool{}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[ScoreColumns]()) {
		scored[f.Tag.Get("json")] = true
	}
	var want, got []string
	for _, c := range columns[CommentRow]() {
		if !scored[c.name] {
			want = append(want, c.name)
		}
	}
	for _, c := range columns[ParsedRow]() {
		got = append(got, c.name)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("columns of parse (-comments table without scores +parse)\n%s", diff)
	}
}
