// Package layout holds the test that guards which package may import which.
package layout

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/undertone-project/undertone/"

// layers lists the packages of the module from the bottom up. A package may
// import packages of lower layers only, and of its own layer where peers is
// set. The longest matching prefix decides.
//
// cmd -> internal/cli -> reports -> analysis -> internal engines ->
// analysis contracts -> analysis/thread.
var layers = []struct {
	name     string
	prefixes []string
	peers    bool
}{
	{"model", []string{"analysis/thread"}, false},
	{"contracts", []string{"analysis/format", "analysis/sentiment", "analysis/stance"}, false},
	{"engines", []string{"internal/"}, true},
	{"façade", []string{"analysis"}, false},
	{"reports", []string{"reports"}, true},
	{"command line", []string{"internal/cli"}, false},
	{"tools", []string{"internal/tools"}, true},
	{"program", []string{"cmd"}, false},
}

// plain packages know no domain types: they import nothing of the module but
// each other.
var plain = []string{"internal/text", "internal/numeral", "internal/forest", "internal/linear", "internal/stats", "internal/eval", "internal/atomicfile", "internal/textenc", "internal/formula", "internal/spill", "internal/ordered", "internal/bytesize", "internal/synthetic"}

// standardOnly packages import the standard library only.
var standardOnly = []string{"analysis/thread", "internal/numeral", "internal/forest", "internal/atomicfile", "internal/formula"}

// heavy dependencies and the packages that may import them.
var heavy = map[string][]string{
	"gonum.org/v1/plot":      {"reports/chart"},
	"github.com/spf13/cobra": {"internal/cli"},
	"github.com/cdipaolo/":   {"internal/naivebayes"},
	"github.com/parquet-go/": {"reports/export"},
}

func layer(pkg string) int {
	best, length := -1, -1
	for i, l := range layers {
		for _, p := range l.prefixes {
			if (pkg == strings.TrimSuffix(p, "/") || strings.HasPrefix(pkg, strings.TrimSuffix(p, "/")+"/")) && len(p) > length {
				best, length = i, len(p)
			}
		}
	}
	return best
}

func within(pkg string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return pkg == p || strings.HasPrefix(pkg, p+"/") })
}

// breach says what is wrong with pkg importing path, or "".
func breach(pkg, path string) string {
	local, ours := strings.CutPrefix(path, module)
	if within(pkg, standardOnly) && strings.Contains(strings.SplitN(path, "/", 2)[0], ".") {
		return "may import the standard library only"
	}
	if !ours {
		for prefix, allowed := range heavy {
			if strings.HasPrefix(path, prefix) && !within(pkg, allowed) {
				return "is not one of the packages that may import this library: " + strings.Join(allowed, ", ")
			}
		}
		return ""
	}
	if within(pkg, plain) && !within(local, plain) {
		return "knows no domain types and may import only its like"
	}
	from, to := layer(pkg), layer(local)
	switch {
	case from < 0 || to < 0:
		return "is in no layer"
	case to > from:
		return "is below what it imports"
	case to == from && !layers[from].peers && !strings.HasPrefix(local, pkg+"/") && local != pkg:
		return "may not import its peers"
	case strings.HasPrefix(local, "internal/tools") && !strings.HasPrefix(pkg, "internal/tools"):
		return "may not import tools"
	}
	return ""
}

func TestImports(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		files++
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		for _, spec := range f.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if why := breach(filepath.ToSlash(rel), imported); why != "" {
				t.Errorf("%s imports %s: %s %s", path, imported, filepath.ToSlash(rel), why)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 20 {
		t.Errorf("only %d source files found: is the test looking in the right place?", files)
	}
}

// TestBreach makes sure that the rules can fail.
func TestBreach(t *testing.T) {
	tests := []struct {
		pkg, imported string
		ok            bool
	}{
		{"analysis/thread", "time", true},
		{"analysis/thread", "github.com/google/go-cmp/cmp", false},
		{"analysis/format", module + "analysis/thread", true},
		{"analysis/format", module + "analysis/stance", false},
		{"internal/lexicon", module + "analysis/sentiment", true},
		{"internal/lexicon", module + "internal/text", true},
		{"internal/lexicon", module + "analysis", false},
		{"internal/text", module + "analysis/thread", false},
		{"internal/structure", module + "reports/chart", false},
		{"analysis", module + "internal/structure", true},
		{"analysis", module + "reports", false},
		{"analysis", module + "internal/cli", false},
		{"reports/chart", module + "analysis", true},
		{"reports/chart", "gonum.org/v1/plot/vg", true},
		{"reports", "gonum.org/v1/plot/vg", false},
		{"internal/cli", module + "reports", true},
		{"internal/cli", module + "internal/targets", true},
		{"internal/cli", module + "internal/tools/train", false},
		{"cmd/undertone", module + "internal/cli", true},
		{"elsewhere", module + "internal/cli", false},
	}
	for _, tt := range tests {
		if why := breach(tt.pkg, tt.imported); (why == "") != tt.ok {
			t.Errorf("breach(%q, %q) = %q, want allowed = %v", tt.pkg, tt.imported, why, tt.ok)
		}
	}
}
