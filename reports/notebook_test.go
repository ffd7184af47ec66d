package reports_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// notebookCode gives the source of the notebook's code cells.
func notebookCode(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "docs", "notebook.ipynb"))
	if err != nil {
		t.Fatal(err)
	}
	var nb struct {
		Cells []struct {
			CellType string `json:"cell_type"`
			Source   []string
		}
		NBFormat int `json:"nbformat"`
	}
	if err := json.Unmarshal(data, &nb); err != nil || nb.NBFormat != 4 {
		t.Fatalf("notebook.ipynb: format %d, %v", nb.NBFormat, err)
	}
	var b strings.Builder
	for _, c := range nb.Cells {
		if c.CellType == "code" {
			b.WriteString(strings.Join(c.Source, "") + "\n")
		}
	}
	return b.String()
}

var (
	notebookReads   = regexp.MustCompile(`(?m)^(\w+) = read\("(\w+)"\)`)
	notebookDerived = regexp.MustCompile(`(?m)^(\w+) = (\w+)\[`)
	notebookIndexed = regexp.MustCompile(`\b(\w+)\[\[?((?:"\w+"(?:, )?)+)\]`)
	notebookCalled  = regexp.MustCompile(`\b(\w+)(?:\[[^\]]*\])?\.(?:groupby|set_index|pivot)\(([^)]*)\)`)
	notebookJoined  = regexp.MustCompile(`\b(\w+)\.merge\((\w+)\[\[([^\]]*)\]\], on=\[([^\]]*)\]`)
	quoted          = regexp.MustCompile(`"(\w+)"`)
)

// The notebook's cells name columns that the tables of a report really have.
// (.ci/run also runs the notebook.)
func TestNotebookColumns(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	write(t, results(t, discussion(40)), dir)
	code := notebookCode(t)
	columns := map[string][]string{} // by variable
	for _, m := range notebookReads.FindAllStringSubmatch(code, -1) {
		columns[m[1]] = table(t, filepath.Join(dir, m[2]+".csv"))[0]
	}
	for _, m := range notebookDerived.FindAllStringSubmatch(code, -1) {
		if cols, ok := columns[m[2]]; ok && columns[m[1]] == nil {
			columns[m[1]] = cols
		}
	}
	checked := 0
	check := func(variable, names string) {
		cols, ok := columns[variable]
		if !ok {
			return
		}
		for _, q := range quoted.FindAllStringSubmatch(names, -1) {
			checked++
			if !slices.Contains(cols, q[1]) {
				t.Errorf("the notebook takes column %q of %s, which has %v", q[1], variable, cols)
			}
		}
	}
	for _, m := range notebookIndexed.FindAllStringSubmatch(code, -1) {
		check(m[1], m[2])
	}
	for _, m := range notebookCalled.FindAllStringSubmatch(code, -1) {
		check(m[1], m[2])
	}
	for _, m := range notebookJoined.FindAllStringSubmatch(code, -1) {
		check(m[2], m[3])
		check(m[1], m[4])
		check(m[2], m[4])
	}
	if checked < 30 {
		t.Errorf("only %d columns found in the notebook: its style has changed, or this test reads it wrongly", checked)
	}
}
