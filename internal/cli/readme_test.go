package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pages are the pages whose examples are run.
var pages = []string{"README.md", "docs/architecture.md"}

// TestReadmeExamples runs every `$` line of the console blocks and compares
// what a person at a terminal would see. "..." on a line of its own stands for
// any lines, within a line for any characters. Run it with -update to rewrite
// the output of examples that elide nothing.
func TestReadmeExamples(t *testing.T) {
	if testing.Short() {
		t.Skip("the pages' examples are run without -short; under the race detector the stories run the same code")
	}
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		t.Run(page, func(t *testing.T) {
			path := filepath.Join(root, page)
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			// Examples of one page share a directory, as they would for a
			// reader who follows the page from its beginning.
			dir := t.TempDir()
			if err := os.CopyFS(filepath.Join(dir, "testdata", "demo"), os.DirFS(filepath.Join(root, "testdata", "demo"))); err != nil {
				t.Fatal(err)
			}
			t.Chdir(dir)
			doc := strings.ReplaceAll(string(data), "\r\n", "\n")
			updated := doc
			for _, ex := range examples(doc) {
				got := ex.run(t)
				if matches(ex.output, got) {
					continue
				}
				if *update && !strings.Contains(ex.output, "...") {
					updated = strings.Replace(updated, ex.raw(ex.output), ex.raw(got), 1)
					continue
				}
				t.Errorf("%s:%d: $ %s (-page +program)\n%s", page, ex.line, ex.command, cmp.Diff(ex.output, got))
			}
			if updated != doc {
				if err := os.WriteFile(path, []byte(updated), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// example is one command of a console block with what it prints.
type example struct {
	line            int
	command, output string
}

func (e example) raw(output string) string { return "$ " + e.command + "\n" + output }

// examples finds the commands in the ```console blocks of a page.
func examples(doc string) []example {
	var out []example
	inside := false
	for i, line := range strings.Split(doc, "\n") {
		switch {
		case strings.HasPrefix(line, "```"):
			inside = line == "```console"
		case !inside:
		case strings.HasPrefix(line, "$ "):
			out = append(out, example{line: i + 1, command: line[2:]})
		case len(out) > 0:
			out[len(out)-1].output += line + "\n"
		}
	}
	return out
}

// run executes the example and returns what it leaves on the screen. Besides
// undertone, it knows the few commands that the pages use to look at files.
func (e example) run(t *testing.T) string {
	t.Helper()
	words := split(e.command)
	if len(words) > 3 && words[0] == "go" && words[1] == "run" && words[2] == "./cmd/undertone" {
		words = append([]string{"undertone"}, words[3:]...)
	}
	var screen bytes.Buffer
	s := streams{in: strings.NewReader(""), out: &screen, err: &screen, outTerminal: true}
	lines := -1
	if n := len(words); n > 4 && words[n-4] == "|" && words[n-3] == "head" && words[n-2] == "-n" {
		lines = atoi(t, words[n-1])
		words = words[:n-4]
		s.out, s.outTerminal = &bytes.Buffer{}, false
	}
	if n := len(words); n > 2 && words[n-2] == ">" {
		f, err := os.Create(words[n-1])
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		words = words[:n-2]
		s.out, s.outTerminal = f, false
	}
	switch words[0] {
	case "undertone":
		if code := run(context.Background(), words[1:], s); code != exitDone {
			fmt.Fprintf(&screen, "[exit code %d]\n", code)
		}
	case "ls":
		names, err := filepath.Glob(words[1])
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			fmt.Fprintln(&screen, filepath.ToSlash(name))
		}
	case "cat", "head":
		data, err := os.ReadFile(words[len(words)-1])
		if err != nil {
			t.Fatal(err)
		}
		if words[0] == "head" {
			data = []byte(first(string(data), atoi(t, words[2])))
		}
		screen.Write(data)
	default:
		t.Fatalf("example on line %d: this test cannot run %q", e.line, words[0])
	}
	if lines >= 0 {
		screen.WriteString(first(s.out.(*bytes.Buffer).String(), lines))
	}
	return screen.String()
}

// split cuts a command line into words as a shell does with double quotes.
func split(command string) []string {
	var words []string
	for _, w := range regexp.MustCompile(`"[^"]*"|[^\s"]+`).FindAllString(command, -1) {
		words = append(words, strings.Trim(w, `"`))
	}
	return words
}

func first(s string, n int) string {
	lines := strings.SplitAfter(s, "\n")
	return strings.Join(lines[:min(n, len(lines))], "")
}

func atoi(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// matches compares output with a page's account of it, in which "..." may
// stand for what is left out.
func matches(want, got string) bool {
	var pattern strings.Builder
	for _, line := range strings.SplitAfter(want, "\n") {
		if line == "...\n" {
			pattern.WriteString(`(?:.*\n)*?`)
			continue
		}
		pattern.WriteString(strings.ReplaceAll(regexp.QuoteMeta(line), `\.\.\.`, `.*?`))
	}
	return regexp.MustCompile(`\A` + pattern.String() + `\z`).MatchString(got)
}

func TestMatches(t *testing.T) {
	tests := []struct {
		want, got string
		ok        bool
	}{
		{"a\nb\n", "a\nb\n", true},
		{"a\nb\n", "a\nb\nc\n", false},
		{"a\n...\n", "a\nb\nc\n", true},
		{"...\nc\n", "a\nb\nc\n", true},
		{"a\n...\nd\n", "a\nb\nc\n", false},
		{"a...c\n", "abbbc\n", true},
		{"a...c\n", "ab\nc\n", false},
		{"a.c\n", "abc\n", false},
		{"", "", true},
		{"", "a\n", false},
	}
	for _, tt := range tests {
		if got := matches(tt.want, tt.got); got != tt.ok {
			t.Errorf("matches(%q, %q) = %v, want %v", tt.want, tt.got, got, tt.ok)
		}
	}
}

// TestReadmeLibraryExample makes sure that the Go code of the README is the
// code that the compiler sees in analysis/example_test.go.
func TestReadmeLibraryExample(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(filepath.Join("..", "..", "analysis", "example_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?ms)^```go\n(.*?)^```$").FindAllStringSubmatch(flat(readme), -1)
	if len(blocks) == 0 {
		t.Fatal("README.md has no Go example")
	}
	code := unindented(flat(source))
	for _, b := range blocks {
		if !strings.Contains(code, unindented(b[1])) {
			t.Errorf("not in analysis/example_test.go as it stands in README.md:\n%s", b[1])
		}
	}
}

func flat(data []byte) string { return strings.ReplaceAll(string(data), "\r\n", "\n") }

func unindented(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// TestLinks makes sure that the pages point at files that exist.
func TestLinks(t *testing.T) {
	root := filepath.Join("..", "..")
	all, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	link := regexp.MustCompile(`\]\(([^)#\s]+)(?:#[^)]*)?\)`)
	for _, page := range append(all, filepath.Join(root, "README.md"), filepath.Join(root, "CONTRIBUTING.md")) {
		data, err := os.ReadFile(page)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, m := range link.FindAllStringSubmatch(string(data), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), filepath.FromSlash(m[1]))); err != nil {
				t.Errorf("%s links to %s, which does not exist", page, m[1])
			}
		}
	}
}

// TestArchitectureNames makes sure that the functions which
// docs/architecture.md names are in the files that it names.
func TestArchitectureNames(t *testing.T) {
	root := filepath.Join("..", "..")
	data, err := os.ReadFile(filepath.Join(root, "docs", "architecture.md"))
	if err != nil {
		t.Fatal(err)
	}
	entry := regexp.MustCompile("(?m)^- \\[[^]]+\\]\\(\\.\\./(\\S+\\.go)\\): (`\\w+`(?:, `\\w+`)*)")
	entries := entry.FindAllStringSubmatch(flat(data), -1)
	if len(entries) < 20 {
		t.Errorf("only %d files found on the page", len(entries))
	}
	for _, m := range entries {
		source, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(m[1])))
		if err != nil {
			t.Error(err)
			continue
		}
		for _, name := range strings.Split(m[2], ", ") {
			name = strings.Trim(name, "`")
			if !regexp.MustCompile(`(?m)^func (\([^)]*\) )?` + name + `[\[(]`).Match(source) {
				t.Errorf("%s has no function %s", m[1], name)
			}
		}
	}
}
