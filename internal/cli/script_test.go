package cli

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the expectations of the scripts")

// TestMain lets scripts run the program as a process of its own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"undertone": func() { os.Exit(Main(os.Args[1:])) },
		"exits":     func() { os.Exit(exits(os.Args[1:])) },
	})
}

// exits is the script command `exits CODE undertone ARG...`: it succeeds when
// the exit code is the one given.
func exits(args []string) int {
	want, err := strconv.Atoi(args[0])
	if err != nil || args[1] != "undertone" {
		fmt.Fprintln(os.Stderr, "usage: exits CODE undertone ARG...")
		return 1
	}
	got := run(context.Background(), args[2:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr})
	if got != want {
		fmt.Fprintf(os.Stderr, "exit code %d, want %d\n", got, want)
		return 1
	}
	return 0
}

// TestScripts runs the stories in testdata/scripts.
func TestScripts(t *testing.T) {
	demo, err := filepath.Abs(filepath.Join("..", "..", "testdata", "demo"))
	if err != nil {
		t.Fatal(err)
	}
	scripts, err := filepath.Glob(filepath.Join("..", "..", "testdata", "scripts", "*.txtar"))
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	if testing.Short() { // it draws a dozen reports, which takes minutes under the race detector
		scripts = slices.DeleteFunc(scripts, func(name string) bool { return filepath.Base(name) == "report.txtar" })
	}
	testscript.Run(t, testscript.Params{
		Files:         scripts,
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("DEMO", demo)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"bytes": bytesFile},
	})
}

// bytesFile is the script command `bytes FILE QUOTED COUNT`: it writes a Go
// quoted string COUNT times, for files that a script cannot hold.
func bytesFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: bytes FILE QUOTED COUNT")
	}
	unit, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	count, err := strconv.Atoi(args[2])
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	chunk := []byte(unit)
	for len(chunk) < 1<<20 && count%2 == 0 && count > 1 {
		chunk = append(chunk, chunk...)
		count /= 2
	}
	for range count {
		_, err := f.Write(chunk)
		ts.Check(err)
	}
	ts.Check(f.Close())
}
